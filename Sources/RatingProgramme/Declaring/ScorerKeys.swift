import ScorerKit

/// Below a scorer.
enum ScorerKeys {
  static let weight = Key<Double>(
    "weight",
    "What the scorer counts, relative to the others: 30 and 15 are as good as 2 and 1. One of weight 0 is shown and does not count. Without weights all count alike.",
    .weight)
  static let window = Key<Int64>(
    "window", "How many months it looks at; without a value, as many as the programme says.", .months(1...240))
  static let settings = Branch(
    "settings", "What the scorer takes for granted, such as targets and spans of time.", .anything)
  static let measures = Branch(
    "measures", "What its measures count and are worth. Those not named keep their weight and curve.", .anything)
  /// In place of `measures`, where the scorer has none of its own.
  static let declaredMeasures = Branch(
    "measures", "The measures that the table brings, by their ids there, in the order in which they are shown.",
    .anything, isNeeded: true,
    examples: "{ C01: { title: Breast cancer screening, curve: { points: { 50: 0, 85: 100 } } } }")
  static let all: [any DeclaredKey] = [weight, window, settings, measures]
}

/// Below a measure that a scorer has.
enum MeasureKeys {
  static let weight = Key<Double>(
    "weight", "What it counts, relative to the scorer's other measures; with 0 it is only shown.", .weight)
  static let curve = Branch("curve", "What its values are worth, in points.", .anything)
  static let all: [any DeclaredKey] = [weight, curve]
}

/// Below a measure that a programme declares.
enum DeclaredMeasureKeys {
  static let longestID = 64
  static let title = Key<String>(
    "title", "A heading for the card; without it, the id.",
    .text("a title", atMost: 100, examples: "Breast cancer screening"))
  static let unit = Key<Measure.Unit>("unit", "What its values are in.", .choice, standard: .number)
  static let direction = Key<Measure.Direction>("direction", "Which is better.", .choice, standard: .higher)
  static let kind = Key<Measure.Kind>(
    "kind", "How it came about, which decides how it is explained.", .declarableKind, standard: .mean)
  static let weight = Key<Double>(
    "weight", "What it counts, relative to the other measures; with 0 it is only shown.", .weight, standard: 1)
  static let shown = Key<Bool>(
    "shown", "Whether it is only shown, and has neither weight nor curve.", .boolean, standard: false)
  static let playbook = Key<String>(
    "playbook", "What a guild does to improve it.", .text("a playbook", atMost: 2000, examples: "Pick up."))
  static let curve = Branch(
    "curve", "What its values are worth, in points. Needed, unless the measure is only shown.", .anything,
    examples: "{ points: { 50: 0, 85: 100 } }")
  static let all: [any DeclaredKey] = [title, unit, direction, kind, weight, shown, curve, playbook]
}
