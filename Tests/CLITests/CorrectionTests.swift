import Foundation
import TestSupport
import Testing

/// The table corrections, through the real binary.
struct CorrectionTests {
  private static let header = "table,row_key,action,column,value,reason,decided_by,decided_on\n"
  private static let decision = "a fault of the form,desk,2026-11-05"

  /// With corrections, each but for its decision.
  private func platform(
    _ corrections: [String], _ change: (inout SmallPlatform) -> Void = { _ in }
  ) throws -> TemporaryData {
    try SmallPlatform.written { platform in
      change(&platform)
      platform.further["corrections"] =
        Self.header + corrections.map { "\($0),\(Self.decision)\n" }.joined()
    }
  }

  private func rate(_ data: TemporaryData, _ options: String...) throws -> Guildmark.Outcome {
    try Guildmark.run(["rate", "--format", "json", "--data", data.path, "--month", "2026-10"] + options)
  }

  private func record(_ outcome: Guildmark.Outcome) throws -> [String: Any] {
    expectDone(outcome)
    return try #require(try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
  }

  // MARK: What they do

  @Test("a row set aside counts as if the table did not have it")
  func setAside() throws {
    let corrected = try platform(["requests,r2,set_aside,,", "memberships,A|b2|2026-01-01,set_aside,,"])
    let deleted = try SmallPlatform.written { platform in
      platform.requests.removeLine(2)
      platform.memberships.removeLine(2)
    }
    expectDone(try measures(corrected))
    #expect(try measures(corrected).text == measures(deleted).text)
    #expect(try measures(corrected).text != measures(SmallPlatform.written()).text)
  }

  @Test("an amended row counts as if the table had the new value")
  func amended() throws {
    let corrected = try platform([
      "requests,r2,amend,first_response_at,2026-10-05T11:00:00+01:00", "requests,r2,amend,reopened_at,",
      "payouts,p2,amend,paid,100", "complaints,c1,amend,outcome,rejected",
      "memberships,A|b2|2026-01-01,amend,guild_id,B",
    ])
    let edited = try SmallPlatform.written { platform in
      platform.requests.replace("2026-10-07T12:00:00Z", "2026-10-05T10:00:00Z")
      platform.requests.replace("2026-10-08T00:00:00Z", "")
      platform.payouts.replace("80.00", "100")
      platform.complaints.replace("upheld", "rejected")
      platform.memberships.replace("A,b2", "B,b2")
    }
    expectDone(try measures(corrected))
    #expect(try measures(corrected).text == measures(edited).text)
  }

  @Test("the small tables are corrected, too")
  func smallTables() throws {
    let corrected = try platform(["guilds,B,set_aside,,", "guilds,A,amend,name,Omega"])
    let guilds = try #require(try record(rate(corrected))["guilds"] as? [[String: Any]])
    #expect(guilds.map { $0["name"] as? String } == ["Omega"])
    let rates = try platform(["fx_rates,2026-08|EUR,amend,rate,2"]) {
      $0.payouts.replace("p2,A,b2,2026-08,USD", "p2,A,b2,2026-08,EUR")
      $0.further["fx_rates"] = "month,currency,rate\n2026-08,EUR,1\n"
    }
    let edited = try SmallPlatform.written {
      $0.payouts.replace("p2,A,b2,2026-08,USD", "p2,A,b2,2026-08,EUR")
      $0.further["fx_rates"] = "month,currency,rate\n2026-08,EUR,2\n"
    }
    #expect(try measures(rates).text == measures(edited).text)
  }

  @Test("a bad row that is set aside is not bad any more, and one that is amended badly is")
  func badRows() throws {
    let broken: (inout SmallPlatform) -> Void = { $0.requests.replace("2026-10-07T12:00:00Z", "yesterday") }
    func bad(_ data: TemporaryData) throws -> [String] {
      try Guildmark.run("check", "--data", data.path, "--month", "2026-10").lines.filter {
        $0.contains("first_response_at")
      }
    }
    #expect(try bad(platform([], broken)).count == 2)
    #expect(try bad(platform(["requests,r2,set_aside,,"], broken)).isEmpty)
    #expect(try bad(platform(["requests,r2,amend,first_response_at,2026-10-05T11:00:00Z"], broken)).isEmpty)
    let worse = try bad(platform(["requests,r2,amend,first_response_at,2026-10-01T00:00:00Z"]))
    #expect(worse.contains { $0.contains("requests.csv:3:") && $0.contains("is before opened_at") }, "\(worse)")
  }

