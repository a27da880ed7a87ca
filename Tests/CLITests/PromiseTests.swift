import Foundation
import TestSupport
import Testing

/// What the README promises, through the binary.
@Suite struct PromiseTests {
  /// Simulated once for all: four months up to October 2026, with two blocks of requests.
  static let simulated = Result { try simulate("--bad-rows", "0.2%") }
  static let clean = Result { try simulate("--currencies", "USD,EUR") }

  static func simulate(_ options: String...) throws -> TemporaryData {
    let data = try TemporaryData()
    let outcome = try Guildmark.run(
      [
        "simulate", "--out", "\(data.path)/tables", "--guilds", "12", "--broadcasters", "240", "--months", "4",
        "--requests", "14000", "--last-month", "2026-10", "--seed", "5", "--drift", "0.1",
      ] + options)
    expectDone(outcome)
    return data
  }

  static let names = ["guilds", "memberships", "requests", "payouts", "complaints"]

  static func text(_ table: String, of data: TemporaryData) throws -> String {
    try String(contentsOfFile: "\(data.path)/tables/\(table).csv", encoding: .utf8)
  }

  static let monthly = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../Configs/monthly.yaml"
  )
  .standardizedFileURL.path

  /// A report's files, but for the one that names lines.
  private func report(_ data: String, _ options: String...) throws -> [String: [UInt8]] {
    let place = try TemporaryData()
    let outcome = try Guildmark.run(
      ["report", "--data", data, "--month", "2026-10", "--out", "\(place.path)/cards", "--programme", Self.monthly]
        + options)
    expectDone(outcome)
    var written = files(in: "\(place.path)/cards")
    #expect(written.count > 20 && written.removeValue(forKey: "bad_rows.csv") != nil)
    return written
  }

  private func expectSame(_ one: [String: [UInt8]], _ other: [String: [UInt8]], _ what: String) {
    #expect(Set(one.keys) == Set(other.keys), "\(what)")
    for (name, bytes) in one { #expect(bytes == other[name], "\(name) differs: \(what)") }
  }

  @Test("the same bytes in every file, for any number of threads and any order of the rows")
  func sameBytes() throws {
    let data = try Self.simulated.get()
    let tables = "\(data.path)/tables"
    let one = try report(tables, "--threads", "1")
    for threads in ["2", "5"] { expectSame(one, try report(tables, "--threads", threads), "\(threads) threads") }

    let seed = UInt64.random(in: 1...1_000_000)
    var random = SeededGenerator(seed: seed)
    let shuffled = try TemporaryData()
    for table in Self.names {
      var lines = try Self.text(table, of: data).split(separator: "\n").map(String.init)
      let header = lines.removeFirst()
      lines.shuffle(using: &random)
      try shuffled.write(Array(([header] + lines).map { $0 + "\n" }.joined().utf8), to: "\(table).csv")
    }
    expectSame(one, try report(shuffled.path, "--threads", "3"), "rows shuffled with seed \(seed)")
  }

  /// The tables as they stood when the month ended: later rows are not there, later columns not filled in.
  private func asOf(_ cutoff: String, _ table: String, _ text: String) -> TextTable {
    var found = TextTable(text)
    func isLate(_ column: String, _ row: [String]) -> Bool { found.field(column, of: row) >= cutoff }
    func blank(_ columns: [String], of row: inout [String]) {
      for column in columns { if let place = found.place(of: column) { row[place] = "" } }
    }
    let dated = ["guilds": "onboarded_on", "memberships": "joined_on", "requests": "opened_at", "payouts": "due_on"]
    found.rows = found.rows.filter { !isLate(dated[table] ?? "filed_at", $0) }.map { row in
      var row = row
      switch table {
      case "guilds": if isLate("closed_on", row) { blank(["closed_on"], of: &row) }
      case "memberships": if isLate("left_on", row) { blank(["left_on", "leave_reason"], of: &row) }
      case "requests":
        for column in ["first_response_at", "resolved_at", "reopened_at"] where isLate(column, row) {
          blank([column], of: &row)
        }
      case "payouts": if isLate("paid_on", row) { blank(["paid_on", "paid"], of: &row) }
      default:
        if isLate("decided_at", row), let outcome = found.place(of: "outcome") {
          blank(["decided_at"], of: &row)
          row[outcome] = "pending"
        }
      }
      return row
    }
    return found
  }

  /// Rows that a later month brings, some at the very cutoff: every one is absent from September.
  static let later: [String: String] = [
    "guilds": "LATE,Latecomers,EU,standard,2026-10-01,\nLATER,Still later,EU,standard,2027-01-01,\n",
    "memberships": "LATE,late1,2026-10-01,,\nG0001,late2,2026-10-01,2026-10-02,service\n",
    "requests": "late1,G0001,b,2026-10-01T00:00:00Z,,,,chat\nlate2,LATE,b,2026-10-01T08:00:00+08:00,,,,chat\n",
    "payouts": "late1,G0001,b,2026-09,USD,1e9,nonsense,,2026-10-01,,\nlate2,NOBODY,b,2026-09,XXX,1,1,,2026-10-01,,\n",
    "complaints": "late1,G0001,b,2026-10-01T00:00:00Z,x,critical,upheld,2026-10-02T00:00:00Z\n",
  ]

  @Test("September rated in October and again much later: not a byte differs", arguments: [nil, monthly])
  func noLookAhead(programme: String?) throws {
    let data = try Self.clean.get()
    let (then, now) = (try TemporaryData(), try TemporaryData())
    for table in Self.names {
      let text = try Self.text(table, of: data)
      let past = asOf("2026-10-01", table, text)
      #expect(table == "guilds" || past.rows.count < TextTable(text).rows.count)
      try then.write(Array(past.text.utf8), to: "\(table).csv")
      try now.write(Array((text + (Self.later[table] ?? "")).utf8), to: "\(table).csv")
    }
    var rates = TextTable(try Self.text("fx_rates", of: data))
    try now.write(Array((rates.text + "2026-10,EUR,nonsense\n").utf8), to: "fx_rates.csv")
    rates.rows = rates.rows.filter { rates.field("month", of: $0) <= "2026-09" }
    try then.write(Array(rates.text.utf8), to: "fx_rates.csv")
    let options = programme.map { ["--programme", $0] } ?? []
    for command in [["measures"], ["rate", "--format", "json"], ["rate"], ["explain", "G0003"]] {
      let arguments = command + ["--month", "2026-09"] + options
      let before = try Guildmark.run(arguments + ["--data", then.path])
      let after = try Guildmark.run(arguments + ["--data", now.path])
      expectDone(before)
      expectDone(after)
      #expect(before.output.count > 1000)
      #expect(before.text == after.text)
      #expect(before.words == after.words, "\(before.words)\n\(after.words)")
    }
    // The control: in October these rows count.
    let october = ["measures", "--month", "2026-11", "--data"]
    #expect(try Guildmark.run(october + [then.path]).output != Guildmark.run(october + [now.path]).output)
  }

  @Test("each event once: what twelve windows count adds up to what one counts")
  func onceEach() throws {
    let data = try Self.clean.get()
    func counted(_ month: String, window: Int) throws -> Double {
      let programme = "window: \(window) months\nscorers: { responsiveness: }\n"
      try data.write(Array(programme.utf8), to: "window.yaml")
      let outcome = try Guildmark.run(
        "measures", "--data", "\(data.path)/tables", "--month", month, "--programme", "\(data.path)/window.yaml")
      expectDone(outcome)
      return TextTable(outcome.text).records.filter { $0["measure"] == "resolution_rate" }
        .reduce(0) { $0 + (Double($1["denominator"] ?? "") ?? 0) }
    }
    let months = try ["2026-07", "2026-08", "2026-09", "2026-10"].map { try counted($0, window: 1) }
    let total = try counted("2026-10", window: 4)
    #expect(months.reduce(0, +) == total && total > 10_000, "\(months), \(total)")
  }
}
