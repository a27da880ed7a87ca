/// A 64-bit hash of bytes that is the same on every machine, in every run and for ever: tallies and files may hold it.
///
/// Little-endian words of eight bytes are taken one after the other, the last one filled up with zeros. The state starts as
/// (the number of bytes + 1) × k; with each word it is xored, multiplied by k = 2⁶⁴ ÷ the golden ratio (made odd) and xored with
/// its own upper half, which loses nothing. The end is SplitMix64's finaliser (Steele, Lea and Flood, "Fast Splittable
/// Pseudorandom Number Generators", 2014, variant 13 of Stafford's mixers). It is quick, and no guard against somebody who
/// looks for two texts with one hash.
public enum StableHash {
  /// - Complexity: O(`bytes.count`), eight bytes a step.
  @inlinable public static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    let count = bytes.count
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var state = UInt64(truncatingIfNeeded: count &+ 1) &* factor
    var at = 0
    while count &- at >= 8 {
      state = step(state, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)), factor)
      at &+= 8
    }
    if at < count {
      var word: UInt64 = 0
      var shift: UInt64 = 0
      while at < count {
        word |= UInt64(bytes[at]) &<< shift
        shift &+= 8
        at &+= 1
      }
      state = step(state, word, factor)
    }
    return finished(state)
  }

  /// Of a text's UTF-8 bytes.
  public static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }

  /// What a `hashed` column holds: the hash, but never `missingValue`.
  @inlinable public static func columnValue(_ bytes: UnsafeRawBufferPointer) -> Int64 {
    let value = Int64(bitPattern: hash(bytes))
    return value == missingValue ? missingValue &+ 1 : value
  }

  /// The same of a text, as scorers see it.
  public static func columnValue(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { UInt64(bitPattern: columnValue(UnsafeRawBufferPointer($0))) }
  }

  @inlinable @inline(__always) static func step(_ state: UInt64, _ word: UInt64, _ factor: UInt64) -> UInt64 {
    let mixed = (state ^ word) &* factor
    return mixed ^ (mixed &>> 32)
  }

  /// SplitMix64's finaliser: a bijection in which each bit of the state moves about half of the result's.
  @inlinable @inline(__always) static func finished(_ state: UInt64) -> UInt64 {
    var z = state
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }
}