  @Test("the record says what was corrected, whose it is and why, in any order the same bytes")
  func recorded() throws {
    let lines = [
      "requests,r2,amend,guild_id,B", "requests,r1,set_aside,,",
      "memberships,A|b2|2026-01-01,amend,leave_reason,service",
      "requests,r1,set_aside,,",
    ]
    var outputs: Set<[UInt8]> = []
    for lines in [lines, lines.reversed(), Array(lines.dropFirst()) + [lines[0]]] {
      for threads in ["1", "3"] {
        let outcome = try rate(platform(lines), "--threads", threads)
        outputs.insert(outcome.output)
        let record = try record(outcome)
        let corrections = try #require(record["corrections"] as? [[String: Any]])
        #expect(corrections.map { $0["row_key"] as? String } == ["A|b2|2026-01-01", "r1", "r2"])
        #expect(corrections.map { $0["action"] as? String } == ["amend", "set_aside", "amend"])
        #expect(corrections.map { $0["guilds"] as? [String] } == [["A"], ["A"], ["A", "B"]])
        #expect(corrections[0]["reason"] as? String == "a fault of the form")
        let inputs = try #require(record["inputs"] as? [[String: Any]])
        #expect(inputs.contains { $0["table"] as? String == "corrections" && $0["rows"] as? Int == 3 })
      }
    }
    #expect(outputs.count == 1)
  }

  @Test("a correction of a row that is no part of the month changes not a byte of it")
  func later() throws {
    let change: (inout SmallPlatform) -> Void = {
      $0.guilds += "L,Late,EU\n"
      $0.guilds.replace("region\n", "region,onboarded_on\n")
      $0.guilds.replace("EU\n", "EU,\n")
      $0.guilds.replace("L,Late,EU,", "L,Late,EU,2026-12-01")
      $0.requests += "r4,A,b1,2026-11-02T10:00:00Z,,,,chat\nr5,L,b1,2026-10-02T10:00:00Z,,,,chat\n"
    }
    let plain = try rate(SmallPlatform.written(change))
    let corrected = try rate(
      platform(["requests,r4,set_aside,,", "requests,r5,set_aside,,", "guilds,L,amend,name,Later"], change))
    expectDone(plain)
    #expect(corrected.output == plain.output, "\(corrected)")
    // One that brings a row into the month counts.
    let earlier = try rate(platform(["requests,r4,amend,opened_at,2026-10-02T10:00:00Z"], change))
    #expect(earlier.output != plain.output)
    #expect((try record(earlier)["corrections"] as? [Any])?.count == 1)
  }

  @Test("pieces that were tallied with them and merged give the same ratings, however they are cut")
  func pieces() throws {
    let data = try platform([
      "requests,r2,amend,guild_id,B", "requests,r3,set_aside,,", "payouts,p2,amend,paid,100",
      "guilds,B,amend,name,Omega",
    ])
    let header = SmallPlatform().requests.split(separator: "\n")[0]
    for (number, row) in SmallPlatform().requests.split(separator: "\n").dropFirst().enumerated() {
      try data.write(Array("\(header)\n\(row)\n".utf8), to: "requests-\(number).part")
    }
    let script = """
      set -e
      tally() { guildmark tally --month 2026-10 --corrections corrections.csv --table "$@"; }
      for i in 0 1 2; do tally requests requests-$i.part > r$i.tallies; done
      for t in memberships payouts complaints; do tally $t --guilds guilds.csv $t.csv > $t.tallies; done
      tally guilds guilds.csv > guilds.tallies
      guildmark merge r2.tallies payouts.tallies guilds.tallies > one.tallies
      guildmark merge r0.tallies one.tallies memberships.tallies complaints.tallies r1.tallies > all.tallies
      guildmark rate --format json --tallies all.tallies
      """
    let pieces = try Guildmark.shell(script, in: data.path)
    expectDone(pieces)
    #expect(try pieces.output == rate(data).output)
    let apart = try Guildmark.shell(
      "guildmark tally --month 2026-10 --table memberships memberships.csv > m.tallies; guildmark merge one.tallies m.tallies",
      in: data.path)
    expectFailure(
      apart, Code.data, says: "m.tallies: its rows were read without corrections, and those of the others with some")
    let unmatched = try Guildmark.shell("guildmark rate --tallies one.tallies", in: data.path)
    expectFailure(unmatched, Code.data, says: "corrections.csv:2:1: requests has no row with request_id `r2`")
  }

