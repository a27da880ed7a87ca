import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// Intervals of single guilds, by themselves. Expected quantiles are SciPy 1.x's of the distributions that Docs/Evidence.md names.
struct IntervalTests {
  private let programme = try! RatingEngineTests.programme("scorers: { care: , pay: , stay: }\n")

  private func result(_ estimate: Estimate) throws -> MeasureResult {
    let record = rate([guild("g", [estimate], by: programme)], by: programme)
    return try #require(
      record.guilds[0].scorers.lazy.flatMap(\.measures).first { $0.id == estimate.measure && $0.denominator != nil })
  }

  private func expect(
    _ estimate: Estimate, _ low: Double, _ high: Double?, _ location: SourceLocation = #_sourceLocation
  )
    throws
  {
    let result = try result(estimate)
    let interval = try #require(result.interval, sourceLocation: location)
    #expect(abs(interval.low - low) < 1e-6, "\(interval)", sourceLocation: location)
    if let high {
      #expect(try abs(#require(interval.high) - high) < 1e-6, "\(interval)", sourceLocation: location)
    } else {
      #expect(interval.high == nil, sourceLocation: location)
    }
    #expect(result.estimate == (result.isNever ? nil : result.value), sourceLocation: location)
    #expect(result.borrowed == 0, sourceLocation: location)
  }

  @Test("a proportion has Jeffreys' interval, which reaches the end where all or none succeeded")
  func proportions() throws {
    try expect(Care.answered.proportion(5, of: 7), 0.40711532, 0.9118844)
    try expect(Care.answered.proportion(0, of: 10), 0, 0.1707731082)
    try expect(Care.answered.proportion(10, of: 10), 0.8292268918, 1)
    try expect(Care.answered.proportion(1, of: 1), 0.2285198138, 1)
  }

  @Test("a rate has that of Gamma(events + ½, exposure), weighted events counting as fewer")
  func rates() throws {
    try expect(Stay.leaving.rate(3, per: 50), 0.0216735, 0.1406714)
    try expect(Stay.leaving.rate(0, per: 50), 0, 0.0384145882)
    // One minor and one critical complaint: 11 points, squares 101.
    try expect(Stay.leaving.rate(13, per: 2, squares: 109), 1.57543167, 20.22982773)
  }

  @Test("a mean or ratio has that of as many events as would be known as surely")
  func means() throws {
    try expect(Pay.late.mean(30, over: 20, squares: 120), 0.90108071, 2.37940359)
    // A mean is a ratio to ones.
    let mean = try result(Pay.late.mean(30, over: 20, squares: 120))
    let ratio = try result(Pay.underpaid.ratio(30, to: 20, pairs: .init(xx: 120, yy: 20, xy: 30)))
    #expect(mean.interval == ratio.interval)
  }

  @Test(
    "a survival has Greenwood's on the complementary log-log scale; if nobody left, half an event over the exposure")
  func survival() throws {
    let some = Evidence.Hazard(cumulative: 0.2, greenwood: 0.01, exposure: 20)
    try expect(Stay.kept.survival(0.8, restingOn: 9, hazard: some), 0.6272856821, 0.8987313702)
    let none = Evidence.Hazard(cumulative: 0, greenwood: 0, exposure: 12)
    try expect(Stay.kept.survival(1, restingOn: 9, hazard: none), 0.8520919937, 1)
    let all = try result(
      Stay.kept.survival(0, restingOn: 9, hazard: .init(cumulative: 1.5, greenwood: 2.25, exposure: 2)))
    #expect(all.interval?.low == 0)
    #expect(try #require(all.interval?.high) < 0.8)
  }

  @Test("a median's interval holds it, lies among the values, and is open above where it may be never")
  func medians() throws {
    var sketch = QuantileSketch()
    for hour in 1...41 { sketch.add(Int64(hour) * 3600) }
    let some = try result(Care.wait.quantile(0.5, of: sketch, unit: 3600))
    let interval = try #require(some.interval)
    #expect(interval.low > 12 && interval.low < 18 && interval.high! > 24 && interval.high! < 33)
    for _ in 0..<36 { sketch.addInfinite() }
    let late = try result(Care.wait.quantile(0.5, of: sketch, unit: 3600))
    #expect(try #require(late.value) > 36 && #require(late.interval).high == nil)
    for _ in 0..<20 { sketch.addInfinite() }
    let never = try result(Care.wait.quantile(0.5, of: sketch, unit: 3600))
    #expect(never.isNever && never.estimate == nil)
    #expect(never.interval!.low < 41 && never.interval!.high == nil)
  }

  @Test("without evidence there is no interval, and nothing to borrow")
  func unknown() throws {
    for estimate in [
      Pay.late.mean(30, over: 20), Pay.underpaid.ratio(1, to: 9), Stay.kept.value(0.5, restingOn: 9),
      Care.wait.value(3, restingOn: 9), Pay.late.mean(0, over: 20, squares: 0),
    ] {
      let result = try result(estimate)
      #expect(result.interval == nil && result.borrowed == nil && result.estimate == result.value)
    }
  }

  @Test("a median of one value, or of like ones, is not known exactly; one near never may be never")
  func fewValues() throws {
    func sketch(_ hours: [Int], never: Int = 0) -> QuantileSketch {
      var sketch = QuantileSketch()
      for hour in hours { sketch.add(Int64(hour) * 3600) }
      for _ in 0..<never { sketch.addInfinite() }
      return sketch
    }
    let one = Care.wait.quantile(0.5, of: sketch([3]), unit: 3600)
    let others = (0..<9).map { number in
      guild("g\(number)", [Care.wait.quantile(0.5, of: sketch(Array(1...(9 + number))), unit: 3600)], by: programme)
    }
    let rating = rate(others + [guild("h", [one], by: programme)], by: programme).guilds[9]
    let interval = try #require(rating.scorers[0].measures[1].interval)
    #expect(try interval.low < 2 && #require(interval.high) > 4)
    let near = try result(Care.wait.quantile(0.5, of: sketch(Array(1...51), never: 49), unit: 3600))
    #expect(try !near.isNever && #require(near.interval).high == nil)
  }

  @Test("figures that do not make the value say nothing of how sure it is")
  func brought() throws {
    let perThousand = Measure(
      "leaving", "Leaving", unit: .perThousand, .lower, .rate, .shown, needs: [])
    let estimate = perThousand.brought(31.5789, numerator: 15, denominator: 475)
    let result = try result(estimate)
    #expect(result.interval == nil && result.borrowed == nil && result.estimate == 31.5789)
  }

  @Test("a wider confidence has a wider interval around the narrower")
  func confidence() throws {
    let intervals = try ["50%", "80%", "90%", "99%"].map { confidence in
      let programme = try RatingEngineTests.programme("scorers: { care: }\nevidence: { confidence: \(confidence) }\n")
      let record = rate([guild("g", [Care.answered.proportion(30, of: 40)], by: programme)], by: programme)
      return try #require(record.guilds[0].scorers[0].measures[0].interval)
    }
    for (narrow, wide) in zip(intervals, intervals.dropFirst()) {
      #expect(wide.low < narrow.low && wide.high! > narrow.high!)
    }
  }

  @Test("absurd evidence ends the run and names its place")
  func absurd() throws {
    let estimate = Pay.late.mean(30, over: 20, squares: 1e308)
    let other = Pay.late.mean(1e300, over: 1, squares: 1e-300)
    for guilds in [[guild("g", [estimate], by: programme)], [guild("g", [other], by: programme)]] {
      do throws(EngineError) {
        let text = String(decoding: try rate(month(guilds), by: programme, tool: testTool).jsonBytes, as: UTF8.self)
        #expect(!text.contains(notNumbers))
      } catch {
        #expect(error == .unusableEvidence(scorer: "pay", measure: "late", guild: "g"))
      }
    }
  }

  @Test("no NaN and no infinity comes out of any counts", arguments: seeds(1...8))
  func finite(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for shrink in ["none", "peers"] {
      let programme = try RatingEngineTests.programme(
        "scorers: { care: , pay: , stay: }\nevidence: { shrink_to: \(shrink) }\n")
      let guilds = (0..<12).map { number in
        guild("g\(number + 10)", extremeEstimates(using: &random), by: programme)
      }
      let text = String(decoding: try rate(month(guilds), by: programme, tool: testTool).jsonBytes, as: UTF8.self)
      #expect(!text.contains(notNumbers), "seed \(seed)")
    }
  }
}

