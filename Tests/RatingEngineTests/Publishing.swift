import RatingProgramme
import RatingRecord
import ScorerKit

@testable import RatingEngine

extension PublishedMonth {
  /// A record as later months see it.
  init(_ record: RatingRecord, by programme: Programme) {
    let names = record.coverage.flatMap { scorer in
      scorer.measures.filter { $0.kind != .breakdown }.map { MeasureName(scorer: scorer.id, measure: $0.id) }
    }
    self.init(
      month: record.month,
      programme: ProgrammeBrief(
        digest: programme.digest, bases: programme.bases, scale: record.programme.scale, tiers: record.programme.tiers),
      measures: names,
      guilds: Dictionary(
        uniqueKeysWithValues: record.guilds.map { guild in
          (
            guild.guildID,
            PublishedGuild(
              score: guild.score, interval: guild.interval, tier: guild.tier,
              rising: guild.movement?.rising ?? guild.tier, falling: guild.movement?.falling ?? guild.tier,
              adjustment: guild.adjustments.reduce(0) { $0 + $1.points },
              measures: names.map { name in
                guild.scorers.first { $0.id == name.scorer }?.measures.first { $0.id == name.measure }.flatMap {
                  result in
                  let never = result.isNever ? Double.infinity : nil
                  return (result.value ?? never).map {
                    PublishedMeasure(
                      value: $0, estimate: result.estimate ?? never, interval: result.interval,
                      borrowed: result.borrowed)
                  }
                }
              })
          )
        }))
  }
}

/// Rates months one after another, each knowing those before it.
///
/// - Parameter guilds: those of each month; `nil` for a month that is not published.
func ratings(
  from first: Month = Month(year: 2026, month: 1), _ guilds: [[MeasuredGuild]?], by programme: Programme
) -> [RatingRecord?] {
  var history = History()
  return guilds.enumerated().map { number, guilds in
    let month = first.adding(Int64(number))
    history.months.removeAll { $0.month.ordinal < month.ordinal - History.reach }
    guard let guilds else { return nil }
    let record = try! rate(
      MeasuredMonth(
        month: month, guilds: guilds, inputs: [], badRows: [], notices: [], absent: [:], designEffects: [:]),
      by: programme, after: history, tool: testTool)
    history.months.append(PublishedMonth(record, by: programme))
    return record
  }
}
