/// Values divided into neighbouring groups.
public struct Clusters: Sendable, Equatable {
  /// Between the groups, in ascending order: halfway between the extreme members of neighbours. One fewer than there are groups.
  public let cutPoints: [Double]
  /// How many values each group has, lowest first.
  public let sizes: [Int]
  /// Each group's mean.
  public let means: [Double]
  /// The squared distances of all values from their group's mean.
  public let withinSumOfSquares: Double

  public var count: Int { sizes.count }

  /// The group a value belongs to, lowest first; on a cut point, to the upper one.
  public func group(of value: Double) -> Int { cutPoints.count { value >= $0 } }
}

/// The division of values into `k` groups with the least squared distances from the groups' means, exactly.
///
/// Equal values stay together, so fewer different values than `k` make as many groups as there are. Of divisions that are equally
/// good the one whose upper groups begin lowest is taken. The order of the values does not matter.
///
/// Source: Wang and Song, "Ckmeans.1d.dp: optimal k-means clustering in one dimension by dynamic programming", The R Journal 3/2
/// (2011), with the division of Song and Zhong, Bioinformatics 36 (2020).
///
/// - Parameter values: finite, in any order.
/// - Precondition: k ≥ 1.
/// - Complexity: O(k · n log n).
public func cluster(_ values: [Double], into k: Int) -> Clusters {
  precondition(k >= 1, "there is at least one cluster")
  guard !values.isEmpty else { return Clusters(cutPoints: [], sizes: [], means: [], withinSumOfSquares: 0) }
  let division = Division(values.sorted())
  let starts = division.bestStarts(min(k, division.count))
  let ends = starts.dropFirst() + [division.count]
  return Clusters(
    cutPoints: starts.dropFirst().map { division.middle(before: $0) },
    sizes: zip(starts, ends).map { division.size($0, $1) }, means: zip(starts, ends).map { division.mean($0, $1) },
    withinSumOfSquares: zip(starts, ends).reduce(0) { $0 + division.cost($1.0, $1.1) })
}

/// The different values of a sorted list, with what makes the cost of a run of them quick to tell.
private struct Division {
  private let values: [Double]
  /// Of the first so many values: how many they stand for, their sum and their sum of squares, all from the median, so that little
  /// is lost where values are close together and far from 0.
  private var counts = [0]
  private var sums = [0.0]
  private var squares = [0.0]
  private let origin: Double

  init(_ sorted: [Double]) {
    origin = sorted[sorted.count / 2]
    var values: [Double] = []
    for value in sorted {
      let distance = value - origin
      if value == values.last {
        counts[counts.count - 1] += 1
        sums[sums.count - 1] += distance
        squares[squares.count - 1] += distance * distance
      } else {
        values.append(value)
        counts.append(counts[counts.count - 1] + 1)
        sums.append(sums[sums.count - 1] + distance)
        squares.append(squares[squares.count - 1] + distance * distance)
      }
    }
    self.values = values
  }

  var count: Int { values.count }

  func size(_ start: Int, _ end: Int) -> Int { counts[end] - counts[start] }

  func mean(_ start: Int, _ end: Int) -> Double {
    // Of one value, that value to the bit.
    end - start == 1 ? values[start] : origin + (sums[end] - sums[start]) / Double(size(start, end))
  }

  /// The squared distances from their mean of the values from a place up to another.
  func cost(_ start: Int, _ end: Int) -> Double {
    guard end - start > 1 else { return 0 }
    let sum = sums[end] - sums[start]
    return max(0, squares[end] - squares[start] - sum * sum / Double(size(start, end)))
  }

  func middle(before start: Int) -> Double {
    let (low, high) = (values[start - 1], values[start])
    let middle = low + (high - low) / 2
    return middle > low ? middle : high
  }

  /// Where each of `k` groups starts.
  func bestStarts(_ k: Int) -> [Int] {
    var least = (0...count).map { cost(0, $0) }
    var choices: [[Int]] = []
    for groups in 1..<max(k, 1) {
      var next = [Double](repeating: .infinity, count: count + 1)
      var choice = [Int](repeating: 0, count: count + 1)
      // Ends are taken middle first; the best start of the last group never moves back as the end moves on.
      var open = [(ends: groups + 1..<count + 1, starts: groups...count - 1)]
      while let (ends, starts) = open.popLast() {
        guard !ends.isEmpty else { continue }
        let end = (ends.lowerBound + ends.upperBound) / 2
        var best = starts.lowerBound
        for start in starts.lowerBound...min(starts.upperBound, end - 1) {
          let total = least[start] + cost(start, end)
          if total < next[end] { (next[end], best) = (total, start) }
        }
        choice[end] = best
        open.append((ends.lowerBound..<end, starts.lowerBound...best))
        open.append((end + 1..<ends.upperBound, best...starts.upperBound))
      }
      least = next
      choices.append(choice)
    }
    var starts: [Int] = []
    var end = count
    for choice in choices.reversed() {
      end = choice[end]
      starts.append(end)
    }
    return [0] + starts.reversed()
  }
}
