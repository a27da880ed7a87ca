import Foundation
import TestSupport
import Testing

@testable import ScorerKit

struct ExactSumTests {
  @Test("a sum is exact to the last of 127 bits, and past them it has overflowed")
  func limits() {
    var sum = ExactSum(Int128.max - 1)
    sum.add(1)
    #expect(sum.value == Int128.max && !sum.hasOverflowed)
    sum.add(0)
    #expect(!sum.hasOverflowed)
    sum.add(1)
    #expect(sum.hasOverflowed)
  }

  @Test("overflow stays, whatever is added or merged")
  func sticky() {
    var sum = ExactSum()
    sum.add(Int128.max, times: 2)
    #expect(sum.hasOverflowed)
    sum.add(1)
    sum.add(2, times: 3)
    sum.merge(ExactSum(5))
    #expect(sum.hasOverflowed)
    var other = ExactSum(7)
    other.merge(sum)
    #expect(other == sum)
  }

  @Test("order and grouping change nothing, overflow included", arguments: seeds(1...30))
  func anyOrder(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let scale = [Int128(1) << 40, Int128(1) << 120, Int128.max].randomElement(using: &random)!
    let terms = (0..<40).map { _ in Int128.random(in: 0...scale, using: &random) }
    let sums = (0..<6).map { _ in
      var (left, right) = (ExactSum(), ExactSum())
      for term in terms.shuffled(using: &random) {
        if Bool.random(using: &random) { left.add(term) } else { right.add(term) }
      }
      left.merge(right)
      return left
    }
    #expect(sums.allSatisfy { $0 == sums[0] })
    let decoded = try JSONDecoder().decode(ExactSum.self, from: JSONEncoder().encode(sums[0]))
    #expect(decoded == sums[0])
  }
}

struct CountsTests {
  @Test("counts are those of a dictionary, in any order, merged or not", arguments: seeds(1...30))
  func model(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var (left, right, model) = (Counts(), Counts(), [Int: Int64]())
    let highest = [10, 200, Counts.keyLimit - 1].randomElement(using: &random)!
    for _ in 0..<Int.random(in: 0...2000, using: &random) {
      let (key, count) = (Int.random(in: 0...highest, using: &random), Int64.random(in: 0...7, using: &random))
      model[key, default: 0] += count
      if Bool.random(using: &random) { left.add(count, at: key) } else { right.add(count, at: key) }
    }
    var other = right
    other.merge(left)
    left.merge(right)
    #expect(left == other)
    let array = left.array(5...250)
    for key in 5...250 { #expect(left[key] == model[key, default: 0] && array[key - 5] == left[key]) }
    #expect(left[-1] == 0 && left[.max] == 0)
    #expect(left.total == model.values.reduce(0, +))
    #expect(left.entries.map(\.key) == model.filter { $0.value > 0 }.keys.sorted())
    let decoded = try JSONDecoder().decode(Counts.self, from: JSONEncoder().encode(left))
    #expect(decoded == left)
  }

  @Test(
    "bytes that no counts are written as are refused",
    arguments: [[1], [0, 0], [1, 1, 0, 1], [0x80, 0x80, 4, 1], [0x81, 0, 1]])
  func notCounts(_ bytes: [UInt8]) throws {
    let json = try JSONEncoder().encode(bytes)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Counts.self, from: json) }
  }

  @Test("adding none of a key is adding nothing") func nothing() {
    var counts = Counts()
    counts.add(0, at: 7)
    #expect(counts == Counts() && counts.isEmpty)
  }
}

struct QuantileSketchTests {
  @Test("a quantile is within 1 % of the smallest value that as many do not exceed", arguments: seeds(1...40))
  func quantiles(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let highest = [10, 127, 130, 5000, 10_000_000, Int64.max].randomElement(using: &random)!
    let values: [Int64?] = (0..<Int.random(in: 1...200, using: &random)).map { _ in
      Int.random(in: 0..<10, using: &random) == 0 ? nil : Int64.random(in: 0...highest, using: &random)
    }
    var sketches = [QuantileSketch(), QuantileSketch(), QuantileSketch()]
    for value in values {
      let i = Int.random(in: 0..<3, using: &random)
      if let value { sketches[i].add(value) } else { sketches[i].addInfinite() }
    }
    var sketch = sketches[2]
    sketch.merge(sketches[0])
    sketch.merge(sketches[1])
    let sorted = values.compactMap { $0 }.sorted().map(Double.init) + values.filter { $0 == nil }.map { _ in .infinity }
    for share in [0.01, 0.25, 0.5, 0.9, 1] {
      let exact = sorted[max(0, Int((share * Double(sorted.count)).rounded(.up)) - 1)]
      let estimate = sketch.quantile(share)!
      #expect(estimate == exact || abs(estimate - exact) <= 0.01 * exact, "\(share) of \(sorted.count), seed \(seed)")
    }
    #expect(sketch.count == Int64(values.count))
  }

