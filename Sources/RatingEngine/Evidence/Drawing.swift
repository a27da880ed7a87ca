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

  let correlations: Correlations

  /// What the draws of a guild came to.
  struct Result: Sendable {
    let interval: Interval
    /// By tier, best first; multiples of 1 ÷ `draws`.
    let probabilities: [Double]
  }

  /// - Parameters:
  ///   - sheet: the guild's, as it is rated.
  ///   - inferences: by scorer and measure.
  /// - Returns: `nil` where the guild has no score, or nothing tells how sure any of its measures is.
  func result(of guild: Identifier, _ sheet: ScoreSheet, _ inferences: [[Inference?]]) -> Result? {
    let (rules, outcome) = (sheet.rules, sheet.outcome)
    guard outcome.score != nil, inferences.contains(where: { $0.contains { $0?.posterior.isKnown == true } }) else {
      return nil
    }
    let draws = GuildDraw(guild, sheet, inferences, correlations)
    var scores: [Double] = []
    scores.reserveCapacity(Drawing.draws)
    // Gates read what was measured, which is no matter of chance.
    let cap = zip(outcome.gates, rules.gates).reduce(0) { $1.0 == true ? max($0, $1.1.gate.cap) : $0 }
    var tiers = [Int](repeating: 0, count: rules.programme.tiers.count)
    draws.forEach(Drawing.draws) { scorers, measures in
      guard
        let reckoned = rules.reckoning.reckon(scorers: scorers, measures: measures, adjustment: sheet.adjustment)
      else { return }
      scores.append(Reckoned.points(reckoned.kept))
      tiers[max(cap, rules.tier(of: reckoned.score))] += 1
    }
    guard scores.count == Drawing.draws else { return nil }
    let out = Int((1_000_000 - rules.programme.evidence.confidence) * Int64(Drawing.draws) / 2_000_000)
    var low = hundredths(select(out, of: &scores))
    var high = hundredths(select(Drawing.draws - 1 - out, of: &scores))
    // The score that is given lies within, even where all that was measured is at its best.
    if let score = outcome.score, rules.programme.evidence.scoreOn == .estimate {
      (low, high) = (min(low, score), max(high, score))
    }
    return Result(
      interval: Interval(low: inPoints(low), high: inPoints(high)),
      probabilities: tiers.map { Double($0) / Double(Drawing.draws) })
  }
}
