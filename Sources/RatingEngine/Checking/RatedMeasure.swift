import RatingProgramme
import RatingRecord
import ScorerKit

/// What one scored measure gave the guilds of a month.
struct RatedMeasure {
  let scorer: String
  /// `scorers.retention.measures.churn`.
  let key: String
  let plan: MeasurePlan
  /// By the guild's place in the record, of those with data; values that are never reached are infinite.
  private(set) var values: [Int: Double] = [:]
  private(set) var points: [Int: Double] = [:]
  /// The most points of the score that its value brought or cost a guild, next to the peers' median.
  private(set) var effect: Double?
  /// Why a guild has none.
  private(set) var noData: String?

  /// Those that have a weight.
  static func all(of programme: Programme, scorer place: Int, _ record: RatingRecord) -> [RatedMeasure] {
    let scorer = programme.scorers[place]
    guard scorer.weight > 0 else { return [] }
    return scorer.measures.filter { $0.weight > 0 }.map { plan in
      var measure = RatedMeasure(
        scorer: scorer.id, key: "scorers.\(scorer.id).measures.\(plan.measure.id)", plan: plan)
      for (number, guild) in record.guilds.enumerated() {
        guard let result = guild.scorers[place].measures.first(where: { $0.id == plan.measure.id }) else { continue }
        measure.add(result, of: number)
      }
      return measure
    }
  }

  private mutating func add(_ result: MeasureResult, of guild: Int) {
    guard let earned = result.points else {
      noData = noData ?? result.noData
      return
    }
    points[guild] = earned
    values[guild] = result.isNever ? .infinity : result.estimate ?? result.value
    if let own = result.effect { effect = max(effect ?? 0, abs(own)) }
  }

  /// The gravest thing that is unwise about it.
  ///
  /// - Parameter full: the most points there are.
  func warning(of full: Double) -> ProgrammeWarning? {
    guard !points.isEmpty else {
      let why = noData.map { " (\($0))" } ?? ""
      return warn(
        .noData, "",
        "no guild has data for it\(why), so its weight of \(weight) goes to the scorer's other measures; "
          + "bring the data, or give it the weight 0")
    }
    guard points.count >= ProgrammeWarning.Limits.fewestGuilds else { return nil }
    return sameValue ?? beside(full) ?? samePoints(full) ?? idle(full)
  }

  private var weight: String { trimmed(plan.weight, places: 2) }

  private var sameValue: ProgrammeWarning? {
    guard let (low, high) = ends(of: values.values), low == high else { return nil }
    return warn(
      .noSpread, "",
      "all \(values.count) guilds have the same value, \(valueText(low, plan.measure.unit)), so it tells nobody apart; "
        + "give it the weight 0")
  }

  private func beside(_ full: Double) -> ProgrammeWarning? {
    guard plan.curve.fixed != nil else { return nil }
    let most = points.values.count { $0 >= full }
    let none = points.values.count { $0 <= 0 }
    let count = max(most, none)
    guard Double(count) >= ProgrammeWarning.Limits.beside * Double(points.count) else { return nil }
    let range = ends(of: values.values).map { low, high in
      "; their values run from \(valueText(low, plan.measure.unit)) to \(valueText(high, plan.measure.unit))"
    }
    return warn(
      .curveBeside, ".curve",
      "\(count) of \(points.count) guilds get \(most >= none ? "all \(trimmed(full, places: 2)) points" : "no points")"
        + "\(range ?? ""): move the curve to where they are, or set it against the peers (`percentile`)")
  }

  private func samePoints(_ full: Double) -> ProgrammeWarning? {
    guard let (low, high) = ends(of: points.values), high - low < ProgrammeWarning.Limits.spread * full else {
      return nil
    }
    return warn(
      .noSpread, ".curve",
      "the points of \(points.count) guilds lie within \(trimmed(high - low, places: 2)) of each other, so it tells "
        + "nobody apart; make the curve steeper where guilds are, or give the measure the weight 0")
  }

  private func idle(_ full: Double) -> ProgrammeWarning? {
    guard let effect, effect < ProgrammeWarning.Limits.effect * full else { return nil }
    return warn(
      .idleWeight, ".weight",
      "its weight of \(weight) moves no guild's score by more than \(trimmed(effect, places: 2)) points from what its peers' "
        + "median would give; give it more, or 0")
  }

  private func warn(_ kind: ProgrammeWarning.Kind, _ part: String, _ sentence: String) -> ProgrammeWarning {
    ProgrammeWarning(kind: kind, key: key + part, sentence: sentence)
  }

  private func ends(of numbers: some Collection<Double>) -> (low: Double, high: Double)? {
    guard let low = numbers.min(), let high = numbers.max() else { return nil }
    return (low, high)
  }
}
