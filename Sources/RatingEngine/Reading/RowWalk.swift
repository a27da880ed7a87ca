import Glibc

/// One field of a row, as a range of bytes; quotes around it are left out.
struct Field {
  var start: Int
  var end: Int
  /// It was quoted and holds doubled quotes, each of which stands for one.
  var hasDoubledQuotes = false

  var isEmpty: Bool { start == end }
  var length: Int { end - start }
}

/// Walks over rows of RFC 4180 bytes, one field at a time: quotes, doubled quotes, LF and CRLF; a quote inside an unquoted
/// field is a plain character.
///
/// Reads bytes without bounds checks. Precondition: the buffer outlives the walk. Every access is at a
/// position below `count`, which the loops test.
struct RowWalk {
  private let bytes: Bytes
  private let count: Int
  /// Where the next row starts.
  var position = 0
  /// Line feeds passed so far.
  var lines = 0
  /// Where the quote opens that is not closed, after `.unclosedQuote`.
  private(set) var openQuote = 0

  enum Outcome: Equatable {
    /// A row with its line feed.
    case whole
    /// The last row, that has none.
    case last
    case unclosedQuote
    /// Text follows a closing quote within the field.
    case textAfterQuote
    /// There are no more rows.
    case none
  }

  init(_ buffer: UnsafeRawBufferPointer) {
    count = buffer.count
    bytes = buffer.bindMemory(to: UInt8.self)
  }

  @inline(__always) subscript(position: Int) -> UInt8 { bytes[position] }

  /// Passes one row and keeps its fields; a blank line has none.
  ///
  /// - Complexity: O(bytes of the row).
  mutating func readRow(into fields: inout ContiguousArray<Field>) -> Outcome {
    fields.removeAll(keepingCapacity: true)
    guard position < count else { return .none }
    var at = position
    var outcome = Outcome.last
    while true {
      if at < count, bytes[at] == UInt8(ascii: "\"") {
        guard let (field, end) = quotedField(from: at) else { return .unclosedQuote }
        fields.append(field)
        at = end
        if at < count, bytes[at] != UInt8(ascii: ","), !endsRow(at) {
          outcome = .textAfterQuote
          while at < count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: "\n") { at += 1 }
        }
      } else {
        let start = at
        while at < count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: "\n") { at += 1 }
        let isBeforeLineFeed = at == count || bytes[at] == UInt8(ascii: "\n")
        let hasReturn = isBeforeLineFeed && at > start && bytes[at - 1] == UInt8(ascii: "\r")
        fields.append(Field(start: start, end: hasReturn ? at - 1 : at))
      }
      if at < count, bytes[at] == UInt8(ascii: "\r") { at += 1 }
      guard at < count else { break }
      at += 1
      if bytes[at - 1] == UInt8(ascii: "\n") {
        lines += 1
        if outcome == .last { outcome = .whole }
        break
      }
    }
    let isBlank = fields.count == 1 && fields[0].isEmpty && fields[0].start == position
    if isBlank { fields.removeAll(keepingCapacity: true) }
    position = at
    return outcome
  }

  /// At a line feed, or a carriage return before one or before the end.
  private func endsRow(_ at: Int) -> Bool {
    bytes[at] == UInt8(ascii: "\n")
      || bytes[at] == UInt8(ascii: "\r") && (at + 1 == count || bytes[at + 1] == UInt8(ascii: "\n"))
  }

  /// The field that opens with the quote at `start`, and the position after its closing quote.
  private mutating func quotedField(from start: Int) -> (Field, Int)? {
    var field = Field(start: start + 1, end: start + 1)
    openQuote = start
    var at = start + 1
    var newLines = 0
    while at < count {
      if bytes[at] == UInt8(ascii: "\n") { newLines += 1 }
      if bytes[at] == UInt8(ascii: "\"") {
        if at + 1 < count, bytes[at + 1] == UInt8(ascii: "\"") {
          field.hasDoubledQuotes = true
          at += 1
        } else {
          field.end = at
          lines += newLines
          return (field, at + 1)
        }
      }
      at += 1
    }
    return nil
  }

  /// How many lines a position lies below the start of its row, and its column there, from 1.
  func offset(of at: Int, fromRowAt start: Int) -> (lines: Int, column: Int) {
    var (lines, lineStart) = (0, start)
    for i in start..<min(at, count) where bytes[i] == UInt8(ascii: "\n") {
      lines += 1
      lineStart = i + 1
    }
    return (lines, at - lineStart + 1)
  }

  /// Where the first NUL byte stands in a range of positions.
  func firstNul(in range: Range<Int>) -> Int? {
    guard !range.isEmpty, let base = bytes.baseAddress, let found = memchr(base + range.lowerBound, 0, range.count)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Whether a field stands in quotes.
  func isQuoted(_ field: Field) -> Bool { field.start > 0 && bytes[field.start - 1] == UInt8(ascii: "\"") }

  /// Where the first carriage return of a field stands.
  func firstReturn(in field: Field) -> Int? { (field.start..<field.end).first { bytes[$0] == UInt8(ascii: "\r") } }

  /// The content of a field, doubled quotes undone.
  func content(of field: Field) -> [UInt8] {
    let raw = bytes(of: field)
    guard field.hasDoubledQuotes else { return Array(raw) }
    var content: [UInt8] = []
    var previousWasQuote = false
    for byte in raw {
      let isSecondQuote = byte == UInt8(ascii: "\"") && previousWasQuote
      previousWasQuote = byte == UInt8(ascii: "\"") && !previousWasQuote
      if !isSecondQuote { content.append(byte) }
    }
    return content
  }

  /// The bytes of a field, as they stand.
  @inline(__always) func bytes(of field: Field) -> Bytes {
    Bytes(rebasing: bytes[field.start..<field.end])
  }

  /// The content of a field, in place where it can be.
  func text(of field: Field) -> FieldText {
    field.hasDoubledQuotes ? .copied(content(of: field)) : .inPlace(bytes(of: field))
  }
}

/// A field's content, in place where it can be.
enum FieldText {
  case inPlace(Bytes)
  case copied([UInt8])

  @inline(__always) func withBytes<Result>(_ body: (Bytes) -> Result) -> Result {
    switch self {
    case .inPlace(let bytes): body(bytes)
    case .copied(let bytes): bytes.withUnsafeBufferPointer(body)
    }
  }
}
