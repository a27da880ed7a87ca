import Foundation
import TestSupport
import Testing

/// Declared disruptions, through the real binary.
struct ExemptionTests {
  /// Requests and payouts of two guilds in two regions, over many days, some bad.
  private static func platform(_ seed: UInt64) throws -> SmallPlatform {
    var random = SeededGenerator(seed: seed)
    var platform = SmallPlatform()
    platform.guilds = "guild_id,name,region\nA,Alpha,EU\nB,Beta,EU\nC,Gamma,APAC\n"
    platform.requests = SmallPlatform.requestColumns
    platform.payouts = "payout_id,guild_id,broadcaster_id,period,currency,gross,entitled,paid,due_on,paid_on\n"
    for row in 0..<400 {
      let guild = ["A", "B", "C"].randomElement(using: &random)!
      let day = Int.random(in: 1...31, using: &random)
      let opened =
        "2026-10-\(day < 10 ? "0" : "")\(day)T\(["00:00:00", "09:30:00", "23:59:59"].randomElement(using: &random)!)Z"
      let answered =
        row % 50 == 7 ? "soon" : row % 3 == 0 ? "" : "2026-11-0\(Int.random(in: 1...5, using: &random))T00:00:00Z"
      platform.requests +=
        "r\(row),\(guild),b\(row % 40),\(opened),\(row % 5 == 0 ? opened : answered),\(row % 2 == 0 ? opened : "")\n"
      let due = "2026-09-\(Int.random(in: 10...29, using: &random))"
      platform.payouts +=
        "p\(row),\(guild),b\(row % 40),2026-08,USD,\(row + 10),\(row + 5).50,\(row % 4 == 0 ? "1" : "\(row + 5).5"),\(due),\(due)\n"
    }
    platform.requests += "out,A,\"b,\n1\",\"2026-10-05T10:00:00+02:00\",,\n"
    return platform
  }

  private static let scorers = """
    data: { tolerate: 50% }
    evidence: { shrink_to: none, at_least: { broadcasters: 0, scorers: 1 } }
    scorers: { responsiveness: , payout_fairness: , retention: , complaint_rate: }

    """

  private func measures(_ platform: SmallPlatform, _ exemptions: String, _ options: String...) throws
    -> Guildmark.Outcome
  {
    let data = try platform.written()
    try data.write(Array((Self.scorers + exemptions).utf8), to: "p.yaml")
    return try Guildmark.run(
      ["measures", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10"] + options)
  }

  /// Without the rows of a table that are dated so, of these guilds.
  private func deleting(
    _ text: String, by column: String, from: String, to: String, of guilds: [String] = ["A", "B", "C"]
  ) -> String {
    var table = TextTable(text)
    let whole = table
    table.rows.removeAll { row in
      let day = String(whole.field(column, of: row).prefix(10))
      let isBad = whole.field("first_response_at", of: row) == "soon"
      return !isBad && day >= from && day <= to && guilds.contains(whole.field("guild_id", of: row))
    }
    return table.text
  }

  @Test("exempt rows count as if they were deleted, for those that the exemption covers", arguments: seeds(1...3))
  func deleted(_ seed: UInt64) throws {
    let platform = try Self.platform(seed)
    let reason = "reason: It was down."
    for (exemption, table, column, from, to, guilds) in [
      (
        "from: 2026-10-03, to: 2026-10-07, tables: [requests]", "requests", "opened_at", "2026-10-03", "2026-10-07",
        ["A", "B", "C"]
      ),
      (
        "from: 2026-10-05, to: 2026-10-05, tables: [requests], regions: [EU]", "requests", "opened_at", "2026-10-05",
        "2026-10-05", ["A", "B"]
      ),
      (
        "from: 2026-09-12, to: 2026-09-20, scorers: [payout_fairness], guilds: [C], regions: Mars", "payouts", "due_on",
        "2026-09-12", "2026-09-20", ["C"]
      ),
    ] {
      var edited = platform
      if table == "requests" {
        edited.requests = deleting(platform.requests, by: column, from: from, to: to, of: guilds)
      } else {
        edited.payouts = deleting(platform.payouts, by: column, from: from, to: to, of: guilds)
      }
      let wanted = try measures(edited, "")
      expectDone(wanted)
      for threads in ["1", "3"] {
        let outcome = try measures(
          platform, "exemptions: [{ name: Outage, \(exemption), \(reason) }]\n", "--threads", threads)
        #expect(outcome.text == wanted.text, "seed \(seed), \(exemption)")
      }
      #expect(try measures(platform, "").text != wanted.text)
    }
  }

  @Test("what the measures would be with the rows are those of a run without the exemption, in pieces too")
  func effects() throws {
    let data = try Self.platform(5).written()
    let exemptions = """
      exemptions:
        - { name: Outage, from: 2026-10-03, to: 2026-10-09, tables: [requests, payouts], regions: [EU], reason: It was down. }
        - { name: Flood, from: 2026-09-10, to: 2026-09-15, scorers: [payout_fairness], guilds: [C, A], reason: Water }
        - { name: Idle, from: 2026-01-01, to: 2026-01-02, tables: [requests], reason: Nothing. }

      """
    try data.write(Array((Self.scorers + exemptions).utf8), to: "p.yaml")
    try data.write(Array(Self.scorers.utf8), to: "q.yaml")
    func run(_ programme: String, _ command: String...) throws -> Guildmark.Outcome {
      try Guildmark.run(
        command + ["--programme", "\(data.path)/\(programme).yaml", "--data", data.path, "--month", "2026-10"])
    }
    let rated = try run("p", "rate", "--format", "json")
    expectDone(rated)
    #expect(rated.words.contains("the exemption Idle takes out no row"), "\(rated)")
    let record = try #require(try JSONSerialization.jsonObject(with: Data(rated.output)) as? [String: Any])
    let applied = try #require(record["exemptions"] as? [[String: Any]])
    #expect(applied.map { $0["name"] as? String } == ["Outage", "Flood", "Idle"])
    let (without, with) = (try run("p", "measures"), try run("q", "measures"))
    var effects = 0
    for guild in try #require(record["guilds"] as? [[String: Any]]) {
      let id = try #require(guild["guild_id"] as? String)
      let own = try #require(guild["exemptions"] as? [String: Any], "\(id)")
      for effect in try #require(own["measures"] as? [[String: Any]]) {
        let name = try #require(effect["measure"] as? String)
        effects += 1
        for (key, outcome) in [("value", without), ("with_them", with)] {
          let text = measure(name, of: id, in: outcome)?.split(separator: ",", omittingEmptySubsequences: false)[0]
          let (own, other) = (text.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }, effect[key] as? Double)
          // Foundation reads numbers to within the last digit.
          let isSame = own.map { abs($0 - (other ?? .infinity)) <= 1e-12 * abs($0) } ?? (other == nil)
          #expect(isSame, "\(id) \(name) \(key)")
        }
      }
    }
    #expect(effects > 5)
    let script = """
      set -e
      tally() { guildmark tally --programme p.yaml --month 2026-10 --guilds guilds.csv --table "$@"; }
      for t in memberships requests payouts complaints; do tally $t $t.csv > $t.tallies; done
      guildmark merge payouts.tallies memberships.tallies complaints.tallies requests.tallies > all.tallies
      guildmark rate --programme p.yaml --format json --tallies all.tallies
      """
    let pieces = try Guildmark.shell(script, in: data.path)
    expectDone(pieces)
    #expect(pieces.output == rated.output)
    expectFailure(
      try Guildmark.shell("guildmark rate --programme q.yaml --tallies all.tallies", in: data.path), Code.data,
      says: "payout_fairness has a setting exemptions")
    expectFailure(
      try Guildmark.shell(
        "guildmark tally --programme p.yaml --month 2026-10 --table requests requests.csv", in: data.path),
      Code.data, says: "exemptions name regions")
    let card = try run("p", "explain", "A").text.replacing(#/\s+/#, with: " ")
    #expect(card.contains("What does not count") && card.contains("do not count Outage. It was down."), "\(card)")
    #expect(card.contains("With these rows,"), "\(card)")
    let preview = try run("p", "correct", "preview", "--without", "exemptions")
    expectDone(preview)
    #expect(preview.text.contains("3 exemptions") && preview.lines.allSatisfy { $0.count <= 80 }, "\(preview)")
    let check = try run("p", "check")
    #expect(check.text.contains("Exempt Flood: payout_fairness, 2026-09-10 to 2026-09-15, for C, A"), "\(check)")
    #expect(check.text.contains("exempt by Outage:"), "\(check)")
  }

