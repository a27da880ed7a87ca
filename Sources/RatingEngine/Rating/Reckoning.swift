import RatingProgramme
import RatingRecord

/// From scorers' points to the score: combine, add the bonus, add the adjustments, keep within the scale, round.
///
/// Sums are whole billionths of a point: a mean is rounded to them first, half up, so that binary fractions do not decide
/// what decimal arithmetic has at a tie (3.25 to halves is 3.5).
struct Reckoning: Sendable {
  private let mean: Programme.Mean
  private let scale: Programme.Scale
  private let bonuses: [Programme.BonusRule]
  private let rounding: Rounding
  private let roundsScorers: Bool

  init(_ programme: Programme) {
    mean = programme.combine
    scale = programme.scale
    bonuses = programme.consistencyBonus
    rounding = Rounding(step: programme.rounding ?? 1)
    roundsScorers = programme.rounding == nil
  }

  /// A scorer's points as they enter the score: rounded to hundredths, unless the programme says what to round to.
  func entering(_ points: Double) -> Double { roundsScorers ? inPoints(hundredths(points)) : points }

  /// Whether it goes by measures' points too.
  var needsMeasures: Bool { !bonuses.isEmpty }

  /// `nil` without any weight.
  ///
  /// - Parameters:
  ///   - scorers: points and weights, in an order of their own, in which sums run.
  ///   - measures: points and shares in the score; empty where they are not needed.
  ///   - adjustment: in billionths of a point.
  func reckon(
    scorers: [(points: Double, weight: Double)], measures: [(points: Double, weight: Double)], adjustment: Int64
  ) -> Reckoned? {
    guard let combined = mean.combine(scorers).map(billionths) else { return nil }
    let consistency = needsMeasures ? ReckonedConsistency(of: measures, bonuses) : nil
    let sum = combined + (consistency?.bonus ?? 0) * 1000 + adjustment
    return Reckoned(
      combined: combined, consistency: consistency, sum: sum,
      kept: min(scale.to * billionthsPerHundredth, max(scale.from * billionthsPerHundredth, sum)), rounding: rounding)
  }
}

/// A score with what it was made of, in billionths of a point.
struct Reckoned {
  /// Of the scorers.
  let combined: Int64
  let consistency: ReckonedConsistency?
  /// With bonus and adjustments.
  let sum: Int64
  /// Within the scale; rounded to hundredths where that is all the rounding there is, so that gains are what shows.
  let kept: Int64
  let rounding: Rounding

  init(combined: Int64, consistency: ReckonedConsistency?, sum: Int64, kept: Int64, rounding: Rounding) {
    self.combined = combined
    self.consistency = consistency
    self.sum = sum
    self.rounding = rounding
    self.kept = rounding.step == 1 ? rounding.rounded(kept) * billionthsPerHundredth : kept
  }

  var score: Hundredths { rounding.rounded(kept) }

  static func points(_ billionths: Int64) -> Double { Double(billionths) / 1_000_000_000 }
}

/// To the nearest multiple of so many hundredths of a point; half-way, to the one above.
struct Rounding: Sendable {
  let step: Hundredths

  private var stepInBillionths: Int64 { step * billionthsPerHundredth }

  /// - Parameter points: in billionths, not negative.
  func rounded(_ points: Int64) -> Hundredths { (points + stepInBillionths / 2) / stepInBillionths * step }

  /// The fewest billionths of a point that are rounded to so many hundredths or more.
  func least(for points: Hundredths) -> Int64 {
    let multiple = (points + step - 1) / step * stepInBillionths
    return step == 1 ? multiple : multiple - stepInBillionths / 2
  }
}

let billionthsPerHundredth: Int64 = 10_000_000

/// Points rounded half up to whole billionths.
///
/// Source of the limit: scales end at 10,000, so that sums stay far from the largest number.
func billionths(_ points: Double) -> Int64 {
  Int64(exactly: (points * 1_000_000_000).rounded(.toNearestOrAwayFromZero)) ?? (points < 0 ? .min / 4 : .max / 4)
}

/// How close together the points of a guild's measures lie, and what that earns it. In millionths.
struct ReckonedConsistency {
  let mean: Int64
  /// `nil` where there are fewer than two measures.
  let variance: Int64?
  let bonus: Int64

  /// With n measures of points x and weights w: x̄ = Σwx ÷ Σw, and the variance is n·Σw(x − x̄)² ÷ (Σw·(n − 1)), both rounded
  /// half up to six decimals before they are compared with anything (CMS, Star Ratings Technical Notes).
  ///
  /// `nil` without any weight.
  init?(of measures: [(points: Double, weight: Double)], _ rules: [Programme.BonusRule]) {
    let measures = measures.filter { $0.weight > 0 }
    guard let mean = Programme.Mean.weighted.combine(measures) else { return nil }
    let weight = measures.reduce(0) { $0 + $1.weight }
    let squares = measures.reduce(0) { $0 + $1.weight * ($1.points - mean) * ($1.points - mean) }
    let count = Double(measures.count)
    self.mean = millionths(mean)
    let variance = measures.count > 1 ? millionths(count * squares / (weight * (count - 1))) : nil
    self.variance = variance
    let roundedMean = self.mean
    let rule = rules.first { rule in
      let isClose = rule.varianceBelow.map { limit in variance.map { $0 < limit } ?? false } ?? true
      return isClose && rule.meanFrom.map { roundedMean >= $0 } ?? true
    }
    bonus = rule?.bonus ?? 0
  }
}

/// By way of billionths, so that binary fractions do not decide a tie.
private func millionths(_ number: Double) -> Int64 { (billionths(number) + 500) / 1000 }
