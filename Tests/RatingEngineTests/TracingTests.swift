import Foundation
import RatingProgramme
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// The rows behind a measure: each counts as what it is, and together they are what `measures` says.
struct TracingTests {
  static let october = Month(year: 2026, month: 10)

  private func trace(
    _ name: String, of guild: String = "A", _ tables: [String: String], _ programme: Programme? = nil, threads: Int = 1
  ) throws -> MeasureTrace {
    let data = try TemporaryData(tables)
    return try trace(name, of: guild, in: data.path, programme ?? .standard(scorers: knownScorers), threads: threads)
  }

  private func trace(
    _ name: String, of guild: String, in data: String, _ programme: Programme, threads: Int = 1
  ) throws -> MeasureTrace {
    let choice = try MeasureChoice(name, of: programme)
    return try GuildRows(
      of: guild, for: choice.plan, data: data, programme: programme, month: Self.october, threads: threads
    ).trace(choice, threads: threads)
  }

  private static let requests =
    "request_id,guild_id,broadcaster_id,opened_at,first_response_at,resolved_at,reopened_at\n"
  private static let payouts =
    "payout_id,guild_id,broadcaster_id,period,currency,gross,entitled,paid,due_on,paid_on\n"
  private static let complaints =
    "complaint_id,guild_id,broadcaster_id,filed_at,category,severity,outcome,decided_at\n"
  private static let memberships = "guild_id,broadcaster_id,joined_on,left_on,leave_reason\n"

  private static let tables = [
    "requests": requests + """
      r1,A,b,2026-10-02T10:00:00Z,2026-10-02T12:00:00Z,2026-10-03T12:00:00Z,
      r2,A,b,2026-10-05T10:00:00Z,2026-10-07T12:00:00Z,2026-10-07T13:00:00Z,2026-10-08T00:00:00Z
      r3,A,b,2026-10-06T10:00:00Z,,,
      r4,A,b,2026-09-01T10:00:00Z,,,
      r5,B,b,2026-10-06T10:00:00Z,,,

      """,
    "payouts": payouts + """
      p1,A,b,2026-08,USD,200,100,100,2026-09-05,2026-09-05
      p2,A,b,2026-08,USD,200,100,80.5,2026-09-05,2026-09-06
      p3,A,b,2026-08,USD,200,100,,2026-09-05,
      p4,A,b,2026-08,USD,0,0,,2026-10-05,

      """,
    "memberships": memberships + """
      A,b1,2026-01-01,,
      A,b2,2026-09-01,2026-10-20,pay
      A,b3,2026-09-01,2026-10-11,guild_initiated
      A,b4,2026-09-01,2026-10-01,service
      A,b5,2026-09-01,2026-09-11,pay

      """,
    "complaints": complaints + """
      c1,A,b,2026-10-02T10:00:00Z,x,major,upheld,2026-10-09T10:00:00Z
      c2,A,b,2026-10-02T10:00:00Z,x,minor,pending,

      """,
  ]

  @Test(
    "a row counts as what it is",
    arguments: [
      ("responsiveness.within_target_rate", "success breach breach –"),
      ("responsiveness.median_first_response", "counted counted never –"),
      ("responsiveness.reopen_rate", "success breach – –"),
      ("payout_fairness.on_time_rate", "– – – breach"),
      ("payout_fairness.underpayment_rate", "in full,amount short,amount short,–"),
      ("payout_fairness.mean_days_late", "counted counted counted –"),
      // Of one payout that is not paid no share can be told, and among others it counts.
      ("payout_fairness.share_dispersion", "counted counted counted –"),
      ("retention.attrition_rate", "exposure,event and exposure,exposure,event,–"),
      ("retention.retention_at_horizon", "– event censored event –"),
      ("retention.exit_reasons", "– pay guild_initiated service –"),
      ("retention.exit_reasons.pay", "– pay guild_initiated service –"),
      ("complaint_rate.upheld_per_1000", "event – exposure exposure exposure – –"),
      ("complaint_rate.uphold_share", "breach – – – – – –"),
      ("complaint_rate.pending_share", "success breach – – – – –"),
    ])
  func countedAs(_ name: String, _ expected: String) throws {
    let trace = try trace(name, Self.tables)
    let words = trace.rows.map { $0.countedAs == .notCounted ? "–" : $0.countedAs.words }
    #expect(words == expected.split(separator: expected.contains(",") ? "," : " ").map(String.init), "\(trace.rows)")
    #expect(trace.noData == nil)
  }