  // MARK: What is refused

  @Test(
    "a correction that says nothing to be done is refused, with its place and what would be right",
    arguments: [
      ("requsts,r1,set_aside,,", "2:1: there is no table `requsts`", "did you mean `requests`?"),
      (",r1,set_aside,,", "2:1: table is missing", "name the table"),
      ("requests,,set_aside,,", "2:10: row_key is missing", "such as its request_id"),
      ("requests,r1|x,set_aside,,", "2:10: row_key `r1|x` has 2 parts", "has one part, request_id"),
      ("memberships,A|b1,set_aside,,", "2:13: row_key `A|b1` has 2 parts", "guild_id|broadcaster_id|joined_on"),
      ("requests,r\\1,set_aside,,", "2:10: in a row_key a `\\` stands before", "belongs to the key"),
      ("requests,r1,remove,,", "2:13: action cannot be `remove`", "write set_aside or amend"),
      ("requests,r1,ammend,paid,1", "2:13: action cannot be `ammend`", "did you mean `amend`?"),
      ("requests,r1,amend,,", "2:19: amend needs a column", "write set_aside"),
      ("requests,r1,set_aside,channel,", "2:23: set_aside takes no column", "write amend"),
      ("requests,r1,set_aside,,x", "2:24: set_aside takes no value", "write amend"),
      (
        "requests,r1,amend,resolved,2026-10-05", "2:19: requests has no column `resolved`",
        "did you mean `resolved_at`?"
      ),
      ("requests,r1,amend,request_id,r9", "2:19: request_id says which row of requests it is", "set the row aside"),
      ("guilds,A,amend,guild_id,B", "2:16: guild_id says which row of guilds it is", "set the row aside"),
      ("requests,r1,amend,resolved_at,soon", "2:31: resolved_at is not a time: `soon`", "expected a time such as"),
      ("payouts,p1,amend,paid,1.23456", "2:23: paid has more than four decimals: `1.23456`", "expected an amount"),
      ("complaints,c1,amend,outcome,lost", "2:29: outcome is not in its closed list: `lost`", "pending, upheld"),
      ("payouts,p1,amend,gross,", "2:24: gross can't be amended to nothing", "every row of payouts has one"),
      ("requests,r9,set_aside,,", "2:1: requests has no row with", "request_id `r9`"),
      ("guilds,Z,set_aside,,", "2:1: guilds has no row with", "guild_id `Z`"),
      ("guilds,A,amend,country,FR", "guilds.csv has no column country, so the row at line 2 can't be amended", "2:1"),
      (
        "requests,twice,set_aside,,", "2:1: requests has more than one row with request_id `twice`",
        "requests.csv:5:1 and "
      ),
    ])
  func refused(_ line: String, _ message: String, _ further: String) throws {
    let data = try platform([line]) {
      $0.requests += "twice,A,b1,2026-10-02T10:00:00Z,,,,chat\ntwice,B,b1,2026-10-02T10:00:00Z,,,,chat\n"
    }
    expectFailure(try rate(data), Code.data, says: message, further, "corrections.csv:2:")
  }

