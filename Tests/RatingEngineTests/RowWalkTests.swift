import Foundation
import TestSupport
import Testing

@testable import RatingEngine

/// The walk over rows, held against a parser that is slow and plain.
struct RowWalkTests {
  @Test("rows, fields, lines and faults are those of a plain parser", arguments: seeds(1...12))
  func againstReference(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let bytes = randomCSV(upTo: 40, using: &random)
      let (rows, isClosed) = referenceRows(bytes)
      let walked = bytes.withUnsafeBytes { walk($0) }
      let (found, outcome) = (walked.rows, walked.last)
      if found != rows || (outcome == .none) != isClosed {
        Issue.record(
          "\(String(decoding: bytes, as: UTF8.self).debugDescription): \(found) is not \(rows), seed \(seed)")
        return
      }
    }
  }

  @Test("a file is cut into blocks without any row being cut, wherever the cuts fall", arguments: seeds(1...4))
  func blocks(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<40 {
      let mark: [UInt8] = Bool.random(using: &random) ? [0xEF, 0xBB, 0xBF] : []
      let bytes = mark + randomCSV(upTo: 60, using: &random)
      let (rows, isClosed) = referenceRows(Array(bytes.dropFirst(mark.count)))
      for size in 1...20 {
        let reader = try BlockReader(DataSource(path: "t.csv", content: .bytes(bytes)).open(), blockSize: size)
        let block = Block()
        var (found, all, blocks) = ([[[UInt8]]](), [UInt8](), 0)
        while try reader.next(block) {
          #expect(block.number == blocks)
          blocks += 1
          all += block.bytes
          let rest = Array(block.bytes.dropFirst(block.number == 0 ? mark.count : 0))
          found += rest.withUnsafeBytes { walk($0).rows.map(\.fields) }
        }
        #expect(all == bytes)
        if isClosed, found != rows.map(\.fields) {
          Issue.record("\(bytes) in blocks of \(size): \(found) is not \(rows), seed \(seed)")
          return
        }
      }
    }
  }

  @Test("a quoted field with line feeds may lie across the end of a block", arguments: [-3, -2, -1, 0, 1, 2])
  func acrossBlocks(_ shift: Int) throws {
    let header = "a,b\n"
    let filler = String(repeating: "x", count: BlockReader.blockSize - header.utf8.count - 6 + shift) + ",1\n"
    let text = header + filler + "\"\n\"\"\n,\",2\n\"\r\n\",3\n" + String(repeating: "y,4\n", count: 10)
    let reader = try BlockReader(DataSource(path: "t.csv", content: .bytes(Array(text.utf8))).open())
    let block = Block()
    var rows: [[String]] = []
    while try reader.next(block) {
      rows += walk(block.bytes).rows.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } }
    }
    #expect(rows.count == 14)
    #expect(rows[2] == ["\n\"\n,", "2"])
    #expect(rows[3] == ["\r\n", "3"])
    #expect(rows[13] == ["y", "4"])
  }

  @Test("a line that a position lies on is counted within its row")
  func offset() {
    let bytes = Array("a\n\"x\ny\nz\",\"open".utf8)
    bytes.withUnsafeBytes { buffer in
      var walk = RowWalk(buffer)
      var fields: ContiguousArray<Field> = []
      #expect(walk.readRow(into: &fields) == .whole)
      let start = walk.position
      #expect(walk.readRow(into: &fields) == .unclosedQuote)
      let (lines, column) = walk.offset(of: walk.openQuote, fromRowAt: start)
      #expect((lines, column) == (2, 4))
    }
  }
}

/// A row as a test looks at it. Blank ones have no fields.
private struct ParsedRow: Equatable {
  var fields: [[UInt8]] = []
  var hasTextAfterQuote = false
  /// Line feeds up to its end.
  var lines = 0
}

private func walk(_ buffer: UnsafeRawBufferPointer) -> (rows: [ParsedRow], last: RowWalk.Outcome) {
  var walk = RowWalk(buffer)
  var (rows, fields) = ([ParsedRow](), ContiguousArray<Field>())
  while true {
    let outcome = walk.readRow(into: &fields)
    if outcome == .none || outcome == .unclosedQuote { return (rows, outcome) }
    let isBad = outcome == .textAfterQuote
    rows.append(
      ParsedRow(fields: isBad ? [] : fields.map { walk.content(of: $0) }, hasTextAfterQuote: isBad, lines: walk.lines))
  }
}

private func randomCSV(upTo count: Int, using random: inout SeededGenerator) -> [UInt8] {
  let alphabet = Array(",,\n\"\"\r\nab".utf8)
  return (0..<Int.random(in: 0...count, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
}

/// RFC 4180 a byte at a time: whether a quote is still open at the end, and the rows before it.
private func referenceRows(_ bytes: [UInt8]) -> (rows: [ParsedRow], isClosed: Bool) {
  enum State { case start, plain, quoted, closed, afterQuote }
  let (quote, comma, feed, carriage) = (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"))
  var (rows, row, field, state, lines) = ([ParsedRow](), ParsedRow(), [UInt8](), State.start, 0)
  var wasQuoted = false
  func endField() {
    row.fields.append(field)
    (field, state) = ([], .start)
  }
  func endRow() {
    endField()
    row.lines = lines
    if row.fields == [[]], !wasQuoted, !row.hasTextAfterQuote { row.fields = [] }
    if row.hasTextAfterQuote { row.fields = [] }
    rows.append(row)
    (row, wasQuoted) = (ParsedRow(), false)
  }
  var i = 0
  while i < bytes.count {
    let byte = bytes[i]
    let isReturnBeforeFeed = byte == carriage && (i + 1 == bytes.count || bytes[i + 1] == feed)
    if byte == feed { lines += 1 }
    switch state {
    case .start where byte == quote: (state, wasQuoted) = (.quoted, true)
    case .quoted:
      if byte == quote, i + 1 < bytes.count, bytes[i + 1] == quote {
        field.append(quote)
        i += 1
      } else if byte == quote {
        state = .closed
      } else {
        field.append(byte)
      }
    case _ where byte == comma: endField()
    case _ where byte == feed: endRow()
    case _ where isReturnBeforeFeed: break
    case .closed, .afterQuote: (state, row.hasTextAfterQuote) = (.afterQuote, true)
    default:
      field.append(byte)
      state = .plain
    }
    i += 1
  }
  if state == .quoted { return (rows, false) }
  if state != .start || !row.fields.isEmpty || wasQuoted || bytes.last == carriage && !isAtRowStart(bytes) { endRow() }
  return (rows, true)
}

/// Whether nothing follows the last line feed.
private func isAtRowStart(_ bytes: [UInt8]) -> Bool { bytes.isEmpty || bytes.last == UInt8(ascii: "\n") }
