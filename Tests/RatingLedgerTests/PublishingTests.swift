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
    // The first result again is most likely a retry that comes late.
    let former = SampleRecord.record(seed: 1, corrections: 7)
    for (status, day) in [(Status.provisional, "2026-11-06"), (.final, "2026-11-20")] {
      #expect(
        refusal { try ledger.publish(former, status, on: day) } == .replaced(october, version: 1, by: 2), "\(status)")
    }
    let third = try ledger.publish(former, .provisional, on: "2026-11-06", again: true)
    #expect(!third.isRepeat && third.entry.version == 3)
    // Now it is the last version's too.
    #expect(try ledger.publish(former, .provisional, on: "2026-11-07").isRepeat)
    #expect(try !ledger.publish(former, .final, on: "2026-11-20").isRepeat)
  }

  @Test("nothing new is published anew where that is asked for, and once")
  func anew() throws {
    let ledger = try TemporaryLedger()
    let record = SampleRecord.record(corrections: 7)
    try ledger.publish(record, .provisional, on: "2026-12-03")
    let again = try ledger.publish(record, .provisional, on: "2026-12-05", again: true)
    #expect(!again.isRepeat && again.entry.on == Day("2026-12-05") && again.entry.correctionsUntil == Day("2026-12-12"))
    #expect(again.replaced?.differences.guilds == 0)
    #expect(try ledger.publish(record, .provisional, on: "2026-12-05", again: true).isRepeat)
    #expect(try ledger.publish(record, .final, on: "2026-12-13").entry.version == 3)
    #expect(try ledger.publish(record, .final, on: "2026-12-14", again: true).isRepeat)
  }

  @Test("a final month is made by the programme that guilds were shown")
  func programme() throws {
    let ledger = try TemporaryLedger()
    let other = "sha256:" + String(repeating: "cd", count: 32)
    try ledger.publish(SampleRecord.record(corrections: 7), .provisional)
    let record = SampleRecord.record(corrections: 7, programme: other)
    #expect(refusal { try ledger.publish(record, .final, on: "2026-11-20") } == .otherProgramme(october))
    try ledger.publish(record, .provisional, on: "2026-11-05")
    try ledger.publish(record, .final, on: "2026-11-20")
  }

  @Test("a provisional month that was a mistake stands in nobody's way")
  func mistakenMonth() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(SampleRecord.record())
    let (november, december) = (october.adding(1), october.adding(2))
    #expect(
      refusal { try ledger.publish(SampleRecord.record(december), .provisional) }
        == .gap(december, from: november, to: november))
    try ledger.publish(SampleRecord.record(december), .provisional, on: "2027-01-03", skippingMonths: true)
    try ledger.publish(SampleRecord.record(november), .provisional, on: "2026-12-03")
    try ledger.publish(SampleRecord.record(november), .final, on: "2026-12-03")
    #expect(try Ledger(reading: ledger.path).history(before: december).months.map(\.month) == [october, november])
    try ledger.publish(SampleRecord.record(december), .final, on: "2027-01-03")
    #expect(try Ledger(reading: ledger.path).verify().faults.isEmpty)
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
