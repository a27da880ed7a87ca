import RatingProgramme
import RatingRecord
import ScorerKit

/// A change to one measure in whole events, days or cents, and the value that it really makes.
struct Change {
  /// How many events, days or units of currency it takes; `nil` for a kind that is not counted in any.
  let amount: Double?
  /// The value after it, in the measure's unit.
  let after: Double

  /// The smallest countable change that makes a value at least as good as `wanted`; `nil` where none is needed.
  init?(to wanted: Double, from estimate: Estimate, of measure: Measure) {
    guard let numerator = estimate.numerator, estimate.denominator > 0,
      // A value brought from elsewhere may be made of other figures.
      estimate.value.map({ abs($0 - numerator / estimate.denominator) <= 1e-9 * abs($0) }) == true
    else {
      amount = nil
      after = Change.presentable(wanted, measure)
      return
    }
    // Hundredths of the currency unit for ratios; whole events and whole days for the others.
    let grain = measure.kind == .ratio ? 0.01 : 1
    let change: Double =
      switch measure.direction {
      case .higher: ((wanted * estimate.denominator - numerator) / grain - 1e-9).rounded(.up) * grain
      case .lower: ((numerator - wanted * estimate.denominator) / grain - 1e-9).rounded(.up) * grain
      }
    let possible = measure.direction == .lower ? min(change, numerator) : change
    guard possible > 0 else { return nil }
    amount = possible
    after = (measure.direction == .higher ? numerator + possible : numerator - possible) / estimate.denominator
  }

  /// A value no less good than this one that reads without loss: whole minutes, tenths of a per cent.
  private static func presentable(_ value: Double, _ measure: Measure) -> Double {
    let perUnit: Double =
      switch measure.unit {
      case .hours: 60
      case .share, .perMonth, .number: 1000
      case .days, .perThousand: 10
      }
    let scaled = value * perUnit
    return (measure.direction == .higher ? (scaled - 1e-9).rounded(.up) : (scaled + 1e-9).rounded(.down)) / perUnit
  }

  /// The measure's act with the figures in: `answer 34 more of 412 requests within 24 h`.
  ///
  /// - Parameter settings: the scorer's, in words.
  /// - Complexity: O(length of the act).
  func act(of measure: Measure, settings: [String: String], estimate: Estimate, currency: String) -> String {
    func figure(_ name: Substring) -> String? {
      let now = estimate.value ?? 0
      switch name {
      case "change": return amount.map(countText)
      case "change:money": return amount.map { moneyText($0, currency) }
      case "numerator": return estimate.numerator.map(countText)
      case "numerator:money": return estimate.numerator.map { moneyText($0, currency) }
      case "denominator": return countText(estimate.denominator)
      case "denominator:money": return moneyText(estimate.denominator, currency)
      case "now": return now.isFinite ? valueText(now, measure.unit) : "never"
      case "after": return valueText(after, measure.unit)
      default: return settings[String(name)]
      }
    }
    return filled(measure.act, figure)
  }
}

/// A text with `{name}` replaced by what it stands for; names that stand for nothing are left as they are.
func filled(_ template: String, _ figure: (Substring) -> String?) -> String {
  var text = ""
  var rest = template[...]
  // By bytes, which is quick: braces are ASCII.
  while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
    let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: "}"))
  {
    text += rest[..<open]
    text += figure(rest[rest.utf8.index(after: open)..<close]) ?? String(rest[open...close])
    rest = rest[rest.utf8.index(after: close)...]
  }
  return text + rest
}

extension Scorer {
  /// A measure's title with the scorer's settings in it: `Answered within 24 h`.
  public func title(of measure: Measure) -> String {
    let settings = spelledSettings
    return filled(measure.title) { settings[String($0)] }
  }

  /// The values of its settings in words, by their names.
  ///
  /// - Complexity: settings are found by reflection; do it once, not once a guild.
  var spelledSettings: [String: String] {
    Dictionary(settings.map { ($0.id, $0.spelled) }) { first, _ in first }
  }
}

extension SettingDescription {
  /// The value as a person says it: `24 h`, `30 days`, `5 %`.
  public var spelled: String {
    switch (domain, value) {
    case (.duration, .integer(let seconds)): durationText(seconds)
    case (.days, .integer(1)): "1\u{A0}day"
    case (.days, .integer(let days)): "\(days)\u{A0}days"
    case (.percentage, .integer(let ppm)): trimmed(Double(ppm) / 10_000, places: 4) + "\u{A0}%"
    case (.money, .integer(let amount)): trimmed(Double(amount) / 10_000, places: 4)
    case (_, .integer(let number)): decimal(Double(number), places: 0)
    case (_, .words(let words)): words.isEmpty ? "none" : words.joined(separator: ", ")
    case (.counts(let words, _), .counts(let counts)):
      words.compactMap { word in counts[word].map { "\(word) \($0)" } }.joined(separator: ", ")
    case (_, .counts(let counts)): counts.keys.sorted().map { "\($0) \(counts[$0] ?? 0)" }.joined(separator: ", ")
    }
  }

  private func durationText(_ seconds: Int64) -> String {
    if seconds.isMultiple(of: 86_400), seconds > 3 * 86_400 { return "\(seconds / 86_400)\u{A0}days" }
    if seconds.isMultiple(of: 3600) { return "\(seconds / 3600)\u{A0}h" }
    if seconds.isMultiple(of: 60) { return "\(seconds / 60)\u{A0}min" }
    return "\(seconds)\u{A0}s"
  }
}
