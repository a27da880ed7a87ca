import ScorerKit

/// A month's result: what `ratings.json` holds, and all that report cards are made from.
///
/// Everything after *measure* ends here. Numbers are doubles as they are printed: scores and points on the programme's scale, shares 0…1,
/// money in units of the programme's currency. `nil` is written as `null`: no data, or nothing to say.
public struct RatingRecord: Sendable, Equatable {
  /// The meaning of the keys; a change of meaning is a new number.
  public static let schema = "guildmark/ratings/1"

  public var tool: Tool
  public var programme: ProgrammeSummary
  public var month: Month
  public var window: WindowSummary
  public var status: Status
  /// `nil` for a draft.
  public var publication: Publication?
  /// In the order of the data contract; tables that are absent have `rows` nil.
  public var inputs: [Input]
  /// In the order of their tables and keys.
  public var corrections: [AppliedCorrection]
  /// In the programme's order.
  public var exemptions: [AppliedExemption]
  /// One per scorer of the programme, in its order.
  public var coverage: [ScorerCoverage]
  /// `nil` where the programme grants none.
  public var incentives: IncentiveTotals?
  /// In the order of guild_id bytes.
  public var guilds: [GuildRating]

  public init(
    tool: Tool, programme: ProgrammeSummary, month: Month, window: WindowSummary, status: Status,
    publication: Publication? = nil, inputs: [Input], corrections: [AppliedCorrection] = [],
    exemptions: [AppliedExemption] = [], coverage: [ScorerCoverage], incentives: IncentiveTotals? = nil,
    guilds: [GuildRating]
  ) {
    self.tool = tool
    self.programme = programme
    self.month = month
    self.window = window
    self.status = status
    self.publication = publication
    self.inputs = inputs
    self.corrections = corrections
    self.exemptions = exemptions
    self.coverage = coverage
    self.incentives = incentives
    self.guilds = guilds
  }
}

public struct Tool: Sendable, Equatable {
  public var name: String
  public var version: String

  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

/// What of the programme a reader of the result needs.
public struct ProgrammeSummary: Sendable, Equatable {
  public var name: String
  public var version: Int64
  /// `sha256:` and 64 hexadecimal digits, over the programme with all its defaults written out.
  public var digest: String
  public var currency: String
  /// `weighted_mean`, `geometric_mean` or `harmonic_mean`.
  public var combine: String
  /// `reweight`, `neutral` or `unrated`.
  public var missing: String
  /// Attributes that make peer groups; empty: everyone.
  public var groupBy: [String]
  public var peersAtLeast: Int
  public var broadcastersAtLeast: Int64
  public var scorersAtLeast: Int
  public var evidence: EvidenceSummary
  /// Best first.
  public var tiers: [Tier]
  public var contestHow: String?
  /// Days after the cards are sent.
  public var contestWithin: Int64?
  public var scale: Scale
  /// What scores are rounded half up to a multiple of.
  public var rounding: Double
  /// `nil`: tiers are what each month earns.
  public var movement: MovementSummary?
  /// Days after a provisional publication in which corrections may be asked for; `nil`: none.
  public var corrections: Int64?
  /// How a rating is appealed against once it is final; `nil`: it can't be.
  public var appeals: AppealRules?

  /// What scores lie on; points begin at 0.
  public struct Scale: Sendable, Equatable {
    public var from: Double
    public var to: Double

    public init(from: Double, to: Double) {
      self.from = from
      self.to = to
    }
  }

  public struct Tier: Sendable, Equatable {
    public var name: String
    public var from: Double

    public init(name: String, from: Double) {
      self.name = name
      self.from = from
    }
  }

  public init(
    name: String, version: Int64, digest: String, currency: String, combine: String, missing: String, groupBy: [String],
    peersAtLeast: Int, broadcastersAtLeast: Int64, scorersAtLeast: Int,
    evidence: EvidenceSummary = EvidenceSummary(), tiers: [Tier], contestHow: String? = nil,
    contestWithin: Int64? = nil, scale: Scale = Scale(from: 0, to: 100), rounding: Double = 0.01,
    movement: MovementSummary? = nil, corrections: Int64? = nil, appeals: AppealRules? = nil
  ) {
    self.name = name
    self.version = version
    self.digest = digest
    self.currency = currency
    self.combine = combine
    self.missing = missing
    self.groupBy = groupBy
    self.peersAtLeast = peersAtLeast
    self.broadcastersAtLeast = broadcastersAtLeast
    self.scorersAtLeast = scorersAtLeast
    self.evidence = evidence
    self.tiers = tiers
    self.contestHow = contestHow
    self.contestWithin = contestWithin
    self.scale = scale
    self.rounding = rounding
    self.movement = movement
    self.corrections = corrections
    self.appeals = appeals
  }
}

/// How tiers may change from month to month.
public struct MovementSummary: Sendable, Equatable {
  /// So many months in a row.
  public var promoteAfter: Int
  public var demoteAfter: Int
  /// Tiers a month; `nil`: any number.
  public var atMost: Int?
  /// Points by which a score must be past a threshold.
  public var cushion: Double
  /// Months after its onboarding in which a guild is not demoted.
  public var grace: Int
  /// Points that thresholds found by clustering may move a month; `nil`: any number.
  public var thresholdStep: Double?

