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
    _ standing: Standing, _ status: Status, _ month: Month = october, on day: String, corrections: Int64? = nil,
    programme: String? = nil, skippingMonths: Bool = false
  ) -> Refusal? {
    do throws(Refusal) {
      _ = try standing.next(
        month, status, on: Day(day)!, corrections: corrections, programme: programme, skippingMonths: skippingMonths)
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

  @Test("days once given are not taken back, whatever comes after")
  func kept() throws {
    let first = (Self.october, Status.provisional, "2026-11-03", until: "2026-11-13" as String?)
    let promised = Day("2026-11-13")!
    let one = standing(first)
    for corrections in [nil, 0, 7] as [Int64?] {
      let next = try one.next(Self.october, .provisional, on: Day("2026-11-04")!, corrections: corrections)
      #expect(next.correctionsUntil == "2026-11-13", "\(String(describing: corrections))")
    }
    // Once they are over, they are not given again.
    #expect(
      try one.next(Self.october, .provisional, on: Day("2026-11-14")!, corrections: nil).correctionsUntil == nil)
    let two = standing(first, (Self.october, .provisional, "2026-11-04", until: nil))
    for corrections in [nil, 7] as [Int64?] {
      #expect(
        refused(two, .final, on: "2026-11-13", corrections: corrections)
          == .correctionsOpen(Self.october, until: promised))
      #expect(refused(two, .final, on: "2026-11-14", corrections: corrections) == nil)
    }
  }

  @Test("a day more than a year after the month's end is a slip", arguments: [Status.provisional, .final])
  func late(status: Status) {
    #expect(refused(standing(), status, on: "2027-11-01") == nil)
    let day = Day("2027-11-02")!
    #expect(refused(standing(), status, on: "2027-11-02") == .tooLate(Self.october, on: day))
    #expect(refused(standing(), status, on: "9999-12-31", corrections: 366) != nil)
  }

  @Test("a provisional day or month that was a mistake blocks nothing")
  func mistakes() throws {
    let november = Self.october.adding(1)
    let day = standing((Self.october, .provisional, "2026-12-03", until: "2026-12-10"))
    let next = try day.next(Self.october, .provisional, on: Day("2026-11-03")!, corrections: 7)
    #expect(next.version == 2 && next.correctionsUntil == "2026-12-10", "days once given are kept")
    #expect(refused(day, .final, on: "2026-12-11") == nil)
    let month = standing(
      (Self.october, .final, "2026-11-03", until: nil),
      (Self.october.adding(3), .provisional, "2027-02-03", until: "2027-02-10"))
    for status in [Status.provisional, .final] { #expect(refused(month, status, november, on: "2026-12-03") == nil) }
    #expect(month.latest(before: Self.october.adding(2))?.month == Self.october)
  }

  @Test("months are left out only where that is asked for")
  func gap() throws {
    let final = standing((Self.october, .final, "2026-11-03", until: nil))
    let january = Self.october.adding(3)
    for status in [Status.provisional, .final] {
      #expect(
        refused(final, status, january, on: "2027-02-03")
          == .gap(january, from: Self.october.adding(1), to: Self.october.adding(2)))
      #expect(refused(final, status, january, on: "2027-02-03", skippingMonths: true) == nil)
    }
    #expect(
      Refusal.gap(january, from: Self.october.adding(1), to: Self.october.adding(2)).description
        .hasPrefix("2026-11 to 2026-12 are not published, and can't be any more once 2027-01 is final"))
  }

  @Test("what guilds were shown is final by the programme that it was shown by")
  func sameProgramme() {
    let provisional = standing((Self.october, .provisional, "2026-11-03", until: nil))
    #expect(refused(provisional, .final, on: "2026-11-03", programme: "sha256:q") == .otherProgramme(Self.october))
    #expect(refused(provisional, .final, on: "2026-11-03", programme: "sha256:p") == nil)
    #expect(refused(provisional, .provisional, on: "2026-11-03", programme: "sha256:q") == nil)
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
    let provisional = standing((Self.october, .provisional, "2026-11-03", until: nil))
    #expect(
      provisional.notes(on: Self.october.adding(1), programme: "sha256:p")
        == ["2026-10 is only provisional, so its figures do not count"])
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
