import RatingRecord
import ScorerKit
import Testing

@testable import RatingLedger

/// The life of a month, as rules over what a ledger says.
struct StandingTests {
  private static let october = SampleRecord.october

  private func standing(_ entries: (Month, Status, String, until: String?)...) -> Standing {
    var (list, versions): ([LedgerEntry], [Month: Int]) = ([], [:])
    for (month, status, on, until) in entries {
      versions[month, default: 0] += 1
      list.append(
        LedgerEntry(
          number: Int64(list.count + 1), month: month, version: versions[month] ?? 1, status: status, on: Day(on)!,
          correctionsUntil: until.flatMap { Day($0) }, tool: Tool(name: "guildmark", version: "1"),
          programme: .init(name: "P", version: 1, digest: "sha256:p", sourceDigest: nil, currency: "USD"), guilds: 1,
          rated: 1, movedUp: 0, movedDown: 0, granted: nil, documentDigest: "d", rowsDigest: "r",
          previous: list.last?.digest, digest: "sha256:\(list.count + 1)"))
    }
    return Standing(entries: list)
  }

  private func refused(
    _ standing: Standing, _ status: Status, _ month: Month = october, on day: String, corrections: Int64? = nil
  ) -> Refusal? {
    do throws(Refusal) {
      _ = try standing.next(month, status, on: Day(day)!, corrections: corrections)
      return nil
    } catch {
      return error
    }
  }

  @Test("a first month may be provisional, or final at once where nobody may ask for corrections")
  func first() throws {
    let none = standing()
    #expect(
      try none.next(Self.october, .provisional, on: Day("2026-11-03")!, corrections: 7)
        == Publication(version: 1, on: "2026-11-03", correctionsUntil: "2026-11-10"))
    #expect(
      try none.next(Self.october, .final, on: Day("2026-11-01")!, corrections: nil)
        == Publication(version: 1, on: "2026-11-01"))
    #expect(refused(none, .final, on: "2026-11-03", corrections: 7) == .notProvisional(Self.october))
    #expect(refused(none, .provisional, on: "2026-10-31") == .monthNotOver(Self.october))
  }

  @Test("a month is final once its days for corrections are over, even if the programme gives none any more")
  func window() throws {
    let provisional = standing((Self.october, .provisional, "2026-11-03", until: "2026-11-10"))
    for corrections in [7, nil] as [Int64?] {
      let until = Day("2026-11-10")!
      #expect(
        refused(provisional, .final, on: "2026-11-10", corrections: corrections)
          == .correctionsOpen(Self.october, until: until))
      #expect(refused(provisional, .final, on: "2026-11-11", corrections: corrections) == nil)
    }
    let next = try provisional.next(Self.october, .provisional, on: Day("2026-11-09")!, corrections: 7)
    #expect(
      next == Publication(version: 2, on: "2026-11-09", correctionsUntil: "2026-11-16", previous: "sha256:1"))
  }

  @Test("days that a programme begins to give are given")
  func newWindow() {
    let provisional = standing((Self.october, .provisional, "2026-11-03", until: nil))
    #expect(refused(provisional, .final, on: "2026-12-01", corrections: 7) == .notProvisional(Self.october))
    #expect(refused(provisional, .final, on: "2026-11-03") == nil)
  }

  @Test("months follow each other, and each is final before the next")
  func order() {
    let november = Self.october.adding(1)
    let provisional = standing((Self.october, .provisional, "2026-11-03", until: nil))
    #expect(refused(provisional, .final, november, on: "2026-12-03") == .earlierProvisional(Self.october))
    let final = standing((Self.october, .final, "2026-11-03", until: nil))
    #expect(refused(final, .provisional, november, on: "2026-12-03") == nil)
    #expect(refused(final, .provisional, on: "2026-11-04") == .alreadyFinal(Self.october))
    #expect(
      refused(final, .final, Self.october.adding(-1), on: "2026-11-04")
        == .laterMonth(Self.october.adding(-1), later: Self.october))
    #expect(refused(final, .final, november, on: "2026-12-01") == nil)
    let late = standing((Self.october, .final, "2026-12-24", until: nil))
    #expect(refused(late, .final, november, on: "2026-12-23") == .backdated(latest: Day("2026-12-24")!))
  }

  @Test("a gap of months, and another programme, are worth a note")
  func notes() {
    let final = standing((Self.october, .final, "2026-11-03", until: nil))
    #expect(final.notes(on: Self.october.adding(1), programme: "sha256:p").isEmpty)
    #expect(
      final.notes(on: Self.october.adding(2), programme: "sha256:p")
        == ["2026-11 is not in the ledger, which goes on from 2026-10"])
    #expect(final.notes(on: Self.october.adding(4), programme: "sha256:q").count == 2)
    #expect(standing().notes(on: Self.october, programme: "sha256:q").isEmpty)
  }

  @Test(
    "a day is read as it is written, if there is one",
    arguments: [
      ("2026-11-03", true), ("2024-02-29", true), ("2026-02-29", false), ("2026-13-01", false), ("2026-11-31", false),
      ("2026-11-3", false), ("20261103", false), ("2026-11-0３", false), ("", false), ("-026-11-03", false),
    ])
  func days(text: String, isDay: Bool) {
    #expect(Day(text)?.description == (isDay ? text : nil))
  }
}
