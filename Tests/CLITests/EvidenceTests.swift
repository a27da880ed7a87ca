import Foundation
import TestSupport
import Testing

/// The rows behind a measure, through the real binary.
struct EvidenceTests {
  private func evidence(
    _ guild: String, _ measure: String, _ data: TemporaryData, _ options: String...
  ) throws -> Guildmark.Outcome {
    try Guildmark.run(["evidence", guild, measure, "--data", data.path, "--month", "2026-10"] + options)
  }

  private static let answered = "responsiveness.within_target_rate"

  @Test("each row comes with its place, its columns, what it counted as and why; the sum is the measure")
  func rows() throws {
    let data = try SmallPlatform.written()
    let outcome = try evidence("A", Self.answered, data)
    expectDone(outcome)
    #expect(
      outcome.lines[0]
        == "table,file,line,request_id,guild_id,opened_at,first_response_at,resolved_at,reopened_at,channel,counted_as,numerator,denominator,value,rule,correction"
    )
    #expect(
      outcome.lines[1]
        == "requests,\(data.path)/requests.csv,2,r1,A,2026-10-02T10:00:00Z,2026-10-02T12:00:00Z,2026-10-03T12:00:00Z,,chat,success,1.0,1.0,1.0,opened_at + 24 h lies in October 2026; and first_response_at comes within 24 h,"
    )
    let rows = TextTable(outcome.text).records
    #expect(rows.map { $0["request_id"] } == ["r1", "r2"] && rows.map { $0["counted_as"] } == ["success", "breach"])
    #expect(outcome.words.contains("\(Self.answered) of A in 2026-10: 1 of 2, which is 0.5, from 2 rows"), "\(outcome)")
    #expect(measure("within_target_rate", of: "A", in: try measures(data)) == "0.5,1.0,2.0")
    #expect(try evidence("A", Self.answered, data, "--quiet").words.isEmpty)
    #expect(try evidence("A", Self.answered, data, "--threads", "7").output == outcome.output)
  }

  @Test("rows of two tables stand in one, each with its own columns")
  func twoTables() throws {
    let outcome = try evidence("A", "complaint_rate.upheld_per_1000", SmallPlatform.written())
    let rows = TextTable(outcome.text).records
    #expect(rows.map { $0["table"] } == ["complaints", "memberships", "memberships"])
    #expect(rows.map { $0["counted_as"] } == ["event", "exposure", "exposure"])
    #expect(rows.map { $0["joined_on"] } == ["", "2026-01-01", "2026-01-01"])
    #expect(rows.map { $0["severity"] } == ["major", "", ""])
  }

  @Test("JSON says the same, and what it rests on")
  func json() throws {
    let data = try SmallPlatform.written()
    let outcome = try evidence("A", "payout_fairness.underpayment_rate", data, "--format", "json")
    expectDone(outcome)
    let document = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect(document["schema"] as? String == "guildmark/evidence/1")
    #expect((document["guild"] as? [String: Any])?["name"] as? String == "Alpha")
    #expect(document["numerator"] as? Double == 20 && document["denominator"] as? Double == 150)
    #expect((document["window"] as? [String: Any])?["from"] as? String == "2026-10-01")
    #expect(document["identities"] as? String == "left_out" && document["no_data"] is NSNull)
    let rows = try #require(document["rows"] as? [[String: Any]])
    #expect(rows.map { $0["counted_as"] as? String } == ["in full", "amount short"])
    let columns = try #require(rows[1]["columns"] as? [String: Any])
    #expect(columns["paid"] as? String == "80.00" && columns["disputed"] is NSNull && columns["broadcaster_id"] == nil)
    #expect(rows.map { $0["numerator"] as? Double } == [0, 20])
  }

  @Test("with --all the guild's other rows are shown, and bad ones with their cause")
  func all() throws {
    let data = try SmallPlatform.written {
      $0.requests += "r4,A,b1,2026-09-02T10:00:00Z,,,,\nr5,A,b1,never,,,,\nr6,NOBODY,b1,2026-10-02T10:00:00Z,,,,\n"
    }
    let plain = try evidence("A", Self.answered, data)
    #expect(
      plain.words.contains("of the guild’s rows, 1 more does not count and 1 is set aside; --all shows them"))
    let rows = TextTable(try evidence("A", Self.answered, data, "--all").text).records
    #expect(rows.map { $0["counted_as"] } == ["success", "breach", "not counted", "set aside"])
    #expect(rows[2]["rule"] == "not: opened_at + 24 h lies in October 2026" && rows[2]["denominator"] == "")
    #expect(rows[3]["rule"]?.hasPrefix("opened_at is not a time") == true && rows[3]["opened_at"] == "never")
  }

  @Test("what a correction has done to a row shows, with its reason")
  func corrections() throws {
    let data = try SmallPlatform.written {
      $0.further["corrections"] = """
        table,row_key,action,column,value,reason,decided_by,decided_on
        requests,r1,set_aside,,,opened twice,desk,2026-11-05
        requests,r2,amend,first_response_at,2026-10-05T11:00:00Z,the clock was wrong,desk,2026-11-05
        requests,r3,amend,guild_id,A,hers since May,desk,2026-11-05
        complaints,c1,set_aside,,,not about the guild,desk,2026-11-05

        """
    }
    let name = Self.answered
    let outcome = try evidence("A", name, data, "--all")
    expectDone(outcome)
    let rows = TextTable(outcome.text).records
    #expect(rows.map { $0["counted_as"] } == ["set aside", "success", "success"])
    #expect(rows[0]["rule"] == "a correction sets the row aside")
    #expect(rows[0]["correction"] == "set aside: opened twice (desk, 2026-11-05)")
    #expect(rows[1]["first_response_at"] == "2026-10-05T11:00:00Z")
    #expect(rows[2]["guild_id"] == "A" && rows[2]["correction"]?.hasPrefix("came from another guild: hers") == true)
    #expect(measure("within_target_rate", of: "A", in: try measures(data)) == "1.0,2.0,2.0")
    let left = TextTable(try evidence("B", name, data, "--all").text).records
    #expect(left.map { $0["counted_as"] } == ["set aside"], "\(left)")
    #expect(left[0]["rule"] == "a correction takes the row out of the guild or the month")
    #expect(!outcome.words.contains("counts for nothing"), "\(outcome)")
  }

  @Test("exempt rows are shown with --all as exempt, and the others add up to the measure")
  func exempt() throws {
    let data = try SmallPlatform.written()
    let programme = """
      scorers: { responsiveness: }
      exemptions:
        - { name: Outage, from: 2026-10-05, to: 2026-10-06, tables: [requests], regions: [EU], reason: It was down. }

      """
    try data.write(Array(programme.utf8), to: "p.yaml")
    let outcome = try evidence("A", Self.answered, data, "--programme", "\(data.path)/p.yaml", "--all")
    expectDone(outcome)
    let rows = TextTable(outcome.text).records
    #expect(
      rows.map { $0["request_id"] } == ["r1", "r2"] && rows.map { $0["counted_as"] } == ["success", "not counted"])
    #expect(rows[1]["rule"] == "exempt: Outage (It was down.)" && rows[1]["numerator"] == "")
    let sums = ["numerator", "denominator"].map { key in rows.compactMap { Double($0[key] ?? "") }.reduce(0, +) }
    #expect(sums == [1, 1])
    let all = try measures(data, "--programme", "\(data.path)/p.yaml")
    #expect(measure("within_target_rate", of: "A", in: all) == "1.0,1.0,1.0")
    let plain = try evidence("A", Self.answered, data, "--programme", "\(data.path)/p.yaml")
    #expect(TextTable(plain.text).records.map { $0["request_id"] } == ["r1"], "\(plain)")
    #expect(plain.words.contains("1 more does not count"), "\(plain)")
    let other = try evidence("B", Self.answered, data, "--programme", "\(data.path)/p.yaml", "--all")
    #expect(TextTable(other.text).records.map { $0["rule"]?.hasPrefix("exempt: Outage") } == [true], "\(other)")
  }

  @Test("a measure whose column is absent has no rows, and says why")
  func absent() throws {
    let data = try SmallPlatform.written {
      $0.requests = SmallPlatform.requestColumns + "r1,A,b1,2026-10-02T10:00:00Z,2026-10-02T12:00:00Z,\n"
    }
    let outcome = try evidence("A", "responsiveness.reopen_rate", data)
    expectDone(outcome)
    #expect(
      outcome.lines.count == 2 && outcome.words.contains("no data, no column reopened_at in requests"), "\(outcome)")
  }

  @Test("broadcasters' ids are left out, or pseudonyms, or shown when that is asked for")
  func identities() throws {
    let data = try SmallPlatform.written()
    try data.write(Array(repeating: 7, count: 32), to: "key")
    try data.write(Array(repeating: 8, count: 32), to: "other")
    func broadcasters(_ measure: String, _ options: String...) throws -> [String?] {
      let outcome = try Guildmark.run(
        ["evidence", "A", measure, "--data", data.path, "--month", "2026-10"] + options)
      expectDone(outcome)
      return TextTable(outcome.text).records.map { $0["broadcaster_id"] }
    }
    #expect(try broadcasters(Self.answered) == [nil, nil])
    #expect(try broadcasters(Self.answered, "--identities") == ["b1", "b2"])
    let keyed = try broadcasters(Self.answered, "--pseudonyms", "\(data.path)/key")
    // The first 16 digits of HMAC-SHA-256, as any library makes it.
    #expect(keyed == ["35c586e97cc68eb5", "58e29d1ba95febb3"])
    #expect(try broadcasters("retention.attrition_rate", "--pseudonyms", "\(data.path)/key") == keyed)
    #expect(try broadcasters(Self.answered, "--pseudonyms", "\(data.path)/other") != keyed)
    let plain = try evidence("A", Self.answered, data)
    #expect(plain.words.contains("ids are left out; --pseudonyms KEYFILE or --identities puts them in"))
  }

  @Test("a key that is missing, too short or given along with --identities is refused")
  func keys() throws {
    let data = try SmallPlatform.written()
    try data.write(Array(repeating: 7, count: 15), to: "short")
    expectFailure(
      try evidence("A", Self.answered, data, "--pseudonyms", "\(data.path)/none"), Code.noInput, says: "/none")
    expectFailure(try evidence("A", Self.answered, data, "--pseudonyms", data.path), Code.noInput, says: data.path)
    expectFailure(
      try evidence("A", Self.answered, data, "--pseudonyms", "\(data.path)/short"), Code.data,
      says: "at least 16 bytes, and this one 15", "head -c 32 /dev/urandom")
    #expect(
      try evidence("A", Self.answered, data, "--pseudonyms", "\(data.path)/short", "--identities").code == Code.usage)
  }

  @Test("a guild or measure that there is not is answered with the nearest")
  func unknown() throws {
    let data = try SmallPlatform.written()
    expectFailure(try evidence("alpha", Self.answered, data), Code.noInput, says: "no guild alpha", "did you mean A?")
    expectFailure(
      try evidence("A", "responsiveness.within_target_rat", data), Code.usage, says: "did you mean \(Self.answered)?")
    expectFailure(
      try evidence("A", "retention.exit_reasons.pya", data, "--identities"), Code.usage, says: "did you mean pay?")
    expectFailure(
      try evidence("A", Self.answered, data, "--input", "request=x.csv"), Code.usage,
      says: "nothing reads a table request")
    expectFailure(try Guildmark.run("evidence", "A", Self.answered, "--month", "2026-10"), Code.usage, says: "--data")
  }

  @Test("tables come from anywhere: folders, compressed, standard input, and without a table of guilds")
  func inputs() throws {
    let data = try SmallPlatform.written()
    let plain = try evidence("A", Self.answered, data)
    let script = """
      cd \(data.path) && mkdir -p other/requests && cp guilds.csv other && gzip -c requests.csv > other/requests/1.csv.gz
      guildmark evidence A \(Self.answered) --data other --month 2026-10 | sed 's|other/requests/1.csv.gz|X|'
      rm other/guilds.csv
      guildmark evidence A \(Self.answered) --data other --month 2026-10 | sed 's|other/requests/1.csv.gz|X|'
      cat requests.csv | guildmark evidence A \(Self.answered) --data . --month 2026-10 --input requests=- | sed 's|standard input|X|'
      """
    let others = try Guildmark.shell(script)
    let expected = plain.text.replacing("\(data.path)/requests.csv", with: "X")
    #expect(others.text == expected + expected + expected, "\(others)")
  }

  @Test("it says whether that is what a ledger has published")
  func ledger() throws {
    let data = try SmallPlatform.written()
    let ledger = "\(data.path)/l.sqlite"
    expectDone(try Guildmark.run("ledger", "create", ledger))
    func words() throws -> String {
      let outcome = try evidence("A", Self.answered, data, "--ledger", ledger)
      expectDone(outcome)
      return outcome.words
    }
    #expect(try words().contains("2026-10 is not in the ledger"))
    expectDone(
      try Guildmark.run(
        "publish", "--final", "--on", "2026-11-03", "--ledger", ledger, "--data", data.path, "--month", "2026-10"))
    #expect(try words().contains("that is what was published as version 1 of 2026-10"))
    try data.write(Array(SmallPlatform().requests.replacing("r2,A", with: "r2,B").utf8), to: "requests.csv")
    #expect(try words().contains("version 1 of 2026-10 published something else: 1 of 2"))
    expectFailure(try evidence("A", Self.answered, data, "--ledger", "\(data.path)/no"), Code.noInput, says: "/no")
  }

  @Test("texts that mean mischief come out as text")
  func hostile() throws {
    let texts = ["=cmd()", "<script>alert(1)</script>", "\u{1B}[31mred", "a\nb, \"c\"", "-2+3"]
    let requests = TextTable(
      columns: ["request_id", "guild_id", "broadcaster_id", "opened_at", "first_response_at", "channel"],
      rows: texts.flatMap { id in texts.map { [$0, id, "secret", "2026-10-02T10:00:00Z", "2026-10-02T12:00:00Z", $0] } }
    )
    let guilds = TextTable(columns: ["guild_id", "name"], rows: texts.map { [$0, $0] })
    let data = try TemporaryData(["guilds": guilds.text, "requests": requests.text])
    for id in texts {
      let arguments = ["--data", data.path, "--month", "2026-10"]
      let csv = try Guildmark.run(["evidence"] + arguments + ["--", id, Self.answered])
      expectDone(csv)
      let rows = TextTable(csv.text).records
      #expect(rows.count == texts.count && !csv.text.contains("secret"))
      #expect(Set(rows.map { $0["request_id"]! }) == Set(texts.map { "=-".contains($0.first!) ? "'\($0)" : $0 }))
      #expect(!csv.words.contains("\u{1B}"))
      let json = try Guildmark.run(["evidence", "--format", "json"] + arguments + ["--", id, Self.answered])
      #expect(!json.output.contains(0x1B) && !json.text.contains("<script") && !json.text.contains("secret"))
      let document = try #require(JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any])
      let found = (document["rows"] as? [[String: Any]])?.compactMap {
        ($0["columns"] as? [String: Any])?["channel"] as? String
      }
      #expect(Set(found ?? []) == Set(texts))
    }
  }

  @Test("a closed pipe ends quietly, and a full disk is told")
  func streams() throws {
    let data = try SmallPlatform.written()
    let line = "guildmark evidence A \(Self.answered) --data \(data.path) --month 2026-10 --quiet"
    let closed = try Guildmark.shell("{ sleep 0.2; \(line); } | true; echo ${PIPESTATUS[0]}")
    #expect(closed.text == "0\n" && closed.words.isEmpty, "\(closed)")
    expectFailure(try Guildmark.shell("\(line) >/dev/full"), Code.cannotWrite, says: "No space left")
  }

  @Test(
    "on a platform the rows are what measures prints, to the last digit",
    .enabled(if: Golden.isThere("platform"), Comment(rawValue: Golden.isAbsent)),
    arguments: [
      ("G000001", Self.answered), ("G000007", "payout_fairness.underpayment_rate"),
      ("G000013", "complaint_rate.severity_weighted_per_1000"), ("G000020", "retention.let_go_rate"),
    ])
  func golden(guild: String, name: String) throws {
    let arguments = ["--data", Golden.path("platform"), "--month", "2026-10"]
    let outcome = try Guildmark.run(["evidence", guild, name, "--format", "json"] + arguments)
    expectDone(outcome)
    let all = try Guildmark.run(["measures", "--quiet"] + arguments)
    let published = measure(String(name.split(separator: ".")[1]), of: guild, in: all)
    // As text: not every reader of JSON takes a number to the last digit.
    let figures = ["value", "numerator", "denominator"].compactMap { key in
      outcome.lines.first { $0.hasPrefix("  \"\(key)\": ") }?.dropFirst(key.count + 6).dropLast()
    }
    #expect(figures.joined(separator: ",") == published)
  }
}
