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
  private let block = Block()
  private var corrector: RowCorrector?
  private var hasRows: Bool
  /// The present block's rows, last first.
  private var rows: [Row] = []
  private var line: Int

  init(_ table: Table, _ source: DataSource, corrections: TableCorrections?) throws {
    self.table = table
    path = source.name
    guard source.isStored else {
      throw EngineError.noInput(path: path, reason: "is no stored file, and to check a table it is read twice")
    }
    reader = BlockReader(try source.open())
    hasRows = try reader.next(block)
    header = try Header(of: block, file: path)
    try header.check(against: table, file: path)
    keyFields = table.key.compactMap(header.index)
    line = 0
    corrector = corrections.flatMap { RowCorrector($0, of: table, header: header) { _, _ in false } }
  }

  mutating func next() throws -> Row? {
    while rows.isEmpty, hasRows {
      do {
        var read: [Row] = []
        let linesBefore = line
        line += try block.forEachRow(after: header) { raw in
          guard raw.malformation(header) == nil, let raw = corrector == nil ? raw : corrector?.corrected(raw) else {
            return
          }
          read.append(row(raw, linesBefore))
        }
        rows = read.reversed()
      } catch let fault as BlockFault {
        throw fault.inFile(path, after: line)
      }
      hasRows = try reader.next(block)
    }
    return rows.popLast()
  }

  private func row(_ raw: RawRow, _ linesBefore: Int) -> Row {
    func content(_ column: String) -> [UInt8]? { header.index(of: column).map(raw.content) }
    func value(_ column: String) -> Int64? {
      guard let type = table.column(column)?.type, let bytes = content(column), !bytes.isEmpty,
        case .value(let value) = bytes.withUnsafeBufferPointer(type.parse)
      else { return nil }
      return value
    }
    var days: [String: Int64] = [:]
    for column in table.columns where column.type == .day { days[column.name] = value(column.name) }
    let (first, last) = (linesBefore + raw.lines.lowerBound + 1, linesBefore + raw.lines.upperBound + 1)
    return Row(
      place: Place(file: path, line: first, column: 1), lines: first...last,
      key: KeyDigest(keyFields.map(raw.content)), guild: KeyDigest([content("guild_id") ?? []]),
      broadcaster: content("broadcaster_id").map { KeyDigest([$0]) }, days: days, when: when(value))
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
