import RatingProgramme
import RatingRecord
import ScorerKit

/// A programme made ready for scoring: measures and tiers by their places instead of their names, and what is the same
/// for every guild worked out once. All guilds' sheets share it.
final class Rulebook: Sendable {
  let programme: Programme
  let scorers: [ScorerRules]
  let gates: [GateRules]
  let reckoning: Reckoning

  struct ScorerRules: Sendable {
    let plan: ScorerPlan
    /// The values of its settings in words, by their names.
    let settings: [String: String]
    /// All of the scorer's measures, shown ones too.
    let measures: [Measure]
    /// Their titles, with the settings in them.
    let titles: [String]
    /// The programme's weight and curve for each of `measures`; `nil` where it is only shown.
    let plans: [MeasurePlan?]
    /// The value that earns all the points of each of `measures`; `nil` where it is only shown.
    let targets: [Double?]
    /// Its share of all weights, 0…1.
    let weight: Double

    /// A measure's place among `measures`.
    func place(of measure: Measure) -> Int? { measures.firstIndex { $0.id == measure.id } }
  }

  struct GateRules: Sendable {
    let gate: Programme.Gate
    let conditions: [(scorer: Int, measure: Int, condition: Programme.Gate.Condition)]
  }

  init(_ programme: Programme) {
    self.programme = programme
    reckoning = Reckoning(programme)
    let weight = programme.scorers.reduce(0) { $0 + $1.weight }
    scorers = programme.scorers.map { plan in
      let measures = plan.scorer.measures
      let plans = measures.map { measure in plan.measures.first { $0.measure.id == measure.id && $0.weight > 0 } }
      let settings = plan.scorer.spelledSettings
      return ScorerRules(
        plan: plan, settings: settings, measures: measures,
        titles: measures.map { measure in filled(measure.title) { settings[String($0)] } }, plans: plans,
        targets: plans.map { $0.flatMap { $0.curve.target(of: $0.measure, on: $0.scale) } },
        weight: weight > 0 ? plan.weight / weight : 0)
    }
    gates = programme.gates.map { gate in
      GateRules(
        gate: gate,
        conditions: gate.when.compactMap { condition in
          guard let scorer = programme.scorers.firstIndex(where: { $0.id == condition.scorer }),
            let measure = programme.scorers[scorer].scorer.measures
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
