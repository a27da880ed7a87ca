import ScorerKit

/// The scorers that come with Guildmark, in alphabetical order of id. A new one is its folder and one line here.
public let builtInScorers: [any Scorer.Type] = [
  Brought.self,
  ComplaintRate.self,
  PayoutFairness.self,
  Responsiveness.self,
  Retention.self,
]
