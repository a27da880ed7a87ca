import Foundation
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// From scorers' points to the score: bonus, adjustments, scale, rounding.
struct ReckoningTests {
  /// One scorer whose measures' points are their values.
  private static func programme(_ score: String) throws -> Programme {
    try RatingEngineTests.programme(
      """
      \(score)
      scorers: { pay: { measures: { underpaid: { curve: { points: { 0%: 5, 100%: 0 } } }, late: { weight: 0 } } } }
      tiers: [{ name: high, from: 4 }, { name: low, from: 1 }]
      """)
  }

  /// What a share underpaid comes to from 5 points down to 0.
  private func score(of points: Double, _ yaml: String, adjusted: [Int64] = []) throws -> GuildRating {
    let programme = try Self.programme(yaml)
    var guild = guild("g", [Pay.underpaid.ratio((5 - points) / 5, to: 1)], by: programme)
    guild.adjustments = adjusted.map { GuildAdjustment(points: $0, reason: Identifier("because")) }
    return rate([guild], by: programme).guilds[0]
  }

  @Test(
    "a score is rounded half up to what the programme says",
    arguments: [
      (3.25, 3.5), (3.249_999_999_9, 3.5), (3.249_999, 3.0), (3.75, 4.0), (4.75, 5.0), (1.25, 1.5), (1.1, 1.0),
      (0.2, 1),
      (5, 5),
    ])
  func halves(_ points: Double, _ expected: Double) throws {
    let rating = try score(of: points, "scale: 1 to 5\nrounding: half up to 0.5")
    #expect(rating.score == expected)
    #expect(rating.tier == (expected >= 4 ? "high" : "low"))
  }

  @Test("bonus and adjustments come before the scale, and the scale before rounding")
  func order() throws {
    let yaml = "scale: 1 to 5\nrounding: half up to 0.5\nadjustments: { at_most: 4 }"
    let raised = try score(of: 4.5, yaml, adjusted: [600_000_000, 150_000_000])
    #expect(raised.unrounded == 5.25 && raised.score == 5)
    #expect(raised.adjustments.map(\.points) == [0.6, 0.15] && raised.adjustments[0].reason == Identifier("because"))
    let lowered = try score(of: 2, yaml, adjusted: [-3_000_000_000])
    #expect(lowered.unrounded == -1 && lowered.score == 1 && lowered.tier == "low")
    let fine = try score(of: 3.2, "scale: 1 to 5\nadjustments: { at_most: 4 }", adjusted: [4_022_000])
    #expect(fine.unrounded == 3.204_022 && fine.score == 3.2)
  }

  @Test("contributions, bonus and adjustments add up to the score before rounding, to the last billionth")
  func addUp() throws {
    for seed in seeds(1...20) {
      var random = SeededGenerator(seed: seed)
      let programme = try RatingEngineTests.programme(
        """
        scale: 1 to 5
        rounding: half up to 0.5
        adjustments: { at_most: 1 }
        consistency_bonus: [{ variance_below: 2.5, bonus: 0.3 }]
        scorers: { care: { weight: 3 }, pay: { weight: 2 }, stay: { weight: 1 } }
        """)
      let guilds = (0..<12).map { number in
        var guild = guild("g\(number)", randomEstimates(missing: 0.2, using: &random), by: programme)
        guild.adjustments = [
          GuildAdjustment(points: Int64.random(in: -900_000_000...900_000_000, using: &random), reason: Identifier("r"))
        ]
        return guild
      }
      for rating in rate(guilds, by: programme).guilds where rating.score != nil {
        let unrounded = try #require(rating.unrounded)
        let parts = rating.scorers.compactMap(\.contribution) + rating.adjustments.map(\.points)
        let sum = parts.reduce(billionths(rating.consistency?.bonus ?? 0)) { $0 + billionths($1) }
        #expect(sum == billionths(unrounded), "seed \(seed)")
        let kept = min(5, max(1, unrounded))
        #expect(abs(rating.score! - kept) <= 0.25 && (rating.score! * 2).rounded() == rating.score! * 2)
      }
    }
  }

  @Test("mean and variance by weight, as the formula has them, rounded before they are compared")
  func consistency() throws {
    let measures = [(points: 4.0, weight: 1.0), (5, 3), (3, 1), (4, 5)]
    let rules = { (variance: Int64, mean: Int64) in
      [
        Programme.BonusRule(varianceBelow: variance, meanFrom: mean, bonus: 400_000),
        Programme.BonusRule(varianceBelow: nil, meanFrom: 4_200_000, bonus: 100_000),
      ]
    }
    // x̄ = (4 + 15 + 3 + 20) ÷ 10; Σw(x − x̄)² = 0.04 + 1.92 + 1.44 + 0.2 = 3.6; variance = 4 · 3.6 ÷ (10 · 3)
    let found = try #require(ReckonedConsistency(of: measures, rules(480_001, 4_200_000)))
    #expect(found.mean == 4_200_000 && found.variance == 480_000 && found.bonus == 400_000)
    // Not less than itself; the next rule holds.
    #expect(ReckonedConsistency(of: measures, rules(480_000, 4_200_000))?.bonus == 100_000)
    #expect(ReckonedConsistency(of: measures, rules(480_001, 4_200_001))?.bonus == 100_000)
    let single = try #require(ReckonedConsistency(of: [(points: 4.5, weight: 2)], rules(480_001, 0)))
    #expect(single.variance == nil && single.bonus == 100_000)
    #expect(ReckonedConsistency(of: [], rules(1, 0)) == nil)
  }

