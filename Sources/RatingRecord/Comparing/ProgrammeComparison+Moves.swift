import ScorerKit

// Who moves, and where to.

extension ProgrammeComparison {
  /// What becomes of a guild's tier, in the order of both programmes' tiers (`TierOrder`).
  public enum Move: String, Sendable, CaseIterable {
    case up, down, same
    case becomesRated = "becomes_rated"
    case becomesUnrated = "becomes_unrated"
    /// Unrated by both.
    case unrated
  }

  /// How many guilds there are of each.
  public struct Moves: Sendable, Equatable {
    public var up = 0
    public var down = 0
    public var same = 0
    public var becomeRated = 0
    public var becomeUnrated = 0
    public var unrated = 0

    /// Guilds that move at all.
    public var count: Int { up + down + becomeRated + becomeUnrated }
    public var guilds: Int { count + same + unrated }

    mutating func add(_ move: Move) {
      switch move {
      case .up: up += 1
      case .down: down += 1
      case .same: same += 1
      case .becomesRated: becomeRated += 1
      case .becomesUnrated: becomeUnrated += 1
      case .unrated: unrated += 1
      }
    }
  }

  /// How many guilds of each tier before have which after. The last row and the last column are of unrated guilds.
  public struct Migration: Sendable, Equatable {
    /// The names of the tiers, best first; `nil`: unrated.
    public var before: [String?]
    public var after: [String?]
    public var counts: [[Int]]

    public var beforeTotals: [Int] { counts.map { $0.reduce(0, +) } }
    public var afterTotals: [Int] { after.indices.map { column in counts.reduce(0) { $0 + $1[column] } } }
  }

  /// Whether no guild's score, rank, tier, gates or grant differs in any month.
  public var changesNothing: Bool { months.allSatisfy { $0.guilds.allSatisfy { !$0.isChanged } } }
}

extension ProgrammeComparison.Guild {
  public var move: ProgrammeComparison.Move {
    switch (before, after) {
    case (nil, nil): .unrated
    case (nil, _): .becomesRated
    case (_, nil): .becomesUnrated
    case (let before?, let after?): after.level < before.level ? .up : after.level > before.level ? .down : .same
    }
  }

  /// Whether anything that is decided of it differs.
  public var isChanged: Bool { before != after }

  /// After less before, in 1/10,000 of the currency unit; an unrated guild is granted nothing.
  public var grantChange: Int128 { (after?.granted ?? 0) - (before?.granted ?? 0) }
}

extension ProgrammeComparison.Month {
  public var moves: ProgrammeComparison.Moves {
    guilds.reduce(into: ProgrammeComparison.Moves()) { $0.add($1.move) }
  }

  /// Guilds that move in one of these ways: those that move furthest first, then those whose score changes most.
  public func movers(_ moves: Set<ProgrammeComparison.Move>) -> [ProgrammeComparison.Guild] {
    guilds.filter { moves.contains($0.move) }.map { guild in
      (
        guild: guild,
        key: (-(guild.tierChange ?? 0).magnitude.asInt, -(guild.scoreChange ?? 0).magnitude.asInt, guild.guildID)
      )
    }
    .sorted { $0.key < $1.key }.map(\.guild)
  }

  public var migration: ProgrammeComparison.Migration {
    var counts = Array(repeating: Array(repeating: 0, count: tiersAfter.count + 1), count: tiersBefore.count + 1)
    for guild in guilds {
      let row = guild.before.map(\.tier) ?? tiersBefore.count
      let column = guild.after.map(\.tier) ?? tiersAfter.count
      guard counts.indices.contains(row), counts[row].indices.contains(column) else { continue }
      counts[row][column] += 1
    }
    return .init(
      before: tiersBefore.map(\.name) + [nil], after: tiersAfter.map(\.name) + [nil], counts: counts)
  }

  /// Whether tiers are called alike.
  public var hasSameTiers: Bool { tiersBefore.map(\.name) == tiersAfter.map(\.name) }

  public var tierOrder: TierOrder { TierOrder(tiersBefore.map(\.name), tiersAfter.map(\.name)) }

  /// Over the guilds that both programmes rate; `nil` where there are no two, or all scores are equal.
  public var rankCorrelation: RankCorrelation? {
    RankCorrelation(
      guilds.compactMap { guild in
        guard let before = guild.before, let after = guild.after else { return nil }
        return (before.score, after.score)
      })
  }

  /// What happens to the scores of the guilds that both programmes rate.
  public var scoreChanges: ProgrammeComparison.ScoreChanges { .init(guilds.compactMap(\.scoreChange)) }
}

extension ProgrammeComparison {
  public struct ScoreChanges: Sendable, Equatable {
    /// Rated by both.
    public var guilds: Int
    public var changed: Int
    /// In points, over all of them; `nil` where there are none.
    public var mean: Double?
    /// In points; the furthest down and up.
    public var least: Double?
    public var most: Double?

    init(_ changes: [Hundredths]) {
      guilds = changes.count
      changed = changes.count { $0 != 0 }
      mean = changes.isEmpty ? nil : Double(changes.reduce(0, +)) / 100 / Double(changes.count)
      (least, most) = (changes.min().map(inPoints), changes.max().map(inPoints))
    }
  }
}

extension ProgrammeComparison.Incentives {
  /// Granted after less granted before, in units of the currency; a programme that grants none grants nothing.
  public var change: Double {
    // In whole 1/10,000, so that binary fractions leave nothing behind.
    (((after?.granted ?? 0) * 10_000).rounded() - ((before?.granted ?? 0) * 10_000).rounded()) / 10_000
  }
}

extension UInt {
  fileprivate var asInt: Int { Int(clamping: self) }
}

extension UInt64 {
  fileprivate var asInt: Int { Int(clamping: self) }
}
