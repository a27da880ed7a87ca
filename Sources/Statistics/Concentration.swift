#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How alike groups are: one number, large where they hardly differ, by maximum likelihood.
enum Concentration: Equatable {
  case some(Double)
  /// The likelihood is highest where it is infinite: the groups differ no more than chance makes them.
  case infinite
  /// The likelihood is highest where it vanishes.
  case zero

  /// Where a likelihood is looked at first: every factor of e³ from 5e-5 to 2e11.
  private static let grid = stride(from: lowest, through: 26, by: 3)
  private static let lowest = -10.0

  /// A gain in log-likelihood over infinite concentration that is too small to tell from rounding.
  private static let negligible = 1e-9

  /// - Parameters:
  ///   - slope: the derivative of the profile log-likelihood by the logarithm of the concentration.
  ///   - gain: the profile log-likelihood less that of infinite concentration.
  static func mostLikely(
    slope: (_ logConcentration: Double) -> Double, gain: (_ logConcentration: Double) -> Double
  ) -> Concentration {
    var best: (place: Double, gain: Double)?
    var (last, lastSlope) = (0.0, Double.nan)
    var isEverRising = false
    for place in grid {
      let here = slope(place)
      if here > 0 { isEverRising = true }
      if lastSlope > 0, here <= 0 {
        let top = root(between: last, place, of: slope)
        let gained = gain(top)
        if gained > best?.gain ?? negligible { best = (top, gained) }
      }
      (last, lastSlope) = (place, here)
    }
    if let best { return .some(exp(best.place)) }
    return !isEverRising && gain(lowest) > negligible ? .zero : .infinite
  }
}
