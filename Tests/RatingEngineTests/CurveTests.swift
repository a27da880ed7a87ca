import Foundation
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct CurveTests {
  static func measure(_ direction: Measure.Direction, _ unit: Measure.Unit = .share) -> Measure {
    Measure("m", "M", unit: unit, direction, .rate, .shown, needs: [])
  }

  @Test(
    "the log-normal curve is Lighthouse's, to its erf's precision",
    .enabled(if: Golden.isThere("curves"), Comment(rawValue: Golden.isAbsent)))
  func lighthouse() throws {
    let rows = try Golden.rows("curves/lognormal.csv")
    #expect(rows.count == 298)
    for row in rows {
      func number(_ name: String) throws -> Double { try #require(Double(row[name] ?? "")) }
      let curve = try Curve.lognormal(p10: number("p10"), median: number("median"))
      let score = try curve.points(at: number("value"), of: Self.measure(.lower, .hours)) / 100
      #expect(try abs(score - number("raw_score")) < 1e-6, "\(row)")
      // shared/statistics.js: what is above 0.9 is lifted a little, and scores are cut down to hundredths.
      let lifted = score > 0.9 ? score + 0.05 * (score - 0.9) : score
      #expect(try (lifted * 100).rounded(.down) / 100 == number("rounded_score"), "\(row)")
    }
  }

  @Test("a log-normal curve meets its anchors, in both directions", arguments: seeds(1...40))
  func anchors(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (a, b) = (Double.random(in: 0.001...1000, using: &random), Double.random(in: 0.001...1000, using: &random))
    let (low, high) = (min(a, b), max(a, b) + 0.001)
    for (measure, p10, median) in [(Self.measure(.lower), low, high), (Self.measure(.higher), high, low)] {
      let curve = Curve.lognormal(p10: p10, median: median)
      #expect(curve.points(at: p10, of: measure) == 90)
      #expect(curve.points(at: median, of: measure) == 50)
      #expect(curve.points(at: 0, of: measure) == (measure.direction == .lower ? 100 : 0))
    }
  }

  @Test("no curve rewards the worse, and none leaves 0…100", arguments: seeds(1...60))
  func monotone(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let direction: Measure.Direction = Bool.random(using: &random) ? .higher : .lower
    let measure = Self.measure(direction)
    let values = Set((0..<4).map { _ in Double.random(in: 0.01...1, using: &random) }).sorted()
    let points = values.map { _ in Double.random(in: 0...100, using: &random) }.sorted()
    let anchors = zip(values, direction == .higher ? points : points.reversed()).map(Curve.Anchor.init)
    let lognormal =
      direction == .higher
      ? Curve.lognormal(p10: values[1], median: values[0]) : .lognormal(p10: values[0], median: values[1])
    for curve in [Curve.points(anchors), .steps(anchors), .identity, lognormal] {
      let course = stride(from: 0, through: 1.2, by: 0.003).map { curve.points(at: $0, of: measure) }
      let better = direction == .higher ? course : course.reversed()
      #expect(zip(better, better.dropFirst()).allSatisfy { $0 <= $1 }, "\(curve), seed \(seed)")
      #expect(course.allSatisfy { (0...100).contains($0) }, "\(curve), seed \(seed)")
    }
  }

  @Test(
    "between anchors it is linear, and flat beyond the ends",
    arguments: [(0.5, 0), (0.7, 0), (0.8, 30), (0.9, 60), (0.935, 80), (0.97, 100), (1, 100)])
  func points(_ value: Double, _ expected: Double) {
    let curve = Curve.points([.init(0.7, 0), .init(0.9, 60), .init(0.97, 100)])
    #expect(abs(curve.points(at: value, of: Self.measure(.higher)) - expected) < 1e-9)
  }

  @Test(
    "steps earn the best anchor that the value reaches",
    arguments: [
      (.higher, 0.49, 0), (.higher, 0.5, 40), (.higher, 0.79, 40), (.higher, 0.8, 100), (.higher, 2, 100),
      (.lower, 0.4, 100), (.lower, 0.5, 100), (.lower, 0.51, 40), (.lower, 0.8, 40), (.lower, 0.81, 0),
    ] as [(Measure.Direction, Double, Double)])
  func steps(_ direction: Measure.Direction, _ value: Double, _ expected: Double) {
    let points: [Double] = direction == .higher ? [40, 100] : [100, 40]
    let curve = Curve.steps([.init(0.5, points[0]), .init(0.8, points[1])])
    #expect(curve.points(at: value, of: Self.measure(direction)) == expected)
  }

  @Test(
    "identity takes the value for points, a share in per cent",
    arguments: [
      (.higher, .share, 0.25, 25), (.lower, .share, 0.25, 75), (.higher, .number, 62, 62), (.lower, .number, 62, 38),
      (.higher, .number, 120, 100), (.lower, .number, 120, 0), (.higher, .number, -3, 0),
    ] as [(Measure.Direction, Measure.Unit, Double, Double)])
  func identity(_ direction: Measure.Direction, _ unit: Measure.Unit, _ value: Double, _ expected: Double) {
    #expect(Curve.identity.points(at: value, of: Self.measure(direction, unit)) == expected)
  }

  @Test("what is never reached earns nothing", arguments: [Measure.Direction.higher, .lower])
  func never(_ direction: Measure.Direction) {
    let measure = Self.measure(direction, .hours)
    for curve in [Curve.points([.init(1, 100), .init(2, 50)]), .steps([.init(1, 100)]), .lognormal(p10: 1, median: 8)] {
      #expect(curve.points(at: .infinity, of: measure) == 0)
    }
  }

  @Test("the target is the least good value that earns all there is")
  func target() {
    let flat = Curve.points([.init(0, 100), .init(0.02, 100), .init(0.1, 0)])
    #expect(flat.target(of: Self.measure(.lower)) == 0.02)
    #expect(Curve.points([.init(0.5, 0), .init(0.9, 80), .init(1, 80)]).target(of: Self.measure(.higher)) == 0.9)
    #expect(Curve.lognormal(p10: 1, median: 8).target(of: Self.measure(.lower, .hours)) == 1)
    #expect(Curve.identity.target(of: Self.measure(.lower)) == 0)
    #expect(Curve.steps([.init(0.5, 100), .init(0.8, 40)]).target(of: Self.measure(.lower)) == 0.5)
  }
}
