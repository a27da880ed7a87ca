import TestSupport

/// Bytes changed at random, in ways that find faults: bits, bytes, stretches moved or lost, ends cut off.
struct Mutation {
  /// Bytes, and short stretches of them, that mean something to a reader.
  let interesting: [[UInt8]]

  func mutate(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    for _ in 0..<[1, 1, 1, 2, 4, 12].randomElement(using: &random)! { step(&bytes, using: &random) }
  }

  private func step(_ bytes: inout [UInt8], using random: inout SeededGenerator) {
    let at = Int.random(in: 0...bytes.count, using: &random)
    let next = bytes.dropFirst(at).prefix(Int.random(in: 1...8, using: &random)).count
    let something = interesting.randomElement(using: &random) ?? []
    switch Int.random(in: 0..<10, using: &random) {
    case 0, 1: if at < bytes.count { bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
    case 2: if at < bytes.count { bytes[at] = UInt8.random(in: .min ... .max, using: &random) }
    case 3: bytes.removeSubrange(at..<at + next)
    case 4, 5: bytes.insert(contentsOf: something, at: at)
    case 6, 7: bytes.replaceSubrange(at..<min(at + 1, bytes.count), with: something)
    case 8:
      // A stretch from elsewhere.
      let from = Int.random(in: 0...bytes.count, using: &random)
      let stretch = Array(bytes[from...].prefix(Int.random(in: 1...200, using: &random)))
      if random.tosses(0.5) {
        bytes.insert(contentsOf: stretch, at: at)
      } else {
        bytes.replaceSubrange(at..<min(at + stretch.count, bytes.count), with: stretch)
      }
    default: if random.tosses(0.2) { bytes.removeSubrange(at...) }
    }
  }

  static let table = Mutation(
    interesting: [
      "\"", "\"\"", ",", ",,", "\n", "\r\n", "\r", "\0", "\u{FEFF}", " ", "-", "+", ".", "9", "Z", "T", "A", "EUR", "é",
      "2026-11-01T00:00:00Z", "2026-10-31T23:59:59Z", "2026-10-31", "2026-11-01", "99999999999999", "\",\"", "\"\n",
      "guild_id", "guild-B7", "late", "nobody",
    ].map { Array($0.utf8) } + [[0xFF], [0x80], [0xC3]])

  /// Heads of values in the format of tallies: integers of all sizes, nothing, empty and large lists, texts and records.
  static let compact = Mutation(
    interesting: [
      0, 1, -1, 2, 3, 255, 1000, 3651, 65_535, 65_536, 120_000, 1 << 31, 1 << 53, 1 << 54, 1 << 55, -(1 << 55), 1 << 56,
    ]
    .map { (integer: Int64) in leb128(UInt64(bitPattern: integer << 1 ^ integer >> 63) << 1) }
      + (0..<4).flatMap { kind in
        [0, 1, 2, 3, 300, 1 << 20, 1 << 40].map { leb128($0 << 3 | kind << 1 | 1) }
      } + [[0xFF], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]])

  static let compressed = Mutation(
    interesting: [
      [0], [0xFF], [0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD], [0x50, 0x2A, 0x4D, 0x18, 4, 0, 0, 0], [0, 0, 0, 0],
    ])
}

func leb128(_ number: UInt64) -> [UInt8] {
  var (bytes, rest): ([UInt8], UInt64) = ([], number)
  while rest >= 0x80 {
    bytes.append(UInt8(rest & 0x7F) | 0x80)
    rest >>= 7
  }
  return bytes + [UInt8(rest)]
}