/// What JSON has where a number should be that is none.
nonisolated(unsafe) private let notNumbers = /: ?-?(nan|inf)/

/// Estimates with evidence, from single events to very many, and all the ends.
func extremeEstimates(using random: inout SeededGenerator) -> [Estimate] {
  func count(_ most: Int64) -> Int64 {
    let end = [0, 1, 2, 10, most].filter { $0 <= most }.randomElement(using: &random)!
    return Bool.random(using: &random) ? end : Int64.random(in: 0...end, using: &random)
  }
  let trials = max(1, count(1 << 40))
  let spells = Double(max(1, count(1 << 30)))
  var waits = QuantileSketch()
  for _ in 0..<count(30) { waits.add(count(1 << 30)) }
  for _ in 0..<count(3) { waits.addInfinite() }
  let late = count(1 << 20)
  let short = Double(count(1 << 40))
  let hazard = Double(count(5)) / 3
  return [
    Care.answered.proportion(min(trials, count(1 << 40)), of: trials), Care.wait.quantile(0.5, of: waits, unit: 3600),
    Care.reopened.proportion(count(trials), of: trials),
    Pay.underpaid.ratio(
      short, to: Double(trials) + short,
      pairs: .init(xx: short * short, yy: (Double(trials) + short) * (Double(trials) + short), xy: short * short)),
    Pay.late.mean(Double(late), over: trials, squares: Double(late) * Double(count(40))),
    Stay.kept.survival(
      [0, 1, 0.5].randomElement(using: &random)!, restingOn: spells,
      hazard: .init(cumulative: hazard, greenwood: hazard * hazard / Double(max(1, count(9))), exposure: spells)),
    Stay.leaving.rate(
      Double(count(1 << 40)), per: spells / 30, squares: Bool.random(using: &random) ? nil : Double(late)),
  ]
}
