/// How alike two orders of the same guilds are, −1…1: 1 where they are the same.
public struct RankCorrelation: Sendable, Equatable {
  /// In both orders.
  public var guilds: Int
  /// Spearman's, of ranks; equal scores share the mean of theirs.
  public var spearman: Double
  /// Kendall's tau-b: pairs in the same order less those turned round, among the pairs that are no ties.
  public var kendall: Double

  /// - Parameter pairs: the score of each guild in both orders.
  /// - Returns: `nil` where fewer than two guilds are in both, or all scores of one order are equal.
  /// - Complexity: O(n log n); tau-b after W. R. Knight, "A Computer Method for Calculating Kendall's Tau with Ungrouped
  ///   Data", Journal of the American Statistical Association 61 (1966).
  public init?(_ pairs: [(before: Hundredths, after: Hundredths)]) {
    let ranks = [centredRanks(pairs.map(\.before)), centredRanks(pairs.map(\.after))]
    let spreads = ranks.map { zip($0, $0).reduce(0) { $0 + $1.0 * $1.1 } }
    guard pairs.count > 1, spreads.allSatisfy({ $0 > 0 }) else { return nil }
    guilds = pairs.count
    let product = zip(ranks[0], ranks[1]).reduce(0) { $0 + $1.0 * $1.1 }
    spearman = min(1, max(-1, product / (spreads[0] * spreads[1]).squareRoot()))

    var sorted = pairs.sorted { ($0.before, $0.after) < ($1.before, $1.after) }
    let all = pairCount(pairs.count)
    let tiedBefore = tied(sorted) { $0.before == $1.before }
    let tiedInBoth = tied(sorted) { $0 == $1 }
    let turned = sortByAfter(&sorted)
    let tiedAfter = tied(sorted) { $0.after == $1.after }
    let concord = Double(all - tiedBefore - tiedAfter + tiedInBoth - 2 * turned)
    kendall = min(1, max(-1, concord / (Double(all - tiedBefore) * Double(all - tiedAfter)).squareRoot()))
  }
}

private typealias Pair = (before: Hundredths, after: Hundredths)

/// Twice the rank less n + 1, so that all are whole numbers around 0: their sums are exact up to 200,000 guilds.
private func centredRanks(_ scores: [Hundredths]) -> [Double] {
  let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
  var ranks = [Double](repeating: 0, count: scores.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
    for place in order[start..<end] { ranks[place] = Double(start + end - scores.count) }
    start = end
  }
  return ranks
}

private func pairCount(_ count: Int) -> Int { count * (count - 1) / 2 }

/// Pairs within runs of equals.
private func tied(_ sorted: [Pair], _ areEqual: (Pair, Pair) -> Bool) -> Int {
  var (ties, run) = (0, 1)
  for (former, next) in zip(sorted, sorted.dropFirst()) {
    if areEqual(former, next) {
      ties += run
      run += 1
    } else {
      run = 1
    }
  }
  return ties
}

/// Sorts by the score after, and counts the pairs that had to be turned round: a merge sort from runs of one upwards.
private func sortByAfter(_ pairs: inout [Pair]) -> Int {
  var turned = 0
  var merged = pairs
  var width = 1
  while width < pairs.count {
    for start in stride(from: 0, to: pairs.count, by: 2 * width) {
      let (middle, end) = (min(start + width, pairs.count), min(start + 2 * width, pairs.count))
      var (left, right) = (start, middle)
      for place in start..<end {
        if left < middle, right == end || pairs[left].after <= pairs[right].after {
          merged[place] = pairs[left]
          left += 1
        } else {
          merged[place] = pairs[right]
          right += 1
          turned += middle - left
        }
      }
    }
    swap(&pairs, &merged)
    width *= 2
  }
  return turned
}
