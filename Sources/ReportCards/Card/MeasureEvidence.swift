import RatingRecord
import ScorerKit

/// How sure a measure is, and what of it is scored.
struct MeasureEvidence {
  /// Less than this of the peers in an estimate is not worth a word.
  private static let leastBorrowed = 0.05
  /// So many events are few to anyone, and decide less than three quarters of the estimate.
  private static let (few, muchBorrowed) = (100.0, 0.25)

  let interval: Interval?
  /// What is scored in place of the value, where that is another; infinite for never.
  let scored: Double?
  /// `10 are few: it leans on its peers (65 %), and 100.0 % becomes 89.1 %.`
  let leaning: String?

  /// - Parameter peers: the peers' figures that may be disclosed; without them nothing that leans on them is.
  init(_ result: MeasureResult, _ summary: MeasureSummary, peers: PeerFigures?, cautious: Bool) {
    let borrowed = result.borrowed ?? 0
    guard borrowed == 0 || peers != nil else {
      (interval, scored, leaning) = (nil, nil, nil)
      return
    }
    let interval = result.interval.flatMap { $0.high == $0.low ? nil : $0 }
    let isScored = result.points != nil
    let end = cautious && isScored ? interval.map { summary.direction == .higher ? $0.low : $0.high ?? .infinity } : nil
    let estimate = borrowed >= MeasureEvidence.leastBorrowed ? result.estimate : nil
    let scored = end ?? estimate
    self.interval = interval
    self.scored = scored == result.value ? nil : scored

    func text(_ value: Double) -> String { value.isFinite ? valueText(value, summary.unit) : "never" }
    let sentence = zip(result.value, isScored ? estimate : nil).map { value, estimate in
      let few = MeasureEvidence.fewText(result, summary, borrowed: borrowed)
      let lead = few.map { "\($0): it leans on its peers" } ?? "Leans on its peers"
      let change =
        text(value) == text(estimate)
        ? "which changes little" : "\(few == nil ? "so" : "and") \(text(value)) becomes \(text(estimate))"
      return "\(lead) (\(partText(borrowed))), \(change)."
    }
    let caution = end.map { "Its cautious end, \(text($0)), is scored." }
    let sentences = [sentence, caution].compactMap { $0 }
    leaning = sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  /// `10 are few`, `30.2 broadcaster-months are few`; `nil` where they are not, or what is counted is no events.
  private static func fewText(_ result: MeasureResult, _ summary: MeasureSummary, borrowed: Double) -> String? {
    guard borrowed >= muchBorrowed, let denominator = result.denominator, denominator > 0 else { return nil }
    let count = summary.unit == .perThousand ? denominator * 1000 : denominator
    guard count < few else { return nil }
    switch summary.kind {
    case .proportion, .mean, .quantile, .dispersion: return countText(count) + (count == 1 ? " is" : " are") + " few"
    case .rate, .survival: return "\(decimal(count, places: 1)) broadcaster-months are few"
    case .ratio, .breakdown: return nil
    }
  }
}
