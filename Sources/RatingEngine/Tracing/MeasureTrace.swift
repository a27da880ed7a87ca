import RatingProgramme
import ScorerKit

/// The very rows behind one measure of one guild, each with what it counted as.
public struct MeasureTrace: Sendable {
  public let month: Month
  public let window: Window
  public let guild: Guild
  public let choice: MeasureChoice
  public let rule: CountingRule
  /// Those that the rows are of.
  public let tables: [Table]
  /// By table, file and line, whatever the threads: those that count, those that do not, and the bad ones.
  public let rows: [TracedRow]
  /// What the measure is, as published: one, or of a whole breakdown one a part. Empty where there is no data.
  public let totals: [Total]
  /// What the rows add up to, also where that makes no value; of a whole breakdown the numerator is that of all parts.
  public let numerator: Double?
  public let denominator: Double?
  /// Why there is no data.
  public let noData: String?
  public let notices: [String]

  public struct Total: Sendable, Equatable {
    /// Of a breakdown.
    public let part: String?
    /// Infinite for never.
    public let value: Double?
    public let numerator: Double?
    public let denominator: Double
  }
}

extension GuildRows {
  /// Says of each row what it counted as for a measure of the scorer.
  ///
  /// - Parameter threads: how many; the result is the same for any number.
  /// - Throws: `EngineError`; `.noSuchPart`, and `.notAdditive` where the scorer makes something else of single rows than of all.
  public func trace(_ choice: MeasureChoice, threads: Int = 1) throws -> MeasureTrace {
    let measure = choice.measure
    func isOwn(_ part: String?) -> Bool { choice.part == nil || part == choice.part }
    let all = estimates.filter { $0.measure == measure.id }
    guard single.estimates(of: 0).filter({ $0.measure == measure.id }) == all else {
      throw EngineError.notAdditive(choice.name, guild: guild.id.description)
    }
    let parts = all.compactMap(\.part)
    if let part = choice.part, !parts.contains(part), !choice.possibleParts.contains(part) {
      throw EngineError.noSuchPart(choice.name, part: part, parts: parts, near: parts + choice.possibleParts)
    }
    let rule = CountingRule(measure, of: choice.plan.scorer, in: window)
    let missing = missing(of: measure)
    let rows = kept.judged(
      by: RowJudge(choice: choice, rule: rule, total: all), missing: missing, with: single, threads: threads)
    let measured = try measured(choice)
    let totals = measured.compactMap(\.estimate).filter { isOwn($0.part) }.map {
      MeasureTrace.Total(part: $0.part, value: $0.value, numerator: $0.numerator, denominator: $0.denominator)
    }
    let numerators = missing == nil ? all.filter { isOwn($0.part) }.compactMap(\.numerator) : []
    let needed = Set(measure.needs.map(\.table)).union(rows.filter(\.countedAs.counts).map(\.table))
    let trace = MeasureTrace(
      month: month, window: window, guild: guild, choice: choice, rule: rule,
      tables: tables.filter { needed.contains($0.name) }, rows: rows, totals: totals,
      numerator: numerators.isEmpty ? nil : numerators.reduce(0, +),
      denominator: missing == nil ? all.first?.denominator : nil,
      noData: measured.lazy.compactMap(\.noData).first
        ?? (totals.isEmpty ? "nothing to count for it in the window" : nil),
      notices: notices)
    guard trace.addsUp else { throw EngineError.notAdditive(choice.name, guild: guild.id.description) }
    return trace
  }
}

extension MeasureTrace {
  /// Whether what the rows add is what was published, as near as sums of fractions can tell.
  fileprivate var addsUp: Bool {
    // What is brought is not made of rows.
    guard !(choice.plan.scorer is any DeclaringScorer) else { return true }
    func isSum(_ figure: (TracedRow) -> Double?, of total: Double?) -> Bool {
      let sum = rows.reduce(0) { $0 + (figure($1) ?? 0) }
      return abs(sum - (total ?? 0)) <= 1e-9 * max(1, abs(sum))
    }
    return isSum(\.numerator, of: numerator) && isSum(\.denominator, of: denominator)
  }
}

extension CountedAs {
  public var counts: Bool { self != .notCounted && self != .setAside }
}

extension Measure.Need {
  fileprivate var table: String {
    switch self {
    case .table(let table), .column(let table, _): table
    }
  }
}
