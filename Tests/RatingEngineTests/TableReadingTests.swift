import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// From files to measures: what counts, what is bad, what is not there yet.
struct TableReadingTests {
  static let october = Month(year: 2026, month: 10)

  private func tallied(
    _ tables: [String: String], _ yaml: String? = nil, month: Month = october
  ) throws -> (TalliedMonth, Programme) {
    let programme =
      try yaml.map { try RatingEngineTests.programme($0, scorers: knownScorers) }
      ?? Programme.standard(scorers: knownScorers)
    let data = try TemporaryData(tables)
    return (try TalliedMonth(data: data.path, programme: programme, month: month, threads: 1), programme)
  }

  private func values(_ tables: [String: String], _ yaml: String? = nil) throws -> [String: Double?] {
    let (tallied, programme) = try tallied(tables, yaml)
    let rows = try tallied.measured(by: programme).rows(of: programme)
    return Dictionary(uniqueKeysWithValues: rows.map { ("\($0.guildID) \($0.measure)", $0.value) })
  }

  private static let requests =
    "request_id,guild_id,broadcaster_id,opened_at,first_response_at,resolved_at,reopened_at\n"
  private static let payouts =
    "payout_id,guild_id,broadcaster_id,period,currency,gross,entitled,paid,due_on,paid_on\n"
  private static let complaints =
    "complaint_id,guild_id,broadcaster_id,filed_at,category,severity,outcome,decided_at\n"
  private static let memberships = "guild_id,broadcaster_id,joined_on,left_on,leave_reason\n"

  // MARK: As of the month's end

  @Test("a month rated again, over tables that have grown, gives the same bytes")
  func asOf() throws {
    let then = [
      "guilds": "guild_id,name,onboarded_on\nA,One,2026-01-01\n",
      "requests": Self.requests + "1,A,b,2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,,\n2,A,b,2026-10-30T09:00:00Z,,,\n",
      "payouts": Self.payouts + "1,A,b,2026-09,EUR,20,10,,2026-09-05,\n",
      "complaints": Self.complaints + "1,A,b,2026-10-05T09:00:00Z,x,minor,pending,\n",
      "memberships": Self.memberships + "A,b,2026-09-01,,\n",
      "fx_rates": "month,currency,rate\n2026-09,EUR,1.1\n",
    ]
    let later = [
      "guilds": then["guilds"]! + "B,Two,2026-11-01\n",
      "requests": Self.requests
        + "1,A,b,2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,2026-11-02T00:00:00Z,2026-11-03T00:00:00Z\n"
        + "2,A,b,2026-10-30T09:00:00Z,2026-11-01T00:00:00Z,,\n3,B,b,2026-11-05T09:00:00Z,,,\n"
        + "4,B,b,2026-10-05T09:00:00Z,nonsense,,\n5,A,b,2026-11-01T00:00:00Z,,2020-01-01T00:00:00Z,\n",
      "payouts": Self.payouts
        + "1,A,b,2026-09,EUR,20,10,9,2026-09-05,2026-11-01\n2,A,b,2026-10,EUR,1,1,1,2026-11-01,\n",
      "complaints": Self.complaints + "1,A,b,2026-10-05T09:00:00Z,x,minor,upheld,2026-11-01T00:00:00Z\n",
      "memberships": Self.memberships + "A,b,2026-09-01,2026-11-01,pay\nA,c,2026-11-01,,\n",
      "fx_rates": then["fx_rates"]! + "2026-11,EUR,1.3\n2026-11,EUR,oops\n",
    ]
    let records = try [then, later].map { tables in
      let (tallied, programme) = try tallied(tables)
      return try rate(tallied.measured(by: programme), by: programme, tool: testTool).jsonBytes
    }
    #expect(records[0] == records[1])
  }

