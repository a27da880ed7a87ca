import RatingProgramme
import RatingRecord
import ScorerKit

/// The first half's result: every guild's measures, each with its evidence, or why there is none.
public struct MeasuredMonth: Sendable {
  public let month: Month
  /// In the order of guild_id bytes.
  public internal(set) var guilds: [MeasuredGuild]
  public let inputs: [Input]
  public let badRows: [BadRow]
  public let notices: [String]
  public var corrections: [AppliedCorrection] = []
  public var exemptions: [AppliedExemption] = []
  /// Why a scorer of the programme has data for nobody, where a table or column is absent; by its place.
  let absent: [Int: String]
  /// By scorer and measure, for those that are known; see `DesignEffect`.
  let designEffects: [String: [String: Double]]
}

public struct MeasuredGuild: Sendable {
  public let guild: Guild
  /// One a scorer of the programme, in its order.
  public let scorers: [[Measured]]
  /// Spells alive in the programme's window; `nil` without `memberships`.
  let broadcasters: Int64?
  /// 1/10,000 of the currency unit; `nil` without `payouts`.
  let grossDue: Int128?
  /// Of its score, by reason.
  var adjustments: [GuildAdjustment] = []
  /// `nil` where exemptions took out none of its rows.
  var exemptions: GuildExemptions?

  /// What they come to, in billionths of a point.
  var adjustment: Int64 { adjustments.reduce(0) { $0 + $1.points } }
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
  /// - Parameter threads: how many guilds are measured at once; the result is the same for any number.
  /// - Throws: `EngineError.unusableEstimate` for an estimate that is no number.
  /// - Complexity: O(guilds × measures).
  public func measured(by programme: Programme, threads: Int = 1) throws -> MeasuredMonth {
    let scorers = try zip(programme.scorers, folds).map { try measured($0.scorer, $1, threads: threads) }
    var month = measured(by: programme, scorers, HostFigures(folds, presence, guilds: guilds.count))
    for (guild, effect) in try exemptionEffects(programme, month.guilds).enumerated() {
      month.guilds[guild].exemptions = effect
    }
    return month
  }

  /// One scorer's measures of all guilds.
  ///
  /// - Throws: `EngineError.unusableEstimate`.
  func measured(_ scorer: any Scorer, _ fold: any Fold, threads: Int) throws -> MeasuredScorer {
    let plan = MeasuringPlan(scorer, fold, presence)
    let measured = try concurrently(guilds.count, threads: threads) { guild in try plan.measured(guild, guilds[guild]) }
    return MeasuredScorer(byGuild: measured, designEffects: designEffects(of: fold, measured))
  }

  /// What all of a programme's scorers measured, in its order, without what exemptions took out.
  func measured(by programme: Programme, _ scorers: [MeasuredScorer], _ host: HostFigures) -> MeasuredMonth {
    var absent: [Int: String] = [:]
    for (place, plan) in programme.scorers.enumerated() {
      let reasons = plan.measures.filter { $0.weight > 0 }.map { presence.missing(of: $0.measure.needs) }
      if let first = reasons.first, reasons.allSatisfy({ $0 != nil }) { absent[place] = first }
    }
    return MeasuredMonth(
      month: month,
      guilds: guilds.indices.map { guild in
        MeasuredGuild(
          guild: guilds[guild], scorers: scorers.map { $0.byGuild[guild] }, broadcasters: host.broadcasters?[guild],
          grossDue: host.grossDue?[guild], adjustments: adjustments.byGuild[guilds[guild].id] ?? [])
      },
      inputs: inputs, badRows: badRows, notices: notices + idleExemptions, corrections: corrections,
      exemptions: appliedExemptions, absent: absent,
      designEffects: Dictionary(
        zip(programme.scorers.map(\.id), scorers.map(\.designEffects)), uniquingKeysWith: { first, _ in first }))
  }

  /// One scorer's, by measure; `measured` is what all guilds have.
  private func designEffects(of fold: any Fold, _ measured: [[Measured]]) -> [String: Double] {
    var effects: [String: DesignEffect] = [:]
    for (guild, estimates) in fold.estimates(ofBroadcasters: DesignEffect.sample, guilds: guilds.count) {
      for own in estimates where own.part == nil {
        guard let whole = measured[guild].first(where: { $0.measure.id == own.measure }), let all = whole.estimate
        else {
          continue
        }
        effects[own.measure, default: DesignEffect()].add(own, of: all, whole.measure.kind)
      }
    }
    return effects.mapValues(\.value)
  }
}

