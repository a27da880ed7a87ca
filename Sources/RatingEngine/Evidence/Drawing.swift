import RatingProgramme
import RatingRecord
import ScorerKit
import Statistics

/// How sure a score and a tier are: the programme is applied to draws out of what is known of a guild's measures.
///
/// Every random number is Philox4x32-10's of the guild's id, the scorer, the measure and the draw, and nothing else; so no
/// draw depends on the order of guilds, on threads, or on which other guilds there are.
struct Drawing: Sendable {
  static let draws = 2000

  /// By scorer, over those of its measures that are scored.
  let correlations: [Correlations]

  /// What the draws of a guild came to.
  struct Result: Sendable {
    let interval: Interval
    /// By tier, best first; multiples of 1 ÷ `draws`.
    let probabilities: [Double]
  }

  /// - Parameters:
  ///   - sheet: the guild's, as it is rated.
  ///   - inferences: by scorer and measure.
  /// - Returns: `nil` where the guild has no score.
  func result(of guild: Identifier, _ sheet: ScoreSheet, _ inferences: [[Inference?]]) -> Result? {
    let (rules, outcome) = (sheet.rules, sheet.outcome)
    guard outcome.score != nil else { return nil }
    let parts = rules.scorers.indices.compactMap { part(ofScorer: $0, sheet, inferences[$0]) }
    let random = CounterRandom(key: guild.randomKey)
    let weights = parts.map(\.weight)
    var points = [(points: Double, weight: Double)](repeating: (0, 0), count: parts.count)
    var measures: [(points: Double, weight: Double)] = []
    var scores = ContiguousArray<Double>()
    scores.reserveCapacity(Drawing.draws)
    // Gates read what was measured, which is no matter of chance.
    let cap = zip(outcome.gates, rules.gates).reduce(0) { $1.0 == true ? max($0, $1.1.gate.cap) : $0 }
    var tiers = [Int](repeating: 0, count: rules.programme.tiers.count)
    for draw in 0..<Drawing.draws {
      measures.removeAll(keepingCapacity: true)
      for place in parts.indices {
        let sum = parts[place].points(draw: UInt32(draw), random) { points, share in
          if rules.reckoning.needsMeasures { measures.append((points, weights[place] * share)) }
        }
        points[place] = (sum, weights[place])
      }
      guard
        let reckoned = rules.reckoning.reckon(scorers: points, measures: measures, adjustment: sheet.adjustment)
      else { return nil }
      scores.append(Reckoned.points(reckoned.kept))
      tiers[max(cap, rules.tier(of: reckoned.score))] += 1
    }
    scores.sort()
    let tail = (1 - Double(rules.programme.evidence.confidence) / 1_000_000) / 2
    let out = Int((tail * Double(Drawing.draws)).rounded(.down))
    return Result(
      interval: Interval(
        low: inPoints(hundredths(scores[out])), high: inPoints(hundredths(scores[Drawing.draws - 1 - out]))),
      probabilities: tiers.map { Double($0) / Double(Drawing.draws) })
  }

  /// `nil` for a scorer that has no part in the score.
  private func part(ofScorer scorer: Int, _ sheet: ScoreSheet, _ inferences: [Inference?]) -> Part? {
    let rule = sheet.rules.scorers[scorer]
    guard let points = sheet.points(ofScorer: scorer) else { return nil }
    guard sheet.ownPoints[scorer] != nil else {
      return Part(weight: rule.weight, fixed: points)
    }
    let scored = rule.plans.indices.filter { rule.plans[$0] != nil }
    let weights = sheet.weights(inScorer: scorer)
    return Part(
      weight: rule.weight, scorer: UInt32(scorer),
      measures: scored.map { measure in
        guard let plan = rule.plans[measure], let inference = inferences[measure] else { return nil }
        return Part.Drawn(
          weight: weights[measure], own: (1 - inference.borrowed).squareRoot(),
          borrowed: inference.borrowed.squareRoot(),
          measure: DrawnMeasure(inference.posterior, plan))
      }, correlations: correlations[scorer])
  }

  /// One scorer's part in the score of one guild.
  private struct Part {
    let weight: Double
    private let fixed: Double
    private let scorer: UInt32
    /// In the order of the correlations; `nil` where there is no data.
    private let measures: [Drawn?]
    private let correlations: Correlations?
    private let isBorrowing: Bool

    /// A measure, and the roots of its parts that are the guild's own and the peers': their squares add up to 1.
    struct Drawn {
      let weight: Double
      let own: Double
      let borrowed: Double
      let measure: DrawnMeasure
    }

    init(weight: Double, fixed: Double) {
      (self.weight, self.fixed, scorer, measures, correlations, isBorrowing) = (weight, fixed, 0, [], nil, false)
    }

    init(weight: Double, scorer: UInt32, measures: [Drawn?], correlations: Correlations) {
      (self.weight, fixed, self.scorer, self.measures) = (weight, 0, scorer, measures)
      self.correlations = correlations
      isBorrowing = measures.contains { $0?.borrowed ?? 0 > 0 }
    }

    /// The scorer's points in a draw; `note` is told each measure's points and its share in them.
    @inline(__always) func points(
      draw: UInt32, _ random: CounterRandom, note: (_ points: Double, _ share: Double) -> Void
    ) -> Double {
      guard let correlations else { return fixed }
      let count = measures.count
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * count) { normals in
        fill(normals, from: 0, draw, random, stream: 0)
        if isBorrowing { fill(normals, from: count, draw, random, stream: 1) }
        var sum = 0.0
        var row = 0
        for place in 0..<count {
          if let drawn = measures[place] {
            var z = 0.0
            if drawn.own > 0 {
              for column in 0...place { z += correlations.own[row + column] * normals[column] }
              z *= drawn.own
            }
            if drawn.borrowed > 0 {
              var peers = 0.0
              for column in 0...place { peers += correlations.borrowed[row + column] * normals[count + column] }
              z += drawn.borrowed * peers
            }
            let points = drawn.measure.points(at: z)
            note(points, drawn.weight)
            sum += drawn.weight * points
          }
          row += place + 1
        }
        return sum
      }
    }

    /// Standard normal numbers, one a measure.
    private func fill(
      _ normals: UnsafeMutableBufferPointer<Double>, from start: Int, _ draw: UInt32, _ random: CounterRandom,
      stream: UInt32
    ) {
      for first in stride(from: 0, to: measures.count, by: 4) {
        let words = random.block(draw, scorer, UInt32(first / 4), stream)
        withUnsafeBytes(of: words) { words in
          for i in 0..<min(4, measures.count - first) {
            let word = words.load(fromByteOffset: 4 * i, as: UInt32.self)
            normals[start + first + i] = Normal.quantile((Double(word) + 0.5) * 0x1p-32)
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
