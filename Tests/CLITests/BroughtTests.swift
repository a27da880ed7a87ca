import Foundation
import TestSupport
import Testing

/// Measures worked out elsewhere, through the real binary.
struct BroughtTests {
  private static let programme = """
    window: 2 months
    scorers:
      brought:
        measures:
          C01: { title: Screened, curve: { points: { 50: 0, 100: 100 } } }
          "wait, in hours": { unit: hours, direction: lower, curve: { steps: { 8h: 100, 1d: 50 } } }
          seen: { shown: true, unit: share, kind: proportion }

    """

  private func platform(_ rows: String, columns: String = "guild_id,month,measure,value,numerator,denominator") throws
    -> TemporaryData
  {
    let data = try TemporaryData(["guilds": "guild_id,name\nG1,One\nG2,Two\n", "measures": "\(columns)\n\(rows)"])
    try data.write(Array(Self.programme.utf8), to: "p.yaml")
    return data
  }

  private func run(_ command: String, _ data: TemporaryData, _ options: String...) throws -> Guildmark.Outcome {
    try Guildmark.run(
      [command] + options
        + ["--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10"])
  }

  @Test("the latest month of the window counts, a value before a fraction, and nothing of later months")
  func values() throws {
    let data = try platform(
      """
      G1,2026-09,C01,60,,
      G1,2026-10,C01,7.5e1,3,4
      G1,2026-11,C01,99,,
      G1,2026-08,seen,0.5,,
      G2,2026-09,C01,80.25,,
      G2,2026-10,"wait, in hours",-0,,
      G2,2026-10,seen,,388,412

      """)
    let outcome = try run("measures", data)
    expectDone(outcome)
    #expect(
      outcome.lines == [
        "guild_id,scorer,measure,value,numerator,denominator", "G1,brought,C01,75.0,3.0,4.0",
        "G2,brought,C01,80.25,,1.0", "G2,brought,seen,0.941747572815534,388.0,412.0",
        "G2,brought,\"wait, in hours\",0.0,,1.0", "",
      ])
    #expect(!outcome.words.contains("does not declare"), "\(outcome)")
  }

  @Test("rows of measures that nobody declares are told, and change nothing")
  func undeclared() throws {
    let data = try platform("G1,2026-10,C01,60,,\nG1,2026-10,C02,60,,\nG2,2026-09,c01,60,,\n")
    let outcome = try run("measures", data)
    #expect(outcome.lines.count == 3 && outcome.lines[1] == "G1,brought,C01,60.0,,1.0", "\(outcome)")
    #expect(
      outcome.words.contains("2 rows of the table measures are of measures that the programme does not declare"),
      "\(outcome)")
  }

  @Test("two rows for one guild, month and measure: which is right can't be told, so the guild is unrated")
  func twoRows() throws {
    let data = try platform("G1,2026-10,C01,60,,\nG1,2026-10,C01,60,,\nG2,2026-10,C01,70,,\nG2,2026-09,C01,60,,\n")
    let outcome = try run("explain", data, "G1")
    expectDone(outcome)
    #expect(outcome.text.replacing(#/\s+/#, with: " ").contains("“Screened” has 2 rows for 2026-10."), "\(outcome)")
    #expect(try run("measures", data).lines.dropFirst() == ["G2,brought,C01,70.0,,1.0", ""])
    let checked = try run("check", data)
    #expect(checked.code == Code.data && checked.text.contains("measures.csv:3:1: the same guild_id, month, measure"))
  }

  @Test("a share that is none leaves the guild unrated, if it counts")
  func noShare() throws {
    let programme = "scorers: { brought: { measures: { seen: { unit: share, curve: identity } } } }\n"
    let data = try platform("G1,2026-10,seen,76,,\nG2,2026-10,seen,0.76,,\n")
    try data.write(Array(programme.utf8), to: "p.yaml")
    let outcome = try run("explain", data, "G1")
    let words = outcome.text.replacing(#/\s+/#, with: " ")
    #expect(words.contains("“seen” is 76.0 for 2026-10, and a share lies between 0 and 1."), "\(outcome)")
  }

  @Test("rows that are no numbers are bad")
  func badRows() throws {
    let data = try platform(
      """
      G1,2026-10,C01,nan,,
      G1,2026-10,C01,0x1F,,
      G1,2026-10,C01,1e999,,
      G1,2026-10,,5,,
      G1,2026-13,C01,5,,
      G1,2026-10,C01,5,,

      """)
    let outcome = try run("measures", data)
    expectDone(outcome)
    #expect(outcome.lines[1] == "G1,brought,C01,5.0,,1.0", "\(outcome)")
    let checked = try run("check", data)
    for cause in [
      "value is not a number: 2", "value is too large: 1", "measure is missing: 1", "month is not a month: 1",
    ] { #expect(checked.text.contains(cause), "\(checked)") }
  }

  @Test("columns may stand in any order and be quoted, and those of figures may be absent")
  func columns() throws {
    let data = try platform(
      "\"60\",\"C01\",2026-10,G1\n0.25,\"wait, in hours\",2026-10,G1\n", columns: "value,measure,month,guild_id")
    #expect(
      try run("measures", data).lines.dropFirst() == [
        "G1,brought,C01,60.0,,1.0", "G1,brought,\"wait, in hours\",0.25,,1.0", "",
      ])
  }

  @Test("tallies of parts come to the same, whatever is merged into what")
  func tallies() throws {
    let data = try platform("G1,2026-09,C01,60,,\nG2,2026-10,C01,70,,\nG2,2026-10,X,1,,\n")
    try data.write(
      Array("guild_id,month,measure,value\nG1,2026-10,C01,65\nG2,2026-10,C01,70\n".utf8), to: "second.csv")
    func tally(_ file: String, _ out: String) throws {
      expectDone(
        try Guildmark.shell(
          """
          guildmark tally --programme p.yaml --month 2026-10 --table measures --guilds guilds.csv \(file).csv > \(out)
          """, in: data.path))
    }
    try tally("measures", "a")
    try tally("second", "b")
    var results: [[String]] = []
    for order in [["a", "b"], ["b", "a"]] {
      let merged = "\(data.path)/merged-\(order[0])"
      expectDone(try Guildmark.shell("guildmark merge \(order.joined(separator: " ")) > \(merged)", in: data.path))
      let outcome = try Guildmark.run("measures", "--programme", "\(data.path)/p.yaml", "--tallies", merged)
      expectDone(outcome)
      #expect(outcome.words.contains("1 row of the table measures is of measures"), "\(outcome)")
      results.append(outcome.lines)
    }
    // G2 has two rows of October now, so it has no value.
    #expect(results[0].dropFirst() == ["G1,brought,C01,65.0,,1.0", ""] && results[0] == results[1])

    try data.write(Array(Self.programme.replacing("C01", with: "C02").utf8), to: "p.yaml")
    let other = try Guildmark.run("measures", "--programme", "\(data.path)/p.yaml", "--tallies", "\(data.path)/a")
    expectFailure(other, Code.data, says: "brought.measures is C01, seen, wait, in hours and not C02")
  }

  @Test("a programme that declares nothing is a mistake, and a run without a programme does without it")
  func nothing() throws {
    let data = try platform("G1,2026-10,C01,60,,\n")
    try data.write(Array("scorers: { brought: }\n".utf8), to: "p.yaml")
    expectFailure(try run("measures", data), Code.programme, says: "`brought` has no measures of its own; declare them")
    let outcome = try Guildmark.run("check")
    expectDone(outcome)
    #expect(!outcome.text.contains("brought"))
  }
}
