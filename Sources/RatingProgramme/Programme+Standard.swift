import ScorerKit

extension Programme {
  /// The programme of a month without a file: all scorers with their defaults and equal weights, but for those whose
  /// measures a programme must declare.
  ///
  /// - Precondition: `scorers` has at least one, with unique ids.
  public static func standard(scorers: [any Scorer.Type]) -> Programme {
    let scorers = scorers.filter { !($0 is any DeclaringScorer.Type) }
    return Programme(
      name: "Guild service rating", version: 1, currency: "USD", window: 1,
      peers: Peers(groupBy: [], atLeast: 20), data: DataRules(tolerate: 10_000),
      scorers: scorers.map { ScorerPlan.standard($0.init(), window: 1) },
      combine: .weighted, missing: .reweight,
      evidence: Evidence(broadcasters: 5, scorers: min(3, scorers.count)),
      tiers: [
        Tier(name: "Platinum", from: 8500), Tier(name: "Gold", from: 7000), Tier(name: "Silver", from: 5500),
        Tier(name: "Bronze", from: 0),
      ],
      gates: [], incentives: nil, contest: nil)
  }
}

extension ScorerPlan {
  /// With the scorer's own weights and curves.
  static func standard(_ scorer: any Scorer, window: Int) -> ScorerPlan {
    ScorerPlan(
      scorer: scorer, weight: 1, window: window, measures: scorer.measures.compactMap(MeasurePlan.standard))
  }
}

extension MeasurePlan {
  /// `nil` for a measure that is only shown.
  static func standard(_ measure: Measure) -> MeasurePlan? {
    guard case .scored(let weight, let curve) = measure.role else { return nil }
    return MeasurePlan(measure: measure, weight: weight, curve: curve)
  }
}
