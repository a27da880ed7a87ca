import ScorerKit

@testable import RatingRecord

extension Fixture {
  /// Harbour Lights with intervals, chances and effects, changed.
  static func sure(_ change: (inout GuildRating) -> Void = { _ in }) -> GuildRating {
    var guild = harbour
    guild.interval = Interval(low: 71.6, high: 83)
    guild.tierProbabilities = chances([0.03, 0.88, 0.0895, 0.0005])
    guild.peersScore = 72.92
    func set(_ scorer: Int, _ measure: Int, _ change: (inout MeasureResult) -> Void) {
      change(&guild.scorers[scorer].measures[measure])
    }
    set(0, 0) { ($0.estimate, $0.interval, $0.borrowed) = (0.9408, Interval(low: 0.91, high: 0.962), 0.12) }
    set(0, 1) { ($0.estimate, $0.interval, $0.borrowed) = (6.2, Interval(low: 4.5, high: nil), 0) }
    set(1, 0) { result in
      (result.value, result.numerator, result.denominator) = (1, 17, 17)
      (result.estimate, result.interval, result.borrowed) = (0.862, Interval(low: 0.81, high: 0.95), 0.62)
    }
    set(2, 2) { ($0.interval, $0.borrowed) = (Interval(low: 0.00777, high: 0.0222), 0.3) }
    for (scorer, measure, effect) in [
      (0, 0, -1.5), (0, 1, -0.44), (0, 2, -0.06), (1, 0, 3.3), (1, 1, 2.1), (1, 2, 1.32), (2, 0, 0.72), (2, 1, 0.04),
    ] { set(scorer, measure) { $0.effect = effect } }
    change(&guild)
    return guild
  }

  static func chances(_ probabilities: [Double]) -> [TierProbability] {
    zip(record.programme.tiers, probabilities).map { TierProbability(tier: $0.name, probability: $1) }
  }

  /// The fixture's month with that guild in it.
  static func month(_ guild: GuildRating, scoreOn: String = "estimate") -> RatingRecord {
    record { record in
      record.programme.evidence = EvidenceSummary(shrinkTo: "peers", scoreOn: scoreOn)
      record.guilds = record.guilds.map { $0.guildID == guild.guildID ? guild : $0 }
    }
  }

  static let toss = Flag(kind: .coinToss, reason: "The tier is close to a coin toss: Gold 48 %, Silver 47 %")
}
