import ScorerKit

/// A table that is held in memory row by row: guilds and exchange rates.
struct SmallTable {
  private let table: Table
  let header: Header
  private(set) var rows: [Row] = []
  private(set) var bad: [BadRow] = []
  /// Good and bad.
  private(set) var count: Int64 = 0

  struct Row {
    var place: Place
    /// The texts of the fields that are not empty, by column.
    var texts: [String: Identifier] = [:]
    /// Raw values of times, dates and months that are not empty, by column.
    var values: [String: Int64] = [:]
  }

  /// Reads the table's own columns and `further` ones, as text.
  ///
  /// - Throws: `EngineError.noInput`, `.structure`.
  init(_ table: Table, path: String, further: [String] = []) throws {
    let reader = try BlockReader(path: path)
    var block = try reader.next()
    header = try Header(of: block, file: path)
    try header.check(against: table, file: path)
    let columns =
      table.columns + further.filter { table.column($0) == nil }.map(ColumnDefinition.text)
    let fields = columns.compactMap { column in header.index(of: column.name).map { (column, $0) } }
    var line = header.lines
    while let current = block {
      line += try read(current, fields, path: path, from: line)
      block = try reader.next()
    }
  }

  /// Reads a block's rows, the first of which is on `firstLine` + 1, and says how many lines it has.
  private mutating func read(
    _ block: Block, _ columns: [(ColumnDefinition, Int)], path: String, from firstLine: Int
  ) throws -> Int {
    try block.bytes.withUnsafeBytes { buffer in
      var walk = RowWalk(UnsafeRawBufferPointer(rebasing: buffer[(block.number == 0 ? header.length : 0)...]))
      var fields: ContiguousArray<Field> = []
      while true {
        let (start, line) = (walk.position, firstLine + walk.lines + 1)
        func place(_ position: Int) -> Place {
          let (lines, column) = walk.offset(of: position, fromRowAt: start)
          return Place(file: path, line: line + lines, column: column)
        }
        let outcome = walk.readRow(into: &fields)
        if outcome == .none { return walk.lines }
        if outcome == .unclosedQuote {
          throw EngineError.structure(place(walk.openQuote), problem: "a quote opens here and is never closed")
        }
        if block.isOverlong {
          throw EngineError.structure(place(start), problem: "this row is longer than 16 MiB; this is no CSV file")
        }
        if let nul = walk.firstNul(from: start) {
          throw EngineError.structure(place(nul), problem: "a NUL byte; this is no text file")
        }
        if fields.isEmpty { continue }
        count += 1
        func setAside(_ cause: String, _ field: Int?, _ expectation: String?) {
          bad.append(
            BadRow(
              table: table.name, place: place(field.map { fields[$0].start } ?? start), cause: cause,
              value: field.map { String(decoding: walk.content(of: fields[$0]).prefix(60), as: UTF8.self) },
              expectation: expectation))
        }
        guard outcome != .textAfterQuote else {
          setAside("text follows a closing quote", nil, nil)
          continue
        }
        guard fields.count == header.names.count else {
          setAside("wrong number of fields", nil, "\(header.names.count) fields, found \(fields.count)")
          continue
        }
        var row = Row(place: place(start))
        var isGood = true
        for (column, index) in columns {
          let content = walk.content(of: fields[index])
          guard !content.isEmpty else {
            guard column.isRequired else { continue }
            setAside("\(column.name) is missing", index, column.type.expectation)
            isGood = false
            break
          }
          guard String(validating: content, as: UTF8.self) != nil else {
            throw EngineError.structure(place(fields[index].start), problem: "\(column.name) is not UTF-8")
          }
          switch content.withUnsafeBufferPointer(column.type.parse) {
          case .value(let value): row.values[column.name] = value
          case .fault(let fault):
            setAside(fault.cause(column: column), index, column.type.expectation)
            isGood = false
          }
          if !isGood { break }
          row.texts[column.name] = Identifier(content)
        }
        if isGood { rows.append(row) }
      }
    }
  }

  /// Takes out the rows that are no part of the month: neither counted nor bad.
  mutating func drop(where isOutside: (Row) -> Bool) {
    let before = rows.count
    rows.removeAll(where: isOutside)
    count -= Int64(before - rows.count)
  }

  /// A row found bad on a closer look.
  mutating func setAside(_ row: Row, cause: String, value: Identifier?, expectation: String) {
    bad.append(
      BadRow(table: table.name, place: row.place, cause: cause, value: value?.description, expectation: expectation))
  }
}
