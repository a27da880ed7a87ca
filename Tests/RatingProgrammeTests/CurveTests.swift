import ScorerKit
import Testing

@testable import RatingProgramme

struct CurveTests {
  /// The curve that a text gives a measure.
  static func curve(_ text: String, of measure: String) throws -> CurveRule? {
    let scorer = Speed.measures.contains { $0.id == measure } ? "speed" : "care"
    let programme = try programme("scorers: { \(scorer): { measures: { \(measure): { curve: \(text) } } } }")
    return programme.scorers[0].measures.first { $0.measure.id == measure }?.curve
  }

  @Test(
    "anchors are in the measure's unit and in ascending order",
    arguments: [
      (
        "answered", "{ points: { 97%: 100, 0.7: 0, 90%: 60 } }",
        .points([.init(0.7, 0), .init(0.9, 60), .init(0.97, 100)])
      ),
      ("delay", "{ points: { 1d: 0, 30m: 100 } }", .points([.init(0.5, 100), .init(24, 0)])),
      ("late", "{ points: { 12h: 90, 3d: 10.5 } }", .points([.init(0.5, 90), .init(3, 10.5)])),
      ("leaving", "{ points: { 5%: 40, 0.1: 0 } }", .points([.init(0.05, 40), .init(0.1, 0)])),
      ("leaving", "{ points: { 0%: 40, 150%: 0 } }", .points([.init(0, 40), .init(1.5, 0)])),
      ("upheld", "{ points: { 0: 100, 2.5: 0 } }", .points([.init(0, 100), .init(2.5, 0)])),
      ("mood", "{ points: { -3.5: 0, 2: 100 } }", .points([.init(-3.5, 0), .init(2, 100)])),
      ("spread", "{ points: { 0.1: 100, 250%: 0 } }", .points([.init(0.1, 100), .init(2.5, 0)])),
      ("answered", "{ steps: { 90%: 100 } }", .steps([.init(0.9, 100)])),
      ("answered", "{ points: { 0%: 50, 100%: 50 } }", .points([.init(0, 50), .init(1, 50)])),
      ("delay", "{ lognormal: { p10: 30m, median: 2h } }", .lognormal(p10: 0.5, median: 2)),
      ("answered", "{ lognormal: { p10: 97%, median: 0.8 } }", .lognormal(p10: 0.97, median: 0.8)),
      ("answered", "identity", .identity),
      ("mood", "identity", .identity),
      ("delay", "", .lognormal(p10: 1, median: 8)),
      ("delay", "percentile", .percentile),
      ("mood", "zscore", .zscore(mean: 50, deviation: 15, winsorise: 0)),
      ("mood", "{ zscore: }", .zscore(mean: 50, deviation: 15, winsorise: 0)),
      ("mood", "{ zscore: { mean: , winsorise: 5% } }", .zscore(mean: 50, deviation: 15, winsorise: 50_000)),
      (
        "late", "{ zscore: { mean: 60.5, deviation: 20, winsorise: 2.5% } }",
        .zscore(mean: 60.5, deviation: 20, winsorise: 25_000)
      ),
      ("answered", "minmax", .minmax(winsorise: 0)),
      ("answered", "{ minmax: }", .minmax(winsorise: 0)),
      ("answered", "{ minmax: { winsorise: 49% } }", .minmax(winsorise: 490_000)),
      ("leaving", "{ clusters: [0, 40, 70.5, 100] }", .clusters([0, 40, 70.5, 100])),
    ] as [(String, String, CurveRule)])
  func curves(measure: String, text: String, expected: CurveRule) throws {
    #expect(try Self.curve(text, of: measure) == expected)
  }