  @Test("the least that is rounded to a score, and a hundredth of a billionth less is not")
  func least() {
    for (step, score, expected) in [(50, 400, 3.75), (50, 350, 3.25), (1, 8500, 85), (50, 410, 4.25), (25, 300, 2.875)]
    {
      let rounding = Rounding(step: Hundredths(step))
      let least = rounding.least(for: Hundredths(score))
      #expect(Reckoned.points(least) == expected)
      #expect(rounding.rounded(least) >= score)
      if step > 1 { #expect(rounding.rounded(least - 1) < score) }
    }
  }

  @Test("improvements are priced before rounding, and trials say to the bit what a new rating would")
  func advice() throws {
    let programme = try RatingEngineTests.programme(
      """
      scale: 1 to 5
      rounding: half up to 0.5
      consistency_bonus:
        - { variance_below: 1.5, mean_from: 2.5, bonus: 0.4 }
        - { variance_below: 3, bonus: 0.1 }
      scorers: { care: { weight: 3 }, pay: { weight: 2 }, stay: { weight: 1 } }
      """)
    let rules = Rulebook(programme)
    var trials = 0
    for seed in seeds(1...20) {
      var random = SeededGenerator(seed: seed)
      let own = guild("g", randomEstimates(missing: 0.2, using: &random), by: programme)
      let values = zip(rules.scorers, own.scorers).map { scorer, measured in
        scorer.measures.map { measure in measured.first { $0.measure.id == measure.id }?.estimate?.value }
      }
      let sheet = ScoreSheet(rules, values: values, neutral: [nil, nil, nil], adjustment: 123_456_789)
      for scorer in rules.scorers.indices {
        for measure in rules.scorers[scorer].measures.indices {
          guard var trial = Trial(of: sheet, scorer: scorer, measure: measure) else { continue }
          #expect(trial.now == sheet.outcome.score)
          for _ in 0..<20 {
            let value = Double.random(in: 0...12, using: &random)
            let after = sheet.replacing(scorer: scorer, measure: measure, by: value).outcome
            #expect(trial.score(at: value) == after.score, "seed \(seed)")
            trials += 1
          }
        }
      }
      let rating = rate([own], by: programme).guilds[0]
      for improvement in rating.improvements {
        let scorer = rules.scorers.firstIndex { $0.plan.id == improvement.scorer }!
        let measure = rules.scorers[scorer].measures.firstIndex { $0.id == improvement.measure }!
        let plain = ScoreSheet(rules, values: values, neutral: [nil, nil, nil])
        let after = plain.replacing(scorer: scorer, measure: measure, by: improvement.after).outcome
        let gain = after.reckoned!.kept - plain.outcome.reckoned!.kept
        #expect(improvement.gain == Reckoned.points(gain) && gain > 0)
      }
    }
    #expect(trials > 1000)
  }

  @Test("a scorer's own curves are stretched to the scale, and points of no step are its lower end")
  func stretched() throws {
    let measure = Measure("m", "M", unit: .number, .higher, .mean, .shown, needs: [])
    let scale = Programme.Scale(from: 100, to: 500)
    #expect(Curve.steps([.init(58, 2), .init(71, 3)]).points(at: 50, of: measure, on: scale) == 1)
    #expect(Curve.identity.points(at: 3.5, of: measure, on: scale) == 3.5)
    #expect(Curve.identity.points(at: 7, of: measure, on: scale) == 5)
    let share = Measure("m", "M", unit: .share, .lower, .proportion, .shown, needs: [])
    #expect(Curve.identity.points(at: 0.2, of: share, on: scale) == 4)
    let wait = Measure("m", "M", unit: .hours, .lower, .quantile, .shown, needs: [])
    let curve = Curve.lognormal(p10: 1, median: 8)
    #expect(curve.points(at: 1, of: wait, on: scale) == 4.5 && curve.points(at: 8, of: wait, on: scale) == 2.5)
    let programme = try RatingEngineTests.programme("scale: 1 to 5\nscorers: { pay: }")
    let plan = programme.scorers[0].measures[0]
    #expect(plan.curve == .points([.init(0, 5), .init(0.02, 3), .init(0.1, 0)]))
    #expect(programme.tiers.map(\.from) == [440, 380, 320, 100])
  }
}
