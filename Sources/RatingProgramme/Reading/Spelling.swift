import ScorerKit

/// How a kind of value is written in a programme. The key decides which applies; YAML's own guesses play no part.
struct Spelling<Value>: Sendable {
  /// What would be right: `write a whole number from 1 to 36`.
  let expectation: String
  /// `nil`: not spelled so, or out of range.
  let read: @Sendable (String) -> Value?
  /// What may have been meant by text that is not right.
  let nearby: @Sendable (String) -> String?

  init(
    _ expectation: String, read: @escaping @Sendable (String) -> Value?,
    nearby: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.expectation = expectation
    self.read = read
    self.nearby = nearby
  }
}

extension Spelling<Int64> {
  static func whole(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write a whole number \(spelled(range) { String($0) })",
      read: { DecimalNumber($0)?.times(tenToThe: 0).within(range) }, nearby: withoutSeparators)
  }

  /// Parts per million.
  static func percentage(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write a percentage \(spelled(range, spelledPercent))",
      read: { text in
        text.dropping(suffix: "%").flatMap { DecimalNumber($0) }?.times(tenToThe: 4).within(range)
      },
      nearby: { DecimalNumber($0) == nil ? nil : $0 + "%" })
  }

  /// 1/10,000 of the currency unit.
  static func money(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write an amount \(spelled(range, spelledAmount)), with at most four decimals",
      read: { DecimalNumber($0)?.times(tenToThe: 4).within(range) }, nearby: withoutSeparators)
  }

  /// Hundredths of a point, between both ends of a scale.
  static func threshold(on scale: Programme.Scale) -> Self {
    let example = scale == .standard ? "`70` or `72.5`" : "`\(spelledHundredths((scale.from + scale.to) / 2))`"
    return Spelling(
      """
      write points from \(spelledHundredths(scale.from)) to \(spelledHundredths(scale.to)) with at most two decimals, \
      such as \(example)
      """,
      read: { DecimalNumber($0)?.times(tenToThe: 2).within(scale.from...scale.to) })
  }

  /// Seconds.
  static func duration(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write a duration \(spelled(range, spelledDuration))",
      read: { seconds($0).within(range) }, nearby: abbreviated)
  }

  /// Whole days: `7d` or `7 days`.
  static func days(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write whole days, \(spelled(range) { "\($0)d" })",
      read: { text in
        let words = text.split(separator: " ")
        if words.count == 2, words[1] == "day" || words[1] == "days" {
          return DecimalNumber(words[0])?.times(tenToThe: 0).within(range)
        }
        guard let seconds = seconds(text), seconds % Calendar.secondsPerDay == 0 else { return nil }
        return (seconds / Calendar.secondsPerDay).within(range)
      },
      nearby: { DecimalNumber($0) == nil ? abbreviated($0) : $0 + "d" })
  }

  /// `3 months`.
  static func months(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write \(range.lowerBound) to \(range.upperBound) months, such as `1 month` or `3 months`",
      read: { text in
        let words = text.split(separator: " ")
        guard words.count == 2, words[1] == "month" || words[1] == "months" else { return nil }
        return DecimalNumber(words[0])?.times(tenToThe: 0).within(range)
      },
      nearby: { $0 == "1" ? "1 month" : $0 + " months" })
  }

  /// `from 1m to 90d`; a bound that nobody will reach is left out.
  private static func spelled(_ range: ClosedRange<Int64>, _ spell: (Int64) -> String) -> String {
    if range.upperBound > 1_000_000_000_000_000 { return "of \(spell(range.lowerBound)) or more" }
    return "from \(spell(range.lowerBound)) to \(spell(range.upperBound))"
  }
}

extension Spelling<Double> {
  /// A weight: relative to its siblings, so no unit.
  static let weight = Spelling(
    "write a number from 0 to 1000000, such as `30`",
    read: { DecimalNumber($0)?.double().within(0...1_000_000) }, nearby: { $0.dropping(suffix: "%") })

