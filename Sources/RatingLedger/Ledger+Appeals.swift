import GRDB
import RatingProgramme
import RatingRecord
import ScorerKit

/// An appeal to be opened.
public struct AppealRequest: Sendable {
  public var guild: String
  public var month: Month
  /// `scorer.measure` each.
  public var measures: [String]
  public var rows: [RowReference]
  public var reason: String
  public var on: Day

  public init(guild: String, month: Month, measures: [String], rows: [RowReference], reason: String, on: Day) {
    self.guild = guild
    self.month = month
    self.measures = measures
    self.rows = rows
    self.reason = reason
    self.on = on
  }

  public static let mostRows = 100_000
}

/// The longest texts that are kept with appeals, in Unicode scalars.
public enum AppealTexts {
  public static let reason = 4000
  public static let name = 200
  /// How many days after an appeal's opening it may be decided or withdrawn, and after that be revised for: a year off is a slip of
  /// the pen, and what is written here stays.
  static let patience: Int64 = 183

  fileprivate static func check(_ text: String, _ option: String, atMost most: Int) throws(AppealRefusal) {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else { throw .emptyText(option) }
    guard text.unicodeScalars.count <= most else { throw .longText(option, atMost: most) }
    guard !text.unicodeScalars.contains(replacement) else { throw .noText(option) }
  }

  /// What stands for bytes that are no UTF-8 once they have been taken for text.
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  fileprivate static func check(_ row: RowReference) throws(AppealRefusal) {
    guard !"\(row.table):\(row.key)".unicodeScalars.contains(replacement) else { throw .noText("a row's key") }
  }
}

extension Ledger {
  /// Opens an appeal against a month's last version: all of it, or nothing.
  ///
  /// - Throws: `LedgerError`, with `.appealRefused` where it can't be opened.
  public func openAppeal(_ request: AppealRequest) throws -> Appeal {
    try appealing { database, entries, trail throws in
      try AppealTexts.check(request.reason, "--reason", atMost: AppealTexts.reason)
      guard let entry = Standing(entries: entries).latest(of: request.month) else {
        throw AppealRefusal.notPublished(request.month, last: entries.map(\.month).max())
      }
      guard let rules = entry.appealRules else { throw AppealRefusal.noAppeals(request.month) }
      guard request.on >= entry.on else { throw AppealRefusal.beforePublication(entry.month, published: entry.on) }
      let isFinal = entry.status == .final
      if let until = isFinal ? entry.appealsUntil : entry.correctionsUntil, request.on > until {
        throw AppealRefusal.late(entry.month, until: until, isFinal: isFinal)
      }
      guard request.on <= entry.on.adding(Standing.patience) else { throw AppealRefusal.farAhead(request.on) }
      let (guild, numbers) = try subject(of: request, in: entry, database)
      var appeal = Appeal(
        number: trail.appeals.count + 1, guild: Identifier(request.guild), against: Appeal.Version(entry),
        measures: numbers.map(\.name), rows: request.rows, decideBy: rules.decideWithin.map { request.on.adding($0) },
        opened: event(.opened, of: trail.appeals.count + 1, request.reason, on: request.on, entries, trail))
      try checkGrounds(of: appeal, trail)
      appeal.opened.digest = appeal.reckonedDigest(of: appeal.opened)
      try Prepared(database, "INSERT INTO appeals (appeal, publication, guild, decide_by) VALUES (?, ?, ?, ?)").run([
        .integer(appeal.number), .integer(entry.number), .integer(guild), .text(appeal.decideBy?.description),
      ])
      try insert(appeal.opened, in: database)
      let measures = try Prepared(
        database, "INSERT INTO appeal_measures (appeal, position, measure) VALUES (?, ?, ?)")
      for (place, measure) in numbers.enumerated() {
        try measures.run([.integer(appeal.number), .integer(place), .integer(measure.number)])
      }
      let rows = try Prepared(
        database, "INSERT INTO appeal_rows (appeal, position, source, row_key) VALUES (?, ?, ?, ?)")
      for (place, row) in request.rows.enumerated() {
        try rows.run([.integer(appeal.number), .integer(place), .text(row.table), .text(row.key)])
      }
      return appeal
    }
  }

