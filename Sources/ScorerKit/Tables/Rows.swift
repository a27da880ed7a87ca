/// A batch of good rows of one table, column by column.
///
/// A batch holds a few thousand rows, so that the host makes one dynamic call for all of them and the loop over the rows
/// is the scorer's own compiled code. Rows come in no particular order and each comes once.
public struct Rows: Sendable {
  public let table: String
  public let count: Int
  /// Each row's guild, as the index to use with `Tallies`.
  public let guilds: ContiguousArray<Int32>
  /// By name; `nil` for one that the file does not have.
  let columns: [String: ContiguousArray<Int64>?]

  /// - Parameter columns: for each column that the scorer reads its raw values, `missingValue` for a missing field, `count`
  ///   of them, or `nil` where the file has no such column.
  public init(table: String, guilds: ContiguousArray<Int32>, columns: [String: ContiguousArray<Int64>?]) {
    self.table = table
    count = guilds.count
    self.guilds = guilds
    self.columns = columns
  }

  @inlinable public var indices: Range<Int> { 0..<count }

  /// The column's values, row by row; all missing where the file has no such column.
  ///
  /// - Precondition: the rows are of the column's table, and the scorer names the column in `reads`. Else every value would
  ///   seem to be missing, and figures come out wrong in silence.
  public subscript<Element>(column: Column<Element>) -> Values<Element> {
    guard column.table == table, let raw = columns[column.name] else {
      preconditionFailure("\(column.table).\(column.name) is read from rows of \(table) without being named in `reads`")
    }
    return Values(raw ?? ContiguousArray(repeating: missingValue, count: count))
  }

  /// One column of a batch.
  @frozen public struct Values<Element: ColumnElement>: Sendable {
    @usableFromInline let raw: ContiguousArray<Int64>
    @inlinable init(_ raw: ContiguousArray<Int64>) { self.raw = raw }
    @inlinable public subscript(row: Int) -> Element { Element.element(raw: raw[row]) }
  }
}
