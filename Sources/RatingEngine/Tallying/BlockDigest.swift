/// A digest of a block's bytes at the speed they are read: two sums of products, each folded in half, over eight bytes at a
/// time. It tells files apart that were not made to be mistaken for each other; it is no cryptographic digest.
struct BlockDigest: Sendable, Equatable {
  private var first: UInt64 = 0x243F_6A88_85A3_08D3
  private var second: UInt64 = 0x1319_8A2E_0370_7344

  /// `nil`: there are no bytes.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard !bytes.isEmpty else { return nil }
    var at = 0
    while at + 8 <= bytes.count {
      add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    add(rest)
    add(UInt64(bytes.count))
  }

  /// Sixteen.
  var bytes: [UInt8] {
    [first, second].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) } }
  }

  @inline(__always) private mutating func add(_ word: UInt64) {
    let a = (first ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let b = (second &+ word).multipliedFullWidth(by: 0xC2B2_AE3D_27D4_EB4F)
    first = a.high ^ a.low
    second = (b.high ^ b.low) &+ (second << 1 | second >> 63)
  }
}
