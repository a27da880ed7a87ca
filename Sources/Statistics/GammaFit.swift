#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How groups' own rates are spread, as far as their counts tell.
public enum GammaFit: Sendable, Equatable {
  /// The groups' rates are spread like this.
  case spread(GammaDistribution)
  /// The groups differ no more than chance makes them: the likelihood is highest at infinite shape (or is within 1e-9 of what it is
  /// there). Their common rate is `mean`, the pooled one.
  case alike(mean: Double)
  /// Nothing can be said: fewer than two groups with exposure; or no events at all.
  case unknown
}

/// The gamma distribution of the groups' rates under which their counts are most likely, the rates themselves unknown: maximum
/// marginal likelihood of the gamma-Poisson (negative binomial) model.
///
/// For a given shape the likelihood is concave in the logarithm of the mean; the profile is then searched along the shape. Sums run
/// in the order given.
///
/// Source: Anscombe, "Sampling theory of the negative binomial and logarithmic series distributions", Biometrika 37 (1950).
///
/// - Parameters:
///   - events: by group, at least 0; whole or not.
///   - exposures: by group, in whatever unit the rate is of; groups without exposure are passed over.
/// - Complexity: O(groups), with about 200 passes.
public func fitGammaPoisson(events: [Double], exposures: [Double]) -> GammaFit {
  guard var profile = GammaPoissonProfile(events: events, exposures: exposures) else { return .unknown }
  switch Concentration.mostLikely(slope: { profile.slope($0) }, gain: { profile.gain(shape: exp($0)) }) {
  case .zero: return .unknown
  case .infinite: return .alike(mean: profile.pooled)
  case .some(let shape): return .spread(profile.mostLikely(shape: shape))
  }
}

/// The marginal likelihood of groups' counts as the shape of their gamma distribution varies, the mean being the most likely one for
/// each.
public struct GammaPoissonProfile: Sendable {
  /// What there was, and what the pooled rate lets expect: so nothing depends on the unit of exposure.
  private let groups: [(events: Double, expected: Double)]
  /// The rate over all groups, most likely where the shape is infinite.
  public let pooled: Double
  /// The most likely mean that was found last, from where the next is looked for.
  private var ratio = 0.0

  /// - Parameters: as of `fitGammaPoisson`.
  /// - Returns: `nil` for fewer than two groups with exposure, or without events.
  public init?(events: [Double], exposures: [Double]) {
    precondition(events.count == exposures.count, "events and exposures are by group")
    let groups = zip(events, exposures).filter { $1 > 0 }
    let mean = groups.reduce(0) { $0 + $1.0 } / groups.reduce(0) { $0 + $1.1 }
    guard groups.count >= 2, mean > 0 else { return nil }
    self.groups = groups.map { (events: $0, expected: $1 * mean) }
    pooled = mean
  }

  /// Of the distributions with that shape the one that is most likely.
  public mutating func mostLikely(shape: Double) -> GammaDistribution {
    GammaDistribution(shape: shape, rate: shape / (pooled * exp(bestLogRatio(shape))))
  }

  /// The logarithm of the most likely mean given the shape, over the pooled rate.
  private mutating func bestLogRatio(_ shape: Double) -> Double {
    var (low, high) = (-Double.infinity, Double.infinity)
    for _ in 0..<100 {
      // Σ y − (k+y)·me/(k+me), which falls as the mean grows.
      var score = 0.0
      var curvature = 0.0
      let times = exp(ratio)
      for (events, expected) in groups {
        let mean = times * expected
        score += shape * (events - mean) / (shape + mean)
        curvature -= (shape + events) / (shape + mean) * mean * (shape / (shape + mean))
      }
      if score == 0 { return ratio }
      if score > 0 { low = ratio } else { high = ratio }
      let step = min(2, max(-2, -score / curvature))
      // Newton's steps square what is left, so after a short one nothing is.
      if abs(step) <= 1e-10 {
        ratio += step
        return ratio
      }
      ratio = ratio + step > low && ratio + step < high ? ratio + step : (low + high) / 2
    }
    return ratio
  }

  fileprivate mutating func slope(_ logShape: Double) -> Double {
    let shape = exp(logShape)
    let ratio = exp(bestLogRatio(shape))
    let factorial = RisingFactorial(shape)
    return groups.reduce(0) { sum, group in
      let t = ratio * group.expected / shape
      return sum + factorial.slope(group.events) - shape * RisingFactorial.log1pMinusX(t)
        - shape * t * t / (1 + t) + group.events * t / (1 + t)
    }
  }

  /// The log-likelihood less that of infinite shape.
  public mutating func gain(shape: Double) -> Double {
    let logRatio = bestLogRatio(shape)
    let ratio = exp(logRatio)
    let factorial = RisingFactorial(shape)
    return groups.reduce(0) { sum, group in
      let mean = ratio * group.expected
      let t = mean / shape
      return sum + factorial.logExcess(group.events) + group.events * logRatio
        - shape * RisingFactorial.log1pMinusX(t) - group.events * log1p(t) - (mean - group.expected)
    }
  }
}
