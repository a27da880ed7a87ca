import ScorerKit

/// Who belonged to which guild from when to when.
struct Roster {
  /// A broadcaster's half-open spell [joined, left) with a guild.
  struct Spell {
    var joined: Int32
    /// `Int32.max` where it has not ended.
    var left: Int32
    var reason: LeaveReason?
    /// The broadcaster's number, in order of joining, from 1.
    var broadcaster: Int32 = 0

    var hasLeft: Bool { left != .max }
    func isActive(on day: Int64) -> Bool { Int64(joined) <= day && day < Int64(left) }
    func overlaps(_ days: Range<Int64>) -> Bool { Int64(joined) < days.upperBound && Int64(left) > days.lowerBound }
  }

  /// Guild after guild.
  private(set) var spells: [Spell] = []
  /// Where each guild's spells are.
  private(set) var ranges: [Range<Int>] = []
  /// The spells by day of joining.
  private(set) var order: [Int32] = []

  init(_ guilds: [SimulatedGuild], _ timeline: Timeline, seed: UInt64) {
    for guild in guilds {
      let first = spells.count
      let models = guild.qualities.map(LeavingModel.init)
      var random = Random(seed: seed, .memberships, guild.index)
      for _ in 0..<guild.places {
        Roster.fill(guild, timeline, models, &random) { spells.append($0) }
      }
      ranges.append(first..<spells.count)
    }
    let joined = spells.map(\.joined)
    order = spells.indices.map(Int32.init).sorted { (joined[Int($0)], $0) < (joined[Int($1)], $1) }
    for (number, spell) in order.enumerated() { spells[Int(spell)].broadcaster = Int32(number + 1) }
  }

  /// One place of a guild: a spell, a few empty days, the next spell, to the end of guild or timeline.
  private static func fill(
    _ guild: SimulatedGuild, _ timeline: Timeline, _ models: [LeavingModel], _ random: inout Random,
    add: (Spell) -> Void
  ) {
    let end = guild.closedOn ?? timeline.end
    var joined: Int64
    if guild.onboardedOn < timeline.start {
      // The age of a constant-hazard membership in force is as geometric as what is left of it.
      joined = max(guild.onboardedOn, timeline.start - min(100_000, random.daysBefore(models[0].daily)))
    } else {
      joined = guild.onboardedOn + Int64(random.below(28))
    }
    while joined < end {
      if let exit = exit(after: max(joined, timeline.start), before: end, timeline, models, &random) {
        add(Spell(joined: Int32(joined), left: Int32(exit.day), reason: exit.reason))
        joined = exit.day + 1 + Int64(random.below(10))
      } else if let closed = guild.closedOn {
        return add(Spell(joined: Int32(joined), left: Int32(closed), reason: .platformInitiated))
      } else {
        return add(Spell(joined: Int32(joined), left: .max))
      }
    }
  }

  private static func exit(
    after day: Int64, before end: Int64, _ timeline: Timeline, _ models: [LeavingModel], _ random: inout Random
  ) -> (day: Int64, reason: LeaveReason?)? {
    var next = day + 1
    while next < end {
      let month = timeline.month(of: next)
      let exit = next + random.daysBefore(models[month].daily)
      if exit < min(end, timeline.bounds[month + 1]) { return (exit, models[month].reason(&random)) }
      next = timeline.bounds[month + 1]
    }
    return nil
  }
}
