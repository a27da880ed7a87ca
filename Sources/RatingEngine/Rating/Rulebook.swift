import RatingProgramme
import RatingRecord
import ScorerKit

/// A programme made ready for scoring: measures and tiers by their places instead of their names, and what is the same
/// for every guild worked out once. All sheets of guilds that are compared with each other share it.
final class Rulebook: Sendable {
  let programme: Programme
  let scorers: [ScorerRules]
  let gates: [GateRules]
  let reckoning: Reckoning

  /// An object, as every guild's sheet asks for each.
  final class ScorerRules: Sendable {
    let plan: ScorerPlan
    /// The values of its settings in words, by their names.
    let settings: [String: String]
    /// All of the scorer's measures, shown ones too.
    let measures: [Measure]
    /// Their titles, with the settings in them.
    let titles: [String]
    /// The programme's weight and curve for each of `measures`; `nil` where it is only shown.
    let plans: [ScoredMeasure?]
    /// The value that earns all the points of each of `measures`; `nil` where it is only shown.
    let targets: [Double?]
    /// Its share of all weights, 0…1.
    let weight: Double

    init(
      plan: ScorerPlan, settings: [String: String], measures: [Measure], titles: [String], plans: [ScoredMeasure?],
      weight: Double
    ) {
      self.plan = plan
      self.settings = settings
      self.measures = measures
      self.titles = titles
      self.plans = plans
      targets = plans.map { $0?.target }
      self.weight = weight
    }

    /// A measure's place among `measures`.
    func place(of measure: Measure) -> Int? { measures.firstIndex { $0.id == measure.id } }
  }

  struct GateRules: Sendable {
    let gate: Programme.Gate
    let conditions: [(scorer: Int, measure: Int, condition: Programme.Gate.Condition)]
  }

  /// - Parameter peers: the values of the guilds that are compared, for curves against peers.
  init(
    _ programme: Programme,
    peers: (_ scorer: Int, _ measure: Int) -> SortedValues = { _, _ in SortedValues([]) }
  ) {
    self.programme = programme
    reckoning = Reckoning(programme)
    let weight = programme.scorers.reduce(0) { $0 + $1.weight }
    scorers = programme.scorers.enumerated().map { scorer, plan in
      let measures = plan.scorer.measures
      let plans = measures.enumerated().map { place, measure in
        plan.measures.first { $0.measure.id == measure.id && $0.weight > 0 }
          .map { ScoredMeasure($0.measure, weight: $0.weight, $0.curve, scale: $0.scale, peers: peers(scorer, place)) }
      }
      let settings = plan.scorer.spelledSettings
      return ScorerRules(
        plan: plan, settings: settings, measures: measures,
        titles: measures.map { measure in filled(measure.title) { settings[String($0)] } }, plans: plans,
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
