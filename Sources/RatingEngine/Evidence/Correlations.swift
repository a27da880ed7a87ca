import RatingRecord

/// How the scored measures vary together across guilds.
///
/// A scorer's measures rest on the same events, so that where one estimate is off the others are likely to be, too; and a guild
/// that is worse than its peers in one measure is likely to be so in others, of any scorer, where what is borrowed from the
/// peers hides it. What is known of them is therefore drawn through two Gaussian copulas. For guilds' own parts there is one a
/// scorer, whose correlations are those of the normal scores of the guilds' values (van der Waerden's; ties share the middle
/// of their ranks). For what is borrowed there is one over all measures, whose correlations are those of the true values, which
/// chance does not dilute (Spearman's correction for attenuation, 1904): estimates that are their guilds' own by shares a and
/// b vary together mean(a·b) ÷ √(mean(a)·mean(b)) as much as what is true. Guilds that lack one of two measures have no part in
/// their correlation; with fewer than `fewest` guilds it is 0.
struct Correlations: Sendable {
  /// Where each scorer's measures stand among all.
  let scorers: [Range<Int>]
  /// The lower triangle, row after row, of the factor L with L·Lᵀ = the matrix of correlations: each scorer's, one after the
  /// other, and the one over all measures, which is empty where nothing is borrowed.
  private let factors: [Double]
  /// Where each scorer's factor starts, and last the one over all measures.
  private let starts: [Int]

  static let fewest = 10
  /// True values are never taken to be more alike than this.
  private static let most = 0.95

  var count: Int { scorers.last?.upperBound ?? 0 }

  /// - Parameters:
  ///   - scorers: where each one's measures stand.
  ///   - inferences: by measure and guild; `nil` where a guild has none.
  init(_ scorers: [Range<Int>], _ inferences: [[Inference?]], threads: Int) {
    self.scorers = scorers
    let isBorrowing = inferences.contains { $0.contains { $0?.borrowed ?? 0 > 0 } }
    let values = concurrently(inferences.count, threads: threads) { place in
      RankedValues(inferences[place].map { $0?.value })
    }
    let own = concurrently(scorers.count, threads: threads) { scorer in
      Correlations.factor(
        ofNearest: scorers[scorer].map { row in
          scorers[scorer].prefix { $0 < row }.map { Correlations.correlation(values[row], values[$0]) }
        })
    }
    let estimates = concurrently(isBorrowing ? inferences.count : 0, threads: threads) { place in
      (RankedValues(inferences[place].map { $0?.estimate }), own: inferences[place].map { 1 - ($0?.borrowed ?? 0) })
    }
    let rows = concurrently(estimates.count, threads: threads) { row in
      (0..<row).map { Correlations.ofTruth(estimates[row], estimates[$0]) }
    }
    starts = own.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    factors = own.flatMap(\.self) + Correlations.factor(ofNearest: rows)
  }

  /// How one measure's normal numbers are made of independent ones: a row of a factor.
  struct Row: Sendable {
    /// Where it starts among all factors.
    let start: Int
    /// The places of the independent numbers.
    let columns: Range<Int>
  }

  /// Of a scorer's measure among its scorer's.
  func own(_ place: Int, ofScorer scorer: Int) -> Row {
    let first = scorers[scorer].lowerBound
    return Row(start: starts[scorer] + Correlations.triangle(place - first), columns: first..<place + 1)
  }

  /// Of a measure among all.
  func borrowed(_ place: Int) -> Row {
    Row(start: starts[scorers.count] + Correlations.triangle(place), columns: 0..<place + 1)
  }

  /// The normal numbers that a row makes of independent ones, each of eight draws.
  @inline(__always) func product(_ row: Row, _ normals: [SIMD8<Double>]) -> SIMD8<Double> {
    factors.withUnsafeBufferPointer { factors in
      normals.withUnsafeBufferPointer { normals in
        var sum = SIMD8<Double>()
        for place in 0..<row.columns.count {
          sum += factors[row.start + place] * normals[row.columns.lowerBound + place]
        }
        return sum
      }
    }
  }

  /// As many numbers as there are in so many rows.
  private static func triangle(_ rows: Int) -> Int { rows * (rows + 1) / 2 }

  /// - Parameters: estimates, and the shares of them that are their guilds' own.
  private static func ofTruth(_ a: (RankedValues, own: [Double]), _ b: (RankedValues, own: [Double])) -> Double {
    var (count, ownA, ownB, ownBoth) = (0, 0.0, 0.0, 0.0)
    for guild in a.own.indices where a.0.values[guild] != nil && b.0.values[guild] != nil {
      count += 1
      ownA += a.own[guild]
      ownB += b.own[guild]
      ownBoth += a.own[guild] * b.own[guild]
    }
    let together = ownBoth / Double(max(1, count))
    let apart = (ownA * ownB).squareRoot() / Double(max(1, count))
    guard together > 0 else { return 0 }
    return min(most, max(-most, correlation(a.0, b.0) * apart / together))
  }

  /// The factor of a matrix of correlations, given as what is below its diagonal. Those of pairs may not fit together; weaker by
  /// some steps they do.
  private static func factor(ofNearest below: [[Double]]) -> [Double] {
    var below = below
    while true {
      if let factor = factor(of: below.map { $0 + [1] }) { return Array(factor.joined()) }
      below = below.map { $0.map { $0 * 0.95 } }
    }
  }

  private static func correlation(_ a: RankedValues, _ b: RankedValues) -> Double {
    let (x, y) = (a.normalScores(amongThoseWith: b), b.normalScores(amongThoseWith: a))
    guard x.count >= fewest else { return 0 }
    let (xx, yy) = (x.reduce(0) { $0 + $1 * $1 }, y.reduce(0) { $0 + $1 * $1 })
    guard xx > 0, yy > 0 else { return 0 }
    return zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / (xx * yy).squareRoot()
  }

  /// Cholesky's; `nil` where the matrix is not positive definite, or next to it.
  private static func factor(of matrix: [[Double]]) -> [[Double]]? {
    var factor: [[Double]] = []
    for row in matrix.indices {
      var entries: [Double] = []
      for column in 0...row {
        let sum = (0..<column).reduce(matrix[row][column]) {
          $0 - entries[$1] * (column == row ? entries[$1] : factor[column][$1])
        }
        if column < row {
          entries.append(sum / factor[column][column])
        } else {
          guard sum > 1e-6 else { return nil }
          entries.append(sum.squareRoot())
        }
      }
      factor.append(entries)
    }
    return factor
  }
}