  @Test("guilds onboarded at or past the cutoff, or closed before the month, are left out: neither counted nor bad")
  func leftOut() throws {
    let guilds = """
      guild_id,onboarded_on,closed_on
      in,2026-10-31,
      late,2026-11-01,
      closed,,2026-09-30
      closing,,2026-10-01

      """
    let rows = ["in", "late", "closed", "closing"].map { "\($0),\($0),b,2026-10-05T09:00:00Z,,,\n" }.joined()
    let bad = "x,late,b,nonsense,,,\nx,closed,b,2026-10-05T09:00:00Z,2026-10-05T08:00:00Z,,\n"
    let (tallied, _) = try tallied(["guilds": guilds, "requests": Self.requests + rows + bad])
    #expect(tallied.guilds.map(\.id.description) == ["closing", "in"])
    #expect(tallied.badRows == [])
    #expect(tallied.inputs.first { $0.table == "requests" }?.rows == 2)
    #expect(tallied.inputs.first { $0.table == "guilds" }?.rows == 2)
  }

  // MARK: Bad rows

  @Test(
    "a bad row is set aside, with its cause and the place of its fault",
    arguments: [
      ("requests", "1,A,b,2026-10-05,,,", "opened_at is not a time", 7),
      ("requests", "1,A,b,,,,", "opened_at is missing", 7),
      ("requests", ",A,b,2026-10-05T09:00:00Z,,,", "request_id is missing", 1),
      ("requests", "1,,b,2026-10-05T09:00:00Z,,,", "guild_id is missing", 3),
      ("requests", "1,Z,b,2026-10-05T09:00:00Z,,,", "unknown guild", 3),
      ("requests", "1,A,b,2026-10-05T09:00:00Z,,", "wrong number of fields", 1),
      ("requests", "1,A,b,2026-10-05T09:00:00Z,,,,", "wrong number of fields", 1),
      ("requests", "\"1\"x,A,b,2026-10-05T09:00:00Z,,,", "text follows a closing quote", 1),
      ("requests", "1,A,b,2026-10-05T09:00:00Z,2026-10-05T08:59:59Z,,", "first_response_at is before opened_at", 28),
      ("requests", "1,A,b,2026-10-05T09:00:00Z,,2026-10-05T08:59:59Z,", "resolved_at is before opened_at", 29),
      (
        "requests", "1,A,b,2026-10-05T09:00:00Z,,2026-10-06T09:00:00Z,2026-10-06T08:00:00Z",
        "reopened_at is before resolved_at or opened_at", 50
      ),
      ("payouts", "1,A,b,2026-09,USD,-1,1,1,2026-10-05,", "gross is negative", 19),
      ("payouts", "1,A,b,2026-09,USD,1,1.00001,1,2026-10-05,", "entitled has more than four decimals", 21),
      ("payouts", "1,A,b,2026-09,USD,1,1,x,2026-10-05,", "paid is not an amount", 23),
      ("payouts", "1,A,b,2026-09,USD,1,1,1,2026-02-30,", "due_on is not a date", 25),
      ("payouts", "1,A,b,2026-09,USD,1000000000000000,1,1,2026-10-05,", "gross is too large", 19),
      ("payouts", "1,A,b,2026-09,,1,1,1,2026-10-05,", "currency is missing", 15),
      ("payouts", "1,A,b,2026-9,EUR,1,1,1,2026-10-05,", "period is not a month", 7),
      ("memberships", "A,b,2026-10-05,2026-10-04,", "left_on is before joined_on", 16),
      ("memberships", "A,b,2026-10-05,2026-10-06,boredom", "leave_reason is not in its closed list", 27),
      ("complaints", "1,A,b,2026-10-05T09:00:00Z,x,grave,pending,", "severity is not in its closed list", 30),
      (
        "complaints", "1,A,b,2026-10-05T09:00:00Z,x,minor,upheld,",
        "decided_at is missing though outcome is upheld or rejected", 36
      ),
      (
        "complaints", "1,A,b,2026-10-05T09:00:00Z,x,minor,rejected,",
        "decided_at is missing though outcome is upheld or rejected", 36
      ),
      (
        "complaints", "1,A,b,2026-10-05T09:00:00Z,x,minor,upheld,2026-10-04T00:00:00Z", "decided_at is before filed_at",
        43
      ),
    ] as [(String, String, String, Int)])
  func bad(_ table: String, _ row: String, _ cause: String, _ column: Int) throws {
    let headers = [
      "requests": Self.requests, "payouts": Self.payouts, "memberships": Self.memberships,
      "complaints": Self.complaints,
    ]
    let (tallied, _) = try tallied(["guilds": "guild_id\nA\n", table: headers[table]! + "\n" + row + "\n"])
    let found = try #require(tallied.badRows.first)
    #expect(found.cause == cause && found.table == table)
    #expect((found.place?.line, found.place?.column) == (3, column))
    let input = try #require(tallied.inputs.first { $0.table == table })
    #expect(input.rows == 1 && input.badRows == [.init(cause: cause, count: 1)])
  }