  @Test(
    "a mistake in an exemption is said with its place and what would be right",
    arguments: [
      (
        "{ name: X, from: 2026-10-03, to: 2026-10-05, tables: [payots], reason: r }",
        "no scorer of the programme reads a table `payots`", "did you mean `payouts`?"
      ),
      (
        "{ name: X, from: 2026-10-03, to: 2026-10-05, tables: [memberships], reason: r }",
        "`memberships` can't be exempted", "exempt the events"
      ),
      (
        "{ name: X, from: 2026-10-03, to: 2026-10-05, scorers: [retention], reason: r }",
        "`retention` can't be exempted", "counts memberships"
      ),
      (
        "{ name: X, from: 2026-10-03, to: 2026-10-05, scorers: [retension], reason: r }", "no scorer `retension`",
        "did you mean `retention`?"
      ),
      (
        "{ name: X, from: 2026-10-05, to: 2026-10-03, tables: [payouts], reason: r }", "`to` is before `from`",
        "last day"
      ),
      (
        "{ name: X, from: 2026-10-35, to: 2026-10-03, tables: [payouts], reason: r }", "`from` cannot be `2026-10-35`",
        "write a date such as"
      ),
      ("{ name: X, from: 2026-10-03, to: 2026-10-05, tables: [payouts] }", "has no `reason`", "write a sentence"),
      ("{ name: X, from: 2026-10-03, to: 2026-10-05, reason: r }", "says nothing of what is exempt", "write `tables`"),
      (
        "{ name: X, from: 2026-10-03, to: 2026-10-05, tables: [payouts], scorers: [retention], reason: r }",
        "write `tables` or `scorers`, not both", "p.yaml:4"
      ),
      (
        "{ name: X, from: 2026-10-03, to: 2026-10-05, tables: [payouts], regions: [], reason: r }",
        "`regions` names none", "covers everyone"
      ),
      (
        "{ name: X, form: 2026-10-03, to: 2026-10-05, tables: [payouts], reason: r }", "has no key `form`",
        "did you mean `from`?"
      ),
      (
        "{ name: X, from: 2026-10-03, to: 2026-10-05, tables: [payouts], reason: r }, { name: X }",
        "the exemption `X` comes twice", "has no `from`"
      ),
    ])
  func mistakes(_ exemption: String, _ message: String, _ further: String) throws {
    let outcome = try measures(SmallPlatform(), "exemptions: [\(exemption)]\n")
    expectFailure(outcome, Code.programme, says: "p.yaml:4:", message, further)
  }
}
