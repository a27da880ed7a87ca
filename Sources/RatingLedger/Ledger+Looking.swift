import GRDB
import RatingProgramme
import RatingRecord
import ScorerKit

/// An entry, and how many guilds have which tier in it.
public struct LedgerMonth: Sendable {
  public var entry: LedgerEntry
  /// Best first.
  public var tiers: [Tier]

  public struct Tier: Sendable {
    public var name: String
    public var guilds: Int
  }
}

/// A guild's rating in a month of the ledger.
public struct GuildMonth: Sendable {
  /// The month's last version.
  public var entry: LedgerEntry
  public var score: Double?
  public var interval: Interval?
  public var tier: String?
  /// What the month alone would give; `nil` where the programme has no movement.
  public var earned: String?
  public var rank: Int?
  /// That lowered the tier, by name.
  public var gates: [String] = []
  /// In the programme's order.
  public var scorers: [ScorerPoints]
  /// What the version said that this one revises; `nil` where it revises none, or that one does not have the guild.
  public var beforeRevision: FormerFigures?

  public struct ScorerPoints: Sendable {
    public var id: String
    public var points: Double?
  }
}

extension Ledger {
  /// Every entry, in their order.
  public func months() throws -> [LedgerMonth] {
    try reading { database in
      let rows = try Prepared(database, "SELECT name, guilds FROM tiers WHERE publication = ? ORDER BY position")
      return try entries(in: database).map { entry in
        var month = LedgerMonth(entry: entry, tiers: [])
        try rows.eachRow([.integer(entry.number)]) {
          month.tiers.append(LedgerMonth.Tier(name: rows.text(0), guilds: Int(rows.integer(1))))
        }
        return month
      }
    }
  }

  /// The months that have a guild, each in its last version, oldest first.
  ///
  /// - Throws: `LedgerError.noGuild` with the nearest one there is.
  /// - Complexity: a few rows a month.
  public func months(of guild: Identifier) throws -> [GuildMonth] {
    try reading { database in
      guard let number = try guildNumber(of: guild, in: database) else {
        let near = try nearestGuild(to: guild.description, in: database)
        throw LedgerError.noGuild(id: guild.description, near: near, path: path)
      }
      let entries = try entries(in: database)
      let latest = Dictionary(entries.map { ($0.month, $0) }) { $1 }
      let gates = try Prepared(
        database,
        """
        SELECT name FROM gates JOIN month_gates ON month_gates.publication = gates.publication AND position = gate
        WHERE gates.publication = ? AND guild = ? AND lowered ORDER BY position
        """)
      let former = try Prepared(
        database,
        "SELECT score, rank, tier, incentives_granted FROM ratings WHERE publication = ? AND guild = ?")
      let ratings = try Prepared(
        database,
        "SELECT score, low, high, tier, earned, rank FROM ratings WHERE publication = ? AND guild = ?")
      let scores = try Prepared(
        database,
        """
        SELECT scorers.id, points FROM scores JOIN scorers USING (scorer) WHERE publication = ? AND guild = ?
        ORDER BY (SELECT min(position) FROM month_measures JOIN measures USING (measure)
          WHERE publication = scores.publication AND measures.scorer = scores.scorer)
        """)
      var months: [GuildMonth] = []
      for (_, entry) in latest.sorted(by: { $0.key < $1.key }) {
        let key: [Cell] = [.integer(entry.number), .integer(number)]
        try ratings.eachRow(key) {
          months.append(
            GuildMonth(
              entry: entry, score: ratings.real(0),
              interval: ratings.real(1).map { Interval(low: $0, high: ratings.real(2)) },
              tier: ratings.optionalText(3), earned: ratings.optionalText(4),
              rank: ratings.optionalInteger(5).map { Int($0) }, scorers: []))
          if let revised = entries.first(where: { $0.month == entry.month && $0.version == entry.revises }) {
            try former.eachRow([.integer(revised.number), .integer(number)]) {
              months[months.count - 1].beforeRevision = FormerFigures(former, at: 0)
            }
          }
          try gates.eachRow(key) { months[months.count - 1].gates.append(gates.text(0)) }
          try scores.eachRow(key) {
            months[months.count - 1].scorers.append(
              GuildMonth.ScorerPoints(id: scores.text(0), points: scores.real(1)))
          }
        }
      }
      return months
    }
  }

  /// `nil` where the ledger has never had it.
  func guildNumber(of guild: Identifier, in database: Database) throws -> Int64? {
    let ids = try Prepared(database, "SELECT guild FROM guilds WHERE guild_id = ?")
    try ids.bind([.text(guild)])
    defer { ids.reset() }
    return try ids.step() ? ids.integer(0) : nil
  }

  func nearestGuild(to guild: String, in database: Database) throws -> String? {
    let known = try String.fetchAll(database, sql: "SELECT guild_id FROM guilds ORDER BY guild_id")
    let asked = guild.lowercased()
    return known.first { $0.lowercased() == asked } ?? nearestName(to: guild, among: known)
  }
}
