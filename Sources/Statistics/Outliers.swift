/// The quantile that lies at `share` of the way through sorted values, linearly between the two next to it: the rule of R's and
/// NumPy's default (type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996).
///
/// - Precondition: there are values, in ascending order; 0 ≤ share ≤ 1.
public func interpolatedQuantile(ofSorted values: [Double], _ share: Double) -> Double {
  let place = share * Double(values.count - 1)
  let below = Int(place)
  let value = values[below]
  guard below + 1 < values.count, place > Double(below) else { return value }
  return value + (place - Double(below)) * (values[below + 1] - value)
}

/// Tukey's fences: from 1.5 interquartile ranges below the lower quartile to as much above the upper. What lies outside is an
/// outlier. Quartiles are interpolated (`interpolatedQuantile`).
///
/// Source: Tukey, "Exploratory Data Analysis" (1977), section 2D.
///
/// - Parameter values: finite, in any order.
/// - Returns: `nil` without values.
public func tukeyFences(_ values: [Double]) -> ClosedRange<Double>? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let (lower, upper) = (interpolatedQuantile(ofSorted: sorted, 0.25), interpolatedQuantile(ofSorted: sorted, 0.75))
  let reach = 1.5 * (upper - lower)
  return lower - reach...upper + reach
}
