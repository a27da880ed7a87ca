import ScorerKit

/// One guild's month.
public struct GuildRating: Sendable, Equatable {
  public var guildID: Identifier
  public var name: Identifier?
  public var peerGroup: PeerGroup
  /// On the programme's scale, rounded half up as it says; `nil` where the guild is unrated.
  public var score: Double?
  public var interval: Interval?
  public var tier: String?
  public var tierProbabilities: [TierProbability]?
  /// 1 is best; equal scores share a rank. `nil` where the guild is unrated.
  public var rank: Int?
  public var flags: [Flag]
  /// All of the programme's gates, in its order.
  public var gates: [GateResult]
  /// All of the programme's scorers, in its order.
  public var scorers: [ScorerResult]
  /// Best first, at most three.
  public var improvements: [Improvement]
  public var incentives: GuildIncentives?
  /// What the next tier would take at the least; `nil` in the best tier and where unrated.
  public var nextTier: NextTier?
  /// Spells alive in the programme's window; `nil` without `memberships`.
  public var broadcasters: Int64?
  /// By reason.
  public var adjustments: [Adjustment]
  /// `nil` where the programme has no such bonus, or there is nothing to take it from.
  public var consistency: Consistency?
  /// What contributions, bonus and adjustments add up to, before it is kept within the scale and rounded; `nil` where the
  /// contributions add up to the score.
  public var unrounded: Double?
  /// What a guild at its peers' median in every measure would score, 0…100; the measures' effects add up to the difference.
  public var peersScore: Double?
  /// `nil` where the programme has no movement, or the guild is unrated.
  public var movement: Movement?
  /// `nil` where no ledger was asked, or it has no month before.
  public var trend: Trend?
  /// What it was told before, where a revision changed the month; `nil` in every other version.
  public var beforeRevision: FormerFigures?

  /// `nil` where exemptions took out none of its rows.
  public var exemptions: GuildExemptions?

  public init(
    guildID: Identifier, name: Identifier? = nil, peerGroup: PeerGroup, score: Double? = nil, interval: Interval? = nil,
    tier: String? = nil, tierProbabilities: [TierProbability]? = nil, rank: Int? = nil, flags: [Flag],
    gates: [GateResult], scorers: [ScorerResult], improvements: [Improvement], incentives: GuildIncentives? = nil,
    nextTier: NextTier? = nil, broadcasters: Int64? = nil, adjustments: [Adjustment] = [],
    consistency: Consistency? = nil, unrounded: Double? = nil, peersScore: Double? = nil,
    movement: Movement? = nil, trend: Trend? = nil, beforeRevision: FormerFigures? = nil,
    exemptions: GuildExemptions? = nil
  ) {
    self.guildID = guildID
    self.name = name
    self.peerGroup = peerGroup
    self.score = score
    self.interval = interval
    self.tier = tier
    self.tierProbabilities = tierProbabilities
    self.rank = rank
    self.flags = flags
    self.gates = gates
    self.scorers = scorers
    self.improvements = improvements
    self.incentives = incentives
    self.nextTier = nextTier
    self.broadcasters = broadcasters
    self.peersScore = peersScore
    self.adjustments = adjustments
    self.consistency = consistency
    self.unrounded = unrounded
    self.movement = movement
    self.trend = trend
    self.exemptions = exemptions
    self.beforeRevision = beforeRevision
  }
}

/// A documented change to a guild's score.
public struct Adjustment: Sendable, Equatable {
  public var points: Double
  public var reason: Identifier

  public init(points: Double, reason: Identifier) {
    self.points = points
    self.reason = reason
  }
}

/// How close together the points of a guild's measures lie, to six decimals, and the bonus for it.
public struct Consistency: Sendable, Equatable {
  public var mean: Double
  /// `nil` for a single measure.
  public var variance: Double?
  public var bonus: Double

  public init(mean: Double, variance: Double? = nil, bonus: Double) {
    self.mean = mean
    self.variance = variance
    self.bonus = bonus
  }
}

public struct Interval: Sendable, Equatable {
  public var low: Double
  /// `nil`: a quantile that may be never reached.
  public var high: Double?

  public init(low: Double, high: Double?) {
    self.low = low
    self.high = high
  }
}

public struct TierProbability: Sendable, Equatable {
  public var tier: String
  public var probability: Double

  public init(tier: String, probability: Double) {
    self.tier = tier
    self.probability = probability
  }
}

public struct PeerGroup: Sendable, Equatable {
  /// The attributes that make the group and this guild's values; empty: everyone.
  public var attributes: [Attribute]
  /// How many guilds it has, this one included.
  public var guilds: Int
  /// The guild's own group was too small, so it is compared with everyone.
  public var isFallback: Bool

