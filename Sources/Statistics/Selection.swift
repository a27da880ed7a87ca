/// The value that would stand at a place if the values were sorted; they change their order.
///
/// Source: Hoare, "Algorithm 65: Find", Communications of the ACM 4 (1961), with values that equal the pivot kept apart, so that
/// many alike do no harm.
///
/// - Parameters:
///   - place: one of the values'.
///   - values: no NaN.
/// - Complexity: O(n) where their order is a matter of chance.
public func select(_ place: Int, of values: inout [Double]) -> Double {
  precondition(values.indices.contains(place), "a place is one of the values'")
  return values.withUnsafeMutableBufferPointer { values in
    var rest = values.indices
    while true {
      let (a, b, c) = (
        values[rest.lowerBound], values[(rest.lowerBound + rest.upperBound) / 2], values[rest.upperBound - 1]
      )
      let pivot = max(min(a, b), min(max(a, b), c))
      let least = moveToFront(rest, of: values) { $0 < pivot }
      if place < least {
        rest = rest.lowerBound..<least
        continue
      }
      let next = moveToFront(least..<rest.upperBound, of: values) { $0 == pivot }
      if place < next { return pivot }
      rest = next..<rest.upperBound
    }
  }
}

/// Moves those that are like that before the others.
///
/// - Returns: where the others start.
@inline(__always) private func moveToFront(
  _ range: Range<Int>, of values: UnsafeMutableBufferPointer<Double>, where isLikeThat: (Double) -> Bool
) -> Int {
  var end = range.lowerBound
  // No branch goes by what the values are, as nobody could tell which way.
  for i in range {
    let value = values[i]
    values[i] = values[end]
    values[end] = value
    end += isLikeThat(value) ? 1 : 0
  }
  return end
}