  /// Decides an appeal.
  ///
  /// - Parameter corrections: what it led to.
  /// - Throws: `LedgerError`, with `.appealRefused` where it can't be decided so.
  public func decideAppeal(
    _ id: String, _ outcome: Appeal.Outcome, reason: String, decidedBy: String, on day: Day, corrections: [Correction]
  ) throws -> Appeal {
    try appealing { database, entries, trail throws in
      try AppealTexts.check(reason, "--reason", atMost: AppealTexts.reason)
      try AppealTexts.check(decidedBy, "--decided-by", atMost: AppealTexts.name)
      var appeal = try openAppeal(id, on: day, trail)
      guard outcome != .rejected || corrections.isEmpty else { throw AppealRefusal.correctionsOfRejected }
      try checkAgreement(of: corrections, trail)
      var decision = Appeal.Decision(
        event: event(.decided, of: appeal.number, reason, on: day, entries, trail), outcome: outcome,
        decidedBy: decidedBy, corrections: corrections)
      appeal.decision = decision
      decision.event.digest = appeal.reckonedDigest(of: decision.event)
      appeal.decision = decision
      try Prepared(database, "INSERT INTO decisions (appeal, outcome, decided_by) VALUES (?, ?, ?)").run([
        .integer(appeal.number), .text(outcome.rawValue), .text(decidedBy),
      ])
      try insert(decision.event, in: database)
      try insert(corrections, of: appeal.number, in: database)
      return appeal
    }
  }

  /// Withdraws an appeal that is open.
  ///
  /// - Throws: `LedgerError`, with `.appealRefused` where it is not, or the day is wrong.
  public func withdrawAppeal(_ id: String, reason: String, on day: Day) throws -> Appeal {
    try appealing { database, entries, trail throws in
      try AppealTexts.check(reason, "--reason", atMost: AppealTexts.reason)
      var appeal = try openAppeal(id, on: day, trail)
      var event = event(.withdrawn, of: appeal.number, reason, on: day, entries, trail)
      event.digest = appeal.reckonedDigest(of: event)
      appeal.withdrawn = event
      try insert(event, in: database)
      return appeal
    }
  }

  /// One appeal.
  ///
  /// - Throws: `LedgerError`, with `.appealRefused` where there is none of that id.
  public func appeal(_ id: String) throws -> Appeal {
    let appeals = try appeals()
    do throws(AppealRefusal) { return try found(id, among: appeals) } catch { throw LedgerError.appealRefused(error) }
  }

  /// Writes something about appeals, on a ledger that is as it was published.
  private func appealing(_ body: (Database, [LedgerEntry], AppealTrail) throws -> Appeal) throws -> Appeal {
    do {
      return try writing { database in
        let entries = try entries(in: database)
        try checkChain(entries)
        return try body(database, entries, trail(entries, in: database))
      }
    } catch let refusal as AppealRefusal {
      throw LedgerError.appealRefused(refusal)
    }
  }
}

extension Ledger {
  func found(_ id: String, among appeals: [Appeal]) throws(AppealRefusal) -> Appeal {
    let asked = id.uppercased()
    guard let appeal = appeals.first(where: { $0.id == asked }) else {
      throw .unknown(id: id, known: appeals.map(\.id))
    }
    return appeal
  }

  private func openAppeal(_ id: String, on day: Day, _ trail: AppealTrail) throws(AppealRefusal) -> Appeal {
    let appeal = try found(id, among: trail.appeals)
    if let last = appeal.events.last, appeal.state != .open {
      throw .closed(id: appeal.id, state: appeal.state, on: last.on)
    }
    guard day >= appeal.opened.on else { throw .beforeOpening(id: appeal.id, opened: appeal.opened.on) }
    guard day <= appeal.opened.on.adding(AppealTexts.patience) else { throw .farAhead(day) }
    return appeal
  }

  /// That nothing was decided otherwise about a row before: both would stand in the data.
  private func checkAgreement(of corrections: [Correction], _ trail: AppealTrail) throws(AppealRefusal) {
    var former: [RowReference: [(appeal: String, correction: Correction)]] = [:]
    for appeal in trail.appeals {
      for correction in appeal.decision?.corrections ?? [] {
        let row = RowReference(table: correction.table, key: correction.rowKey)
        former[row, default: []].append((appeal.id, correction))
      }
    }
    for correction in corrections {
      let row = RowReference(table: correction.table, key: correction.rowKey)
      if let other = former[row]?.first(where: { $0.correction.disagrees(with: correction) }) {
        throw .decidedOtherwise(id: other.appeal, row: "\(row.table):\(row.key)")
      }
    }
  }

