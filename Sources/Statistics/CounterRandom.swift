/// Random numbers by counter: four words for any place of a sequence, without going through those before it.
///
/// Philox4x32-10: ten rounds of two multiplications over a counter of 128 bits, under a key of 64. The same key and counter give the
/// same words on every machine, so work can be divided in any way. No state; a value may be shared by threads.
///
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11.
@frozen public struct CounterRandom: Sendable {
  @usableFromInline let key: (UInt32, UInt32)

  @inlinable public init(key: (UInt32, UInt32)) { self.key = key }

  /// The words at a place, each independent and uniform.
  @inlinable @inline(__always)
  public func block(_ c0: UInt32, _ c1: UInt32 = 0, _ c2: UInt32 = 0, _ c3: UInt32 = 0)
    -> (UInt32, UInt32, UInt32, UInt32)
  {
    var (x0, x1, x2, x3) = (c0, c1, c2, c3)
    var (k0, k1) = key
    for _ in 0..<10 {
      let p0 = UInt64(x0) &* 0xD251_1F53
      let p1 = UInt64(x2) &* 0xCD9E_8D57
      (x0, x1, x2, x3) = (
        UInt32(truncatingIfNeeded: p1 >> 32) ^ x1 ^ k0, UInt32(truncatingIfNeeded: p1),
        UInt32(truncatingIfNeeded: p0 >> 32) ^ x3 ^ k1, UInt32(truncatingIfNeeded: p0)
      )
      // Weyl's sequences of the golden ratio and of √3 − 1.
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (x0, x1, x2, x3)
  }

  /// A uniform number between 0 and 1, never either, from 32 bits: the middle of one of 2³² equal parts.
  @inlinable @inline(__always)
  public static func uniform(_ bits: UInt32) -> Double { (Double(bits) + 0.5) * 0x1p-32 }

  /// A uniform number between 0 and 1, never either, from 52 of 64 bits; with 53 the last would round to 1.
  @inlinable @inline(__always)
  public static func uniform(_ high: UInt32, _ low: UInt32) -> Double {
    (Double((UInt64(high) << 32 | UInt64(low)) >> 12) + 0.5) * 0x1p-52
  }
}
