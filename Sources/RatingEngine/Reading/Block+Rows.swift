import ScorerKit

/// A block that could not be read on: the first such place in a file ends the run.
struct BlockFault: Error {
  /// Relative to the block's first line, from 0.
  var line: Int
  var column: Int
  var problem: String

  /// - Parameter linesBefore: how many lines the file has before the block.
  func inFile(_ path: String, after linesBefore: Int) -> EngineError {
    .structure(Place(file: path, line: linesBefore + line + 1, column: column), problem: problem)
  }
}

/// A bad row as its block knows it.
struct LocalBadRow: Sendable {
  /// Relative to the block's first line, from 0.
  var line: Int
  var column: Int
  var cause: String
  var value: String?
  var expectation: String?
  /// Where it is not known yet which guilds there are: the guild it names, and whether it is bad whatever guild that is.
  var guild: Identifier?
  var isBadForAnyGuild = true

  /// - Parameter linesBefore: how many lines the file has before the block.
  func inFile(_ path: String, of table: Table, after linesBefore: Int) -> BadRow {
    BadRow(
      table: table.name, place: Place(file: path, line: linesBefore + line + 1, column: column), cause: cause,
      value: value, expectation: expectation, guild: guild, isBadForAnyGuild: isBadForAnyGuild)
  }
}

/// Why a row is not read: it is set aside, or the file can't be read on.
enum RowFault: Error {
  case bad(LocalBadRow)
  case structure(BlockFault)
}

/// One row as it stands in its block's bytes; not to be kept.
struct RawRow {
  let walk: RowWalk
  let fields: ContiguousArray<Field>
  /// Where it starts in the block.
  let start: Int
  /// Its first and last line, relative to the block's first, from 0.
  let lines: ClosedRange<Int>
  fileprivate let hasTextAfterQuote: Bool
  /// Where it and its fields stand in the source, where these bytes are not the source's.
  fileprivate var source: SourcePlaces?

  fileprivate final class SourcePlaces: Sendable {
    let row: (line: Int, column: Int)
    let fields: [(line: Int, column: Int)]

    init(of row: RawRow) {
      self.row = row.place(of: nil)
      fields = row.fields.indices.map { row.place(of: $0) }
    }
  }

  func content(_ field: Int) -> [UInt8] { walk.content(of: fields[field]) }

  /// That the row is bad.
  func bad(_ cause: String, at field: Int? = nil, expected expectation: String? = nil) -> LocalBadRow {
    let (line, column) = place(of: field)
    return LocalBadRow(
      line: line, column: column, cause: cause,
      value: field.map { String(decoding: content($0).prefix(60), as: UTF8.self) }, expectation: expectation)
  }

  /// What is wrong with the row as such, whatever its fields say.
  func malformation(_ header: Header) -> LocalBadRow? {
    if hasTextAfterQuote { return bad("text follows a closing quote") }
    guard fields.count == header.names.count else {
      return bad("wrong number of fields", expected: "\(header.names.count) fields, found \(fields.count)")
    }
    return nil
  }

  /// That the file can't be read on.
  func fault(_ problem: String, at field: Int) -> BlockFault {
    let (line, column) = place(of: field)
    return BlockFault(line: line, column: column, problem: problem)
  }

  /// The same row with other content, as it is laid out in these bytes. Its places stay the source's.
  func reading(_ bytes: UnsafeRawBufferPointer, _ fields: ContiguousArray<Field>) -> RawRow {
    RawRow(
      walk: RowWalk(bytes), fields: fields, start: 0, lines: lines, hasTextAfterQuote: false,
      source: SourcePlaces(of: self))
  }

  /// Where a field stands, or the row where it is `nil`: the line relative to the block's first, from 0.
  func place(of field: Int?) -> (line: Int, column: Int) {
    if let source { return field.map { source.fields[$0] } ?? source.row }
    return place(ofByte: field.map { fields[$0].start } ?? start)
  }

  fileprivate func fault(_ problem: String, atByte position: Int) -> BlockFault {
    let (line, column) = place(ofByte: position)
    return BlockFault(line: line, column: column, problem: problem)
  }

  private func place(ofByte position: Int) -> (line: Int, column: Int) {
    let (lines, column) = walk.offset(of: position, fromRowAt: start)
    return (self.lines.lowerBound + lines, column)
  }
}

/// Where a row starts: in bytes of its block, and in lines from the block's first.
struct RowPlace {
  var position: Int
  var line: Int
}

/// Goes from row to row of a block, and says what is wrong where it can't go on.
struct RowCursor {
  private var walk: RowWalk
  private let isOverlong: Bool
  private let hasNul: Bool
  private var fields: ContiguousArray<Field> = []
  private var line: Int

  /// - Precondition: the block stays as it is while the cursor is used.
  init(_ block: Block, after header: Header) {
    let start = block.number == 0 ? header.length : 0
    walk = RowWalk(block.bytes)
    walk.position = start
    line = block.number == 0 ? header.lines : 0
    isOverlong = block.isOverlong
    hasNul = walk.firstNul(in: start..<block.count) != nil
  }

  /// Where the next row starts.
  var place: RowPlace {
    get { RowPlace(position: walk.position, line: line) }
    set {
      walk.position = newValue.position
      line = newValue.line
    }
  }

  /// Whether rows can be read without looking out for what ends a run.
  var isPlain: Bool { !isOverlong && !hasNul }

  /// The next row that is not blank; `nil` at the end.
  ///
  /// - Throws: `BlockFault` where the structure can't be read.
  mutating func next() throws(BlockFault) -> RawRow? {
    while true {
      let start = walk.position
      let first = line
      walk.lines = 0
      let outcome = walk.readRow(into: &fields)
      if outcome == .none { return nil }
      line = first + walk.lines
      let row = RawRow(
        walk: walk, fields: fields, start: start, lines: first...max(first, line - 1),
        hasTextAfterQuote: outcome == .textAfterQuote)
      if outcome == .unclosedQuote {
        let end = isOverlong ? "not closed within 16 MiB" : "never closed"
        throw row.fault("a quote opens here and is \(end)", atByte: walk.openQuote)
      }
      if isOverlong { throw row.fault("this row is longer than 16 MiB; this is no CSV file", atByte: start) }
      if fields.isEmpty { continue }
      if hasNul, let nul = walk.firstNul(in: start..<walk.position) {
        throw row.fault("a NUL byte; this is no text file", atByte: nul)
      }
      return row
    }
  }

  /// The same, with its fault among those of rows.
  mutating func nextRow() throws(RowFault) -> RawRow? {
    do throws(BlockFault) { return try next() } catch { throw .structure(error) }
  }
}

extension Block {
  /// Hands on every row that is not blank, after the header in a file's first block, and says how many lines there are.
  ///
  /// - Throws: `BlockFault` where the structure can't be read, and what `body` throws.
  func forEachRow(after header: Header, _ body: (RawRow) throws -> Void) throws -> Int {
    var cursor = RowCursor(self, after: header)
    while let row = try cursor.next() { try body(row) }
    return cursor.place.line
  }
}
