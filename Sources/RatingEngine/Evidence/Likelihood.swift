import Glibc
import ScorerKit
import Statistics

/// What a guild's own events say of a value, before anything is borrowed from others.
enum Likelihood: Sendable {
  /// Successes of trials; both divided by the design effect, so that they weigh as much as that many independent ones.
  case binomial(successes: Double, trials: Double)
  /// Events over an exposure, on a scale. Of what is no count of events, as many over as much as would be known as surely
  /// (quasi-likelihood).
  case poisson(Scale, events: Double, exposure: Double, isCount: Bool)
  /// A survival: events over an exposure make its cumulative hazard, and its logarithm has this variance (Greenwood's).
  case survival(events: Double, exposure: Double, logVariance: Double)
  /// A value whose error is about normal on a scale, with this variance there.
  case normal(Scale, centre: Double, variance: Double)
  /// A quantile that is never reached: it lies among these values, with this distribution of the share below it.
  case order(QuantileSketch, unit: Double, BetaDistribution)
  /// Nothing tells how sure it is.
  case unknown

  /// - Parameters:
  ///   - estimate: with a value.
  ///   - spread: how much single events vary, over all guilds.
  init(_ estimate: Estimate, _ kind: Measure.Kind, designEffect: Double, spread: EventSpread) {
    self = .unknown
    guard let value = estimate.value, estimate.denominator > 0 else { return }
    switch (kind, estimate.evidence) {
    case (.proportion, _):
      guard let successes = estimate.numerator, estimate.isMadeOfItsCounts, (0...1).contains(value) else { return }
      self = .binomial(successes: successes / designEffect, trials: estimate.denominator / designEffect)
    case (.rate, _):
      guard let events = estimate.numerator, estimate.isMadeOfItsCounts, events >= 0 else { return }
      let unit = designEffect * spread.perEvent
      self = .poisson(
        .plain, events: events / unit, exposure: estimate.denominator / unit, isCount: estimate.evidence == nil)
    case (.ratio, .pairs(let pairs)), (.mean, .pairs(let pairs)):
      let weight = EventSpread.weight(of: estimate, pairs)
      if spread.isSigned {
        guard let variance = spread.variance(EventSpread.ofEvents(estimate, pairs), over: weight) else { return }
        self = .normal(.plain, centre: value, variance: variance * designEffect / weight)
      } else if let unit = spread.perEvent(EventSpread.ofEvents(estimate, pairs), at: value, over: weight) {
        let exposure = weight / (unit * designEffect)
        self = .poisson(.plain, events: value * exposure, exposure: exposure, isCount: false)
      }
    case (.dispersion, .powers(let powers)):
      guard powers.count > 1 else { return }
      // Of a few values the variance is too small by one in their number.
      let square = value * value * powers.count / (powers.count - 1)
      guard let unit = spread.perEvent(EventSpread.ofSquares(powers), at: square, over: powers.count) else { return }
      let exposure = powers.count / (unit * designEffect)
      self = .poisson(.square, events: square * exposure, exposure: exposure, isCount: false)
    case (.quantile, .values(let values, let share, let unit)):
      let trials = Double(values.count) / designEffect
      let below = BetaDistribution(a: share * trials + 0.5, b: (1 - share) * trials + 0.5)
      // Where never is within reach of chance, the values themselves say how likely it is.
      guard value.isFinite, !EventSpread.mayBeNever(values, share: share, trials: trials),
        let variance = spread.variance(EventSpread.ofQuantile(values, share: share), over: Double(values.count))
      else {
        self = .order(values, unit: unit, below)
        return
      }
      // Values are whole numbers, so that one of 0 may be anything below 1.
      self = .normal(.log, centre: log(max(value, 0.5 / unit)), variance: variance / trials)
    case (.survival, .hazard(let hazard)):
      self = .survival(
        events: hazard.cumulative * hazard.exposure / designEffect, exposure: hazard.exposure / designEffect,
        logVariance: hazard.greenwood * designEffect)
    default: break
    }
  }
}

extension Estimate {
  /// Whether the value is numerator ÷ denominator, so that these tell how sure it is. One that was brought may be per cent, per
  /// thousand, or adjusted.
  fileprivate var isMadeOfItsCounts: Bool {
    guard let numerator, let value, denominator > 0 else { return false }
    return abs(numerator / denominator - value) <= 1e-9 * abs(value)
  }
}

extension Likelihood {
  /// On which the evidence adds up.
  var scale: Scale {
    switch self {
    case .poisson(let scale, _, _, _), .normal(let scale, _, _): scale
    case .survival: .hazard
    case .binomial, .order, .unknown: .plain
    }
  }
}

/// How much single events of a measure vary, over all guilds.
///
/// A guild's own few events say little of that: where all payouts were on time, they say that nothing varies. So what they
/// say is moderated: they weigh as many as they are, and what is usual among all guilds weighs `usual` events.
struct EventSpread: Sendable {
  /// The variance that a single event adds over what it adds to the mean, Σ(variance) ÷ Σ(mean) over all guilds: where events
  /// are rare and alike in size, as late payouts are, the variance is in proportion to the mean (a compound Poisson
  /// distribution). Of weighted events that is Σw² ÷ Σw; of counts 1.
  private(set) var perEvent = 1.0
  /// The variance of an event on the measure's scale that is usual; `nil` where it is not known.
  private var typical: Double?
  /// Some guild's value is below 0.
  private(set) var isSigned = false

