/// A number as it is written, `12` or `-3.5`, without the loss of a binary one. No exponents, signs other than `-`,
/// separators, or words.
struct DecimalNumber {
  /// The number times 10 to the power of `scale`.
  let digits: Int64
  /// Decimals, without trailing zeros.
  let scale: Int

  /// `nil`: not such a number, or one of more than 18 digits.
  init?(_ text: some StringProtocol) {
    var digits: Int64 = 0
    var scale = 0
    var pendingZeros = 0
    var hasPoint = false
    var previousIsDigit = false
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    for byte in text.utf8.dropFirst(isNegative ? 1 : 0) {
      switch byte {
      case UInt8(ascii: ".") where !hasPoint && previousIsDigit:
        hasPoint = true
        previousIsDigit = false
      case UInt8(ascii: "0") where hasPoint:
        pendingZeros += 1
        previousIsDigit = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        for _ in 0..<(hasPoint ? pendingZeros + 1 : 1) {
          guard digits < 100_000_000_000_000_000 else { return nil }
          digits *= 10
        }
        digits += Int64(byte - UInt8(ascii: "0"))
        if hasPoint { scale += pendingZeros + 1 }
        pendingZeros = 0
        previousIsDigit = true
      default: return nil
      }
    }
    guard previousIsDigit, scale <= 18 else { return nil }
    self.digits = isNegative ? -digits : digits
    self.scale = scale
  }

  /// The number times 10 to the power of `places`; `nil` if that is no whole number or too large.
  func times(tenToThe places: Int) -> Int64? {
    guard scale <= places else { return nil }
    var result = digits
    for _ in scale..<places {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      result = product
    }
    return result
  }

  /// The nearest binary number to this one, or to a hundredth of it if it is a percentage; never −0.
  func double(percent: Bool = false) -> Double? {
    Double("\(digits)e-\(scale + (percent ? 2 : 0))").map { $0 == 0 ? 0 : $0 }
  }
}
