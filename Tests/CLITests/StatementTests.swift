import Foundation
import TestSupport
import Testing

/// Statements of reasons, through the real binary.
struct StatementTests {
  private static let programme = """
    programme: Brought
    # who decides: <b>nobody</b> `knows`
    evidence: { at_least: { broadcasters: 0, scorers: 1 } }
    tiers: [{ name: High, from: 50 }, { name: Low, from: 0 }]
    gates: [{ name: too low, when: { brought.a: { below: 25 } }, cap: Low, reason: A is too low. }]
    movement: { promote_after: 2 months, demote_after: 2 months }
    scorers: { brought: { measures: { a: { curve: identity }, b: { curve: identity, weight: 3 } } } }
    publication: { appeals: 30d, decide_within: 14d, appeals_to: "Guild standards board, appeals@platform.example" }

    """

  private func platform() throws -> TemporaryData {
    var rows = "guild_id,month,measure,value\n"
    for guild in 1...9 {
      rows += "G\(guild),2026-07,a,\(10 * guild)\nG\(guild),2026-07,b,\((guild * 7) % 101)\n"
    }
    let guilds = (1...9).map { "G\($0),Guild number \($0)\n" }.joined()
    let data = try TemporaryData(["guilds": "guild_id,name\n" + guilds, "measures": rows])
    try data.write(Array(Self.programme.utf8), to: "p.yaml")
    return data
  }

  private func statement(_ data: TemporaryData, _ guild: String, with options: [String] = []) throws
    -> Guildmark.Outcome
  {
    try Guildmark.run(
      [
        "statement", guild, "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-07", "--out",
        "\(data.path)/out",
      ] + options)
  }

  private func text(_ data: TemporaryData, _ name: String) -> String {
    String(decoding: files(in: "\(data.path)/out")[name] ?? [], as: UTF8.self)
  }

