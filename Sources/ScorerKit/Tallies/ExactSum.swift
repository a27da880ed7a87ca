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

  private enum CodingKeys: CodingKey { case high, low, hasOverflowed }

  public init(from decoder: any Decoder) throws {
    let c = try decoder.container(keyedBy: CodingKeys.self)
    value = try Int128(c.decode(Int64.self, forKey: .high)) << 64 | Int128(c.decode(UInt64.self, forKey: .low))
    hasOverflowed = try c.decode(Bool.self, forKey: .hasOverflowed)
  }

  public func encode(to encoder: any Encoder) throws {
    var c = encoder.container(keyedBy: CodingKeys.self)
    try c.encode(Int64(value >> 64), forKey: .high)
    try c.encode(UInt64(truncatingIfNeeded: value), forKey: .low)
    try c.encode(hasOverflowed, forKey: .hasOverflowed)
  }
}
