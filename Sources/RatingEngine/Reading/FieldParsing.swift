import ScorerKit

/// A field read by its column's type, or what is wrong with it.
enum Parsed: Equatable {
  case value(Int64)
  case fault(FieldFault)
}

enum FieldFault: Equatable {
  case malformed, negative, tooManyDecimals, tooLarge

  /// The cause of a bad row, with the column's name before it.
  func cause(column: ColumnDefinition) -> String {
    switch self {
    case .negative: "\(column.name) is negative"
    case .tooManyDecimals: "\(column.name) has more than four decimals"
    case .tooLarge: "\(column.name) is too \(column.type == .id ? "long" : "large")"
    case .malformed:
      switch column.type {
      case .time: "\(column.name) is not a time"
      case .day: "\(column.name) is not a date"
      case .month: "\(column.name) is not a month"
      case .money: "\(column.name) is not an amount"
      case .count: "\(column.name) is not a count"
      case .word: "\(column.name) is not in its closed list"
      case .id: "\(column.name) is not an id"
      case .number: "\(column.name) is not a number"
      case .text, .hashed: "\(column.name) is not text"
      }
    }
  }
}

/// A field's bytes.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension ColumnType {
  /// In bytes.
  static let longestID = 1024

  /// Reads a field that is not empty. Texts and ids have no raw value: only their length is looked at.
  func parse(_ bytes: Bytes) -> Parsed {
    switch self {
    case .time: parseTime(bytes).map(Parsed.value) ?? .fault(.malformed)
    case .day: parseDay(bytes).map(Parsed.value) ?? .fault(.malformed)
    case .month: parseMonth(bytes).map(Parsed.value) ?? .fault(.malformed)
    case .money: parseMoney(bytes)
    case .count: parseCount(bytes)
    case .word(let words):
      words.firstIndex { $0.utf8.elementsEqual(bytes) }.map { .value(Int64($0)) } ?? .fault(.malformed)
    case .id: bytes.count <= ColumnType.longestID ? .value(0) : .fault(.tooLarge)
    case .text: .value(0)
    case .number: parseNumber(bytes)
    case .hashed: .value(StableHash.columnValue(UnsafeRawBufferPointer(bytes)))
    }
  }
}

/// Two digits at an offset; negative where they are none.
@inline(__always) private func twoDigits(_ bytes: Bytes, _ at: Int) -> Int64 {
  let high = Int64(bytes[at]) - 48
  let low = Int64(bytes[at + 1]) - 48
  return (0...9).contains(high) && (0...9).contains(low) ? high * 10 + low : -1
}

/// `2026-10-03` → days since 1970-01-01.
func parseDay(_ bytes: Bytes) -> Int64? { bytes.count == 10 ? parseDate(bytes) : nil }

/// The first ten bytes as a date that exists.
private func parseDate(_ bytes: Bytes) -> Int64? {
  guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
  let (century, year) = (twoDigits(bytes, 0), twoDigits(bytes, 2))
  let (month, day) = (twoDigits(bytes, 5), twoDigits(bytes, 8))
  guard century >= 0, year >= 0, month >= 1, month <= 12, day >= 1 else { return nil }
  let fullYear = century * 100 + year
  guard fullYear >= 1, day <= 28 || day <= Calendar.daysInMonth(year: fullYear, month: month) else { return nil }
  return Calendar.day(year: fullYear, month: month, day: day)
}

/// `2026-10` → months since January of the year 0.
func parseMonth(_ bytes: Bytes) -> Int64? {
  guard bytes.count == 7, bytes[4] == UInt8(ascii: "-") else { return nil }
  let (century, year, month) = (twoDigits(bytes, 0), twoDigits(bytes, 2), twoDigits(bytes, 5))
  guard century >= 0, year >= 0, (1...12).contains(month) else { return nil }
  return Month(year: century * 100 + year, month: month).ordinal
}

