import RatingProgramme
import RatingRecord
import ScorerKit

/// What is concluded from all guilds' measures.
struct Inferences: Sendable {
  /// By guild, scorer and measure; `nil` where there is no value.
  let byGuild: [[[Inference?]]]
  /// By guild.
  let leanings: [Leanings]

  /// - Parameter threads: how many measures are looked at at once; the result is the same for any number.
  /// - Throws: `EngineError.unusableEvidence`.
  init(of month: MeasuredMonth, _ rules: Rulebook, _ groups: PeerGroups, threads: Int) throws(EngineError) {
    self.init(try month.inferred(rules.scorers.indices.map { $0 }, rules, groups, threads: threads), rules)
  }

  /// - Parameter byScorer: by scorer, measure and guild.
  init(_ byScorer: [[[Inference?]]], _ rules: Rulebook) {
    let guilds = byScorer.lazy.compactMap { $0.first }.first?.count ?? 0
    byGuild = (0..<guilds).map { guild in byScorer.map { $0.map { $0[guild] } } }
    leanings = byGuild.map { Leanings($0, rules) }
  }

  /// How the scored measures vary together.
  func correlations(_ rules: Rulebook, threads: Int) -> Correlations {
    var (scorers, inferences): ([Range<Int>], [[Inference?]]) = ([], [])
    for scorer in rules.scorers.indices {
      let first = inferences.count
      for measure in rules.scorers[scorer].plans.indices where rules.scorers[scorer].plans[measure] != nil {
        inferences.append(byGuild.map { $0[scorer][measure] })
      }
      scorers.append(first..<inferences.count)
    }
    return Correlations(scorers, inferences, threads: threads)
  }
}

extension MeasuredMonth {
  /// What is concluded of some scorers' measures, by scorer, measure and guild.
  ///
  /// - Throws: `EngineError.unusableEvidence`.
  func inferred(
    _ scorers: [Int], _ rules: Rulebook, _ groups: PeerGroups, threads: Int
  ) throws(EngineError) -> [[[Inference?]]] {
    let evidence = rules.programme.evidence
    let measures = scorers.flatMap { scorer in
      rules.scorers[scorer].measures.indices.map { (scorer: scorer, measure: $0) }
    }
    let inferred = try concurrently(measures.count, threads: threads) { place throws(EngineError) in
      let scorer = measures[place].scorer
      let (id, measure) = (rules.scorers[scorer].plan.id, rules.scorers[scorer].measures[measures[place].measure])
      let inferences = infer(
        guilds.map { $0.estimate(scorer: scorer, measure.id) }, of: measure,
        designEffect: designEffects[id]?[measure.id] ?? 1, groups: groups, by: evidence)
      if let fault = inferences.firstIndex(where: { $0?.isUsable == false }) {
        throw .unusableEvidence(scorer: id, measure: measure.id, guild: guilds[fault].guild.id.description)
      }
      return inferences
    }
    var rest = inferred[...]
    return scorers.map { scorer in
      let count = rules.scorers[scorer].measures.count
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
  }
}

extension Leanings {
  fileprivate init(_ inferences: [[Inference?]], _ rules: Rulebook) {
    scored = inferences.map { $0.map { $0?.leaning ?? .none } }
    guard rules.gates.contains(where: { $0.conditions.contains { $0.condition.sure != nil } }) else { return }
    compared = rules.gates.map { gate in
      gate.conditions.map { scorer, measure, condition in
        guard let sure = condition.sure else { return .value }
        return inferences[scorer][measure]?.leaning(sure: sure, condition.comparison).map(GateReading.end) ?? .unknown
      }
    }
  }
}
