import ScorerKit

/// How much wider than if all events stood for themselves a measure is known, because those of one broadcaster are alike.
///
/// The value of a guild is, near enough, the sum of what its events add to it, so its variance is the variance of a sum. With
/// events that stand for themselves that is Σq, q being the squares of what single events add; with broadcasters who do it is
/// Σz², z being what all events of one broadcaster add. Their quotient is the design effect (Kish, *Survey Sampling*, 1965;
/// Woodruff, JASA 66, 1971, for the linearisation). It is taken over a sample of broadcasters of all guilds together, as one
/// guild's own would be too unsure, and never below 1. Fewer broadcasters than `fewest` tell nothing: then it is 1.
struct DesignEffect: Sendable {
  private var together = 0.0
  private var apart = 0.0
  private var broadcasters = 0

  static let fewest = 30
  /// How many broadcasters are looked at.
  static let sample = 2048

  /// Adds one broadcaster.
  mutating func add(_ own: Estimate, of guild: Estimate, _ kind: Measure.Kind) {
    guard let residual = Residual(own, of: guild, kind), residual.share < 1 else { return }
    // What a broadcaster adds is measured from the guild's value, which it has drawn towards itself.
    together += residual.sum * residual.sum / (1 - residual.share)
    apart += residual.squares
    if residual.squares > 0 || residual.sum != 0 { broadcasters += 1 }
  }

  var value: Double { broadcasters < DesignEffect.fewest || apart <= 0 ? 1 : max(1, together / apart) }
}

/// What one broadcaster's events add to their guild's value, up to a factor that is the same for all.
private struct Residual {
  /// Of what the events add, all together.
  let sum: Double
  /// The sum of the squares of what each adds.
  let squares: Double
  /// The broadcaster's share of what the value rests on.
  let share: Double

  /// `nil` where the kind has no such sum, or the value rests on nothing.
  init?(_ own: Estimate, of guild: Estimate, _ kind: Measure.Kind) {
    guard let value = guild.value, guild.denominator > 0 else { return nil }
    switch (kind, own.evidence, guild.evidence) {
    case (.ratio, .pairs(let pairs), _), (.mean, .pairs(let pairs), _):
      guard let x = own.numerator else { return nil }
      sum = x - value * own.denominator
      squares = pairs.xx - 2 * value * pairs.xy + value * value * pairs.yy
      share = own.denominator / guild.denominator
    case (.proportion, _, _):
      guard let x = own.numerator else { return nil }
      sum = x - value * own.denominator
      squares = x * (1 - value) * (1 - value) + (own.denominator - x) * value * value
      share = own.denominator / guild.denominator
    case (.rate, let evidence, _):
      guard let x = own.numerator else { return nil }
      sum = x - value * own.denominator
      squares = if case .weights(let weighted) = evidence { weighted } else { x }
      share = own.denominator / guild.denominator
    case (.quantile, .values(let values, _, let unit), .values(let all, _, _)):
      let upTo = { (sketch: QuantileSketch) in Double(sketch.count(upTo: (value * unit).rounded())) }
      let part = upTo(all) / Double(all.count)
      sum = upTo(values) - part * Double(values.count)
      squares = upTo(values) * (1 - part) * (1 - part) + (Double(values.count) - upTo(values)) * part * part
      share = Double(values.count) / Double(all.count)
    case (.dispersion, .powers(let powers), .powers(let all)):
      guard let shape = DispersionShape(all) else { return nil }
      (sum, squares) = shape.influence(powers)
      share = powers.count / all.count
    default: return nil
    }
  }
}

/// Mean and deviation of a guild's values, about which those of a part of them are looked at.
struct DispersionShape {
  let mean: Double
  let variance: Double

  /// `nil` where the values do not differ.
  init?(_ all: Evidence.PowerSums) {
    guard all.count > 0 else { return nil }
    mean = all.x / all.count
    variance = all.xx / all.count - mean * mean
    guard mean > 0, variance > mean * mean * 1e-12 else { return nil }
  }

  /// Σf and Σf² over some values, f(x) = ½((x − m)²/s² − 1) − (x − m)/m being what a value adds to the logarithm of the
  /// coefficient of variation s ÷ m, times their number (its influence function).
  func influence(_ some: Evidence.PowerSums) -> (sum: Double, squares: Double) {
    let n = some.count
    let m = mean
    let d1 = some.x - n * m
    let d2 = some.xx - 2 * m * some.x + n * m * m
    let d3 = some.xxx - 3 * m * some.xx + 3 * m * m * some.x - n * m * m * m
    let d4 = some.xxxx - 4 * m * some.xxx + 6 * m * m * some.xx - 4 * m * m * m * some.x + n * m * m * m * m
    let sum = 0.5 * (d2 / variance - n) - d1 / m
    let squares =
      0.25 * (d4 / (variance * variance) - 2 * d2 / variance + n) - (d3 / variance - d1) / m + d2 / (m * m)
    return (sum, max(0, squares))
  }
}
