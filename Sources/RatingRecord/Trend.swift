import ScorerKit

/// A guild's published months before this one, and what has changed since the last.
public struct Trend: Sendable, Equatable {
  /// The eleven calendar months before, oldest first, from the first in which the guild was rated; a month without a rating has
  /// neither score nor tier.
  public var months: [Point]
  /// `nil` where it was rated in none of them, or is not now.
  public var change: ScoreChange?

  public struct Point: Sendable, Equatable {
    public var month: Month
    public var score: Double?
    public var interval: Interval?
    public var tier: String?

    public init(month: Month, score: Double? = nil, interval: Interval? = nil, tier: String? = nil) {
      self.month = month
      self.score = score
      self.interval = interval
      self.tier = tier
    }
  }

  public init(months: [Point], change: ScoreChange? = nil) {
    self.months = months
    self.change = change
  }
}

/// How the score has changed since the published month it was last rated in, and why.
public struct ScoreChange: Sendable, Equatable {
  public var since: Month
  public var points: Double
  /// Where the true change lies, with the programme's confidence; `nil` where nothing tells.
  public var interval: Interval?
  /// `nil` where chance alone may have done it.
  public var verdict: Verdict?
  /// `nil` where the parts can't be told apart.
  public var parts: Parts?
  /// Why they can't.
  public var note: String?

  /// In points; they add up to the change exactly.
  public struct Parts: Sendable, Equatable {
    /// What the guild's own figures brought.
    public var performance: Double
    /// What those of its peers did: priors leaned on, curves against peers, medians.
    public var peers: Double
    /// What another programme than last month's did.
    public var programme: Double
    /// The performance by scorer, of those that have points: they add up to it, but for what adjustments, a bonus and the ends of the
    /// scale do.
    public var scorers: [ScorerChange]

    public init(performance: Double, peers: Double, programme: Double, scorers: [ScorerChange] = []) {
      self.performance = performance
      self.peers = peers
      self.programme = programme
      self.scorers = scorers
    }
  }

  public init(
    since: Month, points: Double, interval: Interval? = nil, verdict: Verdict? = nil, parts: Parts? = nil,
    note: String? = nil
  ) {
    self.since = since
    self.points = points
    self.interval = interval
    self.verdict = verdict
    self.parts = parts
    self.note = note
  }
}

/// What one scorer brought to a score.
public struct ScorerChange: Sendable, Equatable {
  public var id: String
  public var points: Double

  public init(id: String, points: Double) {
    self.id = id
    self.points = points
  }
}

/// A change that chance alone does not explain.
public enum Verdict: String, Sendable {
  case improved
  case declined
}

/// A measure's published months, and whether it has changed.
public struct MeasureTrend: Sendable, Equatable {
  /// Its values in the months of the guild's trend; `nil` where there was none, or it was never reached.
  public var values: [Double?]
  /// Since the published month the guild was last rated in, for better or worse; `nil` where chance alone may have done it.
  public var verdict: Verdict?

  public init(values: [Double?], verdict: Verdict? = nil) {
    self.values = values
    self.verdict = verdict
  }
}

extension Trend {
  var json: JSON {
    .object([
      ("months", .array(months.map(\.json))), ("change", .optional(change) { $0.json }),
    ])
  }
}

extension Trend.Point {
  var json: JSON {
    .object([
      ("month", .string(month.description)), ("score", .optional(score)), ("interval", .optional(interval) { $0.json }),
      ("tier", .optional(tier)),
    ])
  }
}

extension ScoreChange {
  var json: JSON {
    .object([
      ("since", .string(since.description)), ("points", .number(points)), ("interval", .optional(interval) { $0.json }),
      ("verdict", .optional(verdict?.rawValue)),
      (
        "parts",
        .optional(parts) { parts in
          .object([
            ("performance", .number(parts.performance)), ("peers", .number(parts.peers)),
            ("programme", .number(parts.programme)),
            ("scorers", .object(parts.scorers.map { ($0.id, .number($0.points)) })),
          ])
        }
      ), ("note", .optional(note)),
    ])
  }
}

extension MeasureTrend {
  var json: JSON {
    .object([("values", .array(values.map(JSON.optional))), ("verdict", .optional(verdict?.rawValue))])
  }
}
