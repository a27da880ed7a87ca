import TestSupport
import Testing

/// What fields mean, through to the measures.
@Suite struct FieldTests {
  /// `value,numerator,denominator` of guild A's measure, with these requests alone.
  private func requests(_ rows: [String], _ name: String) throws -> String? {
    let data = try SmallPlatform.written {
      $0.requests = SmallPlatform.requestColumns + rows.map { $0 + "\n" }.joined()
    }
    let outcome = try measures(data)
    expectDone(outcome)
    #expect(outcome.words.isEmpty, "\(outcome)")
    return measure(name, of: "A", in: outcome)
  }

  @Test(
    "an instant is the same in every zone, with and without fractions",
    arguments: [
      ("2026-10-10T10:00:00Z", "2026-10-11T10:00:00Z"), ("2026-10-10T18:00:00+08:00", "2026-10-11T10:00:00"),
      ("2026-10-10 10:00", "2026-10-11T02:00:00.999-0800"),
      ("2026-10-10T10:00:00.000001", "2026-10-11T10:00:00.999999Z"),
      ("2026-10-10T15:30:00+05:30", "2026-10-11T10:00:00+00:00"),
    ])
  func zones(opened: String, responded: String) throws {
    // Exactly on the target of 24 h, the fraction of a second cut off.
    #expect(try requests(["r1,A,b1,\(opened),\(responded),"], "within_target_rate") == "1.0,1.0,1.0")
    #expect(try requests(["r1,A,b1,\(opened),2026-10-11T10:00:01Z,"], "within_target_rate") == "0.0,0.0,1.0")
  }

  @Test("a month ends at midnight UTC, whatever the zone that rows are written in")
  func monthEdge() throws {
    // Deadlines, 24 h on: the last second of October; the first of November, twice; the last of September; the first of October.
    let rows = [
      "r1,A,b1,2026-10-31T07:59:59+08:00,2026-10-31T00:00:00Z,", "r2,A,b1,2026-10-31T08:00:00+08:00,,",
      "r3,A,b1,2026-10-31T00:00:00Z,,", "r4,A,b1,2026-09-30T07:59:59+08:00,,", "r5,A,b1,2026-09-30T08:00:00+08:00,,",
    ]
    #expect(try requests(rows, "within_target_rate") == "0.5,1.0,2.0")
  }

  @Test("an answer after the month's end is no answer yet")
  func lateAnswer() throws {
    let row = "r1,A,b1,2026-10-30T20:00:00Z,"
    #expect(try requests([row + "2026-10-31T23:59:59Z,"], "median_first_response") != "inf,,1.0")
    #expect(try requests([row + "2026-11-01T00:00:00Z,"], "median_first_response") == "inf,,1.0")
    #expect(try requests([row + "2026-11-01T07:59:59+08:00,"], "median_first_response") != "inf,,1.0")
  }

  private func payouts(_ rows: [String], rates: String? = nil) throws -> Guildmark.Outcome {
    let data = try SmallPlatform.written {
      $0.payouts =
        "payout_id,guild_id,broadcaster_id,period,currency,gross,entitled,paid,due_on,paid_on\n"
        + rows.map { $0 + "\n" }.joined()
      if let rates { $0.further["fx_rates"] = "month,currency,rate\n" + rates }
    }
    return try measures(data)
  }

  @Test("amounts are exact to 1/10,000, whatever they are spelled like")
  func amounts() throws {
    let outcome = try payouts([
      "p1,A,b1,2026-08,USD,1,0.0003,0.0001,2026-09-10,2026-09-10",
      "p2,A,b1,2026-08,USD,1,+007.10,7.1000,2026-09-10,2026-09-10",
      "p3,A,b1,2026-08,USD,1,0,-0.00,2026-09-10,2026-09-10",
    ])
    expectDone(outcome)
    #expect(outcome.words.isEmpty, "\(outcome)")
    #expect(measure("underpayment_rate", of: "A", in: outcome) == "\(0.0002 / 7.1003),0.0002,7.1003")
  }

