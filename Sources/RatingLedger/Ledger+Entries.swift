import GRDB
import RatingRecord
import ScorerKit

extension Ledger {
  /// All entries, in their order.
  public func entries() throws -> [LedgerEntry] { try reading { try entries(in: $0) } }

  /// What rating a month goes by, and publishing it, as of one moment.
  public func standing(before month: Month) throws -> Standing {
    try reading { database in
      let entries = try entries(in: database)
      return Standing(entries: entries, history: try history(before: month, entries, in: database))
    }
  }

  func entries(in database: Database) throws -> [LedgerEntry] {
    let rows = try Prepared(
      database,
      """
      SELECT publication, month, publications.version, status, published_on, corrections_until, tool, tool_version,
        programmes.name, programmes.version, programmes.digest, source_digest, currency,
        guilds, rated, moved_up, moved_down, granted, document_digest, rows_digest, previous, publications.digest, inputs_digest
      FROM publications JOIN programmes USING (programme) ORDER BY publication
      """)
    var entries: [LedgerEntry] = []
    try rows.eachRow {
      guard let month = Month(rows.text(1)), let status = Status(rawValue: rows.text(3)), let on = Day(rows.text(4)),
        let version = Int(exactly: rows.integer(2)), rows.isNull(5) || Day(rows.text(5)) != nil
      else {
        throw LedgerError.damaged(path: path, problem: "publication \(rows.integer(0)) can’t be understood")
      }
      entries.append(
        LedgerEntry(
          number: rows.integer(0), month: month, version: version, status: status, on: on,
          correctionsUntil: rows.optionalText(5).flatMap { Day($0) },
          tool: Tool(name: rows.text(6), version: rows.text(7)),
          programme: LedgerEntry.Programme(
            name: rows.text(8), version: rows.integer(9), digest: rows.text(10), sourceDigest: rows.optionalText(11),
            currency: rows.text(12)),
          guilds: Int(rows.integer(13)), rated: Int(rows.integer(14)), movedUp: Int(rows.integer(15)),
          movedDown: Int(rows.integer(16)), granted: rows.real(17),
          inputsDigest: rows.optionalText(22), documentDigest: rows.text(18),
          rowsDigest: rows.text(19), previous: rows.optionalText(20), digest: rows.text(21)))
    }
    return entries
  }
}
