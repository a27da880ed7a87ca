import CBoostMath

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
/// that there they are put together from the differences in Stirling's series.
enum RisingFactorial {
  /// From here on Stirling's series is good to the last place with five terms.
  private static let large = 30.0

  /// ln Γ(a+k) − ln Γ(a) − k·ln a, for a > 0 and k ≥ 0.
  static func logExcess(_ a: Double, _ k: Double) -> Double {
    if k == 0 || k == 1 { return 0 }
    guard a >= large else { return boostmath_log_gamma(a + k) - boostmath_log_gamma(a) - k * log(a) }
    let ratio = k / a
    return a * boostmath_log1p_minus_x(ratio) + (k - 0.5) * log1p(ratio) + tail(a + k) - tail(a)
  }

  /// Its derivative by ln a: a·(ψ(a+k) − ψ(a)) − k.
  static func slope(_ a: Double, _ k: Double) -> Double {
    if k == 0 || k == 1 { return 0 }
    guard a >= large else { return a * (boostmath_digamma(a + k) - boostmath_digamma(a)) - k }
    let ratio = k / a
    return a * boostmath_log1p_minus_x(ratio) + 0.5 * k / (a + k) + a * (digammaTail(a + k) - digammaTail(a))
  }

  /// The second derivative of ln Γ(a+k) − ln Γ(a) by a, times a²; at most 0.
  static func curvature(_ a: Double, _ k: Double) -> Double {
    if k == 0 { return 0 }
    // ψ′(x) ≈ 1/x + 1/(2x²) + 1/(6x³); it only sets the length of a step.
    guard a >= 1e6 else { return a * a * (boostmath_trigamma(a + k) - boostmath_trigamma(a)) }
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
