import RatingProgramme
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// Measures held against answers worked out elsewhere.
@Suite(.enabled(if: Golden.isThere("platform"), Comment(rawValue: Golden.isAbsent)))
struct GoldenMeasureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var data: String
    var month: String
    var expected: String
    var programme = Programme.standard(scorers: knownScorers)
    var testDescription: String { expected }
  }

  static let tuned = programme(
    """
    window: 3 months
    scorers:
      responsiveness: { settings: { first_response_target: 4h, resolution_target: 24h } }
      payout_fairness: { settings: { grace: 2d, settled_within: 10d } }
      retention: { settings: { horizon: 180d, involuntary: [guild_initiated, platform_initiated, expiry] } }
      complaint_rate:
    """)

  @Test(
    "every measure is what it was worked out to be",
    arguments: [
      Case(data: "platform", month: "2026-10", expected: "platform/expected_2026-10_w1.csv"),
      Case(data: "platform", month: "2026-08", expected: "platform/expected_2026-08_w1.csv"),
      Case(data: "platform", month: "2026-10", expected: "platform/expected_2026-10_w3_tuned.csv", programme: tuned),
      Case(data: "../real/service_desk", month: "2016-04", expected: "../real/service_desk/expected_2016-04_w1.csv"),
    ])
  func measures(_ example: Case) throws {
    let month = try #require(Month(example.month))
    let tallied = try TalliedMonth(
      data: Golden.path(example.data), programme: example.programme, month: month, threads: 2)
    let rows = try tallied.measured(by: example.programme).rows(of: example.programme)
      .filter { !$0.measure.hasPrefix("exit_reasons.") }
    let expected = try Golden.rows(example.expected)
    #expect(
      rows.map { "\($0.guildID),\($0.scorer),\($0.measure)" }
        == expected.map { "\($0["guild_id"]!),\($0["scorer"]!),\($0["measure"]!)" })
    for (row, answer) in zip(rows, expected) {
      let tolerance = row.measure == "median_first_response" ? 0.01 : 1e-9
      expectClose(row.value, answer["value"]!, within: tolerance, "\(row)")
      expectClose(row.numerator, answer["numerator"]!, within: 1e-9, "\(row)")
      expectClose(row.denominator, answer["denominator"]!, within: 1e-9, "\(row)")
    }
  }

  @Test("both dirty rows of the service desk's log are set aside and reported")
  func dirtyRows() throws {
    let programme = Programme.standard(scorers: knownScorers)
    let tallied = try TalliedMonth(
      data: Golden.path("../real/service_desk"), programme: programme, month: Month(year: 2016, month: 4), threads: 1)
    #expect(tallied.badRows.count == 2)
    #expect(tallied.badRows.allSatisfy { $0.table == "requests" && ($0.place?.line ?? 0) > 1 })
  }

  @Test("survival of the dialysis centres agrees with R's survival package", arguments: [12, 24])
  func dialysis(horizon: Int) throws {
    let programme = Self.programme(
      """
      window: 130 months
      scorers: { retention: { settings: { horizon: \(horizon)d, involuntary: [expiry] } } }
      """)
    let rows = try Self.rows("dialysis", "2030-01", programme).filter { $0.measure == "retention_at_horizon" }
    let expected = try Golden.rows("dialysis/expected_survival.csv").filter { $0["guild_id"] != "ALL" }
    let survival = Dictionary(uniqueKeysWithValues: rows.map { ($0.guildID.description, $0.value) })
    #expect(survival.count == 67)
    for answer in expected {
      expectClose(survival[answer["guild_id"]!] ?? nil, answer["survival_\(horizon)d"]!, within: 1e-9, "\(answer)")
    }
  }

  @Test("cumulative incidence of the mgus2 patients agrees with R's survival package", arguments: [101, 201, 301])
  func mgus2(horizon: Int) throws {
    let programme = Self.programme(
      """
      window: 80 months
      scorers: { retention: { settings: { horizon: \(horizon)d, involuntary: [expiry] } } }
      """)
    let rows = try Self.rows("mgus2", "1985-01", programme)
    let expected = try Golden.rows("mgus2/expected_incidence.csv").filter { $0["tenure_days"] == "\(horizon)" }
    #expect(expected.count == 4)
    for answer in expected {
      let row = rows.first {
        $0.guildID.description == answer["guild_id"]! && $0.measure == "exit_reasons.\(answer["leave_reason"]!)"
      }
      expectClose(row?.value, answer["cumulative_incidence"]!, within: 1e-9, "\(answer)")
    }
  }

  private static func programme(_ yaml: String) -> Programme {
    do {
      return try Programme.read(Array(yaml.utf8), file: "test.yaml", scorers: knownScorers)
    } catch { preconditionFailure("\(error)") }
  }

  private static func rows(_ data: String, _ month: String, _ programme: Programme) throws -> [MeasuredMonth.Row] {
    let month = try #require(Month(month))
    return try TalliedMonth(data: Golden.path(data), programme: programme, month: month, threads: 2)
      .measured(by: programme).rows(of: programme)
  }
}

/// Whole numbers exactly, others relative to the expected value.
private func expectClose(
  _ value: Double?, _ expected: String, within tolerance: Double, _ comment: @autoclosure () -> String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let number = Double(expected) else {
    #expect(value == nil, "\(comment())", sourceLocation: sourceLocation)
    return
  }
  guard let value else {
    Issue.record("no value where \(expected) is expected: \(comment())", sourceLocation: sourceLocation)
    return
  }
  let isClose = value == number || abs(value - number) <= tolerance * abs(number)
  #expect(isClose, "\(value) is not \(expected): \(comment())", sourceLocation: sourceLocation)
}