  @Test("who decided, why and when must be said")
  func decisions() throws {
    for (decision, message) in [
      (",desk,2026-11-05", "2:25: reason is missing"), ("why,,2026-11-05", "2:29: decided_by is missing"),
      ("   ,desk,2026-11-05", "2:25: reason is missing"), ("why,\u{A0} \t,2026-11-05", "2:29: decided_by is missing"),
      ("why,desk,", "2:34: decided_on is missing"),
      ("why,desk,2026-02-30", "2:34: decided_on is not a date: `2026-02-30`"),
      ("why,desk", "2:1: wrong number of fields"),
      (String(repeating: "x", count: 1001) + ",desk,2026-11-05", "2:25: reason is longer than 1,000 bytes"),
    ] {
      let data = try SmallPlatform.written {
        $0.further["corrections"] = Self.header + "requests,r1,set_aside,,,\(decision)\n"
      }
      expectFailure(try rate(data), Code.data, says: "corrections.csv:\(message)")
    }
  }

  @Test("two that disagree are refused, naming both")
  func disagreements() throws {
    let one = try platform(["requests,r1,set_aside,,", "payouts,p1,set_aside,,", "requests,r1,amend,channel,mail"])
    expectFailure(
      try rate(one), Code.data,
      says:
        "corrections.csv:4:1: this amends the row `r1` of requests, and line 2 sets it aside; which is right can't be told"
    )
    let two = try platform(["payouts,p1,amend,paid,5", "payouts,p1,amend,paid_on,2026-10-01", "payouts,p1,amend,paid,"])
    expectFailure(
      try rate(two), Code.data,
      says: "corrections.csv:4:1: this amends paid of the row `p1` of payouts to nothing, and line 2 to `5`")
  }

  @Test("all that is wrong is said at once, up to ten, and how many more there are")
  func allAtOnce() throws {
    let outcome = try rate(platform((1...14).map { "requests,r\($0),remove,," }))
    #expect(outcome.code == Code.data)
    #expect(outcome.words.split(separator: "\n").count == 11 && outcome.words.contains("… and 4 more"), "\(outcome)")
    let unmatched = try rate(platform((1...14).map { "requests,q\($0),set_aside,," }))
    #expect(unmatched.words.split(separator: "\n").count == 11, "\(unmatched)")
  }

  @Test("a correction of a table that the programme does not read counts for nothing, and the run says so")
  func unread() throws {
    let data = try platform(["payouts,p1,set_aside,,", "adjustments,A|2026-10|why,set_aside,,"])
    try data.write(Array("scorers: { responsiveness: }\n".utf8), to: "p.yaml")
    let outcome = try rate(data, "--programme", "\(data.path)/p.yaml")
    expectDone(outcome)
    #expect(outcome.words.contains("a correction of the table payouts counts for nothing"), "\(outcome)")
    #expect((try record(outcome)["corrections"] as? [Any])?.isEmpty == true)
  }

  // MARK: What anybody may write