  @Test(
    "a curve that cannot be is told why",
    arguments: [
      ("answered", "{ points: { 90%: 10 } }", ["`points` needs at least two pairs"]),
      ("answered", "{ points: {} }", ["`points` needs at least two pairs"]),
      ("answered", "{ points: }", ["`points` is empty"]),
      ("answered", "{ steps: {} }", ["`steps` needs at least one pair"]),
      ("answered", "{ points: [1, 2] }", ["`points` cannot be a list"]),
      ("answered", "{ points: { 90%: 10, 0.9: 20 } }", ["`0.9` is the same as `90%` on line 1"]),
      ("answered", "{ points: { 90%: 10, 90%: 20 } }", ["`90%` comes twice"]),
      ("delay", "{ steps: { 24h: 10, 1d: 10 } }", ["`1d` is the same as `24h` on line 1"]),
      (
        "answered", "{ points: { 50%: 10, 90: 20 } }",
        ["cannot be `90`; write a share from 0% to 100%, such as `90%` or `0.9` (did you mean `90%`?)"]
      ),
      ("answered", "{ points: { 50%: 10, 101%: 20 } }", ["write a share from 0% to 100%"]),
      ("leaving", "{ points: { 0%: 10, 5: 0 } }", ["(did you mean `5%`?)"]),
      ("answered", "{ points: { NO: 10, 1:30: 20 } }", ["cannot be `NO`", "cannot be `1:30`"]),
      (
        "delay", "{ points: { 1: 100, 8h: 0 } }",
        ["`delay` cannot be `1`; write a duration such as `8h`, `30m` or `1d` (did you mean `1h`?)"]
      ),
      ("late", "{ points: { 1: 100, 8d: 0 } }", ["(did you mean `1d`?)"]),
      ("upheld", "{ points: { 1%: 100, -1: 0 } }", ["as a plain number", "as a plain number"]),
      ("answered", "{ points: { 50%: -1, 60%: 101 } }", ["write points from 0 to 100", "write points from 0 to 100"]),
      ("answered", "{ points: { 50%: , 60%: 10% } }", ["`50%` has no points", "(did you mean `10`?)"]),
      (
        "answered", "{ points: { 50%: 20, 60%: 10 } }",
        [
          "`60%` earns fewer points than `50%`, though higher is better for `answered`; points must not fall as the value gets better"
        ]
      ),
      ("delay", "{ steps: { 1h: 10, 2h: 20 } }", ["`1h` earns fewer points than `2h`, though lower is better"]),
      ("delay", "{ lognormal: { p10: 8h, median: 1h } }", ["`p10` must be better than `median`, and lower is better"]),
      (
        "answered", "{ lognormal: { p10: 50%, median: 50% } }",
        ["`p10` must be better than `median`, and higher is better"]
      ),
      ("delay", "{ lognormal: { p10: 0h, median: 1h } }", ["`p10` must be above 0"]),
      ("delay", "{ lognormal: { p10: 1h } }", ["`lognormal` has no `median`"]),
      ("delay", "{ lognormal: }", ["`lognormal` is empty"]),
      ("delay", "{ lognormal: { p90: 1h, median: 2h, p10: 30m } }", ["`lognormal` has no key `p90`"]),
      ("delay", "identity", ["which `delay` is not fit for"]),
      ("upheld", "identity", ["which `upheld` is not fit for"]),
      ("answered", "{ identity: }", ["write `curve: identity`"]),
      ("answered", "idenity", ["(did you mean `identity`?)"]),
      ("answered", "{}", ["`curve` is empty"]),
      ("answered", "[]", ["`curve` cannot be a list"]),
      ("answered", "{ point: { 1%: 0 } }", ["`curve` has no kind `point`"]),
      ("answered", "{ points: { 0%: 0, 100%: 1 }, steps: { 1%: 1 } }", ["a curve is of one kind"]),
      ("answered", "percentil", ["(did you mean `percentile`?)"]),
      ("answered", "{ percentile: }", ["write `curve: percentile`"]),
      ("answered", "{ percentile: { winsorise: 5% } }", ["write `curve: percentile`"]),
      ("answered", "{ zscore: { at: 1 } }", ["`zscore` has no key `at`"]),
      ("answered", "{ zscore: 50 }", ["`zscore` cannot be `50`"]),
      (
        "answered", "{ zscore: { mean: 101, deviation: -1, winsorise: 5 } }",
        ["write points from 0 to 100", "write points from 0 to 100", "(did you mean `5%`?)"]
      ),
      ("answered", "{ zscore: { deviation: 0 } }", ["`deviation` must be above 0"]),
      ("answered", "{ minmax: { winsorise: 50% } }", ["from 0% to 49%"]),
      ("answered", "{ minmax: { mean: 1 } }", ["`minmax` has no key `mean`"]),
      ("answered", "{ minmax: , zscore: }", ["a curve is of one kind"]),
      ("answered", "clusters", ["write `{ clusters: [0, 40, 70, 100] }`"]),
      ("answered", "{ clusters: }", ["`clusters` is empty"]),
      ("answered", "{ clusters: 50 }", ["`clusters` cannot be `50`"]),
      ("answered", "{ clusters: [50] }", ["`clusters` has 1 points; write 2 to 20"]),
      ("answered", "{ clusters: [0, 50, 50, 20] }", ["must rise from the worst group to the best"]),
      ("answered", "{ clusters: [0, 101, 5%] }", ["cannot be `101`", "(did you mean `5`?)"]),
    ])
  func wrongCurves(measure: String, text: String, expected: [String]) {
    let scorer = Speed.measures.contains { $0.id == measure } ? "speed" : "care"
    let found = mistakes(in: "scorers: { \(scorer): { measures: { \(measure): { curve: \(text) } } } }")
    #expect(found.count == expected.count, "\(found)")
    for (found, expected) in zip(found, expected) { #expect(found.contains(expected), "\(found)") }
  }
}