  static let usual = 200.0

  init(_ estimates: [Estimate], _ kind: Measure.Kind) {
    switch kind {
    case .rate:
      let weighted = estimates.compactMap { estimate -> (Double, Double)? in
        guard case .weights(let squares) = estimate.evidence, let sum = estimate.numerator else { return nil }
        return (squares, sum)
      }
      let (squares, sum) = weighted.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
      if sum > 0, squares > 0 { perEvent = squares / sum }
    case .ratio, .mean:
      isSigned = estimates.contains { ($0.value ?? 0) < 0 }
      pool(
        estimates.compactMap { estimate in
          guard case .pairs(let pairs) = estimate.evidence, let value = estimate.value else { return nil }
          return (EventSpread.weight(of: estimate, pairs), value, EventSpread.ofEvents(estimate, pairs))
        })
    case .dispersion:
      pool(
        estimates.compactMap { estimate in
          guard case .powers(let powers) = estimate.evidence, let value = estimate.value else { return nil }
          return (powers.count, value * value, EventSpread.ofSquares(powers))
        })
    case .quantile:
      let all = estimates.compactMap { estimate -> Double? in
        guard case .values(let values, let share, _) = estimate.evidence, values.count >= 5 else { return nil }
        return EventSpread.ofQuantile(values, share: share)
      }
      typical = all.isEmpty ? nil : all.sorted()[all.count / 2]
    case .proportion, .survival, .breakdown: break
    }
  }

  private mutating func pool(_ guilds: [(weight: Double, value: Double, variance: Double?)]) {
    let weight = guilds.reduce(0) { $0 + $1.weight }
    let means = guilds.reduce(0) { $0 + $1.weight * $1.value }
    let variances = guilds.reduce(0) { $0 + $1.weight * ($1.variance ?? 0) }
    typical = weight > 0 && variances > 0 ? variances / weight : nil
    perEvent = means > 0 ? variances / means : 0
  }

  /// A guild's own variance of an event over the mean, moderated; `nil` where nothing varies in any guild.
  func perEvent(_ own: Double?, at value: Double, over events: Double) -> Double? {
    guard perEvent > 0 else { return nil }
    guard let own, value > 0 else { return perEvent }
    return (events * own / value + EventSpread.usual * perEvent) / (events + EventSpread.usual)
  }

  /// A guild's own variance of an event, moderated; `nil` where nothing varies in any guild.
  func variance(_ own: Double?, over events: Double) -> Double? {
    guard let typical, typical > 0 else { return nil }
    return (events * (own ?? typical) + EventSpread.usual * typical) / (events + EventSpread.usual)
  }

  /// As how many events of one size a ratio's or mean's weigh: (Σy)² ÷ Σy², Kish's effective number.
  static func weight(of estimate: Estimate, _ pairs: Evidence.Pairs) -> Double {
    pairs.yy > 0 ? estimate.denominator * estimate.denominator / pairs.yy : 0
  }

  /// The variance of a single event about a ratio or mean θ: Σ(x − θy)² ÷ (Σy)² is that of θ (Cochran, *Sampling Techniques*,
  /// 1977, ch. 6).
  static func ofEvents(_ estimate: Estimate, _ pairs: Evidence.Pairs) -> Double? {
    let weight = weight(of: estimate, pairs)
    guard let value = estimate.value, weight > 1 else { return nil }
    let squares = max(0, pairs.xx - 2 * value * pairs.xy + value * value * pairs.yy)
    return squares / (estimate.denominator * estimate.denominator) * weight * weight / (weight - 1)
  }

  /// The same of the square of a coefficient of variation: 4c⁴ times the mean square of the influence on ln c.
  static func ofSquares(_ powers: Evidence.PowerSums) -> Double? {
    guard powers.count > 1, let shape = DispersionShape(powers) else { return nil }
    let square = shape.variance / (shape.mean * shape.mean)
    return 4 * square * square * shape.influence(powers).squares / powers.count
  }

  /// Whether a quantile's interval, at two standard errors of the rank, reaches never.
  static func mayBeNever(_ values: QuantileSketch, share: Double, trials: Double) -> Bool {
    let error = (share * (1 - share) / trials).squareRoot()
    return values.quantile(min(1, share + 2 * error)) == .infinity
  }

  /// The variance, times the number of values, of the logarithm of a quantile: from the distance between the values a
  /// standard error of the rank to either side (Woodruff, JASA 47, 1952). `nil` where all are alike.
  static func ofQuantile(_ values: QuantileSketch, share: Double) -> Double? {
    let error = (share * (1 - share) / Double(values.count)).squareRoot()
    guard let low = values.quantile(max(1e-9, share - error)), let high = values.quantile(min(1, share + error)),
      let middle = values.quantile(share), middle.isFinite
    else { return nil }
    let (bottom, centre) = (max(low, 0.5), max(middle, 0.5))
    let width = high.isFinite ? log(max(high, 0.5) / bottom) / 2 : log(centre / bottom)
    return width > 0 ? width * width * Double(values.count) : nil
  }
}
