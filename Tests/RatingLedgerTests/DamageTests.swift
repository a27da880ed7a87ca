import Foundation
import GRDB
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingLedger

/// What is changed behind the ledger's back is found.
struct DamageTests {
  private func published() throws -> TemporaryLedger {
    let ledger = try TemporaryLedger()
    try ledger.publish(SampleRecord.record(SampleRecord.october.adding(-1), seed: 9))
    try ledger.publish(SampleRecord.record(corrections: 7), .provisional)
    try ledger.publish(SampleRecord.record(seed: 2, corrections: 7), .final, on: "2026-11-20")
    return ledger
  }

  /// With an appeal of each kind, and a revision.
  private func appealed() throws -> TemporaryLedger {
    let ledger = try TemporaryLedger()
    try ledger.publish(SampleRecord.record(SampleRecord.october.adding(-1), seed: 9, appeals: SampleRecord.appeals))
    try ledger.publish(SampleRecord.record(corrections: 7, appeals: SampleRecord.appeals), .provisional)
    try ledger.publish(
      SampleRecord.record(seed: 2, corrections: 7, appeals: SampleRecord.appeals), .final, on: "2026-11-20")
    try ledger.appeal(rows: ["r1", "r2", "r3"])
    try ledger.appeal("z", ["speed.rate", "conduct.rate"], rows: ["r9"])
    try ledger.appeal("z", ["speed.median"])
    try ledger.decide("A1", corrections: SampleRecord.corrections)
    try ledger.decide("A2", .partly)
    try ledger.withdraw("A3")
    try ledger.publish(
      SampleRecord.record(seed: 3, corrections: 7, appeals: SampleRecord.appeals, corrected: SampleRecord.corrections),
      .final, on: "2026-11-28", revising: ["A1", "A2"])
    return ledger
  }

  @Test("a ledger with appeals that nobody touched holds")
  func wholeWithAppeals() throws { #expect(try faults(appealed()).isEmpty) }

  @Test(
    "what is changed of appeals is found, and nothing is decided or published on it",
    arguments: [
      "DELETE FROM appeal_events WHERE event = 6", "DELETE FROM appeal_events WHERE event = 2",
      "DELETE FROM appeal_events; DELETE FROM appeals", "DELETE FROM appeal_rows WHERE appeal = 2",
      "DELETE FROM appeal_measures WHERE appeal = 2 AND position = 1", "DELETE FROM decided_corrections",
      "DELETE FROM decisions WHERE appeal = 2", "DELETE FROM revisions WHERE appeal = 2",
      "DELETE FROM revisions; UPDATE publications SET revises = NULL WHERE publication = 4",
      "UPDATE decisions SET outcome = 'rejected' WHERE appeal = 1",
      "UPDATE appeal_events SET reason = reason || ' ' WHERE event = 1",
      "UPDATE appeal_events SET happened_on = '2026-11-24' WHERE event = 4",
      "UPDATE appeal_events SET event = event + 100 WHERE event IN (4, 5); UPDATE appeal_events SET event = 109 - event WHERE event > 100",
      "UPDATE appeals SET guild = 3 WHERE appeal = 2", "UPDATE appeals SET decide_by = NULL WHERE appeal = 3",
      "UPDATE decided_corrections SET value = 'x' WHERE position = 1",
      "UPDATE publications SET appeal_event = NULL WHERE publication = 4",
      "UPDATE publications SET appeals_until = '2027-01-01' WHERE publication = 3",
      "INSERT INTO appeals VALUES (4, 3, 1, NULL)", "INSERT INTO appeal_rows VALUES (3, 0, 'requests', 'r')",
      "INSERT INTO decisions VALUES (3, 'upheld', 'me')", "INSERT INTO revisions VALUES (3, 2)",
      "UPDATE decided_corrections SET position = 1 - position + 2",
    ])
  func appeals(sql: String) throws {
    let ledger = try appealed()
    try change(ledger, sql)
    #expect(try !faults(ledger).isEmpty, "\(sql)")
    #expect(throws: LedgerError.self, "\(sql)") {
      try ledger.appeal("B", ["conduct.rate"], on: "2026-12-20")
    }
  }

  @Test("an event of appeals that was taken off the end is found by its digest")
  func lastEvent() throws {
    let ledger = try appealed()
    let appeal = try ledger.appeal("A", ["conduct.rate"], on: "2026-12-01")
    #expect(try faults(ledger, expecting: appeal.opened.digest).isEmpty)
    try change(ledger, "DELETE FROM appeal_measures WHERE appeal = 4")
    try change(ledger, "DELETE FROM appeal_events WHERE appeal = 4")
    try change(ledger, "DELETE FROM appeals WHERE appeal = 4")
    #expect(try faults(ledger, expecting: appeal.opened.digest).count == 1)
  }

