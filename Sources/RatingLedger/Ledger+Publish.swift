import GRDB
import RatingRecord
import ScorerKit

/// What is to be published.
public struct PublicationRequest: Sendable {
  /// Rated after the history of `standing`; its status and publication are filled in.
  public var record: RatingRecord
  /// `provisional` or `final`.
  public var status: Status
  public var on: Day
  /// Of what the inputs add up to.
  public var inputs: String?
  /// `Programme.bases` of its programme.
  public var bases: [String: String]
  /// The programme's bytes; `nil` where no file was named.
  public var source: [UInt8]?
  /// What the ledger said when the record was rated.
  public var standing: Standing
  /// Publish although it is nothing new: the days for corrections begin anew.
  public var again = false
  /// Leave months out that were never published.
  public var skippingMonths = false
  /// The appeals that a revision of a final month is made for; `nil`: it is no revision.
  public var revising: [String]?
  /// All that the tables were read with, whether they are about the month or not; `nil`: those of the record.
  public var corrections: [Correction]?
  public var threads = 1

  public init(
    record: RatingRecord, status: Status, on: Day, inputs: String? = nil, bases: [String: String], source: [UInt8]?,
    standing: Standing
  ) {
    self.record = record
    self.status = status
    self.on = on
    self.inputs = inputs
    self.bases = bases
    self.source = source
    self.standing = standing
  }
}

/// What publishing came to.
public struct PublicationOutcome: Sendable {
  public var entry: LedgerEntry
  /// As it is published.
  public var record: RatingRecord
  /// The same was in the ledger already, and nothing was changed.
  public var isRepeat: Bool
  /// The version that this one takes the place of, and what is not the same in it.
  public var replaced: (entry: LedgerEntry, differences: Differences)?
}

extension Ledger {
  /// Refuses what no result could make publishable; what might be a repetition is let through.
  ///
  /// - Throws: `LedgerError`.
  public func check(
    _ month: Month, _ status: Status, on day: Day, corrections: Int64?, programme: String? = nil,
    skippingMonths: Bool = false
  ) throws {
    let standing = Standing(entries: try entries())
    guard standing.latest(of: month)?.status != status else { return }
    do throws(Refusal) {
      _ = try standing.next(
        month, status, on: day, corrections: corrections, programme: programme, skippingMonths: skippingMonths)
    } catch {
      throw LedgerError.refused(error)
    }
  }

  /// Publishes a month: all of it in one transaction, or nothing.
  ///
  /// The same result with the same status again changes nothing, whatever was published since. One that a later version has
  /// replaced is refused: it may be a retry that comes late.
  ///
  /// - Throws: `LedgerError`, with `.refused` where the month can't be published so.
  public func publish(_ request: PublicationRequest) throws -> PublicationOutcome {
    let (standing, month) = (request.standing, request.record.month)
    let latest = standing.latest(of: month)
    if request.revising != nil { return try revise(request, latest) }
    if let latest, latest.status == request.status {
      let record = try published(request, as: latest)
      let bytes = record.jsonBytes(threads: request.threads)
      if digestText(of: bytes) == latest.documentDigest,
        !request.again || latest.status == .final || latest.on == request.on
      {
        return PublicationOutcome(entry: latest, record: record, isRepeat: true, replaced: nil)
      }
      if latest.status == .final {
        try checkRevised(request, latest)
        let differences = try reading { try self.differences(of: record, bytes, from: latest, in: $0) }
        throw LedgerError.refused(.finalDiffers(month, differences))
      }
    }
    let record: RatingRecord
    do {
      record = request.published(
        try standing.next(
          month, request.status, on: request.on, corrections: request.record.programme.corrections,
          appeals: request.record.programme.appeals, programme: request.record.programme.digest,
          skippingMonths: request.skippingMonths))
      if let latest, !request.again { try request.checkReplaced(by: latest) }
      // What was decided while corrections could be asked for must be in what guilds are shown next.
      for appeal in try appeals() where appeal.against.month == month && appeal.revision == nil {
        try request.checkCorrections(of: appeal)
      }
    } catch let error as Refusal {
      throw LedgerError.refused(error)
    }
    return try store(record, request, replacing: latest)
  }

