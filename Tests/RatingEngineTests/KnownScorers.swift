import BuiltInScorers
import ScorerKit

/// The scorers whose measures these tests know by heart; more may be registered.
let knownScorers: [any Scorer.Type] = [
  Brought.self, ComplaintRate.self, PayoutFairness.self, Responsiveness.self, Retention.self,
]
