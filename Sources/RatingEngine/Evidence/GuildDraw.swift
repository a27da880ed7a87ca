import ScorerKit
import Statistics

/// Draws of a guild's points, worked out eight at a time and handed out one after the other.
///
/// All that a draw needs lies in flat arrays, as there are thousands of them.
struct GuildDraw {
  private let parts: [Part]
  private let measures: [Drawn]
  /// The measures' points and cuts, one after the other.
  private let tables: [Double]
  private let correlations: Correlations
  private let random: CounterRandom
  private let isBorrowing: Bool
  private let reckoning: Reckoning

  /// A number of each of eight draws.
  private typealias Lanes = SIMD8<Double>

  /// One scorer's part in the score.
  private struct Part {
    let scorer: Int
    let weight: Double
    /// Of a scorer without data that the programme gives some.
    let points: Double
    /// Its places among the drawn measures; empty for a scorer without data.
    let measures: Range<Int>
  }

  /// A measure, and the roots of its parts that are the guild's own and the peers': their squares add up to 1.
  fileprivate struct Drawn {
    /// In its scorer.
    let weight: Double
    /// In the score.
    let share: Double
    let own: Double
    let ownRow: Correlations.Row
    let borrowed: Double
    let borrowedRow: Correlations.Row
    /// Where its points start, and how many cuts follow them.
    let start: Int
    let points: Int
    let cuts: Int
  }

  /// - Parameter inferences: by scorer and measure.
  init(_ guild: Identifier, _ sheet: ScoreSheet, _ inferences: [[Inference?]], _ correlations: Correlations) {
    let rules = sheet.rules
    self.correlations = correlations
    random = CounterRandom(key: guild.randomKey)
    reckoning = rules.reckoning
    var (parts, drawn, tables): ([Part], [Drawn], [Double]) = ([], [], [])
    for scorer in rules.scorers.indices {
      guard let points = sheet.points(ofScorer: scorer) else { continue }
      let weights = sheet.weights(inScorer: scorer)
      var place = correlations.scorers[scorer].lowerBound
      let first = drawn.count
      for measure in rules.scorers[scorer].plans.indices {
        guard let plan = rules.scorers[scorer].plans[measure] else { continue }
        defer { place += 1 }
        guard sheet.ownPoints[scorer] != nil, let inference = inferences[scorer][measure] else { continue }
        let table = DrawnMeasure(inference.posterior, plan)
        drawn.append(
          Drawn(
            weight: weights[measure], share: rules.scorers[scorer].weight * weights[measure],
            own: (1 - inference.borrowed).squareRoot(), ownRow: correlations.own(place, ofScorer: scorer),
            borrowed: inference.borrowed.squareRoot(), borrowedRow: correlations.borrowed(place), start: tables.count,
            points: table.points.count, cuts: table.cuts.count))
        tables += table.points + table.cuts
      }
      parts.append(
        Part(scorer: scorer, weight: rules.scorers[scorer].weight, points: points, measures: first..<drawn.count))
    }
    (self.parts, measures, self.tables) = (parts, drawn, tables)
    isBorrowing = drawn.contains { $0.borrowed > 0 }
  }

  /// - Parameter body: is handed each draw's scorers that have a part in the score; and all measures with their shares in it,
  ///   where a bonus goes by them, else none.
  func forEach(
    _ count: Int,
    _ body: (_ scorers: [(points: Double, weight: Double)], _ measures: [(points: Double, weight: Double)]) -> Void
  ) {
    let needsMeasures = reckoning.needsMeasures
    var scorers = parts.map { (points: $0.points, weight: $0.weight) }
    var shares = needsMeasures ? measures.map { (points: 0.0, weight: $0.share) } : []
    forEachBatch(upTo: count) { points, first in
      let sums = parts.map { part in
        part.measures.reduce(Lanes()) { $0 + measures[$1].weight * points[$1] }
      }
      for lane in 0..<min(Lanes.scalarCount, count - first) {
        for part in parts.indices where !parts[part].measures.isEmpty {
          scorers[part].points = reckoning.entering(sums[part][lane])
        }
        for measure in shares.indices { shares[measure].points = points[measure][lane] }
        body(scorers, shares)
      }
    }
  }