  private func change(_ ledger: TemporaryLedger, _ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: ledger.path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func faults(_ ledger: TemporaryLedger, expecting digest: String? = nil) throws -> [String] {
    try Ledger(reading: ledger.path).verify(expecting: digest).faults.map(\.description)
  }

  @Test("a ledger that nobody touched holds")
  func whole() throws { #expect(try faults(published()).isEmpty) }

  @Test("a change to any column of any table is found")
  func columns() throws {
    let original = try appealed()
    let tables = try DatabaseQueue(path: original.path).read { database in
      try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb%' ORDER BY name"
      ).map { ($0, try database.columns(in: $0).map { ($0.name, $0.type) }) }
    }
    #expect(tables.count == 24)
    for (table, columns) in tables {
      for (column, type) in columns {
        let ledger = try TemporaryLedger()
        try FileManager.default.removeItem(atPath: ledger.path)
        try FileManager.default.copyItem(atPath: original.path, toPath: ledger.path)
        let value =
          switch type {
          case "TEXT": "coalesce(\(column), '') || 'x'"
          case "BLOB": "CAST(coalesce(\(column), x'') || x'00' AS BLOB)"
          case "REAL": "coalesce(\(column), 0) + 0.5"
          default: "coalesce(\(column), 0) + 1000"
          }
        // The last row, so that a column that is NULL in some is not NULL here, or becomes a value.
        let sql = """
          PRAGMA ignore_check_constraints = ON;
          UPDATE \(table) SET \(column) = \(value)
          WHERE (\(columns[0].0), \(columns[1].0)) = (SELECT \(columns[0].0), \(columns[1].0) FROM \(table) LIMIT 1 OFFSET (SELECT count(*) / 2 FROM \(table)))
          """
        try change(ledger, sql)
        #expect(try !faults(ledger).isEmpty, "\(table).\(column)")
      }
    }
  }

  @Test(
    "rows that are gone or new are found",
    arguments: [
      "DELETE FROM measured WHERE guild = 3 AND publication = 2", "DELETE FROM bad_rows", "DELETE FROM bases",
      "DELETE FROM publications WHERE publication = 3", "DELETE FROM publications WHERE publication = 1",
      "DELETE FROM documents WHERE publication = 2", "INSERT INTO guilds VALUES (99, 'new')",
      "INSERT INTO grants VALUES (1, 1, 7, 'badge', NULL, NULL, NULL, NULL)", "DROP TABLE gates",
      "CREATE TABLE more (x)", "CREATE TRIGGER t AFTER INSERT ON ratings BEGIN DELETE FROM bases; END",
      "UPDATE guilds SET guild_id = CASE guild WHEN 1 THEN 'B' ELSE 'A' END || '2' WHERE guild < 3",
      "INSERT INTO programmes VALUES (9, 'd', 'n', 1, 'USD', 0, 100, NULL, NULL)",
      "UPDATE publications SET digest = 'sha256:0' WHERE publication = 2",
    ])
  func rows(sql: String) throws {
    let ledger = try published()
    try change(ledger, sql)
    let found = try? faults(ledger)
    #expect(found?.isEmpty != true, "\(sql)")
  }

  @Test(
    "nothing is rated or published on what is not as it was published",
    arguments: [
      "UPDATE ratings SET tier = 'High' WHERE publication = 1 AND tier = 'Low'",
      "UPDATE ratings SET score = score + 1 WHERE publication = 3", "DELETE FROM measured WHERE publication = 3",
      "UPDATE publications SET granted = 7 WHERE publication = 1",
      "UPDATE publications SET status = 'final', corrections_until = NULL WHERE publication = 2",
      "DELETE FROM publications WHERE publication = 2", "UPDATE publications SET month = 'x' WHERE publication = 2",
      "DELETE FROM bases", "UPDATE programmes SET scale_to = 1000",
    ])
  func readOn(sql: String) throws {
    let ledger = try published()
    try change(ledger, sql)
    func isDamaged(_ body: () throws -> Void) -> Bool {
      do {
        try body()
        return false
      } catch LedgerError.damaged {
        return true
      } catch {
        return false
      }
    }
    let next = SampleRecord.october.adding(1)
    #expect(isDamaged { _ = try Ledger(reading: ledger.path).history(before: next) }, "\(sql)")
    #expect(isDamaged { try ledger.publish(SampleRecord.record(next)) }, "\(sql)")
  }

  @Test("a ledger with a trigger is read, and not written")
  func trigger() throws {
    let ledger = try published()
    try change(ledger, "CREATE TRIGGER t AFTER INSERT ON ratings BEGIN DELETE FROM grants; END")
    #expect(throws: LedgerError.damaged(path: ledger.path, problem: "its tables are not as guildmark makes them")) {
      try Ledger(writing: ledger.path)
    }
    #expect(try Ledger(reading: ledger.path).entries().count == 3)
  }

