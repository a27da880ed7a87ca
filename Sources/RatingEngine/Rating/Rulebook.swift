import RatingProgramme
import RatingRecord
import ScorerKit

/// A programme made ready for scoring: measures and tiers by their places instead of their names.
struct Rulebook {
  let programme: Programme
  let scorers: [ScorerRules]
  let gates: [GateRules]

  struct ScorerRules {
    let plan: ScorerPlan
    /// All of the scorer's measures, shown ones too.
    let measures: [Measure]
    /// The programme's weight and curve for each of `measures`; `nil` where it is only shown.
    let plans: [MeasurePlan?]
    /// Its share of all weights, 0…1.
    let weight: Double
  }

  struct GateRules {
    let gate: Programme.Gate
    let conditions: [(scorer: Int, measure: Int, condition: Programme.Gate.Condition)]
  }

  init(_ programme: Programme) {
    self.programme = programme
    let weight = programme.scorers.reduce(0) { $0 + $1.weight }
    scorers = programme.scorers.map { plan in
      let measures = type(of: plan.scorer).measures
      return ScorerRules(
        plan: plan, measures: measures,
        plans: measures.map { measure in plan.measures.first { $0.measure.id == measure.id && $0.weight > 0 } },
        weight: weight > 0 ? plan.weight / weight : 0)
    }
    gates = programme.gates.map { gate in
      GateRules(
        gate: gate,
        conditions: gate.when.compactMap { condition in
          guard let scorer = programme.scorers.firstIndex(where: { $0.id == condition.scorer }),
            let measure = type(of: programme.scorers[scorer].scorer).measures
              .firstIndex(where: { $0.id == condition.measure })
          else { return nil }
          return (scorer, measure, condition)
        })
    }
  }

  /// The place of the tier that a score earns.
  func tier(of score: Hundredths) -> Int {
    programme.tiers.firstIndex { score >= $0.from } ?? programme.tiers.count - 1
  }
}
