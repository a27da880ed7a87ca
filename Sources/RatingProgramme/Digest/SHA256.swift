/// SHA-256 as FIPS 180-4 defines it, over a message that may come in pieces.
///
/// Not from a library: swift-crypto adds a minute to every clean build. A month's document may have a hundred megabytes, so
/// blocks are read where they lie and nothing is allocated for them.
package struct SHA256 {
  private var state = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
  /// What has come since the last whole block: fewer than 64 bytes.
  private var rest: [UInt8] = []
  private var length: UInt64 = 0

  package init() {}

  /// As 64 hexadecimal digits.
  package static func hexadecimal(of message: [UInt8]) -> String {
    var sha = SHA256()
    message.withUnsafeBytes { sha.update($0) }
    return sha.hexadecimal()
  }

  /// 32 bytes.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var sha = SHA256()
    message.withUnsafeBytes { sha.update($0) }
    return sha.digest()
  }

  /// Takes the next piece of the message.
  package mutating func update(_ piece: UnsafeRawBufferPointer) {
    length &+= UInt64(piece.count)
    var piece = piece[...]
    if !rest.isEmpty {
      let missing = piece.prefix(64 - rest.count)
      rest += missing
      piece = piece.dropFirst(missing.count)
      guard rest.count == 64 else { return }
      rest.withUnsafeBytes { SHA256.compress($0, into: &state) }
      rest.removeAll(keepingCapacity: true)
    }
    let whole = piece.count & ~63
    SHA256.compress(UnsafeRawBufferPointer(rebasing: piece.prefix(whole)), into: &state)
    rest += piece.dropFirst(whole)
  }

  /// Of all that has come, as 64 hexadecimal digits.
  package consuming func hexadecimal() -> String {
    digest().reduce(into: "") { text, byte in text += (byte < 16 ? "0" : "") + String(byte, radix: 16) }
  }

  /// Of all that has come, 32 bytes.
  package consuming func digest() -> [UInt8] {
    // A one bit, zeros, and the length in bits, to a multiple of 64 bytes (5.1.1).
    let bits = length &* 8
    let zeros = (119 - rest.count) % 64
    let end =
      [0x80] + [UInt8](repeating: 0, count: zeros) + SHA256.bigEndian(UInt32(truncatingIfNeeded: bits >> 32))
      + SHA256.bigEndian(UInt32(truncatingIfNeeded: bits))
    end.withUnsafeBytes { update($0) }
    return state.indices.flatMap { SHA256.bigEndian(state[$0]) }
  }

  /// Whole blocks (6.2.2).
  private static func compress(_ blocks: UnsafeRawBufferPointer, into state: inout SIMD8<UInt32>) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { w in
      constants.withUnsafeBufferPointer { constants in
        for start in stride(from: 0, to: blocks.count, by: 64) {
          for t in 0..<16 {
            w[t] = UInt32(bigEndian: blocks.loadUnaligned(fromByteOffset: start &+ 4 &* t, as: UInt32.self))
          }
          for t in 16..<64 {
            let (x, y) = (w[t &- 15], w[t &- 2])
            let s0 = rotated(x, 7) ^ rotated(x, 18) ^ x &>> 3
            let s1 = rotated(y, 17) ^ rotated(y, 19) ^ y &>> 10
            w[t] = w[t &- 16] &+ s0 &+ w[t &- 7] &+ s1
          }
          var (a, b, c, d) = (state[0], state[1], state[2], state[3])
          var (e, f, g, h) = (state[4], state[5], state[6], state[7])
          // Eight rounds at a time, so that the words change their names and not their places.
          for t in stride(from: 0, to: 64, by: 8) {
            round(a, b, c, &d, e, f, g, &h, constants[t] &+ w[t])
            round(h, a, b, &c, d, e, f, &g, constants[t &+ 1] &+ w[t &+ 1])
            round(g, h, a, &b, c, d, e, &f, constants[t &+ 2] &+ w[t &+ 2])
            round(f, g, h, &a, b, c, d, &e, constants[t &+ 3] &+ w[t &+ 3])
            round(e, f, g, &h, a, b, c, &d, constants[t &+ 4] &+ w[t &+ 4])
            round(d, e, f, &g, h, a, b, &c, constants[t &+ 5] &+ w[t &+ 5])
            round(c, d, e, &f, g, h, a, &b, constants[t &+ 6] &+ w[t &+ 6])
            round(b, c, d, &e, f, g, h, &a, constants[t &+ 7] &+ w[t &+ 7])
          }
          state &+= SIMD8(a, b, c, d, e, f, g, h)
        }
      }
    }
  }

  @inline(__always) private static func round(
    _ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: inout UInt32, _ e: UInt32, _ f: UInt32, _ g: UInt32,
    _ h: inout UInt32, _ word: UInt32
  ) {
    let t1 = h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ (g ^ (e & (f ^ g))) &+ word
    d = d &+ t1
    h = t1 &+ (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) &+ ((a & b) | (c & (a | b)))
  }

  @inline(__always) private static func rotated(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word &>> bits | word &<< (32 &- bits)
  }

  private static func bigEndian(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
  }

  /// The fractional parts of the cube roots of the first 64 primes (4.2.2).
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
