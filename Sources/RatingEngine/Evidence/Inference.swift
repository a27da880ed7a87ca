import Glibc
import RatingProgramme
import RatingRecord
import ScorerKit
import Statistics

/// What is concluded from a guild's measure: the steps *measure* and *shrink* come together here.
struct Inference: Sendable {
  /// As measured.
  let value: Double
  let posterior: Posterior
  let leaning: Leaning
  /// In the measure's unit: what is taken to be true, given the peers; infinite for never.
  let estimate: Double
  /// `nil` where nothing tells how sure it is.
  let interval: Interval?
  /// The share of the estimate that comes from the peers, 0…1.
  let borrowed: Double

  /// - Parameters:
  ///   - value: as measured.
  ///   - confidence: of the interval, 0…1.
  ///   - isCautious: whether the worse end of the interval is scored.
  init(
    _ value: Double, _ likelihood: Likelihood, _ prior: Prior, confidence: Double, _ direction: Measure.Direction,
    isCautious: Bool
  ) {
    var leaning = Leaning.none
    var low: Double?
    var high: Double?
    switch (likelihood, prior) {
    case (.binomial(let x, let n), .beta(let mixture)):
      let mixed = Mixture(
        mixture.map { part in
          let beta = part.distribution
          let whole = n + beta.a + beta.b
          let mean = (x + beta.a) / whole
          return (part.weight, mean, mean * (1 - mean) / (whole + 1), n / whole, beta.mean, part.meanVariance)
        })
      let concentration = max(1e-3, mixed.mean * (1 - mixed.mean) / mixed.variance - 1)
      posterior = .beta(BetaDistribution(a: mixed.mean * concentration, b: (1 - mixed.mean) * concentration))
      leaning = Leaning(own: mixed.own, peers: mixed.peers)
    case (.binomial(let x, let n), _):
      // Jeffreys' prior; where all or none succeeded the interval reaches that end (Brown, Cai and DasGupta, "Interval
      // Estimation for a Binomial Proportion", Statistical Science 16, 2001).
      posterior = .beta(BetaDistribution(a: x + 0.5, b: n - x + 0.5))
      if x == 0 { low = 0 }
      if x == n { high = 1 }
    case (.poisson(_, let x, let e, _), .gamma(let mixture)), (.survival(let x, let e, _), .gamma(let mixture)):
      let scale = likelihood.scale
      let mixed = Mixture(
        mixture.map { part in
          let gamma = part.distribution
          let whole = e + gamma.rate
          let mean = (x + gamma.shape) / whole
          return (part.weight, mean, mean / whole, e / whole, gamma.mean, part.meanVariance)
        })
      posterior = .gamma(
        GammaDistribution(shape: mixed.mean * mixed.mean / mixed.variance, rate: mixed.mean / mixed.variance), scale)
      leaning = Leaning(scale: scale, own: mixed.own, peers: mixed.peers)
      leaning.rest(on: x / e, for: value)
    case (.survival(_, _, let variance), _) where value > 0 && value < 1:
      // On the complementary log-log scale (Kalbfleisch and Prentice, *The Statistical Analysis of Failure Time Data*, 2002,
      // ch. 1).
      posterior = .normal(
        .complementaryLogLog, mean: log(-log(value)), deviation: variance.squareRoot() / -log(value))
      leaning = Leaning(scale: .complementaryLogLog)
    case (.survival(let x, let e, _), _):
      // Nobody left, or all did.
      posterior = .gamma(GammaDistribution(shape: x + 0.5, rate: e), .hazard)
      leaning = Leaning(scale: .hazard)
      leaning.rest(on: x / e, for: value)
      if value == 1 { high = 1 } else { low = 0 }
    case (.poisson(let scale, let x, let e, _), _):
      // Jeffreys' prior again.
      posterior = .gamma(GammaDistribution(shape: x + 0.5, rate: e), scale)
      leaning = Leaning(scale: scale)
      leaning.rest(on: x / e, for: value)
      if x == 0 { low = 0 }
    case (.normal(let scale, let centre, let variance), .normal(let mixture)):
      let mixed = Mixture(
        mixture.map { part in
          let (mean, between) = (part.distribution.mean, part.distribution.variance)
          let own = between / (between + variance)
          return (part.weight, own * centre + (1 - own) * mean, own * variance, own, mean, part.meanVariance)
        })
      posterior = .normal(scale, mean: mixed.mean, deviation: mixed.variance.squareRoot())
      leaning = Leaning(scale: scale, own: mixed.own, peers: mixed.peers)
      leaning.rest(on: centre, for: value)
    case (.normal(let scale, let centre, let variance), _):
      posterior = .normal(scale, mean: centre, deviation: variance.squareRoot())
      leaning = Leaning(scale: scale)
      leaning.rest(on: centre, for: value)
    case (.order(let values, let unit, let below), _): posterior = .order(values, unit: unit, below)
    case (.unknown, _): posterior = .exact(value)
    }
    estimate = leaning.scored(value)
    borrowed = 1 - leaning.own
    guard posterior.isKnown else {
      (interval, self.value, self.leaning) = (nil, value, leaning)
      return
    }
    let tail = (1 - confidence) / 2
    // The value itself lies within: the ends of a distribution that is only near to it may miss it.
    let lowEnd = min(estimate, low ?? posterior.quantile(tail))
    let highEnd = max(estimate, high ?? posterior.quantile(1 - tail))
    // Where every value is never reached there is nothing between never and never.
    interval = lowEnd == .infinity ? nil : Interval(low: lowEnd, high: highEnd.isFinite ? highEnd : nil)
    self.value = value
    self.leaning =
      isCautious ? leaning.towards(direction == .higher ? lowEnd : highEnd, from: value) : leaning
  }

