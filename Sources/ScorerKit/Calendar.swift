/// The proleptic Gregorian calendar in UTC, in whole days since 1970-01-01: no clock, no locale, no time zone data.
public enum Calendar {
  public static let secondsPerDay: Int64 = 86_400
  /// The mean Gregorian month (365.2425 ÷ 12 days): what one broadcaster-month is.
  public static let daysPerMonth = 30.4375

  /// Days since 1970-01-01 of a date that exists in the calendar.
  ///
  /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  @inlinable public static func day(year: Int64, month: Int64, day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Year, month and day of a number of days since 1970-01-01 (`civil_from_days` of the same source).
  public static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let z = day + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
  }

  @inlinable public static func daysInMonth(year: Int64, month: Int64) -> Int64 {
    switch month {
    case 2: (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `2026-10-03`.
  public static func text(ofDay day: Int64) -> String {
    let (y, m, d) = date(ofDay: day)
    return "\(padded(y, 4))-\(padded(m, 2))-\(padded(d, 2))"
  }

  /// `2026-10-03T14:22:05Z`, of seconds since 1970-01-01.
  public static func text(ofTime time: Int64) -> String {
    let day = time >= 0 ? time / secondsPerDay : (time - secondsPerDay + 1) / secondsPerDay
    let s = time - day * secondsPerDay
    return "\(text(ofDay: day))T\(padded(s / 3600, 2)):\(padded(s / 60 % 60, 2)):\(padded(s % 60, 2))Z"
  }

  static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// A calendar month, as in `2026-10`.
public struct Month: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Months since January of the year 0.
  public let ordinal: Int64

  public init(ordinal: Int64) { self.ordinal = ordinal }
  public init(year: Int64, month: Int64) { ordinal = year * 12 + month - 1 }

  /// The month that a day lies in, given in days since 1970-01-01.
  public init(ofDay day: Int64) {
    let date = Calendar.date(ofDay: day)
    self.init(year: date.year, month: date.month)
  }

  /// Reads `2026-10`; `nil` for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") else { return nil }
    var digits: [Int64] = []
    for (i, byte) in bytes.enumerated() where i != 4 {
      guard (48...57).contains(byte) else { return nil }
      digits.append(Int64(byte - 48))
    }
    let month = digits[4] * 10 + digits[5]
    guard (1...12).contains(month) else { return nil }
    self.init(year: digits[..<4].reduce(0) { $0 * 10 + $1 }, month: month)
  }

  public var year: Int64 { (ordinal - (month - 1)) / 12 }
  public var month: Int64 { (ordinal % 12 + 12) % 12 + 1 }
  /// The month's first day, in days since 1970-01-01.
  public var firstDay: Int64 { Calendar.day(year: year, month: month, day: 1) }
  public func adding(_ months: Int64) -> Month { Month(ordinal: ordinal + months) }
  public var description: String { "\(Calendar.padded(year, 4))-\(Calendar.padded(month, 2))" }
  /// `October 2026`.
  public var title: String { "\(Month.names[Int(month) - 1]) \(year)" }
  static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  public static func < (a: Month, b: Month) -> Bool { a.ordinal < b.ordinal }
}

/// The half-open stretch [S, T) of days a scorer looks at: some months, the last of them the rated month.
public struct Window: Hashable, Sendable {
  /// The month being rated, the window's last.
  public let month: Month
  /// How many months it has, at least 1.
  public let months: Int
  /// S, in days since 1970-01-01.
  public let start: Int64
  /// T, the cutoff, in days since 1970-01-01: nothing at or past it exists.
  public let end: Int64

  public init(months: Int, endingWith month: Month) {
    self.month = month
    self.months = months
    start = month.adding(1 - Int64(months)).firstDay
    end = month.adding(1).firstDay
    startTime = start * Calendar.secondsPerDay
    endTime = end * Calendar.secondsPerDay
  }

  /// S and T in seconds since 1970-01-01 UTC.
  public let startTime: Int64
  public let endTime: Int64

  @inlinable public func contains(day: Int64) -> Bool { day >= start && day < end }
  @inlinable public func contains(time: Int64) -> Bool { time >= startTime && time < endTime }
}
