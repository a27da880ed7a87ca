import Foundation
import TestSupport
import Testing

/// What the choices do, through the real binary.
@Suite struct SensitivityTests {
  private static let programme = """
    programme: Small
    scorers:
      responsiveness: { weight: 2 }
      payout_fairness: { weight: 1 }
      complaint_rate: { weight: 1, window: 3 months }
    evidence: { at_least: { broadcasters: 0, scorers: 1 } }

    """

  /// Twelve guilds over four months.
  private func platform() throws -> TemporaryData {
    let data = try TemporaryData([:])
    let tables = "\(data.path)/tables"
    expectDone(
      try Guildmark.run(
        "simulate", "--out", tables, "--guilds", "12", "--broadcasters", "60", "--months", "4", "--last-month",
        "2026-10",
        "--seed", "3", "--quiet"))
    try data.write(Array(Self.programme.utf8), to: "p.yaml")
    return data
  }

  private func sensitivity(_ data: TemporaryData, _ options: String..., input: [String]? = nil) throws
    -> Guildmark.Outcome
  {
    try Guildmark.run(
      ["sensitivity", "--programme", "\(data.path)/p.yaml", "--variants", "30", "--quiet"]
        + (input ?? ["--data", "\(data.path)/tables", "--month", "2026-10"]) + options)
  }