  /// As a gate reads it that must be sure: with the end of an interval of this confidence that is nearer to the limit's far side.
  ///
  /// - Parameter confidence: in parts per million.
  ///
  /// `nil` where nothing tells how sure it is.
  func leaning(sure confidence: Int64, _ comparison: Programme.Gate.Comparison) -> Leaning? {
    let tail = (1 - Double(confidence) / 1_000_000) / 2
    var plain = leaning
    plain.caution = 0
    guard posterior.isKnown else { return nil }
    let end = posterior.quantile(comparison == .above ? tail : 1 - tail)
    return plain.towards(comparison == .above ? min(end, estimate) : max(end, estimate), from: value)
  }

  /// Whether all of it are numbers, infinite only where a quantile is never reached.
  var isUsable: Bool {
    let mayBeNever = if case .order = posterior { true } else { value == .infinity }
    func isNumber(_ value: Double) -> Bool { value.isFinite || mayBeNever && value == .infinity }
    return isNumber(estimate) && (0...1).contains(leaning.own)
      && isNumber(posterior.quantile(Inference.farOut)) && isNumber(posterior.quantile(1 - Inference.farOut))
  }

  /// About as far out as draws go.
  private static let farOut = 1e-5

}

/// The mean and variance of what several priors make of a guild, each as likely as its weight says, and what its own value weighs
/// among them.
private struct Mixture {
  private(set) var mean = 0.0
  private(set) var variance = 0.0
  private(set) var own = 0.0
  private(set) var peers = 0.0

  /// - Parameter parts: `variance` is what it were if the peers' mean, whose variance is `peersVariance`, were known.
  init(
    _ parts: [(weight: Double, mean: Double, variance: Double, own: Double, peers: Double, peersVariance: Double)]
  ) {
    for part in parts {
      mean += part.weight * part.mean
      own += part.weight * part.own
      peers += part.weight * (1 - part.own) * part.peers
    }
    for part in parts {
      let leaning = (1 - part.own) * (1 - part.own) * part.peersVariance
      variance += part.weight * (part.variance + leaning + (part.mean - mean) * (part.mean - mean))
    }
    peers = own < 1 ? peers / (1 - own) : 0
  }
}

/// All guilds' inferences of one measure, by guild; `nil` where it has no value.
///
/// - Parameter estimates: by guild.
func infer(
  _ estimates: [Estimate?], of measure: Measure, designEffect: Double, groups: PeerGroups,
  by evidence: Programme.Evidence
) -> [Inference?] {
  let spread = EventSpread(estimates.compactMap(\.self), measure.kind)
  let likelihoods = estimates.map { estimate in
    estimate.map { Likelihood($0, measure.kind, designEffect: designEffect, spread: spread) }
  }
  let priors = groups.comparisons.map { members in
    evidence.shrinkTo == .peers ? Prior(members.compactMap { likelihoods[$0] }) : .none
  }
  let confidence = Double(evidence.confidence) / 1_000_000
  return estimates.indices.map { guild in
    guard let value = estimates[guild]?.value, let likelihood = likelihoods[guild] else { return nil }
    return Inference(
      value, likelihood, priors[groups.comparison[guild]], confidence: confidence, measure.direction,
      isCautious: evidence.scoreOn == .lowerBound)
  }
}
