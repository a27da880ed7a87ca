import GRDB
import RatingRecord
import ScorerKit

extension Ledger {
  /// All entries, in their order.
  public func entries() throws -> [LedgerEntry] { try reading { try entries(in: $0) } }

  /// What rating a month goes by, and publishing it, as of one moment.
  ///
  /// - Parameters:
  ///   - threads: how many months are read at a time.
  ///   - revising: whether the month is to be revised.
  /// - Throws: `LedgerError.damaged` where what rating would go by is not what was published.
  public func standing(before month: Month, threads: Int = 1, revising: Bool = false) throws -> Standing {
    let entries = try entries()
    return Standing(
      entries: entries, history: try history(before: month, entries, threads: threads, revising: revising))
  }

  func entries(in database: Database) throws -> [LedgerEntry] {
    let row = try EntryRow(database)
    return try EntryRow.numbers(in: database).map { number in
      guard let entry = try row.entry(number) else {
        throw LedgerError.damaged(path: path, problem: "publication \(number) can’t be understood")
      }
      return entry
    }
  }
}

/// A line of `publications`, asked for by its number: what is wrong with one leaves the others readable.
struct EntryRow {
  private let row: Prepared
  /// Of an entry, the appeals that led to it; `nil` in a ledger from before there were any.
  private let appeals: Prepared?

  init(_ database: Database) throws {
    let hasAppeals = try Schema.hasAppeals(database)
    let further = ["appeals_until", "appeals_days", "decide_days", "appeals_to", "revises", "appeal_event"]
      .map { hasAppeals ? $0 : "NULL" }.joined(separator: ", ")
    appeals =
      hasAppeals ? try Prepared(database, "SELECT appeal FROM revisions WHERE publication = ? ORDER BY appeal") : nil
    row = try Prepared(
      database,
      """
      SELECT publication, month, publications.version, status, published_on, corrections_until, tool, tool_version,
        programmes.name, programmes.version, programmes.digest, source_digest, currency,
        guilds, rated, moved_up, moved_down, granted, document_digest, rows_digest, previous, publications.digest,
        inputs_digest, scale_from, scale_to, \(further)
      FROM publications JOIN programmes USING (programme) WHERE publication = ?
      """)
  }

  /// In the order in which they were published.
  static func numbers(in database: Database) throws -> [Int64] {
    try Int64.fetchAll(database, sql: "SELECT publication FROM publications ORDER BY publication")
  }

  /// `nil` where it can't be understood, or its programme is gone.
  func entry(_ number: Int64) throws -> LedgerEntry? {
    var entry: LedgerEntry?
    try row.eachRow([.integer(number)]) { entry = current }
    if let appeals { try appeals.eachRow([.integer(number)]) { entry?.appeals.append(Int(appeals.integer(0))) } }
    return entry
  }

  private var current: LedgerEntry? {
    guard let month = Month(row.text(1)), let status = Status(rawValue: row.text(3)), let on = Day(row.text(4)),
      let version = Int(exactly: row.integer(2)), row.isNull(5) || Day(row.text(5)) != nil,
      row.isNull(25) || Day(row.text(25)) != nil, !row.isNull(26) || (row.isNull(27) && row.isNull(28))
    else { return nil }
    return LedgerEntry(
      number: row.integer(0), month: month, version: version, status: status, on: on,
      correctionsUntil: row.optionalText(5).flatMap { Day($0) },
      tool: Tool(name: row.text(6), version: row.text(7)),
      programme: LedgerEntry.Programme(
        name: row.text(8), version: row.integer(9), digest: row.text(10), sourceDigest: row.optionalText(11),
        currency: row.text(12), scale: ProgrammeSummary.Scale(from: row.real(23) ?? 0, to: row.real(24) ?? 0)),
      guilds: Int(row.integer(13)), rated: Int(row.integer(14)), movedUp: Int(row.integer(15)),
      movedDown: Int(row.integer(16)), granted: row.real(17),
      inputsDigest: row.optionalText(22), documentDigest: row.text(18),
      rowsDigest: row.text(19), previous: row.optionalText(20),
      appealRules: row.optionalInteger(26).map {
        AppealRules(within: $0, decideWithin: row.optionalInteger(27), to: row.optionalText(28))
      }, appealsUntil: row.optionalText(25).flatMap { Day($0) }, revises: row.optionalInteger(29).map { Int($0) },
      appealEvent: row.optionalText(30), digest: row.text(21))
  }
}
