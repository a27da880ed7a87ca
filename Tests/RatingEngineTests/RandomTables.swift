import BuiltInScorers
import ScorerKit
import TestSupport

@testable import RatingEngine

/// A month's tables as somebody might export them, most rows plain, some odd or bad; and the guilds and rates they name.
struct RandomTables {
  var files: [(table: Table, bytes: [UInt8])] = []
  var guilds: [UInt8]? = Array(RandomTables.guilds.utf8)
  var rates: [UInt8]? = Array(RandomTables.rates.utf8)
  var corrections = CorrectionList.none

  static let tables = [Complaints.table, Memberships.table, Payouts.table, Requests.table, MeasuresTable.table]
  /// Those of the table measures that a programme declares, and others.
  static let measures = ["C01", "a longer measure", "eight by", "\u{E9}", "undeclared", "C01_star"]

  static let guilds = """
    guild_id,name,onboarded_on,closed_on
    A,One,2026-01-01,
    guild-B7,Two,,
    a guild of many bytes,Three,,2026-10-15
    é,Four,,
    late,Five,2026-11-01,
    closed,Six,,2026-09-30

    """

  static let rates = """
    month,currency,rate
    2026-07,EUR,1.1
    2026-08,EUR,1.2
    2026-09,EUR,1.3
    2026-10,EUR,1.4
    2026-07,XCURRENCYX,0.0001
    2026-08,XCURRENCYX,123456.789
    2026-09,XCURRENCYX,922337203
    2026-10,XCURRENCYX,2

    """

  /// How often something is odd.
  struct Oddness {
    /// Of a field, and of a row.
    var field = 0.01
    var row = 0.01
    /// Of a file: that something in it ends the run.
    var fatal = 0.05

    static let none = Oddness(field: 0, row: 0, fatal: 0)
  }

  init() {}

  init(files: ClosedRange<Int>, rows: ClosedRange<Int>, using random: inout SeededGenerator) {
    let oddness = [
      Oddness.none, Oddness(), Oddness(field: 0.05, row: 0.03, fatal: 0), Oddness(field: 0.3, row: 0.1, fatal: 0.3),
    ].randomElement(using: &random)!
    for _ in 0..<Int.random(in: files, using: &random) {
      let table = RandomTables.tables.randomElement(using: &random)!
      self.files.append(
        (table, RandomTables.text(of: table, rows: Int.random(in: rows, using: &random), oddness, using: &random)))
    }
    if Int.random(in: 0..<3, using: &random) == 0 { guilds = nil }
    if Int.random(in: 0..<10, using: &random) == 0 { rates = nil }
  }

  static func text(
    of table: Table, rows: Int, _ oddness: Oddness, using random: inout SeededGenerator
  ) -> [UInt8] {
    var columns = table.columns
    if random.tosses(0.3) { columns.shuffle(using: &random) }
    if random.tosses(0.2) { columns.removeAll { !$0.isRequired && random.tosses(0.5) } }
    if random.tosses(0.2) { columns.insert(.text("note"), at: Int.random(in: 0...columns.count, using: &random)) }
    let lineEnd: [UInt8] = Array((random.tosses(0.2) ? "\r\n" : "\n").utf8)
    let isFatal = random.tosses(oddness.fatal)
    var bytes: [UInt8] = random.tosses(0.1) ? [0xEF, 0xBB, 0xBF] : []
    let isQuoted = random.tosses(0.1)
    bytes += Array(columns.map { isQuoted ? "\"\($0.name)\"" : $0.name }.joined(separator: ",").utf8) + lineEnd
    for row in 0..<rows {
      bytes += line(row, columns, oddness, using: &random) + lineEnd
      if random.tosses(oddness.row / 2) { bytes += lineEnd }
    }
    if isFatal { bytes += OddField.fatal(using: &random) + lineEnd }
    if random.tosses(0.3), rows > 0 { bytes.removeLast(lineEnd.count) }
    return bytes
  }