  /// - Parameter differences: from the version it replaces, where they are known.
  func store(
    _ record: RatingRecord, _ request: PublicationRequest, replacing latest: LedgerEntry?,
    differences known: Differences? = nil
  ) throws -> PublicationOutcome {
    let bytes = record.jsonBytes(threads: request.threads)
    let document = (length: bytes.count, digest: digestText(of: bytes), zstd: compressed(bytes))
    return try writing { database in
      let head = try String.fetchOne(database, sql: "SELECT digest FROM publications ORDER BY publication DESC LIMIT 1")
      guard head == request.standing.head else { throw LedgerError.overtaken(path: path) }
      let replaced = try latest.map { ($0, try known ?? differences(of: record, bytes, from: $0, in: database)) }
      let programme = try programmeNumber(of: request, in: database)
      let publication = (request.standing.entries.last?.number ?? 0) + 1
      var entry = LedgerEntry(
        record, number: publication, on: request.on, sourceDigest: request.source.map(digestText),
        moves: try moves(
          to: record,
          from: request.standing.known(for: record.month, revising: request.revising != nil).latest(
            before: record.month), in: database),
        documentDigest: document.digest, appealEvent: try trail(request.standing.entries, in: database).last?.digest)
      try insert(entry, programme, in: database)
      try Prepared(database, "INSERT INTO documents (publication, length, zstd, zstd_digest) VALUES (?, ?, ?, ?)")
        .run([
          .integer(publication), .integer(document.length), .blob(document.zstd), .text(digestText(of: document.zstd)),
        ])
      try write(record, as: publication, to: database)
      entry.rowsDigest = try MonthRows.digest(of: publication, in: database)
      entry.digest = entry.reckonedDigest
      try Prepared(database, "UPDATE publications SET rows_digest = ?, digest = ? WHERE publication = ?")
        .run([.text(entry.rowsDigest), .text(entry.digest), .integer(publication)])
      return PublicationOutcome(entry: entry, record: record, isRepeat: false, replaced: replaced)
    }
  }

  /// With digests of rows and of itself that are not known before the rows are there.
  private func insert(_ entry: LedgerEntry, _ programme: Int64, in database: Database) throws {
    try Prepared(
      database,
      """
      INSERT INTO publications (publication, month, version, status, published_on, corrections_until, tool, tool_version,
        programme, guilds, rated, moved_up, moved_down, granted, inputs_digest, document_digest, rows_digest, previous, digest,
        appeals_until, appeals_days, decide_days, appeals_to, revises, appeal_event)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, '', ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .integer(entry.number), .text(entry.month.description), .integer(entry.version), .text(entry.status.rawValue),
      .text(entry.on.description), .text(entry.correctionsUntil?.description), .text(entry.tool.name),
      .text(entry.tool.version), .integer(programme), .integer(entry.guilds), .integer(entry.rated),
      .integer(entry.movedUp), .integer(entry.movedDown), .real(entry.granted), .text(entry.inputsDigest),
      .text(entry.documentDigest), .text(entry.previous), .text(entry.appealsUntil?.description),
      .integer(entry.appealRules?.within), .integer(entry.appealRules?.decideWithin), .text(entry.appealRules?.to),
      .integer(entry.revises), .text(entry.appealEvent),
    ])
    let revisions = try Prepared(database, "INSERT INTO revisions (publication, appeal) VALUES (?, ?)")
    for appeal in entry.appeals { try revisions.run([.integer(entry.number), .integer(appeal)]) }
  }

  /// Of the programme as it is, down to its comments; written if it is new.
  private func programmeNumber(of request: PublicationRequest, in database: Database) throws -> Int64 {
    let (programme, sourceDigest) = (request.record.programme, request.source.map(digestText))
    let known = try Int64.fetchOne(
      database, sql: "SELECT programme FROM programmes WHERE digest = ? AND source_digest IS ?",
      arguments: [programme.digest, sourceDigest])
    if let known { return known }
    let number = try Int64.fetchOne(database, sql: "SELECT count(*) + 1 FROM programmes") ?? 1
    try Prepared(
      database,
      """
      INSERT INTO programmes (programme, digest, name, version, currency, scale_from, scale_to, source, source_digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .integer(number), .text(programme.digest), .text(programme.name), .integer(programme.version),
      .text(programme.currency), .real(programme.scale.from), .real(programme.scale.to),
      request.source.map { .blob($0) } ?? .null, .text(sourceDigest),
    ])
    let bases = try Prepared(database, "INSERT INTO bases (programme, scorer, basis) VALUES (?, ?, ?)")
    for (scorer, basis) in request.bases.sorted(by: { $0.key < $1.key }) {
      try bases.run([.integer(number), .text(scorer), .text(basis)])
    }
    return number
  }

