import ScorerKit
import Statistics

/// One draw after the other of a guild's points.
struct GuildDraw {
  /// Of the present draw, the scorers that have a part in the score.
  private(set) var scorers: [(points: Double, weight: Double)] = []
  /// All measures with their shares in the score, where a bonus goes by them; else none.
  private(set) var measures: [(points: Double, weight: Double)] = []

  private let parts: [Part]
  private let correlations: Correlations
  private let random: CounterRandom
  private let isBorrowing: Bool
  private let needsMeasures: Bool
  /// Standard normal numbers by measure: for what is the guild's own, and for what is borrowed.
  private var own: [Double]
  private var borrowed: [Double]

  /// One scorer's part in the score.
  private struct Part {
    let scorer: Int
    let weight: Double
    /// Of a scorer without data that the programme gives some.
    let points: Double
    /// By their places among all scored measures of the programme; empty for a scorer without data.
    let measures: [Drawn]
  }

  /// A measure, and the roots of its parts that are the guild's own and the peers': their squares add up to 1.
  private struct Drawn {
    let place: Int
    let weight: Double
    let own: Double
    let borrowed: Double
    let measure: DrawnMeasure
  }

  init(_ guild: Identifier, _ sheet: ScoreSheet, _ inferences: [[Inference?]], _ correlations: Correlations) {
    let rules = sheet.rules
    self.correlations = correlations
    random = CounterRandom(key: guild.randomKey)
    needsMeasures = rules.reckoning.needsMeasures
    own = [Double](repeating: 0, count: correlations.count)
    borrowed = own
    parts = rules.scorers.indices.compactMap { scorer in
      let rule = rules.scorers[scorer]
      guard let points = sheet.points(ofScorer: scorer) else { return nil }
      let weights = sheet.weights(inScorer: scorer)
      var place = correlations.scorers[scorer].lowerBound
      var drawn: [Drawn] = []
      for measure in rule.plans.indices {
        guard let plan = rule.plans[measure] else { continue }
        defer { place += 1 }
        guard sheet.ownPoints[scorer] != nil, let inference = inferences[scorer][measure] else { continue }
        drawn.append(
          Drawn(
            place: place, weight: weights[measure], own: (1 - inference.borrowed).squareRoot(),
            borrowed: inference.borrowed.squareRoot(), measure: DrawnMeasure(inference.posterior, plan)))
      }
      return Part(scorer: scorer, weight: rule.weight, points: points, measures: drawn)
    }
    isBorrowing = parts.contains { $0.measures.contains { $0.borrowed > 0 } }
    scorers = parts.map { (points: $0.points, weight: $0.weight) }
  }

  /// Goes on to a draw.
  mutating func take(_ draw: UInt32) {
    fill(&own, draw, stream: 0)
    if isBorrowing { fill(&borrowed, draw, stream: 1) }
    if needsMeasures { measures.removeAll(keepingCapacity: true) }
    for (number, part) in parts.enumerated() where !part.measures.isEmpty {
      var sum = 0.0
      for drawn in part.measures {
        var z = 0.0
        if drawn.own > 0 { z += drawn.own * correlations.own(drawn.place, ofScorer: part.scorer, own) }
        if drawn.borrowed > 0 { z += drawn.borrowed * correlations.borrowed(drawn.place, borrowed) }
        let points = drawn.measure.points(at: z)
        if needsMeasures { measures.append((points, part.weight * drawn.weight)) }
        sum += drawn.weight * points
      }
      scorers[number].points = sum
    }
  }

  /// Fresh standard normal numbers, one a measure.
  private func fill(_ normals: inout [Double], _ draw: UInt32, stream: UInt32) {
    for part in parts where !part.measures.isEmpty {
      let places = correlations.scorers[part.scorer]
      for first in stride(from: 0, to: places.count, by: 4) {
        let words = random.block(draw, UInt32(part.scorer), UInt32(first / 4), stream)
        withUnsafeBytes(of: words) { words in
          for i in 0..<min(4, places.count - first) {
            let word = words.load(fromByteOffset: 4 * i, as: UInt32.self)
            normals[places.lowerBound + first + i] = Normal.quantile((Double(word) + 0.5) * 0x1p-32)
          }
        }
      }
    }
  }
}

extension Identifier {
  /// Two words that stand for it wherever chance comes in.
  fileprivate var randomKey: (UInt32, UInt32) {
    let hash = bytes.withUnsafeBytes(StableHash.hash)
    return (UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32))
  }
}
