import RatingProgramme
import RatingRecord
import ScorerKit

/// What a programme's weights, curves, gates and tiers are applied to: a month's values, who is compared with whom, and what
/// becomes of values before they are scored. Programmes that agree on all that share it.
struct Grounds: Sendable {
  let month: MeasuredMonth
  let groups: PeerGroups
  /// By guild, scorer and measure; `nil` for no data, infinite for never.
  let values: [[[Double?]]]
  /// By guild.
  let leanings: [Leanings]
  /// The values as they are scored, of the guilds that are compared: what is scored is compared with what is scored.
  let scored: PeerTable
  /// How many measures each scorer has.
  let measures: [Int]

  /// - Parameter rules: the programme's, for the places of scorers and measures.
  init(_ month: MeasuredMonth, _ rules: Rulebook, _ groups: PeerGroups, leanings: [Leanings]) {
    let values = month.guilds.map { guild in
      zip(rules.scorers, guild.scorers).map { scorer, measured in
        scorer.measures.map { measure in
          measured.first { $0.measure.id == measure.id && $0.estimate?.part == nil }?.estimate?.value
        }
      }
    }
    (self.month, self.groups, self.values, self.leanings) = (month, groups, values, leanings)
    measures = rules.scorers.map(\.measures.count)
    scored = PeerTable(groups, counts: measures) { guild, scorer, measure in
      values[guild][scorer][measure].map { leanings[guild].scored($0, scorer, measure) }
    }
  }
}

extension PeerGroups {
  init(of month: MeasuredMonth, by peers: Programme.Peers) {
    self.init(of: month.guilds.map(\.guild), broadcasters: month.guilds.map(\.broadcasters), by: peers)
  }
}
