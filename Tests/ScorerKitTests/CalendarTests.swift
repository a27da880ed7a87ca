import Foundation
import ScorerKit
import TestSupport
import Testing

struct CalendarTests {
  @Test("days and dates go into each other over two cycles of 400 years")
  func roundTrip() {
    let first = ScorerKit.Calendar.day(year: 1600, month: 1, day: 1)
    var previous = (year: Int64(1599), month: Int64(12), day: Int64(31))
    for day in first..<(first + 2 * 146_097) {
      let date = ScorerKit.Calendar.date(ofDay: day)
      let isNext =
        date.day == 1
        ? previous.day == ScorerKit.Calendar.daysInMonth(year: previous.year, month: previous.month)
          && (date.month == 1
            ? previous.month == 12 && date.year == previous.year + 1 : date.month == previous.month + 1)
        : date == (previous.year, previous.month, previous.day + 1)
      let isBack = ScorerKit.Calendar.day(year: date.year, month: date.month, day: date.day) == day
      if !isNext || !isBack {
        Issue.record("\(date) follows \(previous), day \(day)")
        return
      }
      previous = date
    }
    #expect(previous == (2399, 12, 31))
  }

  @Test("dates are Foundation's", arguments: seeds(1...20))
  func foundation(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for _ in 0..<100 {
      let day = Int64.random(in: -130_000...400_000, using: &random)
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
      let date = ScorerKit.Calendar.date(ofDay: day)
      #expect([date.year, date.month, date.day] == [parts.year, parts.month, parts.day].map { Int64($0 ?? 0) })
    }
  }

  @Test(
    "times are written in UTC, before 1970 too",
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
      (-86_400, "1969-12-31T00:00:00Z"), (1_791_037_325, "2026-10-03T14:22:05Z"),
      (-62_135_596_800, "0001-01-01T00:00:00Z"),
    ] as [(Int64, String)])
  func times(_ time: Int64, _ text: String) {
    #expect(ScorerKit.Calendar.text(ofTime: time) == text)
  }

  @Test(
    "a leap year is divisible by 4, and by 400 where by 100",
    arguments: [(1900, 28), (2000, 29), (2024, 29), (2026, 28)])
  func february(_ year: Int64, _ days: Int64) {
    #expect(ScorerKit.Calendar.daysInMonth(year: year, month: 2) == days)
  }
}

struct MonthTests {
  @Test("a month is read and written alike", arguments: ["2026-10", "1970-01", "0001-12", "9999-12"])
  func text(_ text: String) throws { #expect(try #require(Month(text)).description == text) }

  @Test(
    "nothing else is a month",
    arguments: [
      "", "2026", "2026-13", "2026-00", "2026-1", "26-10", "2026/10", "2026-10-01", " 2026-10", "2026-1x", "٢٠٢٦-10",
    ])
  func noMonth(_ text: String) { #expect(Month(text) == nil) }

  @Test("months are counted over the turn of a year, and before the year 0")
  func adding() {
    #expect(Month(year: 2026, month: 1).adding(-1) == Month(year: 2025, month: 12))
    #expect(Month(year: 2026, month: 12).adding(1).description == "2027-01")
    let early = Month(year: 0, month: 1).adding(-1)
    #expect((early.year, early.month) == (-1, 12))
    #expect(early.firstDay == Month(year: 0, month: 1).firstDay - 31)
  }

  @Test("a month begins the day after the one before it ends")
  func firstDays() {
    for ordinal in Int64(1970 * 12)..<(2070 * 12) {
      let month = Month(ordinal: ordinal)
      let days = ScorerKit.Calendar.daysInMonth(year: month.year, month: month.month)
      #expect(month.adding(1).firstDay - month.firstDay == days)
    }
  }
}

struct WindowTests {
  @Test(
    "a window is half open, and ends with its month",
    arguments: [(1, "2026-10-01"), (3, "2026-08-01"), (12, "2025-11-01")])
  func edges(_ months: Int, _ start: String) {
    let window = Window(months: months, endingWith: Month(year: 2026, month: 10))
    #expect(ScorerKit.Calendar.text(ofDay: window.start) == start)
    #expect(ScorerKit.Calendar.text(ofDay: window.end) == "2026-11-01")
    #expect(window.contains(day: window.start) && !window.contains(day: window.start - 1))
    #expect(window.contains(day: window.end - 1) && !window.contains(day: window.end))
    #expect(window.contains(time: window.startTime) && !window.contains(time: window.startTime - 1))
    #expect(window.contains(time: window.endTime - 1) && !window.contains(time: window.endTime))
    #expect(window.startTime == window.start * 86_400 && window.endTime == window.end * 86_400)
  }
}