/// What one scorer measured.
struct MeasuredScorer: Sendable {
  let byGuild: [[Measured]]
  /// By measure, for those that are known.
  let designEffects: [String: Double]
}

/// What the host counts for itself, by guild; `nil` without the table it is counted on.
struct HostFigures: Sendable {
  let broadcasters: [Int64]?
  /// 1/10,000 of the currency unit.
  let grossDue: [Int128]?

  /// - Parameter folds: among which the host's own are, if they are tallied at all.
  init(_ folds: [any Fold], _ presence: Presence, guilds: Int) {
    let places = (0..<Int32(guilds))
    broadcasters =
      presence.has(table: Memberships.table.name)
      ? folds.lazy.compactMap { $0 as? ScorerFold<Broadcasters> }.first.map { fold in
        places.map { fold.tallies[$0].alive }
      }
      : nil
    grossDue =
      presence.has(table: Payouts.table.name)
      ? folds.lazy.compactMap { $0 as? ScorerFold<GrossDue> }.first.map { fold in
        places.map { fold.tallies[$0].gross.value }
      }
      : nil
  }
}

/// One scorer's measures, and what is known of all guilds alike.
struct MeasuringPlan: Sendable {
  private let id: String
  private let fold: any Fold
  private let measures: [(measure: Measure, missing: String?)]

  init(_ scorer: any Scorer, _ fold: any Fold, _ presence: Presence) {
    id = type(of: scorer).id
    self.fold = fold
    measures = scorer.measures.map { ($0, presence.missing(of: $0.needs)) }
  }

  func measured(_ place: Int, _ guild: Guild) throws -> [Measured] {
    let estimates = fold.estimates(of: place)
    var measured: [Measured] = []
    measured.reserveCapacity(max(estimates.count, measures.count))
    for (measure, missing) in measures {
      if let missing {
        measured.append(Measured(measure, noData: missing))
        continue
      }
      let before = measured.count
      var unrated: String?
      for estimate in estimates where estimate.measure == measure.id {
        try check(estimate, of: measure, guild)
        unrated = unrated ?? estimate.unratedBecause
        if estimate.denominator > 0 { measured.append(Measured(measure, estimate)) }
      }
      if let unrated {
        measured.removeSubrange(before...)
        measured.append(Measured(measure, noData: unrated, unratedBecause: unrated))
      } else if measured.count == before {
        measured.append(Measured(measure, noData: "nothing to count in the window"))
      }
    }
    return measured
  }

  private func check(_ estimate: Estimate, of measure: Measure, _ guild: Guild) throws {
    func isNumber(_ number: Double?) -> Bool {
      number.map { $0.isFinite || $0 == .infinity && measure.kind == .quantile } ?? true
    }
    guard isNumber(estimate.value), isNumber(estimate.numerator), isNumber(estimate.denominator) else {
      throw EngineError.unusableEstimate(scorer: id, measure: measure.id, guild: guild.id.description)
    }
    guard estimate.evidence?.isUsable ?? true else {
      throw EngineError.unusableEvidence(scorer: id, measure: measure.id, guild: guild.id.description)
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
  public func rows(of programme: Programme) -> [Row] { guilds.flatMap { $0.rows(of: programme) } }
}

extension MeasuredGuild {
  /// Every measure with data, ordered by scorer and measure.
  public func rows(of programme: Programme) -> [MeasuredMonth.Row] {
    zip(programme.scorers, scorers).flatMap { plan, measured in
      let id = plan.id
      return measured.compactMap { item in
        item.estimate.map { estimate in
          MeasuredMonth.Row(
            guildID: guild.id, scorer: id,
            measure: estimate.part.map { "\(item.measure.id).\($0)" } ?? item.measure.id, value: estimate.value,
            numerator: estimate.numerator, denominator: estimate.denominator)
        }
      }
    }.sorted { ($0.scorer, $0.measure) < ($1.scorer, $1.measure) }
  }
}
