import ScorerKit
import Testing

@testable import RatingProgramme

struct SpellingTests {
  @Test(
    "numbers are decimal and nothing else",
    arguments: [
      "1e9", "0x1F", "0o17", "1_000", "1,000", "1,5", ".inf", "-.inf", ".nan", "~", "NO", "on", "1:30", "", " ", "+5",
      "-", ".5", "5.", "1.2.3", "--1", "٣", "１", "1 ", "∞", "9999999999999999999", "0.0000000000000000001",
    ])
  func notNumbers(text: String) {
    #expect(DecimalNumber(text) == nil)
    #expect(!mistakes(in: "scorers: { speed: }\nversion: '\(text)'").isEmpty)
    #expect(!mistakes(in: "scorers: { speed: { weight: '\(text)' } }").isEmpty)
  }

  @Test(
    "numbers mean what they say, to the last digit",
    arguments: [
      ("0", 0), ("-0", 0), ("12", 12), ("-3.5", -3.5), ("0.1", 0.1), ("012", 12), ("1.50", 1.5), ("100.000", 100),
      ("123456789012345678", 123_456_789_012_345_680),
    ])
  func numbers(text: String, value: Double) {
    let number = DecimalNumber(text)?.double()
    #expect(number == value)
    #expect(number?.sign == (value < 0 ? .minus : .plus))
  }

  @Test("a percentage is the share it spells, to the bit", arguments: 0...1000)
  func percentages(thousandths: Int) {
    let percent = "\(thousandths / 10).\(thousandths % 10)%"
    let share = "0." + String(repeating: "0", count: 3 - min(3, String(thousandths).count)) + "\(thousandths)"
    let spelling = Spelling<Double>.value(of: Speed.measures[0])
    #expect(spelling.read(percent) == spelling.read(thousandths == 1000 ? "1" : share))
  }

  @Test(
    "durations have a unit",
    arguments: [
      ("90m", 5400), ("24h", 86_400), ("7d", 604_800), ("1.5h", 5400), ("30s", 30), ("0d", 0), ("0.5d", 43_200),
      ("24", nil), ("24 h", nil), ("24hours", nil), ("1:30", nil), ("-1h", nil), ("h", nil), ("0.3s", nil), ("1w", nil),
      ("2 months", nil), ("1e2h", nil), ("24H", nil), ("999999999999999999d", nil), ("", nil),
    ] as [(String, Int64?)])
  func durations(text: String, expected: Int64?) { #expect(seconds(text) == expected) }

  @Test(
    "what was meant is offered",
    arguments: [
      ("window: 3", "did you mean `3 months`?"), ("window: 1", "did you mean `1 month`?"),
      ("currency: usd", "did you mean `USD`?"), ("data: { tolerate: 1 }", "did you mean `1%`?"),
      ("combine: geometric", "did you mean `geometric_mean`?"), ("missing: nuetral", "did you mean `neutral`?"),
      ("incentives: { budget: '250,000' }", "did you mean `250000`?"),
      ("incentives: { budget: 250_000 }", "did you mean `250000`?"),
      ("incentives: { tiers: { Gold: { badge: yes } } }", "did you mean `true`?"),
      ("incentives: { tiers: { Gold: { badge: NO } } }", "did you mean `false`?"),
      ("contest: { how: Write., within: 2 weeks }", "did you mean `14d`?"),
      ("contest: { how: Write., within: 14 }", "did you mean `14d`?"),
    ])
  func suggestions(yaml: String, expected: String) {
    let found = mistakes(in: "scorers: { speed: }\n" + yaml)
    #expect(found.count == 1)
    #expect(found.first?.contains(expected) == true, "\(found)")
  }

  @Test(
    "a wrong suggestion is worse than none",
    arguments: ["window: soon", "version: x", "combine: x", "currency: NO", "missing: 1:30", "window: 999"])
  func noSuggestion(yaml: String) {
    let found = mistakes(in: "scorers: { speed: }\n" + yaml)
    #expect(found.count == 1)
    #expect(found.first?.contains("did you mean") == false, "\(found)")
  }

  @Test("words that YAML would take for something else are text where text is wanted")
  func plainText() throws {
    for word in ["NO", "on", "1:30", "0x1F", "~", "null", "true", ".inf", "2026-10-03"] {
      #expect(try programme("programme: \(word)\nscorers: { speed: }").name == word)
      #expect(try programme("peers: { group_by: \(word) }\nscorers: { speed: }").peers.groupBy == [word])
    }
  }

  @Test("only `true` and `false` are Booleans", arguments: ["yes", "True", "on", "1", "~", "TRUE", "[true]"])
  func booleans(text: String) {
    let found = mistakes(in: "scorers: { speed: }\nincentives: { tiers: { Gold: { badge: \(text) } } }")
    #expect(found.count == 1)
    #expect(found.first?.contains("write `true` or `false`") == true)
  }

  @Test(
    "near names are found across a swap, a slip, or case; far ones are not",
    arguments: [
      ("responsivness", "responsiveness"), ("retnetion", "retention"), ("Retention", "retention"),
      ("payout-fairness", "payout_fairness"), ("payout", "payout_fairness"), ("xyz", nil), ("", nil), ("r", nil),
    ] as [(String, String?)])
  func nearest(text: String, expected: String?) {
    #expect(nearestName(to: text, among: ["payout_fairness", "responsiveness", "retention"]) == expected)
  }

  @Test("a swap is one edit")
  func editDistances() {
    func distance(_ a: String, _ b: String) -> Int { editDistance(Array(a.unicodeScalars), Array(b.unicodeScalars)) }
    #expect(distance("ab", "ba") == 1)
    #expect(distance("", "abc") == 3)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("same", "same") == 0)
  }
}
