import Foundation
import TestSupport
import Testing

@Suite struct BadRowTests {
  /// 60 good requests of guild A, one a line.
  static let sixty = (1...60).map { "r\($0 + 100),A,b1,2026-10-0\($0 % 9 + 1)T10:00:00Z,,,,\n" }

  struct Bad: Sendable, CustomTestStringConvertible {
    var table: String
    var row: String
    var column: Int
    var cause: String
    var testDescription: String { "\(table): \(row)" }

    init(_ table: String, _ row: String, _ column: Int, _ cause: String) {
      (self.table, self.row, self.column, self.cause) = (table, row, column, cause)
    }
  }

  static let bad: [Bad] = [
    Bad("requests", "r9,A,b1,2026-10-02T10:00:00Z,,,", 1, "wrong number of fields; expected 8 fields, found 7"),
    Bad("requests", "r9,A,b1,2026-10-02T10:00:00Z,,,,,", 1, "wrong number of fields; expected 8 fields, found 9"),
    Bad("requests", "r9,A,b1,2026-10-02T10:00:00Z,,,,\rr8,A,b1,2026-10-02T10:00:00Z,,,,", 1, "wrong number of fields"),
    Bad("requests", "r9,\"A\"B,b1,2026-10-02T10:00:00Z,,,,", 1, "text follows a closing quote"),
    Bad("requests", ",A,b1,2026-10-02T10:00:00Z,,,,", 1, "request_id is missing"),
    Bad("requests", "r9,,b1,2026-10-02T10:00:00Z,,,,", 4, "guild_id is missing"),
    Bad("requests", "r9,\"\",b1,2026-10-02T10:00:00Z,,,,", 5, "guild_id is missing"),
    Bad("requests", "r9,a,b1,2026-10-02T10:00:00Z,,,,", 4, "unknown guild: \"a\""),
    Bad("requests", "r9, A,b1,2026-10-02T10:00:00Z,,,,", 4, "unknown guild: \" A\""),
    Bad("requests", "r9,A,b1,,,,,", 9, "opened_at is missing"),
    Bad("requests", "r9,A,b1,2026-13-02T10:00:00Z,,,,", 9, "opened_at is not a time: \"2026-13-02T10:00:00Z\""),
    Bad("requests", "r9,A,b1,2026-02-29T10:00:00Z,,,,", 9, "opened_at is not a time"),
    Bad("requests", "r9,A,b1,2026-10-02T24:00:00Z,,,,", 9, "opened_at is not a time"),
    Bad("requests", "r9,A,b1,2026-10-02,,,,", 9, "opened_at is not a time: \"2026-10-02\"; expected a time such as"),
    Bad("requests", "r9,A,b1,1790000000,,,,", 9, "opened_at is not a time"),
    Bad("requests", "r9,A,b1,2026-10-02T10:00:00+8,,,,", 9, "opened_at is not a time"),
    Bad(
      "requests", "r9,A,b1,2026-10-02T10:00:00Z,\u{1B}[31mred,,,", 30,
      "first_response_at is not a time: \"\\u{1b}[31mred\""),
    Bad(
      "requests", "r9,A,b1,2026-10-02T10:00:00Z,2026-10-02T09:59:59Z,,,", 30, "first_response_at is before opened_at"),
    Bad("requests", "r9,A,b1,2026-10-02T10:00:00Z,,2026-10-02T11:59:59+02:00,,", 31, "resolved_at is before opened_at"),
    Bad(
      "requests", "r9,A,b1,2026-10-02T10:00:00Z,,2026-10-03T10:00:00Z,2026-10-03T09:00:00Z,", 52,
      "reopened_at is before resolved_at"),
    Bad("memberships", "A,b9,2026-13-01,,", 6, "joined_on is not a date"),
    Bad("memberships", "A,b9,2026-10-05,2026-10-04,pay", 17, "left_on is before joined_on"),
    Bad(
      "memberships", "A,b9,2026-01-01,2026-10-04,boredom", 28,
      "leave_reason is not in its closed list: \"boredom\"; expected one of pay,"),
    Bad("memberships", "A,,2026-01-01,,", 3, "broadcaster_id is missing"),
    Bad("payouts", "p9,A,b1,2026-08,USD,1e9,50,50,2026-09-10,,", 21, "gross is not an amount: \"1e9\""),
    Bad("payouts", "p9,A,b1,2026-08,USD,100,\"12,5\",50,2026-09-10,,", 26, "entitled is not an amount: \"12,5\""),
    Bad("payouts", "p9,A,b1,2026-08,USD,100,50.00001,50,2026-09-10,,", 25, "entitled has more than four decimals"),
    Bad("payouts", "p9,A,b1,2026-08,USD,100,50,-50,2026-09-10,2026-09-10,", 28, "paid is negative"),
    Bad("payouts", "p9,A,b1,2026-08,USD,$100,50,50,2026-09-10,,", 21, "gross is not an amount"),
    Bad("payouts", "p9,A,b1,2026-08,USD,.5,50,50,2026-09-10,,", 21, "gross is not an amount"),
    Bad("payouts", "p9,A,b1,2026-08,USD,99999999999999999999,50,50,2026-09-10,,", 21, "gross is too large"),
    Bad("payouts", "p9,A,b1,2026-08,,100,50,50,2026-09-10,,", 17, "currency is missing"),
    Bad("payouts", "p9,A,b1,2026-08,USD,100,,50,2026-09-10,,", 25, "entitled is missing"),
    Bad("payouts", "p9,A,b1,2026-08,USD,100,50,50,10.9.2026,,", 31, "due_on is not a date"),
    Bad(
      "complaints", "c9,A,b1,2026-10-02T10:00:00Z,pay,major,upheld,", 40,
      "decided_at is missing though outcome is upheld"),
    Bad("complaints", "c9,A,b1,2026-10-02T10:00:00Z,pay,severe,pending,", 34, "severity is not in its closed list"),
    Bad(
      "complaints", "c9,A,b1,2026-10-02T10:00:00Z,pay,major,Upheld,2026-10-03T10:00:00Z", 40,
      "outcome is not in its closed list"),
    Bad(
      "complaints", "c9,A,b1,2026-10-02T10:00:00Z,pay,major,upheld,2026-10-01T10:00:00Z", 47,
      "decided_at is before filed_at"),
    Bad("guilds", ",Nobody,EU", 1, "guild_id is missing"),
    Bad("guilds", "C,Gamma", 1, "wrong number of fields; expected 3 fields, found 2"),
  ]

