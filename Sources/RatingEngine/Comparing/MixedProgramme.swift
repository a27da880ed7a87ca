import RatingProgramme
import ScorerKit

/// What lies between two programmes.
struct MixedProgramme {
  let pair: ProgrammePair
  /// The leads of what is as after.
  let chosen: Set<ProgrammePair.Aspect>

  private func isAfter(_ aspect: ProgrammePair.Aspect) -> Bool { chosen.contains(pair.grouping.lead(of: aspect)) }
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
    if pair.grouping.tiersMatch {
      for (place, tier) in side(.tierNames).tiers.enumerated() { mixed.tiers[place].name = tier.name }
    }
    mixed.gates = gates
    mixed.movement = side(.movement).movement
    mixed.incentives = side(.incentives).incentives
    return mixed
  }

  /// Their order says nothing: of several that fire the lowest cap holds.
  private var gates: [Programme.Gate] {
    pair.gates.enumerated().compactMap { place, gate in
      guard var mixed = isAfter(.gate(place)) ? gate.after : gate.before else { return nil }
      if let before = gate.before, let after = gate.after {
        mixed.name = isAfter(.gateName(place)) ? after.name : before.name
      }
      return mixed
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

  /// A scorer that one of the programmes has. Where the programmes are tallied apart, there is nothing of it elsewhere.
  private func single(_ id: String) -> ScorerPlan? {
    guard var plan = pair.before.plan(id) ?? pair.after.plan(id) else { return nil }
    let isThere = side(.scorer(id)).plan(id) != nil
    if !isThere, pair.grouping.isTalliedApart { return nil }
    plan.weight = isThere ? pair.weighing.weight(id, isAfter: pair.before.plan(id) == nil) ?? plan.weight : 0
    return plan
  }
}
