import Foundation
import GRDB
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingLedger

/// What may be in a ledger's place, and what is said of it.
struct PlaceTests {
  @Test("the tables of each version are what they were when it was shipped")
  func schema() throws {
    let queue = try DatabaseQueue()
    var digests: [String] = []
    for (name, _) in Schema.migrations {
      try Schema.migrator.migrate(queue, upTo: name)
      digests.append(digestText(of: Array(try queue.read { try Schema.objects(in: $0) }.joined(separator: "\n").utf8)))
    }
    #expect(
      digests == [
        "sha256:5e5113d77386d4ac0d8bbc2d3931b8bf050c8b36cfb2fa7d2518a176235668fd",
        "sha256:cf60aa8984bf1c03b2e8fdfdda07a640bb0c82b5f498ce9b6c831349730470e9",
      ],
      "a migration that is shipped is never edited, as there are ledgers it has made; write another one behind it")
  }

  @Test("nothing is begun by accident, nor written over")
  func creation() throws {
    let folder = try TemporaryData()
    let path = "\(folder.path)/l.sqlite"
    #expect(throws: LedgerError.missing(path: path, near: nil)) { try Ledger(reading: path) }
    #expect(throws: LedgerError.missing(path: path, near: nil)) { try Ledger(writing: path) }
    try Ledger.create(at: path)
    let typo = "\(folder.path)/l.sqlit"
    #expect(throws: LedgerError.missing(path: typo, near: path)) { try Ledger(writing: typo) }
    #expect(throws: LedgerError.exists(path: path)) { try Ledger.create(at: path) }
    #expect(throws: LedgerError.exists(path: folder.path)) { try Ledger.create(at: folder.path) }
    let far = "\(folder.path)/no/l.sqlite"
    #expect(throws: LedgerError.noFolder(path: far, folder: "\(folder.path)/no")) { try Ledger.create(at: far) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["l.sqlite"])
  }

  @Test("what is no ledger is refused, and left alone")
  func foreign() throws {
    let folder = try TemporaryData()
    let path = "\(folder.path)/l.sqlite"
    func refused(_ open: (String) throws -> Ledger) -> Bool {
      do {
        _ = try open(path)
        return false
      } catch LedgerError.foreign {
        return true
      } catch LedgerError.damaged {
        // Less than the first page of anything.
        return (FileManager.default.contents(atPath: path)?.count ?? 512) < 512
      } catch {
        return false
      }
    }
    let other = try DatabaseQueue(path: "\(folder.path)/other.sqlite")
    try other.write { try $0.execute(sql: "CREATE TABLE t (x)") }
    try other.close()
    let sqlite = try [UInt8](Data(contentsOf: URL(filePath: "\(folder.path)/other.sqlite")))
    let text = Array(String(repeating: "guild_id,name\n", count: 100).utf8)
    for bytes in [[], [0], text, sqlite, Array(sqlite.prefix(50))] {
      try folder.write(bytes, to: "l.sqlite")
      #expect(refused(Ledger.init(reading:)) && refused(Ledger.init(writing:)), "\(bytes.prefix(20))")
      #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == bytes)
    }
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(refused(Ledger.init(reading:)) && refused(Ledger.init(writing:)))
  }

  @Test("a ledger of a later guildmark is refused, and one that lacks tables")
  func versions() throws {
    let ledger = try TemporaryLedger()
    let queue = try DatabaseQueue(path: ledger.path)
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 wonders')") }
    #expect(throws: LedgerError.newer(path: ledger.path)) { try Ledger(reading: ledger.path) }
    #expect(throws: LedgerError.newer(path: ledger.path)) { try Ledger(writing: ledger.path) }
    try queue.write { try $0.execute(sql: "DELETE FROM grdb_migrations") }
    try queue.close()
    #expect(throws: LedgerError.self) { try Ledger(reading: ledger.path) }
  }

  @Test("reading leaves nothing behind, and takes nothing")
  func traces() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(months: 2)
    let before = try Data(contentsOf: URL(filePath: ledger.path))
    let reading = try Ledger(reading: ledger.path)
    _ = try reading.history(before: SampleRecord.october.adding(1))
    _ = try reading.verify()
    _ = try reading.months(of: Identifier("A"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: ledger.folder.path) == ["l.sqlite"])
    #expect(try Data(contentsOf: URL(filePath: ledger.path)) == before)
  }

  @Test("through a link, what SQLite keeps beside a ledger is verified and copied too")
  func copiedThroughLink() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(months: 1)
    let elsewhere = try TemporaryData()
    let link = "\(elsewhere.path)/link.sqlite"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: ledger.path)
    let reading = try Ledger(reading: link)
    // Held open, so that a publication stays in the file beside.
    let holding = try Ledger(writing: ledger.path)
    #expect(try holding.entries().count == 1)
    try ledger.publish(SampleRecord.record(SampleRecord.october.adding(1)))
    #expect(try FileManager.default.contentsOfDirectory(atPath: ledger.folder.path).contains("l.sqlite-wal"))
    #expect(try Ledger(reading: link).entries().count == 2)
    #expect(try Ledger(reading: link).verify().entries.count == 2)
    #expect(try Ledger(reading: link).backUp(to: "\(elsewhere.path)/b.sqlite").entries.count == 2)
    try holding.close()
    #expect(throws: LedgerError.changed(path: link)) { try reading.backUp(to: "\(elsewhere.path)/c.sqlite") }
    try Ledger(writing: link).close()
    #expect(try Ledger(reading: ledger.path).entries().count == 2)
  }

  @Test("what is read while another writes is of one moment, or it is said that it is not")
  func changing() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(months: 1)
    let reading = try Ledger(reading: ledger.path)
    #expect(try reading.entries().count == 1)
    try ledger.publish(SampleRecord.record(SampleRecord.october.adding(1)))
    #expect(throws: LedgerError.changed(path: ledger.path)) { try reading.entries() }
    // With somebody writing all the while there are locks.
    let writing = try Ledger(writing: ledger.path)
    #expect(try writing.entries().count == 2)
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(path: ledger.path, configuration: configuration)
    try queue.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE; UPDATE guilds SET guild_id = 'x' || guild_id") }
    #expect(try Ledger(reading: ledger.path).entries().count == 2)
    #expect(try Ledger(reading: ledger.path).months(of: Identifier("A")).count == 2)
    try queue.inDatabase { try $0.execute(sql: "ROLLBACK") }
  }

  @Test("a ledger that another process writes in is waited for, and then said to be locked")
  func locked() throws {
    let ledger = try TemporaryLedger()
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let queue = try DatabaseQueue(path: ledger.path, configuration: configuration)
    try queue.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    #expect(throws: LedgerError.locked(path: ledger.path)) { try ledger.publish(SampleRecord.record()) }
    try queue.inDatabase { try $0.execute(sql: "ROLLBACK") }
    try ledger.publish(SampleRecord.record())
  }

  @Test("odd names of files are names of files", arguments: ["file:l", ":memory:", "a b%41?mode=x#y.sqlite", "é"])
  func names(name: String) throws {
    let folder = try TemporaryData()
    let path = "\(folder.path)/\(name)"
    try Ledger.create(at: path)
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(try Ledger(reading: path).entries().isEmpty)
    #expect(try Ledger(writing: path).entries().isEmpty)
    #expect(Ledger.plainAddress(of: name) == "./\(name)")
  }

  @Test("a backup holds the same, is verified, and takes nobody's place")
  func backup() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(months: 3)
    let copy = "\(ledger.folder.path)/copy.sqlite"
    #expect(try Ledger(reading: ledger.path).backUp(to: copy).entries.count == 3)
    #expect(try Ledger(reading: copy).entries() == Ledger(reading: ledger.path).entries())
    #expect(throws: LedgerError.exists(path: copy)) { try Ledger(reading: ledger.path).backUp(to: copy) }
    let queue = try DatabaseQueue(path: ledger.path)
    try queue.write { try $0.execute(sql: "UPDATE ratings SET score = 1 WHERE guild = 1") }
    try queue.close()
    let bad = "\(ledger.folder.path)/bad.sqlite"
    #expect(throws: LedgerError.self) { try Ledger(reading: ledger.path).backUp(to: bad) }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: ledger.folder.path).sorted() == ["copy.sqlite", "l.sqlite"])
  }
}