  @Test(
    "a row may be unusual and good",
    arguments: [
      ("requests", "1,A,b,2026-10-05T09:00:00Z,2026-10-05T09:00:00Z,2026-10-05T09:00:00Z,2026-10-05T09:00:00Z"),
      ("requests", "1,A,b,2026-10-05T09:00:00.9Z,2026-10-05T09:00:00.1Z,,"),
      ("requests", "\"1\",\"A\",b,\"2026-10-05T09:00:00Z\",\"\",,"),
      ("memberships", "A,b,2026-10-05,2026-10-05,"),
      ("complaints", "1,A,b,2026-10-05T09:00:00Z,x,minor,withdrawn,"),
      ("complaints", "1,A,b,2026-10-05T09:00:00Z,x,minor,upheld,2026-11-04T00:00:00Z"),
      ("payouts", "1,A,b,2026-09,USD,0,0,,2026-10-05,2026-10-01"),
    ])
  func good(_ table: String, _ row: String) throws {
    let headers = [
      "requests": Self.requests, "payouts": Self.payouts, "memberships": Self.memberships,
      "complaints": Self.complaints,
    ]
    let (tallied, _) = try tallied(["guilds": "guild_id\nA\n", table: headers[table]! + row])
    #expect(tallied.badRows == [])
    #expect(tallied.inputs.first { $0.table == table }?.rows == 1)
  }

  @Test(
    "more than the tolerated share of bad rows, and at least ten, end the run",
    arguments: [(9, 0), (10, 990), (11, 989), (10, 0)])
  func tolerance(_ bad: Int, _ good: Int) throws {
    let rows =
      String(repeating: "1,A,b,nonsense,,,\n", count: bad)
      + String(repeating: "1,A,b,2026-10-05T09:00:00Z,,,\n", count: good)
    let isTooMuch = bad >= 10 && bad * 100 > bad + good
    do {
      _ = try tallied(["requests": Self.requests + rows])
      #expect(!isTooMuch)
    } catch let EngineError.tooManyBadRows(table, found, all, _, first) {
      #expect(isTooMuch && table == "requests" && found == Int64(bad) && all == Int64(bad + good) && first.count == 10)
    }
  }

  @Test(
    "a structure that can't be read is an error with its place",
    arguments: [
      ("request_id,guild_id\n", "1:1", "broadcaster_id, opened_at"),
      (requests + "1,A,b,\"2026-10-05T09:00:00Z,,,\n", "2:7", "quote"),
      (requests + "1,A\0,b,2026-10-05T09:00:00Z,,,\n", "2:4", "NUL"),
      ("request_id,guild_id,guild_id,broadcaster_id,opened_at\n", "1:21", "twice"),
      ("", "1:1", "empty"),
    ])
  func structure(_ text: String, _ place: String, _ word: String) throws {
    do {
      _ = try tallied(["requests": text])
      Issue.record("it was read")
    } catch let error as EngineError {
      #expect(error.description.contains("requests.csv:\(place): ") && error.description.contains(word), "\(error)")
    }
  }

