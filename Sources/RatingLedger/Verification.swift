import GRDB
import RatingRecord
import ScorerKit

/// What looking through a whole ledger came to.
public struct Verification: Sendable {
  /// Those that can be read.
  public var entries: [LedgerEntry]
  /// How many can't be.
  public var unreadable = 0
  /// What happened to appeals, in its order.
  public var events: [AppealEvent] = []
  /// Empty where all holds.
  public var faults: [Fault]

  public struct Fault: Sendable, Equatable, CustomStringConvertible {
    /// `2026-10, version 2`, or what of the file.
    public var place: String
    public var problem: String
    public var description: String { "\(place): \(problem)" }
  }
}

extension Ledger {
  /// Looks at every byte that was published: the file's pages, its tables, and every digest, worked out anew.
  ///
  /// - Parameter digest: one that an entry must have, or its beginning; `nil`: none.
  /// - Throws: `LedgerError` where it is no ledger, or can't be read at all.
  public func verify(expecting digest: String? = nil) throws -> Verification {
    try reading { database in
      var verifying = Verifying(ledger: self, database: database)
      try verifying.checkFile()
      try verifying.checkEntries(expecting: digest)
      return Verification(
        entries: verifying.entries, unreadable: verifying.unreadable, events: verifying.events,
        faults: verifying.faults)
    }
  }
}

private struct Verifying {
  let ledger: Ledger
  let database: Database
  var entries: [LedgerEntry] = []
  var unreadable = 0
  var events: [AppealEvent] = []
  var faults: [Verification.Fault] = []

  init(ledger: Ledger, database: Database) { (self.ledger, self.database) = (ledger, database) }

  mutating func report(_ place: String, _ problem: String) {
    faults.append(Verification.Fault(place: place, problem: problem))
  }

  /// What a page that can't be read stops is a fault, and no end.
  private mutating func check(_ place: String, _ body: (inout Verifying) throws -> Void) throws {
    do {
      try body(&self)
    } catch let error as DatabaseError where LedgerError(error, path: ledger.path, isWriting: false)?.isDamage == true {
      report(place, "can’t be read: \(error.message ?? "damaged")")
    } catch let error as LedgerError where error.isDamage {
      report(place, error.description)
    }
  }

  mutating func checkFile() throws {
    try check("the file’s pages") { verifying in
      for problem in try String.fetchAll(verifying.database, sql: "PRAGMA integrity_check(20)") where problem != "ok" {
        verifying.report("the file’s pages", visible(problem))
      }
    }
    try check("the tables") { verifying in
      let expected = try Schema.objects(Schema.age(of: verifying.database) ?? 0)
      guard try Schema.objects(in: verifying.database) != expected else { return }
      verifying.report("the tables", "they are not as guildmark makes them")
    }
    try check("the tables") { verifying in
      let rows = try Prepared(verifying.database, "PRAGMA foreign_key_check")
      var counts: [String: Int] = [:]
      try rows.eachRow { counts[rows.text(0), default: 0] += 1 }
      for (table, count) in counts.sorted(by: { $0.key < $1.key }) {
        verifying.report("the table \(visible(table))", "\(count) of its rows belong to none of another table’s")
      }
    }
    for (table, key, user) in [
      ("programmes", "programme", "publications"), ("guilds", "guild", "ratings"),
      ("measures", "measure", "month_measures"), ("scorers", "scorer", "measures"),
    ] {
      try check("the table \(table)") { verifying in
        let sql = "SELECT count(*) FROM \(table) WHERE \(key) NOT IN (SELECT \(key) FROM \(user))"
        let count = try Int.fetchOne(verifying.database, sql: sql) ?? 0
        if count > 0 { verifying.report("the table \(table)", "\(count) of its rows belong to no publication") }
      }
    }
  }

  /// That every event of appeals is as it was written, and none is missing between two.
  private mutating func checkAppeals() throws -> [AppealEvent] {
    var events: [AppealEvent] = []
    try check("the appeals") { verifying in
      let trail = try AppealTrail(verifying.entries, in: verifying.database)
      verifying.faults += trail.faults
      events = trail.events
    }
    return events
  }

  mutating func checkEntries(expecting digest: String?) throws {
    var numbers: [Int64] = []
    try check("the table publications") { numbers = try EntryRow.numbers(in: $0.database) }
    var previous: LedgerEntry?
    for number in numbers {
      var read: LedgerEntry?
      let known = faults.count
      try check("publication \(number)") { read = try EntryRow($0.database).entry(number) }
      guard let entry = read else {
        unreadable += 1
        if faults.count == known { report("publication \(number)", "it can’t be understood") }
        previous = nil
        continue
      }
      // What stands behind one that can't be read has nothing to be compared with.
      let isBehindGap = previous == nil && number != numbers.first
      try check(entry.place) { try $0.check(entry, after: previous, knowsPrevious: !isBehindGap) }
      entries.append(entry)
      previous = entry
    }
    events = try checkAppeals()
    if let digest, !(entries.map(\.digest) + events.map(\.digest)).contains(where: { $0.hasPrefix(digest) }) {
      report("the ledger", "nothing in it has the digest \(digest): this is another history")
    }
  }

  private mutating func check(_ entry: LedgerEntry, after previous: LedgerEntry?, knowsPrevious: Bool) throws {
    if knowsPrevious, !entry.follows(previous) {
      report(entry.place, "it does not follow on what stands before it")
    }
    if entry.reckonedDigest != entry.digest { report(entry.place, "its digest is not that of what it says") }
    try check("\(entry.place), its rows") { verifying in
      if try MonthRows.digest(of: entry.number, in: verifying.database) != entry.rowsDigest {
        verifying.report("\(entry.place), its rows", "they are not those that were published")
      }
    }
    try check("\(entry.place), its document") { verifying in
      let document = try verifying.ledger.document(of: entry, in: verifying.database)
      if digestText(of: document) != entry.documentDigest {
        verifying.report("\(entry.place), its document", "it is not the one that was published")
      } else if let fault = try Document(bytes: document).fault(against: entry, in: verifying.database) {
        verifying.report("\(entry.place), its document", fault)
      }
    }
  }
}

extension LedgerEntry {
  fileprivate var place: String { "\(month), version \(version)" }
}

extension LedgerError {
  fileprivate var isDamage: Bool {
    switch self {
    case .damaged, .foreign: true
    default: false
    }
  }
}

extension Schema {
  /// Tables and all else, as SQL, of a ledger that has been through so many migrations.
  static func objects(_ age: Int) throws -> [String] {
    let queue = try DatabaseQueue()
    if age > 0 { try migrator.migrate(queue, upTo: migrations[age - 1].name) }
    return try queue.read { try objects(in: $0) }
  }

  static func objects(in database: Database) throws -> [String] {
    try String.fetchAll(
      database,
      sql: "SELECT type || ' ' || name || ' on ' || tbl_name || ': ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1"
    )
  }
}
