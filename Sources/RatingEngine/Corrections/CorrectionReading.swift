import RatingProgramme
import RatingRecord
import ScorerKit

/// A correction that is wrong, and where it stands.
public struct CorrectionFault: Sendable, Equatable, CustomStringConvertible {
  public var place: Place
  public var problem: String
  public var description: String { "\(place): \(problem)" }
}

/// All that is wrong with corrections: the first few in the order of their places, and how many more there are.
struct CorrectionFaults {
  private var first: [CorrectionFault] = []
  private var count = 0
  private static let most = 10

  mutating func add(_ problem: String, at place: Place) {
    count += 1
    let next = first.firstIndex { place < $0.place } ?? first.endIndex
    guard next < CorrectionFaults.most else { return }
    first.insert(CorrectionFault(place: place, problem: problem), at: next)
    if first.count > CorrectionFaults.most { first.removeLast() }
  }

  /// - Throws: `EngineError.corrections` where there are any.
  func check() throws {
    if count > 0 { throw EngineError.corrections(first, more: count - first.count) }
  }
}

extension CorrectionList {
  /// Reads the table `corrections`.
  ///
  /// - Parameter tables: all there are.
  /// - Throws: `EngineError`; `.corrections` with all that can be seen to be wrong without the tables' rows.
  init(_ sources: [DataSource], tables: [Table]) throws {
    var reading = CorrectionReading(tables)
    for source in sources { try reading.read(source) }
    reading.findDisagreements()
    try reading.faults.check()
    self.init(reading.entries)
  }
}

/// The table `corrections` on its way to a list.
private struct CorrectionReading {
  private let tables: [String: Table]
  private(set) var entries: [CorrectionList.Entry] = []
  private(set) var faults = CorrectionFaults()

  init(_ tables: [Table]) {
    self.tables = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func read(_ source: DataSource) throws {
    let path = source.name
    let reader = BlockReader(try source.open())
    let block = Block()
    var hasRows = try reader.next(block)
    let header = try Header(of: block, file: path)
    try header.check(against: Corrections.table, file: path)
    var line = 0
    while hasRows {
      let linesBefore = line
      do {
        line += try block.forEachRow(after: header) { row in
          var row = CorrectionRow(row, header, path: path, after: linesBefore)
          if let correction = row.correction(of: tables) {
            entries.append(CorrectionList.Entry(correction: correction, place: row.place()))
          }
          for fault in row.faults { faults.add(fault.problem, at: fault.place) }
        }
      } catch let fault as BlockFault {
        throw fault.inFile(path, after: linesBefore)
      }
      hasRows = try reader.next(block)
    }
  }

  /// Notes corrections of one row that can't both be.
  mutating func findDisagreements() {
    let rows = Dictionary(grouping: entries) { [Identifier($0.correction.table), $0.correction.rowKey] }
    for entries in rows.values where entries.count > 1 {
      let entries = entries.sorted { $0.place < $1.place }
      for (number, entry) in entries.enumerated() {
        guard let other = entries[..<number].first(where: { entry.correction.disagrees(with: $0.correction) }) else {
          continue
        }
        let place = other.place.file == entry.place.file ? "line \(other.place.line)" : "\(other.place)"
        faults.add(entry.correction.disagreement(with: other.correction, at: place), at: entry.place)
      }
    }
  }
}

extension Correction {
  fileprivate func disagreement(with other: Correction, at place: String) -> String {
    let row = "the row `\(printable(rowKey.description))` of \(table)"
    return switch (action, other.action) {
    case (.amend(let column, let value), .amend(_, let otherValue)):
      "this amends \(printable(column)) of \(row) to \(quoted(value)), and \(place) to \(quoted(otherValue)); which is right can't be told"
    case (.setAside, _): "this sets \(row) aside, and \(place) amends it; which is right can't be told"
    case (.amend, _): "this amends \(row), and \(place) sets it aside; which is right can't be told"
    }
  }
}

private func quoted(_ value: Identifier) -> String {
  value.bytes.isEmpty ? "nothing" : "`\(printable(value.description))`"
}

/// A row of the table, and what is wrong with it.
private struct CorrectionRow {
  private let fields: [String: (bytes: [UInt8], place: Place)]
  private let start: Place
  private(set) var faults: [CorrectionFault] = []
  private static let longestText = 1000

  init(_ row: RawRow, _ header: Header, path: String, after linesBefore: Int) {
    func place(_ field: Int?) -> Place {
      let (line, column) = row.place(of: field)
      return Place(file: path, line: linesBefore + line + 1, column: column)
    }
    start = place(nil)
    guard row.malformation(header) == nil else {
      fields = [:]
      if let bad = row.malformation(header) {
        faults = [
          CorrectionFault(place: start, problem: bad.cause + (bad.expectation.map { "; expected \($0)" } ?? ""))
        ]
      }
      return
    }
    var fields: [String: (bytes: [UInt8], place: Place)] = [:]
    for column in Corrections.table.columns {
      if let field = header.index(of: column.name) { fields[column.name] = (row.content(field), place(field)) }
    }
    self.fields = fields
  }

  /// Where the row starts.
  func place() -> Place { start }

  private func bytes(_ column: String) -> [UInt8] { fields[column]?.bytes ?? [] }
  private func text(_ column: String) -> String { String(decoding: bytes(column), as: UTF8.self) }
  private func shown(_ column: String) -> String { "`\(printable(text(column)))`" }

