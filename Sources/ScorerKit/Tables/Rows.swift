/// A batch of good rows of one table, column by column.
///
/// A batch holds a few thousand rows, so that the host makes one dynamic call for all of them and the loop over the rows
/// is the scorer's own compiled code. Rows come in no particular order and each comes once.
public struct Rows: Sendable {
  public let table: String
  public let count: Int
  /// Each row's guild, as the index to use with `Tallies`.
  public let guilds: ContiguousArray<Int32>
  let columns: [String: ContiguousArray<Int64>]

  /// - Parameter columns: raw values by column name, `missingValue` for a missing field, `count` of each.
  public init(table: String, guilds: ContiguousArray<Int32>, columns: [String: ContiguousArray<Int64>]) {
    self.table = table
    count = guilds.count
    self.guilds = guilds
    self.columns = columns
  }

  @inlinable public var indices: Range<Int> { 0..<count }

  /// The column's values, row by row; all missing where the file has no such column.
  ///
  /// - Precondition: the scorer named the column in `reads`.
  public subscript<Element>(column: Column<Element>) -> Values<Element> {
    if let raw = columns[column.name] { return Values(raw) }
    precondition(!Element.isRequired, "\(column.table).\(column.name) is not among the columns this scorer reads")
    return Values(ContiguousArray(repeating: missingValue, count: count))
  }

  /// One column of a batch.
  @frozen public struct Values<Element: ColumnElement>: Sendable {
    @usableFromInline let raw: ContiguousArray<Int64>
    @inlinable init(_ raw: ContiguousArray<Int64>) { self.raw = raw }
    @inlinable public subscript(row: Int) -> Element { Element.element(raw: raw[row]) }
  }
}
