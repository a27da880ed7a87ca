import ScorerKit

/// The rows of one table as an audit looks at them: keys, parties and dates.
struct AuditRows {
  struct Row {
    let place: Place
    /// Of the file, more than one where a field holds line feeds.
    let lines: ClosedRange<Int>
    let key: KeyDigest
    let guild: KeyDigest
    let broadcaster: KeyDigest?
    /// Days by column.
    let days: [String: Int64]
    /// The days in which the event happened; `nil` where it has no date that can be read.
    let when: ClosedRange<Int64>?
  }

  private let table: Table
  private let path: String
  private let reader: BlockReader
  private let header: Header
  private let keyFields: [Int]
  private var block: Block?
  /// The present block's rows, last first.
  private var rows: [Row] = []
  private var line: Int

  init(_ table: Table, path: String) throws {
    self.table = table
    self.path = path
    reader = try BlockReader(path: path)
    block = try reader.next()
    header = try Header(of: block, file: path)
    try header.check(against: table, file: path)
    keyFields = table.key.compactMap(header.index)
    line = header.lines
  }

  mutating func next() throws -> Row? {
    while rows.isEmpty, let current = block {
      read(current)
      block = try reader.next()
    }
    return rows.popLast()
  }

  private mutating func read(_ block: Block) {
    var read: [Row] = []
    block.bytes.withUnsafeBytes { buffer in
      var walk = RowWalk(UnsafeRawBufferPointer(rebasing: buffer[(block.number == 0 ? header.length : 0)...]))
      var fields: ContiguousArray<Field> = []
      while true {
        let place = Place(file: path, line: line + walk.lines + 1, column: 1)
        let outcome = walk.readRow(into: &fields)
        // What can't be read ends the run that every check begins with.
        if outcome == .none || outcome == .unclosedQuote { break }
        let lines = place.line...max(place.line, line + walk.lines)
        if fields.count == header.names.count { read.append(row(walk, fields, place, lines)) }
      }
      line += walk.lines
    }
    rows = read.reversed()
  }

  private func row(_ walk: RowWalk, _ fields: ContiguousArray<Field>, _ place: Place, _ lines: ClosedRange<Int>) -> Row
  {
    func content(_ column: String) -> [UInt8]? {
      header.index(of: column).map { walk.content(of: fields[$0]) }
    }
    func value(_ column: String) -> Int64? {
      guard let type = table.column(column)?.type, let bytes = content(column), !bytes.isEmpty,
        case .value(let value) = bytes.withUnsafeBufferPointer(type.parse)
      else { return nil }
      return value
    }
    var days: [String: Int64] = [:]
    for column in table.columns where column.type == .day { days[column.name] = value(column.name) }
    return Row(
      place: place, lines: lines, key: KeyDigest(keyFields.map { walk.content(of: fields[$0]) }),
      guild: KeyDigest([content("guild_id") ?? []]), broadcaster: content("broadcaster_id").map { KeyDigest([$0]) },
      days: days, when: when(value))
  }

  /// A payout belongs to its period, everything else to the day it is dated by.
  private func when(_ value: (String) -> Int64?) -> ClosedRange<Int64>? {
    if table.column("period") != nil {
      return value("period").map { period in
        let month = Month(ordinal: period)
        return month.firstDay...(month.adding(1).firstDay - 1)
      }
    }
    guard let dated = table.datedBy, table.column(dated)?.type == .time, let time = value(dated) else { return nil }
    let day = Int64((Double(time) / Double(Calendar.secondsPerDay)).rounded(.down))
    return day...day
  }
}
