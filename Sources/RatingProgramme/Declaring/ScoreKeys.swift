/// What makes a score of the scorers' points.
enum ScoreKeys {
  static let scale = Key<Programme.Scale>(
    "scale", "What points and scores are counted on.", .scale,
    standard: .standard)
  static let rounding = Key<Int64>(
    "rounding",
    "Rounds scores last of all. Without it scorers' points and scores are rounded half up to 0.01.",
    .rounding)
  static let atMost = Key<Int64>(
    "at_most", "A guild's adjustments may come to no more points than this, up or down, or the run ends.",
    isNeeded: true, on: Spelling.billionths(upTo:))
  static let adjustmentKeys: [any DeclaredKey] = [atMost]
  static let adjustments = Branch(
    "adjustments", "Applies the table adjustments, documented changes to scores.", .section(adjustmentKeys),
    examples: "{ at_most: 5 }")

  static let varianceBelow = Key<Int64>(
    "variance_below", "The variance of the points of all scored measures must be less.", .millionths(0...1_000_000_000))
  static let meanFrom = Key<Int64>("mean_from", "Their weighted mean must be at least this.") {
    .millionths(0...$0.to * 10_000)
  }
  static let bonus = Key<Int64>("bonus", "What is added to the score.", isNeeded: true) {
    .millionths(0...$0.to * 10_000)
  }
  static let ruleKeys: [any DeclaredKey] = [varianceBelow, meanFrom, bonus]
  static let consistencyBonus = Branch(
    "consistency_bonus",
    "A bonus for measures whose points lie close together at a high level: a list of rules, the first of which that holds counts. Only with `combine: weighted_mean`.",
    .list(of: .section(ruleKeys, [.someOf([varianceBelow.name, meanFrom.name])]), 0...Int.max),
    examples: "[{ variance_below: 100, mean_from: 80, bonus: 3 }]")
}
