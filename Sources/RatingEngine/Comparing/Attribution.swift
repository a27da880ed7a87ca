import RatingRecord

/// What each part of a change of programme does to each guild.
///
/// The parts are changed one after the other, from the first to the last and from the last to the first; each has half of what
/// changes at its turn in either. All are counted in halves of what scores and tiers are counted in, so they add up to the whole
/// change to the last digit; and turning the programmes round walks the same ways back. (The mean over all orders would be
/// Shapley's value; the two orders are what a change costs in twice as many ratings as it has parts. COINr's and others' effects
/// against a reference are told apart in the same way, see `PeerComparison`.)
struct Attribution {
  /// By guild.
  let effects: [[ProgrammeComparison.Effect]]

  /// - Parameters:
  ///   - parts: how many there are.
  ///   - decisions: with some parts as after, and the others as before.
  init(parts: Int, decisions: ([Bool]) throws -> Decisions) rethrows {
    let before = try decisions([Bool](repeating: false, count: parts))
    var effects = before.guilds.map { _ in [ProgrammeComparison.Effect]() }
    guard parts > 0 else {
      self.effects = effects
      return
    }
    var sums = before.guilds.map { _ in [State](repeating: State(), count: parts) }
    for order in [Array(0..<parts), (0..<parts).reversed()] {
      var taken = [Bool](repeating: false, count: parts)
      var last = before.states
      for part in order {
        taken[part] = true
        let next = try decisions(taken).states
        for guild in sums.indices { sums[guild][part].add(next[guild], less: last[guild]) }
        last = next
      }
    }
    let after = try decisions([Bool](repeating: true, count: parts))
    for guild in effects.indices {
      let isRated = before.scores[guild] != nil && after.scores[guild] != nil
      effects[guild] = sums[guild].enumerated().compactMap { part, sum in
        let effect = ProgrammeComparison.Effect(
          part: part, score: isRated ? sum.score : 0, tier: isRated ? sum.tier : 0, rated: sum.rated)
        return effect.score == 0 && effect.tier == 0 && effect.rated == 0 ? nil : effect
      }
    }
    self.effects = effects
  }

  /// What is counted of a guild; where it is unrated on the way, what its score would be.
  fileprivate struct State {
    var score: Hundredths = 0
    var tier = 0
    var rated = 0

    mutating func add(_ next: State, less last: State) {
      score += next.score - last.score
      tier += next.tier - last.tier
      rated += next.rated - last.rated
    }
  }
}

extension Decisions {
  fileprivate var states: [Attribution.State] {
    guilds.indices.map { guild in
      Attribution.State(
        score: rawScores[guild] ?? 0, tier: rawTiers[guild] ?? 0, rated: scores[guild] == nil ? 0 : 1)
    }
  }
}
