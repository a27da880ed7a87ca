import Foundation
import TestSupport
import Testing

/// Appeals and revisions, through the real binary.
struct AppealTests {
  private static let programme = """
    programme: Brought
    evidence: { at_least: { broadcasters: 0, scorers: 1 } }
    tiers: [{ name: High, from: 50 }, { name: Low, from: 0 }]
    scorers: { brought: { measures: { a: { curve: identity }, b: { curve: identity, weight: 3 } } } }
    publication: { appeals: 30d, decide_within: 14d, appeals_to: "Guild standards board, appeals@platform.example" }

    """

  /// July published for good on 3 August; nine guilds.
  private func published() throws -> TemporaryData {
    var rows = "guild_id,month,measure,value\n"
    for guild in 1...9 {
      rows += "G\(guild),2026-07,a,\(10 * guild)\nG\(guild),2026-07,b,\((guild * 7) % 101)\n"
    }
    let guilds = (1...9).map { "G\($0),Guild \($0)\n" }.joined()
    let data = try TemporaryData(["guilds": "guild_id,name\n" + guilds, "measures": rows])
    try data.write(Array(Self.programme.utf8), to: "p.yaml")
    expectDone(try Guildmark.run("ledger", "create", "\(data.path)/l.sqlite"))
    let outcome = try publish(data, "--final", on: "2026-08-03")
    expectDone(outcome)
    #expect(outcome.text.contains("Appeals may be opened until 2026-09-02."), "\(outcome)")
    return data
  }

  private func publish(_ data: TemporaryData, _ degree: String, on day: String, _ options: String...) throws
    -> Guildmark.Outcome
  {
    try Guildmark.run(
      [
        "publish", degree, "--on", day, "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month",
        "2026-07", "--ledger", "\(data.path)/l.sqlite",
      ] + options)
  }

  private func appeal(_ data: TemporaryData, _ arguments: String...) throws -> Guildmark.Outcome {
    try Guildmark.run(["appeal"] + arguments + ["--ledger", "\(data.path)/l.sqlite"])
  }

  private func open(
    _ data: TemporaryData, _ guild: String = "G3", on day: String = "2026-08-10", measure: String = "brought.b",
    reason: String = "It was more.", with options: [String] = []
  ) throws -> Guildmark.Outcome {
    try Guildmark.run(
      [
        "appeal", "open", guild, "--month", "2026-07", "--measure", measure, "--reason", reason, "--on", day,
        "--ledger",
        "\(data.path)/l.sqlite",
      ] + options)
  }

  private func decide(
    _ data: TemporaryData, _ id: String, _ outcome: String = "upheld", on day: String = "2026-08-20",
    with options: [String] = []
  ) throws -> Guildmark.Outcome {
    try Guildmark.run(
      [
        "appeal", "decide", id, "--outcome", outcome, "--reason", "So it is.", "--decided-by", "The board", "--on", day,
        "--ledger", "\(data.path)/l.sqlite",
      ] + options)
  }

  private func verify(_ data: TemporaryData) throws -> Guildmark.Outcome {
    try Guildmark.run("ledger", "verify", "\(data.path)/l.sqlite")
  }

  private func correct(_ data: TemporaryData) throws {
    let rows = try String(contentsOfFile: "\(data.path)/measures.csv", encoding: .utf8)
    try data.write(Array(rows.replacing("G3,2026-07,b,21\n", with: "G3,2026-07,b,99\n").utf8), to: "measures.csv")
  }