  // MARK: Measures

  @Test("without a column there is no measure, without a table there is none of its")
  func absent() throws {
    let tables = ["requests": "request_id,guild_id,broadcaster_id,opened_at,resolved_at\n1,A,b,2026-10-05T09:00:00Z,\n"]
    #expect(try values(tables) == ["A resolution_rate": 0])
    let (tallied, programme) = try tallied(tables)
    let measured = try tallied.measured(by: programme)
    let noData = Dictionary(
      uniqueKeysWithValues: measured.guilds[0].scorers.joined().map { ($0.measure.id, $0.noData) })
    #expect(noData["within_target_rate"] == "no column first_response_at in requests")
    #expect(noData["reopen_rate"] == "no column reopened_at in requests")
    #expect(noData["upheld_per_1000"] == "no table complaints")
    let record = try rate(measured, by: programme, tool: testTool)
    #expect(record.coverage.map(\.noData) == ["no table complaints", "no table payouts", nil, "no table memberships"])
    #expect(
      record.inputs.filter { $0.rows == nil }.map(\.table).sorted() == [
        "complaints", "guilds", "memberships", "payouts",
      ])
  }

  @Test("complaints upheld and nobody a member: unrated, with that reason")
  func noMembers() throws {
    let (tallied, programme) = try tallied([
      "complaints": Self.complaints + "1,A,b,2026-10-05T09:00:00Z,x,minor,upheld,2026-10-06T00:00:00Z\n",
      "requests": Self.requests + "1,A,b,2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,,\n",
      "memberships": Self.memberships + "A,b,2026-01-01,2026-10-01,\n",
    ])
    let rating = try rate(tallied.measured(by: programme), by: programme, tool: testTool).guilds[0]
    #expect(rating.score == nil && rating.rank == nil)
    #expect(
      rating.flags.contains(
        Flag(kind: .unrated, reason: "Complaints were upheld, and nobody was a member in the window.")))
  }

  @Test("sums that go past 128 bits are an error that names guild and scorer")
  func overflow() throws {
    let row = "1,Giant,b,2026-09,USD,922337203685477,922337203685477,0,2026-09-05,\n"
    let expected = EngineError.overflow(scorer: "payout_fairness", guild: "Giant")
    #expect(throws: expected) {
      let (tallied, _) = try tallied(["payouts": Self.payouts + String(repeating: row, count: 3)])
      _ = tallied
    }
  }

  @Test("amounts of other currencies are converted at the rate of their period, half up")
  func currencies() throws {
    let rates = "month,currency,rate\n2026-09,EUR,1.00005\n2026-10,EUR,2\n2026-09,JPY,0.0066\n"
    let values = try values([
      "fx_rates": rates,
      "payouts": Self.payouts
        + "1,A,b,2026-09,EUR,2,1,0,2026-09-05,\n2,B,b,2026-10,EUR,2,1,0,2026-09-05,\n3,C,b,2026-09,JPY,2,1,0,2026-09-05,\n",
    ])
    #expect(values["A underpayment_rate"] == 1 && values["B underpayment_rate"] == 1)
    let (tallied, programme) = try tallied([
      "fx_rates": rates,
      "payouts": Self.payouts
        + "1,A,b,2026-09,EUR,2,1,0,2026-09-05,\n2,B,b,2026-10,EUR,2,1,0,2026-09-05,\n3,C,b,2026-09,JPY,2,1,0,2026-09-05,\n",
    ])
    let owed = try tallied.measured(by: programme).rows(of: programme)
      .filter { $0.measure == "underpayment_rate" }.map(\.denominator)
    #expect(owed == [1.0001, 2, 0.0066])
  }

  @Test("a currency without a rate is an error at its place, but not in a row that does not count")
  func noRate() throws {
    #expect(throws: EngineError.self) {
      try tallied(["payouts": Self.payouts + "1,A,b,2026-09,EUR,2,1,0,2026-09-05,\n"])
    }
    let uncounted = "1,A,b,2026-09,EUR,2,1,0,2026-11-05,\n2,B,b,2026-09,EUR,2,1,0,2026-09-05,\n"
    let guilds = "guild_id,closed_on\nA,\nB,2026-01-01\n"
    #expect(try tallied(["guilds": guilds, "payouts": Self.payouts + uncounted]).0.badRows.isEmpty)
  }

  @Test("a guild, or a rate, that is there twice and differs is a contradiction")
  func contradictions() throws {
    #expect(throws: EngineError.self) { try tallied(["guilds": "guild_id\nA\nA\n"]) }
    #expect(throws: EngineError.self) {
      try tallied(["payouts": Self.payouts, "fx_rates": "month,currency,rate\n2026-09,EUR,1.1\n2026-09,EUR,1.2\n"])
    }
    #expect(
      try tallied(["payouts": Self.payouts, "fx_rates": "month,currency,rate\n2026-09,EUR,1.1\n2026-09,EUR,1.10\n"]).0
        .badRows.isEmpty)
  }

  @Test("rows of guilds that are no part of the month change nothing, whatever is in them")
  func guildsToCome() throws {
    let events = Self.requests + "1,A,b,2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,,\n"
    let now = "guild_id,name,onboarded_on,closed_on\nA,Alpha,2026-01-01,\n"
    let later =
      now + "A,Alpha again,2026-11-05,\nA,Alpha once,2020-01-01,2021-01-01\n"
      + (1...11).map { "Q\($0),New,2026-11-05,garbage\n" }.joined()
    let (before, after) = (
      try tallied(["guilds": now, "requests": events]).0, try tallied(["guilds": later, "requests": events]).0
    )
    #expect(before.inputs == after.inputs && before.guilds == after.guilds && after.badRows.isEmpty)
  }

  @Test("a required field may not be empty, key or not")
  func requiredTexts() throws {
    let rows = "1,A,,2026-10-05T09:00:00Z,theft,minor,pending,\n2,A,b,2026-10-05T09:00:00Z,,minor,pending,\n"
    let causes = try tallied(["complaints": Self.complaints + rows]).0.badRows.map(\.cause)
    #expect(causes == ["broadcaster_id is missing", "category is missing"])
  }

  @Test("a median exactly at a gate's limit has not passed it")
  func medianAtLimit() throws {
    let rows = (1...3).map { "\($0),A,b,2026-10-05T09:00:00Z,2026-10-06T09:00:00Z,,\n" }.joined()
    let values = try values(["requests": Self.requests + rows])
    let median = try #require(values["A median_first_response"] ?? nil)
    #expect(median <= 24 && median >= 24 * 0.99)
  }

  @Test("a scorer that weighs nothing refuses no rating")
  func weightlessRefusal() throws {
    let tables = [
      "memberships": Self.memberships + "A,b,2020-01-01,2020-02-01,\nB,b,2020-01-01,,\n",
      "complaints": Self.complaints + "1,A,b,2026-10-02T00:00:00Z,theft,minor,upheld,2026-10-03T00:00:00Z\n",
      "requests": Self.requests + "1,A,b,2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,,\n",
    ]
    for (weight, isRated) in [(0, true), (1, false)] {
      let yaml = "scorers: { responsiveness: { weight: 100 }, complaint_rate: { weight: \(weight) } }"
      let (tallied, programme) = try tallied(tables, yaml)
      let record = try rate(
        try tallied.measured(by: programme), by: programme, tool: Tool(name: "guildmark", version: "0"))
      let rating = try #require(record.guilds.first)
      #expect((rating.score != nil) == isRated, "\(rating.flags)")
    }
  }
}
