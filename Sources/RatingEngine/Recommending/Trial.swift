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
  private let mean: Programme.Mean
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
    mean = sheet.rules.programme.combine
    measures = sheet.parts(ofScorer: scorer)
    self.measure = sheet.points[scorer][..<measure].count { $0 != nil }
    scorers = sheet.parts
    self.scorer = (0..<scorer).count { sheet.points(ofScorer: $0) != nil }
    now = mean.combine(scorers).map(hundredths)
  }

  mutating func score(at value: Double) -> Hundredths? {
    measures[measure].points = plan.points(at: leaning.scored(value))
    guard let points = Programme.Mean.weighted.combine(measures) else { return nil }
    scorers[scorer].points = Double(hundredths(points)) / 100
    return mean.combine(scorers).map(hundredths)
  }
}
