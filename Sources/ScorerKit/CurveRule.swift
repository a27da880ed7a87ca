/// How a measure's curve is found: it is given, or drawn from the values that a guild's peers have.
///
/// Values that are never reached take part as the worst of the peers', and earn no points themselves. Shares to winsorise are parts
/// per million of the peers at each end, whose values count as the next one's.
public enum CurveRule: Sendable, Equatable {
  case fixed(Curve)
  /// The share of the peers that are worse, ties counted half, of all points there are.
  case percentile
  /// `mean`, and `deviation` more for each sample standard deviation above the peers' mean; within the scale.
  case zscore(mean: Double, deviation: Double, winsorise: Int64)
  /// 0 for the worst of the peers, all points there are for the best, in proportion between.
  case minmax(winsorise: Int64)
  /// The peers' values are divided into as many groups as there are points here, and the worst group earns the first. Points rise.
  case clusters([Double])

  public static func points(_ anchors: [Curve.Anchor]) -> CurveRule { .fixed(.points(anchors)) }
  public static func steps(_ anchors: [Curve.Anchor]) -> CurveRule { .fixed(.steps(anchors)) }
  public static func lognormal(p10: Double, median: Double) -> CurveRule {
    .fixed(.lognormal(p10: p10, median: median))
  }
  public static let identity = CurveRule.fixed(.identity)

  /// What a programme that says no more than `zscore` means.
  public static let standardZscore = CurveRule.zscore(mean: 50, deviation: 15, winsorise: 0)

  /// The curve, where it needs no peers.
  public var fixed: Curve? { if case .fixed(let curve) = self { curve } else { nil } }
}
