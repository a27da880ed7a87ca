import CBoost

/// The beta distribution of a share, with density ∝ x^(a−1)·(1−x)^(b−1) on 0…1.
///
/// As a prior, `a` and `b` count like that many successes and failures seen before.
public struct BetaDistribution: Sendable, Equatable {
  /// Above 0.
  public let a: Double
  /// Above 0.
  public let b: Double

  public init(a: Double, b: Double) {
    self.a = a
    self.b = b
  }

  /// - Parameter concentration: a + b, the number of trials that the distribution weighs as much as.
  public init(mean: Double, concentration: Double) {
    self.init(a: mean * concentration, b: (1 - mean) * concentration)
  }

  public var mean: Double { a / (a + b) }

  public var variance: Double { a / (a + b) * (b / (a + b)) / (a + b + 1) }

  /// The probability of a share of at most `x`: the regularised incomplete beta function I_x(a, b).
  public func cumulative(_ x: Double) -> Double { boostmath_beta_cumulative(a, b, min(1, max(0, x))) }

  /// The share that is not exceeded with probability `p`, 0…1; NaN for another `p`.
  public func quantile(_ p: Double) -> Double { boostmath_beta_quantile(a, b, p) }
}
