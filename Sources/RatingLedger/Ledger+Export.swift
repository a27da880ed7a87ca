import GRDB
import ScorerKit

/// A table as it is copied out of a ledger: with ids and names in place of numbers.
public struct ExportedTable: Sendable {
  public let name: String
  public let columns: [String]
  /// Asked of one publication; columns as above.
  let sql: String

  public static let all = [
    ExportedTable(
      name: "inputs", columns: ["table", "rows"],
      sql: "SELECT name, rows FROM inputs WHERE publication = ? ORDER BY position"),
    ExportedTable(
      name: "bad_rows", columns: ["table", "cause", "rows"],
      sql: """
        SELECT inputs.name, cause, bad_rows.rows FROM bad_rows
        JOIN inputs ON inputs.publication = bad_rows.publication AND position = input
        WHERE bad_rows.publication = ? ORDER BY input, cause
        """),
    ExportedTable(
      name: "tiers", columns: ["tier", "threshold", "guilds"],
      sql: "SELECT name, threshold, guilds FROM tiers WHERE publication = ? ORDER BY position"),
    ExportedTable(
      name: "ratings",
      columns: [
        "guild_id", "name", "score", "score_low", "score_high", "tier", "rank", "scored", "earned", "rising", "falling",
        "from_tier", "from_month", "rule", "reason", "adjustment", "tier_probabilities", "flags",
        "broadcasters", "incentives_earned", "incentives_granted",
      ],
      sql: """
        SELECT guild_id, name, score, low, high, tier, rank, scored, earned, rising, falling, from_tier, from_month, rule,
          reason, adjustment, tier_probabilities, flags, broadcasters, incentives_earned, incentives_granted
        FROM ratings JOIN guilds USING (guild) WHERE publication = ? ORDER BY guild
        """),
    ExportedTable(
      name: "scores", columns: ["guild_id", "scorer", "points", "weight", "contribution", "neutral"],
      sql: """
        SELECT guild_id, scorers.id, points, weight, contribution, neutral
        FROM scores JOIN guilds USING (guild) JOIN scorers USING (scorer) WHERE publication = ? ORDER BY guild, scorer
        """),
    ExportedTable(
      name: "measures",
      columns: [
        "guild_id", "scorer", "measure", "part", "never", "value", "estimate", "borrowed", "low", "high", "numerator",
        "denominator",
        "points", "weight",
      ],
      sql: """
        SELECT guild_id, scorers.id, measures.id, part, never, value, estimate, borrowed, low, high, numerator, denominator, points,
          weight
        FROM measured JOIN guilds USING (guild) JOIN measures USING (measure) JOIN scorers USING (scorer)
        WHERE publication = ? ORDER BY guild, measure, part
        """),
    ExportedTable(
      name: "gates", columns: ["guild_id", "gate", "cap", "fired", "lowered"],
      sql: """
        SELECT guild_id, name, cap, fired, lowered FROM gates JOIN guilds USING (guild)
        JOIN month_gates ON month_gates.publication = gates.publication AND position = gate
        WHERE gates.publication = ? ORDER BY guild, gate
        """),
    ExportedTable(
      name: "incentives", columns: ["guild_id", "kind", "rate", "base", "earned", "granted"],
      sql: """
        SELECT guild_id, kind, rate, base, earned, granted FROM grants JOIN guilds USING (guild)
        WHERE publication = ? ORDER BY guild, position
        """),
  ]
}

extension Prepared {
  fileprivate func ledgerValue(_ column: Int32) -> LedgerValue {
    switch value(column) {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text, .blob: .text(text(column))
    }
  }
}

/// A field of an exported row.
public enum LedgerValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}

extension Ledger {
  /// Calls `body` with each row that a table has of a publication.
  public func eachRow(
    of table: ExportedTable, in entry: LedgerEntry, _ body: ([LedgerValue]) throws -> Void
  ) throws {
    try reading { database in
      let rows = try Prepared(database, table.sql)
      let columns = 0..<rows.columnCount
      try rows.eachRow([.integer(entry.number)]) { try body(columns.map { rows.ledgerValue($0) }) }
    }
  }

  /// A publication's `ratings.json`, byte for byte.
  ///
  /// - Throws: `LedgerError.damaged` where it is not the one that was published.
  public func document(of entry: LedgerEntry) throws -> [UInt8] {
    let document = try reading { try self.document(of: entry, in: $0) }
    guard digestText(of: document) == entry.documentDigest else {
      throw LedgerError.damaged(
        path: path, problem: "the document of \(entry.month), version \(entry.version), is not the one published")
    }
    return document
  }

  /// The file of a publication's programme, byte for byte; `nil` where it needed none.
  public func programmeSource(of entry: LedgerEntry) throws -> [UInt8]? {
    try reading { database in
      let row = try Prepared(
        database, "SELECT source FROM programmes JOIN publications USING (programme) WHERE publication = ?")
      try row.bind([.integer(entry.number)])
      defer { row.reset() }
      return try row.step() && !row.isNull(0) ? Array(row.bytes(0)) : nil
    }
  }
}
