import RatingRecord
import ScorerKit
import Testing

@testable import ReportCards

@Suite("Numbers and names for people")
struct TextTests {
  @Test("decimals are rounded half up, thousands parted")
  func decimals() {
    let cases: [(Double, Int, String)] = [
      (0, 1, "0.0"), (-0.0, 1, "0.0"), (0.05, 1, "0.1"), (1.005, 2, "1.01"), (2.5, 0, "3"), (-2.5, 0, "−3"),
      (-0.04, 1, "0.0"),
      (1234.5, 1, "1,234.5"), (999.95, 1, "1,000.0"), (1_234_567, 0, "1,234,567"), (0.125, 2, "0.13"), (.nan, 1, "–"),
    ]
    for (value, places, text) in cases { #expect(decimal(value, places: places) == text) }
    #expect(trimmed(85, places: 2) == "85" && trimmed(12.50, places: 2) == "12.5" && trimmed(100, places: 0) == "100")
    #expect(coordinate(1234.5) == "1234.5" && coordinate(-1) == "-1")
  }

  @Test("values carry their units")
  func values() {
    let cases: [(Double, Measure.Unit, String)] = [
      (0.942, .share, "94.2 %"), (1, .share, "100.0 %"), (0.9999, .share, "99.99 %"), (0.0001, .share, "0.01 %"),
      (0, .share, "0.0 %"),
      (6.2, .hours, "6 h 12 min"), (0.7, .hours, "42 min"), (0.999, .hours, "1 h"), (0.005, .hours, "18 s"),
      (31.44, .hours, "31.4 h"),
      (0, .hours, "0 min"), (23.999, .hours, "24 h"), (3.2, .days, "3.2 days"), (1, .days, "1.0 day"),
      (0.042, .perMonth, "4.2 % a month"),
      (12.3, .perThousand, "12.3 per 1,000"), (0.2172, .number, "0.217"), (12.345, .number, "12.35"),
    ]
    for (value, unit, text) in cases { #expect(valueText(value, unit).replacing("\u{A0}", with: " ") == text) }
    #expect(limitText(0.97, .share) == "97\u{A0}%" && limitText(0, .days) == "0\u{A0}days")
    #expect(moneyText(12_360, "USD") == "USD\u{A0}12,360" && moneyText(1234.5, "EUR") == "EUR\u{A0}1,234.50")
  }

  @Test("windows are named by their months")
  func periods() {
    #expect(periodText(Fixture.month) == "October 2026")
    #expect(periodText(Fixture.quarter) == "August to October 2026")
    #expect(
      periodText(WindowSummary(months: 3, from: "2025-11-01", to: "2026-02-01")) == "November 2025 to January 2026")
    #expect(periodText(WindowSummary(months: 1, from: "x", to: "y")) == "x up to y")
  }

  @Test("file names stay in their folder and never meet")
  func fileNames() {
    #expect(fileName(for: Identifier("G-00_7")) == "G-00_7")
    #expect(fileName(for: Identifier("../../etc/passwd")) == "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd")
    #expect(fileName(for: Identifier("é\n%")) == "%C3%A9%0A%25")
    let long = String(repeating: "é", count: 500)
    let ids = [
      "", "%", "a", "a.", "A", "%61", "é", "e\u{301}", long, long + "x", "x" + long, String(repeating: "a", count: 120),
      String(repeating: "a", count: 121),
    ]
    let names = ids.map { fileName(for: Identifier($0)) }
    #expect(Set(names).count == ids.count)
    for name in names {
      #expect(!name.isEmpty && name.utf8.count <= 120 && !name.hasPrefix("."))
      #expect(
        name.utf8.allSatisfy { "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-%.".utf8.contains($0) })
    }
    #expect(linkAddress("%2E") == "%252E")
  }
}
