import RatingProgramme
import RatingRecord
import ScorerKit

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

extension Grounds {
  /// How the scored measures vary together.
  func correlations(_ rules: Rulebook, threads: Int) -> Correlations {
    var (places, inferences): ([Range<Int>], [[Inference?]]) = ([], [])
    for scorer in rules.scorers.indices {
      let first = inferences.count
      for measure in rules.scorers[scorer].plans.indices where rules.scorers[scorer].plans[measure] != nil {
        inferences.append(scorers[scorer].inferences[measure])
      }
      places.append(first..<inferences.count)
    }
    return Correlations(places, inferences, threads: threads)
  }
}
