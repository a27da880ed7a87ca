/// As bytes, so that a whole sketch is one field of whatever it is written to: for each key in ascending order the distance
/// from the one before and the count, as LEB128 numbers.
extension Counts: Codable {
  public func encode(to encoder: any Encoder) throws {
    var bytes: [UInt8] = []
    var previous = 0
    for (key, count) in entries {
      bytes.appendLEB128(UInt64(key - previous))
      bytes.appendLEB128(UInt64(count))
      previous = key
    }
    var container = encoder.singleValueContainer()
    try container.encode(bytes)
  }

  /// - Throws: `DecodingError.dataCorrupted` for bytes that `encode` would not have written.
  public init(from decoder: any Decoder) throws {
    self.init()
    let container = try decoder.singleValueContainer()
    var rest = try container.decode([UInt8].self)[...]
    var key: UInt64 = 0
    var isFirst = true
    var left = Counts.greatestTotal
    while !rest.isEmpty {
      guard let distance = rest.popLEB128(), let count = rest.popLEB128(), isFirst || distance > 0, count > 0,
        distance < Counts.keyLimit, key + distance < Counts.keyLimit, count <= left
      else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "these are no counts") }
      key += distance
      isFirst = false
      left -= count
      add(Int64(count), at: Int(key))
    }
  }

  /// No table has so many rows, and adding some of these up does not overflow.
  private static let greatestTotal: UInt64 = 1 << 55
}

extension [UInt8] {
  /// Seven bits a byte, the lowest first; the top bit says that more follow.
  fileprivate mutating func appendLEB128(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}

extension ArraySlice<UInt8> {
  /// `nil`: the bytes end too soon, or spell no number of 63 bits in the shortest way.
  fileprivate mutating func popLEB128() -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 63, by: 7) {
      guard let byte = popFirst() else { return nil }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return byte == 0 && shift > 0 ? nil : number }
    }
    return nil
  }
}
