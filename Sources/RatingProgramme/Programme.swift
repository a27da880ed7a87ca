import ScorerKit

/// A validated programme: everything a month's rating depends on besides the data.
///
/// Shares are parts per million, tier thresholds hundredths of a point, money 1/10,000 of the currency unit.
public struct Programme: Sendable {
  public var name: String
  public var version: Int64
  /// ISO 4217 letters, such as `USD`.
  public var currency: String
  /// Months; a scorer may have its own.
  public var window: Int
  public var peers: Peers
  public var data: DataRules
  /// In the order of the file; at least one.
  public var scorers: [ScorerPlan]
  public var combine: Mean
  public var missing: Missing
  public var evidence: Evidence
  /// Best first, thresholds descending, the last one from 0.
  public var tiers: [Tier]
  public var thresholds = Thresholds.written
  public var gates: [Gate]
  public var incentives: Incentives?
  /// How guilds contest their card: a sentence, and how many days after the cards are sent.
  public var contest: Contest?
  /// What points and scores are counted on.
  public var scale = Scale.standard
  /// What the score is rounded half up to a multiple of, in hundredths of a point; scorers' points are then combined as they
  /// are. `nil`: both are rounded to hundredths.
  public var rounding: Int64?
  /// `nil`: the table `adjustments` counts for nothing.
  public var adjustments: Adjustments?
  /// Tried in this order; the first that holds gives its bonus.
  public var consistencyBonus: [BonusRule] = []
  /// How tiers change from month to month; `nil`: each month's are what it earns.
  public var movement: Movement?
  public var publication = Publication()
  /// In the order of the file; at most 60.
  public var exemptions: [Exemption] = []

  public struct Peers: Sendable, Equatable {
    /// Attributes of `guilds`; empty: everyone is everyone's peer.
    public var groupBy: [String]
    /// Smaller groups are compared with everyone.
    public var atLeast: Int
    /// Where bands by the number of broadcasters begin, ascending, the first being all below; empty: size does not matter.
    public var sizeBands: [Int64] = []

    /// As what bands stand among the attributes of a group.
    public static let sizeAttribute = "broadcasters"
  }

  public struct DataRules: Sendable, Equatable {
    /// The share of a table's rows that may be bad, in parts per million.
    public var tolerate: Int64
  }

  public enum Mean: String, Sendable, CaseIterable {
    case weighted = "weighted_mean"
    case geometric = "geometric_mean"
    case harmonic = "harmonic_mean"
  }

  /// What a scorer without data does.
  public enum Missing: String, Sendable, CaseIterable {
    /// Its weight goes to the others.
    case reweight
    /// It gets the peers' median points.
    case neutral
    /// The guild is unrated.
    case unrated
  }

  public struct Evidence: Sendable, Equatable {
    /// The least evidence for a rating that is not provisional.
    public var broadcasters: Int64
    public var scorers: Int
    public var shrinkTo = ShrinkTo.none
    /// Of all intervals, in parts per million.
    public var confidence: Int64 = 900_000
    public var scoreOn = ScoreOn.estimate

    public init(broadcasters: Int64, scorers: Int) {
      self.broadcasters = broadcasters
      self.scorers = scorers
    }
  }

  /// What estimates lean on that rest on little.
  public enum ShrinkTo: String, Sendable, CaseIterable {
    case none
    case peers
  }

  /// Which value of a measure is scored.
  public enum ScoreOn: String, Sendable, CaseIterable {
    case estimate
    /// The end of its interval that is worse for the guild.
    case lowerBound = "lower_bound"
  }

  public struct Tier: Sendable, Equatable {
    public var name: String
    /// Hundredths of a point: a score at or above it earns the tier.
    public var from: Int64
  }

  /// Where the tiers' thresholds come from.
  public enum Thresholds: Sendable {
    /// The programme says them.
    case written
    /// The rated guilds' scores, divided into as many groups as there are tiers; until then all are the scale's lower end.
    case clusters
  }

  /// Caps the tier where all its conditions hold, whatever the score.
  public struct Gate: Sendable, Equatable {
    public var name: String
    public var when: [Condition]
    /// Index in `tiers`.
    public var cap: Int
    public var reason: String?
    /// Whether it takes a tier down at once, whatever movement says.
    public var isImmediate = true

    public struct Condition: Sendable, Equatable {
      public var scorer: String
      public var measure: String
      public var comparison: Comparison
      /// In the measure's unit.
      public var limit: Double
      /// `nil`: the value itself is compared with the limit; else, in parts per million, how sure it must be that the limit is
      /// passed: the near end of the interval with this confidence is compared.
      public var sure: Int64?
    }
    public enum Comparison: String, Sendable, CaseIterable { case above, below }
  }

  public struct Incentives: Sendable, Equatable {
    /// 1/10,000 of the currency unit; `nil`: no limit.
    public var budget: Int64?
    /// By index in `tiers`.
    public var tiers: [Int: Grant]
    public var growth: Growth?

    /// The most that a programme may say of money, in 1/10,000 of the currency unit.
    public static let largestAmount: Int64 = 10_000_000_000_000_000
  }

  /// What a score earns that has risen since the last published month by more than chance explains.
  public struct Growth: Sendable, Equatable {
    /// Parts per million of the gross of the payouts due in the month.
    public var commissionBonus: Int64
    /// By how much it must have risen at least, in hundredths of a point.
    public var whenScoreRises: Int64
  }

  /// What a tier earns.
  public struct Grant: Sendable, Equatable {
    /// Parts per million of the gross of the payouts due in the month; 0 is none.
    public var commissionBonus: Int64
    /// Traffic coupons at their face value, 1/10,000 of the currency unit; 0 is none.
    public var trafficCoupons: Int64
    public var badge: Bool
  }

  public struct Contest: Sendable, Equatable {
    /// To whom and how, in words.
    public var how: String
    /// Days after the cards are sent.
    public var within: Int64?
  }
}

/// One scorer as a programme uses it.
public struct ScorerPlan: Sendable {
  /// With the programme's settings.
  public var scorer: any Scorer
  /// Relative to the other scorers' weights; not negative, and not all are 0.
  public var weight: Double
  /// Months.
  public var window: Int
  /// Every scored measure, in the scorer's order.
  public var measures: [MeasurePlan]

  public init(scorer: any Scorer, weight: Double, window: Int, measures: [MeasurePlan]) {
    self.scorer = scorer
    self.weight = weight
    self.window = window
    self.measures = measures
  }

  public var id: String { type(of: scorer).id }
}

/// One scored measure as a programme uses it.
public struct MeasurePlan: Sendable {
  public var measure: Measure
  /// Relative to the scorer's other measures; not negative, and not all are 0. A measure of weight 0 is shown only.
  public var weight: Double
  public var curve: CurveRule
  /// The programme's.
  public var scale: Programme.Scale

  public init(measure: Measure, weight: Double, curve: CurveRule, scale: Programme.Scale = .standard) {
    self.measure = measure
    self.weight = weight
    self.curve = curve
    self.scale = scale
  }
}