  private func json(_ outcome: Guildmark.Outcome) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
  }

  private func names(_ value: Any?) -> [String] {
    (value as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
  }

  @Test("one analysis as table, JSON, CSV and page, the same on any number of threads")
  func formats() throws {
    let data = try platform()
    let table = try sensitivity(data, "--out", "\(data.path)/new/page.html")
    expectDone(table)
    #expect(table.text.contains("guilds keep their tier") && table.text.contains("What matters"))
    let page = String(decoding: files(in: data.path)["new/page.html"] ?? [], as: UTF8.self)
    #expect(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
    let one = try sensitivity(data, "--format", "json", "--threads", "1")
    let three = try sensitivity(data, "--format", "json", "--threads", "3")
    expectDone(one)
    #expect(one.output == three.output)
    #expect(try sensitivity(data, "--format", "json", "--seed", "2").output != one.output)
    let csv = try sensitivity(data, "--format", "csv")
    expectDone(csv)
    #expect(TextTable(csv.text).rows.count == (try json(one)["guilds"] as? [Any])?.count)
  }

  @Test("as written, ranks and tiers are those that rate has")
  func written() throws {
    let data = try platform()
    let rated = try Guildmark.run(
      "rate", "--programme", "\(data.path)/p.yaml", "--data", "\(data.path)/tables", "--month", "2026-10", "--format",
      "csv", "--quiet")
    let all = TextTable(try sensitivity(data, "--format", "csv").text).records
    let expected = TextTable(rated.text).records
    for (mine, theirs) in zip(all, expected) {
      for column in ["guild_id", "rank", "tier", "score"] { #expect(mine[column] == theirs[column]) }
    }
    #expect(all.count == expected.count && all.count > 8)
  }

  @Test("windows, means and all else are varied; what is left out is listed")
  func choices() throws {
    let data = try platform()
    let all = try json(try sensitivity(data, "--format", "json"))
    let varied = names(all["varied"])
    for name in ["responsiveness weight", "complaint_rate window", "combine", "missing"] {
      #expect(varied.contains(name), "\(varied)")
    }
    let some = try json(try sensitivity(data, "--format", "json", "--vary", "combine,weights", "--by", "kind"))
    #expect(names(some["effects"]) == ["weights", "combine"])
    #expect(Set(names(some["not_varied"])).isSuperset(of: ["curves", "windows", "missing"]))
  }

  @Test("of tallies the windows are not varied, and the reason is said")
  func tallies() throws {
    let data = try platform()
    var pieces: [String] = []
    for table in ["guilds", "memberships", "requests", "payouts", "complaints"] {
      let file = "\(data.path)/tables/\(table).csv"
      let tallied = try Guildmark.run(
        "tally", "--programme", "\(data.path)/p.yaml", "--month", "2026-10", "--table", table, file)
      expectDone(tallied)
      try data.write(tallied.output, to: "\(table).tallies")
      pieces.append("\(data.path)/\(table).tallies")
    }
    let merged = try Guildmark.run(["merge"] + pieces)
    expectDone(merged)
    try data.write(merged.output, to: "all.tallies")
    let outcome = try sensitivity(data, "--format", "json", input: ["--tallies", "\(data.path)/all.tallies"])
    expectDone(outcome)
    let result = try json(outcome)
    #expect(!names(result["varied"]).contains { $0.hasSuffix("window") })
    let left = try #require(result["not_varied"] as? [[String: String]])
    #expect(
      left.contains {
        $0["name"] == "responsiveness window of 2 months" && $0["reason"]?.contains("another window") == true
      })
  }

  @Test("a month without events says so in every format, and has no headline")
  func noEvents() throws {
    let data = try platform()
    let month = ["--data", "\(data.path)/tables", "--month", "2031-01"]
    let table = try sensitivity(data, "--out", "\(data.path)/page.html", input: month)
    expectDone(table)
    let page = String(decoding: files(in: data.path)["page.html"] ?? [], as: UTF8.self)
    for text in [table.text.replacing("\n", with: " "), page] {
      #expect(text.contains("No event of any table is dated in January 2031"))
      #expect(!text.contains("come of the choices") && !text.contains("matters most"))
    }
    #expect(try json(try sensitivity(data, "--format", "json", input: month))["no_events"] as? Bool == true)
    #expect(try json(try sensitivity(data, "--format", "json"))["no_events"] as? Bool == false)
  }

  @Test("complaints in one month only leave the scorer its windows, as what they are counted out of differs")
  func onlyExposure() throws {
    let data = try platform()
    let path = "\(data.path)/tables/complaints.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let october = lines.enumerated().filter { $0 == 0 || $1.contains(",2026-10-") }.map(\.element)
    #expect(october.count > 1 && october.count < lines.count)
    try data.write(Array((october.joined(separator: "\n") + "\n").utf8), to: "tables/complaints.csv")
    let result = try json(try sensitivity(data, "--format", "json", "--vary", "windows"))
    let windows = try #require(result["varied"] as? [[String: String]])
    #expect(windows.first { $0["name"] == "complaint_rate window" }?["range"] == "1, 2 or 3 months")
  }

  @Test(
    "options that can't be are usage errors that say what would be right",
    arguments: [
      (["--weights", "0"], "above 0% and below 100%"), (["--weights", "100%"], "above 0% and below 100%"),
      (["--curves", "-5%"], "--curves"), (["--windows", "0,1"], "from 1 to 240"),
      (["--windows", "1;2"], "from 1 to 240"),
      (["--vary", "weights,curvs"], "did you mean curves?"), (["--vary", ""], "it takes some of weights,curves"),
      (["--variants", "0"], "from 1 to 100000"), (["--by", "measure"], "measure"), (["--seed", "one"], "one"),
      (["--out", "page"], "ends in .html"), (["--out", ""], "ends in .html"), (["--format", "xml"], "xml"),
    ])
  func usage(options: [String], words: String) throws {
    expectFailure(
      try Guildmark.run(["sensitivity", "--data", "x", "--month", "2026-10"] + options), Code.usage, says: words)
  }

  @Test("a programme that leaves nothing to vary is told so")
  func nothing() throws {
    let data = try platform()
    try data.write(
      Array("scorers: { retention: }\nevidence: { at_least: { scorers: 1 } }\n".utf8), to: "p.yaml")
    expectFailure(try sensitivity(data, "--vary", "combine"), Code.usage, says: "leaves nothing to vary", "one scorer")
  }

  @Test("a page that can't be written leaves what was there")
  func unwritable() throws {
    let data = try platform()
    try FileManager.default.createDirectory(atPath: "\(data.path)/page.html", withIntermediateDirectories: true)
    let outcome = try sensitivity(data, "--out", "\(data.path)/page.html")
    #expect(outcome.code == Code.cannotWrite && outcome.output.isEmpty, "\(outcome)")
  }
}
