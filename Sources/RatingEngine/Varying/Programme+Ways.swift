import RatingProgramme
import RatingRecord
import ScorerKit

/// How each choice of a programme may be made otherwise.
extension Programme {
  /// The most that a programme may give as a weight.
  private static let heaviest = 1_000_000.0

  private var weighed: Int { scorers.count { $0.weight > 0 } }

  func scorerWeight(_ place: Int, by share: Double) -> Choices.Way {
    let weight = scorers[place].weight
    guard weight > 0 else { return .fixed(because: "its weight is 0, so it has no part in the score") }
    guard weighed > 1 else { return .fixed(because: "it is the only scorer with a weight, so any weight is the same") }
    let range = Programme.weights(weight, by: share)
    return .varied(range: rangeText(range)) { $1.scorers[place].weight = between(range, by: $0) }
  }

  func measureWeight(_ place: Int, _ measure: Int, by share: Double) -> Choices.Way {
    let plan = scorers[place]
    let weight = plan.measures[measure].weight
    if let reason = shownOnly(place, measure) { return .fixed(because: reason) }
    guard plan.measures.count(where: { $0.weight > 0 }) > 1 else {
      return .fixed(because: "it is the scorer's only measure with a weight, so any weight is the same")
    }
    let range = Programme.weights(weight, by: share)
    return .varied(range: rangeText(range)) { $1.scorers[place].measures[measure].weight = between(range, by: $0) }
  }

  private static func weights(_ weight: Double, by share: Double) -> ClosedRange<Double> {
    weight * (1 - share)...max(weight, min(heaviest, weight * (1 + share)))
  }

  private func rangeText(_ range: ClosedRange<Double>) -> String {
    "\(trimmed(range.lowerBound, places: 4)) to \(trimmed(range.upperBound, places: 4))"
  }

  /// Why a measure has no part in the score; `nil` where it has.
  private func shownOnly(_ place: Int, _ measure: Int) -> String? {
    if scorers[place].weight == 0 { return "its scorer's weight is 0, so it has no part in the score" }
    return scorers[place].measures[measure].weight == 0 ? "its weight is 0, so it is shown only" : nil
  }

  func curve(_ place: Int, _ measure: Int, by share: Double) -> Choices.Way {
    if let reason = shownOnly(place, measure) { return .fixed(because: reason) }
    let plan = scorers[place].measures[measure]
    switch CurveWays(plan, by: share).ways {
    case .fixed(let reason): return .fixed(because: reason)
    case .varied(let range, let rule):
      return .varied(range: range) { $1.scorers[place].measures[measure].curve = rule($0) }
    }
  }

  func window(_ place: Int, among months: [Int]) -> Choices.Way {
    let id = scorers[place].id
    let isRead = gates.contains { $0.when.contains { $0.scorer == id } }
    guard scorers[place].weight > 0 || isRead else {
      return .fixed(because: "its weight is 0 and no gate reads it, so it decides nothing")
    }
    guard months.count > 1 else { return .fixed(because: "there is no other window to choose") }
    let words = months.map { String($0) }
    return .varied(range: "\(words.dropLast().joined(separator: ", ")) or \(words.last ?? "") months") {
      $1.scorers[place].window = pick(months, by: $0)
    }
  }

  var combineWay: Choices.Way {
    guard consistencyBonus.isEmpty else {
      return .fixed(because: "consistency_bonus goes by the weighted mean, so no other mean may stand beside it")
    }
    guard weighed > 1 else { return .fixed(because: "there is one scorer with a weight, so all means are the same") }
    return .varied(range: "any of \(Mean.allCases.map(\.rawValue).joined(separator: ", "))") {
      $1.combine = pick(Mean.allCases, by: $0)
    }
  }

  var missingWay: Choices.Way {
    .varied(range: "any of \(Missing.allCases.map(\.rawValue).joined(separator: ", "))") {
      $1.missing = pick(Missing.allCases, by: $0)
    }
  }
}