  public init(
    promoteAfter: Int, demoteAfter: Int, atMost: Int? = nil, cushion: Double = 0, grace: Int = 0,
    thresholdStep: Double? = nil
  ) {
    self.promoteAfter = promoteAfter
    self.demoteAfter = demoteAfter
    self.atMost = atMost
    self.cushion = cushion
    self.grace = grace
    self.thresholdStep = thresholdStep
  }
}

/// How what rests on little is dealt with.
public struct EvidenceSummary: Sendable, Equatable {
  /// Of all intervals, 0…1.
  public var confidence: Double
  /// `peers` or `none`.
  public var shrinkTo: String
  /// `estimate` or `lower_bound`.
  public var scoreOn: String
  /// How often each guild's score was drawn.
  public var draws: Int

  public init(confidence: Double = 0.9, shrinkTo: String = "none", scoreOn: String = "estimate", draws: Int = 2000) {
    self.confidence = confidence
    self.shrinkTo = shrinkTo
    self.scoreOn = scoreOn
    self.draws = draws
  }
}

/// [from, to) as dates.
public struct WindowSummary: Sendable, Equatable {
  public var months: Int
  public var from: String
  public var to: String

  public init(months: Int, from: String, to: String) {
    self.months = months
    self.from = from
    self.to = to
  }
}

/// What was read of one table.
public struct Input: Sendable, Equatable {
  public var table: String
  /// Rows dated before the cutoff, good and bad; `nil`: the table is absent.
  public var rows: Int64?
  /// Rows set aside, by cause.
  public var badRows: [BadRows]

  public struct BadRows: Sendable, Equatable {
    public var cause: String
    public var count: Int64

    public init(cause: String, count: Int64) {
      self.cause = cause
      self.count = count
    }
  }

  public init(table: String, rows: Int64? = nil, badRows: [BadRows]) {
    self.table = table
    self.rows = rows
    self.badRows = badRows
  }
}

/// A scorer of the programme, and how many guilds it had data for.
public struct ScorerCoverage: Sendable, Equatable {
  public var id: String
  public var title: String
  public var summary: String
  public var version: Int
  /// Its share of all weights, 0…1.
  public var weight: Double
  public var window: WindowSummary
  public var guildsWithData: Int
  /// Why it has no data for anyone, where it has none: `no table payouts`.
  public var noData: String?
  public var measures: [MeasureSummary]

  public init(
    id: String, title: String, summary: String, version: Int, weight: Double, window: WindowSummary,
    guildsWithData: Int, noData: String? = nil, measures: [MeasureSummary]
  ) {
    self.id = id
    self.title = title
    self.summary = summary
    self.version = version
    self.weight = weight
    self.window = window
    self.guildsWithData = guildsWithData
    self.noData = noData
    self.measures = measures
  }
}

/// A measure as the programme uses it.
public struct MeasureSummary: Sendable, Equatable {
  public var id: String
  public var title: String
  public var unit: Measure.Unit
  public var direction: Measure.Direction
  public var kind: Measure.Kind
  /// Its share of the scorer's weights, 0…1; 0 where it is only shown.
  public var weight: Double
  /// `nil` where it is only shown.
  public var curve: CurveRule?
  /// The value that earns full points (90 on a log-normal curve), in the measure's unit; `nil` too where that depends on the peers.
  public var target: Double?
  public var playbook: String
  /// How many times its variance is wider because broadcasters' events are alike; `nil` where that is not known.
  public var designEffect: Double?

  public init(
    id: String, title: String, unit: Measure.Unit, direction: Measure.Direction, kind: Measure.Kind, weight: Double,
    curve: CurveRule? = nil, target: Double? = nil, playbook: String, designEffect: Double? = nil
  ) {
    self.id = id
    self.title = title
    self.unit = unit
    self.direction = direction
    self.kind = kind
    self.weight = weight
    self.curve = curve
    self.target = target
    self.playbook = playbook
    self.designEffect = designEffect
  }
}

/// The programme's incentives over all guilds, in units of its currency.
public struct IncentiveTotals: Sendable, Equatable {
  public var budget: Double?
  /// What the tiers earn before the budget.
  public var earned: Double
  /// What is granted within it.
  public var granted: Double
  /// How the budget was kept, in a sentence.
  public var rule: String

  public init(budget: Double? = nil, earned: Double, granted: Double, rule: String) {
    self.budget = budget
    self.earned = earned
    self.granted = granted
    self.rule = rule
  }
}