  /// The next one, without its digest.
  private func event(
    _ kind: AppealEvent.Kind, of appeal: Int, _ reason: String, on day: Day, _ entries: [LedgerEntry],
    _ trail: AppealTrail
  ) -> AppealEvent {
    AppealEvent(
      number: trail.events.count + 1, appeal: appeal, kind: kind, on: day, reason: reason,
      publication: entries.last?.digest ?? "", previous: trail.last?.digest, digest: "")
  }

  /// The numbers of the guild and of the measures that an appeal is about.
  private func subject(
    of request: AppealRequest, in entry: LedgerEntry, _ database: Database
  ) throws -> (guild: Int64, measures: [(number: Int64, name: MeasureName)]) {
    guard let guild = try guildNumber(of: Identifier(request.guild), in: database) else {
      throw AppealRefusal.noGuild(request.guild, near: try nearestGuild(to: request.guild, in: database))
    }
    let rating = try Prepared(database, "SELECT 1 FROM ratings WHERE publication = ? AND guild = ?")
    try rating.bind([.integer(entry.number), .integer(guild)])
    defer { rating.reset() }
    guard try rating.step() else { throw AppealRefusal.guildNotIn(entry.month, guild: request.guild) }
    var known: [(number: Int64, name: MeasureName)] = []
    let measures = try Prepared(
      database,
      """
      SELECT measure, scorers.id, measures.id FROM month_measures JOIN measures USING (measure) JOIN scorers USING (scorer)
      WHERE publication = ? ORDER BY position
      """)
    try measures.eachRow([.integer(entry.number)]) {
      known.append((measures.integer(0), MeasureName(scorer: measures.text(1), measure: measures.text(2))))
    }
    guard !request.measures.isEmpty else { throw AppealRefusal.noMeasures }
    let named = try request.measures.map { asked in
      if let measure = known.first(where: { $0.name.spelled == asked }) { return measure }
      let near =
        nearestName(to: asked, among: known.map(\.name.spelled))
        ?? known.first { $0.name.measure == asked }?.name.spelled
      throw AppealRefusal.noMeasure(asked, entry.month, near: near)
    }
    return (guild, named)
  }

  private func checkGrounds(of appeal: Appeal, _ trail: AppealTrail) throws(AppealRefusal) {
    guard appeal.rows.count <= AppealRequest.mostRows else { throw .tooManyRows(atMost: AppealRequest.mostRows) }
    var measures: Set<MeasureName> = []
    for measure in appeal.measures where !measures.insert(measure).inserted { throw .twice(measure.spelled) }
    for row in appeal.rows { try AppealTexts.check(row) }
    var rows: Set<RowReference> = []
    for row in appeal.rows where !rows.insert(row).inserted { throw .twice("the row \(row.table):\(row.key)") }
    let same = trail.appeals.first {
      $0.state == .open && $0.guild == appeal.guild && $0.against.month == appeal.against.month
        && !measures.isDisjoint(with: $0.measures) && rows == Set($0.rows)
    }
    if let same { throw .doubled(id: same.id) }
  }

  private func insert(_ event: AppealEvent, in database: Database) throws {
    try Prepared(
      database,
      """
      INSERT INTO appeal_events (event, appeal, kind, happened_on, reason, publication, previous, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    ).run([
      .integer(event.number), .integer(event.appeal), .text(event.kind.rawValue), .text(event.on.description),
      .text(event.reason), .text(event.publication), .text(event.previous), .text(event.digest),
    ])
  }

  private func insert(_ corrections: [Correction], of appeal: Int, in database: Database) throws {
    let rows = try Prepared(
      database,
      """
      INSERT INTO decided_corrections (appeal, position, source, row_key, changed, value, reason, decided_by, decided_on)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    for (place, correction) in corrections.enumerated() {
      let (column, value): (Cell, Cell) =
        switch correction.action {
        case .setAside: (.null, .null)
        case .amend(let column, let value): (.text(column), .text(value))
        }
      try rows.run([
        .integer(appeal), .integer(place), .text(correction.table), .text(correction.rowKey), column, value,
        .text(correction.reason), .text(correction.decidedBy), .text(correction.decidedOn),
      ])
    }
  }
}

extension MeasureName {
  /// `scorer.measure`.
  public var spelled: String { "\(scorer).\(measure)" }
}
