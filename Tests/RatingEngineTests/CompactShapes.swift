import ScorerKit
import TestSupport

// What a scorer's author might write, and some things that none should.

/// A tally of nearly all that can be stored.
struct Motley: Codable, Equatable {
  enum Word: String, Codable { case early, late }
  enum Number: Int, Codable {
    case one = 1
    case other
  }
  enum Case: Codable, Equatable {
    case none
    case some(Int64, of: [String])
    indirect case nested(Case)
  }
  struct Part: Codable, Hashable { var a: Int32 = 0, b = "" }

  var number: Int64 = 0
  var (small, tiny, unsigned, wide): (Int16, UInt8, UInt64, Int128) = (0, 0, 0, 0)
  var isTrue = false
  var text = ""
  var (double, float): (Double, Float) = (0, 0)
  var bytes: [UInt8] = []
  var (word, numbered): (Word?, Number) = (nil, .one)
  var kind = Case.none
  var optional: Int64?
  var part: Part?
  var list: [Int64?] = []
  var parts: [Part] = []
  var byText: [String: Int64] = [:]
  var byNumber: [Int: Part] = [:]
  var byInt64: [Int64: [String: Bool]] = [:]
  var byPart: [Part: Int64]?
  var set: Set<String> = []
  var sum = ExactSum()
  var counts = Counts()
  var sketch = QuantileSketch()

  init() {}

  init(using random: inout SeededGenerator) {
    func some<T>(_ make: (inout SeededGenerator) -> T) -> [T] {
      (0..<Int.random(in: 0...4, using: &random)).map { _ in make(&random) }
    }
    func integer(_ random: inout SeededGenerator) -> Int64 {
      Int64.random(in: -1...1, using: &random) * (1 << Int64.random(in: 0...55, using: &random))
    }
    func word(_ random: inout SeededGenerator) -> String {
      String("aé\u{0}€😀zb".shuffled(using: &random).prefix(Int.random(in: 0...7, using: &random)))
    }
    func somePart(_ random: inout SeededGenerator) -> Part {
      Part(a: .random(in: .min ... .max, using: &random), b: word(&random))
    }
    func unique<K: Hashable, V>(_ keys: [K], _ value: (inout SeededGenerator) -> V) -> [K: V] {
      Dictionary(keys.map { ($0, value(&random)) }) { $1 }
    }
    number = integer(&random)
    small = .random(in: .min ... .max, using: &random)
    tiny = .random(in: .min ... .max, using: &random)
    unsigned = integer(&random).magnitude
    wide = Int128(integer(&random))
    isTrue = .random(using: &random)
    text = word(&random)
    double = .random(in: -1e300...1e300, using: &random)
    float = .random(in: -1...1, using: &random)
    bytes = some { .random(in: .min ... .max, using: &$0) }
    self.word = [nil, .early, .late].randomElement(using: &random)!
    numbered = [.one, .other].randomElement(using: &random)!
    kind = [.none, .some(integer(&random), of: some(word)), .nested(.nested(.none))].randomElement(using: &random)!
    optional = Bool.random(using: &random) ? integer(&random) : nil
    part = Bool.random(using: &random) ? somePart(&random) : nil
    list = some { Bool.random(using: &$0) ? integer(&$0) : nil }
    parts = some(somePart)
    byText = unique(some(word), integer)
    byNumber = unique(some { Int(integer(&$0)) }, somePart)
    byInt64 = unique(some(integer)) { unique([word(&$0), word(&$0)]) { Bool.random(using: &$0) } }
    byPart = Bool.random(using: &random) ? unique(some(somePart), integer) : nil
    set = Set(some(word))
    sum = ExactSum(Int128.random(in: 0...Int128.max, using: &random) >> Int128.random(in: 0...126, using: &random))
    if Int.random(in: 0..<8, using: &random) == 0 { sum.add(.max) }
    for key in some({ Int.random(in: 0...300, using: &$0) }) { counts.add(Int64(key * key), at: key) }
    for value in some({ integer(&$0).magnitude }) { sketch.add(Int64(value)) }
    if isTrue { sketch.addInfinite() }
  }
}

/// Reads its parts in another order than it writes them, and has some from a class it inherits from.
class Base: Codable {
  var first: Int64 = 1

  init() {}

  private enum Keys: CodingKey { case first }
  required init(from decoder: any Decoder) throws {
    first = try decoder.container(keyedBy: Keys.self).decode(Int64.self, forKey: .first)
  }
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    try container.encode(first, forKey: .first)
  }
}

final class Derived: Base {
  var (second, third): (Int64, [Int64]) = (2, [3, 4])
  var fourth: String? = "4"

  private enum Keys: CodingKey { case second, third, fourth, group }
  private enum GroupKeys: CodingKey { case a, b }

  override init() { super.init() }

  required init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    let group = try container.nestedContainer(keyedBy: GroupKeys.self, forKey: .group)
    fourth = try group.decodeIfPresent(String.self, forKey: .b)
    var list = try container.nestedUnkeyedContainer(forKey: .third)
    third = []
    while !list.isAtEnd { third.append(try list.decode(Int64.self)) }
    second = try group.decode(Int64.self, forKey: .a)
    try super.init(from: container.superDecoder())
  }

  override func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    // All three containers are in use at once.
    var list = container.nestedUnkeyedContainer(forKey: .third)
    var group = container.nestedContainer(keyedBy: GroupKeys.self, forKey: .group)
    for number in third {
      try list.encode(number)
      if number == 3 { try group.encode(second, forKey: .a) }
    }
    try group.encodeIfPresent(fourth, forKey: .b)
    try super.encode(to: container.superEncoder())
  }
}

/// One in the other, as deep as wanted.
struct Chain: Codable, Equatable {
  var next: [Chain] = []

  init(_ length: Int) { if length > 1 { next = [Chain(length - 1)] } }
}

/// Writes a key twice.
struct Twice: Codable {
  private enum Keys: CodingKey { case a, b }
  init() {}
  init(from decoder: any Decoder) {}
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Keys.self)
    for key in [Keys.a, .b, .a] { try container.encode(1, forKey: key) }
  }
}

/// A record and a list at once.
struct RecordAndList: Encodable {
  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(1)
    _ = encoder.container(keyedBy: Keys.self)
  }
  private enum Keys: CodingKey { case a }
}

/// Thirty integers.
struct Thirty: Codable, Equatable {
  var (a0, a1, a2, a3, a4, a5, a6, a7, a8, a9): Ten = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
  var (b0, b1, b2, b3, b4, b5, b6, b7, b8, b9): Ten = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)
  var (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9): Ten = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9)

  typealias Ten = (Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64, Int64)
}