  static let platform: SmallPlatform = {
    var platform = SmallPlatform()
    platform.requests += sixty.joined()
    return platform
  }()
  static let plain = Result { try measures(platform.written()) }

  @Test("one bad row is set aside with its place, and changes no measure", arguments: bad)
  func oneBadRow(_ bad: Bad) throws {
    let plain = try Self.plain.get()
    expectDone(plain)
    var tables = Self.platform.tables
    let line = try #require(tables[bad.table]).filter { $0 == "\n" }.count + 1
    tables[bad.table]? += bad.row + "\n"
    let data = try TemporaryData(tables)
    let out = "\(data.path)/cards"
    let outcome = try Guildmark.run("report", "--data", data.path, "--month", "2026-10", "--out", out)
    expectDone(outcome)
    #expect(outcome.words.contains("note: \(bad.table): 1 bad row set aside"), "\(outcome)")
    #expect(outcome.words.contains("\(data.path)/\(bad.table).csv:\(line):\(bad.column): \(bad.cause)"), "\(outcome)")
    #expect(!outcome.words.contains("\u{1B}"))

    let written = files(in: out)
    #expect(written["measures.csv"] == plain.output)
    let rows = TextTable(String(decoding: written["bad_rows.csv"] ?? [], as: UTF8.self)).records
    #expect(rows.count == 1)
    #expect(
      rows[0]["table"] == bad.table && rows[0]["line"] == "\(line)" && rows[0]["column"] == "\(bad.column)", "\(rows)")
  }

  @Test("more bad rows than tolerated: bad data, the first ten named, no report")
  func tooMany() throws {
    let data = try SmallPlatform.written {
      $0.requests += Self.sixty.prefix(40).joined() + Self.sixty.map { $0.replacing(",A,", with: ",NOBODY,") }.joined()
    }
    let out = "\(data.path)/cards"
    let outcome = try Guildmark.run("report", "--data", data.path, "--month", "2026-10", "--out", out)
    expectFailure(
      outcome, Code.data, says: "requests: 60 of 103 rows are bad, more than the 1.0 % that data.tolerate allows")
    let named = outcome.words.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(named.count == 10, "\(outcome)")
    for (i, line) in named.enumerated() { #expect(line.contains("requests.csv:\(45 + i):6: unknown guild"), "\(line)") }
    #expect(!isThere(out))

    // Nine are too few to say that a table is bad.
    let few = try SmallPlatform.written {
      $0.requests += Self.sixty.prefix(9).map { $0.replacing(",A,", with: ",NOBODY,") }.joined()
    }
    let allowed = try measures(few)
    expectDone(allowed)
    #expect(allowed.words.contains("requests: 9 bad rows set aside"), "\(allowed)")

    try data.write(Array("data: { tolerate: 60% }\nscorers: { responsiveness: }\n".utf8), to: "patient.yaml")
    expectDone(try measures(data, "--programme", "\(data.path)/patient.yaml"))
  }

  @Test("the bad rows found are those that the simulation says it made")
  func injected() throws {
    let data = try TemporaryData()
    let tables = "\(data.path)/tables"
    expectDone(
      try Guildmark.run(
        "simulate", "--out", tables, "--guilds", "20", "--broadcasters", "400", "--months", "3", "--requests", "1500",
        "--bad-rows", "20%", "--seed", "11"))
    // Guilds that closed would take their rows with them.
    var guilds = TextTable(try String(contentsOfFile: "\(tables)/guilds.csv", encoding: .utf8))
    let closed = try #require(guilds.place(of: "closed_on"))
    for i in guilds.rows.indices { guilds.rows[i][closed] = "" }
    try data.write(Array(guilds.text.utf8), to: "tables/guilds.csv")
    try data.write(
      Array(
        "data: { tolerate: 50% }\nscorers:\n  responsiveness:\n  payout_fairness:\n  retention:\n  complaint_rate:\n"
          .utf8),
      to: "patient.yaml")
    let out = "\(data.path)/cards"
    // Long after, so that every row is there.
    expectDone(
      try Guildmark.run(
        "report", "--data", tables, "--month", "2027-06", "--out", out, "--programme", "\(data.path)/patient.yaml"))
    let found = TextTable(try String(contentsOfFile: "\(out)/bad_rows.csv", encoding: .utf8)).records
    let faults = TextTable(try String(contentsOfFile: "\(tables)/faults.csv", encoding: .utf8)).records
    #expect(faults.count > 300)
    #expect(
      found.map { "\($0["table"]!):\($0["line"]!)" }.sorted()
        == faults.map { "\($0["table"]!):\($0["line"]!)" }.sorted())
    let causes = Dictionary(found.map { ("\($0["table"]!):\($0["line"]!)", $0["cause"]!) }, uniquingKeysWith: { $1 })
    for fault in faults {
      let cause = causes["\(fault["table"]!):\(fault["line"]!)"] ?? ""
      let kind = try #require(fault["kind"])
      let words = try #require(Self.causes[kind], "no cause is known for \(kind)")
      #expect(cause.contains(words), "\(fault): \(cause)")
    }
    #expect(Set(faults.compactMap { $0["kind"] }) == Set(Self.causes.keys))
  }

  static let causes = [
    "unparsable_time": "is not a time", "unparsable_date": "is not a date", "impossible_date": "is not a ",
    "amount_with_exponent": "gross is not an amount", "amount_with_comma": "entitled is not an amount",
    "five_decimals": "entitled has more than four decimals", "negative_amount": "gross is negative",
    "field_too_few": "wrong number of fields", "field_too_many": "wrong number of fields", "missing_key": "is missing",
    "unknown_guild": "unknown guild", "unknown_word": "is not in its closed list",
    "left_before_joined": "left_on is before joined_on",
    "response_before_opening": "first_response_at is before opened_at",
    "resolution_before_opening": "resolved_at is before opened_at",
    "reopening_before_resolution": "reopened_at is before resolved_at",
    "decision_before_filing": "decided_at is before filed_at",
    "upheld_without_decision": "decided_at is missing though outcome is upheld",
  ]
}