/// ISO 8601 → seconds since 1970-01-01 UTC: `T` or a space between date and time, seconds may be left out, a fraction is
/// cut off, and the zone is `Z`, an offset such as `+08:00` or `+0800`, or UTC where there is none.
func parseTime(_ bytes: Bytes) -> Int64? {
  guard bytes.count >= 16, let day = parseDate(bytes) else { return nil }
  guard bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":") else {
    return nil
  }
  let (hour, minute) = (twoDigits(bytes, 11), twoDigits(bytes, 14))
  guard hour >= 0, hour < 24, minute >= 0, minute < 60 else { return nil }
  var time = day * Calendar.secondsPerDay + hour * 3600 + minute * 60
  var at = 16
  if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
    guard bytes.count >= 19 else { return nil }
    let second = twoDigits(bytes, 17)
    guard second >= 0, second < 60 else { return nil }
    time += second
    at = 19
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      let first = at + 1
      at = first
      while at < bytes.count, (48...57).contains(bytes[at]) { at += 1 }
      if at == first { return nil }
    }
  }
  guard let offset = parseZone(bytes, from: at) else { return nil }
  return time - offset
}

/// The offset from UTC in seconds that the bytes from `at` on spell.
private func parseZone(_ bytes: Bytes, from at: Int) -> Int64? {
  let rest = bytes.count - at
  if rest == 0 { return 0 }
  if rest == 1 { return bytes[at] == UInt8(ascii: "Z") ? 0 : nil }
  let sign: Int64
  switch bytes[at] {
  case UInt8(ascii: "+"): sign = 1
  case UInt8(ascii: "-"): sign = -1
  default: return nil
  }
  let minutesAt: Int?
  switch rest {
  case 3: minutesAt = nil
  case 5: minutesAt = at + 3
  case 6 where bytes[at + 3] == UInt8(ascii: ":"): minutesAt = at + 4
  default: return nil
  }
  let hours = twoDigits(bytes, at + 1)
  let minutes = minutesAt.map { twoDigits(bytes, $0) } ?? 0
  guard hours >= 0, hours < 24, minutes >= 0, minutes < 60 else { return nil }
  return sign * (hours * 3600 + minutes * 60)
}

/// `1234.50` → 1/10,000 of the unit.
func parseMoney(_ bytes: Bytes) -> Parsed {
  parseDecimal(bytes, digits: 4)
}

/// A decimal that is not negative, in units of the `digits`-th place after the point.
func parseDecimal(_ bytes: Bytes, digits: Int) -> Parsed {
  var at = 0
  let isNegative = bytes[0] == UInt8(ascii: "-")
  if isNegative || bytes[0] == UInt8(ascii: "+") { at = 1 }
  var value: Int64 = 0
  var isTooLarge = false
  func add(_ digit: UInt8) {
    let (tens, overflowed) = value.multipliedReportingOverflow(by: 10)
    let (sum, overflowedToo) = tens.addingReportingOverflow(Int64(digit) - 48)
    if overflowed || overflowedToo { isTooLarge = true } else { value = sum }
  }
  let whole = at
  while at < bytes.count, (48...57).contains(bytes[at]) {
    add(bytes[at])
    at += 1
  }
  guard at > whole else { return .fault(.malformed) }
  var decimals = 0
  if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
    at += 1
    while at < bytes.count, (48...57).contains(bytes[at]) {
      if decimals < digits { add(bytes[at]) }
      decimals += 1
      at += 1
    }
    guard decimals > 0 else { return .fault(.malformed) }
  }
  guard at == bytes.count else { return .fault(.malformed) }
  guard decimals <= digits else { return .fault(.tooManyDecimals) }
  for _ in decimals..<digits { add(48) }
  guard !isTooLarge else { return .fault(.tooLarge) }
  return isNegative && value > 0 ? .fault(.negative) : .value(value)
}

func parseCount(_ bytes: Bytes) -> Parsed {
  let parsed = parseDecimal(bytes, digits: 0)
  return parsed == .fault(.tooManyDecimals) ? .fault(.malformed) : parsed
}
