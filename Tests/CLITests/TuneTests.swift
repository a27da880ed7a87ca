import Foundation
import Glibc
import TestSupport
import Testing

/// A programme tried again and again on one month, through the real binary.
struct TuneTests {
  /// Guilds whose scores are what the table says, with payouts, so that tiers have something to earn.
  func platform(_ scores: [Double], programme: String = programme()) throws -> TemporaryData {
    func id(_ place: Int) -> String { "G\(1000 + place)" }
    let guilds = scores.indices.map { "\(id($0)),Guild \($0)\n" }.joined()
    let measures = scores.enumerated().map { "\(id($0)),2026-10,a,\($1)\n" }.joined()
    let payouts = scores.indices.map {
      "p\($0),\(id($0)),b\($0),2026-09,USD,1000.00,500.00,500.00,2026-10-10,2026-10-10,\n"
    }
    .joined()
    let data = try TemporaryData([
      "guilds": "guild_id,name\n" + guilds, "measures": "guild_id,month,measure,value\n" + measures,
      "payouts": "payout_id,guild_id,broadcaster_id,period,currency,gross,entitled,paid,due_on,paid_on,disputed\n"
        + payouts,
    ])
    try write(programme, to: data)
    return data
  }

  func write(_ programme: String, to data: TemporaryData) throws {
    try data.write(Array(programme.utf8), to: "p.yaml")
  }

  static func programme(
    tiers: String = "[{ name: Platinum, from: 85 }, { name: Gold, from: 70 }, { name: Bronze, from: 0 }]",
    more: String = ""
  ) -> String {
    """
    programme: Tuned
    evidence: { at_least: { broadcasters: 0, scorers: 1 } }
    scorers: { brought: { measures: { a: { curve: identity } } } }
    # What the tiers are.
    tiers: \(tiers)

    # What they earn.
    incentives:
      budget: 9999
      tiers:
        Platinum: { commission_bonus: 4%, traffic_coupons: 10 }
        Gold: { commission_bonus: 2%, badge: true }
    \(more)
    """
  }

  /// 0, 1, 2 … 99.
  static let evenly = (0..<100).map(Double.init)