  private static func line(
    _ row: Int, _ columns: [ColumnDefinition], _ oddness: Oddness, using random: inout SeededGenerator
  ) -> [UInt8] {
    let start = Int64.random(in: day(2026, 7, 1)...day(2026, 11, 4), using: &random)
    var fields = columns.map { column -> [UInt8] in
      if random.tosses(oddness.field) { return OddField.some(column, using: &random) }
      return Array(field(column, row, start, using: &random).utf8)
    }
    if random.tosses(oddness.row) {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: fields.removeLast()
      case 1: fields.append(Array("x".utf8))
      case 2: fields.append([])
      default: fields[0] = Array("\"a\"b".utf8)
      }
    }
    return Array(fields.joined(separator: [UInt8(ascii: ",")]))
  }

  private static func day(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    Calendar.day(year: year, month: month, day: day)
  }

  private static func field(
    _ column: ColumnDefinition, _ row: Int, _ start: Int64, using random: inout SeededGenerator
  ) -> String {
    if !column.isRequired, random.tosses(0.25) { return "" }
    switch column.type {
    case .id where column.name == "guild_id":
      let known = ["A", "A", "guild-B7", "guild-B7", "a guild of many bytes", "é"]
      return (known + (random.tosses(0.1) ? ["late", "closed", "unknown", "guild-B8", "A "] : [])).randomElement(
        using: &random)!
    case .id: return ["r\(row)", "row \(row) of a table", "\(row)"].randomElement(using: &random)!
    case .text where column.name == "currency":
      return ["USD", "USD", "USD", "EUR", "XCURRENCYX"].randomElement(using: &random)!
    case .text: return ["chat", "x", "a text of several words"].randomElement(using: &random)!
    case .time:
      // Later columns mostly lie behind, and at times before, the first.
      let later = column.isRequired ? 0 : Int64.random(in: -2000...300_000, using: &random)
      return Calendar.text(ofTime: start * Calendar.secondsPerDay + later)
    case .day: return Calendar.text(ofDay: start + (column.isRequired ? 0 : Int64.random(in: -1...90, using: &random)))
    case .month:
      // At or past the cutoff a payout's period may have no rate, which ends the run.
      let months = ["07", "08", "09", "10"] + (column.name == "month" ? ["10", "10", "11"] : [])
      return "2026-\(months.randomElement(using: &random)!)"
    case .number:
      return ["0.5", "-12.25", "76", "1e-3", "0", "12345.678901234567890"].randomElement(using: &random)!
    case .hashed: return measures.randomElement(using: &random)!
    case .money:
      return [
        "\(Int.random(in: 0...99_999, using: &random)).\(Int.random(in: 10...99, using: &random))", "0", "12.5",
        "99999999999999.9999",
      ]
      .randomElement(using: &random)!
    case .count: return "\(Int.random(in: 0...99, using: &random))"
    case .word(let words): return words.randomElement(using: &random)!
    }
  }
}

extension RandomTables {
  /// What a field is corrected to: mostly good, at times not.
  static func correctedField(_ column: ColumnDefinition, using random: inout SeededGenerator) -> [UInt8] {
    if column.name != "currency", column.name != "rate", random.tosses(0.2) {
      return OddField.some(column, using: &random)
    }
    if column.name == "rate" { return Array("1.25".utf8) }
    let start = Int64.random(in: day(2026, 7, 1)...day(2026, 11, 4), using: &random)
    return Array(field(column, 0, start, using: &random).utf8)
  }
}

/// Fields that are no plain ones: good in other spellings, or bad.
private enum OddField {
  static func some(_ column: ColumnDefinition, using random: inout SeededGenerator) -> [UInt8] {
    // A currency without a rate ends the run.
    if column.name == "currency" {
      return Array(["", "\"USD\"", "\"EUR\"", "\"\""].randomElement(using: &random)!.utf8)
    }
    let texts =
      switch column.type {
      case .time:
        [
          "2026-10-05 10:00:00Z", "2026-10-05T10:00Z", "2026-10-05T10:00:00.123Z", "2026-10-05T10:00:00+08:00",
          "2026-10-05T10:00:00", "2026-10-05T24:00:00Z", "2026-10-05T10:00:60Z", "2026-13-05T10:00:00Z", "2026-10-05",
          "1969-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "2026-10-05T10:00:00Z ", "0001-01-01T00:00:00Z",
        ]
      case .day:
        ["2026-10-05T00:00:00Z", "2026-02-29", "05.10.2026", "1950-01-01", "9999-12-31", "2026-10-5", "0001-01-01"]
      case .month: ["2026-13", "2026-00", "2026-7", "202608", "2026-08-01"]
      case .money:
        ["-5", "+5.5", "5.", ".5", "1.23456", "123456789012345.25", "99999999999999999999", "1e5", "-0", "5 "]
      case .number: ["-0", "+7", ".5", "5.", "nan", "inf", "0x1F", "1e999", "1e400", "1E2", "1,5", "1_0", "5 "]
      case .hashed: ["odd", " ", "C01 ", "c01", "\u{2028}", String(repeating: "x", count: 5000)]
      case .count: ["-1", "1.5", "+7", "99999999999999999999"]
      case .word: ["Pending", "pay ", "nonsense"]
      case .id, .text:
        ["odd", " ", "1", "\u{2028}", String(repeating: "x", count: 1024), String(repeating: "x", count: 1025)]
      }
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return []
    case 1: return Array("\"\"".utf8)
    case 2: return Array("\"a \"\"quoted\"\" word\"".utf8)
    case 3: return Array("\"two\nlines, one field\r\n\"".utf8)
    case 4: return Array("\"\(texts.randomElement(using: &random)!)\"".utf8)
    case 5: return Array("lone\rreturn".utf8)
    case 6: return Array("a \"quote\" inside".utf8)
    default: return Array(texts.randomElement(using: &random)!.utf8)
    }
  }

  /// What may end a run, wherever it stands.
  static func fatal(using random: inout SeededGenerator) -> [UInt8] {
    [
      [0], [0xFF, 0xFE, 0x80], Array("\"never closed".utf8), Array("a,b,c\0,d".utf8), Array("A,\"x\0\"".utf8),
      Array("p1,A,b,2026-08,GBP,1,1,1,2026-09-10,2026-09-10,".utf8),
      Array("r1,".utf8) + [0xC3, 0x28] + Array(",b,2026-10-05T10:00:00Z,,,,".utf8),
      Array("r1,A,b,".utf8) + [0xC3, 0x28] + Array(",,,,".utf8),
    ].randomElement(using: &random)!
  }
}

extension SeededGenerator {
  /// Heads, with that chance.
  mutating func tosses(_ chance: Double) -> Bool { Double.random(in: 0..<1, using: &self) < chance }
}
