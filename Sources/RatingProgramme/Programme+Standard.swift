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
      tiers: standardTiers(on: .standard), gates: [], incentives: nil, contest: nil)
  }

  /// At the same parts of any scale: 85, 70 and 55 from 0 to 100.
  static func standardTiers(on scale: Scale) -> [Tier] {
    [("Platinum", 85), ("Gold", 70), ("Silver", 55), ("Bronze", 0)].map { name, percent in
      Tier(name: name, from: scale.from + (scale.to - scale.from) * Int64(percent) / 100)
    }
  }
}

extension ScorerPlan {
  /// With the scorer's own weights and curves.
  static func standard(_ scorer: any Scorer, window: Int, scale: Programme.Scale = .standard) -> ScorerPlan {
    ScorerPlan(
      scorer: scorer, weight: 1, window: window,
      measures: scorer.measures.compactMap { .standard($0, scale, isDeclared: scorer is any DeclaringScorer) })
  }
}

extension MeasurePlan {
  /// `nil` for a measure that is only shown. A scorer's own curve has points from 0 to 100, which are stretched to the scale's
  /// upper end; one that is declared has the scale's.
  static func standard(
    _ measure: Measure, _ scale: Programme.Scale, isDeclared: Bool = false
  ) -> MeasurePlan? {
    guard case .scored(let weight, let curve) = measure.role else { return nil }
    return MeasurePlan(
      measure: measure, weight: weight, curve: isDeclared ? curve : curve.stretched(to: scale), scale: scale)
  }
}

extension CurveRule {
  /// With its points, 0…100, at the same parts of 0 up to the scale's upper end.
  fileprivate func stretched(to scale: Programme.Scale) -> CurveRule {
    guard scale.to != Programme.Scale.standard.to else { return self }
    let factor = scale.highest / 100
    return switch self {
    case .fixed(let curve): .fixed(curve.stretched(to: scale))
    case .zscore(let mean, let deviation, let winsorise):
      .zscore(mean: mean * factor, deviation: deviation * factor, winsorise: winsorise)
    case .clusters(let points): .clusters(points.map { $0 * factor })
    case .percentile, .minmax: self
    }
  }
}

extension Curve {
  /// With the points of its anchors, 0…100, at the same parts of 0 up to the scale's upper end.
  fileprivate func stretched(to scale: Programme.Scale) -> Curve {
    guard scale.to != Programme.Scale.standard.to else { return self }
    func stretched(_ anchors: [Anchor]) -> [Anchor] {
      anchors.map { Anchor($0.value, $0.points * scale.highest / 100) }
    }
    return switch self {
    case .points(let anchors): .points(stretched(anchors))
    case .steps(let anchors): .steps(stretched(anchors))
    case .lognormal, .identity: self
    }
  }
}
