import ScorerKit

/// A table that is held in memory row by row: guilds and exchange rates.
struct SmallTable {
  private let table: Table
  /// Of all files together.
  private(set) var columns: Set<Identifier> = []
  private(set) var rows: [Row] = []
  private(set) var bad: [BadRow] = []
  /// Good and bad.
  private(set) var count: Int64 = 0
  /// Rows that are no part of the month: neither counted nor bad, whatever else is in them.
  private(set) var outside: [Row] = []
  /// Those that corrections are about.
  private(set) var corrected = CorrectedRows()

  struct Row {
    var place: Place
    /// The texts of the fields that are not empty, by column.
    var texts: [String: Identifier] = [:]
    /// Raw values of times, dates and months that are not empty, by column.
    var values: [String: Int64] = [:]
  }

  /// Reads the table's own columns and `further` ones, as text.
  ///
  /// - Parameter isOutside: whether a date or month, by its column, says that the row is no part of the month.
  /// - Throws: `EngineError.noInput`, `.structure`.
  init(
    _ table: Table, _ sources: [DataSource], further: [String] = [], corrections: TableCorrections? = nil,
    isOutside: @escaping @Sendable (_ column: String, _ value: Int64) -> Bool
  ) throws {
    self.table = table
    let columns = table.columns + further.filter { table.column($0) == nil }.map(ColumnDefinition.text)
    for source in sources { try read(source, columns, corrections, isOutside) }
  }

  private mutating func read(
    _ source: DataSource, _ columns: [ColumnDefinition], _ corrections: TableCorrections?,
    _ isOutside: @escaping @Sendable (String, Int64) -> Bool
  ) throws {
    let path = source.name
    let reader = BlockReader(try source.open())
    let block = Block()
    var hasRows = try reader.next(block)
    let header = try Header(of: block, file: path)
    try header.check(against: table, file: path)
    self.columns.formUnion(header.names)
    let fields = columns.compactMap { column in header.index(of: column.name).map { (column, $0) } }
    var corrector = corrections.flatMap { RowCorrector($0, of: table, header: header, isOutside: isOutside) }
    var line = 0
    while hasRows {
      let linesBefore = line
      do {
        line += try block.forEachRow(after: header) { row in
          do throws(RowFault) {
            if let malformation = row.malformation(header) { throw .bad(malformation) }
            guard let row = corrector == nil ? row : corrector?.corrected(row) else { return }
            try add(row, fields, path: path, after: linesBefore, isOutside)
          } catch {
            switch error {
            case .bad(let bad):
              count += 1
              self.bad.append(bad.inFile(path, of: table, after: linesBefore))
            case .structure(let fault): throw fault
            }
          }
        }
      } catch let fault as BlockFault {
        throw fault.inFile(path, after: linesBefore)
      }
      corrected.add(corrector?.takeMet() ?? [], of: table, in: path, after: linesBefore)
      hasRows = try reader.next(block)
    }
  }

  private mutating func add(
    _ row: RawRow, _ columns: [(ColumnDefinition, Int)], path: String, after linesBefore: Int,
    _ isOutside: (String, Int64) -> Bool
  ) throws(RowFault) {
    var result = Row(place: Place(file: path, line: linesBefore + row.lines.lowerBound + 1, column: 1))
    var fault: RowFault?
    for (column, field) in columns {
      do throws(RowFault) {
        try SmallTable.read(column, row, field, into: &result)
      } catch {
        fault = fault ?? error
      }
    }
    if result.values.contains(where: { isOutside($0.key, $0.value) }) {
      outside.append(result)
    } else if let fault {
      throw fault
    } else {
      count += 1
      rows.append(result)
    }
  }

  private static func read(
    _ column: ColumnDefinition, _ row: RawRow, _ field: Int, into result: inout Row
  ) throws(RowFault) {
    let content = row.content(field)
    if content.isEmpty {
      guard column.isRequired else { return }
      throw .bad(row.bad("\(column.name) is missing", at: field, expected: column.type.expectation))
    }
    guard String(validating: content, as: UTF8.self) != nil else {
      throw .structure(row.fault("\(column.name) is not UTF-8", at: field))
    }
    switch content.withUnsafeBufferPointer(column.type.parse) {
    case .value(let value): if column.type.isDated { result.values[column.name] = value }
    case .fault(let fault):
      throw .bad(row.bad(fault.cause(column: column), at: field, expected: column.type.expectation))
    }
    result.texts[column.name] = Identifier(content)
  }

  /// A row found bad on a closer look.
  mutating func setAside(_ row: Row, cause: String, value: Identifier?, expectation: String) {
    bad.append(
      BadRow(table: table.name, place: row.place, cause: cause, value: value?.description, expectation: expectation))
  }
}