  /// How many guilds have a better tier than they had, and a worse one, by their place among the tiers of now: than movement
  /// goes by, or without movement in a month before. A guild whose former tier is none of those does not count.
  private func moves(
    to record: RatingRecord, from entry: LedgerEntry?, in database: Database
  ) throws -> (up: Int, down: Int) {
    let names = record.programme.tiers.map(\.name)
    let places = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    var former: [Identifier: Int] = [:]
    if let entry {
      let rows = try Prepared(
        database, "SELECT guild_id, tier FROM ratings JOIN guilds USING (guild) WHERE publication = ?")
      try rows.eachRow([.integer(entry.number)]) {
        former[Identifier(rows.bytes(0))] = rows.optionalText(1).flatMap { places[$0] }
      }
    }
    var moves = (up: 0, down: 0)
    for guild in record.guilds {
      let known = guild.movement.map { $0.from.flatMap { places[$0] } } ?? former[guild.guildID]
      guard let now = guild.tier.flatMap({ places[$0] }), let before = known else { continue }
      if now < before { moves.up += 1 }
      if now > before { moves.down += 1 }
    }
    return moves
  }
}

extension PublicationRequest {
  /// That the result is none of a version that another one has replaced since, unless it is the last one's too.
  fileprivate func checkReplaced(by latest: LedgerEntry) throws(Refusal) {
    func isResult(of entry: LedgerEntry) -> Bool {
      entry.inputsDigest == inputs && entry.programme.digest == record.programme.digest
        && digestText(of: published(entry.publication, as: entry.status).jsonBytes(threads: threads))
          == entry.documentDigest
    }
    let former = standing.entries.filter { $0.month == record.month && $0.number < latest.number }
    guard let same = former.last(where: isResult), !isResult(of: latest) else { return }
    throw .replaced(record.month, version: same.version, by: latest.version)
  }

  /// The record as it is in the ledger at that place.
  func published(_ publication: Publication, as status: Status? = nil) -> RatingRecord {
    var record = record
    record.status = status ?? self.status
    record.publication = publication
    record.publication?.inputs = inputs
    return record
  }
}

extension LedgerEntry {
  /// Without the digests that come last.
  fileprivate init(
    _ record: RatingRecord, number: Int64, on: Day, sourceDigest: String?, moves: (up: Int, down: Int),
    documentDigest: String, appealEvent: String?
  ) {
    self.init(
      number: number, month: record.month, version: record.publication?.version ?? 1, status: record.status, on: on,
      correctionsUntil: record.publication?.correctionsUntil.flatMap { Day($0) }, tool: record.tool,
      programme: Programme(
        name: record.programme.name, version: record.programme.version, digest: record.programme.digest,
        sourceDigest: sourceDigest, currency: record.programme.currency, scale: record.programme.scale),
      guilds: record.guilds.count, rated: record.guilds.count { $0.score != nil }, movedUp: moves.up,
      movedDown: moves.down, granted: record.incentives?.granted, inputsDigest: record.publication?.inputs,
      documentDigest: documentDigest, rowsDigest: "",
      previous: record.publication?.previous, appealRules: record.programme.appeals,
      appealsUntil: record.publication?.appealsUntil.flatMap { Day($0) }, revises: record.publication?.revises,
      appeals: (record.publication?.appeals ?? []).compactMap { Int($0.dropFirst()) }, appealEvent: appealEvent,
      digest: "")
  }
}
