import ScorerKit

/// A row of the source that a correction is about.
struct CorrectedRow: Sendable, Equatable, Comparable {
  var place: Place
  var content: Content

  struct Content: Sendable, Equatable {
    /// That the row names in the source.
    var guild: Identifier?
    /// Whether the source's row is part of the month, and what became of it, as far as dates say.
    var isThere = true
    var isThereAmended = false
    /// Columns that a correction amends and the file does not have.
    var lacks: [String] = []
  }

  static func < (a: CorrectedRow, b: CorrectedRow) -> Bool { a.place < b.place }
}

/// By table and key the rows that corrections are about: of more than two with one key the first two, which are enough to say
/// that it can't be told which is meant.
///
/// Merging them is associative and commutative.
struct CorrectedRows: Sendable {
  private(set) var rows: [RowName: [CorrectedRow]] = [:]

  struct RowName: Hashable, Comparable, Sendable {
    let table: String
    let key: Identifier

    static func < (a: RowName, b: RowName) -> Bool {
      (Identifier(a.table), a.key) < (Identifier(b.table), b.key)
    }
  }

  mutating func add(_ row: CorrectedRow, table: String, key: Identifier) {
    let name = RowName(table: table, key: key)
    rows[name] = Array(((rows[name] ?? []) + [row]).sorted().prefix(2))
  }

  mutating func merge(_ other: CorrectedRows) {
    for (name, rows) in other.rows {
      for row in rows { add(row, table: name.table, key: name.key) }
    }
  }

  /// Takes the rows met in one block, each once however often it was read.
  ///
  /// - Parameter linesBefore: how many lines the file has before the block.
  mutating func add(_ met: [RowCorrector.MetRow], of table: Table, in file: String, after linesBefore: Int) {
    var lines: Set<Int> = []
    for row in met where lines.insert(row.line).inserted {
      let place = Place(file: file, line: linesBefore + row.line + 1, column: 1)
      add(CorrectedRow(place: place, content: row.content), table: table.name, key: row.key)
    }
  }
}
