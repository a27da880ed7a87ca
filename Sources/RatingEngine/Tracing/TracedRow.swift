import RatingRecord
import ScorerKit

/// One row of a guild, with what it counted as for a measure.
public struct TracedRow: Sendable {
  public let table: String
  public let file: String
  /// Where it begins, from 1; of a bad row, where its fault is.
  public let line: Int
  /// Its texts as they stand in the source, or as corrections amend them, by the columns of its table; `nil` where the file has no such column, and for a row
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
  /// What was decided about it; mostly nothing.
  public let corrections: [Correction]
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

  /// The exemption that takes it out, in words, if one does.
  var exemption: String?

  /// The key of the corrections about it, if there are any.
  let correctedKey: Identifier?

  /// A good row.
  init(_ row: RawRow, _ reader: RowReader) {
    let met = reader.corrector?.last(row)
    line = row.lines.lowerBound
    fields = reader.plan.texts(of: row, amended: met?.values)
    values = reader.values
    fault = nil
    correctedKey = met?.key
  }

  /// A bad one.
  init(_ row: RawRow, _ bad: LocalBadRow, _ reader: RowReader) {
    let plan = reader.plan
    line = bad.line
    fault = bad.cause + (bad.expectation.map { "; expected \($0)" } ?? "")
    values = []
    guard row.malformation(plan.header) == nil else {
      // Where a field is missing or too many, another column's might pass for one.
      (fields, correctedKey) = (plan.table.columns.map { _ in nil }, nil)
      return
    }
    let met = reader.corrector?.last(row)
    fields = plan.texts(of: row, amended: met?.values)
    correctedKey = met?.key
  }

  /// One that a correction sets aside, or gives to another guild or month; `nil` for any other row.
  init?(_ row: RawRow, takenFrom guild: KeptGuild, _ reader: RowReader) {
    guard let met = reader.corrector?.last(row), met.content.isThere, row.names(guild.id, reader.plan) else {
      return nil
    }
    line = row.lines.lowerBound
    fields = reader.plan.texts(of: row, amended: met.values)
    values = []
    fault =
      met.values == nil ? "a correction sets the row aside" : "a correction takes the row out of the guild or the month"
    correctedKey = met.key
  }
}

/// The guild whose rows are kept, and its index with one worker.
struct KeptGuild: Sendable {
  let id: Identifier
  let index: Int32
}

extension TablePlan {
  /// - Parameter amended: what stands in place of fields of the source.
  fileprivate func texts(of row: RawRow, amended: [Int: [UInt8]]?) -> [Identifier?] {
    columnFields.map { $0.map { Identifier(amended?[$0] ?? row.content($0)) } }
  }
}

extension RawRow {
  /// Whether it names a guild, as far as it can be read.
  func names(_ guild: Identifier, _ plan: TablePlan) -> Bool {
    plan.guildField < fields.count && content(plan.guildField) == guild.bytes
  }
}
