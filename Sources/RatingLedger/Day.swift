import ScorerKit

/// A date, as `2026-11-03`.
public struct Day: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Days since 1970-01-01.
  public let ordinal: Int64

  public init(ordinal: Int64) { self.ordinal = ordinal }

  /// Reads `2026-11-03`; `nil` for anything else, and for a date that no calendar has.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], text.utf8.count == 10,
      text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (48...57).contains($0) })
    else { return nil }
    let numbers = parts.map { $0.reduce(Int64(0)) { $0 * 10 + Int64($1 - 48) } }
    let (year, month, day) = (numbers[0], numbers[1], numbers[2])
    guard (1...12).contains(month), (1...Calendar.daysInMonth(year: year, month: month)).contains(day) else {
      return nil
    }
    ordinal = Calendar.day(year: year, month: month, day: day)
  }

  public func adding(_ days: Int64) -> Day { Day(ordinal: ordinal + days) }
  public var description: String { Calendar.text(ofDay: ordinal) }
  public static func < (a: Day, b: Day) -> Bool { a.ordinal < b.ordinal }
}
