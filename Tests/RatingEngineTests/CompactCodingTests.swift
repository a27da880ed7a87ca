import BuiltInScorers
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

private func encoded<T: Encodable>(_ values: T...) throws -> [UInt8] {
  var encoder = CompactEncoder()
  for value in values { try encoder.append(value) }
  return encoder.bytes
}

private func decoded<T: Decodable>(_ type: T.Type, _ bytes: [UInt8]) throws -> T {
  var decoder = CompactDecoder(bytes)
  let value = try decoder.next(type)
  guard decoder.isAtEnd else { throw CompactCodingError("more follows") }
  return value
}

private func isRefused<T: Decodable>(_ type: T.Type, _ bytes: [UInt8]) -> Bool {
  do {
    _ = try decoded(type, bytes)
    return false
  } catch { return error is CompactCodingError }
}

struct CompactCodingTests {
  @Test("whatever can be stored comes back as it was", arguments: seeds(1...60))
  func motley(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let values = [Motley()] + (0..<5).map { _ in Motley(using: &random) }
    var encoder = CompactEncoder()
    for value in values { try encoder.append(value) }
    var decoder = CompactDecoder(encoder.bytes)
    for value in values { #expect(try decoder.next(Motley.self) == value, "seed \(seed)") }
    #expect(decoder.isAtEnd)
  }

  @Test("equal values are equal bytes, whatever order their sets and dictionaries happen to be in")
  func canonical() throws {
    for seed in seeds(1...30) {
      var random = SeededGenerator(seed: seed)
      let words = (0..<20).map { "word \($0)" }.shuffled(using: &random)
      var (one, other) = (Motley(using: &random), Motley())
      one.byText = Dictionary(uniqueKeysWithValues: words.map { ($0, 1) })
      one.byNumber = Dictionary(uniqueKeysWithValues: (-9..<9).shuffled(using: &random).map { ($0, Motley.Part()) })
      one.set = Set(words)
      one.byPart = Dictionary(uniqueKeysWithValues: words.map { (Motley.Part(a: 1, b: $0), 1) })
      other = one
      // Capacity has a say in the order.
      (other.byText, other.byNumber, other.set) = ([:], [:], [])
      other.byText.reserveCapacity(1000)
      other.byNumber.reserveCapacity(500)
      other.set.reserveCapacity(2000)
      for (key, value) in one.byText { other.byText[key] = value }
      for (key, value) in one.byNumber { other.byNumber[key] = value }
      for word in words.reversed() { other.set.insert(word) }
      other.byPart = Dictionary(uniqueKeysWithValues: words.reversed().map { (Motley.Part(a: 1, b: $0), 1) })
      #expect(one == other)
      #expect(try encoded(one) == encoded(other))
    }
  }

  @Test("a type may read in another order than it writes, from nested containers and a class it inherits from")
  func orders() throws {
    let value = Derived()
    (value.first, value.second, value.third, value.fourth) = (10, 20, [3, 30], nil)
    let read = try decoded(Derived.self, encoded(value))
    #expect(read.first == 10 && read.second == 20 && read.third == [3, 30] && read.fourth == nil)
  }

  @Test("plain values, and values in turn, need no record")
  func plain() throws {
    var encoder = CompactEncoder()
    try encoder.append(7)
    try encoder.append("seven")
    try encoder.append([7, 8])
    try encoder.append(Int?.none)
    try encoder.append(true)
    #expect(encoder.bytes.count == 1 + 6 + 3 + 1 + 1)
    var decoder = CompactDecoder(encoder.bytes[...])
    #expect(try decoder.next(Int.self) == 7)
    #expect(try decoder.next(String.self) == "seven")
    #expect(try decoder.next([Int].self) == [7, 8])
    #expect(try decoder.next(Int?.self) == nil)
    #expect(!decoder.isAtEnd)
    #expect(try decoder.next(Bool.self))
    #expect(decoder.isAtEnd)
  }

  @Test("names are stored once, and an optional that is nil is not there")
  func names() throws {
    struct Tally: Codable { var theNumber: Int64 = 1, optional: Int64? }
    let values = [Tally(), Tally(optional: 3), Tally(optional: 4), Tally()]
    let bytes = try encoded(values)
    #expect(bytes.count == 1 + (3 + 9 + 1) + (3 + 9 + 9 + 2) + (1 + 2) + (1 + 1))
    struct Looking: Decodable {
      let hasOptional: Bool
      private enum Keys: CodingKey { case optional, theNumber }
      init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        hasOptional = container.contains(.optional)
        #expect(hasOptional == container.allKeys.contains(.optional))
      }
    }
    #expect(try decoded([Looking].self, bytes).map(\.hasOptional) == [false, true, true, false])
  }

