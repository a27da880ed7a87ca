import Foundation
import Statistics
import TestSupport
import Testing

@Suite struct NormalisingTests {
  private let values = [3.0, 1, 4, 1, 5, 9, 2, 6]

  @Test("by the range")
  func byRange() {
    #expect(minMax(values) == [25, 0, 37.5, 0, 50, 100, 12.5, 62.5])
    #expect(minMax([7, 7], onto: 0...1) == [0.5, 0.5])
    #expect(minMax([]).isEmpty)
  }

  @Test("by the standard deviation")
  func byDeviation() {
    let expected = [
      -0.318369813364059, -1.04607224391048, 0.0454814019091513, -1.04607224391048, 0.409332617182361, 1.8647374782752,
      -0.682221028637269, 0.773183832455572,
    ]
    for (z, answer) in zip(zScores(values), expected) { expectClose(z, answer, within: 1e-12) }
    #expect(zScores([0.1, 0.1, 0.1]) == [0, 0, 0])
    #expect(zScores([4]) == [0])
  }

  @Test("by rank")
  func byRank() {
    #expect(percentileRanks(values) == [3, 0, 4, 0, 5, 7, 2, 6].map { $0 / 7 })
    #expect(percentileRanks([4]) == [0.5])
  }

  @Test("the extremes are set to the next value")
  func winsorising() {
    #expect(winsorised(values, lowest: 0, highest: 2) == [3, 1, 4, 1, 5, 5, 2, 5])
    #expect(winsorised(values, lowest: 3, highest: 0) == [3, 3, 4, 3, 5, 9, 3, 6])
    #expect(winsorised([1, 2, 3], lowest: 2, highest: 2) == [3, 3, 3])
    #expect(winsorised([1, 2, 3], lowest: 9, highest: 9) == [3, 3, 3])
    #expect(winsorised([], lowest: 1, highest: 1).isEmpty)
  }

  @Test("skewness and kurtosis are the adjusted ones, and decide how many are set")
  func skew() {
    let lopsided = (1...10).map(Double.init) + [100]
    expectClose(skewness(lopsided), 3.25563818406051, within: 1e-12)
    expectClose(excessKurtosis(lopsided), 10.706673906422, within: 1e-12)
    let treated = winsorised(lopsided)
    #expect(treated.count == 1)
    #expect(treated.values.last == 10)
    #expect(winsorised([5, 5, 5, 5]).count == 0)
    #expect(skewness([1, 2]).isNaN && excessKurtosis([1, 2, 3]).isNaN)
  }
}

/// Every stage of COINr's example, 49 indicators of 51 countries.
@Suite(.enabled(if: Golden.isThere("asem"), Comment(rawValue: Golden.isAbsent)))
struct COINrTests {
  /// A file's columns by indicator, countries in the file's order.
  private func columns(_ name: String) throws -> [String: [Double]] {
    let rows = try Golden.rows("asem/\(name).csv")
    return Dictionary(
      uniqueKeysWithValues: rows[0].keys.filter { $0 != "\"uCode\"" }.map { key in
        (key.replacing("\"", with: ""), rows.compactMap { $0[key].flatMap(Double.init) })
      })
  }

  /// Of each indicator: 1 where more is better, −1 where less is. Names hold commas, so fields are counted from the end of them.
  private func directions() throws -> [String: Double] {
    let rows = try String(contentsOfFile: Golden.path("asem/asem_iMeta.csv"), encoding: .utf8).split(separator: "\n")
    return Dictionary(
      uniqueKeysWithValues: rows.filter { $0.hasPrefix("1,") }.compactMap { row in
        row.firstMatch(of: /^1,"([^"]*)","[^"]*",(-?1),/).map { (String($0.1), Double($0.2) ?? 1) }
      })
  }

  private func expectStage(
    _ from: String, _ to: String, directed: Bool = true, indicators: Int = 49, _ step: ([Double]) -> [Double]
  ) throws {
    let (inputs, outputs, directions) = try (columns(from), columns(to), directions())
    #expect(inputs.keys.count { directions[$0] != nil } == indicators)
    for (indicator, values) in inputs {
      guard let direction = directions[indicator] else { continue }
      let answers = try #require(outputs[indicator])
      #expect(values.count == 51 && answers.count == 51)
      for (value, answer) in zip(step(values.map { directed ? $0 * direction : $0 }), answers) {
        #expect(abs(value - answer) <= 1e-9 * max(1, abs(answer)), "\(indicator): \(value) is not \(answer)")
      }
    }
  }

  @Test("winsorising") func treated() throws {
    try expectStage("expected_example_Screened", "expected_example_Treated", directed: false) { winsorised($0).values }
  }

  @Test("how many values are winsorised") func counts() throws {
    let screened = try columns("expected_example_Screened")
    for row in try Golden.rows("asem/expected_treat_details.csv") {
      let indicator = try #require(row["\"iCode\""]).replacing("\"", with: "")
      let values = try #require(screened[indicator])
      #expect(winsorised(values).count == Int(row["\"winsorise.nwin\""] ?? "") ?? 0)
      expectClose(skewness(values), try #require(Double(row["\"check_SkewKurt0.Skew\""] ?? "")), within: 1e-9)
      expectClose(excessKurtosis(values), try #require(Double(row["\"check_SkewKurt0.Kurt\""] ?? "")), within: 1e-9)
    }
  }

  @Test("the range onto 0…100") func range() throws {
    try expectStage("expected_example_Treated", "expected_example_Normalised") { minMax($0) }
  }

  @Test("the range onto 1…100") func rangeFromOne() throws {
    try expectStage("expected_example_Treated", "expected_minmax1to100_a_amean") { minMax($0, onto: 1...100) }
  }

  @Test("standard deviations, onto mean 10 and deviation 2") func zscore() throws {
    try expectStage("expected_example_Treated", "expected_norm_n_zscore") { zScores($0).map { 10 + 2 * $0 } }
  }

  /// Five values of `TolMin` differed in the last bit where the ranks were made, and are equal as they are printed: such a rank may be
  /// any of those that the equal values share.
  @Test("percentile ranks") func ranks() throws {
    let (inputs, outputs, directions) = try (
      columns("expected_example_Treated"), columns("expected_prank_Aggregated"), directions()
    )
    var differing = 0
    for (indicator, direction) in directions {
      let values = try #require(inputs[indicator]).map { $0 * direction }
      for ((value, rank), answer) in try zip(zip(values, percentileRanks(values)), #require(outputs[indicator])) {
        if abs(rank - answer) > 1e-9 {
          let equal = Double(values.count { $0 == value })
          #expect(indicator == "TolMin" && answer > rank && answer < rank + equal / 50 - 1e-9)
          differing += 1
        }
      }
    }
    #expect(directions.count == 49)
    #expect(differing == 3)
  }
}
