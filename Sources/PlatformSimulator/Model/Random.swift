import Statistics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A stream of pseudo-random numbers: xoshiro256**, by David Blackman and Sebastiano Vigna (2018).
///
/// Every stream is named by the seed, a purpose and up to two numbers (a guild, a broadcaster), so that what one guild
/// draws never shifts what another one does, and more requests leave the memberships as they are.
struct Random {
  private var a, b, c, d: UInt64

  /// What a stream is for.
  enum Purpose: UInt64 {
    case sizes = 1
    case names, guild, qualities, drift, memberships, requests, payouts, complaints, earnings, temperament, faults,
      rates
  }

  init(seed: UInt64, _ purpose: Purpose, _ first: Int = 0, _ second: Int = 0) {
    // Each part is mixed in before the next, so (1, 2) and (2, 1) are different streams.
    var state = Random.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    for part in [purpose.rawValue, UInt64(bitPattern: Int64(first)), UInt64(bitPattern: Int64(second))] {
      state = Random.mixed((state ^ part) &+ 0x9E37_79B9_7F4A_7C15)
    }
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      return Random.mixed(state)
    }
    (a, b, c, d) = (next(), next(), next(), next())
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that spreads every bit over all.
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func next() -> UInt64 {
    let product = b &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = b << 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = d << 45 | d >> 19
    return result
  }

  /// Between 0 and 1, never either: the middles of 2⁵³ equal steps.
  mutating func uniform() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

  /// True with the given probability.
  mutating func happens(_ probability: Double) -> Bool { uniform() < probability }

  /// One of 0 ..< bound; its bias is below bound ÷ 2⁶⁴.
  mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  /// Standard normal.
  mutating func normal() -> Double { Normal.quantile(uniform()) }

  /// Exponential with mean 1.
  mutating func exponential() -> Double { -log(uniform()) }

  /// How many days pass without an event before one does, where each day has one with the given probability.
  mutating func daysBefore(_ probability: Double) -> Int64 {
    probability <= 0 ? Int64.max / 4 : Int64(min(1e15, log(uniform()) / log1p(-probability)))
  }

  /// Poisson, given e^−mean (Knuth's multiplication; the mean here is small).
  /// - Complexity: O(mean)
  mutating func poisson(none: Double) -> Int {
    var product = uniform()
    var count = 0
    while product > none {
      product *= uniform()
      count += 1
    }
    return count
  }

  /// The index drawn where index `i` has the share `shares[i]`; the shares add up to 1.
  mutating func index(ofShares shares: [Double]) -> Int {
    var rest = uniform()
    for (i, share) in shares.enumerated() {
      rest -= share
      if rest < 0 { return i }
    }
    return shares.count - 1
  }

  /// Fisher–Yates.
  mutating func shuffle<Element>(_ array: inout [Element]) {
    guard array.count > 1 else { return }
    for i in stride(from: array.count - 1, to: 0, by: -1) { array.swapAt(i, below(i + 1)) }
  }
}
