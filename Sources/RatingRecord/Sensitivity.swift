import ScorerKit

/// How much of a month's ranking is the guilds' work and how much the programme's choices: what became of ranks and tiers when the
/// month was rated over and over, with the choices varied within stated ranges.
///
/// A guild that is not rated counts as the last of all the month's guilds.
public struct Sensitivity: Sendable, Equatable {
  /// The meaning of the keys; a change of meaning is a new number.
  public static let schema = "guildmark/sensitivity/1"

  public var tool: Tool
  public var programme: Subject
  public var month: Month
  /// Whether there are tables of events and none has an event dated in the month: then nothing here means anything.
  public var hasNoEvents: Bool
  public var design: Design
  /// What was varied, in the order of the programme.
  public var varied: [Choice]
  /// What was not, or not all the way, and why.
  public var notVaried: [Omission]
  public var overall: Overall
  /// How much each factor of the design matters, in the order of `varied`.
  public var effects: [Effect]
  /// What becomes of the month without a scorer or measure, in the order of the programme.
  public var removals: [Removal]
  /// Scorers and measures that could not be taken out, and why.
  public var notRemoved: [Omission]
  /// In the order of guild_id bytes.
  public var guilds: [Guild]

  public init(
    tool: Tool, programme: Subject, month: Month, hasNoEvents: Bool, design: Design, varied: [Choice],
    notVaried: [Omission], overall: Overall, effects: [Effect], removals: [Removal], notRemoved: [Omission],
    guilds: [Guild]
  ) {
    (self.tool, self.programme, self.month, self.hasNoEvents) = (tool, programme, month, hasNoEvents)
    self.design = design
    (self.varied, self.notVaried, self.overall, self.effects) = (varied, notVaried, overall, effects)
    (self.removals, self.notRemoved, self.guilds) = (removals, notRemoved, guilds)
  }

  /// The programme as written, against which everything is compared.
  public struct Subject: Sendable, Equatable {
    public var name: String
    public var version: Int64
    public var digest: String
    /// Best first.
    public var tiers: [String]

    public init(name: String, version: Int64, digest: String, tiers: [String]) {
      (self.name, self.version, self.digest, self.tiers) = (name, version, digest, tiers)
    }
  }

  /// How the variants were made.
  public struct Design: Sendable, Equatable {
    /// Programmes rated besides the one as written.
    public var variants: Int
    /// Of each of the two samples that variants are made of.
    public var rows: Int
    public var seed: UInt64
    /// What a factor of the design is.
    public var by: Factor
    /// Of the intervals of indices, 0…1.
    public var confidence: Double
    /// How often rows were resampled for them.
    public var resamples: Int
    /// Of the variants, how many lie below a guild's interval, and as many above it: 0…1.
    public var tail: Double

    /// With fewer rows no choice is said to matter most, and indices have no intervals. An index in all is a mean of N squared
    /// differences; were these normal, its standard error would be √(2 ÷ N) of it, a third of it at 20.
    public static let fewestRows = 20

    public var hasEnoughRows: Bool { rows >= Design.fewestRows }

    /// How many variants it takes for as many rows as that.
    public var fewestVariants: Int { variants / max(1, rows) * Design.fewestRows }

    public init(
      variants: Int, rows: Int, seed: UInt64, by: Factor, confidence: Double, resamples: Int, tail: Double
    ) {
      (self.variants, self.rows, self.seed, self.by) = (variants, rows, seed, by)
      (self.confidence, self.resamples, self.tail) = (confidence, resamples, tail)
    }
  }

  public enum Factor: String, Sendable, CaseIterable {
    /// Each choice by itself.
    case choice
    /// All choices of a kind together.
    case kind
  }

  public enum Kind: String, Sendable, CaseIterable { case weights, curves, windows, combine, missing }

  /// One thing that a programme settles and could have settled otherwise.
  public struct Choice: Sendable, Equatable {
    public var kind: Kind
    /// `retention weight`, `retention.attrition_rate curve`, `combine`.
    public var name: String
    /// Between what it was varied, in words: `18.75 to 31.25`.
    public var range: String

    public init(kind: Kind, name: String, range: String) { (self.kind, self.name, self.range) = (kind, name, range) }
  }

  /// Something that was not done, with the reason.
  public struct Omission: Sendable, Equatable {
    public var name: String
    public var reason: String

    public init(name: String, reason: String) { (self.name, self.reason) = (name, reason) }
  }

  /// Of some figures: the end of the lower tail, the middle one, and the beginning of the upper tail.
  public struct Spread: Sendable, Equatable {
    public var low: Double
    public var median: Double
    public var high: Double

    public init(low: Double, median: Double, high: Double) { (self.low, self.median, self.high) = (low, median, high) }
  }

