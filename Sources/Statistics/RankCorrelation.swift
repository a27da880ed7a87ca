/// How alike two orders of the same things are, −1…1: the correlation of their ranks, those that tie sharing the middle one. `nil`
/// where there are fewer than two things, or one of the orders holds all of them to be alike.
///
/// Source: Spearman, "The proof and measurement of association between two things", American Journal of Psychology 15 (1904).
///
/// - Complexity: O(n log n).
public func rankCorrelation(_ a: [Double], _ b: [Double]) -> Double? {
  precondition(a.count == b.count, "both are of the same things")
  guard a.count > 1 else { return nil }
  let (first, second) = (middleRanks(a), middleRanks(b))
  let middle = Double(a.count + 1) / 2
  func product(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - middle) }
  }
  let spread = product(first, first) * product(second, second)
  // Ranks that are all alike are exactly in the middle.
  return spread > 0 ? min(1, max(-1, product(first, second) / spread.squareRoot())) : nil
}

/// From 1.
private func middleRanks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var ranks = [Double](repeating: 0, count: values.count)
  var first = 0
  while first < order.count {
    var end = first + 1
    while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
    for place in order[first..<end] { ranks[place] = Double(first + 1 + end) / 2 }
    first = end
  }
  return ranks
}