  @Test("integers up to 2^55 either way are written, and none past it")
  func limits() throws {
    let limit: Int64 = 1 << 55
    for number in [limit, -limit, 0, -1, 31, 32, -32, -33] {
      #expect(try decoded(Int64.self, encoded(number)) == number)
      #expect(try decoded(Int128.self, encoded(Int128(number))) == Int128(number))
    }
    for number in [limit + 1, -limit - 1, .max, .min] {
      #expect(throws: CompactCodingError("is past 2^55; keep so large a sum in an ExactSum")) { try encoded(number) }
      #expect(throws: CompactCodingError.self) { try encoded(Int(number)) }
      #expect(throws: CompactCodingError.self) { try encoded(Int128(number) << 60) }
    }
    #expect(throws: CompactCodingError.self) { try encoded(UInt64.max) }
    var motley = Motley()
    motley.list = [1, .max]
    #expect(throws: CompactCodingError("list.1: is past 2^55; keep so large a sum in an ExactSum")) {
      try encoded(motley)
    }
    // 2^55 + 1 as a varint: twice its zigzag.
    #expect(isRefused(Int64.self, [0x84] + [UInt8](repeating: 0x80, count: 7) + [2]))
  }

  @Test("a decoded integer must fit its type")
  func ranges() throws {
    #expect(try isRefused(UInt8.self, encoded(256)))
    #expect(try isRefused(UInt64.self, encoded(-1)))
    #expect(try isRefused(Int16.self, encoded(40_000)))
    #expect(try isRefused(Bool.self, encoded(2)))
    #expect(try isRefused(Motley.Word.self, encoded("soon")))
    #expect(try isRefused(Motley.Number.self, encoded(5)))
  }

  @Test("what a type should not do is an error that says so")
  func misuse() throws {
    #expect(throws: CompactCodingError("a: is written twice")) { try encoded(Twice()) }
    #expect(throws: CompactCodingError("is written as values of two kinds")) { try encoded(RecordAndList()) }
    #expect(throws: CompactCodingError("has no a")) {
      try decoded(Motley.Part.self, encoded(Motley.Case.none))
    }
    #expect(throws: CompactCodingError("a: is no Int32")) { try decoded(Motley.Part.self, encoded(["a": "b"] as Text)) }
  }

  /// Keys of one's own making, and all values texts.
  private struct Text: Encodable, ExpressibleByDictionaryLiteral {
    var texts: [(String, String)]
    init(dictionaryLiteral elements: (String, String)...) { texts = elements }
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CompactKey.self)
      for (key, text) in texts { try container.encode(text, forKey: CompactKey(stringValue: key)) }
    }
  }

  @Test("what lies too deep is refused, written or read")
  func depth() throws {
    #expect(try decoded(Chain.self, encoded(Chain(30))) == Chain(30))
    #expect(throws: CompactCodingError.self) { try encoded(Chain(40)) }
    // Lists of one list each: their head is 2 << 1 | 1, and the count 1 above.
    let lists = [UInt8](repeating: 1 << 3 | 5, count: 1_000_000)
    #expect(throws: CompactCodingError("values lie more than 64 deep")) { try decoded(Chain.self, lists) }
  }

  @Test("a claim of more than is there is refused before anything is set aside for it")
  func claims() {
    for kind: UInt8 in [1, 2, 3] {
      // 2^60 bytes, elements, or a shape of that number.
      let claim = [UInt8(kind << 1 | 0x81)] + [UInt8](repeating: 0x80, count: 8) + [1]
      #expect(isRefused([Int64].self, claim))
      #expect(isRefused([Int64].self, claim + [UInt8](repeating: 0, count: 100)))
    }
    // A shape with 2^63 names, and one with a name as long.
    for prefix: [UInt8] in [[7], [7, 1]] {
      #expect(isRefused(Motley.Part.self, prefix + [UInt8](repeating: 0x80, count: 9) + [1]))
    }
    // Lists in lists, each claiming all the bytes that are left.
    let size = 400_000
    var (nested, left): ([UInt8], Int) = ([], size)
    for _ in 0..<60 {
      let head = UInt64(left - 16) << 3 | 5
      var rest = head
      while rest >= 0x80 {
        nested.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      nested.append(UInt8(rest))
      left = size - nested.count
    }
    #expect(isRefused([Int64].self, nested + [UInt8](repeating: 0, count: left)))
  }

  @Test("numbers longer than need be, names out of order, and keys and elements that come twice are refused")
  func refused() throws {
    #expect(try decoded(Int64.self, [0x84, 0x01]) == 33)
    #expect(isRefused(Int64.self, [0x84, 0x00]))
    #expect(isRefused(Int64.self, [UInt8](repeating: 0xFF, count: 9) + [0x7F]))
    let (a, b): ([UInt8], [UInt8]) = ([1, 0x61], [1, 0x62])
    #expect(isRefused(Motley.Part.self, [7, 2] + b + a + [0, 3]))
    #expect(isRefused(Motley.Part.self, [7, 2] + a + a + [0, 0]))
    #expect(try decoded(Motley.Part.self, [7, 2] + a + b + [0, 3]) == Motley.Part())
    // Two elements, 1 and 2.
    #expect(try decoded(Set<Int>.self, [2 << 3 | 5, 4, 8]) == [1, 2])
    #expect(isRefused(Set<Int>.self, [2 << 3 | 5, 4, 4]))
    #expect(try decoded([Int: Int].self, [2 << 3 | 5, 4, 8]) == [1: 2])
    #expect(isRefused([Int: Int].self, [4 << 3 | 5, 4, 8, 4, 8]))
    #expect(isRefused([Int: Int].self, [3 << 3 | 5, 4, 8, 12]))
    // The same letter, composed and not: other bytes, one key.
    #expect(try isRefused(Set<String>.self, encoded(["e\u{301}", "\u{E9}"])))
  }
}

