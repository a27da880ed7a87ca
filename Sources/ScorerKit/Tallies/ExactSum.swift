/// A sum of integers in 128 bits that remembers having overflowed instead of wrapping.
///
/// What is added is never negative, so whether a sum overflows does not depend on the order or grouping of its terms.
@frozen public struct ExactSum: Mergeable {
  /// The sum, while `hasOverflowed` is false.
  public private(set) var value: Int128 = 0
  public private(set) var hasOverflowed = false

  public init() {}

  public init(_ value: Int128) { self.value = value }

  /// - Precondition: `term` is not negative.
  public mutating func add(_ term: Int128) {
    precondition(term >= 0, "an exact sum takes no negative terms")
    let (sum, overflow) = value.addingReportingOverflow(term)
    if overflow || hasOverflowed { overflowed() } else { value = sum }
  }

  /// Adds `a · b`, both not negative.
  public mutating func add(_ a: Int128, times b: Int128) {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { overflowed() } else { add(product) }
  }

  public mutating func merge(_ other: ExactSum) {
    if other.hasOverflowed { overflowed() } else { add(other.value) }
  }

  /// The sum as the nearest double.
  public var double: Double { Double(value) }

  private mutating func overflowed() {
    value = 0
    hasOverflowed = true
  }
}

/// As bytes, the lowest first and without zeros at the end: coders have no room for an integer of 128 bits. A sum has one form
/// only, and other bytes are refused.
extension ExactSum {
  /// What stands for a sum that has overflowed: no sum has the highest bit set.
  private static let overflowMark = [UInt8](repeating: 0xFF, count: 16)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let bytes = try container.decode([UInt8].self)
    self.init()
    if bytes == ExactSum.overflowMark {
      overflowed()
    } else if bytes.count > 16 || bytes.last == 0 || bytes.count == 16 && bytes[15] > 0x7F {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "is no sum in its bytes")
    } else {
      value = bytes.reversed().reduce(0) { $0 << 8 | Int128($1) }
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if hasOverflowed { return try container.encode(ExactSum.overflowMark) }
    guard value >= 0 else {
      let context = EncodingError.Context(codingPath: encoder.codingPath, debugDescription: "is a sum below 0")
      throw EncodingError.invalidValue(value, context)
    }
    var bytes: [UInt8] = []
    var rest = value
    while rest > 0 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
    try container.encode(bytes)
  }
}