  @Test("a statement has the reasons, the programme to the byte, and where the figures are published")
  func published() throws {
    let data = try platform()
    let ledger = "\(data.path)/l.sqlite"
    expectDone(try Guildmark.run("ledger", "create", ledger))
    expectDone(try statement(data, "G2", with: ["--ledger", ledger]))
    #expect(files(in: "\(data.path)/out").keys.sorted() == ["G2-2026-07-statement.html", "G2-2026-07-statement.md"])
    #expect(text(data, "G2-2026-07-statement.md").contains("Draft: these figures are not published"))
    let published = try Guildmark.run([
      "publish", "--final", "--on", "2026-08-03", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month",
      "2026-07", "--ledger", ledger,
    ])
    expectDone(published)
    expectDone(try statement(data, "G2", with: ["--ledger", ledger]))
    let markdown = text(data, "G2-2026-07-statement.md")
    for words in [
      "# Statement of reasons · July 2026", "These are the published figures; their digest is \(published.lines[1])",
      "which alone gives Low", "**too low**", "A is too low.", "Guild standards board, appeals@platform.example",
      "May be opened until 2\u{A0}September 2026", "Decided within 14\u{A0}days", "guildmark evidence G2",
      "    # who decides: <b>nobody</b> `knows`\n", "## The measures that decided it",
    ] {
      #expect(markdown.contains(words), "\(words): \(markdown)")
    }
    let html = text(data, "G2-2026-07-statement.html")
    #expect(html.contains("# who decides: &lt;b&gt;nobody&lt;/b&gt;") && !html.contains("<b>nobody"))
    for page in [markdown, html] {
      #expect((1...9).allSatisfy { $0 == 2 || !page.contains("Guild number \($0)") })
    }
    // Other tables are no published figures.
    try data.write(Array("guild_id,month,measure,value\nG2,2026-07,a,1\nG2,2026-07,b,2\n".utf8), to: "measures.csv")
    expectDone(try statement(data, "G2", with: ["--ledger", ledger]))
    let other = text(data, "G2-2026-07-statement.md")
    #expect(other.contains("These are not the published figures.") && !other.contains("They are those of"), "\(other)")
    #expect(
      other.contains("The month is in the ledger with other figures: version 1, published 3\u{A0}August 2026"),
      "\(other)")
  }

  @Test("figures that a later version has replaced are not the published ones, and which are is said")
  func superseded() throws {
    let data = try platform()
    let ledger = ["--ledger", "\(data.path)/l.sqlite"]
    let month = ["--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-07"] + ledger
    func run(_ arguments: [String]) throws { expectDone(try Guildmark.run(arguments)) }
    try run(["ledger", "create", "\(data.path)/l.sqlite"])
    try run(["publish", "--provisional", "--on", "2026-08-01"] + month)
    try run(["publish", "--final", "--on", "2026-08-03"] + month)
    try run(
      [
        "appeal", "open", "G3", "--month", "2026-07", "--measure", "brought.b", "--reason", "It was more.", "--on",
        "2026-08-10",
      ] + ledger)
    try run(
      [
        "appeal", "decide", "A1", "--outcome", "upheld", "--reason", "So it is.", "--decided-by", "The board", "--on",
        "2026-08-20",
      ] + ledger)
    let measures = try String(contentsOfFile: "\(data.path)/measures.csv", encoding: .utf8)
    let revised = measures.replacing("G3,2026-07,b,21\n", with: "G3,2026-07,b,99\n")
    try data.write(Array(revised.utf8), to: "measures.csv")
    try run(["publish", "--revision", "--appeal", "A1", "--other-changes", "--on", "2026-08-26"] + month)

    expectDone(try statement(data, "G3", with: ledger))
    #expect(text(data, "G3-2026-07-statement.md").contains("These are the published figures; their digest is"))
    try data.write(Array(measures.utf8), to: "measures.csv")
    expectDone(try statement(data, "G3", with: ledger))
    for page in [text(data, "G3-2026-07-statement.md"), text(data, "G3-2026-07-statement.html")] {
      #expect(page.contains("These are not the published figures."), "\(page)")
      #expect(page.contains("They are those of version 2, published 3\u{A0}August 2026, which has been replaced."))
      #expect(page.contains("other figures: version 3, published 26\u{A0}August 2026, whose digest is sha256:"))
      #expect(!page.contains("These are the published figures") && !page.contains("2\u{A0}September 2026"))
    }
  }

  @Test("a statement is written whole or not at all, and what was there stays")
  func whole() throws {
    let data = try platform()
    let out = "\(data.path)/out"
    try FileManager.default.createDirectory(atPath: "\(out)/G4-2026-07-statement.md", withIntermediateDirectories: true)
    try data.write(Array("former".utf8), to: "out/G4-2026-07-statement.html")
    expectFailure(
      try statement(data, "G4"), Code.cannotWrite, says: "cannot write \(out)/G4-2026-07-statement.md: Is a directory")
    #expect(text(data, "G4-2026-07-statement.html") == "former")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: out).sorted()
        == ["G4-2026-07-statement.html", "G4-2026-07-statement.md"])
    try FileManager.default.removeItem(atPath: "\(out)/G4-2026-07-statement.md")
    expectDone(try statement(data, "G4"))
    #expect(text(data, "G4-2026-07-statement.html").contains("<html"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: out).count == 2)
  }

  @Test("a guild that is not rated is told so, and one that is unknown is asked after")
  func others() throws {
    let data = try platform()
    try data.write(Array("guild_id,name\nG1,One\nG2,Two\nG77,New\n".utf8), to: "guilds.csv")
    try data.write(Array("guild_id,month,measure,value\nG1,2026-07,a,1\nG1,2026-07,b,2\n".utf8), to: "measures.csv")
    expectDone(try statement(data, "G77"))
    #expect(text(data, "G77-2026-07-statement.md").contains("None: this guild is not rated."))
    expectFailure(try statement(data, "G777"), Code.noInput, says: "no guild G777", "did you mean G77?")
  }
}