  public struct Attribute: Sendable, Equatable {
    public var name: String
    /// Empty where the guild has none.
    public var value: Identifier

    public init(name: String, value: Identifier) {
      self.name = name
      self.value = value
    }
  }

  public init(attributes: [Attribute], guilds: Int, isFallback: Bool) {
    self.attributes = attributes
    self.guilds = guilds
    self.isFallback = isFallback
  }
}

/// A remark on a rating that needs a reader's eye.
public struct Flag: Sendable, Equatable {
  public var kind: Kind
  /// A sentence: `3 broadcasters in the window, of at least 5.`
  public var reason: String

  public enum Kind: String, Sendable {
    /// Rated, on less evidence than the programme asks for.
    case provisional
    case unrated
    /// An estimate reaches beyond what was observed.
    case thin
    /// Another tier is nearly as likely as the guild's.
    case coinToss = "coin_toss"
    /// The score has changed since the last published month by more than chance explains.
    case improved
    case declined
  }

  public init(kind: Kind, reason: String) {
    self.kind = kind
    self.reason = reason
  }
}

public struct GateResult: Sendable, Equatable {
  public var name: String
  /// Whether its conditions hold, so that the tier is capped; `nil`: no data to tell.
  public var fired: Bool?
  /// Whether it took the tier below what the score had earned.
  public var lowered: Bool
  /// The tier it caps at.
  public var cap: String
  public var reason: String?
  public var conditions: [Condition]

  public struct Condition: Sendable, Equatable {
    public var scorer: String
    public var measure: String
    /// `above` or `below`.
    public var comparison: String
    /// Limit and value in the measure's unit.
    public var limit: Double
    public var value: Double?
    /// How sure it must be that the limit is passed, 0…1, where it must.
    public var sure: Double?
    /// What was then compared with the limit: the end of an interval.
    public var compared: Double?

    public init(
      scorer: String, measure: String, comparison: String, limit: Double, value: Double? = nil, sure: Double? = nil,
      compared: Double? = nil
    ) {
      self.scorer = scorer
      self.measure = measure
      self.comparison = comparison
      self.limit = limit
      self.value = value
      self.sure = sure
      self.compared = compared
    }
  }

  public init(
    name: String, fired: Bool? = nil, lowered: Bool, cap: String, reason: String? = nil, conditions: [Condition]
  ) {
    self.name = name
    self.fired = fired
    self.lowered = lowered
    self.cap = cap
    self.reason = reason
    self.conditions = conditions
  }
}

public struct ScorerResult: Sendable, Equatable {
  public var id: String
  /// Rounded half up to 0.01, or to six decimals where the programme rounds the score alone; `nil`: no data.
  public var points: Double?
  /// The share of the score it decided, 0…1, after missing scorers gave theirs away; 0 where it had no part.
  public var weight: Double
  /// Points of the overall score, which add up to it exactly: in hundredths, or in billionths where there is a score before
  /// rounding; `nil` where it had no part.
  public var contribution: Double?
  /// The points are the peers' median, for want of data (`missing: neutral`).
  public var isNeutral: Bool
  /// All of the scorer's measures, shown ones too, in its order; a breakdown once for each part that occurs.
  public var measures: [MeasureResult]

  public init(
    id: String, points: Double? = nil, weight: Double, contribution: Double? = nil, isNeutral: Bool,
    measures: [MeasureResult]
  ) {
    self.id = id
    self.points = points
    self.weight = weight
    self.contribution = contribution
    self.isNeutral = isNeutral
    self.measures = measures
  }
}

public struct MeasureResult: Sendable, Equatable {
  public var id: String
  /// The part of a breakdown, such as a leave reason.
  public var part: String?
  /// In the measure's unit; `nil` where there is no data, or it is never reached.
  public var value: Double?
  /// A quantile that is never reached: the value is infinite.
  public var isNever: Bool
  public var numerator: Double?
  /// `nil`: no data.
  public var denominator: Double?
  /// What is taken to be true given the peers, and scored; the value itself where nothing is borrowed. `nil` where never.
  public var estimate: Double?
  /// Where the truth lies with the programme's confidence; `nil` where nothing tells.
  public var interval: Interval?
  /// 0…100; `nil` where it has no data or is only shown.
  public var points: Double?
  /// The share of the scorer's points it decided, 0…1, after missing measures gave theirs away.
  public var weight: Double
  public var peers: PeerFigures?
  /// Why there is no value, where there is none.
  public var noData: String?
  /// The share of the estimate that comes from the peers, 0…1; `nil` where there is no interval.
  public var borrowed: Double?
  /// Points of the overall score that the value brings or costs, next to the peers' median.
  public var effect: Double?
  /// `nil` where the guild has none, and for a breakdown.
  public var trend: MeasureTrend?

