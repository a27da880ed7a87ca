import RatingProgramme
import RatingRecord
import ScorerKit

extension Advice {
  /// What the next tier takes at the least: first what lifts the gates that stand in its way; then, if points are missing,
  /// one change if one is enough, namely the one that goes the smallest part of the way to its target; or else the fewest,
  /// those that can bring most first, the last of them no further than need be.
  var nextTier: NextTier? {
    guard let reckoned = outcome.reckoned, let tier = outcome.tier, tier > 0 else { return nil }
    let wanted = rules.programme.tiers[tier - 1]
    let lifting = liftingGates(before: tier - 1)
    let lifted = applying(lifting, to: sheet)
    let more = score(of: lifted) >= wanted.from ? [] : leastChanges(toReach: wanted.from, from: lifted)
    // What goes further with a measure takes the place of what only lifts its gate.
    let acts = lifting.filter { offer in more?.contains { $0.lever.isSame(as: offer.lever) } != true } + (more ?? [])
    let after = applying(acts, to: sheet)
    return NextTier(
      tier: wanted.name, missing: Reckoned.points(max(0, reckoned.rounding.least(for: wanted.from) - reckoned.kept)),
      acts: acts.map(said),
      isReachable: more != nil,
      gates: rules.gates.indices.filter { stands($0, after: after, before: tier - 1) }.map { rules.gates[$0].gate.name }
    )
  }

  /// What lifts the gates that cap the tier below this one, as far as any change can.
  private func liftingGates(before tier: Int) -> [Offer] {
    rules.gates.indices.reduce(into: []) { acts, gate in
      guard stands(gate, after: applying(acts, to: sheet), before: tier), let act = lift(gate) else { return }
      acts.removeAll { $0.lever.isSame(as: act.lever) }
      acts.append(act)
    }
  }

  /// Whether a gate caps the tier below this one.
  private func stands(_ gate: Int, after state: ScoreSheet, before tier: Int) -> Bool {
    state.fires(gate) == true && rules.gates[gate].gate.cap > tier
  }

  /// The smallest change that makes one of a gate's conditions fail; `nil` where none of them can be improved away.
  private func lift(_ gate: Int) -> Offer? {
    rules.gates[gate].conditions.lazy.compactMap { scorer, measure, condition in
      let kind = rules.scorers[scorer].measures[measure]
      let isWorseBeyond = (condition.comparison == .above) == (kind.direction == .lower)
      guard isWorseBeyond, let now = sheet.values[scorer][measure],
        let estimate = guild.estimate(scorer: scorer, kind.id)
      else { return nil }
      let lever = Lever(
        scorer: scorer, measure: measure, estimate: estimate, target: rules.scorers[scorer].targets[measure], now: now,
        start: now)
      return offer(lever, to: condition.limit, basis: .gate)
    }.first
  }

  private func applying(_ offers: [Offer], to state: ScoreSheet) -> ScoreSheet {
    offers.reduce(state) { state, offer in
      state.replacing(scorer: offer.lever.scorer, measure: offer.lever.measure, by: offer.change.after)
    }
  }

  private func score(of state: ScoreSheet) -> Hundredths { state.outcome.score ?? 0 }

  /// `nil` where all the levers together do not get there.
  private func leastChanges(toReach score: Hundredths, from start: ScoreSheet) -> [Offer]? {
    let levers = levers.map { lever in
      var lever = lever
      lever.start = start.values[lever.scorer][lever.measure] ?? lever.now
      return lever
    }
    let enough = levers.compactMap { lever in way(of: lever, from: start, toReach: score).map { (lever, part: $0) } }
    if let single = enough.min(by: { $0.part < $1.part }) {
      return act(single.0, part: single.1).map { [$0] }
    }
    let byReach = zip(levers, levers.map(reach)).sorted { $0.1 > $1.1 }.map(\.0)
    var (state, acts) = (start, [Offer]())
    for lever in byReach {
      if let part = way(of: lever, from: state, toReach: score) {
        guard let last = act(lever, part: part) else { return nil }
        return trimmed(acts + [last], toReach: score, from: start)
      }
      guard let full = act(lever, part: 1) else { continue }
      acts.append(full)
      state = state.replacing(scorer: lever.scorer, measure: lever.measure, by: full.change.after)
    }
    return nil
  }

  /// The same changes, each of the earlier ones taken back as far as the others allow, or left out where they do without.
  private func trimmed(_ acts: [Offer], toReach score: Hundredths, from start: ScoreSheet) -> [Offer] {
    acts.indices.dropLast().reversed().reduce(into: acts) { acts, place in
      let others = applying(acts.indices.filter { $0 != place }.map { acts[$0] }, to: start)
      let lever = acts[place].lever
      if self.score(of: others) >= score {
        acts.remove(at: place)
        return
      }
      guard let part = way(of: lever, from: others, toReach: score), let less = act(lever, part: part) else { return }
      acts[place] = less
    }
  }

  private func act(_ lever: Lever, part: Double) -> Offer? {
    offer(lever, to: value(of: lever, part: part), basis: part == 1 ? .curve : .threshold)
  }

  /// The score with the lever at its target.
  private func reach(_ lever: Lever) -> Hundredths {
    guard var trial = trial(of: lever, in: sheet) else { return score(of: sheet) }
    return score(&trial, lever, part: 1) ?? 0
  }

  /// The smallest part of the way to the lever's target that reaches the score; `nil` where the whole way does not.
  private func way(of lever: Lever, from state: ScoreSheet, toReach wanted: Hundredths) -> Double? {
    guard var trial = trial(of: lever, in: state), let full = score(&trial, lever, part: 1), full >= wanted
    else { return nil }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if let reached = score(&trial, lever, part: middle), reached >= wanted { high = middle } else { low = middle }
    }
    return high
  }

  private func trial(of lever: Lever, in state: ScoreSheet) -> Trial? {
    Trial(of: state, scorer: lever.scorer, measure: lever.measure)
  }

  private func score(_ trial: inout Trial, _ lever: Lever, part: Double) -> Hundredths? {
    let change = Change(to: value(of: lever, part: part), from: lever.estimate, of: trial.plan.measure)
    return change.map { trial.score(at: $0.after) } ?? trial.now
  }

  /// The value that lies this part of the way from now to the target.
  private func value(of lever: Lever, part: Double) -> Double {
    guard let target = lever.target else { return lever.now }
    // A median that is never reached starts from where its curve has given all points up.
    let start = lever.start.isFinite ? lever.start : max(target * 100, 1)
    return part == 1 ? target : start + part * (target - start)
  }
}

extension Advice.Lever {
  func isSame(as other: Advice.Lever) -> Bool { scorer == other.scorer && measure == other.measure }
}
