import Glibc
import Statistics

/// How the true values of a peer group are spread, fitted to what all of them show (empirical Bayes).
///
/// How much guilds differ is itself not known exactly, least of all where events are few: the likeliest answer is then often
/// that they do not differ at all, and intervals that took it for true would be far too narrow. So the distribution is
/// averaged over how far a middling guild may lean on its peers, every share from none to all being as likely beforehand,
/// weighted by the marginal likelihood (Deely and Lindley, "Bayes Empirical Bayes", JASA 76, 1981). With many guilds or many
/// events that is the distribution that is most likely, and it alone is taken.
enum Prior: Sendable {
  /// Nothing is borrowed: it was not asked for, or too few guilds have data.
  case none
  case beta([Part<BetaDistribution>])
  case gamma([Part<GammaDistribution>])
  /// Normal on the likelihoods' scale.
  case normal([Part<NormalDistribution>])

  /// One of the distributions that are averaged.
  struct Part<Distribution: Sendable>: Sendable {
    let weight: Double
    let distribution: Distribution
    /// Of the distribution's mean, which is estimated, too.
    let meanVariance: Double
  }

  struct NormalDistribution: Sendable {
    let mean: Double
    let variance: Double
  }

  /// From fewer guilds nothing is learned: how they differ could not be told from chance, nor one from the rest.
  static let fewest = 5

  /// Proportions and rates by the marginal likelihood of the beta-binomial and the gamma-Poisson model; what is normal on a
  /// scale by Paule and Mandel's estimator of the variance between guilds (J. Res. Natl. Bur. Stand. 87, 1982), averaged by
  /// the restricted likelihood.
  init(_ likelihoods: [Likelihood]) {
    self = .none
    var (successes, trials, events, exposures): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    var (centres, variances): ([Double], [Double]) = ([], [])
    var isCounted = true
    for likelihood in likelihoods {
      switch likelihood {
      case .binomial(let x, let n):
        successes.append(x)
        trials.append(n)
      case .poisson(_, let x, let e, let isCount):
        events.append(x)
        exposures.append(e)
        isCounted = isCounted && isCount
      case .survival(let x, let e, _):
        events.append(x)
        exposures.append(e)
        isCounted = false
      case .normal(_, let centre, let variance):
        centres.append(centre)
        variances.append(variance)
      case .order, .unknown: break
      }
    }
    if trials.count >= Prior.fewest {
      self = Prior.beta(successes, trials)
    } else if exposures.count >= Prior.fewest {
      self = Prior.gamma(events, exposures, power: isCounted ? 1 : 0.5)
    } else if centres.count >= Prior.fewest {
      self = Prior.normal(centres, variances)
    }
  }

  private static func beta(_ successes: [Double], _ trials: [Double]) -> Prior {
    guard var profile = BetaBinomialProfile(successes: successes, trials: trials) else { return .none }
    let middling = middle(trials)
    var likeliest: Double?
    if case .spread(let beta) = fitBetaBinomial(successes: successes, trials: trials) {
      likeliest = middling / (middling + beta.a + beta.b)
    }
    let shares = weighted(around: likeliest) { own in
      profile.gain(concentration: middling * (1 - own) / own)
    }
    return .beta(
      shares.map { own, weight in
        let beta = profile.mostLikely(concentration: middling * (1 - own) / own)
        // An observed share varies by chance and with the true ones.
        let precision = trials.reduce(0) {
          $0 + 1 / (beta.mean * (1 - beta.mean) / $1 + (1 - 1 / max(1, $1)) * beta.variance)
        }
        return Part(weight: weight, distribution: beta, meanVariance: 1 / precision)
      })
  }

  /// - Parameter power: of the likelihood. Where events are not counted but worked out from variances, they weigh very unequally
  ///   and tell less than as many counts: then half of it is believed, which is what made intervals hold on simulated platforms
  ///   (as composite likelihoods are scaled; Pauli, Racugno and Ventura, Statistica Sinica 21, 2011).
  private static func gamma(_ events: [Double], _ exposures: [Double], power: Double) -> Prior {
    guard var profile = GammaPoissonProfile(events: events, exposures: exposures) else { return .none }
    // What the pooled rate lets a middling guild expect is to the shape as trials are to the concentration.
    let middling = middle(exposures) * profile.pooled
    var likeliest: Double?
    if case .spread(let gamma) = fitGammaPoisson(events: events, exposures: exposures) {
      likeliest = middling / (middling + gamma.shape)
    }
    let shares = weighted(around: likeliest) { own in power * profile.gain(shape: middling * (1 - own) / own) }
    return .gamma(
      shares.map { own, weight in
        let gamma = profile.mostLikely(shape: middling * (1 - own) / own)
        let precision = exposures.reduce(0) { $0 + 1 / (gamma.mean / $1 + gamma.variance) }
        return Part(weight: weight, distribution: gamma, meanVariance: 1 / precision)
      })
  }

  private static func normal(_ centres: [Double], _ variances: [Double]) -> Prior {
    guard let fit = pauleMandel(values: centres, variances: variances) else { return .none }
    let middling = middle(variances)
    func prior(_ between: Double) -> (mean: Double, meanVariance: Double, gain: Double) {
      let precision = variances.reduce(0) { $0 + 1 / ($1 + between) }
      let mean = zip(centres, variances).reduce(0) { $0 + $1.0 / ($1.1 + between) } / precision
      let gain = zip(centres, variances).reduce(-0.5 * log(precision)) { sum, guild in
        sum - 0.5 * (log(guild.1 + between) + (guild.0 - mean) * (guild.0 - mean) / (guild.1 + between))
      }
      return (mean, 1 / precision, gain)
    }
    let likeliest = fit.betweenVariance > 0 ? fit.betweenVariance / (middling + fit.betweenVariance) : nil
    let shares = weighted(around: likeliest) { own in prior(middling * own / (1 - own)).gain }
    return .normal(
      shares.map { own, weight in
        let between = middling * own / (1 - own)
        let (mean, meanVariance, _) = prior(between)
        return Part(
          weight: weight, distribution: NormalDistribution(mean: mean, variance: between), meanVariance: meanVariance)
      })
  }

  /// Shares by which a middling guild's own value counts, with what they weigh: all of a grid, or the likeliest alone where the
  /// likelihood falls off within a step of the grid.
  private static func weighted(
    around likeliest: Double?, gain: (_ own: Double) -> Double
  ) -> [(own: Double, weight: Double)] {
    let steps = 24
    // Beyond the grid's end: guilds that differ so much borrow next to nothing.
    if let likeliest, likeliest > 1 - 0.5 / Double(steps) { return [(min(likeliest, 1 - 1e-9), 1)] }
    if let likeliest, likeliest > 1e-12 {
      let top = gain(likeliest)
      let sides = [likeliest - 0.5 / Double(steps), likeliest + 0.5 / Double(steps)].filter { $0 > 0 && $0 < 1 }
      if sides.allSatisfy({ gain($0) < top - 2 }) { return [(likeliest, 1)] }
    }
    let grid = (0..<steps).map { (Double($0) + 0.5) / Double(steps) }
    let gains = grid.map(gain)
    let top = gains.max() ?? 0
    let weights = gains.map { exp($0 - top) }
    let sum = weights.reduce(0, +)
    return zip(grid, weights).filter { $1 > 1e-6 }.map { ($0, $1 / sum) }
  }

  private static func middle(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