  @Test("an appeal is opened, decided and leads to a revision, and the trail shows it all")
  func story() throws {
    let data = try published()
    let opened = try open(data, "G3", with: ["--row", "requests:r1", "--row", #"memberships:G3|b\|1|2026-01-01"#])
    expectDone(opened)
    #expect(opened.text.contains("A1: opened on 2026-08-10, against 2026-07, version 1."), "\(opened)")
    #expect(opened.text.contains("sha256:") && opened.text.contains("to be decided by 2026-08-24"), "\(opened)")
    expectFailure(
      try publish(data, "--revision", on: "2026-08-20", "--appeal", "A1"), Code.data, says: "A1 is not decided yet")
    let decided = try decide(data, "A1", "partly", on: "2026-08-26")
    expectDone(decided)
    #expect(decided.text.contains("partly upheld") && decided.text.contains("late by 2 days"), "\(decided)")
    expectFailure(
      try publish(data, "--revision", on: "2026-08-26", "--appeal", "A1"), Code.data, says: "nothing to revise")
    try correct(data)
    expectFailure(try publish(data, "--final", on: "2026-08-26"), Code.data, says: "published for good")
    expectFailure(
      try publish(data, "--revision", on: "2026-08-26", "--appeal", "A1"), Code.data, says: "--other-changes")
    let revised = try publish(
      data, "--revision", on: "2026-08-26", "--appeal", "A1", "--other-changes", "--out", "\(data.path)/cards")
    expectDone(revised)
    #expect(revised.text.contains("final, version 2, a revision, on 2026-08-26"), "\(revised)")
    #expect(revised.text.contains("For A1; the version before is kept."), "\(revised)")
    #expect(try publish(data, "--revision", on: "2026-08-27", "--appeal", "A1").text.contains("Nothing was changed"))
    expectDone(try verify(data))

    let cards = files(in: "\(data.path)/cards")
    func card(_ name: String) -> String { String(decoding: cards[name] ?? [], as: UTF8.self) }
    #expect(card("guilds/G3.md").contains("revised on 26\u{A0}August 2026 after an appeal"))
    #expect(card("guilds/G3.md").contains("score 23.25, now 81.75"), "\(card("guilds/G3.md").prefix(900))")
    #expect(card("guilds/G9.md").contains("rank 1, now 2"), "\(card("guilds/G9.md").prefix(900))")
    for (name, bytes) in cards where name.hasPrefix("guilds/") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("A1") && !text.contains("It was more") && !text.contains("So it is"), "\(name)")
    }
    #expect(card("index.html").contains("<h2>Appeals</h2>"))

    let show = try appeal(data, "show", "A1")
    expectDone(show)
    for words in [
      "partly upheld", "requests:r1", "Against 2026-07, version 1", "score: 23.25", "Decided, late by 2 days",
      "So it is.",
      "Revision: 2026-07, version 2", "score: 81.75, before 23.25", "tier: High, before Low", "by The board",
    ] {
      #expect(show.text.contains(words), "\(words): \(show)")
    }
    #expect(show.lines.allSatisfy { $0.count <= 80 })
    let json = try appeal(data, "show", "A1", "--format", "json")
    let record = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    #expect((record["revised"] as? [String: Any])?["score"] as? Double == 81.75)
    let history = try Guildmark.run("history", "--ledger", "\(data.path)/l.sqlite")
    #expect(history.text.contains("2026-07 v2 revises v1, for A1."), "\(history)")
    #expect(history.lines.allSatisfy { $0.count <= 80 })
    let list = try appeal(data, "list", "--month", "2026-07", "--format", "csv")
    #expect(
      list.text.contains("A1,2026-07,1,G3,2026-08-10,2026-08-24,partly,2026-08-26,2,brought.b,2,0,2,sha256:"), "\(list)"
    )
    let table = try appeal(data, "list", "--guild", "G3")
    #expect(table.text.contains("partly, 2 d late") && table.lines.allSatisfy { $0.count <= 80 }, "\(table)")
    #expect(try appeal(data, "list", "--open").text == "There are no such appeals.\n")
    expectDone(try Guildmark.run("ledger", "export", "\(data.path)/l.sqlite", "--out", "\(data.path)/export"))
    #expect(
      files(in: "\(data.path)/export")["appeals.json"].map { String(decoding: $0, as: UTF8.self).contains("So it is.") }
        == true)
    expectDone(try Guildmark.run("ledger", "backup", "\(data.path)/l.sqlite", "\(data.path)/copy.sqlite"))
  }

  @Test("corrections are kept with the decision and written as they came")
  func corrections() throws {
    let data = try published()
    let table = """
      table,row_key,action,column,value,reason,decided_by,decided_on
      memberships,G3|b1|2026-01-01,amend,left_on,2026-03-01,=HYPERLINK(1),The board,2026-08-20
      requests,r1,set_aside,,,"Spam, twice",The board,2026-08-20

      """
    try data.write(Array(table.utf8), to: "c.csv")
    expectDone(try open(data))
    expectFailure(
      try decide(data, "A1", "rejected", with: ["--corrections", "\(data.path)/c.csv"]), Code.data,
      says: "leads to no corrections")
    expectDone(try decide(data, "A1", with: ["--corrections", "\(data.path)/c.csv"]))
    let written = try appeal(data, "corrections", "--month", "2026-07")
    #expect(written.text == table, "\(written)")
    try correct(data)
    expectFailure(
      try publish(data, "--revision", on: "2026-08-26", "--appeal", "A1", "--other-changes"), Code.data,
      says: "2 corrections decided with A1",
      "the first of memberships:G3|b1|2026-01-01", "appeal corrections")
  }

  @Test("what is wrong with an appeal is said in a sentence")
  func refusals() throws {
    let data = try published()
    expectFailure(try open(data, "g3"), Code.data, says: "no guild g3", "did you mean G3?")
    expectFailure(try open(data, measure: "brought.c"), Code.data, says: "no measure brought.c")
    expectFailure(try open(data, on: "2026-09-03"), Code.data, says: "could be opened until 2026-09-02")
    expectFailure(try open(data, on: "2026-08-02"), Code.data, says: "was published on 2026-08-03")
    expectFailure(try open(data, reason: "  "), Code.data, says: "--reason says nothing")
    expectFailure(
      try open(data, with: ["--row", "requets:r1"]), Code.data, says: "no table requets", "did you mean requests?")
    expectFailure(try open(data, with: ["--row", "r1"]), Code.data, says: "write it as table:key")
    expectFailure(
      try open(data, with: ["--row", "requests:a|b"]), Code.data, says: "the key of requests is request_id", "has 2")
    expectFailure(try open(data, with: ["--row", #"requests:a\b"#]), Code.data, says: "stands only before")
    expectFailure(
      try open(data, with: ["--row", "requests:r", "--row", "requests:r"]), Code.data, says: "requests:r is named twice"
    )
    expectFailure(try appeal(data, "show", "A1"), Code.data, says: "there is no appeal A1; none has been opened")
    expectFailure(try decide(data, "A1"), Code.data, says: "no appeal A1")
    expectDone(try open(data))
    expectFailure(try open(data), Code.data, says: "A1 is open, by the same guild on the same grounds")
    expectFailure(try decide(data, "A2"), Code.data, says: "no appeal A2", "there is A1")
    expectFailure(
      try decide(data, "A1", "uphold"), Code.data, says: "cannot be uphold; write upheld, partly or rejected")
    expectFailure(try decide(data, "A1", on: "2026-08-09"), Code.data, says: "A1 was opened on 2026-08-10")
    expectDone(try appeal(data, "withdraw", "A1", "--reason", "Found it.", "--on", "2026-08-11"))
    expectFailure(try decide(data, "A1"), Code.data, says: "A1 was withdrawn on 2026-08-11")
    expectFailure(
      try Guildmark.run("appeal", "list", "--ledger", "\(data.path)/l.sqlit"), Code.noInput, says: "did you mean")
    expectFailure(try publish(data, "--revision", on: "2026-08-20"), Code.usage, says: "--revision and --appeal")
    expectDone(try verify(data))
  }

  @Test("hostile texts are kept to the byte, shown harmlessly, and change nothing else")
  func hostile() throws {
    let data = try published()
    let reason = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u{1B}[2J\u{202E} e\u{301} | \\ `x`"
    expectDone(try open(data, reason: reason))
    for options in [["show", "A1"], ["list"], ["list", "--format", "csv"]] {
      let shown = try Guildmark.run(["appeal"] + options + ["--ledger", "\(data.path)/l.sqlite"])
      expectDone(shown)
      #expect(!shown.text.contains("\u{1B}") && !shown.text.contains("\u{202E}"), "\(shown)")
    }
    let json = try appeal(data, "list", "--format", "json")
    let list = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    let events = ((list["appeals"] as? [[String: Any]])?[0]["events"] as? [[String: Any]])
    #expect((events?[0]["reason"] as? String)?.utf8.elementsEqual(reason.utf8) == true)
    let rows = "table,row_key\n" + (1...10_000).map { "requests,=r\($0)\n" }.joined()
    try data.write(Array(rows.utf8), to: "rows.csv")
    expectDone(try open(data, "G4", with: ["--rows", "\(data.path)/rows.csv"]))
    let shown = try appeal(data, "show", "A2")
    #expect(shown.text.contains("requests:=r1\n") && shown.text.contains("and 9980 other rows"), "\(shown)")
    expectDone(try verify(data))
    for (bytes, words) in [
      (Array("table,row_key\nrequests,\u{0}\n".utf8), "2:1: a field holds a NUL"),
      (Array("table,row_key\nrequests,".utf8) + [0xFF, 0x0A], "2:1: a field is not UTF-8"),
      (Array("table,row_key\nrequests,r1\nrequests,r1\n".utf8), "requests:r1 is named twice"),
      (Array("table,row_key\nrequests,r1,x\n".utf8), "2:1: 3 fields"),
      (Array("table,key\n".utf8), "must name the columns table,row_key"),
      (Array("table,row_key\nrequests,\"r1\n".utf8), "never closed"), ([], "must name the columns"),
    ] {
      try data.write(bytes, to: "rows.csv")
      expectFailure(try open(data, "G5", with: ["--rows", "\(data.path)/rows.csv"]), Code.data, says: words)
    }
    expectFailure(try open(data, "G5", with: ["--rows", "\(data.path)/none.csv"]), Code.noInput, says: "none.csv")
    for (line, words) in [
      ("requests,r1,drop,,,x,y,2026-08-20", "write set_aside or amend"),
      ("requests,r1,amend,,,x,y,2026-08-20", "column"), ("requests,r1,set_aside,,,x,y,soon", "decided_on"),
      ("requests,r1,set_aside,,,,y,2026-08-20", "reason"), ("request,r1,set_aside,,,x,y,2026-08-20", "requests"),
    ] {
      try data.write(
        Array("table,row_key,action,column,value,reason,decided_by,decided_on\n\(line)\n".utf8), to: "c.csv")
      expectFailure(
        try decide(data, "A1", with: ["--corrections", "\(data.path)/c.csv"]), Code.data, says: "c.csv:2:", words)
    }
  }

  @Test("of appeals opened at once by several processes, each is kept once")
  func atOnce() throws {
    let data = try published()
    let runs = try (1...9).map { guild in
      try Guildmark.start([
        "appeal", "open", "G\(guild)", "--month", "2026-07", "--measure", "brought.a", "--reason", "Why.", "--on",
        "2026-08-10", "--ledger", "\(data.path)/l.sqlite",
      ])
    }
    let done = runs.map { $0.outcome() }.filter { $0.code == 0 }.count
    let list = try appeal(data, "list", "--format", "csv")
    #expect(done > 1 && list.lines.dropFirst().dropLast().count == done, "\(list)")
    expectDone(try verify(data))
  }

  @Test("an appeal whose writer is killed is there whole, or not at all")
  func killed() throws {
    let data = try published()
    let rows = "table,row_key\n" + (1...20_000).map { "requests,r\($0)\n" }.joined()
    try data.write(Array(rows.utf8), to: "rows.csv")
    for delay in [20, 60, 120, 200, 400] {
      let run = try Guildmark.start([
        "appeal", "open", "G1", "--month", "2026-07", "--measure", "brought.a", "--reason", "Why.", "--on",
        "2026-08-10",
        "--rows", "\(data.path)/rows.csv", "--ledger", "\(data.path)/l.sqlite",
      ])
      usleep(UInt32(delay * 1000))
      run.send(SIGKILL)
      _ = run.outcome()
      expectDone(try verify(data))
    }
    let list = try appeal(data, "list", "--format", "csv").lines.dropFirst().dropLast()
    #expect(list.count <= 1 && list.allSatisfy { $0.contains(",20000,") }, "\(list)")
  }

  @Test("an appeal changes no byte of what rating and publishing give")
  func reproducible() throws {
    let data = try published()
    let rate = [
      "rate", "--format", "json", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-07",
      "--ledger", "\(data.path)/l.sqlite",
    ]
    func report() throws -> [String: [UInt8]] {
      expectDone(try publish(data, "--final", on: "2026-08-28", "--out", "\(data.path)/cards"))
      return files(in: "\(data.path)/cards")
    }
    let (before, cards) = (try Guildmark.run(rate).output, try report())
    expectDone(try open(data))
    expectDone(try open(data, "G4"))
    expectDone(try decide(data, "A1", "rejected"))
    #expect(try Guildmark.run(rate).output == before)
    let after = try report()
    #expect(cards.filter { $0.key != "index.html" } == after.filter { $0.key != "index.html" })
    #expect(cards["index.html"] != after["index.html"])
    #expect(try publish(data, "--final", on: "2026-08-28").text.contains("Nothing was changed"))
  }
}
