import ScorerKit

extension ProgrammeReading {
  /// What makes a score of the scorers' points: `scale`, `rounding`, `adjustments` and `consistency_bonus`.
  mutating func readScore(_ top: Section, into programme: inout Programme) {
    if let scale = read(top["scale"], as: .scale) { programme.scale = scale }
    scale = programme.scale
    programme.rounding = rounding(top["rounding"])
    programme.adjustments = adjustments(top["adjustments"])
    programme.consistencyBonus = consistencyBonus(top["consistency_bonus"], combine: programme.combine)
  }

  /// `nil`: the default, hundredths for scorers' points and scores alike.
  private mutating func rounding(_ field: Field?) -> Int64? {
    guard let field, let step = read(field, as: .rounding) else { return nil }
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
    guard let section = section(field, named: "adjustments", keys: ["at_most"]) else { return nil }
    return required("at_most", in: section, as: .billionths(upTo: scale)).map(Programme.Adjustments.init)
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
      guard let section = entry(item, keys: ["variance_below", "mean_from", "bonus"], expectation) else { return nil }
      let variance = read(section["variance_below"], as: .millionths(0...1_000_000_000))
      let mean = read(section["mean_from"], as: .millionths(0...scale.to * 10_000))
      let bonus = required("bonus", in: section, as: .millionths(0...scale.to * 10_000))
      if section["variance_below"] == nil, section["mean_from"] == nil {
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
  private static let greatest: Int64 = 1_000_000

  static var scale: Self {
    Spelling(
      "write the lowest and the highest score, such as `0 to 100` or `1 to 5`",
      read: { text in
        let words = text.split(separator: " ")
        guard words.count == 3, words[1] == "to",
          let from = DecimalNumber(words[0])?.times(tenToThe: 2).within(0...greatest),
          let to = DecimalNumber(words[2])?.times(tenToThe: 2).within(0...greatest), from < to
        else { return nil }
        return Programme.Scale(from: from, to: to)
      },
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
      read: { text in
        text.hasPrefix("half up to ")
          ? DecimalNumber(text.dropFirst("half up to ".count))?.times(tenToThe: 2).within(1...1_000_000) : nil
      },
      nearby: { DecimalNumber($0) == nil ? nil : "half up to \($0)" })
  }

  /// A number with at most six decimals, in millionths.
  static func millionths(_ range: ClosedRange<Int64>) -> Self {
    Spelling(
      "write a number from \(fixed(range.lowerBound, decimals: 6)) to \(fixed(range.upperBound, decimals: 6)) with at most six decimals",
      read: { DecimalNumber($0)?.times(tenToThe: 6).within(range) }, nearby: withoutSeparators)
  }

  /// Points above 0, in billionths.
  static func billionths(upTo scale: Programme.Scale) -> Self {
    Spelling(
      "write points above 0 and up to \(spelledHundredths(scale.to)) with at most nine decimals",
      read: { DecimalNumber($0)?.times(tenToThe: 9).within(1...scale.to * 10_000_000) }, nearby: withoutSeparators)
  }
}
