import RatingRecord

// From the scorers' points to the score, in words: consistency, adjustments, and what they add up to.

extension ProgrammeSummary.Scale {
  var fromText: String { trimmed(from, places: 2) }
  var toText: String { trimmed(to, places: 2) }
  /// Where a score lies between both ends, 0…1.
  func place(of score: Double) -> Double { (score - from) / (to - from) }
  /// So short a scale that a tenth of a point is much.
  var isShort: Bool { to - from <= 20 }
}

extension RatingRecord {
  /// A score as lists show it: one decimal, or two where that crosses a threshold or the scale is short.
  func text(ofScore score: Double) -> String {
    if hundredths(programme.rounding) % 10 == 0 { return decimal(score, places: 1) }
    return programme.scale.isShort ? decimal(score, places: 2) : scoreText(score, thresholds: thresholds)
  }
}

/// How far a score is from thresholds, where it is rounded to more than hundredths: what counts is what it was before.
struct ScoreRounding {
  let step: Double
  private let score: Double

  init(of guild: GuildRating, score: Double, in programme: ProgrammeSummary) {
    step = hundredths(programme.rounding) > 1 ? programme.rounding : 0
    let unrounded = guild.unrounded.map { min(programme.scale.to, max(programme.scale.from, $0)) }
    self.score = step > 0 ? unrounded ?? score : score
  }

  /// What is missing to a threshold; negative where there is some to spare.
  func missing(to threshold: Double) -> Double { least(threshold) - score }

  /// `4`, or `4 (3.75 before rounding)`.
  func start(_ threshold: Double) -> String {
    let text = trimmed(threshold, places: 2)
    return step > 0 ? "\(text) (\(trimmed(least(threshold), places: 3)) before rounding)" : text
  }

  /// The least score that is rounded to a threshold or more.
  private func least(_ threshold: Double) -> Double {
    step > 0 ? (threshold / step - 1e-9).rounded(.up) * step - step / 2 : threshold
  }
}

extension GuildRating {
  /// What is added to the contributions: bonus and adjustments.
  var extras: [Double] {
    let bonus = consistency.map(\.bonus).flatMap { $0 == 0 ? nil : $0 }
    return (bonus.map { [$0] } ?? []) + adjustments.map(\.points)
  }

  func reckoningLines(showsConsistency: Bool) -> [String] {
    var lines: [String] = []
    if let consistency, showsConsistency {
      let variance = consistency.variance.map { trimmed($0, places: 6) } ?? "none, of a single measure"
      let bonus = consistency.bonus == 0 ? "no bonus" : "a bonus of \(points(consistency.bonus, places: 6))"
      lines.append(
        "Consistency of the measures’ points: mean \(trimmed(consistency.mean, places: 6)), variance \(variance); \(bonus)."
      )
    }
    return lines
      + adjustments.map { "Adjustment, \(signedPoints($0.points, places: 9)): \(sentence($0.reason.description))" }
  }

  /// `3.538 + 0.4 − 0.037 = 3.901, rounded to 4`.
  func sumText(of score: Double, _ contributions: [Double], places: Int, on programme: ProgrammeSummary) -> String {
    let terms = (contributions + extras).enumerated().map { i, term in
      let text = decimal(abs(term), places: places)
      return i == 0 ? (term < 0 ? "−" : "") + text : (term < 0 ? " − " : " + ") + text
    }
    let whole = unrounded ?? score
    let sum = terms.joined() + " = " + decimal(whole, places: places)
    guard unrounded != nil else { return sum }
    let scale = programme.scale
    let isKept = (scale.from...scale.to).contains(whole)
    let kept = isKept ? "" : ", kept within \(scale.fromText) to \(scale.toText)"
    let isRounded = hundredths(min(scale.to, max(scale.from, whole))) != hundredths(score) || places > 2
    return sum + kept + (isRounded ? ", rounded to \(trimmed(score, places: 2))" : "")
  }
}

/// Decimals with which all terms are seen to add up, two at least.
func placesOfReckoning(_ terms: [Double], total: Double) -> Int {
  (2...8).first { places in
    let power = (0..<places).reduce(1.0) { result, _ in result * 10 }
    func rounded(_ value: Double) -> Double { (value * power).rounded(.toNearestOrAwayFromZero) }
    let vanishes = terms.contains { $0 != 0 && rounded($0) == 0 }
    return !vanishes && terms.reduce(0) { $0 + rounded($1) } == rounded(total)
  } ?? 9
}

private func points(_ value: Double, places: Int) -> String {
  let text = trimmed(value, places: places)
  return text + "\u{A0}point" + (text == "1" ? "" : "s")
}

private func signedPoints(_ value: Double, places: Int) -> String {
  (value < 0 ? "−" : "+") + points(abs(value), places: places)
}