  @Test("small values are exact, and half of an even number is the lower median")
  func small() {
    var sketch = QuantileSketch()
    for value in 0..<128 { sketch.add(Int64(value)) }
    #expect(sketch.quantile(0.5) == 63)
    sketch.addInfinite()
    #expect(sketch.quantile(0.5) == 64)
  }

  @Test("no values have no median, and a median that more than half never reach is infinite")
  func ends() {
    var sketch = QuantileSketch()
    #expect(sketch.quantile(0.5) == nil)
    sketch.add(5)
    sketch.addInfinite()
    #expect(sketch.quantile(0.5) == 5)
    sketch.addInfinite()
    #expect(sketch.quantile(0.5) == .infinity)
  }

  @Test("each bucket's lowest value is in it, and within 1 % of all it holds")
  func buckets() {
    var previous = -1
    let powers: [Int64] = (12..<63).map { Int64(1) << $0 }
    let values: [Int64] = Array(0..<4000) + powers.flatMap { [$0 - 1, $0, $0 + 1] }
    for value in values {
      let bucket = QuantileSketch.bucket(of: value)
      #expect(bucket >= previous)
      previous = bucket
      let lowest = QuantileSketch.lowest(of: bucket)
      #expect(QuantileSketch.bucket(of: lowest) == bucket)
      #expect(lowest <= value && Double(value - lowest) <= 0.01 * Double(value))
    }
  }
}

/// What comes from elsewhere is refused where it could not be merged.
struct TallyDecodingTests {
  private func decoded<T: Decodable>(_ type: T.Type, _ json: String) -> T? {
    try? JSONDecoder().decode(type, from: Data(json.utf8))
  }

  @Test("a sum has one form, and no other is read")
  func sums() throws {
    #expect(decoded(ExactSum.self, "[]") == ExactSum())
    #expect(decoded(ExactSum.self, "[1,2]") == ExactSum(513))
    for wrong in ["[0]", "[1,0]", "[1,2,300]", "[-1]", #""1""#, "{}"] { #expect(decoded(ExactSum.self, wrong) == nil) }
    let highest = Array(repeating: "255", count: 15)
    #expect(decoded(ExactSum.self, "[\((highest + ["127"]).joined(separator: ","))]") == ExactSum(.max))
    #expect(decoded(ExactSum.self, "[\((highest + ["128"]).joined(separator: ","))]") == nil)
    #expect(decoded(ExactSum.self, "[\((highest + ["127", "1"]).joined(separator: ","))]") == nil)
    var overflowed = ExactSum(.max)
    overflowed.add(1)
    #expect(decoded(ExactSum.self, String(decoding: try JSONEncoder().encode(overflowed), as: UTF8.self)) == overflowed)
    #expect(throws: EncodingError.self) { try JSONEncoder().encode(ExactSum(-1)) }
  }

  @Test("counts that are absurdly many are not read")
  func counts() {
    // A key's distance from the one before, and its count: 2^55 in eight bytes.
    let many = "128,128,128,128,128,128,128,64"
    #expect(decoded(Counts.self, "[3,1,2,2]")?.total == 3)
    #expect(decoded(Counts.self, "[3,\(many)]")?.total == 1 << 55)
    #expect(decoded(Counts.self, "[3,\(many),1,1]") == nil)
    #expect(decoded(Counts.self, "[3,\(many),1,\(many)]") == nil)
  }

  @Test("a sketch whose counts do not add up is not read")
  func sketches() {
    /// With so many fives.
    func sketch(_ fives: Int, infinite: Int64, of all: Int64) -> QuantileSketch? {
      decoded(QuantileSketch.self, #"{"buckets":[5,\#(fives)],"infinite":\#(infinite),"count":\#(all)}"#)
    }
    #expect(sketch(2, infinite: 1, of: 3)?.quantile(0.5) == 5)
    #expect(sketch(2, infinite: 1, of: 4) == nil)
    #expect(sketch(2, infinite: -1, of: 1) == nil)
    #expect(sketch(2, infinite: .max, of: .min) == nil)
    #expect(sketch(0, infinite: 0, of: 0) == nil)
  }
}
