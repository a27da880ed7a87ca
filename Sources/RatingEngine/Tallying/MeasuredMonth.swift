import RatingProgramme
import RatingRecord
import ScorerKit

/// The first half's result: every guild's measures, each with its evidence, or why there is none.
public struct MeasuredMonth: Sendable {
  public let month: Month
  /// In the order of guild_id bytes.
  public let guilds: [MeasuredGuild]
  public let inputs: [Input]
  public let badRows: [BadRow]
  public let notices: [String]
  /// Why a scorer of the programme has data for nobody, where a table or column is absent; by its place.
  let absent: [Int: String]
}

public struct MeasuredGuild: Sendable {
  public let guild: Guild
  /// One a scorer of the programme, in its order.
  public let scorers: [[Measured]]
  /// Spells alive in the programme's window; `nil` without `memberships`.
  let broadcasters: Int64?
  /// 1/10,000 of the currency unit; `nil` without `payouts`.
  let grossDue: Int128?
}

/// One measure of one guild, or one part of a breakdown.
public struct Measured: Sendable {
  public let measure: Measure
  /// `nil`: no data.
  public let estimate: Estimate?
  /// Why there is none.
  public let noData: String?
  /// Why the guild can't be rated at all, where it can't.
  let unratedBecause: String?

  init(_ measure: Measure, _ estimate: Estimate) {
    self.measure = measure
    self.estimate = estimate
    noData = nil
    unratedBecause = nil
  }

  init(_ measure: Measure, noData: String, unratedBecause: String? = nil) {
    self.measure = measure
    estimate = nil
    self.noData = noData
    self.unratedBecause = unratedBecause
  }
}

extension TalliedMonth {
  /// The step *measure*: from tallies to estimates.
  ///
  /// - Throws: `EngineError.unusableEstimate` for an estimate that is no number.
  /// - Complexity: O(guilds × measures).
  public func measured(by programme: Programme) throws -> MeasuredMonth {
    let broadcasters = folds.lazy.compactMap { $0 as? ScorerFold<Broadcasters> }.first
    let grossDue = folds.lazy.compactMap { $0 as? ScorerFold<GrossDue> }.first
    var measuredGuilds: [MeasuredGuild] = []
    for (i, guild) in guilds.enumerated() {
      let scorers = try programme.scorers.indices.map { place in
        try measured(
          folds[place].estimates(of: i), of: type(of: programme.scorers[place].scorer), guild: guild)
      }
      measuredGuilds.append(
        MeasuredGuild(
          guild: guild, scorers: scorers,
          broadcasters: presence.has(table: "memberships") ? broadcasters?.tallies[Int32(i)].alive : nil,
          grossDue: presence.has(table: "payouts") ? grossDue?.tallies[Int32(i)].gross.value : nil))
    }
    var absent: [Int: String] = [:]
    for (place, plan) in programme.scorers.enumerated() {
      let reasons = plan.measures.filter { $0.weight > 0 }.map { presence.missing(of: $0.measure.needs) }
      if let first = reasons.first, reasons.allSatisfy({ $0 != nil }) { absent[place] = first }
    }
    return MeasuredMonth(
      month: month, guilds: measuredGuilds, inputs: inputs, badRows: badRows, notices: notices, absent: absent)
  }

  private func measured(_ estimates: [Estimate], of scorer: any Scorer.Type, guild: Guild) throws -> [Measured] {
    try scorer.measures.flatMap { measure -> [Measured] in
      if let missing = presence.missing(of: measure.needs) { return [Measured(measure, noData: missing)] }
      let own = estimates.filter { $0.measure == measure.id }
      for estimate in own {
        let numbers = [estimate.value, estimate.numerator, estimate.denominator].compactMap { $0 }
        guard numbers.allSatisfy({ $0.isFinite || $0 == .infinity && measure.kind == .quantile }) else {
          throw EngineError.unusableEstimate(
            scorer: scorer.id, measure: measure.id, guild: guild.id.description)
        }
      }
      if let unrated = own.compactMap(\.unratedBecause).first {
        return [Measured(measure, noData: unrated, unratedBecause: unrated)]
      }
      let withData = own.filter { $0.denominator > 0 }
      return withData.isEmpty
        ? [Measured(measure, noData: "nothing to count in the window")] : withData.map { Measured(measure, $0) }
    }
  }
}

extension MeasuredMonth {
  /// One row of the output of `measures`; figures that a kind does not have are nil.
  public struct Row: Sendable, Equatable {
    public var guildID: Identifier
    public var scorer: String
    /// With its part for a breakdown: `exit_reasons.pay`.
    public var measure: String
    /// Infinite: never reached.
    public var value: Double?
    public var numerator: Double?
    public var denominator: Double
  }

  /// Every measure with data, ordered by guild, scorer and measure.
  public func rows(of programme: Programme) -> [Row] {
    guilds.flatMap { guild in
      zip(programme.scorers, guild.scorers).flatMap { plan, measured in
        measured.compactMap { item in
          item.estimate.map { estimate in
            Row(
              guildID: guild.guild.id, scorer: plan.id,
              measure: estimate.part.map { "\(item.measure.id).\($0)" } ?? item.measure.id, value: estimate.value,
              numerator: estimate.numerator, denominator: estimate.denominator)
          }
        }
      }.sorted { ($0.scorer, $0.measure) < ($1.scorer, $1.measure) }
    }
  }
}
