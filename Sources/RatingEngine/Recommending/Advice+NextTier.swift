import RatingProgramme
import RatingRecord
import ScorerKit

extension Advice {
  /// What the next tier takes at the least: one change if one is enough, namely the one that goes the smallest part of the
  /// way to its target; or else the fewest, those that can bring most first, the last of them no further than need be.
  var nextTier: NextTier? {
    let outcome = sheet.outcome
    guard let score = outcome.score, let tier = outcome.tier, tier > 0 else { return nil }
    let wanted = sheet.rules.programme.tiers[tier - 1]
    let missing = max(0, wanted.from - score)
    let acts = missing > 0 ? leastChanges(toReach: wanted.from) : []
    let after = (acts ?? []).reduce(sheet) { state, offer in
      state.replacing(scorer: offer.lever.scorer, measure: offer.lever.measure, by: offer.change.after)
    }
    let gates = zip(sheet.rules.gates, after.outcome.gates).compactMap { rule, isFired in
      isFired == true && rule.gate.cap > tier - 1 ? rule.gate.name : nil
    }
    return NextTier(
      tier: wanted.name, missing: inPoints(missing), acts: acts?.map(said) ?? [], isReachable: acts != nil,
      gates: gates)
  }

  /// `nil` where all the levers together do not get there.
  private func leastChanges(toReach score: Hundredths) -> [Offer]? {
    let enough = levers.compactMap { lever in way(of: lever, from: sheet, toReach: score).map { (lever, part: $0) } }
    if let single = enough.min(by: { $0.part < $1.part }) {
      return act(single.0, part: single.1).map { [$0] }
    }
    let byReach = levers.sorted { reach($0) > reach($1) }
    var (state, acts) = (sheet, [Offer]())
    for lever in byReach {
      if let part = way(of: lever, from: state, toReach: score) {
        guard let last = act(lever, part: part) else { return nil }
        return acts + [last]
      }
      guard let full = act(lever, part: 1) else { continue }
      acts.append(full)
      state = state.replacing(scorer: lever.scorer, measure: lever.measure, by: full.change.after)
    }
    return nil
  }

  private func act(_ lever: Lever, part: Double) -> Offer? {
    offer(lever, to: value(of: lever, part: part), basis: part == 1 ? .curve : .threshold)
  }

  /// The score with the lever at its target.
  private func reach(_ lever: Lever) -> Hundredths { score(sheet, lever, part: 1) ?? 0 }

  /// The smallest part of the way to the lever's target that reaches the score; `nil` where the whole way does not.
  private func way(of lever: Lever, from state: ScoreSheet, toReach wanted: Hundredths) -> Double? {
    guard let full = score(state, lever, part: 1), full >= wanted else { return nil }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if let reached = score(state, lever, part: middle), reached >= wanted { high = middle } else { low = middle }
    }
    return high
  }

  private func score(_ state: ScoreSheet, _ lever: Lever, part: Double) -> Hundredths? {
    let wanted = value(of: lever, part: part)
    guard let change = Change(to: wanted, from: lever.estimate, of: lever.plan.measure) else {
      return state.outcome.score
    }
    return state.replacing(scorer: lever.scorer, measure: lever.measure, by: change.after).outcome.score
  }

  /// The value that lies this part of the way from now to the target.
  private func value(of lever: Lever, part: Double) -> Double {
    guard let target = lever.plan.curve.target(of: lever.plan.measure) else { return lever.now }
    // A median that is never reached starts from where its curve has given all points up.
    let start = lever.now.isFinite ? lever.now : max(target * 100, 1)
    return part == 1 ? target : start + part * (target - start)
  }
}