  /// From 0, or for steps from the scale's lower end, to its upper end.
  static func points(on scale: Programme.Scale, fromLowest: Bool) -> Self {
    let (low, high) = (fromLowest ? scale.from : 0, scale.to)
    return Spelling(
      "write points from \(spelledHundredths(low)) to \(spelledHundredths(high)), such as `\(example(low, high))`",
      read: { DecimalNumber($0)?.double().within(Double(low) / 100...Double(high) / 100) },
      nearby: { $0.dropping(suffix: "%") })
  }

  /// Three fifths of the way, a number that is plain on most scales.
  private static func example(_ low: Int64, _ high: Int64) -> String {
    spelledHundredths(low + (high - low) * 3 / 5)
  }

  /// A value of a measure, as curves and gates hold it.
  static func value(of measure: Measure) -> Self {
    switch measure.unit {
    case .share where measure.kind != .dispersion:
      share("write a share from 0% to 100%, such as `90%` or `0.9`", 0...1)
    case .share: share("write a share of 0% or more, such as `90%` or `0.9`", 0...1_000_000)
    case .perMonth: share("write events a broadcaster and month, such as `5%` or `0.05`", 0...1_000_000)
    case .hours: elapsed("write a duration such as `8h`, `30m` or `1d`", secondsPerUnit: 3600)
    case .days: elapsed("write a duration such as `3d` or `12h`", secondsPerUnit: Calendar.secondsPerDay)
    case .perThousand:
      Spelling(
        "write events a thousand broadcaster-months as a plain number, 0 or more, such as `2.5`",
        read: { DecimalNumber($0)?.double().within(0...1_000_000_000) }, nearby: withoutSeparators)
    case .number:
      Spelling(
        "write a plain number such as `2.5`",
        read: { DecimalNumber($0)?.double().within(-1_000_000_000_000...1_000_000_000_000) }, nearby: withoutSeparators)
    }
  }

  /// `90%` or `0.9`. A plain number above 1 is more likely a forgotten sign than nine thousand per cent.
  private static func share(_ expectation: String, _ range: ClosedRange<Double>) -> Self {
    Spelling(
      expectation,
      read: { text in
        if let percent = text.dropping(suffix: "%") {
          return DecimalNumber(percent)?.double(percent: true).within(range)
        }
        return DecimalNumber(text)?.double().within(0...1)
      },
      nearby: { DecimalNumber($0) == nil ? withoutSeparators($0) : $0 + "%" })
  }

  private static func elapsed(_ expectation: String, secondsPerUnit: Int64) -> Self {
    Spelling(
      expectation, read: { text in seconds(text).map { Double($0) / Double(secondsPerUnit) } },
      nearby: { DecimalNumber($0) == nil ? abbreviated($0) : $0 + (secondsPerUnit == 3600 ? "h" : "d") })
  }
}

extension Spelling<Bool> {
  static let boolean = Spelling(
    "write `true` or `false`",
    read: { ["true": true, "false": false][$0] },
    nearby: { text in
      switch text.lowercased() {
      case "true", "yes", "on", "y", "1": "true"
      case "false", "no", "off", "n", "0": "false"
      default: nil
      }
    })
}

extension Spelling<String> {
  /// Text on one line; runs of blanks and line breaks count as one blank.
  static func text(_ what: String, atMost longest: Int) -> Self {
    Spelling(
      "write \(what) of 1 to \(longest) characters, without control characters",
      read: { text in
        let words = text.split { $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t" }
        let line = words.joined(separator: " ")
        let length = line.unicodeScalars.count
        guard (1...longest).contains(length), !line.unicodeScalars.contains(where: isUnfitForALine) else { return nil }
        return line
      })
  }

  static let currency = Spelling(
    "write three capital letters, such as `USD`",
    read: { text in
      text.utf8.count == 3 && text.utf8.allSatisfy { (65...90).contains($0) } ? text : nil
    },
    nearby: { $0.uppercased() })

  static func word(of words: [String]) -> Self {
    Spelling(
      "write \(oneOf(words))", read: { words.contains($0) ? $0 : nil }, nearby: { nearestName(to: $0, among: words) })
  }
}

extension Spelling where Value: CaseIterable & RawRepresentable<String> & SendableMetatype {
  static var choice: Self {
    let words = Value.allCases.map(\.rawValue)
    return Spelling(
      "write \(oneOf(words))", read: { Value(rawValue: $0) }, nearby: { nearestName(to: $0, among: words) })
  }
}
