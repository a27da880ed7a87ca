import RatingProgramme
import RatingRecord
import ScorerKit

/// One guild's values, and what the programme makes of them: the steps *curve*, *combine*, *gate* and *tier*.
///
/// A value type, so that recommendations can ask what another value would have made.
struct ScoreSheet {
  let rules: Rulebook
  /// What becomes of values before they are scored and compared with limits.
  let leanings: Leanings
  /// By scorer and measure, in the measure's unit; `nil` for no data, infinite for never.
  private(set) var values: [[Double?]]
  /// The points of each scored measure; `nil` for one that has no data or is only shown.
  private(set) var points: [[Double?]]
  /// The mean of each scorer's measures' points by weight, as it enters the score; `nil` without data.
  private(set) var ownPoints: [Double?]
  /// What a scorer without data gets, where the programme gives it something.
  private let neutral: [Double?]
  /// What the guild's adjustments come to, in billionths of a point.
  let adjustment: Int64

  init(
    _ rules: Rulebook, values: [[Double?]], leanings: Leanings = Leanings(), neutral: [Double?], adjustment: Int64 = 0
  ) {
    self.rules = rules
    self.leanings = leanings
    self.values = values
    self.neutral = neutral
    self.adjustment = adjustment
    points = rules.scorers.indices.map { scorer in
      let (plans, values) = (rules.scorers[scorer].plans, values[scorer])
      return plans.indices.map { measure in
        guard let plan = plans[measure], let value = values[measure] else { return nil }
        return plan.points(at: leanings.scored(value, scorer, measure))
      }
    }
    ownPoints = zip(points, rules.scorers).map { points, scorer in
      Programme.Mean.weighted.combine(scorer.parts(points)).map(rules.reckoning.entering)
    }
  }

  /// The same guild with another value for one measure.
  func replacing(scorer: Int, measure: Int, by value: Double) -> ScoreSheet {
    var sheet = self
    sheet.values[scorer][measure] = value
    sheet.points[scorer][measure] = rules.scorers[scorer].plans[measure]?.points(
      at: leanings.scored(value, scorer, measure))
    sheet.ownPoints[scorer] = Programme.Mean.weighted.combine(
      rules.scorers[scorer].parts(sheet.points[scorer])
    ).map(rules.reckoning.entering)
    return sheet
  }

  /// The same guild with other values for all of its measures.
  ///
  /// - Parameters:
  ///   - isScored: whether they are what is scored, so that nothing more becomes of them before.
  ///   - adjustment: in billionths of a point.
  func replacing(_ values: [[Double?]], isScored: Bool = false, adjustment: Int64) -> ScoreSheet {
    ScoreSheet(
      rules, values: values, leanings: isScored ? Leanings() : leanings, neutral: neutral, adjustment: adjustment)
  }

  /// The shares of its measures in a scorer's points, 0…1, after those without data gave theirs to the others.
  func weights(inScorer scorer: Int) -> [Double] {
    let plans = rules.scorers[scorer].plans
    let weights = plans.indices.map { values[scorer][$0] == nil ? 0 : plans[$0]?.weight ?? 0 }
    let sum = weights.reduce(0, +)
    return weights.map { sum > 0 ? $0 / sum : 0 }
  }

  /// What makes a scorer's points: its measures that have any.
  func parts(ofScorer scorer: Int) -> [(points: Double, weight: Double)] {
    Array(rules.scorers[scorer].parts(points[scorer]))
  }

  /// What makes the score: the scorers that have points.
  var parts: [(points: Double, weight: Double)] {
    rules.scorers.indices.compactMap { scorer in
      points(ofScorer: scorer).map { (points: $0, weight: rules.scorers[scorer].weight) }
    }
  }

  /// All measures' points with their shares in the score, where a bonus goes by them. A scorer's neutral points are of no
  /// measure.
  var measureParts: [(points: Double, weight: Double)] {
    guard rules.reckoning.needsMeasures else { return [] }
    return rules.scorers.indices.flatMap { scorer in
      let weights = weights(inScorer: scorer)
      return points[scorer].indices.compactMap { measure in
        points[scorer][measure].map { (points: $0, weight: rules.scorers[scorer].weight * weights[measure]) }
      }
    }
  }

  /// What other points would come to, of the measures that have any; not rounded.
  func score(ofPoints points: [[Double?]]) -> Double? {
    rules.programme.combine.combine(
      rules.scorers.indices.compactMap { scorer in
        let own = Programme.Mean.weighted.combine(rules.scorers[scorer].parts(points[scorer])) ?? neutral[scorer]
        return own.map { (points: $0, weight: rules.scorers[scorer].weight) }
      })
  }

  /// What a scorer brings into the score; `nil` where it has no part in it.
  func points(ofScorer scorer: Int) -> Double? { ownPoints[scorer] ?? neutral[scorer] }

  /// What the guild's values come to.
  var outcome: Outcome {
    let reckoned = rules.reckoning.reckon(scorers: parts, measures: measureParts, adjustment: adjustment)
    let score = reckoned?.score
    let gates = rules.gates.indices.map(fires)
    let caps = zip(gates, rules.gates).compactMap { $0 == true ? $1.gate.cap : nil }
    let earned = score.map(rules.tier)
    return Outcome(
      scorers: rules.scorers.indices.map(points), reckoned: reckoned, gates: gates,
      earnedTier: earned, tier: earned.map { max($0, caps.max() ?? 0) })
  }

  struct Outcome {
    /// Points by scorer; `nil` for one that has no part in the score.
    var scorers: [Double?]
    var reckoned: Reckoned?
    var score: Hundredths? { reckoned?.score }
    /// By gate: whether it fired; `nil` for no data to tell.
    var gates: [Bool?]
    /// The place of the tier that the score earns, and of the one that is left after gates.
    var earnedTier: Int?
    var tier: Int?
  }

  /// The shares of the scorers in the score, 0…1, after those without points gave theirs to the others.
  func weights(of outcome: Outcome) -> [Double] {
    let weights = rules.scorers.indices.map { outcome.scorers[$0] == nil ? 0 : rules.scorers[$0].weight }
    let sum = weights.reduce(0, +)
    return weights.map { sum > 0 ? $0 / sum : 0 }
  }

  /// Whether a gate fires; `nil` for no data to tell.
  func fires(_ gate: Int) -> Bool? {
    var isUnknown = false
    for (place, (scorer, measure, condition)) in rules.gates[gate].conditions.enumerated() {
      guard let measured = values[scorer][measure],
        let value = leanings.compared(measured, gate: gate, condition: place)
      else {
        isUnknown = true
        continue
      }
      let holds = condition.comparison == .above ? value > condition.limit : value < condition.limit
      if !holds { return false }
    }
    return isUnknown ? nil : true
  }
}

extension Rulebook.ScorerRules {
  /// What makes the scorer's points, of its measures' that have any.
  fileprivate func parts(_ points: [Double?]) -> some Collection<(points: Double, weight: Double)> {
    points.indices.lazy.compactMap { [plans] measure in
      points[measure].map { (points: $0, weight: plans[measure]?.weight ?? 0) }
    }
  }
}

extension ScoredMeasure {
  /// What a value earns, from 0 to the scale's upper end.
  func points(at value: Double) -> Double {
    min(scale.highest, max(0, curve.points(at: value, of: measure, on: scale)))
  }
}
