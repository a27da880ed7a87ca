import Statistics
import TestSupport
import Testing

@Suite struct ClusteringTests {
  /// The least squared distances over all ways to cut sorted values into at most `k` runs.
  private func bruteForce(_ sorted: [Double], _ k: Int) -> Double {
    func cost(_ run: ArraySlice<Double>) -> Double {
      let mean = run.reduce(0, +) / Double(run.count)
      return run.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    if k == 1 { return cost(sorted[...]) }
    return (1...sorted.count).map { end in
      cost(sorted[..<end]) + (end == sorted.count ? 0 : bruteForce(Array(sorted[end...]), k - 1))
    }.min() ?? 0
  }

  @Test("no division has smaller squared distances", arguments: 1...UInt64(200))
  func exact(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...9, using: &random)
    let isCoarse = Bool.random(using: &random)
    let values = (0..<count).map { _ in
      isCoarse ? Double(Int.random(in: 0...6, using: &random)) : Double.random(in: -100...1000, using: &random)
    }
    for k in 1...5 {
      let clusters = cluster(values, into: k)
      let least = bruteForce(values.sorted(), k)
      #expect(abs(clusters.withinSumOfSquares - least) <= 1e-9 * max(1, least), "seed \(seed), \(k) of \(values)")
      #expect(clusters.count == min(k, Set(values).count))
      #expect(clusters.sizes.reduce(0, +) == count)
      #expect(clusters.cutPoints.count == clusters.count - 1)
      for (place, size) in clusters.sizes.enumerated() {
        let members = values.filter { clusters.group(of: $0) == place }
        #expect(members.count == size)
        #expect(abs(clusters.means[place] - members.reduce(0, +) / Double(size)) < 1e-9)
      }
    }
  }

  @Test("cut points lie halfway between neighbours")
  func cutPoints() {
    let clusters = cluster([10, 1, 2, 11, 3, 30], into: 3)
    #expect(clusters.cutPoints == [6.5, 20.5])
    #expect(clusters.sizes == [3, 2, 1])
    #expect(clusters.means == [2, 10.5, 30])
    #expect(clusters.group(of: 6.4) == 0)
    #expect(clusters.group(of: 6.5) == 1)
    #expect(clusters.group(of: 99) == 2)
  }

  @Test("of equally good divisions the one whose upper group begins lowest is taken")
  func ties() {
    #expect(cluster([1, 2, 3], into: 2).sizes == [1, 2])
    #expect(cluster([3, 2, 1], into: 2).sizes == [1, 2])
  }

  @Test("fewer different values than groups make as many as there are")
  func few() {
    #expect(cluster([], into: 3).count == 0)
    #expect(cluster([5], into: 3).means == [5])
    #expect(cluster([5, 5, 5], into: 3).sizes == [3])
    #expect(cluster([5, 7, 5], into: 3).cutPoints == [6])
    let next = 1.0.nextUp
    #expect(cluster([1, next], into: 2).group(of: next) == 1)
  }

  @Test("values close together far from 0 are still told apart")
  func farFromZero() {
    let values = [0, 1, 2, 10, 11, 12].map { 1e9 + $0 * 1e-3 }
    #expect(cluster(values, into: 2).sizes == [3, 3])
  }

  @Test("many values are divided at once")
  func many() {
    var random = SeededGenerator(seed: 5)
    let values = (0..<20_000).map { Double($0 % 4) * 100 + Double.random(in: 0..<10, using: &random) }
    #expect(cluster(values, into: 4).sizes == [5000, 5000, 5000, 5000])
  }

  @Test("Tukey's fences are one and a half interquartile ranges out")
  func fences() {
    #expect(tukeyFences([]) == nil)
    #expect(tukeyFences([3]) == 3...3)
    // Quartiles 2.25 and 4.75.
    #expect(tukeyFences([1, 2, 3, 4, 5, 6]) == -1.5...8.5)
    #expect(interpolatedQuantile(ofSorted: [1, 2, 3, 4, 5, 6], 0.25) == 2.25)
  }
}