  @Test("a currency with a rate is converted at its period's, each amount rounded half up")
  func converted() throws {
    let rates = "2026-08,EUR,0.5\n2026-07,EUR,2\n2026-08,JPY,0.0066666667\n"
    // 0.0003 × ½ = 0.00015 → 0.0002; 0.0001 × ½ = 0.00005 → 0.0001.
    var outcome = try payouts(["p1,A,b1,2026-08,EUR,1,0.0003,0.0001,2026-09-10,2026-09-10"], rates: rates)
    expectDone(outcome)
    #expect(measure("underpayment_rate", of: "A", in: outcome) == "0.5,0.0001,0.0002")
    // July's rate for July; 1,000 ¥ × 0.0066666667 = 6.6666667 → 6.6667; 6.6666667 − 3.33333335 → 6.6667 − 3.3333.
    outcome = try payouts(
      ["p1,A,b1,2026-07,EUR,1,1,1,2026-09-10,2026-09-10", "p2,A,b1,2026-08,JPY,9,1000,500,2026-09-10,2026-09-10"],
      rates: rates)
    expectDone(outcome)
    #expect(measure("underpayment_rate", of: "A", in: outcome) == "\(3.3334 / 8.6667),3.3334,8.6667")
  }

  @Test("a currency without a rate is bad data, at its place")
  func noRate() throws {
    let rows = [
      "p1,A,b1,2026-08,USD,1,1,1,2026-09-10,2026-09-10", "p2,A,b1,2026-08,EUR,1,1,1,2026-09-10,2026-09-10",
    ]
    for rates in [nil, "2026-07,EUR,1.1\n", "2026-08,eur,1.1\n"] {
      expectFailure(
        try payouts(rows, rates: rates), Code.data,
        says: "payouts.csv:3:17: no rate for EUR in 2026-08; add it to fx_rates.csv")
    }
    // Of a row that is not there yet, nobody needs one.
    expectDone(try payouts([rows[0], rows[1].replacing("2026-09-10", with: "2026-11-10")]))
  }

  @Test("a rate that is none is a bad row; two rates for one month contradict each other")
  func badRates() throws {
    let row = ["p1,A,b1,2026-08,USD,1,1,1,2026-09-10,2026-09-10"]
    for rate in ["0", "-1", "1e3", "one", "0.00000000001"] {
      let outcome = try payouts(row, rates: "2026-08,EUR,\(rate)\n")
      expectDone(outcome)
      #expect(outcome.words.contains("fx_rates: 1 bad row set aside"), "\(outcome)")
      #expect(outcome.words.contains("fx_rates.csv:2:1: rate is not a rate: \"\(rate)\""), "\(outcome)")
    }
    expectFailure(
      try payouts(row, rates: "2026-08,EUR,1.1\n2026-08,EUR,1.2\n"), Code.data,
      says: "fx_rates.csv:3:1: EUR has two rates for 2026-08")
    expectDone(try payouts(row, rates: "2026-08,EUR,1.1\n2026-08,EUR,1.10\n"))
  }

  @Test("a guild with two rows is bad data, and both lines are named")
  func twoRows() throws {
    expectFailure(
      try measures(SmallPlatform.written { $0.guilds += "A,Alpha again,EU\n" }), Code.data,
      says: "guilds.csv:4:1: guild A has a row already, at line 2")
  }

  @Test("without a table of guilds, the guilds are those that the events name")
  func namedByEvents() throws {
    var tables = SmallPlatform().tables
    tables["guilds"] = nil
    let whole = try measures(SmallPlatform.written())
    let outcome = try measures(TemporaryData(tables))
    expectDone(outcome)
    #expect(outcome.output == whole.output, "\(outcome)")
  }

  @Test("sums that no number holds are bad data, not a wrong figure")
  func absurdAmounts() throws {
    let most = "900000000000000.0000"
    let rows = (1...50).map { "p\($0),A,b1,2026-08,USD,\(most),\(most),0,2026-09-10,2026-09-10" }
    let one = try payouts([rows[0]])
    expectDone(one)
    #expect(measure("underpayment_rate", of: "A", in: one) == "1.0,900000000000000.0,900000000000000.0", "\(one)")
    expectFailure(try payouts(rows), Code.data, says: "payout_fairness: the sums of guild A go past 128 bits")
  }
}
