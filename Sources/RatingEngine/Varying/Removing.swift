import RatingProgramme
import RatingRecord
import ScorerKit

/// The programmes that are left when a scorer or a measure is taken out, so that its weight goes to the others.
struct Removals: Sendable {
  /// In the order of the programme.
  private(set) var programmes: [(name: String, programme: Programme)] = []
  private(set) var omissions: [Sensitivity.Omission] = []

  init(_ programme: Programme) {
    let isOnly = programme.scorers.count { $0.weight > 0 } == 1
    for (place, plan) in programme.scorers.enumerated() {
      guard plan.weight > 0 else {
        omissions.append(.init(name: plan.id, reason: "its weight is 0, so it has no part in the score"))
        continue
      }
      if isOnly {
        omissions.append(.init(name: plan.id, reason: "it is the only scorer with a weight; nothing would be left"))
      } else {
        var without = programme
        without.scorers[place].weight = 0
        programmes.append((plan.id, without))
      }
      addMeasures(of: plan, place, programme)
    }
  }

  private mutating func addMeasures(of plan: ScorerPlan, _ place: Int, _ programme: Programme) {
    let isOnly = plan.measures.count { $0.weight > 0 } == 1
    for (measure, own) in plan.measures.enumerated() {
      let name = "\(plan.id).\(own.measure.id)"
      if own.weight == 0 {
        omissions.append(.init(name: name, reason: "its weight is 0, so it is shown only"))
      } else if isOnly {
        omissions.append(
          .init(name: name, reason: "it is the scorer's only measure; without it the scorer would be out"))
      } else {
        var without = programme
        without.scorers[place].measures[measure].weight = 0
        programmes.append((name, without))
      }
    }
  }
}

extension Sensitivity.Removal {
  /// - Parameter rated: the places of the guilds that count.
  init(_ name: String, _ without: Standings, next written: Standings, rated: [Int], guilds: [Guild]) {
    func change(_ guild: Int) -> Int32 { abs(without.ranks[guild] - written.ranks[guild]) }
    let sum = rated.reduce(Int64(0)) { $0 + Int64(change($1)) }
    // The first of those that change as much.
    let most = rated.max { (change($0), $1) < (change($1), $0) }
    let largest = most.flatMap { guild in
      change(guild) == 0
        ? nil
        : Sensitivity.Shift(
          guildID: guilds[guild].id, name: guilds[guild].name, from: Int(written.ranks[guild]),
          to: Int(without.ranks[guild]))
    }
    let both = rated.filter { written.isRated($0) && without.isRated($0) }
    self.init(
      name: name, rankChange: rated.isEmpty ? 0 : Double(sum) / Double(rated.count), largest: largest,
      up: rated.count { without.tiers[$0] < written.tiers[$0] },
      down: rated.count { without.tiers[$0] > written.tiers[$0] },
      correlation: RankCorrelation(both.map { (Hundredths(written.ranks[$0]), Hundredths(without.ranks[$0])) })?
        .spearman)
  }
}
