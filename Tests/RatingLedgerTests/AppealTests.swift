import Foundation
import GRDB
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingLedger

/// What may happen to an appeal, and what may not.
struct AppealTests {
  private let october = SampleRecord.october

  /// October final on 20 November, with appeals until 20 December.
  private func published() throws -> TemporaryLedger {
    let ledger = try TemporaryLedger()
    try ledger.publish(record(), .final, on: "2026-11-20")
    return ledger
  }

  private func record(seed: UInt64 = 1, corrected: [Correction] = []) -> RatingRecord {
    SampleRecord.record(seed: seed, appeals: SampleRecord.appeals, corrected: corrected)
  }

  /// Of guild A.
  private func score(_ record: RatingRecord, before: Bool = false) -> Double? {
    let guild = record.guilds.first { $0.guildID == Identifier("A") }
    return before ? guild?.beforeRevision?.score : guild?.score
  }

  private func appeals(_ ledger: TemporaryLedger) throws -> [Appeal] { try Ledger(reading: ledger.path).appeals() }

  @Test("an appeal is opened, decided, and read back as it was written")
  func life() throws {
    let ledger = try published()
    let reason = "\u{1B}[31m=SUM(A1)\n<b>e\u{301}\u{0}</b>|\\"
    let opened = try ledger.appeal(
      "Cafe\u{301}", ["speed.median", "conduct.rate"], rows: ["r|", "r\\"], reason: reason)
    #expect(opened.id == "A1" && opened.decideBy == Day("2026-12-05") && opened.against.version == 1)
    #expect(try appeals(ledger) == [opened])
    #expect(opened.opened.reason.utf8.elementsEqual(reason.utf8))
    #expect(opened.guild == Identifier("Cafe\u{301}"))
    let decided = try ledger.decide("a1", .partly, on: "2026-12-07", corrections: SampleRecord.corrections)
    #expect(decided.state == .partly && decided.daysLate() == 2)
    #expect(try appeals(ledger) == [decided])
    #expect(decided.decision?.corrections == SampleRecord.corrections)
    let second = try ledger.appeal(on: "2026-12-08")
    #expect(second.id == "A2" && second.opened.previous == decided.decision?.event.digest)
    #expect(try ledger.withdraw("A2", on: "2026-12-08").state == .withdrawn)
    #expect(try Ledger(reading: ledger.path).verify().faults.isEmpty)
  }

