import ScorerKit

/// How quantities are written, in both directions: without a locale, and without rounding.

/// The units of durations, largest first, with their seconds.
private let durationUnits: [(letter: Character, seconds: Int64)] = [
  ("d", Calendar.secondsPerDay), ("h", 3600), ("m", 60), ("s", 1),
]

/// `90m`, `24h`, `7d`, `1.5h` in seconds; `nil` for anything else, less than nothing, and fractions of a second.
func seconds(_ text: String) -> Int64? {
  guard let unit = durationUnits.first(where: { $0.letter == text.last }), let number = DecimalNumber(text.dropLast()),
    number.digits >= 0
  else { return nil }
  let (product, overflow) = number.digits.multipliedReportingOverflow(by: unit.seconds)
  guard !overflow else { return nil }
  var result = product
  for _ in 0..<number.scale {
    guard result % 10 == 0 else { return nil }
    result /= 10
  }
  return result
}

/// Seconds in the largest unit that needs no fraction: `90m`, `24h` as `1d`.
func spelledDuration(_ seconds: Int64) -> String {
  guard seconds != 0 else { return "0h" }
  let unit = durationUnits.first { seconds % $0.seconds == 0 } ?? ("s", 1)
  return "\(seconds / unit.seconds)\(unit.letter)"
}

/// Seconds as people say them: `24h` and `72h`, and days from there on.
func spelledSpan(_ seconds: Int64) -> String {
  let isFewDays = (1...3 * Calendar.secondsPerDay).contains(seconds) && seconds % 3600 == 0
  return isFewDays ? "\(seconds / 3600)h" : spelledDuration(seconds)
}

/// Parts per million as `1.5%`.
func spelledPercent(_ partsPerMillion: Int64) -> String { fixed(partsPerMillion, decimals: 4) + "%" }

/// Hundredths of a point as `2.5`.
func spelledHundredths(_ points: Int64) -> String { fixed(points, decimals: 2) }

/// 1/10,000 of the currency unit as `2.5`.
func spelledAmount(_ money: Int64) -> String { fixed(money, decimals: 4) }

/// A number in decimal, without an exponent.
func spelledNumber(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
  let text = value.description
  guard DecimalNumber(text) == nil, abs(value) < 1 else { return text }
  return fixed(Int64((value * 1e18).rounded()), decimals: 18)
}

/// A share as `99.5%`, or, where that is not the same number, as `0.3333333333333333`; above 1 there are percentages alone, to
/// six decimals.
func spelledShare(_ share: Double) -> String {
  guard abs(share) <= 1e6 else { return spelledNumber(share) }
  let percent = fixed(Int64((share * 1e8).rounded()), decimals: 6)
  let isSame = DecimalNumber(percent)?.double(percent: true) == share
  return isSame || share > 1 ? percent + "%" : spelledNumber(share)
}

/// `number` ÷ 10 to the power of `decimals`, exactly.
func fixed(_ number: Int64, decimals: Int) -> String {
  let digits = String(number.magnitude)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  var fraction = padded.suffix(decimals)
  while fraction.last == "0" { fraction.removeLast() }
  return (number < 0 ? "-" : "") + padded.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction)
}

/// `one, two or three`, each in backquotes.
func oneOf(_ words: [String], _ last: String = "or") -> String {
  let quotedWords = words.map(quoted)
  guard quotedWords.count > 1, let final = quotedWords.last else { return quotedWords.first ?? "nothing" }
  return quotedWords.dropLast().joined(separator: ", ") + " \(last) " + final
}

/// `250,000` and `1_000` as `250000` and `1000`.
func withoutSeparators(_ text: String) -> String? {
  let digits = text.filter { $0 != "," && $0 != "_" && $0 != "'" && $0 != " " }
  return digits == text ? nil : digits
}

/// `24 hours` as `24h`.
func abbreviated(_ text: String) -> String? {
  let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
  let unit = text.dropFirst(number.count).filter { $0 != " " }.lowercased()
  let words = ["day": "d", "hour": "h", "hr": "h", "minute": "m", "min": "m", "second": "s", "sec": "s"]
  let letters = ["d", "h", "m", "s"]
  if letters.contains(unit) { return number + unit }
  if let letter = words[unit.last == "s" ? String(unit.dropLast()) : unit] { return number + letter }
  let days = ["week": 7, "weeks": 7, "w": 7][unit].flatMap { days in
    DecimalNumber(number)?.times(tenToThe: 0).within(0...10_000).map { $0 * days }
  }
  return days.map { "\($0)d" }
}

extension String {
  /// The text before a suffix; `nil` if it does not end so.
  func dropping(suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }
}

extension Comparable {
  func within(_ range: ClosedRange<Self>) -> Self? { range.contains(self) ? self : nil }
}

extension Optional where Wrapped: Comparable {
  func within(_ range: ClosedRange<Wrapped>) -> Wrapped? { flatMap { $0.within(range) } }
}
