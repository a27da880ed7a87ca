import ScorerKit
import TestSupport

/// A table of events made up from a seed: plain rows without a fault, in the order of time, large guilds named more often.
struct SeededTable {
  let name: String
  let rows: Int
  let csv: [UInt8]

  static let names = ["requests", "payouts", "memberships", "complaints"]
  static let month = Month(year: 2026, month: 10)
  static let guilds = (0..<10_000).map { Identifier(guildID($0)) }

  init(_ name: String, rows: Int, seed: UInt64) {
    var text = SeededText(rows: rows, seed: seed)
    let header =
      switch name {
      case "requests":
        "request_id,guild_id,broadcaster_id,opened_at,first_response_at,resolved_at,reopened_at,channel"
      case "payouts":
        "payout_id,guild_id,broadcaster_id,period,currency,gross,entitled,paid,due_on,paid_on,disputed"
      case "memberships": "guild_id,broadcaster_id,joined_on,left_on,leave_reason"
      case "complaints": "complaint_id,guild_id,broadcaster_id,filed_at,category,severity,outcome,decided_at"
      default: preconditionFailure("no table \(name)")
      }
    var csv = Array("\(header)\n".utf8)
    for row in 0..<rows {
      let line =
        switch name {
        case "requests": text.request(row)
        case "payouts": text.payout(row)
        case "memberships": text.membership(row)
        default: text.complaint(row)
        }
      csv += "\(line)\n".utf8
    }
    self.name = name
    self.rows = rows
    self.csv = csv
  }
}

private func guildID(_ number: Int) -> String { "G\(100_000 + number)" }

/// Rows' texts, over three months.
private struct SeededText {
  private let rows: Int
  private var generator: SeededGenerator

  init(rows: Int, seed: UInt64) {
    self.rows = rows
    generator = SeededGenerator(seed: seed)
  }

  mutating func request(_ row: Int) -> String {
    let opened = time(row)
    let answered = opened + number(below: 90_000)
    let resolved = answered + number(below: 200_000)
    let reopened = resolved + number(below: 900_000)
    let times = [
      Calendar.text(ofTime: opened), perhaps(85, Calendar.text(ofTime: answered)),
      perhaps(80, Calendar.text(ofTime: resolved)), perhaps(10, Calendar.text(ofTime: reopened)),
    ]
    return "R\(id(row)),\(people()),\(times.joined(separator: ",")),\(one(of: ["chat", "in_app", "email"]))"
  }

  mutating func payout(_ row: Int) -> String {
    let due = time(row) / Calendar.secondsPerDay
    let gross = number(below: 200_000) + 100
    let amounts = "\(money(gross)),\(money(gross / 2)),\(money(gross / 2 - number(below: 2)))"
    let paid = Calendar.text(ofDay: due + number(below: 5))
    let month = Calendar.text(ofDay: due).prefix(7)
    return "P\(id(row)),\(people()),\(month),USD,\(amounts),\(Calendar.text(ofDay: due)),\(perhaps(95, paid)),"
  }

  mutating func membership(_ row: Int) -> String {
    let joined = time(row) / Calendar.secondsPerDay - number(below: 700)
    let left = Calendar.text(ofDay: joined + 1 + number(below: 1000))
    let exit = perhaps(60, "\(left),\(one(of: ["pay", "service", "personal", "guild_initiated"]))")
    return "\(people()),\(Calendar.text(ofDay: joined)),\(exit.isEmpty ? "," : exit)"
  }

  mutating func complaint(_ row: Int) -> String {
    let filed = time(row)
    let decided = filed + number(below: 1_000_000)
    // What is decided past the month's end is pending, so that no row needs a closer look.
    let isDecided = decided < Window(months: 1, endingWith: SeededTable.month).endTime
    let outcome = isDecided ? one(of: ["upheld", "rejected", "withdrawn"]) : "pending"
    let decidedAt = isDecided ? Calendar.text(ofTime: decided) : ""
    let severity = one(of: ["minor", "major", "critical"])
    return "C\(id(row)),\(people()),\(Calendar.text(ofTime: filed)),payment,\(severity),\(outcome),\(decidedAt)"
  }

  /// A guild and a broadcaster; the guild's size falls off with the square of its number.
  private mutating func people() -> String {
    let share = Double.random(in: 0..<1, using: &generator)
    let guild = guildID(Int(share * share * Double(SeededTable.guilds.count)))
    return "\(guild),B\(10_000_000 + number(below: 1_000_000))"
  }

  private func time(_ row: Int) -> Int64 {
    let window = Window(months: 3, endingWith: SeededTable.month)
    return window.startTime + Int64(row) * (window.endTime - window.startTime) / Int64(rows)
  }

  private func id(_ row: Int) -> String { String(1_000_000_000 + row) }

  private func money(_ cents: Int64) -> String { "\(cents / 100).\(10 + cents % 90)" }

  private mutating func perhaps(_ percent: Int64, _ text: String) -> String { number(below: 100) < percent ? text : "" }

  private mutating func one(of words: [String]) -> String { words[Int(number(below: Int64(words.count)))] }

  private mutating func number(below limit: Int64) -> Int64 { Int64.random(in: 0..<limit, using: &generator) }
}
