import RatingRecord
import ScorerKit

extension Card.ReasonPart {
  /// A part for each breakdown of a scorer that has any rows, disclosed or not.
  static func parts(of scorer: ScorerResult, in record: RatingRecord) -> [Card.ReasonPart] {
    let breakdowns = record.coverage.first { $0.id == scorer.id }?.measures.filter { $0.kind == .breakdown } ?? []
    return breakdowns.compactMap { summary in
      let all = scorer.measures.filter { $0.id == summary.id && $0.part != nil }
      return all.isEmpty ? nil : Card.ReasonPart(summary, all)
    }
  }

  private init(_ summary: MeasureSummary, _ all: [MeasureResult]) {
    let shown = Disclosure.parts(all).sorted { ($0.numerator ?? 0, $1.part ?? "") > ($1.numerator ?? 0, $0.part ?? "") }
    let most = shown.compactMap(\.numerator).max() ?? 0
    title = summary.id == "exit_reasons" ? "Why people left" : visible(summary.title)
    shareTitle = visible(summary.title)
    rows = shown.map { part in
      let count = part.numerator ?? 0
      return Row(
        reason: capitalised(words(part.part ?? "")), count: countText(count),
        share: part.value.map { valueText($0, summary.unit) } ?? "–", length: most > 0 ? count / most : 0)
    }
    let fewest = Disclosure.fewest
    note =
      if shown.count == all.count {
        nil
      } else if shown.isEmpty {
        "Too few left for any one reason to be shown: fewer than \(fewest), or so few that one could be told from the rest."
      } else {
        "Reasons with fewer than \(fewest) leavers are not shown, nor those from which they could be worked out."
      }
  }
}