  @Test("one entry that can't be understood leaves the others to be looked at")
  func oneUnreadable() throws {
    let ledger = try published()
    try change(ledger, "UPDATE publications SET month = 'x' WHERE publication = 2")
    try change(ledger, "UPDATE ratings SET rank = 70 WHERE publication = 3 AND guild = 3")
    let verification = try Ledger(reading: ledger.path).verify()
    #expect(verification.entries.map(\.number) == [1, 3] && verification.unreadable == 1)
    let places = verification.faults.map(\.place)
    #expect(places.contains("publication 2") && places.contains("2026-10, version 2, its rows"), "\(places)")
    #expect(!places.contains("2026-10, version 2"), "what it follows on is not known")
  }

  @Test("a new chain over other figures is found by a digest that was kept elsewhere")
  func expected() throws {
    let ledger = try published()
    let entries = try Ledger(reading: ledger.path).entries()
    for entry in entries { #expect(try faults(ledger, expecting: entry.digest).isEmpty) }
    let other = try TemporaryLedger()
    try other.publish(SampleRecord.record(SampleRecord.october.adding(-1), seed: 10))
    #expect(try faults(other).isEmpty)
    #expect(try faults(other, expecting: entries[0].digest).count == 1)
  }

  @Test("a document that says otherwise than the rows is found, whatever the digests say")
  func document() throws {
    let ledger = try TemporaryLedger()
    let outcome = try ledger.publish(SampleRecord.record())
    let entry = outcome.entry
    let reading = try Ledger(reading: ledger.path)
    func fault(_ bytes: [UInt8]) throws -> String? {
      try reading.reading { try Document(bytes: bytes).fault(against: entry, in: $0) }
    }
    #expect(try fault(outcome.record.jsonBytes) == nil)
    for place in outcome.record.guilds.indices {
      var record = outcome.record
      record.guilds[place].rank = 77
      #expect(try fault(record.jsonBytes)?.contains("guild") == true)
      record = outcome.record
      record.guilds[place].score = 12.34
      #expect(try fault(record.jsonBytes) != nil)
      record.guilds.remove(at: place)
      #expect(try fault(record.jsonBytes) != nil)
    }
    var record = outcome.record
    record.status = .provisional
    #expect(try fault(record.jsonBytes) != nil)
    record = outcome.record
    record.month = record.month.adding(1)
    #expect(try fault(record.jsonBytes) != nil)
  }

  /// A byte of a page's free space, or of the header, may be another without any figure being so.
  @Test("of a file with a byte flipped, either it is said, or everything comes out as it was published")
  func flippedBytes() throws {
    let original = try published()
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: original.path)))
    let entries = try Ledger(reading: original.path).entries()
    let documents = try entries.map { try Ledger(reading: original.path).document(of: $0) }
    let ledger = try TemporaryLedger()
    var random = SystemRandomNumberGenerator()
    let seed = random.next()
    var seeded = SeededGenerator(seed: seed)
    var found = 0
    for _ in 0..<200 {
      var flipped = bytes
      let (place, bit) = (Int.random(in: bytes.indices, using: &seeded), UInt8.random(in: 0..<8, using: &seeded))
      flipped[place] ^= 1 << bit
      try ledger.folder.write(flipped, to: "l.sqlite")
      do {
        let reading = try Ledger(reading: ledger.path)
        if try reading.verify().faults.isEmpty {
          let same = try reading.entries() == entries
          let documentsSame = try entries.map { try reading.document(of: $0) } == documents
          #expect(same && documentsSame, "byte \(place), bit \(bit), seed \(seed)")
        } else {
          found += 1
        }
      } catch is LedgerError {
        found += 1
      }
    }
    #expect(found > 20, "only \(found) of 200 found, seed \(seed)")
  }

  @Test("a byte of what is kept packed is never another without its being said")
  func flippedDocuments() throws {
    let original = try published()
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: original.path)))
    let frame = try DatabaseQueue(path: original.path).read {
      try [UInt8](Data.fetchOne($0, sql: "SELECT zstd FROM documents WHERE publication = 2") ?? Data())
    }
    // The part of the frame on its first page.
    let part = Array(frame.prefix(64))
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: part) })
    let ledger = try TemporaryLedger()
    for place in start..<start + 64 {
      var flipped = bytes
      flipped[place] ^= 0x10
      try ledger.folder.write(flipped, to: "l.sqlite")
      #expect(try !faults(ledger).isEmpty, "byte \(place - start)")
    }
  }
}
