import ScorerKit

/// Says what single rows count as for one measure.
struct RowJudge: Sendable {
  let choice: MeasureChoice
  let rule: CountingRule
  /// What all rows together come to, of this measure.
  let total: [Estimate]

  struct Verdict: Sendable {
    var countedAs = CountedAs.notCounted
    var numerator: Double?
    var denominator: Double?
    var value: Double?
    var rule: String
  }

  private var measure: Measure { choice.measure }
  /// Kinds that are one sum over another: a row that adds to neither does not count.
  private var isQuotient: Bool { [.proportion, .rate, .ratio, .mean].contains(measure.kind) }
  /// Its values are brought, and not made of rows.
  private var isDeclared: Bool { choice.plan.scorer is any DeclaringScorer }

  /// - Parameters:
  ///   - alone: what the row by itself comes to; `nil`: nothing.
  ///   - onceMore: what all rows would come to with this one in it once more.
  func verdict(_ alone: [Estimate]?, _ onceMore: () -> [Estimate]) -> Verdict {
    let own = (alone ?? []).filter { $0.measure == measure.id }
    guard let first = own.first else { return Verdict(rule: rule.wordsNotCounted) }
    if measure.kind == .breakdown { return verdict(ofParts: own) }
    if first.denominator == 0, first.numerator ?? 0 == 0 {
      // Of some kinds one row makes no value, and counts among others all the same.
      let added = isQuotient ? 0 : denominator(of: onceMore()) - denominator(of: total)
      guard added > 0 else { return Verdict(rule: rule.wordsNotCounted) }
      return Verdict(countedAs: .counted, denominator: added, rule: rule.words(adds: true, isBase: true))
    }
    if isDeclared {
      guard onceMore().filter({ $0.measure == measure.id }) != total else {
        return Verdict(rule: rule.wordsNotCounted)
      }
      return verdict(first, as: .counted, adds: true)
    }
    let countedAs = CountedAs(first, of: measure)
    let adds =
      switch measure.kind {
      case .survival: countedAs == .event
      case .quantile: countedAs != .never
      default: first.numerator ?? 0 != 0
      }
    return verdict(first, as: countedAs, adds: adds)
  }

  private func verdict(_ estimate: Estimate, as countedAs: CountedAs, adds: Bool) -> Verdict {
    Verdict(
      countedAs: countedAs, numerator: estimate.numerator, denominator: estimate.denominator, value: estimate.value,
      rule: rule.words(adds: adds, isBase: estimate.denominator > 0))
  }

  /// Of a breakdown, a row is of the first part that it adds to.
  private func verdict(ofParts own: [Estimate]) -> Verdict {
    guard let first = own.first(where: { $0.numerator ?? 0 > 0 }) ?? own.first, first.denominator > 0 else {
      return Verdict(rule: rule.wordsNotCounted)
    }
    let added = own.filter { choice.part == nil || $0.part == choice.part }.reduce(0) { $0 + ($1.numerator ?? 0) }
    return Verdict(
      countedAs: first.part.map(CountedAs.part) ?? .counted, numerator: added, denominator: first.denominator,
      rule: rule.words(adds: added > 0, isBase: true))
  }

  private func denominator(of estimates: [Estimate]) -> Double {
    estimates.first { $0.measure == measure.id }?.denominator ?? 0
  }
}
