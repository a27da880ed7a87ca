import ScorerKit
import Statistics

/// Draws of a guild's points, one after the other.
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
  private var needsMeasures: Bool { reckoning.needsMeasures }

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
  private struct Drawn {
    let scorer: Int
    /// Among all scored measures of the programme.
    let place: Int
    let weight: Double
    let own: Double
    let borrowed: Double
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
            scorer: scorer, place: place, weight: weights[measure], own: (1 - inference.borrowed).squareRoot(),
            borrowed: inference.borrowed.squareRoot(), start: tables.count, points: table.points.count,
            cuts: table.cuts.count))
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
    let needsMeasures = needsMeasures
    var scorers = parts.map { (points: $0.points, weight: $0.weight) }
    var shares: [(points: Double, weight: Double)] = []
    var own = [Double](repeating: 0, count: correlations.count)
    var borrowed = own
    var points = [Double](repeating: 0, count: measures.count)
    for number in 0..<count {
      fill(&own, UInt32(number), stream: 0)
      if isBorrowing { fill(&borrowed, UInt32(number), stream: 1) }
      draw(own, borrowed, into: &points)
      if needsMeasures { shares.removeAll(keepingCapacity: true) }
      for (place, part) in parts.enumerated() where !part.measures.isEmpty {
        var sum = 0.0
        for measure in part.measures {
          sum += measures[measure].weight * points[measure]
          if needsMeasures { shares.append((points[measure], part.weight * measures[measure].weight)) }
        }
        scorers[place].points = reckoning.entering(sum)
      }
      body(scorers, shares)
    }
  }

  /// All measures' points, from standard normal numbers by place.
  private func draw(_ own: [Double], _ borrowed: [Double], into points: inout [Double]) {
    points.withUnsafeMutableBufferPointer { points in
      measures.withUnsafeBufferPointer { measures in
        tables.withUnsafeBufferPointer { tables in
          for i in measures.indices {
            let drawn = measures[i]
            var z = 0.0
            if drawn.own > 0 { z += drawn.own * correlations.own(drawn.place, ofScorer: drawn.scorer, own) }
            if drawn.borrowed > 0 { z += drawn.borrowed * correlations.borrowed(drawn.place, borrowed) }
            points[i] = GuildDraw.points(at: z, drawn, tables)
          }
        }
      }
    }
  }

  @inline(__always) private static func points(
    at z: Double, _ drawn: Drawn, _ tables: UnsafeBufferPointer<Double>
  ) -> Double {
    if drawn.cuts > 0 {
      var stretch = 0
      while stretch < drawn.cuts, z >= tables[drawn.start + drawn.points + stretch] { stretch += 1 }
      return tables[drawn.start + stretch]
    }
    let place = min(max((z + DrawnMeasure.end) * DrawnMeasure.grain, 0), Double(DrawnMeasure.places - 1) - 1e-9)
    let low = Int(place)
    let part = place - Double(low)
    let (a, b) = (tables[drawn.start + low], tables[drawn.start + low + 1])
    return a + part * (b - a)
  }

  /// Fresh standard normal numbers, one a measure.
  private func fill(_ normals: inout [Double], _ draw: UInt32, stream: UInt32) {
    normals.withUnsafeMutableBufferPointer { normals in
      for part in parts where !part.measures.isEmpty {
        let places = correlations.scorers[part.scorer]
        for first in stride(from: 0, to: places.count, by: 4) {
          let words = random.block(draw, UInt32(part.scorer), UInt32(first / 4), stream)
          let start = places.lowerBound + first
          let left = places.count - first
          normals[start] = NormalNumbers.number(words.0)
          if left > 1 { normals[start + 1] = NormalNumbers.number(words.1) }
          if left > 2 { normals[start + 2] = NormalNumbers.number(words.2) }
          if left > 3 { normals[start + 3] = NormalNumbers.number(words.3) }
        }
      }
    }
  }
}

/// Standard normal numbers out of random words.
private enum NormalNumbers {
  private static let places: UInt32 = 4096
  /// The normal quantile at multiples of 2⁻¹²; its ends are never asked for.
  private static let table: [Double] = {
    let inner: [Double] = (1..<Int(places)).map { Normal.quantile(Double($0) / Double(places)) }
    return [0] + inner + [0]
  }()

  /// The quantile at (word + ½) ÷ 2³²: by lines between the places of a table, which are within 1e-5 of it, and in the outer
  /// sixty-fourths itself.
  @inline(__always) static func number(_ word: UInt32) -> Double {
    let place = word >> 20
    if place &- 64 < places - 128 {
      let part = Double(word & 0xF_FFFF) * 0x1p-20
      return table.withUnsafeBufferPointer { table in
        let (low, high) = (table[Int(place)], table[Int(place) + 1])
        return low + part * (high - low)
      }
    }
    return Normal.quantile((Double(word) + 0.5) * 0x1p-32)
  }
}

extension Identifier {
  /// Two words that stand for it wherever chance comes in.
  fileprivate var randomKey: (UInt32, UInt32) {
    let hash = bytes.withUnsafeBytes(StableHash.hash)
    return (UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
  }
}
