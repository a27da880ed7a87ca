import ScorerKit

extension ProgrammeReading {
  mutating func gates(
    _ field: Field?, scorers: [ScorerSection], tiers: [String]?
  ) -> [Programme.Gate] {
    let expectation =
      "write a list of gates, such as `- { name: payout arrears, when: { scorer.measure: { above: 5% } }, cap: Bronze }`"
    let items = items(field, each: "gate", expectation: expectation) ?? []
    var gates: [Programme.Gate] = []
    var names: [String] = []
    for item in items {
      guard
        let section = entry(item, keys: GateKeys.all, expectation)
      else { continue }
      let name = required(GateKeys.name, in: section)
      if let name, names.contains(name) {
        report(
          section[GateKeys.name]?.place ?? item.place, "the gate \(quoted(name)) comes twice; give each its own name")
      }
      if let name { names.append(name) }
      let when = conditions(section, scorers)
      let cap = cap(section, tiers)
      let reason = read(GateKeys.reason, in: section)
      let isImmediate = read(GateKeys.immediate, in: section) ?? true
      if let name, let cap {
        gates.append(Programme.Gate(name: name, when: when, cap: cap, reason: reason, isImmediate: isImmediate))
      }
    }
    return gates
  }

  private mutating func cap(_ gate: Section, _ tiers: [String]?) -> Int? {
    guard let field = gate[GateKeys.cap] else {
      report(gate.place, "\(quoted(gate.name)) has no `cap`; write the best tier it allows, such as `cap: Bronze`")
      return nil
    }
    guard let tiers, let best = tiers.first else { return nil }
    if tiers.count == 1 {
      report(field.place, "a cap at the best tier changes nothing, and there is no other; take the gate out")
      return nil
    }
    if case .scalar(let text, _) = field.node.content, Spelling.word(of: [best]).read(text) != nil {
      report(field.place, "a cap at the best tier changes nothing; name a lower tier, or take the gate out")
      return nil
    }
    return tier(field, among: Array(tiers.dropFirst())).map { $0 + 1 }
  }

  private mutating func conditions(_ gate: Section, _ scorers: [ScorerSection]) -> [Programme.Gate.Condition] {
    let example = "write a measure and a limit, such as `payout_fairness.underpayment_rate: { above: 5% }`"
    guard let when = gate[GateKeys.when] else {
      report(gate.place, "\(quoted(gate.name)) has no `when`; \(example)")
      return []
    }
    guard let group = group(when, named: "when", expectation: example) else { return [] }
    if group.fields.isEmpty { report(when.place, "`when` is empty; \(example)") }
    var conditions: [Programme.Gate.Condition] = []
    for field in group.fields {
      guard let (scorer, measure) = target(field, scorers) else { continue }
      let before = mistakes.count
      let limits = section(field, named: field.name, keys: GateKeys.limits(.value(of: measure)))
      let sure = read(GateKeys.sure, in: limits)
      let found = Programme.Gate.Comparison.allCases.filter { limits?[$0.rawValue] != nil }
      if found.isEmpty, mistakes.count == before {
        report(field.place, "\(quoted(field.name)) has no limit; write `{ above: … }` or `{ below: … }`")
      }
      for comparison in found {
        guard let limit = read(limits?[comparison.rawValue], as: .value(of: measure)) else { continue }
        conditions.append(
          .init(scorer: scorer, measure: measure.id, comparison: comparison, limit: limit, sure: sure))
      }
    }
    return conditions
  }

  /// The measure that `scorer.measure` names.
  private mutating func target(_ field: Field, _ sections: [ScorerSection]) -> (scorer: String, measure: Measure)? {
    let scorers = sections.map { (id: $0.type.id, measures: $0.measures) }
    // Without any scorer that can be read there is no telling which measures there are.
    guard !scorers.isEmpty else { return nil }
    if let found = measure(named: field.name, of: scorers) {
      guard found.measure.kind == .breakdown else { return found }
      report(field.keyPlace, "\(quoted(field.name)) is a breakdown, without one value to limit; name another measure")
      return nil
    }
    if let other = measure(named: field.name, of: registry.map { ($0.id, $0.measures) }) {
      report(
        field.keyPlace,
        "the programme does not use the scorer \(quoted(other.scorer)); add it to `scorers`, or take the condition out")
      return nil
    }
    let names = scorers.flatMap { scorer in
      scorer.measures.filter { $0.kind != .breakdown }.map { "\(scorer.id).\($0.id)" }
    }
    report(
      field.keyPlace,
      "there is no measure \(quoted(field.name)); write `scorer.measure`\(didYouMean(nearestName(to: field.name, among: names)))"
    )
    return nil
  }

  private func measure(
    named name: String, of scorers: [(id: String, measures: [Measure])]
  ) -> (scorer: String, measure: Measure)? {
    for (id, measures) in scorers {
      if let measure = measures.first(where: { "\(id).\($0.id)" == name }) { return (id, measure) }
    }
    return nil
  }
}