  public struct Overall: Sendable, Equatable {
    /// Guilds that the programme or any variant rates; all figures here are of them.
    public var guilds: Int
    /// Those that none rates.
    public var neverRated: Int
    /// How many have the same tier in at least `steadyShare` of the variants.
    public var steady: Int
    /// Of a variant: by how many places ranks differ from those of the programme as written, on average.
    public var rankChange: Spread
    /// Of a variant: the share of guilds with another tier, 0…1.
    public var tierChange: Spread
    /// How much of the variance of ranks, over guilds and variants, is between guilds, 0…1; the rest is the choices'. `nil` where
    /// all ranks are alike.
    public var guildShare: Double?

    public static let steadyShare = 0.9

    public init(
      guilds: Int, neverRated: Int, steady: Int, rankChange: Spread, tierChange: Spread, guildShare: Double?
    ) {
      (self.guilds, self.neverRated, self.steady) = (guilds, neverRated, steady)
      (self.rankChange, self.tierChange, self.guildShare) = (rankChange, tierChange, guildShare)
    }
  }

  /// Sobol indices of one factor: shares of an output's variance over the variants.
  public struct Effect: Sendable, Equatable {
    /// A choice's name, or a kind's.
    public var name: String
    /// On a variant's mean change of ranks; `nil` where no variant differs from another in it.
    public var ranks: Indices?
    /// On a variant's share of guilds with another tier.
    public var tiers: Indices?

    public init(name: String, ranks: Indices?, tiers: Indices?) {
      (self.name, self.ranks, self.tiers) = (name, ranks, tiers)
    }
  }

  public struct Indices: Sendable, Equatable {
    /// What the factor does by itself.
    public var first: Index
    /// With all that it does together with others.
    public var total: Index

    public init(first: Index, total: Index) { (self.first, self.total) = (first, total) }
  }

  /// An estimate, which may lie a little below 0 or above 1.
  public struct Index: Sendable, Equatable {
    public var value: Double
    /// `nil` where rows are fewer than `Design.fewestRows`.
    public var interval: ClosedRange<Double>?

    public init(value: Double, interval: ClosedRange<Double>?) { (self.value, self.interval) = (value, interval) }
  }

  /// The month without a scorer or measure, whose weight goes to the others, next to the programme as written.
  public struct Removal: Sendable, Equatable {
    /// `retention`, or `retention.attrition_rate`.
    public var name: String
    /// By how many places ranks differ, on average.
    public var rankChange: Double
    /// The guild whose rank changes most; `nil` where none does.
    public var largest: Shift?
    /// Guilds with a better tier, and with a worse one or none.
    public var up: Int
    public var down: Int
    /// Spearman's, of the ranks of the guilds that both rate; `nil` where they are fewer than two, or all alike.
    public var correlation: Double?

    public init(name: String, rankChange: Double, largest: Shift?, up: Int, down: Int, correlation: Double?) {
      (self.name, self.rankChange, self.largest) = (name, rankChange, largest)
      (self.up, self.down, self.correlation) = (up, down, correlation)
    }
  }

  public struct Shift: Sendable, Equatable {
    public var guildID: Identifier
    public var name: Identifier?
    public var from: Int
    public var to: Int

    public init(guildID: Identifier, name: Identifier?, from: Int, to: Int) {
      (self.guildID, self.name, self.from, self.to) = (guildID, name, from, to)
    }
  }

  /// How one guild fares over the variants.
  public struct Guild: Sendable, Equatable {
    public var guildID: Identifier
    public var name: Identifier?
    /// By the programme as written; `nil`: not rated.
    public var score: Double?
    public var rank: Int?
    public var tier: String?
    /// Over the variants that rate it; `nil` where none does.
    public var scores: Spread?
    /// Over all variants.
    public var ranks: Ranks
    /// The share of variants that give it each of the programme's tiers, in their order, 0…1.
    public var tierShares: [Double]
    /// The share that does not rate it.
    public var notRated: Double
    /// The share with a better tier than as written, and with a worse one or none. Where it is not rated as written, every
    /// tier is a better one.
    public var up: Double
    public var down: Double

    /// The share of variants in which its tier is another one.
    public var flips: Double { up + down }

    public init(
      guildID: Identifier, name: Identifier?, score: Double?, rank: Int?, tier: String?, scores: Spread?, ranks: Ranks,
      tierShares: [Double], notRated: Double, up: Double, down: Double
    ) {
      (self.guildID, self.name, self.score, self.rank, self.tier) = (guildID, name, score, rank, tier)
      (self.scores, self.ranks, self.tierShares) = (scores, ranks, tierShares)
      (self.notRated, self.up, self.down) = (notRated, up, down)
    }
  }

  public struct Ranks: Sendable, Equatable {
    public var best: Int
    public var low: Int
    public var median: Int
    public var high: Int
    public var worst: Int

    public init(best: Int, low: Int, median: Int, high: Int, worst: Int) {
      (self.best, self.low, self.median, self.high, self.worst) = (best, low, median, high, worst)
    }
  }
}
