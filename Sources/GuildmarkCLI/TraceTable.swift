import RatingEngine
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

/// A measure's rows as CSV and JSON.
struct TraceTable {
  let trace: MeasureTrace
  let identities: Identities
  /// Those that are shown.
  let rows: [TracedRow]
  /// The columns of all tables together, in the order of the tables.
  private let columns: [String]
  /// By table, the place of each of its columns among them; `nil`: left out.
  private let places: [String: [Int?]]

  init(_ trace: MeasureTrace, all: Bool, identities: Identities) {
    self.trace = trace
    self.identities = identities
    let tables = Dictionary(trace.tables.map { ($0.name, $0) }) { first, _ in first }
    rows = trace.rows.filter { tables[$0.table] != nil && (all || $0.countedAs.counts) }
    var columns: [String] = []
    for table in trace.tables {
      columns += table.columns.map(\.name).filter { !columns.contains($0) && !identities.leavesOut($0) }
    }
    self.columns = columns
    places = tables.mapValues { $0.columns.map { column in columns.firstIndex(of: column.name) } }
  }

  /// Each of the columns' texts; `nil` where its table has none.
  private func texts(of row: TracedRow) -> [String?] {
    var texts = [String?](repeating: nil, count: columns.count)
    for (own, place) in (places[row.table] ?? []).enumerated() {
      guard let place, let field = row.fields[own] else { continue }
      texts[place] = identities.text(of: field, in: columns[place], for: trace.guild.id)
    }
    return texts
  }

  /// What was decided about a row; `nil` where nothing was.
  private func correction(of row: TracedRow) -> String? {
    guard !row.corrections.isEmpty else { return nil }
    return row.corrections.map { identities.words(of: $0, for: trace.guild.id) }.joined(separator: "; ")
  }

  func csv(threads: Int) -> [UInt8] {
    let header =
      ["table", "file", "line"] + columns + ["counted_as", "numerator", "denominator", "value", "rule", "correction"]
    let piece = 1024
    let lines = concurrently((rows.count + piece - 1) / piece, threads: threads) { number in
      var bytes: [UInt8] = []
      for row in rows[number * piece..<min(rows.count, (number + 1) * piece)] {
        let own: [CSV.Field] = texts(of: row).map { $0.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
        CSV.append(
          [.text(row.table), .text(row.file), .integer(Int64(row.line))] + own + [
            .text(row.countedAs.words), .number(row.numerator), .number(row.denominator), .number(row.value),
            .text(row.rule), .text(correction(of: row)),
          ], to: &bytes)
      }
      return bytes
    }
    return lines.reduce(into: Array(CSV.line(header.map { .text($0) }).utf8)) { $0 += $1 }
  }

  /// The document `guildmark/evidence/1`: a row a line, keys always present and in this order.
  func json(_ programme: Programme) -> [UInt8] {
    let (choice, window) = (trace.choice, trace.window)
    let whole = trace.totals.count == 1 ? trace.totals[0].value : nil
    let document = JSON.object([
      ("schema", .string("guildmark/evidence/1")),
      ("tool", .object([("name", .string("guildmark")), ("version", .string(Guildmark.version))])),
      (
        "programme",
        .object([
          ("name", .string(programme.name)), ("version", .integer(programme.version)),
          ("digest", .string(programme.digest)), ("currency", .string(programme.currency)),
        ])
      ),
      ("month", .string(trace.month.description)),
      (
        "window",
        .object([
          ("months", .count(window.months)), ("from", .string(Calendar.text(ofDay: window.start))),
          ("to", .string(Calendar.text(ofDay: window.end - 1))),
        ])
      ),
      (
        "guild",
        .object([
          ("guild_id", .text(trace.guild.id)), ("name", .optional(trace.guild.name) { .text($0) }),
        ])
      ),
      ("scorer", .string(choice.scorer)), ("measure", .string(choice.measure.id)), ("part", .optional(choice.part)),
      ("title", .string(choice.title)), ("kind", .string(choice.measure.kind.rawValue)),
      ("unit", .string(choice.measure.unit.rawValue)), ("direction", .string(choice.measure.direction.rawValue)),
      ("counting", .object([("of", .string(trace.rule.of)), ("when", .optional(trace.rule.when))])),
      ("identities", .string(identities.word)), ("numerator", .optional(trace.numerator)),
      ("denominator", .optional(trace.denominator)), ("value", TraceTable.json(whole)),
      ("never", .bool(whole == .infinity)), ("no_data", .optional(trace.noData)),
      (
        "parts",
        choice.measure.kind == .breakdown
          ? .array(
            trace.totals.map { total in
              .object([
                ("part", .optional(total.part)), ("value", TraceTable.json(total.value)),
                ("numerator", .optional(total.numerator)), ("denominator", .number(total.denominator)),
              ])
            }) : .null
      ),
      ("rows", .elements(rows.count) { [self] in json(rows[$0]) }),
    ])
    return document.bytes(expanding: 2) + "\n".utf8
  }

  private func json(_ row: TracedRow) -> JSON {
    let texts = zip(columns, texts(of: row)).compactMap { name, text in
      text.map { (key: name, value: $0.isEmpty ? JSON.null : .string($0)) }
    }
    return .object([
      ("table", .string(row.table)), ("file", .string(row.file)), ("line", .count(row.line)),
      ("columns", .object(texts)), ("counted_as", .string(row.countedAs.words)),
      ("numerator", .optional(row.numerator)), ("denominator", .optional(row.denominator)),
      ("value", TraceTable.json(row.value)), ("rule", .string(row.rule)),
      ("correction", .optional(correction(of: row))),
    ])
  }

  /// What is never reached has no number.
  private static func json(_ value: Double?) -> JSON { .optional(value.flatMap { $0.isFinite ? $0 : nil }) }
}
