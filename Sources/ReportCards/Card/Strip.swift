import RatingRecord
import ScorerKit

/// A measure's value, target, peers' median and their middle half on one axis, 0…1, where right is always better.
struct Strip: Equatable {
  var value: Double?
  var target: Double?
  var median: Double?
  /// What is scored, where that is another than the value.
  var scored: Double?
  /// Where the truth is likely to lie, from its worse to its better end.
  var likely: ClosedRange<Double>?
  /// The peers' middle half, from its worse to its better end.
  var middleHalf: ClosedRange<Double>?
  /// Says the same in words.
  var alternative: String

  /// `nil` where there is no value to place.
  init?(_ result: MeasureResult, _ summary: MeasureSummary, _ peers: PeerFigures?, _ evidence: MeasureEvidence) {
    guard result.value != nil || result.isNever else { return nil }
    let unit = summary.unit
    let interval = evidence.interval
    let known = [
      result.value, summary.target, peers?.median, peers?.lowerQuartile, peers?.upperQuartile, interval?.low,
      interval?.high, evidence.scored.flatMap { $0.isFinite ? $0 : nil },
    ].compactMap { $0 }
    guard let least = known.min(), let most = known.max() else { return nil }
    let axis = Axis(least, most, isBounded: unit == .share, isReversed: summary.direction == .lower)
    // What is never reached lies at the axis's far end, beyond all that are.
    let never = axis.place(.infinity)
    value = result.value.map(axis.place) ?? never
    target = summary.target.map(axis.place)
    var sentences = ["Value \(result.value.map { valueText($0, unit) } ?? "never")"]
    if let interval {
      let ends = [axis.place(interval.low), interval.high.map(axis.place) ?? never]
      likely = min(ends[0], ends[1])...max(ends[0], ends[1])
      sentences.append("likely \(rangeText(interval.low, interval.high, unit))")
    }
    if let value = evidence.scored {
      scored = axis.place(value)
      let verb = result.points == nil ? "taken as" : "scored as"
      sentences.append("\(verb) \(value.isFinite ? valueText(value, unit) : "never")")
    }
    if let target = summary.target { sentences.append("target \(limitText(target, unit))") }
    if let peers {
      func text(_ value: Double?) -> String { value.map { valueText($0, unit) } ?? "never" }
      median = peers.median.map(axis.place) ?? never
      let ends = [peers.lowerQuartile, peers.upperQuartile].map { $0.map(axis.place) ?? never }
      middleHalf = min(ends[0], ends[1])...max(ends[0], ends[1])
      sentences.append("peers’ median \(text(peers.median))")
      sentences.append("their middle half from \(text(peers.lowerQuartile)) to \(text(peers.upperQuartile))")
    }
    alternative =
      sentences.joined(separator: ", ") + (summary.direction == .higher ? "; higher" : "; lower") + " is better."
  }

  /// Linear, a little wider than what it holds; a share's ends at 0 and 1.
  private struct Axis {
    let low: Double
    let high: Double
    let isReversed: Bool

    init(_ least: Double, _ most: Double, isBounded: Bool, isReversed: Bool) {
      let margin = most > least ? (most - least) * 0.12 : max(abs(most) * 0.1, 0.01)
      low = least >= 0 ? max(0, least - margin) : least - margin
      high = isBounded && most <= 1 ? min(1, most + margin) : most + margin
      self.isReversed = isReversed
    }

    func place(_ value: Double) -> Double {
      let share = min(1, max(0, (value - low) / (high - low)))
      return isReversed ? 1 - share : share
    }
  }
}
