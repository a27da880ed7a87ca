import RatingProgramme
import ScorerKit

/// What is concluded from all guilds' measures.
struct Inferences: Sendable {
  /// By guild, scorer and measure; `nil` where there is no value.
  private(set) var byGuild: [[[Inference?]]]
  /// By guild.
  private(set) var leanings: [Leanings]

  /// - Parameter threads: how many measures are looked at at once; the result is the same for any number.
  init(of month: MeasuredMonth, _ rules: Rulebook, _ groups: PeerGroups, threads: Int) {
    let evidence = rules.programme.evidence
    let measures = rules.scorers.indices.flatMap { scorer in
      rules.scorers[scorer].measures.indices.map { (scorer: scorer, measure: $0) }
    }
    let inferred = concurrently(measures.count, threads: threads) { place in
      let (scorer, measure) = (
        measures[place].scorer, rules.scorers[measures[place].scorer].measures[measures[place].measure]
      )
      return infer(
        month.guilds.map { $0.estimate(scorer: scorer, measure.id) }, of: measure,
        designEffect: month.designEffects[rules.scorers[scorer].plan.id]?[measure.id] ?? 1, groups: groups, by: evidence
      )
    }
    let none = rules.scorers.map { scorer in scorer.measures.map { _ in Inference?.none } }
    byGuild = month.guilds.map { _ in none }
    for (place, inferences) in zip(measures, inferred) {
      for guild in inferences.indices { byGuild[guild][place.scorer][place.measure] = inferences[guild] }
    }
    leanings = byGuild.map { Leanings($0, rules) }
  }

  /// Of each scorer's measures that are scored, how they vary together.
  func correlations(_ rules: Rulebook, threads: Int) -> [Correlations] {
    concurrently(rules.scorers.count, threads: threads) { scorer in
      let scored = rules.scorers[scorer].plans.indices.filter { rules.scorers[scorer].plans[$0] != nil }
      let inferences = scored.map { measure in byGuild.map { $0[scorer][measure] } }
      return Correlations(
        inferences.map { $0.map { $0?.value } },
        reliabilities: inferences.map { guilds in
          let own = guilds.compactMap { $0?.leaning.own }
          return own.isEmpty ? 1 : own.reduce(0, +) / Double(own.count)
        })
    }
  }
}

extension Leanings {
  fileprivate init(_ inferences: [[Inference?]], _ rules: Rulebook) {
    scored = inferences.map { $0.map { $0?.leaning ?? .none } }
    compared = rules.gates.map { gate in
      gate.conditions.map { scorer, measure, condition in
        condition.sure.flatMap { inferences[scorer][measure]?.leaning(sure: $0, condition.comparison) }
      }
    }
  }
}
