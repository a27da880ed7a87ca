import ScorerKit

// Rules about what a scorer says of itself.

func identity(of scorer: any Scorer.Type) -> [String] {
  var faults: [String] = []
  if !isSnakeCase(scorer.id) { faults.append("the id \(scorer.id) is not in snake case") }
  if scorer.title.isEmpty { faults.append("\(scorer.id) has no title") }
  if scorer.summary.isEmpty || scorer.summary.contains("\n") {
    faults.append("\(scorer.id) has no summary of one line")
  }
  if scorer.version < 1 { faults.append("\(scorer.id) has version \(scorer.version); they count from 1") }
  if scorer.measures.isEmpty { faults.append("\(scorer.id) has no measures") }
  let ids = scorer.measures.map(\.id)
  faults += ids.filter { !isSnakeCase($0) }.map { "the measure \($0) is not in snake case" }
  faults += repeated(ids).map { "there are several measures \($0)" }
  faults += scorer.measures.filter(\.title.isEmpty).map { "\($0.id) has no title" }
  return faults
}

func isSnakeCase(_ name: String) -> Bool {
  let words = name.split(separator: "_", omittingEmptySubsequences: false)
  return name.first?.isLetter == true
    && words.allSatisfy { word in
      !word.isEmpty && word.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
    }
}

func repeated(_ names: [String]) -> [String] {
  var seen: Set<String> = []
  return names.filter { !seen.insert($0).inserted }
}

func measureFaults(_ measure: Measure) -> [String] {
  guard case .scored(let weight, let curve) = measure.role else { return [] }
  var faults: [String] = []
  if !(weight > 0 && weight.isFinite) { faults.append("its weight is \(weight)") }
  if measure.act.isEmpty { faults.append("it has no act") }
  if measure.playbook.isEmpty { faults.append("it has no playbook") }
  if measure.kind == .breakdown { faults.append("a breakdown has no one value to score") }
  faults += curveFaults(curve, measure)
  return faults.map { "\(measure.id): \($0)" }
}

private func curveFaults(_ curve: Curve, _ measure: Measure) -> [String] {
  switch curve {
  case .points(let anchors), .steps(let anchors):
    var faults: [String] = []
    if anchors.isEmpty { faults.append("its curve has no anchors") }
    if !anchors.allSatisfy({ (0...100).contains($0.points) }) { faults.append("its curve leaves 0…100") }
    for (low, high) in zip(anchors, anchors.dropFirst()) {
      if !(low.value < high.value) { faults.append("its curve's values do not ascend at \(high.value)") }
      let isRewarding = measure.direction == .higher ? low.points <= high.points : low.points >= high.points
      if !isRewarding { faults.append("its curve rewards the worse between \(low.value) and \(high.value)") }
    }
    if anchors.allSatisfy({ $0.points == anchors.first?.points }) { faults.append("its curve tells nothing apart") }
    return faults
  case .lognormal(let p10, let median):
    if !(p10 > 0 && median > 0) { return ["its log-normal curve has anchors that are not above 0"] }
    let isRewarding = measure.direction == .higher ? p10 > median : p10 < median
    return isRewarding ? [] : ["its log-normal curve rewards the worse"]
  case .identity:
    return [.share, .number].contains(measure.unit) ? [] : ["its value can't be taken for points"]
  }
}

/// `{change}`, `{numerator}` and `{denominator}`, also as `:money`; `{now}`, `{after}`; and the settings' ids. Kinds without
/// a numerator have no `{change}` either.
func placeholders(of scorer: any Scorer.Type) -> [String] {
  let settings = scorer.init().settings.map(\.id)
  return scorer.measures.flatMap { measure in
    let isCounted = [.proportion, .rate, .ratio, .mean].contains(measure.kind)
    let counted = isCounted ? ["change", "numerator", "denominator"] : ["denominator"]
    let known = Set(counted + counted.map { "\($0):money" } + ["now", "after"] + settings)
    var rest = Substring(measure.act)
    var faults: [String] = []
    while let open = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[open] == "{", let close = rest[open...].firstIndex(of: "}") else {
        return ["\(measure.id): braces do not match in “\(measure.act)”"]
      }
      let name = String(rest[rest.index(after: open)..<close])
      if !known.contains(name) { faults.append("\(measure.id): there is nothing to write for {\(name)}") }
      rest = rest[rest.index(after: close)...]
    }
    return faults
  }
}

func settings(of scorer: any Scorer.Type) throws -> [String] {
  let settings = scorer.init().settings
  var faults = scorer.strayProperties.map { "it stores \($0), which is no setting" }
  faults += repeated(settings.map(\.id)).map { "there are several settings \($0)" }
  for setting in settings {
    if setting.help.isEmpty { faults.append("\(setting.id) is not documented") }
    if !isSnakeCase(setting.id) { faults.append("the setting \(setting.id) is not in snake case") }
    if !setting.domain.contains(setting.value) { faults.append("the default of \(setting.id) is not in its domain") }
  }
  // What stores anything else can't be configured at all.
  guard faults.isEmpty else { return faults }
  faults += try roundTrips(of: scorer)
  if (try? scorer.configured(by: ["no such setting": .integer(1)])) != nil {
    faults.append("it takes settings that it does not have")
  }
  for setting in settings {
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

func tables(of scorer: any Scorer.Type) -> [String] {
  var faults: [String] = []
  if scorer.reads.isEmpty { faults.append("it reads nothing") }
  faults += repeated(scorer.reads.map(\.table.name)).map { "it reads \($0) twice over" }
  for use in scorer.reads {
    let table = use.table
    let named =
      use.columns + table.key + table.rules.flatMap(\.columns) + table.columns.compactMap(\.knownFrom)
      + [table.datedBy].compactMap { $0 }
    faults += Set(named).filter { table.column($0) == nil }.sorted().map { "\(table.name) has no column \($0)" }
    if table.column("guild_id") != .id("guild_id") {
      faults.append("\(table.name) does not say by a guild_id whose its rows are")
    }
  }
  for measure in scorer.measures {
    if measure.needs.isEmpty { faults.append("\(measure.id) needs nothing: it would be measured without data") }
    for need in measure.needs {
      switch need {
      case .table(let name):
        if !scorer.reads.contains(where: { $0.table.name == name }) {
          faults.append("\(measure.id) needs \(name), which is not read")
        }
      case .column(let table, let name):
        if !scorer.reads.contains(where: { $0.table.name == table && $0.columns.contains(name) }) {
          faults.append("\(measure.id) needs \(table).\(name), which is not read")
        }
      }
    }
  }
  return faults
}

func examples(of scorer: any Scorer.Type) -> [String] {
  var faults: [String] = []
  if scorer.examples.count < 2 { faults.append("it has \(scorer.examples.count) examples, of at least 2") }
  faults += repeated(scorer.examples.map(\.title)).map { "several examples are called “\($0)”" }
  let shown = Set(scorer.examples.flatMap { example in example.expected.filter { $0.value != nil }.keys })
  faults += scorer.measures.filter { $0.isScored && !shown.contains($0.id) }.map { "no example shows \($0.id)" }
  for key in Set(scorer.examples.flatMap(\.expected.keys)).sorted() {
    let isKnown = scorer.measures.contains { measure in
      measure.kind == .breakdown ? key.hasPrefix("\(measure.id).") : key == measure.id
    }
    if !isKnown { faults.append("an example expects \(key), which it does not measure") }
  }
  return faults
}
