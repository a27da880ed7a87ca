import RatingEngine
import RatingLedger
import RatingProgramme
import RatingRecord
import ScorerKit

/// How many columns the key of each table has that rows may be named of.
private func keyColumns(_ scorers: [any Scorer.Type]) -> [String: [String]] {
  let own: [String: [String]] = [
    "guilds": ["guild_id"], "fx_rates": ["month", "currency"], "adjustments": ["guild_id", "month", "reason"],
  ]
  let tables =
    scorers.flatMap { $0.reads.map(\.table) } + [Requests.table, Payouts.table, Memberships.table, Complaints.table]
  return tables.reduce(into: own) { $0[$1.name] = $1.key }
}

/// The rows that an appeal names, each of a table that there is, with a key of as many parts.
///
/// - Parameters:
///   - named: `table:key` each.
///   - file: CSV with the columns table and row_key; `nil`: none.
/// - Throws: `Failure` for the first that can't be.
func groundRows(_ named: [String], file: String?, scorers: [any Scorer.Type]) throws -> [RowReference] {
  let keys = keyColumns(scorers)
  var rows: [RowReference] = []
  for text in named {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw Failure(.data, "--row \(printable(text)) names no row; write it as table:key, such as requests:r17")
    }
    rows.append(try row(String(parts[0]), String(parts[1]), keys, at: "--row \(printable(text))"))
  }
  guard let file else { return rows }
  for line in try PlainCSV(path: file, columns: ["table", "row_key"]).rows {
    rows.append(try row(line.fields["table"] ?? "", line.fields["row_key"] ?? "", keys, at: line.place))
  }
  return rows
}

private func row(
  _ table: String, _ key: String, _ keys: [String: [String]], at place: String
) throws -> RowReference {
  guard let columns = keys[table] else {
    let near = nearestName(to: table, among: keys.keys.sorted()).map { "; did you mean \($0)?" }
    throw Failure(
      .data, "\(place): there is no table \(printable(table))"
        + (near ?? "; there are \(keys.keys.sorted().joined(separator: ", "))"))
  }
  guard let parts = keyParts(key) else {
    throw Failure(.data, "\(place): in a key, \\ stands only before | or \\")
  }
  guard parts.count == columns.count else {
    throw Failure(
      .data, "\(place): the key of \(table) is \(columns.joined(separator: "|")), so it has "
        + "\(counted(columns.count, "part")), and this one has \(parts.count)")
  }
  guard parts.allSatisfy({ !$0.isEmpty }), key.utf8.count <= 4096 else {
    throw Failure(
      .data, "\(place): \(key.utf8.count > 4096 ? "a key is at most 4096 bytes long" : "a part of the key is empty")")
  }
  return RowReference(table: table, key: Identifier(key))
}

/// The values of a key's columns; `nil` where a `\` stands before anything but `|` or `\`.
private func keyParts(_ key: String) -> [[UInt8]]? {
  var (parts, isEscaped): ([[UInt8]], Bool) = ([[]], false)
  for byte in key.utf8 {
    switch byte {
    case _ where isEscaped:
      guard byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\\") else { return nil }
      parts[parts.count - 1].append(byte)
      isEscaped = false
    case UInt8(ascii: "\\"): isEscaped = true
    case UInt8(ascii: "|"): parts.append([])
    default: parts[parts.count - 1].append(byte)
    }
  }
  return isEscaped ? nil : parts
}

/// The corrections in a file of the form of the table `corrections`.
///
/// - Throws: `Failure` for the first row that is none.
func decidedCorrections(_ file: String, scorers: [any Scorer.Type]) throws -> [Correction] {
  let keys = keyColumns(scorers)
  let columns = ["table", "row_key", "action", "column", "value", "reason", "decided_by", "decided_on"]
  let corrections = try PlainCSV(path: file, columns: columns).rows.map { line -> Correction in
    func field(_ name: String) -> String { line.fields[name] ?? "" }
    let row = try row(field("table"), field("row_key"), keys, at: line.place)
    let action: Correction.Action
    switch (field("action"), field("column").isEmpty) {
    case ("set_aside", _): action = .setAside
    case ("amend", false): action = .amend(column: field("column"), value: Identifier(field("value")))
    case ("amend", true): throw Failure(.data, "\(line.place): to amend takes a column")
    default: throw Failure(.data, "\(line.place): action is \(printable(field("action"))); write set_aside or amend")
    }
    guard Day(field("decided_on")) != nil else {
      throw Failure(.data, "\(line.place): decided_on is \(printable(field("decided_on"))); write a day such as 2026-11-05")
    }
    for name in ["reason", "decided_by"] where field(name).isEmpty {
      throw Failure(.data, "\(line.place): \(name) is missing")
    }
    return Correction(
      table: row.table, rowKey: row.key, action: action, reason: field("reason"), decidedBy: field("decided_by"),
      decidedOn: field("decided_on"))
  }
  guard !corrections.isEmpty else { throw Failure(.data, "\(printable(file)) holds no correction") }
  return corrections
}

/// Corrections as the table that the data folder takes, to the byte: no formula is defused, as that would be another value.
func correctionsCSV(_ corrections: [Correction]) -> [UInt8] {
  func field(_ bytes: some BidirectionalCollection<UInt8>) -> [UInt8] {
    let special: Set<UInt8> = [0x22, 0x2C, 0x0A, 0x0D]
    guard bytes.contains(where: special.contains) || bytes.first == 0x20 || bytes.last == 0x20 else {
      return Array(bytes)
    }
    return [0x22] + bytes.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
  }
  var bytes = Array("table,row_key,action,column,value,reason,decided_by,decided_on\n".utf8)
  for correction in corrections {
    let (action, column, value): (String, String, [UInt8]) =
      switch correction.action {
      case .setAside: ("set_aside", "", [])
      case .amend(let column, let value): ("amend", column, value.bytes)
      }
    let fields = [
      field(correction.table.utf8), field(correction.rowKey.bytes), field(action.utf8), field(column.utf8),
      field(value), field(correction.reason.utf8), field(correction.decidedBy.utf8), field(correction.decidedOn.utf8),
    ]
    bytes += fields.joined(separator: [UInt8(ascii: ",")])
    bytes.append(UInt8(ascii: "\n"))
  }
  return bytes
}
