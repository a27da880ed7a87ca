/// A batch of good rows of one table, column by column.
///
/// A batch holds a few thousand rows, so that the host makes one dynamic call for all of them and the loop over the rows
/// is the scorer's own compiled code. Rows come in no particular order and each comes once.
public struct Rows: Sendable {
  public let table: String
  public let count: Int
  /// Each row's guild, as the index to use with `Tallies`.
  public let guilds: Guilds
  /// All columns' raw values.
  private let values: ContiguousArray<Int64>
  /// Where the values of each column start, by name; `nil` for one that the file does not have.
  private let starts: [String: Int?]
  /// Where the hashes of the broadcasters' ids start; `nil` for a table that names none.
  private let broadcastersStart: Int?

  /// - Parameter columns: for each column that the scorer reads its raw values, `missingValue` for a missing field, as many
  ///   as there are guilds, or `nil` where the file has no such column.
  public init(table: String, guilds: ContiguousArray<Int32>, columns: [String: ContiguousArray<Int64>?]) {
    var values: ContiguousArray<Int64> = []
    var starts: [String: Int?] = [:]
    for (name, column) in columns {
      precondition(column.map { $0.count == guilds.count } ?? true, "the column \(name) has another number of rows")
      starts[name] = .some(column == nil ? nil : values.count)
      values += column ?? []
    }
    self.init(table: table, count: guilds.count, guilds: guilds, values: values, starts: starts)
  }

  /// The first `count` rows of buffers that may be longer.
  ///
  /// - Precondition: each column's `count` values lie within `values`, and `count` guilds within `guilds`.
  package init(
    table: String, count: Int, guilds: ContiguousArray<Int32>, values: ContiguousArray<Int64>, starts: [String: Int?],
    broadcasters: Int? = nil
  ) {
    self.table = table
    self.count = count
    self.guilds = Guilds(guilds, count: count)
    self.values = values
    self.starts = starts
    broadcastersStart = broadcasters
  }

  /// Each row's hash of its broadcaster's id (`StableHash`); `nil` for a table that names none. For the host: to a scorer,
  /// broadcasters are nobody.
  package var broadcasters: Values<Int64>? {
    broadcastersStart.map { Values(values, start: $0, count: count) }
  }

  /// Some of the rows, given to others than their guilds.
  package func picking(_ rows: ContiguousArray<Int>, guilds owners: ContiguousArray<Int32>) -> Rows {
    var picked: ContiguousArray<Int64> = []
    picked.reserveCapacity(rows.count * starts.count)
    var newStarts: [String: Int?] = [:]
    for (name, start) in starts {
      newStarts[name] = .some(start == nil ? nil : picked.count)
      if let start { for row in rows { picked.append(values[start + row]) } }
    }
    return Rows(table: table, count: rows.count, guilds: owners, values: picked, starts: newStarts)
  }

  /// Some of the rows, as they are.
  package func picking(_ rows: ContiguousArray<Int>) -> Rows {
    var owners = ContiguousArray<Int32>()
    owners.reserveCapacity(rows.count)
    for row in rows { owners.append(guilds[row]) }
    let picked = picking(rows, guilds: owners)
    guard let hashes = broadcasters else { return picked }
    let values = picked.values + rows.map { hashes[$0] }
    return Rows(
      table: table, count: rows.count, guilds: owners, values: values, starts: picked.starts,
      broadcasters: picked.values.count)
  }

  /// The same rows, given to others than their guilds.
  package func owned(by owners: ContiguousArray<Int32>) -> Rows {
    Rows(table: table, count: count, guilds: owners, values: values, starts: starts)
  }

  @inlinable public var indices: Range<Int> { 0..<count }

  /// The column's values, row by row; all missing where the file has no such column.
  ///
  /// - Precondition: the rows are of the column's table, and the scorer names the column in `reads`. Else every value would
  ///   seem to be missing, and figures come out wrong in silence.
  public subscript<Element>(column: Column<Element>) -> Values<Element> {
    guard column.table == table, let start = starts[column.name] else {
      preconditionFailure("\(column.table).\(column.name) is read from rows of \(table) without being named in `reads`")
    }
    guard let start else {
      return Values(ContiguousArray(repeating: missingValue, count: count), start: 0, count: count)
    }
    return Values(values, start: start, count: count)
  }

  /// The guilds of a batch's rows.
  @frozen public struct Guilds: Sendable {
    @usableFromInline let raw: ContiguousArray<Int32>
    @usableFromInline let count: Int
    @usableFromInline init(_ raw: ContiguousArray<Int32>, count: Int) {
      self.raw = raw
      self.count = count
    }
    @inlinable public subscript(row: Int) -> Int32 {
      precondition(row < count)
      return raw[row]
    }
  }

  /// One column of a batch.
  @frozen public struct Values<Element: ColumnElement>: Sendable {
    @usableFromInline let raw: ContiguousArray<Int64>
    @usableFromInline let start: Int
    @usableFromInline let count: Int
    @usableFromInline init(_ raw: ContiguousArray<Int64>, start: Int, count: Int) {
      self.raw = raw
      self.start = start
      self.count = count
    }
    @inlinable public subscript(row: Int) -> Element {
      precondition(row < count)
      return Element.element(raw: raw[start + row])
    }
  }
}