  func tune(_ data: TemporaryData, _ options: String...) throws -> Guildmark.Outcome {
    try Guildmark.run(["tune", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10"] + options)
  }

  /// How many guilds each tier has by `rate`, once printed lines are pasted as a person would.
  func pasted(_ section: String, _ key: String, in data: TemporaryData) throws -> [String: Int] {
    let lines = try String(contentsOfFile: "\(data.path)/p.yaml", encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    let start = try #require(lines.firstIndex { $0.hasPrefix("\(key):") })
    let rest = lines[(start + 1)...].drop { $0.hasPrefix(" ") }
    try write((lines[..<start] + [section] + rest).joined(separator: "\n"), to: data)
    return try tiers(data)
  }

  func tiers(_ data: TemporaryData) throws -> [String: Int] {
    let rated = try Guildmark.run(
      "rate", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10", "--format", "csv")
    expectDone(rated)
    return rated.lines.dropFirst().filter { !$0.isEmpty }.reduce(into: [:]) {
      $0[String($1.split(separator: ",", omittingEmptySubsequences: false)[4]), default: 0] += 1
    }
  }

  /// The lines of a section that was printed, the first or a later one.
  func section(_ key: String, in outcome: Guildmark.Outcome, _ number: Int = 0) throws -> String {
    let starts = outcome.lines.indices.filter { outcome.lines[$0] == "\(key):" }
    let start = try #require(starts.count > number ? starts[number] : nil, "\(outcome)")
    return ([outcome.lines[start]] + outcome.lines[(start + 1)...].prefix { $0.hasPrefix(" ") }).joined(separator: "\n")
  }

  @Test("a summary says what the tiers have, what they earn, and how scores lie")
  func summary() throws {
    let outcome = try tune(platform(Self.evenly))
    expectDone(outcome)
    for fact in [
      "Tuned, version 1 · October 2026 · 100 guilds rated, 0 not", "Platinum    85      15", "lowest 0.00, 10 % 9.00",
      "highest 99.00", "earned USD 1,050", "budget USD 9,999",
    ] { #expect(outcome.text.contains(fact), "\(fact)\n\(outcome)") }
  }

  @Test(
    "thresholds for wanted shares are found, and pasted they give just what was said",
    arguments: [
      ("Platinum 5%, Gold 20%", ["Platinum": 5, "Gold": 20, "Bronze": 75]),
      ("gold 33 %", ["Platinum": 15, "Gold": 33, "Bronze": 52]),
      ("Platinum: 5%, Gold=20 %", ["Platinum": 5, "Gold": 20, "Bronze": 75]),
      ("Platinum 12.4%, Gold 0%", ["Platinum": 12, "Bronze": 88]),
      ("Platinum 30%, Gold 30%, Bronze 40%", ["Platinum": 30, "Gold": 30, "Bronze": 40]),
    ])
  func shares(_ wanted: String, _ expected: [String: Int]) throws {
    let data = try platform(Self.evenly)
    let outcome = try tune(data, "--target-share", wanted)
    expectDone(outcome)
    #expect(try pasted(section("tiers", in: outcome), "tiers", in: data) == expected, "\(outcome)")
    for (tier, count) in expected where tier != "Bronze" {
      #expect(outcome.text.contains("(\(count) of 100 rated") || !wanted.lowercased().contains(tier.lowercased()))
    }
  }

  @Test("where guilds share a score, what is reached is said, and not what was wanted")
  func ties() throws {
    let data = try platform(Array(repeating: 80, count: 30) + Array(repeating: 60, count: 70))
    let outcome = try tune(data, "--target-share", "Platinum 10%, Gold 20%")
    expectDone(outcome)
    #expect(outcome.text.contains("Platinum: wanted 10 %, reached 0.0 % (0 of 100 rated guilds)"), "\(outcome)")
    #expect(outcome.text.contains("Gold: wanted 20 %, reached 30.0 % (30 of 100 rated guilds)"), "\(outcome)")
    #expect(try pasted(section("tiers", in: outcome), "tiers", in: data) == ["Gold": 30, "Bronze": 70])
  }

  @Test("what a gate caps has no part in better tiers, wherever their thresholds are")
  func gates() throws {
    let gate = "gates: [{ name: top, when: { brought.a: { above: 89.5 } }, cap: Bronze }]"
    let data = try platform(Self.evenly, programme: Self.programme(more: gate))
    let outcome = try tune(data, "--target-share", "Platinum 5%, Gold 20%")
    expectDone(outcome)
    #expect(
      try pasted(section("tiers", in: outcome), "tiers", in: data) == ["Platinum": 5, "Gold": 20, "Bronze": 75],
      "\(outcome)")
  }

  @Test("names of tiers are quoted where YAML would take them for something else")
  func names() throws {
    let tiers = #"[{ name: "a: \"b\" #1", from: 85 }, { name: "[x]", from: 70 }, { name: Bronze, from: 0 }]"#
    let programme = Self.programme(tiers: tiers).replacing("Platinum:", with: #""a: \"b\" #1":"#)
      .replacing("Gold:", with: #""[x]":"#)
    let data = try platform(Self.evenly, programme: programme)
    let outcome = try tune(data, "--target-share", "[x] 40%", "--budget", "500")
    expectDone(outcome)
    #expect(try pasted(section("tiers", in: outcome), "tiers", in: data)["[x]"] == 40, "\(outcome)")
  }

  @Test("what is asked and cannot be is refused, with what would be right")
  func refusals() throws {
    let data = try platform(Self.evenly)
    for (share, words) in [
      ("Platin 5%", "did you mean Platinum?"), ("Platinum 5", "such as `Platinum 5%`"),
      ("Platinum 101%", "at most 100 %"),
      ("Platinum 60%, Gold 50%", "110 %, more than all guilds"), ("Bronze 30%", "Bronze is the last tier"),
      ("Platinum 5%, Platinum 6%", "two shares"), ("Platinum 5%, Gold 20%, Bronze 70%", "come to 95 %, not 100 %"),
      ("Platinum 90%", "Gold a share too"), ("", "no tier is named"), (",", "no tier is named"),
      ("Platinum 5%,", "a tier is missing beside a comma"), ("5%", "5% is no share"),
      ("Platinum -5%", "-5 % can't be a share; write it without a sign"), ("-5%", "without a sign"),
      ("Platinum 5% Gold 20%", "write a comma between them"),
    ] {
      expectFailure(try tune(data, "--target-share", share), Code.usage, says: words)
    }
    expectFailure(try tune(data, "--budget", "much"), Code.usage, says: "such as 250000")
    expectFailure(try tune(data, "--budget", "-5"), Code.usage, says: "an amount of the programme's currency above 0")
    expectFailure(try tune(data, "--month", "2026-09"), Code.usage, says: "--month is given 2 times", "compare")
    expectFailure(try tune(data, "--watch", "--budget", "5"), Code.usage, says: "--watch goes without")
    expectFailure(
      try Guildmark.run("tune", "--data", "x", "--month", "2026-10"), Code.usage, says: "name the programme")
    let same = try platform(Array(repeating: 50, count: 12))
    expectFailure(
      try tune(same, "--target-share", "Platinum 5%, Gold 5%"), Code.data,
      says: "all 12 rated guilds have a score of 50.00: no threshold parts them")
    try write("programme: x\nscorers: { brought: { measures: { a: { curve: identity } } } }\n", to: data)
    expectFailure(try tune(data, "--budget", "5"), Code.usage, says: "grants tiers nothing")
  }

  @Test("written thresholds take the place of clusters, and that is said")
  func clusters() throws {
    let tiers = "{ clusters: [Platinum, Gold, Bronze] }"
    let data = try platform(Self.evenly, programme: Self.programme(tiers: tiers))
    let outcome = try tune(data, "--target-share", "Platinum 10%, Gold 20%")
    expectDone(outcome)
    #expect(outcome.text.contains("thresholds by clusters, found anew each month; written ones"), "\(outcome)")
    #expect(try pasted(section("tiers", in: outcome), "tiers", in: data) == ["Platinum": 10, "Gold": 20, "Bronze": 70])
  }

  @Test("a budget is met by thresholds or by rates, as closely as they can be written", arguments: ["600", "1500"])
  func budget(_ budget: String) throws {
    let data = try platform(Self.evenly)
    let outcome = try tune(data, "--budget", budget)
    expectDone(outcome)
    #expect(outcome.text.contains("Tiers earn USD 1,050"), "\(outcome)")
    let earned = outcome.lines.compactMap { line in line.firstMatch(of: /they earn USD.([\d,.]+),/)?.1 }
      .compactMap { Double($0.replacing(",", with: "")) }
    let limit = try #require(Double(budget))
    #expect(earned.count == 2 && earned.allSatisfy { $0 <= limit && $0 > limit - 45 }, "\(earned)\n\(outcome)")
    for number in 0..<2 {
      let copy = try platform(Self.evenly)
      if number == 0 { _ = try pasted(section("tiers", in: outcome), "tiers", in: copy) }
      _ = try pasted(section("incentives", in: outcome, number), "incentives", in: copy)
      let rated = try tune(copy)
      #expect(rated.text.contains("earned USD \(moneyText(earned[number])), granted"), "\(rated)")
    }
  }

  private func moneyText(_ amount: Double) -> String {
    let cents = Int((amount * 100).rounded())
    let whole =
      cents / 100 >= 1000 ? "\(cents / 100_000),\(String(format: "%03d", cents / 100 % 1000))" : "\(cents / 100)"
    return cents % 100 == 0 ? whole : whole + String(format: ".%02d", cents % 100)
  }

  @Test("shares first, and then rates for the budget")
  func both() throws {
    let data = try platform(Self.evenly)
    let outcome = try tune(data, "--target-share", "Platinum 20%, Gold 20%", "--budget", "700")
    expectDone(outcome)
    #expect(
      outcome.lines.count { $0 == "tiers:" } == 1 && outcome.lines.count { $0 == "incentives:" } == 1, "\(outcome)")
    _ = try pasted(section("tiers", in: outcome), "tiers", in: data)
    #expect(
      try pasted(section("incentives", in: outcome), "incentives", in: data)
        == ["Platinum": 20, "Gold": 20, "Bronze": 60])
    // What is said of the rates holds together with the thresholds above them.
    #expect(outcome.text.contains("together with the tiers above"), "\(outcome)")
    let flat = outcome.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let match = flat.firstMatch(of: #/they earn USD ([\d,.]+), /#)?.1
    let said = try #require(match)
    let rated = try Guildmark.run(
      "rate", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10", "--format", "json")
    expectDone(rated)
    let record = try #require(JSONSerialization.jsonObject(with: Data(rated.output)) as? [String: Any])
    let incentives = try #require(record["incentives"] as? [String: Any])
    let earned = try #require(incentives["earned"] as? Double)
    #expect(earned <= 700 && earned == Double(said.replacing(",", with: "")), "\(earned)\n\(outcome)")
  }

  @Test("tallies that were kept say the same as the tables")
  func kept() throws {
    let data = try platform(Self.evenly)
    let kept = "\(data.path)/kept.tallies"
    let first = try tune(data, "--keep", kept)
    expectDone(first)
    let second = try Guildmark.run("tune", "\(data.path)/p.yaml", "--tallies", kept)
    expectDone(second)
    #expect(second.text == first.text)
    func rated(_ from: [String]) throws -> String {
      try Guildmark.run(["rate", "--programme", "\(data.path)/p.yaml", "--format", "csv"] + from).text
    }
    #expect(try rated(["--tallies", kept]) == rated(["--data", data.path, "--month", "2026-10"]))
    expectFailure(
      try Guildmark.run("tune", "\(data.path)/p.yaml", "--tallies", kept, "--keep", "x"), Code.usage,
      says: "--keep goes with --data")
  }
}
