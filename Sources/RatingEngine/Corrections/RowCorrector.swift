import ScorerKit

/// Applies a table's corrections to one file's rows, and remembers which rows they met.
///
/// One a worker and file, as `RowReader` is.
struct RowCorrector: Sendable {
  private let corrections: TableCorrections
  /// Where the key's columns stand.
  private let key: [Int]
  private let header: Header
  private let guildField: Int?
  private let dated: [(column: ColumnDefinition, field: Int)]
  private let isOutside: @Sendable (String, Int64) -> Bool
  /// The bytes of the last row that was amended.
  private var amended: AmendedBytes?
  private var met: [MetRow] = []

  /// A row that a correction is about, as its block knows it.
  struct MetRow: Sendable {
    let key: Identifier
    /// Relative to the block's first line, from 0.
    let line: Int
    let content: CorrectedRow.Content
    /// What its fields are amended to, by their places; `nil`: it is set aside.
    var values: [Int: [UInt8]]?
  }

  /// - Parameter isOutside: whether a date or month, by its column, says that a row is no part of the month.
  /// - Returns: `nil` where the file does not have the columns that tell rows apart.
  init?(
    _ corrections: TableCorrections, of table: Table, header: Header,
    isOutside: @escaping @Sendable (_ column: String, _ value: Int64) -> Bool
  ) {
    let key = table.key.compactMap(header.index)
    guard key.count == table.key.count else { return nil }
    self.corrections = corrections
    self.key = key
    self.header = header
    self.isOutside = isOutside
    guildField = header.index(of: "guild_id")
    dated = table.columns.filter(\.type.isDated).compactMap { column in
      header.index(of: column.name).map { (column, $0) }
    }
  }

  /// The row as it is to be read; `nil` for one that is set aside.
  ///
  /// What it returns may be read until the next row is asked for.
  ///
  /// - Precondition: the row has a field for each of the header's columns.
  mutating func corrected(_ row: RawRow) -> RawRow? {
    var hash: UInt64 = 0
    for (place, field) in key.enumerated() {
      hash &+= row.walk.text(of: row.fields[field]).withBytes { RowKey.hash(UnsafeRawBufferPointer($0), at: place) }
    }
    guard corrections.hashes.contains(hash) else { return row }
    let key = RowKey.joined(self.key.map(row.content))
    guard let correction = corrections.correction(of: key) else { return row }
    var content = CorrectedRow.Content(guild: guild(of: row), isThere: isThere(row))
    var values: [Int: [UInt8]] = [:]
    defer {
      met.append(
        MetRow(
          key: key, line: row.lines.lowerBound, content: content, values: correction.amendments == nil ? nil : values))
    }
    guard let amendments = correction.amendments else { return nil }
    for (column, value) in amendments {
      if let field = header.index(of: column) { values[field] = value.bytes } else { content.lacks.append(column) }
    }
    let (bytes, fields) = AmendedBytes.laidOut(row, with: values)
    amended = bytes
    let amendedRow = row.reading(bytes.bytes, fields)
    content.isThereAmended = isThere(amendedRow)
    return amendedRow
  }

  /// What was done to the row that was asked for last; `nil` where no correction is about it.
  ///
  /// - Parameter row: as it stands in the source.
  func last(_ row: RawRow) -> MetRow? { met.last.flatMap { $0.line == row.lines.lowerBound ? $0 : nil } }

  /// What rows were met since this was asked last.
  mutating func takeMet() -> [MetRow] {
    defer { met = [] }
    return met
  }

  private func guild(of row: RawRow) -> Identifier? {
    guard let guildField, !row.fields[guildField].isEmpty else { return nil }
    return Identifier(row.content(guildField))
  }

  /// Whether the row is part of the month as far as its dates say; one that can't be dated is.
  private func isThere(_ row: RawRow) -> Bool {
    dated.allSatisfy { column, field in
      let content = row.content(field)
      guard !content.isEmpty, case .value(let value) = content.withUnsafeBufferPointer(column.type.parse) else {
        return true
      }
      return !isOutside(column.name, value)
    }
  }
}

extension RowCorrector {
  /// Of a table of events, of which rows are absent that are dated at or past the cutoff.
  init?(_ corrections: TableCorrections, of plan: TablePlan, cutoff: Window) {
    let dated = plan.table.datedBy.flatMap(plan.table.column)
    let end: Int64 =
      switch dated?.type {
      case .time: cutoff.endTime
      case .month: cutoff.month.ordinal + 1
      default: cutoff.end
      }
    let name = dated?.name
    self.init(corrections, of: plan.table, header: plan.header) { column, value in column == name && value >= end }
  }
}

/// A row's fields with some of them replaced, one after the other.
///
/// `@unchecked Sendable`: the memory is written before anybody has it, never afterwards, and freed with the last reference.
private final class AmendedBytes: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer

  private init(_ content: [UInt8]) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count + Block.padding, alignment: 8)
    memory.copyBytes(from: content + [UInt8](repeating: 0, count: Block.padding))
    bytes = UnsafeRawBufferPointer(rebasing: memory[..<content.count])
  }

  deinit { UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.deallocate() }

  static func laidOut(_ row: RawRow, with values: [Int: [UInt8]]) -> (AmendedBytes, ContiguousArray<Field>) {
    var content: [UInt8] = []
    var fields = ContiguousArray<Field>()
    for field in row.fields.indices {
      let start = content.count
      content += values[field] ?? row.content(field)
      fields.append(Field(start: start, end: content.count))
    }
    return (AmendedBytes(content), fields)
  }
}
