import ScorerKit

/// How a guild's tier came out of what its score earns and the tier it had: the step *move*.
public struct Movement: Sendable, Equatable {
  /// What the score alone gives.
  public var scored: String
  /// What is left of that after gates.
  public var earned: String
  /// The best tier this month counts towards, for a promotion: what the score earns with the cushion taken off, after gates.
  public var rising: String
  /// The worst tier this month counts towards, for a demotion: what the score earns with the cushion added, after gates.
  public var falling: String
  /// The tier of the published month it was last rated in; `nil`: none.
  public var from: String?
  public var fromMonth: Month?
  public var rule: Rule
  /// What the rule did, in a sentence: `A second month in a row above Silver: promoted.`
  public var reason: String
  /// What next month needs, a sentence each: `Gold: a score of 72 or more next month too.`
  public var next: [String]

  public enum Rule: String, Sendable, CaseIterable {
    /// No earlier month: the tier is what the month earns.
    case first
    /// The month earns the tier it had.
    case unchanged
    case promoted
    case demoted
    /// The month earns a better tier, and has not done so for long or clearly enough.
    case waitsToRise = "waits_to_rise"
    /// The month earns a worse tier, and has not done so for long or clearly enough.
    case waitsToFall = "waits_to_fall"
    /// Would be demoted, but is new.
    case grace
    /// A gate took it down at once.
    case gate
  }

  public init(
    scored: String, earned: String, rising: String, falling: String, from: String? = nil, fromMonth: Month? = nil,
    rule: Rule, reason: String, next: [String]
  ) {
    self.scored = scored
    self.earned = earned
    self.rising = rising
    self.falling = falling
    self.from = from
    self.fromMonth = fromMonth
    self.rule = rule
    self.reason = reason
    self.next = next
  }
}

extension Movement {
  var json: JSON {
    .object([
      ("scored", .string(scored)), ("earned", .string(earned)), ("rising", .string(rising)),
      ("falling", .string(falling)), ("from", .optional(from)),
      ("from_month", .optional(fromMonth) { .string($0.description) }), ("rule", .string(rule.rawValue)),
      ("reason", .string(reason)), ("next", .array(next.map(JSON.string))),
    ])
  }
}
