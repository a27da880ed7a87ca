#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Values with the lowest and the highest so many set to the next one.
///
/// - Parameters:
///   - values: finite, in any order, which stays.
///   - lowest, highest: how many at each end; of as many as there are values, at least one is left as it is.
/// - Complexity: O(n log n).
public func winsorised(_ values: [Double], lowest: Int, highest: Int) -> [Double] {
  guard lowest > 0 || highest > 0, !values.isEmpty else { return values }
  let sorted = values.sorted()
  let low = sorted[min(max(0, lowest), sorted.count - 1)]
  let high = max(low, sorted[max(0, sorted.count - 1 - max(0, highest))])
  return values.map { min(high, max(low, $0)) }
}

/// When values are too lopsided to be normalised as they are: where both their skewness and their kurtosis are beyond a limit.
public struct SkewLimits: Sendable, Equatable {
  public var skewness = 2.0
  public var kurtosis = 3.5
  /// How many values are set to the next at most.
  public var most = 5

  public init() {}

  func allow(_ values: [Double]) -> Bool {
    // Without spread neither is a number, and there is nothing to treat.
    !(abs(Statistics.skewness(values)) > skewness && excessKurtosis(values) > kurtosis)
  }
}

/// Values with as many set to the next one, at the end they lean to, as it takes for their skewness or kurtosis to be within limits.
///
/// Source: COINr's `winsorise` (Becker et al., "COINr: an R package for developing composite indicators", JOSS 7, 2022).
///
/// - Returns: the values, and how many of them were set.
public func winsorised(_ values: [Double], until limits: SkewLimits = SkewLimits()) -> (values: [Double], count: Int) {
  var treated = values
  var count = 0
  while count < limits.most, !limits.allow(treated) {
    count += 1
    treated =
      skewness(values) > 0
      ? winsorised(values, lowest: 0, highest: count) : winsorised(values, lowest: count, highest: 0)
  }
  return (treated, count)
}

/// The adjusted sample skewness G₁; NaN for fewer than three values or without spread.
///
/// Source: Joanes and Gill, "Comparing measures of sample skewness and kurtosis", The Statistician 47 (1998).
public func skewness(_ values: [Double]) -> Double {
  let n = Double(values.count)
  let (second, third, _) = centralMoments(values)
  return n < 3 ? .nan : third / pow(second, 1.5) * (n * (n - 1)).squareRoot() / (n - 2)
}

/// The adjusted sample excess kurtosis G₂, 0 for a normal distribution; NaN for fewer than four values or without spread.
///
/// Source: as of `skewness`.
public func excessKurtosis(_ values: [Double]) -> Double {
  let n = Double(values.count)
  let (second, _, fourth) = centralMoments(values)
  return n < 4 ? .nan : ((n + 1) * (fourth / (second * second) - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
}

private func centralMoments(_ values: [Double]) -> (second: Double, third: Double, fourth: Double) {
  let mean = mean(values)
  let n = Double(values.count)
  var (second, third, fourth) = (0.0, 0.0, 0.0)
  for value in values {
    let distance = value - mean
    let square = distance * distance
    second += square
    third += square * distance
    fourth += square * square
  }
  return (second / n, third / n, fourth / n)
}
