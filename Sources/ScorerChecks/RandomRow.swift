import Foundation
import ScorerKit

/// Seeds for random checks; `GUILDMARK_SEED` moves them all on, to look further than every run does.
public func seeds(_ range: ClosedRange<UInt64>) -> [UInt64] {
  let start = ProcessInfo.processInfo.environment["GUILDMARK_SEED"].flatMap(UInt64.init) ?? 0
  return range.map { start + $0 }
}

/// A made-up good row of a table, as scorers get them: it keeps the table's rules, and holds nothing at or past the cutoff.
struct RandomRow {
  let table: Table
  let guild: Int32
  var values: [String: Int64]

  /// Rows of all the tables that a scorer reads, mixed.
  static func some(
    _ count: Int, for scorer: any Scorer.Type, guilds: Int32, in window: Window, using random: inout SeededGenerator
  ) -> [RandomRow] {
    (0..<count).compactMap { _ in
      scorer.reads.randomElement(using: &random).map { use in
        RandomRow(use.table, guild: Int32.random(in: 0..<guilds, using: &random), in: window, using: &random)
      }
    }
  }

  init(_ table: Table, guild: Int32, in window: Window, using random: inout SeededGenerator) {
    self.table = table
    self.guild = guild
    values = [:]
    for column in table.columns {
      let isMissing = !column.isRequired && Int.random(in: 0..<4, using: &random) == 0
      values[column.name] =
        isMissing ? missingValue : RandomRow.value(of: column.type, before: window, using: &random)
    }
    for rule in table.rules { keep(rule, window, using: &random) }
  }

  private static func value(
    of type: ColumnType, before window: Window, using random: inout SeededGenerator
  ) -> Int64 {
    switch type {
    case .id, .text: return 0
    case .month: return window.month.ordinal - Int64.random(in: 0...3, using: &random)
    case .number: return Int64(bitPattern: (Double(Int.random(in: 0...2000, using: &random)) / 4).bitPattern)
    case .hashed:
      return Int64(bitPattern: StableHash.columnValue(declarableIDs.randomElement(using: &random) ?? ""))
    case .count: return Int64.random(in: 0...20, using: &random)
    case .word(let words): return Int64.random(in: 0..<Int64(words.count), using: &random)
    case .money:
      // Nothing, ordinary amounts, and some that are no amount anybody was ever paid.
      let highest: Int64 = [0, 10_000_000, 10_000_000, 1_000_000_000_000_000].randomElement(using: &random) ?? 0
      return Int64.random(in: 0...highest, using: &random)
    case .day, .time:
      let unit: Int64 = type == .time ? Calendar.secondsPerDay : 1
      let edges = [window.start * unit, window.start * unit - 1, window.end * unit - 1]
      if Int.random(in: 0..<8, using: &random) == 0 { return edges.randomElement(using: &random) ?? 0 }
      return Int64.random(in: ((window.start - 100) * unit)..<(window.end * unit), using: &random)
    }
  }

  /// Makes the row keep a rule.
  private mutating func keep(_ rule: RowRule, _ window: Window, using random: inout SeededGenerator) {
    switch rule {
    case .order(let later, let earlier):
      guard let value = values[later], value != missingValue,
        let first = earlier.compactMap({ values[$0] }).first(where: { $0 != missingValue }), value < first
      else { return }
      values[later] = first + (table.column(later)?.type == .day ? 0 : Int64.random(in: 0...60, using: &random))
      let end = table.column(later)?.type == .day ? window.end : window.endTime
      if values[later]! >= end { values[later] = first }
    case .needed(let column, let when, let words):
      guard values[column] == missingValue, case .word(let list)? = table.column(when)?.type,
        let type = table.column(column)?.type, let word = values[when], words.contains(list[Int(word)])
      else { return }
      values[column] = RandomRow.value(of: type, before: window, using: &random)
      for rule in table.rules {
        if case .order(let later, _) = rule, later == column { keep(rule, window, using: &random) }
      }
    }
  }

  /// The rows as the host would hand them over, table by table.
  static func batches(of rows: [RandomRow]) -> [Rows] {
    let names = rows.reduce(into: [String]()) { if !$0.contains($1.table.name) { $0.append($1.table.name) } }
    return names.map { name in
      let own = rows.filter { $0.table.name == name }
      let columns = own.first?.table.columns.map(\.name) ?? []
      return Rows(
        table: name, guilds: ContiguousArray(own.map(\.guild)),
        columns: Dictionary(
          uniqueKeysWithValues: columns.map { column in
            (column, ContiguousArray(own.map { $0.values[column] ?? missingValue }))
          }))
    }
  }
}

public func randomWindow(using random: inout SeededGenerator) -> Window {
  Window(months: Int.random(in: 1...4, using: &random), endingWith: Month(year: 2026, month: 10))
}

/// Texts of a hashed column; a `DeclaringScorer` has measures by some of them.
let declarableIDs = ["m1", "m2", "m 3", "m\u{F6}4", "m5"]

/// The scorer with its defaults, or with any other settings it can have; with some measures where they are declared.
func randomScorer<S: Scorer>(_ scorer: S.Type, using random: inout SeededGenerator) throws -> S {
  let scorer = Bool.random(using: &random) ? S() : try S.configured(by: randomSettings(of: S.self, using: &random))
  guard let declaring = scorer as? any DeclaringScorer else { return scorer }
  let needs = type(of: declaring).needs
  let declared = declarableIDs.dropLast().map {
    Measure($0, $0, unit: .number, .higher, .mean, .scored(weight: 1, .identity), needs: needs)
  }
  return declaring.declaring(declared) as? S ?? scorer
}

func randomSettings(of scorer: any Scorer.Type, using random: inout SeededGenerator) -> [String: SettingValue] {
  var values: [String: SettingValue] = [:]
  for setting in scorer.init().settings {
    values[setting.id] =
      switch setting.domain {
      case .duration(let range), .days(let range), .percentage(let range), .money(let range), .count(let range):
        .integer(Int64.random(in: range, using: &random))
      case .words(let words): .words(words.filter { _ in Bool.random(using: &random) })
      case .counts(let words, let range):
        .counts(Dictionary(uniqueKeysWithValues: words.map { ($0, Int64.random(in: range, using: &random)) }))
      }
  }
  return values
}
