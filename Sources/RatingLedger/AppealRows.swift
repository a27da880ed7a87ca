import GRDB
import RatingRecord
import ScorerKit

/// What the tables hold of appeals, by the appeal's number.
struct AppealRows {
  private(set) var events: [AppealEvent] = []
  private(set) var measures: [Int: [MeasureName]] = [:]
  private(set) var rows: [Int: [RowReference]] = [:]
  private(set) var decisions: [Int: (outcome: Appeal.Outcome, decidedBy: String)] = [:]
  private(set) var corrections: [Int: [Correction]] = [:]
  private(set) var faults: [Verification.Fault] = []
  private var heads: [Int: Head] = [:]

  private struct Head {
    var against: Appeal.Version
    var guild: Identifier
    var decideBy: Day?
  }

  private(set) var appealNumbers: Set<Int> = []

  init(_ database: Database, _ entries: [LedgerEntry]) throws {
    try readHeads(database, Dictionary(entries.map { ($0.number, $0) }) { first, _ in first })
    try readEvents(database)
    try readGrounds(database)
    try readDecisions(database)
  }

  func appeal(openedBy event: AppealEvent) -> Appeal? {
    guard let head = heads[event.appeal] else { return nil }
    return Appeal(
      number: event.appeal, guild: head.guild, against: head.against, measures: measures[event.appeal] ?? [],
      rows: rows[event.appeal] ?? [], decideBy: head.decideBy, opened: event)
  }

  func decision(by event: AppealEvent) -> Appeal.Decision? {
    decisions[event.appeal].map {
      Appeal.Decision(
        event: event, outcome: $0.outcome, decidedBy: $0.decidedBy, corrections: corrections[event.appeal] ?? [])
    }
  }

  private mutating func cannotRead(_ table: String, _ row: Int64) {
    faults.append(Verification.Fault(place: "the table \(table)", problem: "its row \(row) can’t be understood"))
  }

  private mutating func readHeads(_ database: Database, _ entries: [Int64: LedgerEntry]) throws {
    let row = try Prepared(
      database,
      "SELECT appeal, publication, guild_id, decide_by FROM appeals LEFT JOIN guilds USING (guild) ORDER BY appeal")
    try row.eachRow {
      let number = Int(row.integer(0))
      appealNumbers.insert(number)
      guard let entry = entries[row.integer(1)], !row.isNull(2), row.isNull(3) || Day(row.text(3)) != nil else {
        return cannotRead("appeals", row.integer(0))
      }
      heads[number] = Head(
        against: Appeal.Version(entry), guild: Identifier(row.bytes(2)),
        decideBy: row.optionalText(3).flatMap { Day($0) })
    }
  }

  private mutating func readEvents(_ database: Database) throws {
    let row = try Prepared(
      database,
      "SELECT event, appeal, kind, happened_on, reason, publication, previous, digest FROM appeal_events ORDER BY event"
    )
    try row.eachRow {
      guard let number = Int(exactly: row.integer(0)), row.integer(1) > 0, row.integer(1) <= 1 << 40,
        let kind = AppealEvent.Kind(rawValue: row.text(2)), let on = Day(row.text(3))
      else { return cannotRead("appeal_events", row.integer(0)) }
      events.append(
        AppealEvent(
          number: number, appeal: Int(row.integer(1)), kind: kind, on: on, reason: row.text(4),
          publication: row.text(5), previous: row.optionalText(6), digest: row.text(7)))
    }
  }

  private mutating func readGrounds(_ database: Database) throws {
    let measure = try Prepared(
      database,
      """
      SELECT appeal, position, scorers.id, measures.id FROM appeal_measures
      LEFT JOIN measures USING (measure) LEFT JOIN scorers USING (scorer) ORDER BY appeal, position
      """)
    try measure.eachRow {
      let appeal = Int(measure.integer(0))
      checkPosition(measure.integer(1), after: measures[appeal]?.count ?? 0, "appeal_measures")
      measures[appeal, default: []].append(MeasureName(scorer: measure.text(2), measure: measure.text(3)))
    }
    let row = try Prepared(
      database, "SELECT appeal, position, source, row_key FROM appeal_rows ORDER BY appeal, position")
    try row.eachRow {
      let appeal = Int(row.integer(0))
      checkPosition(row.integer(1), after: rows[appeal]?.count ?? 0, "appeal_rows")
      rows[appeal, default: []].append(RowReference(table: row.text(2), key: Identifier(row.bytes(3))))
    }
  }

  private mutating func readDecisions(_ database: Database) throws {
    let decision = try Prepared(database, "SELECT appeal, outcome, decided_by FROM decisions ORDER BY appeal")
    try decision.eachRow {
      guard let outcome = Appeal.Outcome(rawValue: decision.text(1)) else {
        return cannotRead("decisions", decision.integer(0))
      }
      decisions[Int(decision.integer(0))] = (outcome, decision.text(2))
    }
    let row = try Prepared(
      database,
      """
      SELECT appeal, position, source, row_key, changed, value, reason, decided_by, decided_on FROM decided_corrections
      ORDER BY appeal, position
      """)
    try row.eachRow {
      let appeal = Int(row.integer(0))
      checkPosition(row.integer(1), after: corrections[appeal]?.count ?? 0, "decided_corrections")
      if row.isNull(4) != row.isNull(5) { cannotRead("decided_corrections", row.integer(0)) }
      let action = row.optionalText(4).map { Correction.Action.amend(column: $0, value: Identifier(row.bytes(5))) }
      corrections[appeal, default: []].append(
        Correction(
          table: row.text(2), rowKey: Identifier(row.bytes(3)), action: action ?? .setAside, reason: row.text(6),
          decidedBy: row.text(7), decidedOn: row.text(8)))
    }
  }

  private mutating func checkPosition(_ position: Int64, after count: Int, _ table: String) {
    if position != Int64(count) { cannotRead(table, position) }
  }
}
