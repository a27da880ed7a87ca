import Foundation
import TestSupport
import Testing

/// `guildmark compare`, through the real binary.
struct CompareTests {
  private static let now = """
    programme: Now
    scorers:
      payout_fairness: { weight: 30 }
      responsiveness: { weight: 70 }
    evidence: { at_least: { broadcasters: 0, scorers: 1 } }
    incentives: { tiers: { Platinum: { commission_bonus: 3% }, Gold: { commission_bonus: 1% } } }

    """

  private func platform(_ next: String) throws -> TemporaryData {
    let data = try SmallPlatform.written()
    try data.write(Array(Self.now.utf8), to: "now.yaml")
    try data.write(Array(next.utf8), to: "next.yaml")
    return data
  }

  private func compare(_ data: TemporaryData, _ options: String..., from: String = "now", to: String = "next") throws
    -> Guildmark.Outcome
  {
    try Guildmark.run(
      ["compare", "\(data.path)/\(from).yaml", "\(data.path)/\(to).yaml", "--data", data.path, "--quiet"] + options)
  }

  private func json(_ outcome: Guildmark.Outcome) throws -> [String: Any] {
    expectDone(outcome)
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
  }

  @Test("what each programme gives is what `rate` says of it, and the causes are named")
  func agreesWithRate() throws {
    let data = try platform(Self.now.replacing("weight: 70", with: "weight: 10").replacing("Now", with: "Next"))
    let lines = try compare(data, "--month", "2026-10", "--format", "csv").lines
    let header = lines[0].split(separator: ",").map(String.init)
    for (side, programme) in [("before", "now"), ("after", "next")] {
      let rated = try Guildmark.run([
        "rate", "--programme", "\(data.path)/\(programme).yaml", "--data", data.path, "--month", "2026-10", "--format",
        "json", "--quiet",
      ])
      let record = try json(rated)
      let guilds = try #require(record["guilds"] as? [[String: Any]])
      let place = try #require(header.firstIndex(of: "score_\(side)"))
      for guild in guilds {
        let id = try #require(guild["guild_id"] as? String)
        let line = try #require(lines.dropFirst().first { $0.contains(",\(id),") })
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        #expect(Double(fields[place]) == guild["score"] as? Double)
      }
    }
    let text = try compare(data, "--month", "2026-10").text
    #expect(text.contains("responsiveness"))
    #expect(!text.contains("\u{1B}["))
  }

  @Test("a programme next to itself changes nothing, and says so")
  func itself() throws {
    let data = try platform(Self.now)
    let outcome = try compare(data, "--month", "2026-10", to: "now")
    expectDone(outcome)
    #expect(outcome.text.contains("othing"))
    let effects = try compare(data, "--month", "2026-10", "--format", "effects", to: "now")
    #expect(effects.lines.filter { !$0.isEmpty }.count == 1)
  }

  @Test("exemptions that are only renamed put nothing together that differs by itself")
  func renamedExemption() throws {
    let flood = "exemptions: [{ name: Flood, from: 2026-10-03, to: 2026-10-05, tables: [requests], reason: Water. }]\n"
    let data = try platform(
      Self.now.replacing("weight: 70", with: "weight: 70, window: 3 months").replacing(
        "weight: 30", with: "weight: 30, window: 2 months") + flood.replacing("Flood", with: "High water"))
    try data.write(Array((Self.now + flood).utf8), to: "now.yaml")
    let parts = try #require(
      try json(compare(data, "--month", "2026-10", "--format", "json"))["parts"] as? [[String: Any]])
    #expect(
      parts.map { $0["path"] as? String } == ["scorers.payout_fairness.window", "scorers.responsiveness.window"])
    #expect(parts.allSatisfy { ($0["also"] as? [Any] ?? []).isEmpty })
  }

  @Test("several months, tables and tallies: the same figures for any number of threads")
  func months() throws {
    let data = try platform(Self.now.replacing("weight: 70", with: "weight: 70, window: 3 months"))
    let options = ["--month", "2026-10", "--month", "2026-09", "--format", "json"]
    let one = try Guildmark.run(
      ["compare", "\(data.path)/now.yaml", "\(data.path)/next.yaml", "--data", data.path, "--quiet", "--threads", "1"]
        + options)
    let two = try Guildmark.run(
      ["compare", "\(data.path)/now.yaml", "\(data.path)/next.yaml", "--data", data.path, "--quiet", "--threads", "3"]
        + options)
    #expect(one.output == two.output)
    let months = try #require(try json(one)["months"] as? [[String: Any]])
    #expect(months.compactMap { $0["month"] as? String } == ["2026-09", "2026-10"])
  }

  @Test("the page stands by itself, and is written only where it can be whole")
  func page() throws {
    let data = try platform(Self.now.replacing("weight: 70", with: "weight: 10"))
    expectDone(try compare(data, "--month", "2026-10", "--out", "\(data.path)/pages/c.html"))
    let html = try String(contentsOfFile: "\(data.path)/pages/c.html", encoding: .utf8)
    #expect(html.hasPrefix("<!doctype html>") || html.hasPrefix("<!DOCTYPE html>"))
    #expect(!html.contains("<script src") && !html.contains("http://") && !html.contains("https://"))
    expectFailure(
      try compare(data, "--month", "2026-10", "--out", "\(data.path)/now.yaml"), Code.usage, says: ".html")
  }

  @Test("what can't be compared is refused with what would be right")
  func refusals() throws {
    let data = try platform(Self.now + "currency: EUR\n")
    expectFailure(try compare(data, "--month", "2026-10"), Code.data, says: "USD", "EUR", "can't be compared")
    expectFailure(try compare(data), Code.usage, says: "--month")
    expectFailure(try compare(data, "--month", "2026-10", "--month", "2026-10"), Code.usage, says: "twice")
    expectFailure(try compare(data, "--month", "2026-10", to: "later"), Code.noInput, says: "later.yaml")
    try data.write(Array("scorers: { retenton: }\n".utf8), to: "next.yaml")
    expectFailure(
      try compare(data, "--month", "2026-10"), Code.programme, says: "next.yaml:1:12", "did you mean `retention`")
  }
}
