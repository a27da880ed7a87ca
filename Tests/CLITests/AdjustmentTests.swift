import Foundation
import TestSupport
import Testing

/// The table adjustments, through the real binary.
struct AdjustmentTests {
  private static let programme = """
    scale: 1 to 5
    rounding: half up to 0.5
    adjustments: { at_most: 1.5 }
    consistency_bonus: [{ variance_below: 1, mean_from: 3, bonus: 0.25 }]
    evidence: { at_least: { broadcasters: 0, scorers: 1 } }
    scorers: { brought: { measures: { a: { curve: identity }, b: { curve: identity, weight: 3 } } } }

    """

  private func platform(_ rows: String, programme: String = Self.programme) throws -> TemporaryData {
    let data = try TemporaryData([
      "guilds": "guild_id,name\nG1,One\nG2,Two\n",
      "measures": "guild_id,month,measure,value\nG1,2026-10,a,4\nG1,2026-10,b,3\nG2,2026-10,a,2\n",
      "adjustments": "guild_id,month,points,reason\n" + rows,
    ])
    try data.write(Array(programme.utf8), to: "p.yaml")
    return data
  }

  private func run(_ data: TemporaryData, _ command: String...) throws -> Guildmark.Outcome {
    try Guildmark.run(command + ["--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10"])
  }

  private func guilds(_ outcome: Guildmark.Outcome) throws -> [[String: Any]] {
    let record = try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any]
    return try #require(record?["guilds"] as? [[String: Any]])
  }

  @Test("those of the month are added, each with its reason, in whatever order they come")
  func added() throws {
    let rows = ["G1,2026-10,0.30001,an audit", "G1,2026-10,-0.05,a fine", "G1,2026-09,1,earlier", "G1,2026-11,1,later"]
    var outputs: Set<[UInt8]> = []
    for rows in [rows, rows.reversed()] {
      let data = try platform(rows.joined(separator: "\n") + "\n")
      let outcome = try run(data, "rate", "--format", "json")
      expectDone(outcome)
      let guild = try guilds(outcome)[0]
      // (4 + 3 · 3) ÷ 4 + 0.25 + 0.25001
      #expect(guild["unrounded"] as? Double == 3.75001 && guild["score"] as? Double == 4)
      let adjustments = try #require(guild["adjustments"] as? [[String: Any]])
      #expect(adjustments.map { $0["reason"] as? String } == ["a fine", "an audit"])
      #expect(adjustments.map { $0["points"] as? Double } == [-0.05, 0.30001])
      outputs.insert(outcome.output)
      let text = try run(data, "explain", "G1").text.replacing(#/\s+/#, with: " ")
      #expect(text.contains("Adjustment, −0.05 points: A fine. Adjustment, +0.30001 points: An audit."), "\(text)")
      #expect(text.contains("3.25 + 0.25 − 0.05 + 0.30 = 3.75, rounded to 4"), "\(text)")
    }
    #expect(outputs.count == 1)
  }

  @Test("more than the programme allows is bad data, and named by its line")
  func tooMuch() throws {
    let data = try platform("G1,2026-10,1,one\nG2,2026-10,-1.6,two\nG1,2026-10,0.500000001,three\n")
    expectFailure(
      try run(data, "rate"), Code.data,
      says:
        "adjustments.csv:4:1: the adjustments of G1 come to 1.500000001 points, and the programme allows 1.5 at most")
    let negative = try platform("G2,2026-10,-1.6,two\n")
    expectFailure(try run(negative, "rate"), Code.data, says: "adjustments.csv:2:1: the adjustments of G2 come to -1.6")
  }

  @Test("rows that say nothing to be added are bad")
  func bad() throws {
    let data = try platform(
      "G9,2026-10,1,who\nG1,2026-10,much,why\nG1,2026-10,,why\nG1,2026-10,1,\nG1,2026,1,why\nG1,2026-10,1e-1,why\n")
    let outcome = try run(data, "check")
    for cause in [
      "unknown guild: 1", "points are no points: 2", "points is missing: 1", "reason is missing: 1",
      "month is not a month: 1",
    ] { #expect(outcome.text.contains(cause), "\(outcome)") }
  }

  @Test("a programme that says nothing of them leaves them out, and the run says so")
  func unused() throws {
    let programme = Self.programme.replacing("adjustments: { at_most: 1.5 }\n", with: "")
    let data = try platform("G1,2026-10,1,one\n", programme: programme)
    let outcome = try run(data, "rate", "--format", "json")
    expectDone(outcome)
    #expect(outcome.words.contains("the table adjustments counts for nothing"), "\(outcome)")
    #expect(try guilds(outcome)[0]["unrounded"] as? Double == 3.5)
  }

  @Test("tallies keep them")
  func tallies() throws {
    let data = try platform("G1,2026-10,0.3,an audit\n")
    let tables = ["guilds", "measures", "adjustments"]
    for table in tables {
      expectDone(
        try Guildmark.shell(
          "guildmark tally --programme p.yaml --month 2026-10 --table \(table) \(table).csv > \(table).t",
          in: data.path))
    }
    let files = tables.map { $0 + ".t" }.joined(separator: " ")
    expectDone(try Guildmark.shell("guildmark merge \(files) > all", in: data.path))
    let merged = try Guildmark.shell(
      "guildmark rate --programme p.yaml --tallies all --format json", in: data.path)
    expectDone(merged)
    #expect(merged.output == (try run(data, "rate", "--format", "json").output))
  }
}
