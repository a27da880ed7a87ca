import ScorerKit

/// How a kind of value is written in a programme. The key decides which applies; YAML's own guesses play no part.
struct Spelling<Value: Sendable>: Sendable {
  /// What would be right: `write a whole number from 1 to 36`.
  let expectation: String
  /// What it looks like to others that read YAML: whatever `read` takes, and what little they cannot tell from it.
  let form: Form
  /// Some that are right.
  let examples: [Value]
  /// `nil`: not spelled so, or out of range.
  let read: @Sendable (String) -> Value?
  /// A value as `read` takes it.
  let spell: @Sendable (Value) -> String
  /// What may have been meant by text that is not right.
  let nearby: @Sendable (String) -> String?

  init(
    _ expectation: String, _ form: Form, examples: [String],
    read: @escaping @Sendable (String) -> Value?, spell: @escaping @Sendable (Value) -> String,
    nearby: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.expectation = expectation
    self.form = form
    self.examples = examples.compactMap(read)
    self.read = read
    self.spell = spell
    self.nearby = nearby
  }

  /// A value as it stands in a programme.
  func literal(_ value: Value) -> Literal {
    switch form {
    case .number, .boolean: Literal(scalar: spell(value))
    case .text, .line, .words: .text(spell(value))
    }
  }
}

extension Spelling<Int64> {
  static func whole(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write a whole number \(spelled(range) { String($0) })",
      .number(from: "\(range.lowerBound)", to: "\(range.upperBound)", isWhole: true, orText: Form.whole),
      examples: ["3", "10"],
      read: { DecimalNumber($0)?.times(tenToThe: 0).within(range) }, spell: { String($0) }, nearby: withoutSeparators)
  }

  /// Parts per million.
  static func percentage(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write a percentage \(spelled(range, spelledPercent))", .text("\(Form.decimal)%"),
      examples: ["1%", "0.5%", "90%"],
      read: { text in
        text.dropping(suffix: "%").flatMap { DecimalNumber($0) }?.times(tenToThe: 4).within(range)
      },
      spell: spelledPercent, nearby: { DecimalNumber($0) == nil ? nil : $0 + "%" })
  }

  /// 1/10,000 of the currency unit.
  static func money(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write an amount \(spelled(range, spelledAmount)), with at most four decimals",
      .number(from: spelledAmount(range.lowerBound), to: spelledAmount(range.upperBound)),
      examples: ["250000", "19.99"],
      read: { DecimalNumber($0)?.times(tenToThe: 4).within(range) }, spell: spelledAmount, nearby: withoutSeparators)
  }

  /// Hundredths of a point, between both ends of a scale.
  static func threshold(on scale: Programme.Scale) -> Self {
    let example = scale == .standard ? "`70` or `72.5`" : "`\(spelledHundredths((scale.from + scale.to) / 2))`"
    return Spelling(
      """
      write points from \(spelledHundredths(scale.from)) to \(spelledHundredths(scale.to)) with at most two decimals, \
      such as \(example)
      """,
      .number(from: spelledHundredths(scale.from), to: spelledHundredths(scale.to)), examples: ["70", "72.5"],
      read: { DecimalNumber($0)?.times(tenToThe: 2).within(scale.from...scale.to) }, spell: spelledHundredths)
  }

  /// Seconds.
  static func duration(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write a duration \(spelled(range, spelledDuration))", .text("\(Form.decimal)[dhms]"),
      examples: ["90m", "24h", "7d"],
      read: { seconds($0).within(range) }, spell: spelledSpan, nearby: abbreviated)
  }

  /// Whole days: `7d` or `7 days`.
  static func days(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write whole days, \(spelled(range) { "\($0)d" })",
      .text("(?:\(Form.decimal)[dhms]|\(Form.counted(Form.whole, "day")))"), examples: ["7d", "30 days"],
      read: { text in
        let words = text.split(separator: " ")
        if words.count == 2, words[1] == "day" || words[1] == "days" {
          return DecimalNumber(words[0])?.times(tenToThe: 0).within(range)
        }
        guard let seconds = seconds(text), seconds % Calendar.secondsPerDay == 0 else { return nil }
        return (seconds / Calendar.secondsPerDay).within(range)
      },
      spell: { "\($0)d" }, nearby: { DecimalNumber($0) == nil ? abbreviated($0) : $0 + "d" })
  }

  /// `3 months`.
  static func months(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write \(range.lowerBound) to \(range.upperBound) months, such as `1 month` or `3 months`",
      .text("\(Form.counted(Form.whole, "month"))"), examples: ["1 month", "3 months"],
      read: { text in
        let words = text.split(separator: " ")
        guard words.count == 2, words[1] == "month" || words[1] == "months" else { return nil }
        return DecimalNumber(words[0])?.times(tenToThe: 0).within(range)
      },
      spell: { $0 == 1 ? "1 month" : "\($0) months" }, nearby: { $0 == "1" ? "1 month" : $0 + " months" })
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
    "write a number from 0 to 1000000, such as `30`", .number(from: "0", to: "1000000"), examples: ["30", "1.5", "0"],
    read: { DecimalNumber($0)?.double().within(0...1_000_000) }, spell: spelledNumber,
    nearby: { $0.dropping(suffix: "%") })

  /// From 0, or for steps from the scale's lower end, to its upper end.
  static func points(on scale: Programme.Scale, fromLowest: Bool) -> Self {
    let (low, high) = (fromLowest ? scale.from : 0, scale.to)
    return Spelling(
      "write points from \(spelledHundredths(low)) to \(spelledHundredths(high)), such as `\(example(low, high))`",
      .number(from: spelledHundredths(low), to: spelledHundredths(high)), examples: [example(low, high)],
      read: { DecimalNumber($0)?.double().within(Double(low) / 100...Double(high) / 100) }, spell: spelledNumber,
      nearby: { $0.dropping(suffix: "%") })
  }

  /// Three fifths of the way, a number that is plain on most scales.
  private static func example(_ low: Int64, _ high: Int64) -> String {
    spelledHundredths(low + (high - low) * 3 / 5)
  }

  /// A value of a measure, as curves and gates hold it.
  static func value(of measure: Measure) -> Self { value(in: measure.unit, isSpread: measure.kind == .dispersion) }

  /// - Parameter isSpread: whether it is a dispersion, so that a share may be above 1.
  static func value(in unit: Measure.Unit, isSpread: Bool = false) -> Self {
    switch unit {
    case .share where !isSpread:
      share("write a share from 0% to 100%, such as `90%` or `0.9`", 0...1)
    case .share: share("write a share of 0% or more, such as `90%` or `0.9`", 0...1_000_000)
    case .perMonth: share("write events a broadcaster and month, such as `5%` or `0.05`", 0...1_000_000)
    case .hours: elapsed("write a duration such as `8h`, `30m` or `1d`", secondsPerUnit: 3600, examples: ["8h", "30m"])
    case .days:
      elapsed(
        "write a duration such as `3d` or `12h`", secondsPerUnit: Calendar.secondsPerDay, examples: ["3d", "12h"])
    case .perThousand:
      number(
        "write events a thousand broadcaster-months as a plain number, 0 or more, such as `2.5`", 0...1_000_000_000)
    case .number: number("write a plain number such as `2.5`", -1_000_000_000_000...1_000_000_000_000)
    }
  }

  private static func number(_ expectation: String, _ range: ClosedRange<Double>) -> Self {
    Spelling(
      expectation, .number(from: spelledNumber(range.lowerBound), to: spelledNumber(range.upperBound)),
      examples: ["2.5"],
      read: { DecimalNumber($0)?.double().within(range) }, spell: spelledNumber, nearby: withoutSeparators)
  }

  /// `90%` or `0.9`. A plain number above 1 is more likely a forgotten sign than nine thousand per cent.
  private static func share(_ expectation: String, _ range: ClosedRange<Double>) -> Self {
    Spelling(
      expectation,
      .number(from: "0", to: "1", orText: "(?:\(Form.decimal)%|-?0+(?:\\.[0-9]+)?|0*1(?:\\.0+)?)"),
      examples: ["90%", "0.05"],
      read: { text in
        if let percent = text.dropping(suffix: "%") {
          return DecimalNumber(percent)?.double(percent: true).within(range)
        }
        return DecimalNumber(text)?.double().within(0...1)
      },
      spell: spelledShare,
      nearby: { DecimalNumber($0) == nil ? withoutSeparators($0) : $0 + "%" })
  }

  private static func elapsed(_ expectation: String, secondsPerUnit: Int64, examples: [String]) -> Self {
    Spelling(
      expectation, .text("\(Form.decimal)[dhms]"), examples: examples,
      read: { text in seconds(text).map { Double($0) / Double(secondsPerUnit) } },
      spell: { value in
        let seconds = Int64((value * Double(secondsPerUnit)).rounded())
        let isWhole = secondsPerUnit == Calendar.secondsPerDay && seconds % secondsPerUnit == 0
        return isWhole ? "\(seconds / secondsPerUnit)d" : spelledSpan(seconds)
      },
      nearby: { DecimalNumber($0) == nil ? abbreviated($0) : $0 + (secondsPerUnit == 3600 ? "h" : "d") })
  }
}