  @Test("what can't be opened is refused with the reason, and changes nothing")
  func refusedOpening() throws {
    let ledger = try published()
    try ledger.publish(SampleRecord.record(october.adding(1), seed: 4), .final, on: "2026-12-03")
    let first = try ledger.appeal(rows: ["r1"], on: "2026-12-04")
    let before = try Data(contentsOf: URL(filePath: ledger.path))
    func refused(_ body: () throws -> Void) -> AppealRefusal? { appealRefusal(body) }
    #expect(
      refused { try ledger.appeal(month: october.adding(5)) }
        == .notPublished(october.adding(5), last: october.adding(1)))
    #expect(refused { try ledger.appeal(month: october.adding(1), on: "2026-12-05") } == .noAppeals(october.adding(1)))
    #expect(refused { try ledger.appeal("a") } == .noGuild("a", near: "A"))
    #expect(
      refused { try ledger.appeal("A", ["speed.rates"], on: "2026-12-05") }
        == .noMeasure("speed.rates", october, near: "speed.rate"))
    #expect(refused { try ledger.appeal("A", ["rate"]) } == .noMeasure("rate", october, near: "speed.rate"))
    #expect(refused { try ledger.appeal("A", []) } == .noMeasures)
    #expect(
      refused { try ledger.appeal(on: "2026-11-19") } == .beforePublication(october, published: Day("2026-11-20")!))
    #expect(
      refused { try ledger.appeal(on: "2026-12-21") } == .late(october, until: Day("2026-12-20")!, isFinal: true))
    #expect(refused { try ledger.appeal("z", reason: "caf\u{FFFD}", on: "2026-12-03") } == .noText("--reason"))
    #expect(refused { try ledger.appeal("z", rows: ["r\u{FFFD}"], on: "2026-12-03") } == .noText("a row's key"))
    #expect(refused { try ledger.appeal(rows: ["r1"], on: "2026-12-05") } == .doubled(id: first.id))
    #expect(refused { try ledger.appeal("A", ["speed.rate", "speed.rate"], on: "2026-12-05") } == .twice("speed.rate"))
    #expect(refused { try ledger.appeal(rows: ["r", "r"], on: "2026-12-05") } == .twice("the row requests:r"))
    #expect(refused { try ledger.appeal(reason: " \n\t", on: "2026-12-05") } == .emptyText("--reason"))
    #expect(
      refused { try ledger.appeal(reason: String(repeating: "é", count: 4001), on: "2026-12-05") }
        == .longText("--reason", atMost: 4000))
    #expect(try Data(contentsOf: URL(filePath: ledger.path)) == before)
    // Other grounds are another appeal; so is the same once that is closed.
    try ledger.appeal(rows: ["r2"], on: "2026-12-05")
    try ledger.withdraw("A1", on: "2026-12-05")
    #expect(try ledger.appeal(rows: ["r1"], on: "2026-12-06").id == "A3")
  }

  @Test("a provisional month is appealed against while corrections may be asked for")
  func provisional() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(SampleRecord.record(corrections: 7, appeals: SampleRecord.appeals), .provisional)
    #expect(
      appealRefusal { try ledger.appeal(on: "2026-11-11") } == .late(october, until: Day("2026-11-10")!, isFinal: false)
    )
    #expect(try ledger.appeal(on: "2026-11-10").id == "A1")
  }

  @Test("a guild that is new in a later month has nothing to appeal against in an earlier one")
  func otherMonth() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(
      SampleRecord.record(appeals: SampleRecord.appeals, ids: ["A", "B"]), .final, on: "2026-11-20")
    try ledger.publish(SampleRecord.record(october.adding(1)), .final)
    #expect(appealRefusal { try ledger.appeal("z", on: "2026-12-04") } == .guildNotIn(october, guild: "z"))
  }

  @Test("what can't be decided or withdrawn is refused with the reason")
  func refusedDeciding() throws {
    let ledger = try published()
    #expect(appealRefusal { try ledger.decide("A1") } == .unknown(id: "A1", known: []))
    try ledger.appeal()
    try ledger.appeal("z")
    #expect(appealRefusal { try ledger.decide("A7") } == .unknown(id: "A7", known: ["A1", "A2"]))
    #expect(
      appealRefusal { try ledger.decide("A1", on: "2026-11-20") }
        == .beforeOpening(id: "A1", opened: Day("2026-11-21")!))
    #expect(
      appealRefusal { try ledger.decide("A1", .rejected, corrections: SampleRecord.corrections) }
        == .correctionsOfRejected)
    // A year off would stay for good.
    #expect(appealRefusal { try ledger.decide("A1", on: "2027-11-25") } == .farAhead(Day("2027-11-25")!))
    try ledger.decide("A1", .rejected)
    #expect(
      appealRefusal { try ledger.decide("A1") } == .closed(id: "A1", state: .rejected, on: Day("2026-11-25")!))
    try ledger.withdraw("A2")
    for body in [{ _ = try ledger.decide("A2") }, { _ = try ledger.withdraw("A2") }] {
      #expect(appealRefusal(body) == .closed(id: "A2", state: .withdrawn, on: Day("2026-11-25")!))
    }
  }

  @Test("a revision takes the place of a final month, and both say so")
  func revision() throws {
    let ledger = try published()
    try ledger.appeal()
    try ledger.decide("A1", corrections: SampleRecord.corrections)
    let (first, second) = (record(), record(seed: 2, corrected: SampleRecord.corrections))
    let outcome = try ledger.publish(second, .final, on: "2026-11-26", revising: ["A1"])
    #expect(outcome.entry.version == 2 && outcome.entry.revises == 1 && outcome.entry.appeals == [1])
    #expect(outcome.entry.appealsUntil == Day("2026-12-26") && outcome.replaced?.differences.guilds == 7)
    #expect(outcome.record.publication?.appeals == ["A1"])
    #expect(score(outcome.record, before: true) == score(first))
    let reading = try Ledger(reading: ledger.path)
    #expect(try reading.document(of: outcome.entry) == outcome.record.jsonBytes)
    #expect(try reading.appeals()[0].revision == Appeal.Version(outcome.entry))
    #expect(try reading.verify().faults.isEmpty)
    // The same again, also when asked for as the final month it is; the version before is no more.
    #expect(try ledger.publish(second, .final, on: "2026-11-27", revising: ["A1"]).isRepeat)
    #expect(try ledger.publish(second, .final, on: "2026-11-27").isRepeat)
    #expect(
      refusal { try ledger.publish(first, .final, on: "2026-11-27") } == .revisedSince(october, version: 1, by: 2))
    // Later months go by the revision, and a month that is final already by what it went by.
    let history = try reading.history(before: october.adding(1))
    #expect(history.months.count == 1 && history.months[0].guilds[Identifier("A")]?.score == score(second))
  }

  @Test("a month that was final before another was revised comes out again as it was")
  func laterMonth() throws {
    let ledger = try published()
    let november = SampleRecord.record(october.adding(1), seed: 5)
    try ledger.publish(november, .final, on: "2026-12-03")
    try ledger.appeal(on: "2026-12-04")
    try ledger.decide("A1", on: "2026-12-05")
    try ledger.publish(record(seed: 2), .final, on: "2026-12-06", revising: ["A1"])
    let reading = try Ledger(reading: ledger.path)
    let known = try reading.history(before: october.adding(1)).months[0].guilds[Identifier("A")]
    #expect(known?.score == score(record()))
    #expect(try ledger.publish(november, .final, on: "2026-12-07").isRepeat)
    // A revision of it goes by the other's, which may be what it is about.
    let revising = try reading.standing(before: october.adding(1), revising: true).history.months[0]
    #expect(revising.guilds[Identifier("A")]?.score == score(record(seed: 2)))
    let next = try reading.history(before: october.adding(2)).months[0].guilds[Identifier("A")]
    #expect(next?.score == score(record(seed: 2)))
  }

  @Test("what is no revision is refused with the reason")
  func refusedRevision() throws {
    let ledger = try published()
    func revise(_ record: RatingRecord, _ ids: [String] = ["A1"], on day: String = "2026-11-26") -> Refusal? {
      refusal { try ledger.publish(record, .final, on: day, revising: ids) }
    }
    #expect(appealRefusal { try ledger.publish(record(), revising: ["A1"]) } == .unknown(id: "A1", known: []))
    try ledger.appeal()
    #expect(appealRefusal { try ledger.publish(record(seed: 2), revising: ["A1", "a1"]) } == .twice("A1"))
    #expect(revise(record(seed: 2)) == .appealNotUpheld("A1", .open))
    try ledger.decide("A1", .partly, corrections: SampleRecord.corrections)
    #expect(revise(record(seed: 2)) == .correctionsMissing("A1", count: 2, first: "requests:r|1"))
    #expect(
      revise(record(seed: 2, corrected: [SampleRecord.corrections[0]]))
        == .correctionsMissing("A1", count: 1, first: "requests:r2"))
    #expect(revise(record(corrected: SampleRecord.corrections)) == .nothingRevised(october))
    let second = record(seed: 2, corrected: SampleRecord.corrections)
    #expect(revise(second, on: "2026-11-24") == .beforeDecision("A1", decided: Day("2026-11-25")!))
    #expect(revise(second, on: "2027-12-24") == .longAfterDecision("A1", on: Day("2027-12-24")!))
    var other = second
    other.programme.digest = "sha256:0"
    #expect(revise(other) == .otherProgrammeOfFinal(october))
    let november = SampleRecord.record(october.adding(1), appeals: SampleRecord.appeals)
    #expect(revise(november) == .notFinal(october.adding(1)))
    try ledger.appeal("z", on: "2026-11-25")
    try ledger.decide("A2", .rejected)
    #expect(revise(second, ["A1", "A2"]) == .appealNotUpheld("A2", .rejected))
    try ledger.publish(second, .final, on: "2026-11-26", revising: ["A1"])
    let third = record(seed: 3, corrected: SampleRecord.corrections)
    #expect(revise(third, on: "2026-11-30") == .appealApplied("A1", october, version: 2))
    try ledger.publish(november, .final, on: "2026-12-03")
    try ledger.appeal("B", ["conduct.rate"], month: october.adding(1), on: "2026-12-04")
    try ledger.decide("A3", on: "2026-12-05")
    #expect(revise(third, ["A3"], on: "2026-12-06") == .appealOfOther("A3", of: october.adding(1)))
  }

  @Test("what was typed in late binds nobody else")
  func order() throws {
    let ledger = try published()
    try ledger.appeal(on: "2026-12-10")
    try ledger.appeal("z", on: "2026-12-09")
    try ledger.decide("A1", .rejected, on: "2026-12-20")
    try ledger.decide("A2", .rejected, on: "2026-12-19")
    #expect(try Ledger(reading: ledger.path).verify().faults.isEmpty)
  }

  @Test("of one row nothing else is decided later")
  func contradiction() throws {
    let ledger = try published()
    try ledger.appeal()
    try ledger.appeal("z")
    try ledger.decide("A1", corrections: SampleRecord.corrections)
    var others = SampleRecord.corrections
    others[0].action =
      others[0].action == .setAside ? .amend(column: "paid", value: Identifier("1")) : .setAside
    #expect(
      appealRefusal { try ledger.decide("A2", corrections: [others[0]]) }
        == .decidedOtherwise(id: "A1", row: "\(others[0].table):\(others[0].rowKey)"))
    try ledger.decide("A2", corrections: SampleRecord.corrections)
  }

  @Test("what was decided before a month is final is in it, or it is not published")
  func decidedInTime() throws {
    let ledger = try TemporaryLedger()
    func record(_ corrected: [Correction] = []) -> RatingRecord {
      SampleRecord.record(corrections: 7, appeals: SampleRecord.appeals, corrected: corrected)
    }
    try ledger.publish(record(), .provisional)
    try ledger.appeal(on: "2026-11-04")
    try ledger.decide("A1", on: "2026-11-05", corrections: SampleRecord.corrections)
    #expect(
      refusal { try ledger.publish(record(), .final, on: "2026-11-12") }
        == .correctionsMissing("A1", count: 2, first: "requests:r|1"))
    try ledger.publish(record(SampleRecord.corrections), .final, on: "2026-11-12")
  }

  @Test("appeals change no byte of what is published")
  func reproducible() throws {
    let ledger = try published()
    let entry = try Ledger(reading: ledger.path).entries()[0]
    let document = try Ledger(reading: ledger.path).document(of: entry)
    try ledger.appeal()
    try ledger.appeal("z")
    try ledger.decide("A2", .rejected)
    let repeated = try ledger.publish(record(), .final, on: "2026-11-29")
    #expect(repeated.isRepeat && repeated.record.jsonBytes == document && repeated.entry == entry)
    let (summary, earlier) = try (
      Ledger(reading: ledger.path).appealsSummary(of: october),
      Ledger(reading: ledger.path).appealsSummary(of: october.adding(-1))
    )
    #expect(summary?.month.opened == 2 && summary?.month.open == 1 && summary?.year.rejected == 1)
    #expect(summary?.year.medianDays == 4 && earlier == nil)
  }

  @Test("a ledger from before there were appeals is read as it is, and goes further when it is written to")
  func migration() throws {
    let ledger = try TemporaryLedger()
    let queue = try DatabaseQueue(path: ledger.path)
    try queue.write { database in
      for table in [
        "revisions", "decided_corrections", "decisions", "appeal_rows", "appeal_measures", "appeal_events", "appeals",
      ] {
        try database.execute(sql: "DROP TABLE \(table)")
      }
      for column in ["appeals_until", "appeals_days", "decide_days", "appeals_to", "revises", "appeal_event"] {
        try database.execute(sql: "ALTER TABLE publications DROP COLUMN \(column)")
      }
      try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = '2 appeals'")
    }
    try queue.close()
    let old = try Ledger(reading: ledger.path)
    let (appeals, entries, isOld) = (try old.appeals(), try old.entries(), try old.isOfEarlierVersion())
    #expect(isOld && appeals.isEmpty && entries.isEmpty)
    #expect(try old.verify().faults.map(\.description) == [])
    // A refusal leaves it as it is.
    #expect(appealRefusal { try ledger.appeal() } == .notPublished(october, last: nil))
    #expect(try Ledger(reading: ledger.path).isOfEarlierVersion())
    try ledger.publish(record(), .final, on: "2026-11-20")
    try ledger.appeal()
    let now = try Ledger(reading: ledger.path)
    let (later, faults, isNew) = (try now.appeals(), try now.verify().faults, try !now.isOfEarlierVersion())
    #expect(isNew && later.count == 1 && faults.isEmpty)
  }

  @Test("of two that write at once, each comes after the other")
  func atOnce() async throws {
    let ledger = try published()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<12 {
        group.addTask { _ = try? ledger.appeal("A", rows: ["r\(number)"]) }
      }
    }
    let appeals = try appeals(ledger)
    #expect(appeals.map(\.number) == Array(1...appeals.count) && appeals.count > 1)
    #expect(try Ledger(reading: ledger.path).verify().faults.isEmpty)
  }
}
