import Foundation
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct FieldParsingTests {
  private func parse(_ text: String, as type: ColumnType) -> Parsed {
    Array(text.utf8).withUnsafeBufferPointer(type.parse)
  }

  @Test(
    "a time is read in every form of ISO 8601 with a time of day",
    arguments: [
      ("2026-10-03T14:22:05Z", 1_791_037_325), ("2026-10-03T14:22:05", 1_791_037_325),
      ("2026-10-03 14:22:05", 1_791_037_325), ("2026-10-03T14:22:05.999999999Z", 1_791_037_325),
      ("2026-10-03T22:22:05+08:00", 1_791_037_325), ("2026-10-03T22:22:05.5+0800", 1_791_037_325),
      ("2026-10-03T22:22:05+08", 1_791_037_325), ("2026-10-03T08:52:05-05:30", 1_791_037_325),
      ("2026-10-04T00:07:05+09:45", 1_791_037_325), ("2026-10-03T14:22Z", 1_791_037_320),
      ("2026-10-03T14:22", 1_791_037_320), ("2026-10-03T14:22+00:00", 1_791_037_320),
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00-00:01", 60),
      ("1969-12-31T23:59:59.9Z", -1), ("1969-12-31T23:59:58.000001Z", -2), ("0001-01-01T00:00:00Z", -62_135_596_800),
      ("9999-12-31T23:59:59Z", 253_402_300_799),
    ] as [(String, Int64)])
  func times(_ text: String, _ seconds: Int64) { #expect(parse(text, as: .time) == .value(seconds)) }

  @Test(
    "what is no time is refused",
    arguments: [
      "2026-10-03", "2026-10-03T", "2026-10-03T14", "2026-10-03T14:22:", "2026-10-03T14:22:5Z", "2026-10-03T24:00:00Z",
      "2026-10-03T14:60:00Z", "2026-10-03T14:22:60Z", "2026-02-29T00:00:00Z", "2026-10-03T14:22:05.Z",
      "2026-10-03T14:22:05ZZ", "2026-10-03T14:22:05 Z", "2026-10-03T14:22:05+8", "2026-10-03T14:22:05+08:0",
      "2026-10-03T14:22:05+24:00", "2026-10-03T14:22:05+08:60", "2026-10-03T14:22:05+0:800", "20261003T142205Z",
      "2026-10-03X14:22:05Z", "2026-10-03T14.22.05Z", "1791037325", "-2026-10-03T14:22:05",
      "2026-10-03T14:22:05+08:000",
      " 2026-10-03T14:22:05Z", "2026-10-03T14:22:05Z ", "２026-10-03T14:22:05Z",
    ])
  func noTimes(_ text: String) { #expect(parse(text, as: .time) == .fault(.malformed)) }

  @Test("a time is what Foundation makes of it", arguments: seeds(1...10))
  func foundation(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let time = Int64.random(in: -60_000_000_000...250_000_000_000, using: &random)
      #expect(parse(ScorerKit.Calendar.text(ofTime: time), as: .time) == .value(time), "seed \(seed)")
    }
  }

  @Test(
    "a date exists or is refused",
    arguments: [
      ("2026-10-03", 20_729), ("2024-02-29", 19_782), ("2000-02-29", 11_016), ("1970-01-01", 0), ("1969-12-31", -1),
      ("2026-02-29", nil), ("1900-02-29", nil), ("2026-04-31", nil), ("2026-13-01", nil), ("2026-00-10", nil),
      ("2026-01-00", nil), ("2026-01-32", nil), ("0000-01-01", nil), ("2026-1-1", nil), ("2026-10-3 ", nil),
      ("2026/10/03", nil), ("2026-10-03T00:00", nil), ("20261003", nil), ("2026-1a-01", nil), ("-026-10-03", nil),
    ] as [(String, Int64?)])
  func days(_ text: String, _ day: Int64?) {
    #expect(parse(text, as: .day) == day.map(Parsed.value) ?? .fault(.malformed))
  }

  @Test(
    "an amount is a decimal of at most four places, exactly",
    arguments: [
      ("0", .value(0)), ("1234.5", .value(12_345_000)), ("0.0001", .value(1)), ("007.10", .value(71_000)),
      ("+3", .value(30_000)), ("-0", .value(0)), ("-0.00", .value(0)), ("922337203685477.5807", .value(.max)),
      ("00000000000000000000000001", .value(10_000)), ("922337203685477.5808", .fault(.tooLarge)),
      ("1000000000000000000000", .fault(.tooLarge)), ("-1", .fault(.negative)), ("-0.0001", .fault(.negative)),
      ("1.00000", .fault(.tooManyDecimals)), ("1.23456", .fault(.tooManyDecimals)),
      (".5", .fault(.malformed)), ("5.", .fault(.malformed)), ("1,5", .fault(.malformed)), ("1e3", .fault(.malformed)),
      ("1_000", .fault(.malformed)), (" 1", .fault(.malformed)), ("--1", .fault(.malformed)),
      ("$5", .fault(.malformed)),
      ("NaN", .fault(.malformed)), ("-", .fault(.malformed)), ("1.2.3", .fault(.malformed)),
      ("0x1F", .fault(.malformed)),
    ] as [(String, Parsed)])
  func money(_ text: String, _ expected: Parsed) {
    #expect(parse(text, as: .money) == expected)
  }

  @Test(
    "a count is a whole number",
    arguments: [
      ("0", .value(0)), ("42", .value(42)), ("9223372036854775807", .value(.max)), ("-1", .fault(.negative)),
      ("1.0", .fault(.malformed)), ("9223372036854775808", .fault(.tooLarge)), ("x", .fault(.malformed)),
    ] as [(String, Parsed)])
  func counts(_ text: String, _ expected: Parsed) { #expect(parse(text, as: .count) == expected) }

  @Test("a word is one of its list, by its bytes")
  func words() {
    let type = ColumnType.word(["minor", "major"])
    #expect(parse("major", as: type) == .value(1))
    for text in ["Major", "majo", "majors", " major"] { #expect(parse(text, as: type) == .fault(.malformed)) }
  }

  @Test("an id has at most 1,024 bytes, not characters")
  func ids() {
    #expect(parse(String(repeating: "é", count: 512), as: .id) == .value(0))
    #expect(parse(String(repeating: "é", count: 512) + "x", as: .id) == .fault(.tooLarge))
  }

  @Test("a month is a year and a month")
  func months() {
    #expect(parse("2026-10", as: .month) == .value(2026 * 12 + 9))
    for text in ["2026-13", "2026-1", "2026", "2026-10-01"] { #expect(parse(text, as: .month) == .fault(.malformed)) }
  }
}

struct ExchangeRateTests {
  @Test(
    "an amount is converted half up to 1/10,000",
    arguments: [
      (1, 5_000_000_000, 1), (1, 4_999_999_999, 0), (3, 5_000_000_000, 2), (10_000, 10_812_345_678, 10_812),
      (10_000, 10_812_500_000, 10_813), (10_000, 10_812_499_999, 10_812), (0, 10_000_000_000, 0),
      (7, 10_000_000_000, 7),
      (.max, 10_000_000_000, .max),
    ] as [(Int64, Int64, Int64)])
  func halfUp(_ amount: Int64, _ rate: Int64, _ expected: Int64) {
    #expect(ExchangeRates.Rate(scaled: rate).convert(amount) == expected)
  }

  @Test("an amount that can't be held after conversion is told from one that can")
  func tooLarge() {
    #expect(ExchangeRates.Rate(scaled: .max).convert(.max) == nil)
    #expect(ExchangeRates.Rate(scaled: 20_000_000_000).convert(.max / 2) == Int64.max - 1)
    #expect(ExchangeRates.Rate(scaled: 20_000_000_000).convert(.max / 2 + 1) == nil)
  }
}
