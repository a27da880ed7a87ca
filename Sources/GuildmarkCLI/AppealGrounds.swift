import RatingEngine
import RatingLedger
import RatingProgramme
import RatingRecord
import ScorerKit

/// The rows that an appeal names, each of a table that there is, with a key of as many parts.
///
/// - Parameters:
///   - named: `table:key` each.
///   - file: CSV with the columns table and row_key; `nil`: none.
/// - Throws: `Failure` for the first that can't be.
func groundRows(_ named: [String], file: String?, scorers: [any Scorer.Type]) throws -> [RowReference] {
  let keys = Dictionary(knownTables(scorers).map { ($0.name, $0.key) }) { first, _ in first }
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
      .data,
      "\(place): there is no table \(printable(table))"
        + (near ?? "; there are \(keys.keys.sorted().joined(separator: ", "))"))
  }
  let id = Identifier(key)
  guard let parts = keyParts(of: id) else {
    throw Failure(.data, "\(place): in a key, \\ stands only before | or \\")
  }
  guard parts == columns.count else {
    throw Failure(
      .data,
      "\(place): the key of \(table) is \(columns.joined(separator: "|")), so it has "
        + "\(counted(columns.count, "part")), and this one has \(parts)")
  }
  guard (1...4096).contains(key.utf8.count) else {
    throw Failure(.data, "\(place): \(key.isEmpty ? "the key is empty" : "a key is at most 4096 bytes long")")
  }
  return RowReference(table: table, key: id)
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