  private mutating func fault(_ problem: String, at column: String) {
    faults.append(CorrectionFault(place: fields[column]?.place ?? start, problem: problem))
  }

  /// What the row says; `nil` where something is wrong with it.
  mutating func correction(of tables: [String: Table]) -> Correction? {
    guard faults.isEmpty else { return nil }
    checkTexts()
    guard faults.isEmpty else { return nil }
    let table = table(among: tables)
    if let table { checkKey(of: table) }
    let action = action(on: table)
    guard faults.isEmpty, let table, let action else { return nil }
    return Correction(
      table: table.name, rowKey: Identifier(bytes("row_key")), action: action, reason: text("reason"),
      decidedBy: text("decided_by"), decidedOn: text("decided_on"))
  }

  /// What must be there whatever the correction is about.
  private mutating func checkTexts() {
    for column in Corrections.table.columns {
      let bytes = bytes(column.name)
      if column.isRequired, bytes.isEmpty || isBlank(column.name) {
        fault("\(column.name) is missing; \(meaning(of: column.name))", at: column.name)
      } else if String(validating: bytes, as: UTF8.self) == nil {
        fault("\(column.name) is not UTF-8", at: column.name)
      } else if ["reason", "decided_by"].contains(column.name), bytes.count > CorrectionRow.longestText {
        fault("\(column.name) is longer than 1,000 bytes; report cards print it", at: column.name)
      }
    }
    let day = bytes("decided_on")
    if !day.isEmpty, String(validating: day, as: UTF8.self) != nil, day.withUnsafeBufferPointer(parseDay) == nil {
      fault("decided_on is not a date: \(shown("decided_on")); expected a date such as 2026-11-05", at: "decided_on")
    }
  }

  /// Whether a sentence that people are to read has nothing to read.
  private func isBlank(_ column: String) -> Bool {
    ["reason", "decided_by"].contains(column)
      && text(column).unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }

  private func meaning(of column: String) -> String {
    switch column {
    case "table": "name the table that the row is of, such as requests"
    case "row_key": "name the row by its key, such as its request_id"
    case "action": "write set_aside or amend"
    case "reason": "say why; report cards print it"
    case "decided_by": "say who decided"
    default: "say on what day it was decided, such as 2026-11-05"
    }
  }

  private mutating func table(among tables: [String: Table]) -> Table? {
    if let table = tables[text("table")] { return table }
    let names = tables.keys.sorted()
    fault(
      "there is no table \(shown("table")); there are \(names.joined(separator: ", "))"
        + hint(nearestName(to: text("table"), among: names)), at: "table")
    return nil
  }

  private mutating func checkKey(of table: Table) {
    let key = table.key.joined(separator: ", ")
    guard let count = RowKey.count(of: Identifier(bytes("row_key"))) else {
      return fault("in a row_key a `\\` stands before a `|` or another `\\` that belongs to the key", at: "row_key")
    }
    guard count != table.key.count else { return }
    let wanted =
      table.key.count == 1
      ? "one part, \(key)" : "\(table.key.count) parts, \(table.key.joined(separator: "|"))"
    fault(
      "row_key \(shown("row_key")) has \(count == 1 ? "one part" : "\(count) parts"); the key of \(table.name) has \(wanted)"
        + (count > table.key.count ? " (a `|` of its own has a `\\` before it)" : ""), at: "row_key")
  }

  private mutating func action(on table: Table?) -> Correction.Action? {
    switch text("action") {
    case "set_aside":
      for column in ["column", "value"] where !bytes(column).isEmpty {
        fault("set_aside takes no \(column); to change one column of the row, write amend", at: column)
      }
      return .setAside
    case "amend":
      guard !bytes("column").isEmpty else {
        fault("amend needs a column; to leave out the whole row, write set_aside", at: "column")
        return nil
      }
      return table.flatMap { amendment(of: $0) }
    default:
      fault(
        "action cannot be \(shown("action")); write set_aside or amend"
          + hint(nearestName(to: text("action"), among: ["set_aside", "amend"])), at: "action")
      return nil
    }
  }

  private mutating func amendment(of table: Table) -> Correction.Action? {
    let name = text("column")
    guard name != "guild_id" || table.key != ["guild_id"], name == "guild_id" || !table.key.contains(name) else {
      fault("\(name) says which row of \(table.name) it is, and can't be amended; set the row aside", at: "column")
      return nil
    }
    // A guild may have any further attribute; whether the file has that one is seen when the row is read.
    guard let column = table.column(name) ?? (table.name == Guilds.table.name ? .text(name) : nil) else {
      let names = table.columns.map(\.name).filter { $0 == "guild_id" || !table.key.contains($0) }
      fault(
        "\(table.name) has no column \(shown("column")); there are \(names.joined(separator: ", "))"
          + hint(nearestName(to: name, among: names)), at: "column")
      return nil
    }
    let value = bytes("value")
    guard !value.isEmpty else {
      if column.isRequired {
        fault("\(name) can't be amended to nothing; every row of \(table.name) has one", at: "value")
      }
      return .amend(column: name, value: Identifier(value))
    }
    if case .fault(let parsed) = value.withUnsafeBufferPointer(column.type.parse) {
      fault("\(parsed.cause(column: column)): \(shown("value")); expected \(column.type.expectation)", at: "value")
    }
    return .amend(column: name, value: Identifier(value))
  }

  private func hint(_ name: String?) -> String { name.map { " (did you mean `\($0)`?)" } ?? "" }
}