  public init(
    id: String, part: String? = nil, value: Double? = nil, isNever: Bool, numerator: Double? = nil,
    denominator: Double? = nil, estimate: Double? = nil, interval: Interval? = nil, points: Double? = nil,
    weight: Double, peers: PeerFigures? = nil, noData: String? = nil, borrowed: Double? = nil, effect: Double? = nil,
    trend: MeasureTrend? = nil
  ) {
    self.id = id
    self.part = part
    self.value = value
    self.isNever = isNever
    self.numerator = numerator
    self.denominator = denominator
    self.estimate = estimate
    self.interval = interval
    self.points = points
    self.weight = weight
    self.peers = peers
    self.noData = noData
    self.borrowed = borrowed
    self.effect = effect
    self.trend = trend
  }
}

/// Where a measure's peers stand, in its unit. Values that are never reached count as the largest.
public struct PeerFigures: Sendable, Equatable {
  /// How many guilds of the peer group have a value, this one included.
  public var guilds: Int
  /// `nil` where it is never reached.
  public var lowerQuartile: Double?
  public var median: Double?
  public var upperQuartile: Double?
  /// The share of the peers with a value, 0…1, that are no better; ties count half.
  public var percentile: Double?

  public init(
    guilds: Int, lowerQuartile: Double? = nil, median: Double? = nil, upperQuartile: Double? = nil,
    percentile: Double? = nil
  ) {
    self.guilds = guilds
    self.lowerQuartile = lowerQuartile
    self.median = median
    self.upperQuartile = upperQuartile
    self.percentile = percentile
  }
}

/// A recommended change to one measure, priced.
public struct Improvement: Sendable, Equatable {
  public var scorer: String
  public var measure: String
  /// In countable words: `answer 34 more of 412 requests within 24 h`.
  public var act: String
  /// Both in the measure's unit; `now` is `nil` where it is never reached.
  public var now: Double?
  public var after: Double
  /// What `after` is: the peers' better quartile, or the next point of the curve.
  public var basis: Basis
  /// Points of the overall score.
  public var gain: Double
  /// The tier the guild would then have, gates included, where that is a better one.
  public var reaches: String?

  public enum Basis: String, Sendable {
    case peers = "peers_upper_quartile"
    case curve = "next_curve_point"
    /// Just enough for the next tier.
    case threshold = "tier_threshold"
    /// Just enough to lift a gate.
    case gate = "gate_limit"
  }

  public init(
    scorer: String, measure: String, act: String, now: Double? = nil, after: Double, basis: Basis, gain: Double,
    reaches: String? = nil
  ) {
    self.scorer = scorer
    self.measure = measure
    self.act = act
    self.now = now
    self.after = after
    self.basis = basis
    self.gain = gain
    self.reaches = reaches
  }
}

public struct NextTier: Sendable, Equatable {
  public var tier: String
  /// Points of the overall score still missing; 0 where only gates stand in the way.
  public var missing: Double
  /// The fewest changes that get there, each as small as it may be; empty where no such changes were found or none is
  /// needed.
  public var acts: [Improvement]
  /// Whether those acts are enough.
  public var isReachable: Bool
  /// Gates that would cap the tier below it even after those acts.
  public var gates: [String]

  public init(tier: String, missing: Double, acts: [Improvement], isReachable: Bool, gates: [String]) {
    self.tier = tier
    self.missing = missing
    self.acts = acts
    self.isReachable = isReachable
    self.gates = gates
  }
}

/// What the programme grants one guild, in units of its currency.
public struct GuildIncentives: Sendable, Equatable {
  public var grants: [Grant]
  public var earned: Double
  public var granted: Double

  public struct Grant: Sendable, Equatable {
    public var kind: Kind
    /// A commission's share, 0…1.
    public var rate: Double?
    /// The gross it is counted on.
    public var base: Double?
    /// Before the budget; `nil` for what is no money, or can't be counted.
    public var earned: Double?
    /// Within the budget.
    public var granted: Double?
    /// Why it can't be counted, where it can't.
    public var note: String?

    public init(
      kind: Kind, rate: Double? = nil, base: Double? = nil, earned: Double? = nil, granted: Double? = nil,
      note: String? = nil
    ) {
      self.kind = kind
      self.rate = rate
      self.base = base
      self.earned = earned
      self.granted = granted
      self.note = note
    }
  }

  public enum Kind: String, Sendable {
    case commissionBonus = "commission_bonus"
    case trafficCoupons = "traffic_coupons"
    case badge
    /// A share of the gross for a score that rose.
    case growthBonus = "growth_bonus"
  }

  public init(grants: [Grant], earned: Double, granted: Double) {
    self.grants = grants
    self.earned = earned
    self.granted = granted
  }
}
