import Glibc
import Statistics

/// How a scorer's measures vary together across guilds.
///
/// They rest on the same events, so that where one estimate is off the others are likely to be, too; and a guild that is worse
/// than its peers in one is likely to be so in the others, where what is borrowed from the peers hides it. What is known of
/// them is therefore drawn through Gaussian copulas. For a guild's own part the correlations are those of the normal scores of
/// the guilds' values (van der Waerden's; ties share the middle of their ranks). For what is borrowed they are those of the
/// true values, which chance does not dilute: the same over the root of the two measures' reliabilities (Spearman's correction
/// for attenuation, 1904), a reliability being the mean share of the estimates that is the guilds' own. Guilds that lack one
/// of two measures have no part in their correlation; with fewer than `fewest` guilds it is 0.
struct Correlations: Sendable {
  /// The lower triangle, row after row, of the factor L with L·Lᵀ = the matrix of correlations.
  let own: ContiguousArray<Double>
  let borrowed: ContiguousArray<Double>

  static let fewest = 10
  /// True values are never taken to be more alike than this.
  private static let most = 0.95

  /// - Parameters:
  ///   - values: by measure and guild; `nil` where a guild has none.
  ///   - reliabilities: by measure.
  init(_ values: [[Double?]], reliabilities: [Double]) {
    let measures = values.indices
    var own = measures.map { row in measures.map { $0 == row ? 1.0 : 0 } }
    var borrowed = own
    for row in measures {
      for column in 0..<row {
        let correlation = Correlations.correlation(values[row], values[column])
        let reliability = (reliabilities[row] * reliabilities[column]).squareRoot()
        let corrected =
          reliability > 0 ? min(Correlations.most, max(-Correlations.most, correlation / reliability)) : correlation
        (own[row][column], own[column][row]) = (correlation, correlation)
        (borrowed[row][column], borrowed[column][row]) = (corrected, corrected)
      }
    }
    self.own = Correlations.factor(ofNearest: own)
    self.borrowed = Correlations.factor(ofNearest: borrowed)
  }

  /// Correlations of pairs may not fit together; weaker by some steps they do.
  private static func factor(ofNearest matrix: [[Double]]) -> ContiguousArray<Double> {
    var matrix = matrix
    while true {
      if let factor = factor(of: matrix) { return ContiguousArray(factor.joined()) }
      for row in matrix.indices { for column in matrix.indices where row != column { matrix[row][column] *= 0.95 } }
    }
  }

  private static func correlation(_ a: [Double?], _ b: [Double?]) -> Double {
    let both = zip(a, b).compactMap { x, y in x.flatMap { x in y.map { (x, $0) } } }
    guard both.count >= fewest else { return 0 }
    let (x, y) = (normalScores(both.map(\.0)), normalScores(both.map(\.1)))
    let (xx, yy) = (x.reduce(0) { $0 + $1 * $1 }, y.reduce(0) { $0 + $1 * $1 })
    guard xx > 0, yy > 0 else { return 0 }
    return zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / (xx * yy).squareRoot()
  }

  private static func normalScores(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var scores = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
      let score = Normal.quantile((Double(first + last) / 2 + 0.5) / Double(order.count))
      for place in first...last { scores[order[place]] = score }
      first = last + 1
    }
    return scores
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
