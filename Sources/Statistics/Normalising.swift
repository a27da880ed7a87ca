/// Values onto one scale by their range: the lowest becomes its lower end, the highest its upper. Equal values become its middle.
///
/// - Parameter values: finite.
public func minMax(_ values: [Double], onto scale: ClosedRange<Double> = 0...100) -> [Double] {
  guard let low = values.min(), let high = values.max() else { return [] }
  let width = scale.upperBound - scale.lowerBound
  return values.map { high > low ? scale.lowerBound + ($0 - low) / (high - low) * width : scale.lowerBound + width / 2 }
}

/// The mean, summed in the order given; NaN without values.
public func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

/// The sample standard deviation, with n − 1; 0 for fewer than two values or where all are equal.
public func standardDeviation(_ values: [Double]) -> Double {
  guard values.count >= 2, values.contains(where: { $0 != values[0] }) else { return 0 }
  let mean = mean(values)
  return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
}

/// By how many sample standard deviations each value is above the mean; 0 where there is no spread.
public func zScores(_ values: [Double]) -> [Double] {
  let (mean, deviation) = (mean(values), standardDeviation(values))
  return values.map { deviation > 0 ? ($0 - mean) / deviation : 0 }
}

/// The share of the other values that are lower, 0…1: COINr's percentile rank. Equal values share the lowest place; a single value
/// gets 0.5.
///
/// - Complexity: O(n log n).
public func percentileRanks(_ values: [Double]) -> [Double] {
  guard values.count > 1 else { return values.map { _ in 0.5 } }
  var lower: [Double: Int] = [:]
  for (place, value) in values.sorted().enumerated() where lower[value] == nil { lower[value] = place }
  return values.map { Double(lower[$0] ?? 0) / Double(values.count - 1) }
}