extension Spelling<Bool> {
  static let boolean = Spelling(
    "write `true` or `false`", .boolean, examples: [],
    read: { ["true": true, "false": false][$0] }, spell: { $0 ? "true" : "false" },
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
  static func text(_ what: String, atMost longest: Int, examples: String...) -> Self {
    Spelling(
      "write \(what) of 1 to \(longest) characters, without control characters", .line(atMost: longest),
      examples: examples,
      read: { text in
        let words = text.split { $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t" }
        let line = words.joined(separator: " ")
        let length = line.unicodeScalars.count
        guard (1...longest).contains(length), !line.unicodeScalars.contains(where: isUnfitForALine) else { return nil }
        return line
      },
      spell: { $0 })
  }

  static let currency = Spelling(
    "write three capital letters, such as `USD`", .text("[A-Z]{3}"), examples: ["USD", "EUR"],
    read: { text in
      text.utf8.count == 3 && text.utf8.allSatisfy { (65...90).contains($0) } ? text : nil
    },
    spell: { $0 }, nearby: { $0.uppercased() })

  static func word(of words: [String]) -> Self {
    Spelling(
      "write \(oneOf(words))", .words(words), examples: [], read: { words.contains($0) ? $0 : nil }, spell: { $0 },
      nearby: { nearestName(to: $0, among: words) })
  }
}

extension Spelling where Value: CaseIterable & RawRepresentable<String> {
  static var choice: Self { choice(of: Array(Value.allCases)) }

  static func choice(of values: [Value]) -> Self {
    let words = values.map(\.rawValue)
    return Spelling(
      "write \(oneOf(words))", .words(words), examples: [],
      read: { words.contains($0) ? Value(rawValue: $0) : nil }, spell: { $0.rawValue },
      nearby: { nearestName(to: $0, among: words) })
  }
}
