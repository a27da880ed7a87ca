import ScorerKit

/// One row of a guild, with what it counted as for a measure.
public struct TracedRow: Sendable {
  public let table: String
  public let file: String
  /// Where it begins, from 1; of a bad row, where its fault is.
  public let line: Int
  /// Its texts as they stand in the source, by the columns of its table; `nil` where the file has no such column, and for a row
  /// whose fields can't be told apart.
  public let fields: [Identifier?]
  public let countedAs: CountedAs
  /// What it adds, in the measure's own figures; `nil` where it does not count, or the kind has none.
  public let numerator: Double?
  public let denominator: Double?
  /// What the measure would be of this row alone; infinite for never.
  public let value: Double?
  /// Why it counted as it did.
  public let rule: String
}

/// A row of the guild whose rows are kept, as its block knows it.
struct KeptRow: Sendable {
  /// From the block's first, from 0.
  let line: Int
  let fields: [Identifier?]
  /// By slot, as scorers get them; empty for a bad row.
  let values: ContiguousArray<Int64>
  /// Why it is set aside, if it is.
  let fault: String?

  /// A good row.
  init(_ row: RawRow, _ reader: RowReader) {
    line = row.lines.lowerBound
    fields = reader.plan.texts(of: row)
    values = reader.values
    fault = nil
  }

  /// A bad one.
  init(_ row: RawRow, _ bad: LocalBadRow, _ plan: TablePlan) {
    line = bad.line
    // Where a field is missing or too many, another column's might pass for one.
    fields = row.malformation(plan.header) == nil ? plan.texts(of: row) : plan.table.columns.map { _ in nil }
    values = []
    fault = bad.cause + (bad.expectation.map { "; expected \($0)" } ?? "")
  }
}

/// The guild whose rows are kept, and its index with one worker.
struct KeptGuild: Sendable {
  let id: Identifier
  let index: Int32
}

extension TablePlan {
  fileprivate func texts(of row: RawRow) -> [Identifier?] {
    columnFields.map { $0.map { Identifier(row.content($0)) } }
  }
}

extension RawRow {
  /// Whether it names a guild, as far as it can be read.
  func names(_ guild: Identifier, _ plan: TablePlan) -> Bool {
    plan.guildField < fields.count && content(plan.guildField) == guild.bytes
  }
}
