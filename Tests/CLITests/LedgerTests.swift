import Foundation
import TestSupport
import Testing

/// Months published in a ledger, through the real binary.
struct LedgerTests {
  private static let programme = """
    programme: Brought
    evidence: { at_least: { broadcasters: 0, scorers: 1 } }
    tiers: [{ name: High, from: 50 }, { name: Low, from: 0 }]
    movement: { promote_after: 2 months, demote_after: 2 months }
    scorers: { brought: { measures: { a: { curve: identity }, b: { curve: identity, weight: 3 } } } }

    """
  private static let months = ["2026-07", "2026-08", "2026-09", "2026-10"]

  /// Guilds whose figures differ from month to month, a programme, and an empty ledger.
  private func platform(corrections: String? = nil) throws -> TemporaryData {
    var rows = "guild_id,month,measure,value\n"
    for (number, month) in Self.months.enumerated() {
      for guild in 1...9 {
        rows += "G\(guild),\(month),a,\(10 * guild)\nG\(guild),\(month),b,\((guild * 7 + number * 31) % 101)\n"
      }
    }
    let guilds = (1...9).map { "G\($0),Guild \($0)\n" }.joined()
    let data = try TemporaryData(["guilds": "guild_id,name\n" + guilds, "measures": rows])
    let programme = Self.programme + (corrections.map { "publication: { corrections: \($0) }\n" } ?? "")
    try data.write(Array(programme.utf8), to: "p.yaml")
    expectDone(try Guildmark.run("ledger", "create", "\(data.path)/l.sqlite"))
    return data
  }

  private func publish(
    _ data: TemporaryData, _ month: String, _ degree: String = "--final", on day: String? = nil, _ options: String...
  ) throws -> Guildmark.Outcome {
    let next = Self.months.firstIndex(of: month).map { "2026-\(String("0\($0 + 8)".suffix(2)))-03" }
    return try Guildmark.run(
      [
        "publish", degree, "--on", day ?? next ?? "", "--programme", "\(data.path)/p.yaml", "--data", data.path,
        "--month",
        month, "--ledger", "\(data.path)/l.sqlite",
      ] + options)
  }

  private func ledger(_ data: TemporaryData, _ command: String...) throws -> Guildmark.Outcome {
    try Guildmark.run(["ledger", command[0], "\(data.path)/l.sqlite"] + command.dropFirst())
  }

  private func history(_ data: TemporaryData, _ options: String...) throws -> Guildmark.Outcome {
    try Guildmark.run(["history", "--ledger", "\(data.path)/l.sqlite"] + options)
  }

  @Test("a month is provisional, then final, and then the next one may come")
  func life() throws {
    let data = try platform(corrections: "7d")
    expectFailure(try publish(data, "2026-07"), Code.data, says: "2026-07 can't be final yet", "--provisional")
    expectFailure(try publish(data, "2026-07", on: "2026-07-31"), Code.data, says: "--on 2026-08-01")
    let provisional = try publish(data, "2026-07", "--provisional")
    expectDone(provisional)
    #expect(provisional.text.contains("2026-07 is published: provisional, version 1, on 2026-08-03."), "\(provisional)")
    #expect(provisional.text.contains("until 2026-08-10; it can be final from 2026-08-11"), "\(provisional)")
    #expect(provisional.text.contains("9 of 9 guilds rated"), "\(provisional)")
    expectFailure(try publish(data, "2026-07", on: "2026-08-10"), Code.data, says: "publish it --final from 2026-08-11")
    expectFailure(
      try publish(data, "2026-08", "--provisional"), Code.data, says: "2026-07 is only provisional", "--final first")
    let again = try publish(data, "2026-07", "--provisional", on: "2026-08-05")
    expectDone(again)
    #expect(again.text.contains("published so already") && again.text.contains("Nothing was changed"), "\(again)")
    #expect(again.text.contains("It bears the day 2026-08-03, not 2026-08-05; --again"), "\(again)")
    expectDone(try publish(data, "2026-07", on: "2026-08-11"))
    expectFailure(try publish(data, "2026-07", "--provisional", on: "2026-08-12"), Code.data, says: "for good")
    expectDone(try publish(data, "2026-08", "--provisional"))
    #expect(try history(data, "--format", "csv").lines.dropLast().count == 4)
    let verified = try ledger(data, "verify")
    expectDone(verified)
    #expect(verified.text.contains("3 publications of 2 months, 2026-07 to 2026-08"), "\(verified)")
  }

