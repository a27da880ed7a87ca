import ScorerKit

/// The data contract as ScorerKit states it, applied to one row of text.
struct Contract {
  let table: Table
  let columns: [String]
  let guilds: Set<String>

  static let tables = [Memberships.table, Requests.table, Payouts.table, Complaints.table]

  func isGood(_ fields: [String]) -> Bool {
    guard fields.count == columns.count else { return false }
    var values: [String: Int64] = [:]
    for (name, field) in zip(columns, fields) {
      guard let column = table.column(name) else { return false }
      if field.isEmpty {
        if column.isRequired { return false }
      } else if let value = Contract.value(field, column.type) {
        values[name] = value
      } else {
        return false
      }
    }
    guard let guild = columns.firstIndex(of: "guild_id"), guilds.contains(fields[guild]) else { return false }
    return table.rules.allSatisfy { rule in
      switch rule {
      case .order(let later, let earlier):
        guard let after = values[later], let before = earlier.lazy.compactMap({ values[$0] }).first else { return true }
        return after >= before
      case .needed(let column, let when, let words):
        guard let i = columns.firstIndex(of: when), words.contains(fields[i]) else { return true }
        return values[column] != nil
      }
    }
  }

  static func value(_ field: String, _ type: ColumnType) -> Int64? {
    switch type {
    case .id, .text, .number, .hashed: 0
    case .time: time(field)
    case .day: day(field)
    case .month: Month(field)?.ordinal
    case .money: money(field)
    case .count: Int64(field)
    case .word(let words): words.firstIndex(of: field).map(Int64.init)
    }
  }

  static func day(_ field: some StringProtocol) -> Int64? {
    let parts = field.split(separator: "-").compactMap { Int64($0) }
    guard field.utf8.count == 10, parts.count == 3, (1...12).contains(parts[1]),
      (1...Calendar.daysInMonth(year: parts[0], month: parts[1])).contains(parts[2])
    else { return nil }
    return Calendar.day(year: parts[0], month: parts[1], day: parts[2])
  }

  static func time(_ field: String) -> Int64? {
    guard field.utf8.count == 20, field.hasSuffix("Z"), let day = day(field.prefix(10)) else { return nil }
    let parts = field.dropFirst(11).dropLast().split(separator: ":").compactMap { Int64($0) }
    guard parts.count == 3, parts[0] < 24, parts[1] < 60, parts[2] < 60 else { return nil }
    return day * Calendar.secondsPerDay + parts[0] * 3600 + parts[1] * 60 + parts[2]
  }

  /// In 1/10,000.
  static func money(_ field: String) -> Int64? {
    let parts = field.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, field.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }) else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard decimals.count <= 4, let whole = Int64(parts[0]) else { return nil }
    return whole * 10_000 + (Int64(decimals + String(repeating: "0", count: 4 - decimals.count)) ?? 0)
  }
}

extension SimulatedPlatform {
  /// Line numbers of the rows that the contract calls bad.
  func badLines(_ table: Table) -> [Int] {
    let guilds = Set(rows("guilds").map { $0[0] })
    let contract = Contract(table: table, columns: columns(table.name), guilds: guilds)
    return rows(table.name).enumerated().filter { !contract.isGood($1) }.map { $0.offset + 2 }
  }
}
