import ScorerKit

/// A file's header: which column stands where.
struct Header: Sendable {
  /// Column names in the order of the file.
  let names: [Identifier]
  /// How many line feeds the header takes, and how many bytes (a byte order mark included).
  let lines: Int
  let length: Int

  /// Reads the header off a file's first block.
  ///
  /// - Throws: `EngineError.structure` for a header that is empty, unreadable, or names a column twice.
  init(of block: Block, file: String) throws {
    func wrong(_ problem: String, line: Int = 1, column: Int = 1) -> EngineError {
      .structure(Place(file: file, line: line, column: column), problem: problem)
    }
    guard block.count > 0 else { throw wrong("the file is empty; its first line must name the columns") }
    if Header.isUTF16(block.bytes.prefix(2)) { throw wrong("the file is UTF-16; save it as UTF-8") }
    let mark = byteOrderMark(of: block.bytes)
    var walk = RowWalk(UnsafeRawBufferPointer(rebasing: block.bytes[mark...]))
    var fields: ContiguousArray<Field> = []
    switch walk.readRow(into: &fields) {
    case .whole, .last: break
    case .unclosedQuote: throw wrong("a quote opens here and is never closed", column: mark + walk.openQuote + 1)
    case .textAfterQuote: throw wrong("text follows a closing quote in the header")
    case .none: throw wrong("the file is empty; its first line must name the columns")
    }
    guard !block.isOverlong else { throw wrong("the first line is longer than 16 MiB; this is no CSV file") }
    guard !fields.isEmpty else { throw wrong("the first line is blank; it must name the columns") }
    if let at = fields.lazy.filter({ !walk.isQuoted($0) }).compactMap({ walk.firstReturn(in: $0) }).first {
      throw wrong(
        "the first line holds a lone CR; save the file with lines that end in LF or CRLF", column: mark + at + 1)
    }
    let names = fields.map { Identifier(walk.content(of: $0)) }
    for (i, name) in names.enumerated() {
      let column = mark + fields[i].start + 1
      guard String(validating: name.bytes, as: UTF8.self) != nil else {
        throw wrong("the header is not UTF-8", column: column)
      }
      guard !name.bytes.contains(0) else { throw wrong("the header holds a NUL byte", column: column) }
      if names[..<i].contains(name) {
        throw wrong(
          name.bytes.isEmpty ? "two columns have no name" : "the column \(printable(name.description)) is named twice",
          column: column)
      }
    }
    self.names = Array(names)
    (lines, length) = (walk.lines, mark + walk.position)
  }

  /// By its byte order mark, or by the zero byte that the first character has if it is ASCII.
  private static func isUTF16(_ start: some Sequence<UInt8>) -> Bool {
    let start = Array(start)
    return start == [0xFF, 0xFE] || start == [0xFE, 0xFF] || start.count == 2 && (start[0] == 0) != (start[1] == 0)
  }

  /// Where a column stands.
  func index(of name: String) -> Int? { names.firstIndex(of: Identifier(name)) }

  /// Checks that every required column of the table is there.
  ///
  /// - Throws: `EngineError.structure` naming all that are missing.
  func check(against table: Table, file: String) throws {
    let missing = table.columns.filter { $0.isRequired && index(of: $0.name) == nil }.map(\.name)
    guard missing.isEmpty else {
      let word = missing.count == 1 ? "the column" : "the columns"
      if names.count == 1, let other = [";", "\t", "|"].first(where: { names[0].description.contains($0) }) {
        let mark = other == "\t" ? "tabs" : "`\(other)`"
        throw EngineError.structure(
          Place(file: file, line: 1, column: 1),
          problem: "the columns are parted by \(mark); save the file with commas between them")
      }
      let there = names.prefix(20).map { printable($0.description) }.joined(separator: ", ")
      throw EngineError.structure(
        Place(file: file, line: 1, column: 1),
        problem: "\(word) \(missing.joined(separator: ", ")) of the table \(table.name) must be there; found \(there)")
    }
  }
}
