import RatingProgramme
import RatingRecord
import ScorerKit

/// What a programme's weights, curves, gates and tiers are applied to: a month's values, who is compared with whom, and what
/// becomes of values before they are scored. Programmes that agree on all that share it.
struct Grounds: Sendable {
  let month: MeasuredMonth
  let groups: PeerGroups
  /// In the programme's order.
  let scorers: [ScorerGrounds]
  /// What gates that must be sure read, by guild, gate and condition; empty where all read values.
  private let readings: [[[Leanings.GateReading]]]

  /// - Parameter rules: the programme's, for the places of scorers and measures.
  init(_ month: MeasuredMonth, _ rules: Rulebook, _ groups: PeerGroups, scorers: [ScorerGrounds]) {
    (self.month, self.groups, self.scorers) = (month, groups, scorers)
    let isReading = rules.gates.contains { $0.conditions.contains { $0.condition.sure != nil } }
    readings = isReading ? month.guilds.indices.map { rules.readings(of: $0, scorers) } : []
  }

  /// By scorer and measure; `nil` for no data, infinite for never.
  func values(of guild: Int) -> [[Double?]] { scorers.map { $0.values[guild] } }

  func leanings(of guild: Int) -> Leanings {
    Leanings(
      scored: scorers.contains { $0.leanings.isEmpty } ? [] : scorers.map { $0.leanings[guild] },
      compared: readings.isEmpty ? [] : readings[guild])
  }

  /// By scorer and measure; `nil` where there is no value.
  func inferences(of guild: Int) -> [[Inference?]] { scorers.map { $0.inferences.map { $0[guild] } } }
}

/// A scorer's part in the grounds, which programmes share that agree on its window and settings, and on who is compared with whom.
struct ScorerGrounds: Sendable {
  /// By guild and measure.
  let values: [[Double?]]
  /// By measure and guild; empty where all goes by the values themselves.
  let inferences: [[Inference?]]
  /// By guild and measure; empty where all goes by the values themselves.
  let leanings: [[Leaning]]
  /// The values as they are scored, of the guilds that are compared: what is scored is compared with what is scored.
  let scored: PeerTable

  /// - Parameters:
  ///   - place: the scorer's.
  ///   - inferences: by measure and guild; empty where all goes by the values themselves.
  init(
    _ month: MeasuredMonth, scorer place: Int, _ rules: Rulebook, _ groups: PeerGroups, inferences: [[Inference?]]
  ) {
    let measures = rules.scorers[place].measures
    let values = month.guilds.map { guild in
      measures.map { measure in
        guild.scorers[place].first { $0.measure.id == measure.id && $0.estimate?.part == nil }?.estimate?.value
      }
    }
    let leanings =
      inferences.isEmpty
      ? [] : values.indices.map { guild in inferences.map { $0[guild]?.leaning ?? .none } }
    (self.values, self.inferences, self.leanings) = (values, inferences, leanings)
    scored = PeerTable(groups, lists: measures.count) { guild, measure in
      values[guild][measure].map { leanings.isEmpty ? $0 : leanings[guild][measure].scored($0) }
    }
  }
}

extension Rulebook {
  /// What gates read of a guild, by gate and condition.
  fileprivate func readings(of guild: Int, _ scorers: [ScorerGrounds]) -> [[Leanings.GateReading]] {
    gates.map { gate in
      gate.conditions.map { scorer, measure, condition in
        guard let sure = condition.sure else { return .value }
        return scorers[scorer].inferences[measure][guild]?.leaning(sure: sure, condition.comparison).map {
          Leanings.GateReading.end($0)
        } ?? .unknown
      }
    }
  }
}

extension PeerGroups {
  init(of month: MeasuredMonth, by peers: Programme.Peers) {
    self.init(of: month.guilds.map(\.guild), broadcasters: month.guilds.map(\.broadcasters), by: peers)
  }
}
