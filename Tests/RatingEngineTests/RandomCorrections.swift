import RatingRecord
import ScorerKit
import TestSupport

@testable import RatingEngine

/// Tables and corrections of them, and the same tables with the corrections written into them.
struct RandomCorrections {
  /// With the corrections beside them.
  private(set) var corrected: RandomTables
  /// Without any, and the rows as they should be.
  private(set) var edited: RandomTables
  /// How many rows are corrected.
  private(set) var count = 0

  init(_ tables: RandomTables, atMost most: Int, using random: inout SeededGenerator) {
    (corrected, edited) = (tables, tables)
    var sources = tables.files.map { Source($0.table, $0.bytes) }
    sources += [(Guilds.table, tables.guilds), (FxRates.table, tables.rates)].compactMap { table, bytes in
      bytes.map { Source(table, $0) }
    }
    let names = sources.flatMap { source in source.rows.compactMap { source.name(of: $0) } }
    let uses = Dictionary(grouping: names, by: \.self).mapValues(\.count)
    var entries: [CorrectionList.Entry] = []
    for i in sources.indices {
      for row in sources[i].rows.indices where count < most && random.tosses(0.4) {
        guard let name = sources[i].name(of: sources[i].rows[row]), uses[name] == 1 else { continue }
        count += 1
        for action in sources[i].correct(row, using: &random) {
          entries.append(
            CorrectionList.Entry(
              correction: Correction(
                table: sources[i].table.name, rowKey: name.key, action: action, reason: "why", decidedBy: "who",
                decidedOn: "2026-11-05"),
              place: Place(file: "corrections.csv", line: entries.count + 2, column: 1)))
        }
      }
    }
    corrected.corrections = CorrectionList(entries.shuffled(using: &random))
    for i in tables.files.indices { edited.files[i].bytes = sources[i].text }
    for source in sources.dropFirst(tables.files.count) {
      if source.table.name == "guilds" { edited.guilds = source.text } else { edited.rates = source.text }
    }
  }

  /// One file's rows, as far as they can be told apart.
  private struct Source {
    let table: Table
    private let head: [UInt8]
    private var names: [Identifier] = []
    private(set) var rows: [Row] = []

    struct Row {
      var fields: [[UInt8]]
      /// As they stand, with what follows up to the next row.
      var bytes: [UInt8]
      var isSound: Bool
    }

    init(_ table: Table, _ bytes: [UInt8]) {
      self.table = table
      let block = Block()
      guard let reader = try? BlockReader(DataSource(path: "t", content: .bytes(bytes)).open(), blockSize: 1 << 20),
        let hasRows = try? reader.next(block), hasRows, let header = try? Header(of: block, file: "t")
      else {
        head = bytes
        return
      }
      var found: [(start: Int, fields: [[UInt8]], isSound: Bool)] = []
      let lines = try? block.forEachRow(after: header) { row in
        found.append(
          (row.start, row.fields.indices.map(row.content), row.malformation(header) == nil))
      }
      // What can't be read to its end is left as it is.
      guard lines != nil else {
        head = bytes
        return
      }
      let all = Array(block.bytes)
      head = Array(all[..<(found.first?.start ?? all.count)])
      names = header.names
      rows = found.enumerated().map { i, row in
        let end = i + 1 < found.count ? found[i + 1].start : all.count
        return Row(fields: row.fields, bytes: Array(all[row.start..<end]), isSound: row.isSound)
      }
    }

    var text: [UInt8] { head + rows.flatMap(\.bytes) }

    /// `nil` for a row that no correction can name.
    func name(of row: Row) -> CorrectedRows.RowName? {
      let places = table.key.compactMap { names.firstIndex(of: Identifier($0)) }
      guard row.isSound, places.count == table.key.count else { return nil }
      return CorrectedRows.RowName(table: table.name, key: RowKey.joined(places.map { row.fields[$0] }))
    }

    /// Writes a correction of the row into it, and says what it was.
    mutating func correct(_ row: Int, using random: inout SeededGenerator) -> [Correction.Action] {
      let columns = table.columns.filter { column in
        names.contains(Identifier(column.name)) && (column.name == "guild_id" || !table.key.contains(column.name))
          && (column.name != "guild_id" || table.key != ["guild_id"])
      }
      if columns.isEmpty || random.tosses(0.4) {
        rows[row].bytes = []
        return [.setAside]
      }
      let chosen = columns.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
      var actions: [Correction.Action] = []
      for column in chosen {
        guard let field = names.firstIndex(of: Identifier(column.name)) else { continue }
        let value = RandomTables.correctedField(column, using: &random)
        rows[row].fields[field] = value
        actions.append(.amend(column: column.name, value: Identifier(value)))
      }
      rows[row].bytes = Source.line(rows[row].fields)
      return actions
    }

    /// With quotes throughout: what is in them is what the field is.
    private static func line(_ fields: [[UInt8]]) -> [UInt8] {
      let quote = UInt8(ascii: "\"")
      return Array(
        fields.map { [quote] + $0.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote] }
          .joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "\n")]
    }
  }
}
