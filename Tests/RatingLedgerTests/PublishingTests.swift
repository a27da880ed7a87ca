import RatingRecord
import ScorerKit
import Testing

@testable import RatingLedger

struct PublishingTests {
  private let october = SampleRecord.october

  @Test("the same again changes nothing, also of an old month")
  func again() throws {
    let ledger = try TemporaryLedger()
    let first = try ledger.publish(SampleRecord.record(corrections: 7), .provisional)
    let repeated = try ledger.publish(SampleRecord.record(corrections: 7), .provisional, on: "2026-11-05")
    #expect(repeated.isRepeat && !first.isRepeat && repeated.entry == first.entry && repeated.record == first.record)
    try ledger.publish(SampleRecord.record(corrections: 7), .final, on: "2026-11-11")
    try ledger.publish(SampleRecord.record(october.adding(1)))
    let old = try ledger.publish(SampleRecord.record(corrections: 7), .final, on: "2027-01-01")
    #expect(old.isRepeat && old.entry.on == Day("2026-11-11"))
    #expect(try Ledger(reading: ledger.path).entries().count == 3)
  }

  @Test("what is final stays, and it is said what another result would have changed")
  func final() throws {
    let ledger = try TemporaryLedger()
    let record = SampleRecord.record()
    try ledger.publish(record)
    var other = record
    other.guilds[2].score = 1
    other.guilds[2].tier = "Low"
    other.guilds[4].broadcasters = 99
    let tiers = record.guilds[2].tier == "Low" ? 0 : 1
    #expect(
      refusal { try ledger.publish(other) }
        == .finalDiffers(october, Differences(guilds: 2, tiers: tiers, first: record.guilds[2].guildID)))
    other = record
    let first = other.guilds.removeFirst()
    other.guilds.append(SampleRecord.record(ids: ["zz"]).guilds[0])
    let refused = refusal { try ledger.publish(other) }
    guard case .finalDiffers(_, let differences) = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(differences.guilds == 2 && differences.first == first.guildID)
    other = record
    other.tool.version = "0.2.0"
    #expect(
      refusal { try ledger.publish(other) } == .finalDiffers(october, Differences(guilds: 0, tiers: 0, first: nil)))
    #expect(refusal { try ledger.publish(record, .provisional) } == .alreadyFinal(october))
    #expect(try Ledger(reading: ledger.path).entries().count == 1)
  }

  @Test("a provisional month is replaced by another result, and both are kept")
  func replaced() throws {
    let ledger = try TemporaryLedger()
    let first = try ledger.publish(SampleRecord.record(seed: 1, corrections: 7), .provisional)
    let second = try ledger.publish(SampleRecord.record(seed: 2, corrections: 7), .provisional, on: "2026-11-05")
    #expect(second.entry.version == 2 && second.entry.correctionsUntil == Day("2026-11-12"))
    #expect(second.replaced?.entry == first.entry && second.replaced?.differences.guilds == 7)
    #expect(second.entry.previous == first.entry.digest && second.record.publication?.previous == first.entry.digest)
    let reading = try Ledger(reading: ledger.path)
    #expect(try reading.document(of: first.entry) == first.record.jsonBytes)
    #expect(try reading.document(of: second.entry) == second.record.jsonBytes)
    #expect(try reading.verify().faults.isEmpty)
    // The first result again is another one than the last.
    let third = try ledger.publish(SampleRecord.record(seed: 1, corrections: 7), .provisional, on: "2026-11-06")
    #expect(!third.isRepeat && third.entry.version == 3)
  }

  @Test("whoever read the ledger before another published is told, and changes nothing")
  func overtaken() throws {
    let ledger = try TemporaryLedger()
    let (one, other) = (try Ledger(writing: ledger.path), try Ledger(writing: ledger.path))
    let standing = try one.standing(before: october)
    func publish(_ ledger: Ledger, seed: UInt64) throws {
      _ = try ledger.publish(
        PublicationRequest(
          record: SampleRecord.record(seed: seed), status: .final, on: Day("2026-11-03")!, bases: SampleRecord.bases,
          source: nil, standing: standing))
    }
    try publish(one, seed: 1)
    #expect(throws: LedgerError.overtaken(path: ledger.path)) { try publish(other, seed: 2) }
    #expect(try other.entries().count == 1)
  }

  @Test("refusals that no result could change come early")
  func early() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(SampleRecord.record())
    let writing = try Ledger(writing: ledger.path)
    try writing.check(october, .final, on: Day("2026-11-03")!, corrections: nil)
    #expect(
      refusal { try writing.check(october, .provisional, on: Day("2026-11-03")!, corrections: nil) }
        == .alreadyFinal(october))
    #expect(
      refusal { try writing.check(october.adding(-3), .final, on: Day("2026-12-03")!, corrections: nil) }
        == .laterMonth(october.adding(-3), later: october))
  }
}