  @Test("the rule says with the settings' values why a row counted as it did")
  func rules() throws {
    let answered = try trace("responsiveness.within_target_rate", Self.tables)
    let due = "opened_at + 24 h lies in October 2026"
    let inTime = "first_response_at comes within 24 h"
    #expect(
      answered.rows.map(\.rule) == [
        "\(due); and \(inTime)", "\(due); but not: \(inTime)", "\(due); but not: \(inTime)", "not: \(due)",
      ])
    let leaving = try trace("retention.attrition_rate", Self.tables).rows.map(\.rule)
    let (member, left) = (
      "a day of membership lies in October 2026",
      "left_on lies in October 2026, and leave_reason is none of guild_initiated, platform_initiated"
    )
    #expect(leaving == [member, "\(member); and \(left)", member, left, "neither: \(member); nor: \(left)"])
  }

  @Test("of a part of a breakdown the other parts are the denominator")
  func part() throws {
    let pay = try trace("retention.exit_reasons.pay", Self.tables)
    #expect(pay.rows.map(\.numerator) == [nil, 1, 0, 0, nil])
    #expect(pay.numerator == 1 && pay.denominator == 3 && pay.totals.map(\.part) == ["pay"])
    let whole = try trace("retention.exit_reasons", Self.tables)
    #expect(whole.numerator == 3 && whole.denominator == 3 && whole.totals.count == 3)
    let none = try trace("retention.exit_reasons.conflict", Self.tables)
    #expect(none.numerator == nil && none.totals.isEmpty && none.noData != nil)
    #expect(throws: EngineError.self) { try trace("retention.exit_reasons.pya", Self.tables) }
  }

  @Test("texts come as they stand, also of rows that are quoted, and bad rows with their cause")
  func texts() throws {
    let tables = [
      "guilds": "guild_id,name\nA,Alpha\n",
      "requests": """
      note,opened_at,request_id,guild_id,broadcaster_id,first_response_at
      x,"2026-10-02 10:00:00Z","r ""1""\n, 2",A,b,2026-10-02T12:00:00+00:00
      x,never,r2,"A",b,
      x,2026-10-02T10:00:00Z,r3,A,b
      x,2026-10-02T10:00:00Z,r4,"A",b,
      x,2026-10-02T10:00:00Z,r5,Z,b,

      """,
    ]
    let trace = try trace("responsiveness.within_target_rate", tables)
    let columns = Requests.table.columns.map(\.name)
    func text(_ row: Int, _ column: String) -> String? {
      trace.rows[row].fields[columns.firstIndex(of: column)!]?.description
    }
    #expect(trace.rows.map(\.line) == [2, 4, 5, 6])
    #expect(trace.rows.map(\.countedAs) == [.success, .setAside, .setAside, .breach])
    #expect(text(0, "request_id") == "r \"1\"\n, 2" && text(0, "opened_at") == "2026-10-02 10:00:00Z")
    #expect(text(0, "channel") == nil && text(3, "first_response_at") == "")
    #expect(trace.rows[1].rule.hasPrefix("opened_at is not a time"), "\(trace.rows[1].rule)")
    // Which field is missing can't be told.
    #expect(trace.rows[2].fields.allSatisfy { $0 == nil } && trace.rows[2].rule.hasPrefix("wrong number of fields"))
  }

  @Test("without its column a measure has no rows, and says why")
  func absentColumn() throws {
    let tables = ["requests": "request_id,guild_id,broadcaster_id,opened_at\nr1,A,b,2026-10-02T10:00:00Z\n"]
    let trace = try trace("responsiveness.within_target_rate", tables)
    #expect(trace.noData == "no column first_response_at in requests")
    #expect(trace.rows.map(\.countedAs) == [.notCounted] && trace.denominator == nil)
  }

  @Test("complaints of a guild without members count, and make no rate")
  func unrated() throws {
    let tables = Self.tables.merging(["memberships": Self.memberships]) { $1 }
    let trace = try trace("complaint_rate.upheld_per_1000", tables)
    #expect(trace.numerator == 1 && trace.denominator == 0 && trace.totals.isEmpty)
    #expect(trace.noData == "complaints were upheld, and nobody was a member in the window")
    #expect(trace.rows.first?.countedAs == .event)
  }

  @Test("of a measure brought for several months the last one counts")
  func brought() throws {
    let programme = try programme(
      "window: 3 months\nscorers: { brought: { measures: { a.b: { curve: identity } } } }", scorers: knownScorers)
    let rows = "guild_id,month,measure,value\nA,2026-08,a.b,1\nA,2026-09,a.b,2\nA,2026-09,other,3\n"
    let trace = try trace("brought.a.b", ["measures": rows], programme)
    #expect(trace.rows.map(\.countedAs) == [.notCounted, .counted, .notCounted])
    #expect(trace.totals.map(\.value) == [2])
    #expect(
      trace.rows.map(\.rule).last
        == "not: month is the last one in August 2026 to October 2026 that has a row of the measure")
  }

  @Test("a guild or a measure that there is not is answered with the nearest")
  func unknown() throws {
    let tables = Self.tables.merging(["guilds": "guild_id,name,onboarded_on\nA,Alpha,\nB,Beta,\nnew,New,2026-11-03\n"])
    {
      $1
    }
    func message(_ name: String, _ guild: String, _ tables: [String: String]) -> String {
      do {
        return "\(try trace(name, of: guild, tables).rows.count) rows"
      } catch { return "\(error)" }
    }
    let name = "responsiveness.within_target_rate"
    #expect(message(name, "alpha", tables) == "no guild alpha in 2026-10; did you mean A?")
    #expect(message(name, "new", tables).contains("onboarded later"))
    #expect(message(name, "b", Self.tables) == "no guild b in 2026-10; requests has no row of it; did you mean B?")
    #expect(message("responsiveness.within_target", "A", tables).contains("did you mean \(name)?"))
    #expect(message("within_target_rate", "A", tables).contains("did you mean \(name)?"))
    #expect(message("x.y", "A", tables).contains("there are complaint_rate.upheld_per_1000, "))
    #expect(message("retention.exit_reasons.pya", "A", tables).contains("did you mean pay?"))
  }

  // MARK: Sums

  @Test(
    "for every guild and measure the rows are what measures says",
    .enabled(if: Golden.isThere("platform"), Comment(rawValue: Golden.isAbsent)))
  func golden() throws {
    let programme = Programme.standard(scorers: knownScorers)
    let path = Golden.path("platform")
    let measured = try TalliedMonth(data: path, programme: programme, month: Self.october, threads: 2)
      .measured(by: programme)
    var checked = 0
    for guild in measured.guilds {
      let published = guild.rows(of: programme)
      for plan in programme.scorers {
        let rows = try GuildRows(
          of: guild.guild.id.description, for: plan, data: path, programme: programme, month: Self.october, threads: 2)
        for measure in plan.scorer.measures {
          let trace = try rows.trace(MeasureChoice("\(plan.id).\(measure.id)", of: programme))
          expectSums(trace, published.filter { $0.scorer == plan.id })
          checked += 1
        }
      }
    }
    #expect(checked == measured.guilds.count * 17)
  }

  /// Totals to the bit, and the rows' figures as decimals: exactly where they are counts or amounts.
  private func expectSums(_ trace: MeasureTrace, _ published: [MeasuredMonth.Row], _ comment: String = "") {
    let (choice, name) = (trace.choice, "\(trace.guild.id) \(trace.choice.name) \(comment)")
    let own = trace.totals.map { total in
      MeasuredMonth.Row(
        guildID: trace.guild.id, scorer: choice.scorer,
        measure: choice.measure.id + (total.part.map { ".\($0)" } ?? ""), value: total.value,
        numerator: total.numerator, denominator: total.denominator)
    }
    let expected = published.filter {
      $0.measure == choice.measure.id
        || choice.measure.kind == .breakdown && $0.measure.hasPrefix("\(choice.measure.id).")
    }
    #expect(own.sorted { $0.measure < $1.measure } == expected, "\(name)")
    #expect((trace.noData == nil) == !expected.isEmpty, "\(name)")
    guard trace.noData == nil else { return }
    func sum(_ figures: [Double?]) -> Decimal {
      figures.reduce(into: Decimal(0)) { $0 += $1.flatMap { Decimal(string: $0.description) } ?? 0 }
    }
    func isSum(_ figures: [Double?], _ total: Double?, isExact: Bool) -> Bool {
      let (sum, total) = (sum(figures), Decimal(string: (total ?? 0).description) ?? 0)
      // Of absurd amounts a Double does not hold the hundredths.
      let most = isExact && total < 100_000_000_000 ? 0 : max(1e-9, (total as NSDecimalNumber).doubleValue * 1e-15)
      return abs((sum - total as NSDecimalNumber).doubleValue) <= most
    }
    let rests = choice.measure.kind == .rate || choice.measure.kind == .survival
    #expect(isSum(trace.rows.map(\.numerator), trace.numerator, isExact: true), "\(name)")
    #expect(isSum(trace.rows.map(\.denominator), trace.denominator, isExact: !rests), "\(name)")
  }

  @Test("of any tables, in any files and on any threads, rows add up to the measures", arguments: seeds(1...60))
  func random(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var tables = RandomTables(files: 1...4, rows: 0...120, using: &random)
    tables.files = tables.files.filter { !$0.bytes.contains(0) }
    var programme = RandomTables.programme
    programme.data.tolerate = 1_000_000
    let data = try tables.written()
    // Whatever ends the run for a table that is not read here would not end it for the rows.
    guard let tallied = try? TalliedMonth(data: data.path, programme: programme, month: Self.october, threads: 1),
      let measured = try? tallied.measured(by: programme), let guild = measured.guilds.randomElement(using: &random)
    else { return }
    for plan in programme.scorers {
      func traces(_ threads: Int) throws -> [MeasureTrace]? {
        do {
          let rows = try GuildRows(
            of: guild.guild.id.description, for: plan, data: data.path, programme: programme, month: Self.october,
            threads: threads)
          return try plan.scorer.measures.map {
            try rows.trace(MeasureChoice("\(plan.id).\($0.id)", of: programme), threads: threads)
          }
        } catch EngineError.noSuchGuild {
          // Without a table of guilds, one that other tables name.
          return nil
        }
      }
      let one = try traces(1)
      #expect(try "\(one as Any)" == "\(traces(3) as Any)", "seed \(seed)")
      for trace in one ?? [] {
        let isDeclared = plan.scorer is any DeclaringScorer
        let published = guild.rows(of: programme).filter { $0.scorer == plan.id }
        if isDeclared {
          #expect(trace.totals.map(\.value) == published.filter { $0.measure == trace.choice.measure.id }.map(\.value))
        } else {
          expectSums(trace, published, "seed \(seed)")
        }
      }
    }
  }

  @Test(
    "a scorer that makes something else of all rows than of each is found out",
    arguments: [InBatches.self, LessOne.self] as [any Scorer.Type])
  func notAdditive(_ scorer: any Scorer.Type) throws {
    let programme = Programme.standard(scorers: [scorer])
    #expect(throws: EngineError.notAdditive("\(scorer.id).share", guild: "A")) {
      try trace("\(scorer.id).share", Self.tables, programme)
    }
  }
}

