import ScorerKit

/// A measure's value for people, with its unit: `94.2 %`, `6 h 12 min`, `4.2 % a month`, `12.3 per 1,000`.
public func valueText(_ value: Double, _ unit: Measure.Unit) -> String {
  switch unit {
  case .share: percentText(value)
  case .hours: hoursText(value)
  case .days: plural(decimal(value, places: 1), "day")
  case .perMonth: percentText(value) + " a\u{A0}month"
  case .perThousand: decimal(value, places: 1) + " per\u{A0}1,000"
  case .number: numberForPeople(value)
  }
}

/// A round figure of the programme's: as `valueText`, without zeros that say nothing.
public func limitText(_ value: Double, _ unit: Measure.Unit) -> String {
  switch unit {
  case .share: trimmed(value * 100, places: 3) + "\u{A0}%"
  case .hours: hoursText(value)
  case .days: plural(trimmed(value, places: 2), "day")
  case .perMonth: trimmed(value * 100, places: 3) + "\u{A0}% a\u{A0}month"
  case .perThousand: trimmed(value, places: 3) + " per\u{A0}1,000"
  case .number: trimmed(value, places: 3)
  }
}

/// What a value rests on: `388 of 412`. The record does not know what was counted, only how many.
public func sampleText(_ result: MeasureResult, _ summary: MeasureSummary) -> String? {
  guard let denominator = result.denominator, denominator > 0 else { return nil }
  let months = summary.unit == .perThousand ? denominator * 1000 : denominator
  let exposure = decimal(months, places: months < 100 ? 1 : 0) + " broadcaster-months"
  switch summary.kind {
  // One figure of which nothing more is known, brought from elsewhere.
  case .mean where result.numerator == nil && denominator == 1: return nil
  case .rate: return result.numerator.map { "\(countText($0)) in \(exposure)" } ?? "over \(exposure)"
  case .survival: return "over \(exposure)"
  case .mean, .quantile, .dispersion: return "over \(countText(denominator))"
  case .proportion, .ratio, .breakdown:
    return result.numerator.map { "\(countText($0)) of \(countText(denominator))" } ?? "over \(countText(denominator))"
  }
}

/// `USD 12,360`, with cents where there are any.
public func moneyText(_ amount: Double, _ currency: String) -> String {
  let cents = hundredths(amount)
  return visible(currency) + "\u{A0}" + decimal(amount, places: cents.isMultiple(of: 100) ? 0 : 2)
}

/// `94.2 %`; more decimals where one would round something to nothing, or not quite all to all.
public func percentText(_ share: Double) -> String {
  let percent = share * 100
  for places in 1...4 {
    let text = decimal(percent, places: places)
    let vanishes = percent != 0 && text.unicodeScalars.allSatisfy { $0 == "0" || $0 == "." || $0 == "−" }
    let completes = percent < 100 && text.hasPrefix("100")
    if !vanishes && !completes { return text + "\u{A0}%" }
  }
  return (percent < 1 ? "under 0.0001" : "over 99.9999") + "\u{A0}%"
}

public func hoursText(_ hours: Double) -> String {
  guard (0..<24).contains(hours) else { return decimal(hours, places: 1) + "\u{A0}h" }
  let seconds = Int64((hours * 3600).rounded(.toNearestOrAwayFromZero))
  guard seconds >= 60 || seconds <= 0 else { return "\(seconds)\u{A0}s" }
  let minutes = (seconds + 30) / 60
  let parts = (minutes / 60, minutes % 60)
  return switch parts {
  case (0, let m): "\(m)\u{A0}min"
  case (let h, 0): "\(h)\u{A0}h"
  case (let h, let m): "\(h)\u{A0}h\u{A0}\(m)\u{A0}min"
  }
}

/// A count, or a sum that has decimals of its own.
public func countText(_ value: Double) -> String { trimmed(value, places: 2) }

private func plural(_ number: String, _ noun: String) -> String {
  number + "\u{A0}" + noun + (number == "1" || number == "1.0" ? "" : "s")
}

private func numberForPeople(_ value: Double) -> String {
  switch value.magnitude {
  case ..<1: trimmed(value, places: 3)
  case ..<100: trimmed(value, places: 2)
  default: trimmed(value, places: 1)
  }
}
