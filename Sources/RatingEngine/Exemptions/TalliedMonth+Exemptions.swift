import RatingProgramme
import RatingRecord
import ScorerKit

extension TalliedMonth {
  /// What each exemption took out, in the programme's order.
  var appliedExemptions: [AppliedExemption] {
    exemptions.map { exemption in
      AppliedExemption(
        name: exemption.name, from: Calendar.text(ofDay: exemption.days.lowerBound),
        to: Calendar.text(ofDay: exemption.days.upperBound), regions: exemption.regions, guilds: exemption.guilds,
        tables: exemption.tables, scorers: exemption.scorers, reason: exemption.reason,
        rows: exempt.counts.filter { $0.key.exemption == exemption.name }.sorted { $0.key < $1.key }.map {
          AppliedExemption.Rows(table: $0.key.table, rows: $0.value.prefix(guilds.count).reduce(0, +))
        }.filter { $0.rows > 0 })
    }
  }

  /// That one takes out nothing.
  var idleExemptions: [String] {
    appliedExemptions.filter(\.rows.isEmpty).map { "the exemption \(printable($0.name)) takes out no row" }
  }

  /// By guild what exemptions took out of its rows, and what its measures would be with them; `nil` where they took out none.
  ///
  /// - Parameter measured: each guild's measures as they count, by scorer.
  /// - Throws: `EngineError.unusableEstimate`.
  func exemptionEffects(_ programme: Programme, _ measured: [MeasuredGuild]) throws -> [GuildExemptions?] {
    var effects = [GuildExemptions?](repeating: nil, count: guilds.count)
    for exemption in exemptions {
      for (key, rows) in exempt.counts.sorted(by: { $0.key < $1.key }) where key.exemption == exemption.name {
        for guild in guilds.indices where guild < rows.count && rows[guild] > 0 {
          effects[guild, default: GuildExemptions()].rows.append(
            .init(exemption: key.exemption, table: key.table, rows: rows[guild]))
        }
      }
    }
    let map = guilds.indices.map { Int32($0) }
    for (place, plan) in programme.scorers.enumerated() where exempt.folds.indices.contains(place) {
      var whole = folds[place]
      whole.merge(exempt.folds[place], map: map)
      let measuring = MeasuringPlan(plan.scorer, whole, presence)
      for guild in guilds.indices where effects[guild] != nil {
        let withThem = try measuring.measured(guild, guilds[guild])
        effects[guild]?.measures += MeasuredGuild.differences(
          scorer: plan.id, counted: measured[guild].scorers[place], withThem: withThem)
      }
    }
    return effects
  }
}

extension Array where Element == GuildExemptions? {
  fileprivate subscript(place: Int, default none: GuildExemptions) -> GuildExemptions {
    get { self[place] ?? none }
    set { self[place] = newValue }
  }
}

extension MeasuredGuild {
  /// The measures of one scorer that have another value or sample with the exempt rows, breakdowns left out.
  fileprivate static func differences(
    scorer: String, counted: [Measured], withThem: [Measured]
  ) -> [GuildExemptions.Effect] {
    let measures = (counted + withThem).map(\.measure).reduce(into: [Measure]()) { list, measure in
      if measure.kind != .breakdown, !list.contains(where: { $0.id == measure.id }) { list.append(measure) }
    }
    return measures.compactMap { measure in
      let own = counted.first { $0.measure.id == measure.id }?.estimate
      let other = withThem.first { $0.measure.id == measure.id }?.estimate
      guard own?.value != other?.value || own?.denominator != other?.denominator else { return nil }
      return GuildExemptions.Effect(
        scorer: scorer, measure: measure.id, value: finite(own?.value), denominator: own?.denominator,
        valueWithThem: finite(other?.value), denominatorWithThem: other?.denominator)
    }
  }

  /// A median that is never reached is said by its sample without a value.
  private static func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
}
