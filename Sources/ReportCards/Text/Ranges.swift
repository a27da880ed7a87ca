import RatingRecord
import ScorerKit

/// From one value to another, with the unit once where it is the same: `81–95 %`, `42 min–1 h 5 min`.
///
/// Ends are as exact as the width between them asks for, and neither nothing nor all unless they are.
func rangeText(_ low: Double, _ high: Double?, _ unit: Measure.Unit) -> String {
  guard let high else { return "\(valueText(low, unit)) or more, or never" }
  switch unit {
  case .share: return percents(low, high) + "\u{A0}%"
  case .perMonth: return percents(low, high) + "\u{A0}% a\u{A0}month"
  case .hours where low >= 24: return figures(low, high) + "\u{A0}h"
  case .hours:
    let (from, to) = (hoursText(low), hoursText(high))
    return from == to ? from : "\(from)–\(to)"
  case .days: return figures(low, high) + "\u{A0}days"
  case .perThousand: return figures(low, high) + " per\u{A0}1,000"
  case .number: return figures(low, high)
  }
}

private func percents(_ low: Double, _ high: Double) -> String {
  let (from, to) = (low * 100, high * 100)
  for places in fewestPlaces(to - from)...4 {
    let texts = (decimal(from, places: places), decimal(to, places: places))
    let vanishes = from > 0 && decimal(from, places: places) == decimal(0, places: places)
    let completes = to < 100 && texts.1 == decimal(100, places: places)
    if !vanishes && !completes || places == 4 { return joined(texts.0, texts.1) }
  }
  return joined(decimal(from, places: 4), decimal(to, places: 4))
}

private func figures(_ low: Double, _ high: Double) -> String {
  let places = fewestPlaces(high - low)
  return joined(decimal(low, places: places), decimal(high, places: places))
}

/// Decimals with which two values so far apart are told from each other.
private func fewestPlaces(_ width: Double) -> Int {
  switch width {
  case 10...: 0
  case 1...: 1
  case 0.1...: 2
  default: 3
  }
}

private func joined(_ low: String, _ high: String) -> String {
  low == high ? low : low + (low.hasPrefix("−") || high.hasPrefix("−") ? " to " : "–") + high
}
