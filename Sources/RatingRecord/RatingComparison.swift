import ScorerKit

/// What two ratings of the same month have different: score, rank, tier or incentives.
public struct RatingComparison: Sendable {
  public let before: RatingRecord
  public let after: RatingRecord
  /// By the rank that they have after, those without one last.
  public let changes: [Change]
  /// Guilds that are in both and have nothing different.
  public let unchanged: Int

  public struct Change: Sendable, Equatable {
    public var guildID: Identifier
    public var name: Identifier?
    /// `nil` where the guild is not in the month.
    public var before: Standing?
    public var after: Standing?

    /// After less before; `nil` where either has no score.
    public var score: Double? {
      guard let before = before?.score, let after = after?.score else { return nil }
      return Double(hundredths(after) - hundredths(before)) / 100
    }
  }

  /// What a guild is given by a rating.
  public struct Standing: Sendable, Equatable {
    /// `nil`: unrated.
    public var score: Double?
    public var rank: Int?
    public var tier: String?
    /// Granted, in units of the programme's currency; `nil` where the programme grants none.
    public var incentives: Double?

    init(_ rating: GuildRating) {
      (score, rank, tier, incentives) = (rating.score, rating.rank, rating.tier, rating.incentives?.granted)
    }
  }

  public init(before: RatingRecord, after: RatingRecord) {
    (self.before, self.after) = (before, after)
    func byID(_ record: RatingRecord) -> [Identifier: GuildRating] {
      Dictionary(record.guilds.map { ($0.guildID, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (earlier, later) = (byID(before), byID(after))
    let all = Set(earlier.keys).union(later.keys).sorted().map { id in
      Change(
        guildID: id, name: (later[id] ?? earlier[id])?.name, before: earlier[id].map(Standing.init),
        after: later[id].map(Standing.init))
    }
    let changes = all.filter { $0.before != $0.after }
    unchanged = all.count - changes.count
    self.changes = changes.sorted {
      ($0.after?.rank ?? .max, $0.guildID) < ($1.after?.rank ?? .max, $1.guildID)
    }
  }
}
