/// The mean of values that differ by more than their errors, and the variance τ² between them.
///
/// τ² is where the generalised Q statistic Σ (yᵢ − ȳ)²/(vᵢ + τ²), with ȳ weighted by 1/(vᵢ + τ²), is what it should be, n − 1; or 0
/// where Q is below that already, in which case the mean is the fixed-effect one. Values without variance at all are exact: where
/// τ² is 0 they alone make the mean.
///
/// Source: Paule and Mandel, "Consensus values and weighting factors", Journal of Research of the NBS 87 (1982); DerSimonian and
/// Kacker, Contemporary Clinical Trials 28 (2007).
///
/// - Parameter variances: of the values' errors, at least 0.
/// - Returns: `nil` for fewer than two values, or where a value or variance is not finite or a variance is negative.
public func pauleMandel(values: [Double], variances: [Double]) -> (mean: Double, betweenVariance: Double)? {
  precondition(values.count == variances.count, "every value has a variance")
  guard values.count >= 2, values.allSatisfy(\.isFinite), variances.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
    return nil
  }
  let expected = Double(values.count - 1)
  func mean(_ between: Double) -> Double {
    let weights: [Double]
    if between == 0, variances.contains(0) {
      weights = variances.map { $0 == 0 ? 1 : 0 }
    } else {
      weights = variances.map { 1 / ($0 + between) }
    }
    return zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
  }
  func excess(_ between: Double) -> Double {
    let mean = mean(between)
    return zip(values, variances).reduce(-expected) { sum, study in
      let distance = study.0 - mean
      return distance == 0 ? sum : sum + distance * distance / (study.1 + between)
    }
  }
  guard excess(0) > 0 else { return (mean(0), 0) }
  // Without errors of their own, all of the values' spread would be between them, so there is no more than that.
  let plain = values.reduce(0, +) / Double(values.count)
  let most = values.reduce(0) { $0 + ($1 - plain) * ($1 - plain) } / expected
  let between = root(between: 0, most * (1 + 1e-9), of: excess)
  return (mean(between), between)
}
