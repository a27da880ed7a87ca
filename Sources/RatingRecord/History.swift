import ScorerKit

/// What a ledger's published months before one say, as far as rating that one goes by them.
public struct History: Sendable {
  /// How many calendar months before the rated one it reaches back.
  public static let reach: Int64 = 11

  /// Oldest first, all within `reach`.
  public var months: [PublishedMonth]

  public init(months: [PublishedMonth] = []) { self.months = months }

  /// Nothing has been published.
  public static let none = History()
}

/// A published month, as later ones see it.
public struct PublishedMonth: Sendable {
  public var month: Month
  public var programme: ProgrammeBrief
  /// What `PublishedGuild.measures` are, in their order.
  public var measures: [MeasureName]
  /// All rated and unrated guilds of the month.
  public var guilds: [Identifier: PublishedGuild]

  public init(
    month: Month, programme: ProgrammeBrief, measures: [MeasureName], guilds: [Identifier: PublishedGuild]
  ) {
    self.month = month
    self.programme = programme
    self.measures = measures
    self.guilds = guilds
  }
}

/// What of an earlier month's programme still matters.
public struct ProgrammeBrief: Sendable, Equatable {
  public var digest: String
  /// What values rest on, by the scorer's id: a text that is the same as long as its version, window and settings are. Under the
  /// empty id, what estimates rest on: peer groups and evidence.
  public var bases: [String: String]
  public var scale: ProgrammeSummary.Scale
  /// Best first, with the thresholds that were in force.
  public var tiers: [ProgrammeSummary.Tier]

  public init(
    digest: String, bases: [String: String], scale: ProgrammeSummary.Scale = .init(from: 0, to: 100),
    tiers: [ProgrammeSummary.Tier]
  ) {
    self.digest = digest
    self.bases = bases
    self.scale = scale
    self.tiers = tiers
  }
}

public struct MeasureName: Sendable, Hashable {
  public var scorer: String
  public var measure: String

  public init(scorer: String, measure: String) {
    self.scorer = scorer
    self.measure = measure
  }
}

/// One guild's rating in an earlier month.
public struct PublishedGuild: Sendable {
  public var score: Double?
  public var interval: Interval?
  /// The tier it had.
  public var tier: String?
  /// Of its movement, where there was one; else the tier.
  public var rising: String?
  public var falling: String?
  /// What its adjustments came to.
  public var adjustment: Double
  /// In the order of its month's `measures`; `nil` where it had no data. Breakdowns have no place here.
  public var measures: [PublishedMeasure?]

  public init(
    score: Double? = nil, interval: Interval? = nil, tier: String? = nil, rising: String? = nil,
    falling: String? = nil, adjustment: Double = 0, measures: [PublishedMeasure?] = []
  ) {
    self.score = score
    self.interval = interval
    self.tier = tier
    self.rising = rising
    self.falling = falling
    self.adjustment = adjustment
    self.measures = measures
  }
}

public struct PublishedMeasure: Sendable, Equatable {
  /// Infinite for never.
  public var value: Double
  /// The share of the estimate that came from the peers, 0…1; of the last month only.
  public var borrowed: Double?
  /// What was taken to be true given the peers; of the last month only, and infinite for never.
  public var estimate: Double?
  /// Of the last month only.
  public var interval: Interval?

  public init(value: Double, estimate: Double? = nil, interval: Interval? = nil, borrowed: Double? = nil) {
    self.value = value
    self.borrowed = borrowed
    self.estimate = estimate
    self.interval = interval
  }
}
