/// How much of an output's variance each factor accounts for: alone, and with all that it does together with others.
public struct SobolIndices: Sendable, Equatable {
  /// By factor: the share of the variance that would go if the factor were known. Estimates, which may lie a little below 0.
  public let first: [Double]
  /// By factor: the share that would be left if all the others were known.
  public let total: [Double]
}

/// What a model makes of a Saltelli design.
public struct SaltelliOutputs: Sendable {
  /// By row.
  private let a: [Double]
  private let b: [Double]
  /// By factor and row: of A with that factor from B.
  private let mixed: [[Double]]

  /// - Parameters:
  ///   - a: of the rows of A, at least one.
  ///   - b: of the rows of B, as many.
  ///   - mixed: by factor, of the rows of A with that factor's columns from B, as many.
  ///   - centre: what all of them are counted from; `nil`: their mean. It decides how exact first-order indices are.
  public init(a: [Double], b: [Double], mixed: [[Double]], centre: Double? = nil) {
    precondition(!a.isEmpty && b.count == a.count && mixed.allSatisfy { $0.count == a.count }, "all have as many rows")
    let all = a + b + mixed.joined()
    let centre = centre ?? mean(all)
    func centred(_ outputs: [Double]) -> [Double] { outputs.map { $0 - centre } }
    (self.a, self.b, self.mixed) = (centred(a), centred(b), mixed.map(centred))
  }

  /// With v the variance of A's and B's outputs together and all outputs counted from their mean,
  /// S_i = mean(B·(AB_i − A)) ÷ v and T_i = mean((A − AB_i)²) ÷ 2v; `nil` where A and B have no variance.
  ///
  /// Source: Saltelli et al., "Variance based sensitivity analysis of model output", Comput. Phys. Commun. 181 (2010), table 2, (b)
  /// and (f), the latter being Jansen's.
  public var indices: SobolIndices? { indices(ofRows: Array(a.indices)) }

  /// Of resampled rows, the lowest and highest of each index when so much of the samples at either end is left out: the percentile
  /// bootstrap. Samples without variance are passed over.
  ///
  /// - Parameters:
  ///   - confidence: 0…1.
  ///   - random: draws rows by the number of the sample and the place in it.
  /// - Returns: `nil` where there are fewer than two rows, or fewer than half of the samples have variance.
  public func intervals(samples: Int = 1000, confidence: Double = 0.9, drawnBy random: CounterRandom) -> Intervals? {
    guard a.count > 1, indices != nil else { return nil }
    let drawn = (0..<samples).compactMap { sample in
      indices(
        ofRows: a.indices.map { place in
          let word = random.block(UInt32(sample), UInt32(place)).0
          return Int((UInt64(word) * UInt64(a.count)) >> 32)
        })
    }
    guard drawn.count * 2 >= samples, !drawn.isEmpty else { return nil }
    let tail = (1 - confidence) / 2
    func interval(_ values: [Double]) -> ClosedRange<Double> {
      let values = values.sorted()
      return nearestRank(tail, of: values)...nearestRank(1 - tail, of: values)
    }
    return Intervals(
      first: mixed.indices.map { factor in interval(drawn.map { $0.first[factor] }) },
      total: mixed.indices.map { factor in interval(drawn.map { $0.total[factor] }) })
  }

  /// By factor.
  public struct Intervals: Sendable, Equatable {
    public let first: [ClosedRange<Double>]
    public let total: [ClosedRange<Double>]
  }

  private func indices(ofRows rows: [Int]) -> SobolIndices? {
    guard let one = rows.first, rows.contains(where: { a[$0] != a[one] || b[$0] != a[one] }) else { return nil }
    let count = Double(rows.count)
    let middle = rows.reduce(0) { $0 + a[$1] + b[$1] } / (2 * count)
    func square(_ x: Double) -> Double { x * x }
    let variance = rows.reduce(0) { $0 + square(a[$1] - middle) + square(b[$1] - middle) } / (2 * count)
    guard variance > 0, variance.isFinite else { return nil }
    return SobolIndices(
      first: mixed.map { ab in rows.reduce(0) { $0 + b[$1] * (ab[$1] - a[$1]) } / (count * variance) },
      total: mixed.map { ab in rows.reduce(0) { $0 + square(a[$1] - ab[$1]) } / (2 * count * variance) })
  }
}

/// The value that so much of all of them do not exceed: the first whose rank is at least that share of their number.
///
/// - Parameter ascending: at least one.
public func nearestRank<Value>(_ share: Double, of ascending: [Value]) -> Value {
  // A product such as 0.05 × 20 that comes out an ulp above a whole number counts as the whole.
  let rank = (share * Double(ascending.count) * (1 - 4 * Double.ulpOfOne)).rounded(.up)
  return ascending[min(ascending.count, max(1, Int(rank))) - 1]
}
