import ScorerKit

/// The measures as bytes, so that they are one field of whatever they are written to: for each in ascending order of its
/// hash six words of 64 bits, little-endian, which are hash, month, rows, value, numerator and denominator.
extension Brought.Tally {
  private enum CodingKeys: CodingKey { case latest, undeclared }

  public func encode(to encoder: any Encoder) throws {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(latest.count * Self.bytesEach)
    for (measure, row) in latest.sorted(by: { $0.key < $1.key }) {
      bytes.append(word: measure)
      for number in [row.month, row.rows, row.value, row.numerator, row.denominator] {
        bytes.append(word: UInt64(bitPattern: number))
      }
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(bytes, forKey: .latest)
    try container.encode(undeclared, forKey: .undeclared)
  }

  /// A tally from elsewhere may be anybody's: what adding rows could not have made is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    undeclared = try container.decode(Int64.self, forKey: .undeclared)
    var rest = try container.decode([UInt8].self, forKey: .latest)[...]
    var previous: UInt64?
    while let measure = rest.popWord(), let row = Brought.Latest(from: &rest), previous.map({ $0 < measure }) ?? true {
      latest[measure] = row
      previous = measure
      if rest.isEmpty { break }
    }
    guard rest.isEmpty, undeclared >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .latest, in: container, debugDescription: "is no list of brought measures")
    }
  }

  private static let bytesEach = 48
}

extension Brought.Latest {
  /// Months of the years 0 to 9999, as tables have them.
  private static let months: Range<Int64> = 0..<120_000
  /// No table has so many rows, and adding some of these up does not overflow.
  private static let mostRows: Int64 = 1 << 55

  fileprivate init?(from bytes: inout ArraySlice<UInt8>) {
    guard let month = bytes.popNumber(), let rows = bytes.popNumber(), let value = bytes.popNumber(),
      let numerator = bytes.popNumber(), let denominator = bytes.popNumber(), Self.months.contains(month),
      (1...Self.mostRows).contains(rows), [value, numerator, denominator].allSatisfy(isBits)
    else { return nil }
    self.init(month: month, rows: rows, value: value, numerator: numerator, denominator: denominator)
  }
}

/// Whether this is the pattern of a number, or stands for none.
private func isBits(_ bits: Int64) -> Bool {
  bits == missingValue || Double(bitPattern: UInt64(bitPattern: bits)).isFinite
}

extension [UInt8] {
  fileprivate mutating func append(word: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) { append(UInt8(truncatingIfNeeded: word >> shift)) }
  }
}

extension ArraySlice<UInt8> {
  /// `nil`: there are fewer than eight bytes, which are left as they are.
  fileprivate mutating func popWord() -> UInt64? {
    guard count >= 8 else { return nil }
    defer { removeFirst(8) }
    return prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  fileprivate mutating func popNumber() -> Int64? { popWord().map { Int64(bitPattern: $0) } }
}
