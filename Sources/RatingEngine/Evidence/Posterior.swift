import Glibc
import RatingRecord
import ScorerKit
import Statistics

/// What is known of a guild's true value: a distribution.
enum Posterior: Sendable {
  case beta(BetaDistribution)
  /// Of a value on a scale.
  case gamma(GammaDistribution, Scale)
  /// Normal on a scale.
  case normal(Scale, mean: Double, deviation: Double)
  /// The value below which a share lies that has a distribution; `unit` of the values' are one of the measure's.
  case order(QuantileSketch, unit: Double, BetaDistribution)
  /// Nothing tells how sure it is.
  case exact(Double)

  /// The value that the truth exceeds with probability 1 − `share`; infinite where a quantile is never reached.
  func quantile(_ share: Double) -> Double {
    switch self {
    case .beta(let beta): beta.quantile(share)
    case .gamma(let gamma, let scale): scale.value(gamma.quantile(scale.rises ? share : 1 - share))
    case .normal(let scale, let mean, let deviation):
      scale.value(mean + Normal.quantile(scale.rises ? share : 1 - share) * deviation)
    case .order(let values, let unit, let below): (values.quantile(below.quantile(share)) ?? 0) / unit
    case .exact(let value): value
    }
  }

  var isKnown: Bool { if case .exact = self { false } else { true } }
}
