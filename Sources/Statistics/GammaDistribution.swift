import CBoost

/// The gamma distribution of a rate, with density ∝ x^(shape−1)·exp(−rate·x) on 0…∞.
///
/// As a prior, it counts like `shape` events seen in an exposure of `rate`.
public struct GammaDistribution: Sendable, Equatable {
  /// Above 0.
  public let shape: Double
  /// Above 0; the inverse of the scale, in units of exposure.
  public let rate: Double

  public init(shape: Double, rate: Double) {
    self.shape = shape
    self.rate = rate
  }

  public var mean: Double { shape / rate }

  public var variance: Double { shape / rate / rate }

  /// The probability of a rate of at most `x`: the regularised lower incomplete gamma function P(shape, rate·x).
  public func cumulative(_ x: Double) -> Double { boostmath_gamma_cumulative(shape, rate * max(0, x)) }

  /// The rate that is not exceeded with probability `p`: infinite for 1, NaN for what is no probability.
  public func quantile(_ p: Double) -> Double {
    p == 1 ? .infinity : boostmath_gamma_quantile(shape, p) / rate
  }
}
