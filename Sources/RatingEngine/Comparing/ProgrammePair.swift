import RatingProgramme
import RatingRecord
import ScorerKit

/// Two programmes, what they differ in, and every programme between them that has some things of the one and the rest of
/// the other.
struct ProgrammePair: Sendable {
  let before: Programme
  let after: Programme
  let weighing: Weighing
  /// In an order that is the same whichever programme comes first.
  private let differences: [Difference]
  private let grouping: Grouping

  /// What can be taken from either programme by itself, unless it belongs with something else.
  enum Aspect: Hashable, Sendable {
    case scale, window, exemptions, peers, combine, missing, rounding, adjustments, bonus, evidence, tiers, movement
    case incentives
    case order
    /// Whether the programme has the scorer.
    case scorer(String)
    case weight(String)
    /// Its window, settings and declared measures: what is tallied for it.
    case tallies(String)
    case measureWeight(String, String)
    case curve(String, String)
    case gate(String)
  }

  /// What goes together, since one without the other means nothing or has not been tallied.
  struct Grouping: Sendable {
    var changesScale = false
    var renamesTiers = false
    var changesExemptions = false
    /// Scorers of which other measures are declared.
    var redeclared: Set<String> = []

    /// What an aspect belongs with; itself, mostly.
    func lead(of aspect: Aspect) -> Aspect {
      switch aspect {
      case .rounding, .adjustments, .bonus, .tiers, .movement, .scorer: changesScale ? .scale : aspect
      case .gate, .incentives: renamesTiers ? lead(of: .tiers) : aspect
      case .tallies: changesExemptions ? .exemptions : aspect
      case .measureWeight(let scorer, _): redeclared.contains(scorer) ? lead(of: .tallies(scorer)) : aspect
      case .curve(let scorer, _):
        changesScale ? .scale : redeclared.contains(scorer) ? lead(of: .tallies(scorer)) : aspect
      default: aspect
      }
    }
  }

  struct Difference: Sendable {
    let aspect: Aspect
    let part: ProgrammeComparison.Part
  }

  init(_ before: Programme, _ after: Programme) {
    (self.before, self.after) = (before, after)
    weighing = Weighing(before.scorerWeights, after.scorerWeights)
    var grouping = Grouping(
      changesScale: before.scale != after.scale, renamesTiers: before.tiers.map(\.name) != after.tiers.map(\.name),
      changesExemptions: before.exemptions != after.exemptions)
    for one in before.scorers {
      guard let other = after.plan(one.id), one.scorer is any DeclaringScorer else { continue }
      if one.scorer.measures != other.scorer.measures { grouping.redeclared.insert(one.id) }
    }
    self.grouping = grouping
    differences = differing(before, after, weighing).filter { grouping.lead(of: $0.aspect) == $0.aspect }
  }

  var parts: [ProgrammeComparison.Part] { differences.map(\.part) }

  /// The programme with some parts as they are after, and the others as they are before.
  ///
  /// - Parameter taken: by part, whether it is as after.
  func mixture(_ taken: [Bool]) -> Programme {
    if !taken.contains(true) { return before }
    if !taken.contains(false) { return after }
    return Mixture(
      pair: self, grouping: grouping, chosen: Set(zip(differences, taken).filter(\.1).map(\.0.aspect))
    ).programme
  }
}

/// What lies between two programmes.
private struct Mixture {
  let pair: ProgrammePair
  let grouping: ProgrammePair.Grouping
  /// What is as after.
  let chosen: Set<ProgrammePair.Aspect>

  private func isAfter(_ aspect: ProgrammePair.Aspect) -> Bool { chosen.contains(grouping.lead(of: aspect)) }
  private func side(_ aspect: ProgrammePair.Aspect) -> Programme { isAfter(aspect) ? pair.after : pair.before }

  var programme: Programme {
    var mixed = pair.before
    mixed.window = side(.window).window
    mixed.peers = side(.peers).peers
    mixed.exemptions = side(.exemptions).exemptions
    mixed.scorers = scorers
    mixed.combine = side(.combine).combine
    mixed.missing = side(.missing).missing
    mixed.evidence = side(.evidence).evidence
    mixed.scale = side(.scale).scale
    mixed.rounding = side(.rounding).rounding
    mixed.adjustments = side(.adjustments).adjustments
    mixed.consistencyBonus = side(.bonus).consistencyBonus
    (mixed.tiers, mixed.thresholds) = (side(.tiers).tiers, side(.tiers).thresholds)
    mixed.gates = gates
    mixed.movement = side(.movement).movement
    mixed.incentives = side(.incentives).incentives
    return mixed
  }

  /// In the order of their names: of several that fire none comes first.
  private var gates: [Programme.Gate] {
    Set((pair.before.gates + pair.after.gates).map(\.name)).sorted().compactMap { name in
      side(.gate(name)).gates.first { $0.name == name }
    }
  }

  /// All that either programme has, so that gates find their measures; a scorer that is not there weighs nothing.
  private var scorers: [ScorerPlan] {
    let ids = side(.order).scorers.map(\.id)
    let others = Set((pair.before.scorers + pair.after.scorers).map(\.id)).subtracting(ids).sorted()
    let common = ids.filter { pair.before.plan($0) != nil && pair.after.plan($0) != nil }
    let lone = (ids.filter { !common.contains($0) } + others).sorted()
    return (common + lone).compactMap { id in
      guard let before = pair.before.plan(id), let after = pair.after.plan(id) else { return single(id) }
      let own = isAfter(.tallies(id)) ? after : before
      var mixed = own
      mixed.weight = pair.weighing.weight(id, isAfter: isAfter(.weight(id))) ?? own.weight
      let weights = Weighing(before.measureWeights, after.measureWeights)
      mixed.measures = own.measures.map { measure in
        var measure = measure
        let id = measure.measure.id
        if let weight = weights.weight(id, isAfter: isAfter(.measureWeight(own.id, id))) { measure.weight = weight }
        let scored = isAfter(.curve(own.id, id)) ? after : before
        if let plan = scored.measures.first(where: { $0.measure.id == id }) {
          (measure.curve, measure.scale) = (plan.curve, plan.scale)
        }
        return measure
      }
      return mixed
    }
  }

  /// A scorer that one of the programmes has.
  private func single(_ id: String) -> ScorerPlan? {
    guard var plan = pair.before.plan(id) ?? pair.after.plan(id) else { return nil }
    let isThere = side(.scorer(id)).plan(id) != nil
    plan.weight = isThere ? pair.weighing.weight(id, isAfter: pair.before.plan(id) == nil) ?? plan.weight : 0
    return plan
  }
}

extension Programme {
  func plan(_ id: String) -> ScorerPlan? { scorers.first { $0.id == id } }

  var scorerWeights: [String: Double] {
    Dictionary(scorers.map { ($0.id, $0.weight) }, uniquingKeysWith: { first, _ in first })
  }
}

extension ScorerPlan {
  var measureWeights: [String: Double] {
    Dictionary(measures.map { ($0.measure.id, $0.weight) }, uniquingKeysWith: { first, _ in first })
  }
}
