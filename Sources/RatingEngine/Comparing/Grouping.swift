import RatingProgramme
import ScorerKit

/// What goes together, since one without the other means nothing or has not been tallied.
struct Grouping: Sendable {
  typealias Aspect = ProgrammePair.Aspect

  /// Whether the tiers at the same places are the same ones, whatever they are called.
  let tiersMatch: Bool
  /// Whether the tables are read once for each programme, so that no tallies are both before and after.
  let isTalliedApart: Bool
  private var leads: [Aspect: Aspect] = [:]

  init(_ before: Programme, _ after: Programme, gates: [GatePair], tiersMatch: Bool) {
    self.tiersMatch = tiersMatch
    isTalliedApart = before.exemptions != after.exemptions
    if before.scale != after.scale { uniteByScale(before, after) }
    if !tiersMatch {
      unite(.incentives, with: .tiers)
      for gate in gates.indices { unite(.gate(gate), with: .tiers) }
    }
    if isTalliedApart { uniteByTallies(before, after, gates) }
    for one in before.scorers {
      guard let two = after.plan(one.id) else { continue }
      uniteDeclared(one, two, gates)
      // Scorers that go by the programme's window change it with the programme.
      if one.window == before.window, two.window == after.window, one.window != two.window {
        unite(.tallies(one.id), with: .window)
      }
    }
  }

  /// What an aspect belongs with; itself, mostly.
  func lead(of aspect: Aspect) -> Aspect {
    var lead = aspect
    while let next = leads[lead] { lead = next }
    return lead
  }

  private mutating func unite(_ aspect: Aspect, with other: Aspect) {
    let (one, two) = (lead(of: aspect), lead(of: other))
    if one != two { leads[one] = two }
  }

  /// What is written in points.
  private mutating func uniteByScale(_ before: Programme, _ after: Programme) {
    for aspect in [Aspect.rounding, .adjustments, .bonus, .tiers, .movement] { unite(aspect, with: .scale) }
    for plan in before.scorers + after.scorers {
      guard before.plan(plan.id) != nil, after.plan(plan.id) != nil else {
        unite(.scorer(plan.id), with: .scale)
        continue
      }
      for measure in plan.measures { unite(.curve(plan.id, measure.measure.id), with: .scale) }
    }
  }

  /// What is tallied with either programme's exemptions only.
  private mutating func uniteByTallies(_ before: Programme, _ after: Programme, _ gates: [GatePair]) {
    unite(.window, with: .exemptions)
    for id in Set((before.scorers + after.scorers).map(\.id)) {
      guard before.plan(id) == nil || after.plan(id) == nil else {
        unite(.tallies(id), with: .exemptions)
        continue
      }
      unite(.scorer(id), with: .exemptions)
      for place in gates.indices where gates[place].looksAt({ $0.scorer == id }) {
        unite(.gate(place), with: .exemptions)
      }
    }
  }

  /// Measures that are declared by one programme only, or as something else.
  private mutating func uniteDeclared(_ one: ScorerPlan, _ two: ScorerPlan, _ gates: [GatePair]) {
    guard one.scorer is any DeclaringScorer else { return }
    for name in Set((one.scorer.measures + two.scorer.measures).map(\.id)) where !isSameMeasure(name, one, two) {
      unite(.measureWeight(one.id, name), with: .tallies(one.id))
      unite(.curve(one.id, name), with: .tallies(one.id))
      for place in gates.indices where gates[place].looksAt({ $0.scorer == one.id && $0.measure == name }) {
        unite(.gate(place), with: .tallies(one.id))
      }
    }
  }
}

/// Whether a measure is declared alike, titles and advice apart.
func isSameMeasure(_ name: String, _ one: ScorerPlan, _ two: ScorerPlan) -> Bool {
  guard let a = one.scorer.measures.first(where: { $0.id == name }),
    let b = two.scorer.measures.first(where: { $0.id == name })
  else { return false }
  return a.unit == b.unit && a.direction == b.direction && a.kind == b.kind && a.isScored == b.isScored
}

/// Whether tiers at the same places are the same ones. They are not where there are more of them, and where those that both
/// programmes have, in the same order, stand elsewhere: then others were put before them.
func doTiersMatch(_ before: Programme, _ after: Programme) -> Bool {
  let (one, two) = (before.tiers.map(\.name), after.tiers.map(\.name))
  guard one.count == two.count else { return false }
  let shared = one.filter(two.contains)
  return shared != two.filter(one.contains) || shared.allSatisfy { one.firstIndex(of: $0) == two.firstIndex(of: $0) }
}

extension GatePair {
  fileprivate func looksAt(_ isMeant: (Programme.Gate.Condition) -> Bool) -> Bool {
    [before, after].compactMap(\.self).contains { $0.when.contains(where: isMeant) }
  }
}
