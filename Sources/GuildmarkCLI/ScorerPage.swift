import RatingEngine
import RatingRecord
import ScorerKit

/// The content of Docs/Scorers.md: all scorers, from what they declare.
func scorersPage(_ scorers: [any Scorer.Type]) -> String {
  """
  # Scorers

  <!-- Made by `guildmark scorers show > Docs/Scorers.md`. Change the scorers, not this page. -->

  What each scorer measures, how it can be set, and what a guild does to improve. [Programmes](Programmes.md) says how a
  programme uses them, [Data](Data.md) what the tables hold, [Writing a scorer](WritingAScorer.md) how to add one.

  | scorer | what it rates |
  | --- | --- |
  \(scorers.map { "| [\($0.id)](#\($0.id)) | \($0.summary) |" }.joined(separator: "\n"))

  """ + scorers.map { "\n" + scorerPage($0) }.joined()
}

/// One scorer's part of it.
func scorerPage(_ scorer: any Scorer.Type) -> String {
  var lines = ["## \(scorer.id)", "", "**\(scorer.title).** \(scorer.summary)", ""]
  lines += scorer.reads.map { use in
    "Reads `\(use.table.name)`: \(use.columns.map { "`\($0)`" }.joined(separator: ", "))."
  }
  let settings = scorer.init().settings
  if !settings.isEmpty {
    lines += ["", "### Settings", "", "| setting | takes | default | what it is |", "| --- | --- | --- | --- |"]
    lines += settings.map { "| `\($0.id)` | \($0.domain.spelled) | \($0.spelled) | \($0.help) |" }
  }
  lines += scorer is any DeclaringScorer.Type ? declarationLines(of: scorer) : measureLines(of: scorer)
  if !scorer.examples.isEmpty { lines += ["", "### Examples"] }
  for example in scorer.examples { lines += exampleLines(example) }
  return lines.joined(separator: "\n") + "\n"
}

private func measureLines(of scorer: any Scorer.Type) -> [String] {
  var lines = [
    "", "### Measures", "", "| measure | what | kind | better | weight | curve | needs |",
    "| --- | --- | --- | --- | --- | --- | --- |",
  ]
  lines += scorer.measures.map { measureLine($0, of: scorer) }
  lines += countingLines(of: scorer)
  let played = scorer.measures.filter { !$0.playbook.isEmpty }
  if !played.isEmpty { lines += ["", "### Playbook", ""] }
  return lines + played.map { "- **\(scorer.init().title(of: $0)).** \($0.playbook)" }
}

/// Which rows each measure counts, for whoever looks at them with `evidence`.
private func countingLines(of scorer: any Scorer.Type) -> [String] {
  let rules = scorer.measures.compactMap { measure in
    CountingRule(measure, of: scorer.init()).map { "| `\(measure.id)` | \($0.of) | \($0.when ?? "") |" }
  }
  guard !rules.isEmpty else { return [] }
  return [
    "", "### Which rows count", "", "| measure | a row counts where | and adds, or is an event, where |",
    "| --- | --- | --- |",
  ] + rules
}

/// How a programme declares the measures of a scorer that has none of its own.
private func declarationLines(of scorer: any Scorer.Type) -> [String] {
  """

  ### Measures

  It has none of its own: a programme declares them, in the order they are shown, and runs without a programme leave it out.

  ```yaml
  scorers:
    \(scorer.id):
      measures:
        C01: { title: Breast cancer screening, weight: 1, curve: { steps: { 58: 40, 71: 60, 76: 80, 84: 100 } } }
        calls answered: { unit: share, kind: proportion, curve: { points: { 70%: 0, 95%: 100 } }, playbook: Pick up. }
        members: { shown: true }
  ```

  The id is the text that stands in the data, 1 to 64 characters. Below it, all but the curve may be left out:

  | key | value | default |
  | --- | --- | --- |
  | `title` | a heading, up to 100 characters | the id |
  | `unit` | \(names(Measure.Unit.allCases)) | `number` |
  | `direction` | which is better, `higher` or `lower` | `higher` |
  | `kind` | \(names(Measure.Kind.allCases.filter { $0 != .breakdown })) | `mean` |
  | `weight` | number from 0, relative to the other measures; 0 is only shown | `1` |
  | `shown` | `true`: it stands on the card and has neither weight nor curve | `false` |
  | `curve` | what its values are worth, in its unit | needed, unless it is only shown |
  | `playbook` | what a guild does to improve it, up to 2,000 characters | none |
  """.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

private func names<Choice: RawRepresentable<String>>(_ choices: [Choice]) -> String {
  choices.map { "`\($0.rawValue)`" }.joined(separator: ", ")
}

private func measureLine(_ measure: Measure, of scorer: any Scorer.Type) -> String {
  let (weight, curve): (String, String) =
    switch measure.role {
    case .shown: ("shown only", "")
    case .scored(let weight, let curve): (trimmed(weight, places: 2), curve.spelled(measure.unit))
    }
  let needs = measure.needs.map { need in
    switch need {
    case .table(let table): "`\(table)`"
    case .column(let table, let name): "`\(table).\(name)`"
    }
  }
  return "| `\(measure.id)` | \(scorer.init().title(of: measure)), \(measure.unit.spelled) | \(measure.kind.rawValue) "
    + "| \(measure.direction.rawValue) | \(weight) | \(curve) | \(needs.joined(separator: ", ")) |"
}

private func exampleLines(_ example: Example) -> [String] {
  var lines = ["", "**\(example.title).**", ""]
  let settings = example.settings.sorted { $0.key < $1.key }.map { "`\($0.key): \($0.value)`" }
  if !settings.isEmpty { lines += ["With \(settings.joined(separator: ", ")):", ""] }
  for (table, rows) in example.tables.sorted(by: { $0.key < $1.key }) {
    lines += ["`\(table).csv`", "", "```csv"]
    lines += rows.split(separator: "\n").map(String.init)
    lines += ["```", ""]
  }
  let results = example.expected.sorted { $0.key < $1.key }.map { name, value in
    "`\(name)` \(value.map { $0.isFinite ? "= " + trimmed($0, places: 6) : "is never reached" } ?? "has no data")"
  }
  let window = example.months == 1 ? example.month : "\(example.months) months up to \(example.month)"
  return lines + ["In \(window): \(results.joined(separator: ", "))."]
}

extension Measure.Unit {
  fileprivate var spelled: String {
    switch self {
    case .share: "a share"
    case .hours: "hours"
    case .days: "days"
    case .perMonth: "per broadcaster-month"
    case .perThousand: "per 1,000 broadcaster-months"
    case .number: "a number"
    }
  }
}

extension SettingDomain {
  fileprivate var spelled: String {
    func range(_ range: ClosedRange<Int64>, _ text: (Int64) -> String) -> String {
      "\(text(range.lowerBound)) to \(text(range.upperBound))"
    }
    func described(_ value: Int64) -> String {
      SettingDescription(id: "", help: "", domain: self, value: .integer(value)).spelled
    }
    return switch self {
    case .duration(let limits): "a duration, " + range(limits, described)
    case .days(let limits): "whole days, " + range(limits, described)
    case .percentage(let limits): "a percentage, " + range(limits, described)
    case .money(let limits): "an amount, " + range(limits, described)
    case .count(let limits): "a count, " + range(limits, described)
    case .words(let words): "a list of \(words.joined(separator: ", "))"
    case .counts(let words, let limits):
      "a count, \(range(limits, { "\($0)" })), for each of \(words.joined(separator: ", "))"
    }
  }
}
