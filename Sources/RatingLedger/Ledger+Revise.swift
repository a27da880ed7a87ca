import GRDB
import RatingRecord
import ScorerKit

extension Ledger {
  /// Refuses what no result could make a revision of.
  ///
  /// - Throws: `LedgerError`.
  public func checkRevision(of month: Month, for appeals: [String], on day: Day, programme: String) throws {
    try refusing {
      let standing = Standing(entries: try entries())
      let named = try named(appeals)
      // It may be the same again.
      guard standing.latest(of: month).map({ isRevision($0, for: named) }) != true else { return }
      _ = try standing.revision(of: month, for: named, on: day, programme: programme)
    }
  }

  /// Publishes a new version of a final month, for appeals that were upheld.
  ///
  /// - Parameter latest: the month's last version.
  func revise(_ request: PublicationRequest, _ latest: LedgerEntry?) throws -> PublicationOutcome {
    try refusing {
      let (standing, month) = (request.standing, request.record.month)
      let appeals = try named(request.revising ?? [])
      guard let latest else { throw Refusal.notFinal(month) }
      if isRevision(latest, for: appeals) {
        let record = try published(request, as: latest)
        if digestText(of: record.jsonBytes(threads: request.threads)) == latest.documentDigest {
          return PublicationOutcome(entry: latest, record: record, isRepeat: true, replaced: nil)
        }
      }
      let place = try standing.revision(
        of: month, for: appeals, on: request.on, rules: request.record.programme.appeals,
        programme: request.record.programme.digest)
      for appeal in appeals { try request.checkCorrections(of: appeal) }
      let candidate = try published(request, as: latest)
      let differences = try reading {
        try self.differences(of: candidate, candidate.jsonBytes(threads: request.threads), from: latest, in: $0)
      }
      guard differences.guilds > 0 else { throw Refusal.nothingRevised(month) }
      let record = try withFormer(request.published(place), of: latest)
      return try store(record, request, replacing: latest, differences: differences)
    }
  }

  /// What a revision of an entry may have in the data that the entry did not: what was decided with these appeals, and since then
  /// about other months, whose corrections lie beside them.
  public func corrections(since entry: LedgerEntry, or ids: [String]) throws -> Set<Correction> {
    let appeals = try appeals()
    let named = try named(ids)
    let last = appeals.flatMap(\.events).first { $0.digest == entry.appealEvent }?.number ?? 0
    func corrections(_ appeals: [Appeal]) -> Set<Correction> { Set(appeals.flatMap { $0.decision?.corrections ?? [] }) }
    let new = appeals.filter { appeal in
      named.contains(appeal)
        || appeal.against.month != entry.month && appeal.decision.map { $0.event.number > last } == true
    }
    return corrections(new).subtracting(
      corrections(appeals.filter { $0.against.month == entry.month && $0.revision != nil }))
  }

  /// Refuses what is the result of a final version that a revision has replaced: a retry that comes late.
  func checkRevised(_ request: PublicationRequest, _ latest: LedgerEntry) throws {
    let former = request.standing.entries.filter {
      $0.month == latest.month && $0.status == .final && $0.number < latest.number
    }
    let same = try former.last {
      try digestText(of: published(request, as: $0).jsonBytes(threads: request.threads)) == $0.documentDigest
    }
    if let same {
      throw LedgerError.refused(.revisedSince(latest.month, version: same.version, by: latest.version))
    }
  }

  /// How the record stands to what is published of its month; `nil` where nothing is.
  ///
  /// - Parameter inputs: the digest of what the inputs add up to.
  public func published(_ record: RatingRecord, inputs: String?) throws -> PublishedVersions? {
    let entries = try entries()
    let request = PublicationRequest(
      record: record, status: .final, on: Day(ordinal: 0), inputs: inputs, bases: [:], source: nil,
      standing: Standing(entries: entries))
    func same(as entry: LedgerEntry) throws -> RatingRecord? {
      guard entry.inputsDigest == inputs, entry.programme.digest == record.programme.digest else { return nil }
      let published = try published(request, as: entry)
      return digestText(of: published.jsonBytes) == entry.documentDigest ? published : nil
    }
    let versions = entries.filter { $0.month == record.month }
    guard let latest = versions.last else { return nil }
    if let published = try same(as: latest) { return PublishedVersions(latest: latest, record: published) }
    return PublishedVersions(latest: latest, former: try versions.dropLast().last { try same(as: $0) != nil })
  }

  /// The request's record as it would stand in the ledger in the place of an entry.
  func published(_ request: PublicationRequest, as entry: LedgerEntry) throws -> RatingRecord {
    let record = request.published(entry.publication, as: entry.status)
    guard
      let revised = request.standing.entries.first(where: {
        $0.month == entry.month && $0.version == entry.revises
      })
    else { return record }
    return try withFormer(record, of: revised)
  }

  /// With what each guild was told by the version that is revised.
  private func withFormer(_ record: RatingRecord, of revised: LedgerEntry) throws -> RatingRecord {
    let former = try reading { database in
      var former: [Identifier: FormerFigures] = [:]
      let rows = try Prepared(
        database,
        """
        SELECT guild_id, score, rank, tier, incentives_granted FROM ratings JOIN guilds USING (guild) WHERE publication = ?
        """)
      try rows.eachRow([.integer(revised.number)]) {
        former[Identifier(rows.bytes(0))] = FormerFigures(rows, at: 1)
      }
      return former
    }
    var record = record
    for place in record.guilds.indices { record.guilds[place].beforeRevision = former[record.guilds[place].guildID] }
    return record
  }

  private func isRevision(_ entry: LedgerEntry, for appeals: [Appeal]) -> Bool {
    entry.revises != nil && entry.appeals == Set(appeals.map(\.number)).sorted()
  }

  /// - Throws: `AppealRefusal.unknown`.
  private func named(_ ids: [String]) throws -> [Appeal] {
    let known = try appeals()
    let named = try ids.map { try found($0, among: known) }
    if let twice = named.enumerated().first(where: { place, appeal in named[..<place].contains(appeal) }) {
      throw AppealRefusal.twice(twice.element.id)
    }
    return named
  }

  private func refusing<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let refusal as Refusal {
      throw LedgerError.refused(refusal)
    } catch let refusal as AppealRefusal {
      throw LedgerError.appealRefused(refusal)
    }
  }
}

/// How a record stands to what is published of its month.
public struct PublishedVersions: Sendable {
  /// The month's last version, which alone is what is published.
  public var latest: LedgerEntry
  /// The record as it stands there; `nil` where that version says otherwise.
  public var record: RatingRecord?
  /// The earlier version that says what the record does, where the last one does not.
  public var former: LedgerEntry?
}

extension FormerFigures {
  /// Of score, rank, tier and incentives granted, in the columns from one on.
  init(_ row: Prepared, at column: Int32) {
    self.init(
      score: row.real(column), rank: row.optionalInteger(column + 1).map { Int($0) },
      tier: row.optionalText(column + 2),
      granted: row.real(column + 3))
  }
}

extension PublicationRequest {
  /// That what was decided with an appeal is among the corrections by which the month was rated.
  func checkCorrections(of appeal: Appeal) throws(Refusal) {
    let known = Set(corrections ?? record.corrections.map(\.correction))
    let missing = (appeal.decision?.corrections ?? []).filter { !known.contains($0) }
    guard let first = missing.first else { return }
    throw .correctionsMissing(appeal.id, count: missing.count, first: "\(first.table):\(first.rowKey)")
  }
}
