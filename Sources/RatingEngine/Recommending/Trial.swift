import RatingProgramme
import RatingRecord

/// A guild's score as one scored measure's value varies, all else equal.
///
/// It says to the bit what `replacing` would, without making a sheet for every value that is tried: the least change that
/// is enough is found by trying dozens.
struct Trial {
  /// The score as it is.
  let now: Hundredths?
  let plan: ScoredMeasure
  private let reckoning: Reckoning
  private let adjustment: Int64
  /// All measures, where the score goes by them too, and this one's place among them.
  private var measureParts: [(points: Double, weight: Double)]
  private let measurePart: Int
  private var measures: [(points: Double, weight: Double)]
  private let measure: Int
  private var scorers: [(points: Double, weight: Double)]
  private let scorer: Int
  private let leaning: Leaning

  /// `nil` for a measure that is only shown or has no data.
  init?(of sheet: ScoreSheet, scorer: Int, measure: Int) {
    guard let plan = sheet.rules.scorers[scorer].plans[measure], sheet.points[scorer][measure] != nil else {
      return nil
    }
    self.plan = plan
    leaning = sheet.leanings.ofScored(scorer, measure)
    reckoning = sheet.rules.reckoning
    adjustment = sheet.adjustment
    measureParts = sheet.measureParts
    measures = sheet.parts(ofScorer: scorer)
    self.measure = sheet.points[scorer][..<measure].count { $0 != nil }
    scorers = sheet.parts
    self.scorer = (0..<scorer).count { sheet.points(ofScorer: $0) != nil }
    measurePart = (0..<scorer).reduce(self.measure) { $0 + sheet.points[$1].count { $0 != nil } }
    now = reckoning.reckon(scorers: scorers, measures: measureParts, adjustment: adjustment)?.score
  }

  mutating func score(at value: Double) -> Hundredths? {
    measures[measure].points = plan.points(at: leaning.scored(value))
    guard let points = Programme.Mean.weighted.combine(measures) else { return nil }
    scorers[scorer].points = reckoning.entering(points)
    if reckoning.needsMeasures { measureParts[measurePart].points = measures[measure].points }
    return reckoning.reckon(scorers: scorers, measures: measureParts, adjustment: adjustment)?.score
  }
}
