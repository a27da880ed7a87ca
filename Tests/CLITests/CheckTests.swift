import TestSupport
import Testing

/// `check`, which verifies what a run takes for granted.
@Suite struct CheckTests {
  private func check(_ change: (inout SmallPlatform) -> Void) throws -> Guildmark.Outcome {
    let data = try SmallPlatform.written(change)
    return try Guildmark.run("check", "--data", data.path, "--month", "2026-10")
  }

  @Test("sound tables are found sound")
  func sound() throws {
    let outcome = try check { _ in }
    expectDone(outcome)
    #expect(outcome.words.isEmpty)
    #expect(outcome.lines.filter { $0.hasSuffix(": 0") }.count == 4, "\(outcome)")
    #expect(outcome.text.contains("Tables for October 2026, 2 guilds:"))
  }

  @Test(
    "a key that comes twice is bad data, with both lines",
    arguments: ["memberships", "requests", "payouts", "complaints"])
  func duplicate(table: String) throws {
    let outcome = try check { platform in
      var tables = platform.tables
      let first = tables[table]!.split(separator: "\n")[1]
      tables[table]! += "\n\(first)\n"
      platform.further = tables
    }
    #expect(outcome.code == Code.data, "\(outcome)")
    let lines = SmallPlatform().tables[table]!.split(separator: "\n").count
    #expect(outcome.text.contains("\(table).csv:\(lines + 2):1: the same "), "\(outcome)")
    #expect(outcome.text.contains(" as line 2\n"), "\(outcome)")
    #expect(outcome.words.contains("would make figures wrong"), "\(outcome)")
  }

  @Test("spells that overlap are bad data, with both lines; one that starts when another ends does not")
  func overlap() throws {
    let outcome = try check { $0.memberships += "A,b2,2026-10-19,,\n" }
    #expect(outcome.code == Code.data)
    #expect(outcome.text.contains("memberships.csv:5:1: overlaps the spell of line 3"), "\(outcome)")
    expectDone(try check { $0.memberships += "A,b2,2026-10-20,,\n" })
    // Two guilds at once is for the platform to judge.
    let two = try check { $0.memberships += "B,b1,2026-03-01,,\n" }
    expectDone(two)
    #expect(two.text.contains("overlaps the spell of line 2, in another guild"), "\(two)")
  }

  @Test("events outside any spell are told, and are no fault")
  func outside() throws {
    let outcome = try check {
      $0.requests += "r9,A,b2,2026-10-20T00:00:00Z,,,,\nr10,B,b1,2026-10-02T10:00:00Z,,,,\n"
      $0.payouts += "p9,B,b3,2026-01,USD,1,1,1,2026-03-10,2026-03-10,\n"
      $0.complaints += "c9,A,nobody,2026-10-02T10:00:00Z,x,minor,pending,\n"
    }
    expectDone(outcome)
    #expect(outcome.text.contains("Events outside any spell of their broadcaster and guild: 4"), "\(outcome)")
    for place in ["requests.csv:5:1", "requests.csv:6:1", "payouts.csv:5:1", "complaints.csv:4:1"] {
      #expect(outcome.text.contains("\(place): its broadcaster was not with its guild then"), "\(outcome)")
    }
  }

  @Test("a row set aside makes no figure wrong, whatever key it has")
  func setAside() throws {
    let outcome = try check {
      $0.requests += "r1,NOBODY,b1,2026-10-02T10:00:00Z,,,,\n\"r1\",A,\"b\n1\",2026-10-02T10:00:00Z,nonsense,,,\nr1,A\n"
      $0.memberships += "A,b1,2026-01-01,2026-13-01,\n"
      $0.requests += "r2,\"A\"x,b1,2026-10-02T10:00:00Z,,,,\n"
    }
    expectDone(outcome)
    #expect(outcome.text.contains("Rows with a key that another row has: 0"), "\(outcome)")
    #expect(outcome.text.contains("requests: 7 rows, 4 bad"), "\(outcome)")
  }

  @Test("simulated tables with bad rows are otherwise sound")
  func simulated() throws {
    let data = try PromiseTests.simulated.get()
    let outcome = try Guildmark.run("check", "--data", "\(data.path)/tables", "--month", "2026-12")
    expectDone(outcome)
    #expect(outcome.text.contains("Rows with a key that another row has: 0"), "\(outcome)")
    #expect(outcome.text.contains("Events outside any spell of their broadcaster and guild: 0"), "\(outcome)")
  }

  @Test("what is legal but unwise is told behind all else, and is no failure")
  func unwise() throws {
    let data = try PromiseTests.simulated.get()
    let programme = try TemporaryData()
    let yaml = """
      scorers: { responsiveness: , payout_fairness: , retention: }
      tiers: [{ name: Gold, from: 100 }, { name: Bronze, from: 0 }]
      """
    try programme.write(Array(yaml.utf8), to: "programme.yaml")
    let outcome = try Guildmark.run(
      "check", "--programme", "\(programme.path)/programme.yaml", "--data", "\(data.path)/tables", "--month", "2026-12")
    expectDone(outcome)
    let told = outcome.text.split(separator: "Legal but unwise, as this month shows:\n")
    #expect(told.count == 2, "\(outcome)")
    let lines = told.last?.split(separator: "\n") ?? []
    #expect(lines.allSatisfy { $0.count <= 80 && $0.hasPrefix("  ") } && lines.contains { $0.hasPrefix("    ") })
    // Without data there is nothing that could show it.
    let alone = try Guildmark.run("check", "--programme", "\(programme.path)/programme.yaml")
    #expect(alone.code == Code.done && !alone.text.contains("unwise"), "\(alone)")
  }

  @Test("a bad rate is counted once among the rows of its table, and guilds of later months not at all")
  func smallTables() throws {
    let outcome = try check {
      $0.further["fx_rates"] = "month,currency,rate\n2026-08,EUR,1.1\n2026-08,CHF,none\n2026-11,EUR,none\n"
      $0.guilds =
        "guild_id,name,onboarded_on,closed_on\nA,a,2026-10-31,\nB,b,,2026-10-01\nC,c,2026-11-01,\nD,d,,2026-09-30\n"
    }
    expectDone(outcome)
    #expect(outcome.text.contains("fx_rates: 2 rows, 1 bad"), "\(outcome)")
    #expect(outcome.text.contains("guilds: 2 rows, 0 bad"), "\(outcome)")
  }

  @Test("an unreadable table is bad data here too")
  func unreadable() throws {
    let outcome = try check { $0.complaints += "c9,\"A\n" }
    #expect(outcome.code == Code.data)
    #expect(outcome.words.contains("complaints.csv:4:4: a quote opens here and is never closed"), "\(outcome)")
  }
}
