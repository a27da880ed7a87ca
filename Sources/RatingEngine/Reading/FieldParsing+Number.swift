import ScorerKit

/// A number in plain or exponent notation, `-0.25`, `.5`, `1.5e-3` → the bit pattern of the nearest Double, never −0.
///
/// Digits are needed, before the point or after it; infinity, NaN, hexadecimal digits and separators are malformed, and what
/// is beyond every Double is too large.
///
/// - Complexity: O(`bytes.count`); up to 15 digits without a large exponent need no conversion of a string. Such a whole
///   number, and 10 to the power of its decimals, are Doubles themselves, so that one division or multiplication rounds once
///   (Clinger, "How to read floating point numbers accurately", 1990).
func parseNumber(_ bytes: Bytes) -> Parsed {
  guard let number = DecimalNotation(bytes) else { return .fault(.malformed) }
  var value: Double
  if number.digits <= 15, (-22...22).contains(number.exponent) {
    let power = powersOfTen[abs(number.exponent)]
    value = number.exponent < 0 ? Double(number.significand) / power : Double(number.significand) * power
    if number.isNegative { value = -value }
  } else {
    guard let read = Double(String(decoding: bytes, as: UTF8.self)), read.isFinite else { return .fault(.tooLarge) }
    value = read
  }
  return .value(Int64(bitPattern: (value == 0 ? 0 : value).bitPattern))
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]

/// What such a number is made of: significand × 10^exponent, as long as the significand has few enough digits to be held.
private struct DecimalNotation {
  var isNegative = false
  /// Right up to 18 digits.
  var significand: UInt64 = 0
  /// Without leading zeros.
  var digits = 0
  var exponent = 0

  init?(_ bytes: Bytes) {
    var at = 0
    func isDigit() -> Bool { at < bytes.count && (48...57).contains(bytes[at]) }
    func isSign() -> Bool { at < bytes.count && (bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+")) }
    if isSign() {
      isNegative = bytes[at] == UInt8(ascii: "-")
      at += 1
    }
    let start = at
    while isDigit() {
      add(bytes[at])
      at += 1
    }
    var count = at - start
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      let point = at
      while isDigit() {
        add(bytes[at])
        at += 1
      }
      if at == point { return nil }
      count += at - point
      exponent = point - at
    }
    guard count > 0 else { return nil }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      let isSmaller = at < bytes.count && bytes[at] == UInt8(ascii: "-")
      if isSign() { at += 1 }
      let first = at
      var power = 0
      while isDigit() {
        power = min(power * 10 + Int(bytes[at]) - 48, 1_000_000)
        at += 1
      }
      if at == first { return nil }
      exponent += isSmaller ? -power : power
    }
    guard at == bytes.count else { return nil }
  }

  private mutating func add(_ digit: UInt8) {
    if digits > 0 || digit > 48 { digits += 1 }
    if digits <= 18 { significand = significand * 10 + UInt64(digit) - 48 }
  }
}
