import ScorerKit

// Rules about what a scorer says of itself, beyond what the host itself refuses.

func settings(of scorer: any Scorer.Type) throws -> [String] {
  // What stores anything but settings can't be configured at all.
  var faults = Declaration.settings(of: scorer)
  guard faults.isEmpty else { return faults }
  faults += try roundTrips(of: scorer)
  if (try? scorer.configured(by: ["no such setting": .integer(1)])) != nil {
    faults.append("it takes settings that it does not have")
  }
  for setting in scorer.init().settings {
    for value in valuesOutside(setting.domain) where (try? scorer.configured(by: [setting.id: value])) != nil {
      faults.append("\(setting.id) takes \(value), which is not in its domain")
    }
  }
  return faults
}

private func roundTrips(of scorer: any Scorer.Type) throws -> [String] {
  var faults: [String] = []
  for seed in seeds(1...20) {
    var random = SeededGenerator(seed: seed)
    let values = randomSettings(of: scorer, using: &random)
    let settings = try scorer.configured(by: values).settings
    for setting in settings where setting.value != values[setting.id] {
      faults.append("\(setting.id) is \(setting.value) after it was set to \(values[setting.id]!) (seed \(seed))")
    }
  }
  return faults
}

private func valuesOutside(_ domain: SettingDomain) -> [SettingValue] {
  switch domain {
  case .duration(let range), .days(let range), .percentage(let range), .money(let range), .count(let range):
    [.integer(range.lowerBound - 1), .integer(range.upperBound + 1), .words([])]
  case .words: [.words(["no such word"]), .integer(1)]
  case .counts(let words, let range):
    [.counts(["no such word": range.lowerBound]), .counts([words.first ?? "": range.upperBound + 1]), .integer(1)]
  }
}

func examples(of scorer: any Scorer.Type) -> [String] {
  var faults: [String] = []
  if scorer.examples.count < 2 { faults.append("it has \(scorer.examples.count) examples, of at least 2") }
  faults += Declaration.repeated(scorer.examples.map(\.title)).map { "several examples are called “\($0)”" }
  let shown = Set(scorer.examples.flatMap { example in example.expected.filter { $0.value != nil }.keys })
  faults += scorer.measures.filter { $0.isScored && !shown.contains($0.id) }.map { "no example shows \($0.id)" }
  for key in Set(scorer.examples.flatMap(\.expected.keys)).sorted() {
    let isKnown = scorer.measures.contains { measure in
      measure.kind == .breakdown ? key.hasPrefix("\(measure.id).") : key == measure.id
    }
    if !isKnown, !(scorer is any DeclaringScorer.Type) {
      faults.append("an example expects \(key), which it does not measure")
    }
  }
  return faults
}