  @Test("hostile content is shown as what it is, or refused")
  func hostile() throws {
    let reason = "\"=HYPERLINK(\"\"x\"\") <script>alert(1)</script>\n| **x** | \u{1B}[31m\""
    let data = try SmallPlatform.written {
      $0.further["corrections"] = Self.header + "requests,r1,amend,channel,<b>,\(reason),\"<i>\n\",2026-11-05\n"
    }
    let outcome = try Guildmark.run(
      "report", "--data", data.path, "--month", "2026-10", "--out", "\(data.path)/cards", "--quiet")
    expectDone(outcome)
    for (name, bytes) in files(in: "\(data.path)/cards") where name.hasSuffix(".html") || name.hasSuffix(".md") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("<script>alert") && !text.contains("<i>") && !text.contains("\u{1B}"), "\(name)")
    }
    let card = String(decoding: files(in: "\(data.path)/cards")["guilds/A.html"] ?? [], as: UTF8.self)
    #expect(card.contains("<h2>Corrections</h2>") && card.contains("&lt;script&gt;alert(1)"))
    let explained = try Guildmark.run("explain", "A", "--data", data.path, "--month", "2026-10")
    #expect(explained.text.contains("Corrections") && !explained.text.contains("\u{1B}"), "\(explained)")
  }

  @Test("bytes that are no text are refused with their place")
  func notText() throws {
    for (bytes, message) in [
      ([0x72, 0x00], "corrections.csv:2:11: a NUL byte"), ([0xC3, 0x28], "corrections.csv:2:10: row_key is not UTF-8"),
      ([0x22, 0x72], "corrections.csv:2:10: a quote opens here and is never closed"),
    ] as [([UInt8], String)] {
      let data = try SmallPlatform.written()
      try data.write(
        Array(Self.header.utf8) + Array("requests,".utf8) + bytes + Array(",set_aside,,,why,who,2026-11-05\n".utf8),
        to: "corrections.csv")
      expectFailure(try rate(data), Code.data, says: message)
    }
    let data = try SmallPlatform.written { $0.further["corrections"] = "table,row_key,action\n" }
    expectFailure(try rate(data), Code.data, says: "corrections.csv:1:1: the columns reason, decided_by, decided_on")
  }

  @Test("ten thousand lines, quoted keys and line breaks in them are taken as they are")
  func many() throws {
    let lines = (0..<10_000).map { "requests,\"a|,\n\"\"\($0)\",set_aside,," }.map { $0.replacing("|", with: "\\|") }
    let rows = (0..<10_000).map { "\"a|,\n\"\"\($0)\",A,b1,2026-10-02T10:00:00Z,,,,chat\n" }.joined()
    let data = try platform(lines) { $0.requests += rows }
    let outcome = try measures(data)
    expectDone(outcome)
    #expect(try outcome.text == measures(SmallPlatform.written()).text)
  }

  @Test("without corrections nothing on a card is different, and only the guild concerned has the section")
  func cards() throws {
    let data = try platform(["memberships,A|b2|2026-01-01,amend,leave_reason,service", "requests,r2,amend,guild_id,B"])
    expectDone(
      try Guildmark.run("report", "--data", data.path, "--month", "2026-10", "--out", "\(data.path)/cards", "--quiet"))
    let cards = files(in: "\(data.path)/cards").mapValues { String(decoding: $0, as: UTF8.self) }
    let own = try #require(cards["guilds/A.md"])
    #expect(own.contains("## Corrections") && own.contains("leave reason amended"), "\(own)")
    #expect(own.contains("counts for another guild") && !own.contains("A|b2"), "\(own)")
    #expect(cards["guilds/B.md"]?.contains("counts for this guild") == true)
    #expect(cards["index.html"]?.contains("<h3>Corrections</h3>") == true)
    #expect(!own.contains("counts as service"))
  }

  // MARK: What they would change

  /// Eight guilds, each with more requests answered in time than the one before.
  private static func answering(_ platform: inout SmallPlatform) {
    let names = (0..<8).map { "G\($0)" }
    platform.guilds = "guild_id,name\n" + names.map { "\($0),Guild \($0)\n" }.joined()
    platform.requests = SmallPlatform.requestColumns
    for (place, name) in names.enumerated() {
      for row in 0..<10 {
        let answered = row < place + 2 ? "2026-10-02T11:00:00Z" : ""
        platform.requests += "\(name)-\(row),\(name),b,2026-10-02T10:00:00Z,\(answered),\n"
      }
    }
  }

  @Test("a preview shows every guild that changes, also one whose peers were corrected")
  func preview() throws {
    let data = try platform(["requests,G1-9,amend,first_response_at,2026-10-02T12:00:00Z"], Self.answering)
    let programme = """
      evidence: { shrink_to: none, at_least: { broadcasters: 0, scorers: 1 } }
      scorers: { responsiveness: { measures: { within_target_rate: { curve: percentile }, median_first_response: { weight: 0 }, resolution_rate: { weight: 0 } } } }

      """
    try data.write(Array(programme.utf8), to: "p.yaml")
    func preview(_ format: String) throws -> Guildmark.Outcome {
      try Guildmark.run(
        "correct", "preview", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10",
        "--format", format)
    }
    let csv = try preview("csv")
    expectDone(csv)
    let changed = TextTable(csv.text).records
    #expect(changed.contains { $0["guild_id"] == "G1" && $0["score_change"]?.hasPrefix("-") == false }, "\(csv)")
    #expect(changed.contains { $0["guild_id"] == "G2" }, "its peer stands beside it now: \(csv)")
    let table = try preview("table")
    #expect(table.lines.allSatisfy { $0.count <= 80 } && table.text.contains("1 correction"), "\(table)")
    #expect(try preview("json").text.contains("\"schema\": \"guildmark/preview/1\""))
    expectFailure(
      try Guildmark.run("correct", "preview", "--tallies", "x"), Code.usage,
      says: "tallies have their corrections in them")
  }

  @Test("what is proposed is compared with the corrections in force, not with none")
  func proposed() throws {
    let inForce = "requests,G1-9,amend,first_response_at,2026-10-02T12:00:00Z"
    let (third, fourth) = (
      "requests,G3-9,amend,first_response_at,2026-10-02T12:00:00Z", "requests,G4-9,set_aside,,"
    )
    let data = try platform([inForce], Self.answering)
    let all = try platform([inForce, third, fourth], Self.answering)
    let programme = """
      evidence: { shrink_to: none, at_least: { broadcasters: 0, scorers: 1 } }
      scorers: { responsiveness: { measures: { within_target_rate: { curve: identity }, median_first_response: { weight: 0 }, resolution_rate: { weight: 0 } } } }

      """
    for platform in [data, all] { try platform.write(Array(programme.utf8), to: "p.yaml") }
    func propose(_ line: String, _ file: String) throws -> [String] {
      try data.write(Array("\(Self.header)\(line),\(Self.decision)\n".utf8), to: file)
      return ["--proposed", "\(data.path)/\(file)"]
    }
    func preview(_ options: [String]) throws -> Guildmark.Outcome {
      try Guildmark.run(
        ["correct", "preview", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10"]
          + options)
    }
    func scores(_ data: TemporaryData) throws -> [String: String] {
      let rated = try Guildmark.run(
        "rate", "--format", "csv", "--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10")
      expectDone(rated)
      return TextTable(rated.text).records.reduce(into: [:]) { $0[$1["guild_id"] ?? ""] = $1["score"] }
    }
    let files = try propose(third, "third.csv") + propose(fourth, "fourth.csv")
    let csv = try preview(files + ["--format", "csv"])
    expectDone(csv)
    let (before, after) = (try scores(data), try scores(all))
    let changed = TextTable(csv.text).records
    #expect(changed.contains { $0["guild_id"] == "G3" } && changed.contains { $0["guild_id"] == "G4" }, "\(csv)")
    #expect(!changed.contains { $0["guild_id"] == "G1" }, "what is in force changes nothing any more: \(csv)")
    for row in changed {
      let guild = row["guild_id"] ?? ""
      #expect(row["score_before"] == before[guild] && row["score_after"] == after[guild], "\(csv)")
    }
    let table = try preview(files)
    #expect(
      table.text.contains("without and with 2 proposed corrections:\n1 row set aside, 1 amended"), "\(table)")
    let json = try preview(files + ["--format", "json"])
    let record = try #require(try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
    #expect(
      (record["proposed"] as? [Any])?.count == 2 && (record["corrections"] as? [Any])?.count == 3, "\(json)")
    let same = try preview(propose(inForce, "same.csv"))
    #expect(same.text.contains("0 proposed corrections") && same.text.contains("No guild’s score"), "\(same)")

    let other = try propose("requests,G1-9,amend,first_response_at,", "zzz.csv")
    expectFailure(
      try preview(other), Code.data,
      says: "zzz.csv:2:1: this amends first_response_at of the row `G1-9` of requests to nothing, and ",
      "corrections.csv:2:1 to `2026-10-02T12:00:00Z`")
    expectFailure(try preview(["--proposed", "\(data.path)/none.csv"]), Code.noInput, says: "none.csv")
    expectFailure(try preview(files + ["--without", "exemptions"]), Code.usage, says: "give one of the two")
    expectFailure(try preview(files + files), Code.usage, says: "twice")
  }
}

extension String {
  /// Without a line, counted from 0.
  fileprivate mutating func removeLine(_ number: Int) {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)
    lines.remove(at: number)
    self = lines.joined(separator: "\n")
  }

  fileprivate mutating func replace(_ text: String, _ other: String) { self = replacing(text, with: other) }
}