struct TallyCodingTests {
  @Test("tallies of every built-in scorer come back as they were", arguments: builtInScorers)
  func scorers(_ scorer: any Scorer.Type) throws {
    func check<S: Scorer>(_: S.Type) throws {
      for seed in seeds(1...20) {
        var random = SeededGenerator(seed: seed)
        let tallies = try S.randomTallies(rows: 80, using: &random) + [S.Tally()]
        var encoder = CompactEncoder()
        for tally in tallies { try encoder.append(tally) }
        var decoder = CompactDecoder(encoder.bytes)
        for tally in tallies { #expect(try decoder.next(S.Tally.self) == tally, "seed \(seed)") }
        #expect(decoder.isAtEnd)
      }
    }
    try check(scorer)
  }

  @Test("cut anywhere, tallies are refused", arguments: builtInScorers)
  func truncated(_ scorer: any Scorer.Type) throws {
    func check<S: Scorer>(_: S.Type) throws {
      var random = SeededGenerator(seed: 1)
      let bytes = try encoded(#require(S.randomTallies(rows: 80, using: &random).first))
      for end in bytes.indices { #expect(isRefused(S.Tally.self, Array(bytes[..<end])), "cut after \(end)") }
    }
    try check(scorer)
  }

  @Test(
    "changed anyhow, bytes are read or refused, and what is read can be merged and measured", arguments: seeds(1...4))
  func mutated(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for scorer in builtInScorers { try mutate(scorer, using: &random) }
    let bytes = try encoded(Motley(using: &random))
    for _ in 0..<1000 {
      var decoder = CompactDecoder(changed(bytes, using: &random))
      guard let value = try? decoder.next(Motley.self) else { continue }
      // What was read is written in its one form.
      #expect(try decoded(Motley.self, encoded(value)) == value || value.double.isNaN || value.float.isNaN)
    }
  }

  private func mutate<S: Scorer>(_: S.Type, using random: inout SeededGenerator) throws {
    let tallies = try S.randomTallies(rows: 80, using: &random)
    let bytes = try encoded(tallies)
    var merged = S.Tally()
    for round in 0..<300 {
      if round % 20 == 0 { merged = S.Tally() }
      var decoder = CompactDecoder(changed(bytes, using: &random))
      for tally in (try? decoder.next([S.Tally].self)) ?? [] { merged.merge(tally) }
      if !merged.hasOverflowed { _ = S().estimates(of: merged, in: randomWindow(using: &random)) }
    }
  }

  /// Bytes replaced, put in, taken out, or moved.
  private func changed(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard let i = bytes.indices.randomElement(using: &random) else { break }
      let end = min(bytes.count, i + Int.random(in: 1...8, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[i] = .random(in: .min ... .max, using: &random)
      case 1: bytes[i] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.insert([0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random)!, at: i)
      case 3: bytes.removeSubrange(i..<end)
      case 4: bytes.insert(contentsOf: bytes[i..<end], at: bytes.indices.randomElement(using: &random)!)
      default: bytes[i] = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &random)!
      }
    }
    return bytes
  }

  @Test("bytes that are nothing are read or refused", arguments: seeds(1...5))
  func noise(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        UInt8.random(in: 0...(Bool.random(using: &random) ? 255 : 63), using: &random)
      }
      _ = isRefused(Motley.self, bytes)
      _ = isRefused([[Motley.Part?]].self, bytes)
      _ = isRefused([Int: Set<Int8>].self, bytes)
    }
  }

  @Test("10,000 tallies of 30 integers are small")
  func size() throws {
    var encoder = CompactEncoder()
    for _ in 0..<10_000 { try encoder.append(Thirty()) }
    #expect(encoder.bytes.count < 10_000 * 31 + 200)
    var decoder = CompactDecoder(encoder.bytes)
    #expect(try decoder.next(Thirty.self) == Thirty())
  }
}