  /// - Parameter body: is handed the points of all measures in as many draws as there are lanes, and the number of the first.
  private func forEachBatch(upTo count: Int, _ body: (_ points: UnsafeBufferPointer<Lanes>, _ first: Int) -> Void) {
    var words = [UInt32](repeating: 0, count: (correlations.count + 3) * Lanes.scalarCount)
    var own = [Lanes](repeating: Lanes(), count: correlations.count)
    var borrowed = own
    var points = [Lanes](repeating: Lanes(), count: measures.count)
    NormalNumbers.with { normal in
      for first in stride(from: 0, to: count, by: Lanes.scalarCount) {
        fill(&own, normal, &words, UInt32(first), stream: 0)
        if isBorrowing { fill(&borrowed, normal, &words, UInt32(first), stream: 1) }
        draw(own, borrowed, into: &points)
        points.withUnsafeBufferPointer { body($0, first) }
      }
    }
  }

  /// Fresh standard normal numbers, by place.
  ///
  /// - Parameter words: room for those they are made of.
  private func fill(
    _ numbers: inout [Lanes], _ normal: NormalNumbers, _ words: inout [UInt32], _ first: UInt32, stream: UInt32
  ) {
    let lanes = Lanes.scalarCount
    words.withUnsafeMutableBufferPointer { words in
      numbers.withUnsafeMutableBufferPointer { numbers in
        numbers.withMemoryRebound(to: Double.self) { numbers in
          for part in parts where !part.measures.isEmpty {
            let places = correlations.scorers[part.scorer]
            for block in stride(from: 0, to: places.count, by: 4) {
              for lane in 0..<lanes {
                let four = random.block(first &+ UInt32(lane), UInt32(part.scorer), UInt32(block / 4), stream)
                words[block * lanes + lane] = four.0
                words[(block + 1) * lanes + lane] = four.1
                words[(block + 2) * lanes + lane] = four.2
                words[(block + 3) * lanes + lane] = four.3
              }
            }
            normal.fill(
              UnsafeMutableBufferPointer(rebasing: numbers[places.lowerBound * lanes..<places.upperBound * lanes]),
              from: UnsafeBufferPointer(words))
          }
        }
      }
    }
  }

  /// All measures' points, from standard normal numbers by place.
  private func draw(_ own: [Lanes], _ borrowed: [Lanes], into points: inout [Lanes]) {
    points.withUnsafeMutableBufferPointer { points in
      measures.withUnsafeBufferPointer { measures in
        tables.withUnsafeBufferPointer { tables in
          for i in measures.indices {
            let drawn = measures[i]
            var z = Lanes()
            if drawn.own > 0 { z += drawn.own * correlations.product(drawn.ownRow, own) }
            if drawn.borrowed > 0 { z += drawn.borrowed * correlations.product(drawn.borrowedRow, borrowed) }
            points[i] = drawn.points(at: z, tables)
          }
        }
      }
    }
  }
}

extension GuildDraw.Drawn {
  /// Those of as many draws as there are lanes.
  @inline(__always) fileprivate func points(
    at z: SIMD8<Double>, _ tables: UnsafeBufferPointer<Double>
  ) -> SIMD8<Double> {
    if cuts > 0 {
      func points(_ z: Double) -> Double { tables[start + stretch(of: z, tables)] }
      return SIMD8(
        points(z[0]), points(z[1]), points(z[2]), points(z[3]), points(z[4]), points(z[5]), points(z[6]), points(z[7]))
    }
    let top = Double(DrawnMeasure.places - 1) - 1e-9
    var place = (z + DrawnMeasure.end) * DrawnMeasure.grain
    place.replace(with: 0, where: place .< 0)
    place.replace(with: top, where: place .> top)
    @inline(__always) func points(_ place: Double) -> Double {
      let low = Int(place)
      let (a, b) = (tables[start + low], tables[start + low + 1])
      return a + (place - Double(low)) * (b - a)
    }
    return SIMD8(
      points(place[0]), points(place[1]), points(place[2]), points(place[3]), points(place[4]), points(place[5]),
      points(place[6]), points(place[7]))
  }

  /// Between which cuts a draw lies.
  private func stretch(of z: Double, _ tables: UnsafeBufferPointer<Double>) -> Int {
    var stretch = 0
    while stretch < cuts, z >= tables[start + points + stretch] { stretch += 1 }
    return stretch
  }
}

extension Identifier {
  /// Two words that stand for it wherever chance comes in.
  fileprivate var randomKey: (UInt32, UInt32) {
    let hash = bytes.withUnsafeBytes(StableHash.hash)
    return (UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
  }
}
