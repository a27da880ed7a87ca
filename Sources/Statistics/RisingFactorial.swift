import CBoost

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much the rising factorial a(a+1)…(a+k−1) = Γ(a+k)/Γ(a) is above aᵏ, for real k too.
///
/// Likelihoods of counts are made of these. As `a` grows they tend to k(k−1)/(2a), which is far below the rounding of ln Γ(a), so
/// that there they are put together from the differences in Stirling's series. What goes by `a` alone is worked out once.
struct RisingFactorial {
  /// From here on Stirling's series is good to the last place with five terms.
  private static let large = 30.0

  private let a: Double
  private let (logarithm, logGamma, digamma, trigamma): (Double, Double, Double, Double)
  private let (tail, digammaTail): (Double, Double)

  /// - Parameter a: above 0.
  init(_ a: Double) {
    self.a = a
    (logarithm, logGamma) = (log(a), boostmath_log_gamma(a))
    (digamma, trigamma) = (boostmath_digamma(a), boostmath_trigamma(a))
    (tail, digammaTail) = (RisingFactorial.tail(a), RisingFactorial.digammaTail(a))
  }

  /// ln Γ(a+k) − ln Γ(a) − k·ln a, for k ≥ 0.
  func logExcess(_ k: Double) -> Double {
    if k == 0 || k == 1 { return 0 }
    guard a >= RisingFactorial.large else { return boostmath_log_gamma(a + k) - logGamma - k * logarithm }
    let ratio = k / a
    return a * boostmath_log1p_minus_x(ratio) + (k - 0.5) * log1p(ratio) + RisingFactorial.tail(a + k) - tail
  }

  /// Its derivative by ln a: a·(ψ(a+k) − ψ(a)) − k.
  func slope(_ k: Double) -> Double {
    if k == 0 || k == 1 { return 0 }
    guard a >= RisingFactorial.large else { return a * (boostmath_digamma(a + k) - digamma) - k }
    let ratio = k / a
    return a * boostmath_log1p_minus_x(ratio) + 0.5 * k / (a + k)
      + a * (RisingFactorial.digammaTail(a + k) - digammaTail)
  }

  /// The second derivative of ln Γ(a+k) − ln Γ(a) by a, times a²; at most 0.
  func curvature(_ k: Double) -> Double {
    if k == 0 { return 0 }
    // ψ′(x) ≈ 1/x + 1/(2x²) + 1/(6x³); it only sets the length of a step.
    guard a >= 1e6 else { return a * a * (boostmath_trigamma(a + k) - trigamma) }
    return -a * k / (a + k)
  }

  static func log1pMinusX(_ x: Double) -> Double { boostmath_log1p_minus_x(x) }

  /// ln Γ(x) − (x−½)·ln x + x − ½·ln 2π.
  private static func tail(_ x: Double) -> Double {
    let r = 1 / x
    let r2 = r * r
    return r * (1 / 12.0 - r2 * (1 / 360.0 - r2 * (1 / 1260.0 - r2 * (1 / 1680.0 - r2 / 1188))))
  }

  /// ψ(x) − ln x + 1/(2x).
  private static func digammaTail(_ x: Double) -> Double {
    let r2 = 1 / (x * x)
    return -r2 * (1 / 12.0 - r2 * (1 / 120.0 - r2 * (1 / 252.0 - r2 * (1 / 240.0 - r2 / 132))))
  }
}
