/// Where a continuous function is 0, between two places where its signs differ (or one is 0).
///
/// Inverse quadratic interpolation where that can be trusted and halving elsewhere, so it always arrives.
/// Source: Chandrupatla, "A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear function without using
/// derivatives", Advances in Engineering Software 28 (1997).
///
/// - Parameter tolerance: how far the answer may be off, as a share of itself; at least about 1e-15 is made of it.
/// - Precondition: the function is no NaN in between; it may be infinite.
func root(
  between low: Double, _ high: Double, tolerance: Double = 1e-14, of function: (Double) -> Double
) -> Double {
  // The root is between `a`, the newest, and `b`; `c` was let go last.
  var (a, b) = (low, high)
  var (fa, fb) = (function(a), function(b))
  var (c, fc) = (a, fa)
  var step = 0.5
  for _ in 0..<200 {
    if fa == 0 { return a }
    if fb == 0 { return b }
    let next = a + step * (b - a)
    let value = function(next)
    if (value < 0) == (fa < 0) { (c, fc) = (a, fa) } else { (c, b, fc, fb) = (b, a, fb, fa) }
    (a, fa) = (next, value)
    let best = abs(fa) < abs(fb) ? a : b
    let nearest = 0.5 * (tolerance + 2 * .ulpOfOne) * abs(best) / abs(b - a)
    if nearest > 0.5 || abs(b - a) < .leastNormalMagnitude { return best }
    let (xi, phi) = ((a - b) / (c - b), (fa - fb) / (fc - fb))
    if phi * phi < xi, (1 - phi) * (1 - phi) < 1 - xi {
      step = fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb))
      if !step.isFinite { step = 0.5 }
    } else {
      step = 0.5
    }
    step = min(1 - nearest, max(nearest, step))
  }
  return abs(fa) < abs(fb) ? a : b
}