  @Test("a provisional month is replaced by other figures, a final one is not")
  func corrections() throws {
    let data = try platform()
    expectDone(try publish(data, "2026-07", "--provisional"))
    let rows = try String(contentsOfFile: "\(data.path)/measures.csv", encoding: .utf8)
    let corrected = rows.replacing("G3,2026-07,b,21\n", with: "G3,2026-07,b,99\n")
    #expect(corrected != rows)
    try data.write(Array(corrected.utf8), to: "measures.csv")
    let replaced = try publish(data, "2026-07", "--provisional", on: "2026-08-09")
    expectDone(replaced)
    #expect(
      replaced.text.contains("version 2") && replaced.text.contains("Takes the place of version 1"), "\(replaced)")
    expectDone(try publish(data, "2026-07", on: "2026-08-10"))
    try data.write(Array(rows.utf8), to: "measures.csv")
    expectFailure(
      try publish(data, "2026-07", on: "2026-08-10"), Code.data, says: "2026-07 is published for good", "the first is",
      "nothing was changed")
    #expect(try history(data, "--format", "csv").lines.dropLast().count == 4)
  }

  @Test("rating goes by what is published, and leaves no trace of having asked")
  func rating() throws {
    let data = try platform()
    for month in Self.months.dropLast() { expectDone(try publish(data, month)) }
    let before = files(in: data.path)
    let rate = [
      "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10", "--ledger",
      "\(data.path)/l.sqlite",
    ]
    let outcome = try Guildmark.run(["rate", "--format", "json"] + rate)
    expectDone(outcome)
    let record = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    let guilds = try #require(record["guilds"] as? [[String: Any]])
    #expect(record["status"] as? String == "draft" && record["publication"] is NSNull)
    for guild in guilds {
      let trend = try #require(guild["trend"] as? [String: Any])
      #expect((trend["months"] as? [Any])?.count == 3)
      #expect((guild["movement"] as? [String: Any])?["from_month"] as? String == "2026-09")
    }
    expectDone(try Guildmark.run(["explain", "G3"] + rate))
    expectDone(try history(data, "G3"))
    expectDone(try ledger(data, "verify"))
    #expect(files(in: data.path) == before)
    for command in ["rate", "explain"] {
      let guild = command == "explain" ? ["G1"] : []
      expectFailure(
        try Guildmark.run([command] + guild + rate.dropLast() + ["\(data.path)/typo.sqlite"]), Code.noInput,
        says: "there is no ledger", "guildmark ledger create")
    }
  }

  @Test("old months come out the same from the same inputs and the programme that the ledger kept")
  func again() throws {
    let data = try platform()
    for month in Self.months {
      let programme = Self.programme.replacing("from: 50", with: month < "2026-09" ? "from: 50" : "from: 45")
      try data.write(Array(programme.utf8), to: "p.yaml")
      expectDone(try publish(data, month, "--final", on: nil, "--threads", "1"))
    }
    let out = "\(data.path)/out"
    expectDone(try ledger(data, "export", "--out", out))
    let other = try platform()
    for month in Self.months {
      let programme = try Data(contentsOf: URL(filePath: "\(out)/\(month)-v1/programme.yaml"))
      try other.write(Array(programme), to: "p.yaml")
      // In the old ledger, nothing changes; in a new one, the same comes to be.
      try data.write(Array(programme), to: "p.yaml")
      let repeated = try publish(data, month, on: "2027-05-05")
      expectDone(repeated)
      #expect(repeated.text.contains("Nothing was changed"), "\(repeated)")
      expectDone(try publish(other, month, "--final", on: nil, "--out", "\(other.path)/\(month)", "--threads", "2"))
      let stored = FileManager.default.contents(atPath: "\(out)/\(month)-v1/ratings.json")
      #expect(stored != nil && stored == FileManager.default.contents(atPath: "\(other.path)/\(month)/ratings.json"))
    }
    #expect(
      try history(data, "--format", "json").output == history(other, "--format", "json").output, "digests and all")
  }

  @Test("a publication's report is the report of the record that is kept")
  func report() throws {
    let data = try platform()
    let outcome = try publish(data, "2026-07", "--final", on: nil, "--out", "\(data.path)/cards")
    expectDone(outcome)
    let cards = files(in: "\(data.path)/cards")
    #expect(cards.keys.contains("index.html") && cards.keys.filter { $0.hasPrefix("guilds/") }.count == 18)
    expectDone(try ledger(data, "export", "--out", "\(data.path)/out"))
    #expect(files(in: "\(data.path)/out")["2026-07-v1/ratings.json"] == cards["ratings.json"])
    expectFailure(
      try ledger(data, "export", "--out", "\(data.path)/out"), Code.cannotWrite, says: "holds", "new or empty")
  }

  @Test("cards are written even if nobody reads what was said", arguments: ["| true", ">&-", "> /dev/full"])
  func unread(output: String) throws {
    let data = try platform()
    _ = try Guildmark.shell(
      """
      guildmark publish --final --on 2026-08-03 --programme p.yaml --data . --month 2026-07 --ledger l.sqlite \
        --out cards \(output)
      """, in: data.path)
    #expect(files(in: "\(data.path)/cards").count == 23)
    expectDone(try ledger(data, "verify"))
  }

  @Test("what is most likely a mistake is refused, and can be asked for")
  func slips() throws {
    let data = try platform()
    expectFailure(
      try publish(data, "2026-07", on: "2027-12-03"), Code.data, says: "more than a year", "is the year right?")
    expectDone(try publish(data, "2026-07", "--provisional"))
    let programme = try String(contentsOfFile: "\(data.path)/p.yaml", encoding: .utf8)
    try data.write(Array(programme.replacing("from: 50", with: "from: 40").utf8), to: "p.yaml")
    expectFailure(
      try publish(data, "2026-07"), Code.data, says: "July 2026 was shown to guilds by another programme",
      "ledger export")
    try data.write(Array(programme.utf8), to: "p.yaml")
    let anew = try publish(data, "2026-07", "--provisional", on: "2026-08-04", "--again")
    expectDone(anew)
    #expect(anew.text.contains("version 2, on 2026-08-04") && anew.text.contains("the same of every guild"), "\(anew)")
    expectDone(try publish(data, "2026-07", on: "2026-08-04"))
    expectFailure(
      try publish(data, "2026-10", "--provisional"), Code.data, says: "2026-08 to 2026-09 are not published",
      "--skip-months")
    let skipping = try publish(data, "2026-10", "--final", on: nil, "--skip-months")
    expectDone(skipping)
    #expect(skipping.words.contains("note: 2026-08 to 2026-09 are not in the ledger"), "\(skipping)")
    expectFailure(
      try publish(data, "2026-11", on: "2026-12-03"), Code.data,
      says: "no event of any table is dated in November 2026",
      "nothing to publish")
    #expect(try history(data, "--format", "csv").lines.dropLast().count == 5)
  }

  @Test("a draft says what of the ledger does not count")
  func notes() throws {
    let data = try platform(corrections: "7d")
    func rate(_ month: String) throws -> Guildmark.Outcome {
      try Guildmark.run([
        "rate", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", month, "--ledger",
        "\(data.path)/l.sqlite",
      ])
    }
    let first = try rate("2026-07")
    expectDone(first)
    #expect(first.words.contains("nothing is published before July 2026, so movement"), "\(first)")
    #expect(!first.words.contains("a --ledger has them"), "\(first)")
    expectDone(try publish(data, "2026-07", "--provisional"))
    let next = try rate("2026-08")
    expectDone(next)
    #expect(next.words.contains("note: 2026-07 is only provisional, so its figures do not count"), "\(next)")
    #expect(next.words.contains("nothing is published for good of the 11 months before August 2026"), "\(next)")
  }

  @Test("a scale that changes leaves nothing to compare, and tiers that change are named")
  func otherScale() throws {
    let data = try platform()
    expectDone(try publish(data, "2026-07"))
    let other = Self.programme.replacing("evidence:", with: "scale: 0 to 1000\nevidence:").replacing(
      "name: High", with: "name: Top")
    try data.write(Array(other.utf8), to: "p.yaml")
    expectDone(try publish(data, "2026-08"))
    expectDone(try publish(data, "2026-09"))
    let records = TextTable(try history(data, "G3", "--format", "csv").text).records
    #expect(records.map { $0["change"]?.isEmpty } == [true, true, false], "\(records)")
    let list = try history(data)
    #expect(
      list.text.contains("Tiers: High/Low from 2026-07 v1; Top/Low from 2026-08 v1. Moved"), "\(list)")
    expectDone(try ledger(data, "verify"))
  }

  @Test("a ledger's mistyped name is told from one that is there, and a backup makes its folder")
  func places() throws {
    let data = try platform()
    expectFailure(
      try Guildmark.run(["history", "--ledger", "\(data.path)/l.sqlit"]), Code.noInput,
      says: "did you mean \(data.path)/l.sqlite?")
    expectDone(try ledger(data, "backup", "\(data.path)/a/b/c.sqlite"))
    expectDone(try Guildmark.run(["ledger", "verify", "\(data.path)/a/b/c.sqlite"]))
    #expect(
      try Guildmark.run(["publish", "--help"]).text.contains("(--provisional | --final | --revision --appeal <id>)"))
  }

  @Test("of two publications at once one is made, and the other says so")
  func atOnce() throws {
    let data = try platform()
    let rows = try String(contentsOfFile: "\(data.path)/measures.csv", encoding: .utf8)
    let other = try TemporaryData([
      "guilds": "guild_id,name\nG1,One\n",
      "measures": rows.replacing(",b,", with: ",a,").replacing(",a,7", with: ",b,7"),
    ])
    let runs = try [data, other].map {
      try Guildmark.start([
        "publish", "--final", "--on", "2026-08-03", "--programme", "\(data.path)/p.yaml", "--data", $0.path, "--month",
        "2026-07", "--ledger", "\(data.path)/l.sqlite",
      ])
    }
    let outcomes = runs.map { $0.outcome() }
    #expect(outcomes.count { $0.code == Code.done } == 1, "\(outcomes)")
    for outcome in outcomes where outcome.code != Code.done {
      #expect([Code.data, Code.cannotWrite].contains(outcome.code), "\(outcome)")
    }
    #expect(try history(data, "--format", "csv").lines.dropLast().count == 2)
    expectDone(try ledger(data, "verify"))
  }

  @Test("history shows publications, and a guild's months, in every format")
  func histories() throws {
    let data = try platform()
    #expect(try history(data).text == "Nothing has been published yet.\n")
    for month in Self.months { expectDone(try publish(data, month)) }
    let list = try history(data)
    expectDone(list)
    #expect(list.text.contains("2026-10 v1  final   2026-11-03"), "\(list)")
    let guild = try history(data, "G3")
    expectDone(guild)
    #expect(guild.lines[0].hasPrefix("G3  ") && guild.lines[0].count == 8, "\(guild)")
    #expect(guild.lines.allSatisfy { $0.count <= 80 } && list.lines.allSatisfy { $0.count <= 80 })
    let csv = TextTable(try history(data, "G3", "--format", "csv").text)
    #expect(csv.records.map { $0["month"] } == Self.months)
    let json = try JSONSerialization.jsonObject(with: Data(history(data, "G3", "--format", "json").output))
    #expect(((json as? [String: Any])?["months"] as? [[String: Any]])?.count == 4)
    #expect(try JSONSerialization.jsonObject(with: Data(history(data, "--format", "json").output)) is [String: Any])
    expectFailure(try history(data, "g3"), Code.noInput, says: "no guild g3", "did you mean G3?")
    expectFailure(try history(data, "nobody"), Code.noInput, says: "no guild nobody")
  }

  @Test("a ledger that was changed is found out, with the code for bad data")
  func damage() throws {
    let data = try platform()
    expectDone(try publish(data, "2026-07"))
    let head = try #require(try history(data, "--format", "csv").lines.dropLast().last?.split(separator: ",").last)
    expectDone(try ledger(data, "verify", "--expect", String(head)))
    expectDone(try ledger(data, "verify", "--expect", String(head.dropFirst(7))))
    let other = try ledger(data, "verify", "--expect", String(repeating: "0", count: 64))
    #expect(other.code == Code.data && other.text.contains("another history"), "\(other)")
    expectDone(try ledger(data, "verify", "--expect", String(head.dropFirst(7).prefix(12))))
    expectDone(try ledger(data, "verify", "--expect", String(head.prefix(23))))
    expectFailure(try ledger(data, "verify", "--expect", "0123456789a"), Code.usage, says: "64 hexadecimal digits")
    var bytes = try [UInt8](Data(contentsOf: URL(filePath: "\(data.path)/l.sqlite")))
    // In guild 3's row.
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: "Guild 3".utf8) })
    bytes[place] = UInt8(ascii: "Q")
    try data.write(bytes, to: "l.sqlite")
    let found = try ledger(data, "verify")
    #expect(found.code == Code.data && found.text.contains("2026-07, version 1, its rows"), "\(found)")
    expectFailure(try publish(data, "2026-08"), Code.data, says: "2026-07, version 1, is not what was published")
    expectFailure(
      try Guildmark.run([
        "rate", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-08", "--ledger",
        "\(data.path)/l.sqlite",
      ]), Code.data, says: "is damaged")
    for bytes in [[], Array("guild_id,name\n".utf8), Array(bytes.prefix(5000))] {
      try data.write(bytes, to: "l.sqlite")
      for command in [
        ["ledger", "verify", "\(data.path)/l.sqlite"], ["history", "--ledger", "\(data.path)/l.sqlite"],
      ] {
        let outcome = try Guildmark.run(command)
        #expect(outcome.code == Code.data, "\(outcome)")
      }
      let outcome = try publish(data, "2026-08")
      #expect(outcome.code == Code.data, "\(outcome)")
    }
  }

  @Test("a disk that is full leaves the ledger as it was")
  func full() throws {
    let data = try platform()
    expectDone(try publish(data, "2026-07"))
    let before = try history(data, "--format", "csv").output
    let outcome = try Guildmark.shell(
      """
      ulimit -f 8; guildmark publish --final --on 2026-09-03 --programme p.yaml --data . --month 2026-08 --ledger l.sqlite
      """, in: data.path)
    expectFailure(outcome, Code.cannotWrite, says: "cannot write the ledger")
    #expect(try history(data, "--format", "csv").output == before)
    expectDone(try ledger(data, "verify"))
    expectDone(try publish(data, "2026-08"))
  }

  @Test(
    "a ledger that may only be read is read",
    .enabled(if: InputPlaceTests.canBeNobody, "tests run as root, and setpriv can't make them another"))
  func readOnly() throws {
    let data = try platform()
    expectDone(try publish(data, "2026-07"))
    let outcome = try Guildmark.shell(
      """
      chmod 555 . && chmod 444 l.sqlite
      \(InputPlaceTests.asNobody) "$GUILDMARK" history --ledger l.sqlite --format csv
      \(InputPlaceTests.asNobody) "$GUILDMARK" ledger verify l.sqlite
      \(InputPlaceTests.asNobody) "$GUILDMARK" rate --programme p.yaml --data . --month 2026-08 --ledger l.sqlite --format csv
      \(InputPlaceTests.asNobody) "$GUILDMARK" publish --final --on 2026-09-03 --programme p.yaml --data . --month 2026-08 --ledger l.sqlite
      code=$?; chmod 755 .; exit $code
      """, in: data.path)
    #expect(outcome.code == Code.cannotWrite && outcome.words.contains("cannot write the ledger"), "\(outcome)")
    #expect(outcome.text.contains("All is as it was published") && outcome.text.contains("G9,"), "\(outcome)")
  }

  @Test(
    "what a command lacks is a usage error",
    arguments: [
      (["publish", "--data", "x", "--month", "2026-10", "--on", "2026-11-03", "--ledger", "l"], "--provisional"),
      (["publish", "--final", "--data", "x", "--month", "2026-10", "--ledger", "l"], "--on"),
      (["publish", "--final", "--on", "2026-11-03", "--data", "x", "--month", "2026-10"], "--ledger"),
      (
        ["publish", "--final", "--provisional", "--on", "2026-11-03", "--data", "x", "--month", "2026-10"],
        "--provisional"
      ),
      (
        ["publish", "--final", "--on", "2026-11-31", "--data", "x", "--month", "2026-10", "--ledger", "l"], "2026-11-31"
      ),
      (["history"], "--ledger"), (["rate", "--data", "x", "--month", "2026-10", "--ledger", ""], "--ledger"),
      (["ledger", "create"], "<file>"), (["ledger", "export", "l"], "--out"),
    ])
  func usage(arguments: [String], word: String) throws {
    expectFailure(try Guildmark.run(arguments), Code.usage, says: word)
  }
}
