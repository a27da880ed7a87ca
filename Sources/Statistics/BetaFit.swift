import CBoost

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How groups' own shares are spread, as far as their counts tell.
public enum BetaFit: Sendable, Equatable {
  /// The groups' shares are spread like this.
  case spread(BetaDistribution)
  /// The groups differ no more than chance makes them: the likelihood is highest at infinite concentration (or is within 1e-9 of
  /// what it is there). Their common share is `mean`, the pooled one.
  case alike(mean: Double)
  /// Nothing can be said: fewer than two groups with trials; or no success or no failure at all; or every group has either only
  /// successes or only failures, so that the likelihood is highest at concentration 0.
  case unknown
}

/// The beta distribution of the groups' shares under which their counts are most likely, the shares themselves unknown: maximum
/// marginal likelihood of the beta-binomial model.
///
/// For a given concentration the likelihood is concave in the mean, so the best mean is found by Newton's method within a bracket;
/// that profile is then searched along the concentration. Sums run in the order given.
///
/// Source: Griffiths, "Maximum likelihood estimation for the beta-binomial distribution", Biometrics 29 (1973).
///
/// - Parameters:
///   - successes: by group, 0…trials; whole or not, since counts may have been divided by a design effect.
///   - trials: by group; groups without trials are passed over.
/// - Complexity: O(groups), with about 200 passes.
public func fitBetaBinomial(successes: [Double], trials: [Double]) -> BetaFit {
  guard var profile = BetaBinomialProfile(successes: successes, trials: trials) else { return .unknown }
  switch Concentration.mostLikely(slope: { profile.slope($0) }, gain: { profile.gain(concentration: exp($0)) }) {
  case .zero: return .unknown
  case .infinite: return .alike(mean: profile.pooled)
  case .some(let concentration): return .spread(profile.mostLikely(concentration: concentration))
  }
}

/// A share and what it leaves, both to full precision.
private struct Share {
  let value: Double
  let rest: Double
  init(logit: Double) {
    value = 1 / (1 + exp(-logit))
    rest = 1 / (1 + exp(logit))
  }
}

/// The marginal likelihood of groups' counts as the concentration a + b of their beta distribution varies, the mean being the most
/// likely one for each.
public struct BetaBinomialProfile: Sendable {
  private let groups: [(successes: Double, failures: Double)]
  /// The share over all groups, most likely where the concentration is infinite.
  public let pooled: Double
  private let pooledLogit: Double
  /// The most likely mean that was found last, from where the next is looked for.
  private var logit: Double

  /// - Parameters: as of `fitBetaBinomial`.
  /// - Returns: `nil` for fewer than two groups with trials, or where all trials were successes or none was.
  public init?(successes: [Double], trials: [Double]) {
    precondition(successes.count == trials.count, "successes and trials are by group")
    groups = zip(successes, trials).filter { $1 > 0 }.map { (successes: $0, failures: $1 - $0) }
    let allSuccesses = groups.reduce(0) { $0 + $1.successes }
    let allFailures = groups.reduce(0) { $0 + $1.failures }
    guard groups.count >= 2, allSuccesses > 0, allFailures > 0 else { return nil }
    pooled = allSuccesses / (allSuccesses + allFailures)
    pooledLogit = log(allSuccesses / allFailures)
    logit = pooledLogit
  }

  /// Of the distributions with that concentration the one that is most likely.
  public mutating func mostLikely(concentration: Double) -> BetaDistribution {
    let share = Share(logit: bestLogit(concentration))
    return BetaDistribution(a: share.value * concentration, b: share.rest * concentration)
  }

  /// The most likely mean given the concentration.
  private mutating func bestLogit(_ concentration: Double) -> Double {
    var (low, high) = (-Double.infinity, Double.infinity)
    for _ in 0..<100 {
      let share = Share(logit: logit)
      let a = RisingFactorial(share.value * concentration)
      let b = RisingFactorial(share.rest * concentration)
      // By the mean: Σ ψ(a+y) − ψ(a) − ψ(b+n−y) + ψ(b), which falls; here multiplied by the concentration and by mean · rest.
      var score = 0.0
      var curvature = 0.0
      for (successes, failures) in groups {
        score +=
          share.rest * (a.slope(successes) + successes)
          - share.value * (b.slope(failures) + failures)
        curvature += share.rest * share.rest * a.curvature(successes)
        curvature += share.value * share.value * b.curvature(failures)
      }
      if score == 0 { return logit }
      if score > 0 { low = logit } else { high = logit }
      // By the logit the second derivative has a term in the score too, which vanishes at the root.
      let step = min(2, max(-2, -score / curvature))
      // Newton's steps square what is left, so after a short one nothing is.
      if abs(step) <= 1e-10 * max(1, abs(logit)) {
        logit += step
        return logit
      }
      logit = logit + step > low && logit + step < high ? logit + step : (low + high) / 2
    }
    return logit
  }

  fileprivate mutating func slope(_ logConcentration: Double) -> Double {
    let concentration = exp(logConcentration)
    let share = Share(logit: bestLogit(concentration))
    let a = RisingFactorial(share.value * concentration)
    let b = RisingFactorial(share.rest * concentration)
    let both = RisingFactorial(concentration)
    return groups.reduce(0) { sum, group in
      sum + a.slope(group.successes) + b.slope(group.failures) - both.slope(group.successes + group.failures)
    }
  }

  /// The log-likelihood less that of infinite concentration.
  public mutating func gain(concentration: Double) -> Double {
    let share = Share(logit: bestLogit(concentration))
    let pooled = Share(logit: pooledLogit)
    let (log1, log0) = (log(share.value / pooled.value), log(share.rest / pooled.rest))
    let a = RisingFactorial(share.value * concentration)
    let b = RisingFactorial(share.rest * concentration)
    let both = RisingFactorial(concentration)
    return groups.reduce(0) { sum, group in
      sum + a.logExcess(group.successes) + b.logExcess(group.failures)
        - both.logExcess(group.successes + group.failures) + group.successes * log1 + group.failures * log0
    }
  }
}