extension RandomTables {
  /// Each table as a folder of files.
  fileprivate func written() throws -> TemporaryData {
    let data = try TemporaryData()
    if let guilds { try data.write(guilds, to: "guilds.csv") }
    if let rates { try data.write(rates, to: "fx_rates.csv") }
    for (number, file) in files.enumerated() {
      try FileManager.default.createDirectory(
        atPath: "\(data.path)/\(file.table.name)", withIntermediateDirectories: true)
      try data.write(file.bytes, to: "\(file.table.name)/\(number).csv")
    }
    return data
  }
}

/// Scorers that are no good: their tallies hold a count, and what they make of it is not what the rows add up to.
private protocol Wrong: Scorer where Tally == WrongTally {}

struct WrongTally: Mergeable {
  var rows: Int64 = 0
  mutating func merge(_ other: WrongTally) { rows += other.rows }
}

extension Wrong {
  static var title: String { "Wrong" }
  static var summary: String { "Wrong." }
  static var version: Int { 1 }
  static var reads: [TableUse] { [Requests.table.reading(Requests.openedAt)] }
  static var examples: [Example] { [] }
  static var measures: [Measure] { [share] }
  static var share: Measure {
    Measure(
      "share", "Share", unit: .share, .higher, .proportion, .scored(weight: 1, .identity), needs: [Requests.table.need],
      act: "do", playbook: "Do.")
  }
}

/// It looks at its neighbours.
private struct InBatches: Wrong {
  static let id = "in_batches"
  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<WrongTally>) {
    for row in rows.indices where row == 0 || rows.guilds[row] != rows.guilds[row - 1] {
      tallies[rows.guilds[row]].rows += 1
    }
  }
  func estimates(of tally: WrongTally, in window: Window) -> [Estimate] {
    [Self.share.proportion(tally.rows, of: tally.rows)]
  }
}

/// It lets one go.
private struct LessOne: Wrong {
  static let id = "less_one"
  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<WrongTally>) {
    for row in rows.indices { tallies[rows.guilds[row]].rows += 1 }
  }
  func estimates(of tally: WrongTally, in window: Window) -> [Estimate] {
    [Self.share.proportion(max(0, tally.rows - 1), of: tally.rows)]
  }
}
