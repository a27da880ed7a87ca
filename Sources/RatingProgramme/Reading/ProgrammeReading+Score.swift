import ScorerKit

extension ProgrammeReading {
  /// What makes a score of the scorers' points: `scale`, `rounding`, `adjustments` and `consistency_bonus`.
  mutating func readScore(_ top: Section, into programme: inout Programme) {
    if let scale = read(ScoreKeys.scale, in: top) { programme.scale = scale }
    scale = programme.scale
    programme.rounding = rounding(top)
    programme.adjustments = adjustments(top[ScoreKeys.adjustments])
    programme.consistencyBonus = consistencyBonus(top[ScoreKeys.consistencyBonus], combine: programme.combine)
  }

  /// `nil`: the default, hundredths for scorers' points and scores alike.
  private mutating func rounding(_ top: Section) -> Int64? {
    guard let field = top[ScoreKeys.rounding], let step = read(ScoreKeys.rounding, in: top) else { return nil }
    guard scale.from % step == 0, scale.to % step == 0 else {
      let ends = "\(spelledHundredths(scale.from)) and \(spelledHundredths(scale.to))"
      report(
        field.place,
        "scores cannot be rounded to \(spelledHundredths(step)), of which the ends of the scale, \(ends), are no multiples; write one such as `half up to 0.5`"
      )
      return nil
    }
    return step
  }

  private mutating func adjustments(_ field: Field?) -> Programme.Adjustments? {
    guard let section = section(field, named: "adjustments", keys: ScoreKeys.adjustmentKeys) else { return nil }
    return required(ScoreKeys.atMost, in: section).map(Programme.Adjustments.init)
  }

  private mutating func consistencyBonus(_ field: Field?, combine: Programme.Mean) -> [Programme.BonusRule] {
    let expectation =
      "write a list of rules, such as `- { variance_below: 0.9, mean_from: \(spelledHundredths(scale.to / 5 * 4)), bonus: 0.4 }`"
    guard let field, let items = items(field, each: "rule", expectation: expectation) else { return [] }
    if combine != .weighted, !items.isEmpty {
      report(
        field.keyPlace,
        "`consistency_bonus` goes by the weighted mean of all measures, and the programme combines scorers by `\(combine.rawValue)`; write `combine: weighted_mean`, or take the bonus out"
      )
    }
    return items.compactMap { item in
      guard let section = entry(item, keys: ScoreKeys.ruleKeys, expectation) else { return nil }
      let variance = read(ScoreKeys.varianceBelow, in: section)
      let mean = read(ScoreKeys.meanFrom, in: section)
      let bonus = required(ScoreKeys.bonus, in: section)
      if section[ScoreKeys.varianceBelow] == nil, section[ScoreKeys.meanFrom] == nil {
        report(
          item.place,
          "\(quoted(item.name)) has neither `variance_below` nor `mean_from`, so every guild would have the bonus; write one of them, or both"
        )
      }
      return bonus.map { Programme.BonusRule(varianceBelow: variance, meanFrom: mean, bonus: $0) }
    }
  }
}

extension Spelling<Programme.Scale> {
  static var scale: Self {
    Spelling(
      "write the lowest and the highest score, such as `0 to 100` or `1 to 5`",
      .text(" *\(Form.decimal) +to +\(Form.decimal) *"), examples: ["0 to 100", "1 to 5"],
      read: { text in
        let words = text.split(separator: " ")
        guard words.count == 3, words[1] == "to",
          let from = DecimalNumber(words[0])?.times(tenToThe: 2).within(0...Programme.Scale.greatest),
          let to = DecimalNumber(words[2])?.times(tenToThe: 2).within(0...Programme.Scale.greatest), from < to
        else { return nil }
        return Programme.Scale(from: from, to: to)
      },
      spell: { "\(spelledHundredths($0.from)) to \(spelledHundredths($0.to))" },
      nearby: { text in
        let numbers = text.split { !$0.isNumber && $0 != "." }
        return numbers.count == 2 ? "\(numbers[0]) to \(numbers[1])" : nil
      })
  }
}

extension Spelling<Int64> {
  /// Hundredths of a point.
  static var rounding: Self {
    Spelling(
      "write what scores are rounded to a multiple of, at least 0.01 and with at most two decimals, such as `half up to 0.5`",
      .text("half up to \(Form.decimal)"), examples: ["half up to 0.5", "half up to 1"],
      read: { text in
        text.hasPrefix("half up to ")
          ? DecimalNumber(text.dropFirst("half up to ".count))?.times(tenToThe: 2).within(1...1_000_000) : nil
      },
      spell: { "half up to \(spelledHundredths($0))" },
      nearby: { DecimalNumber($0) == nil ? nil : "half up to \($0)" })
  }

  /// A number with at most six decimals, in millionths.
  static func millionths(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write a number from \(fixed(range.lowerBound, decimals: 6)) to \(fixed(range.upperBound, decimals: 6)) with at most six decimals",
      .number(from: fixed(range.lowerBound, decimals: 6), to: fixed(range.upperBound, decimals: 6)),
      examples: ["0.918435", "3"],
      read: { DecimalNumber($0)?.times(tenToThe: 6).within(range) }, spell: { fixed($0, decimals: 6) },
      nearby: withoutSeparators)
  }

  /// Points above 0, in billionths.
  static func billionths(upTo scale: Programme.Scale) -> Self {
    Spelling(
      "write points above 0 and up to \(spelledHundredths(scale.to)) with at most nine decimals",
      .number(from: "0.000000001", to: spelledHundredths(scale.to)), examples: ["5", "0.25"],
      read: { DecimalNumber($0)?.times(tenToThe: 9).within(1...scale.to * 10_000_000) },
      spell: { fixed($0, decimals: 9) }, nearby: withoutSeparators)
  }
}
