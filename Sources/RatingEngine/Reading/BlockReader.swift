import Glibc

/// Whole rows of one file, as bytes in a buffer that is used again for the next ones.
///
/// After the bytes come a line feed and some zeros that belong to no row, so that whoever scans for the end of a field finds
/// one, and may load a few bytes past it.
final class Block {
  static let padding = 64

  /// Its place among the file's blocks, from 0.
  fileprivate(set) var number = 0
  fileprivate(set) var count = 0
  /// It is one unfinished row longer than `BlockReader.longestRow`.
  fileprivate(set) var isOverlong = false
  private var memory: UnsafeMutableRawPointer
  private var capacity: Int

  init(capacity: Int = 0) {
    self.capacity = capacity
    memory = .allocate(byteCount: capacity + Block.padding, alignment: 64)
    close(at: 0)
  }

  deinit { memory.deallocate() }

  /// The rows' bytes; behind them `padding` more can be read.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

  /// Room for more bytes behind those that are there.
  fileprivate func room(for more: Int) -> UnsafeMutableRawBufferPointer {
    if count + more > capacity {
      let larger = UnsafeMutableRawPointer.allocate(byteCount: count + more + Block.padding, alignment: 64)
      larger.copyMemory(from: memory, byteCount: count)
      memory.deallocate()
      memory = larger
      capacity = count + more
    }
    return UnsafeMutableRawBufferPointer(start: memory + count, count: more)
  }

  /// Ends the bytes at `count`, which is no more than there is room for.
  fileprivate func close(at count: Int) {
    self.count = count
    let end = memory + count
    memset(end, 0, Block.padding)
    end.storeBytes(of: UInt8(ascii: "\n"), as: UInt8.self)
  }
}

/// Cuts a source's bytes into blocks of whole rows, from front to back and once, so that a pipe will do.
///
/// - Complexity: memory of the rest carried over to the next block; a block grows only where one row is longer.
final class BlockReader {
  /// Small enough to stay in a core's own cache while its rows are read.
  static let blockSize = 1 << 18
  /// A longer row can only be an unclosed quote.
  static let longestRow = 16 << 20

  private let source: any ByteSource
  private let blockSize: Int
  private var carry: [UInt8] = []
  private var blocks = 0
  private var isAtEnd = false

  init(_ source: any ByteSource, blockSize: Int = BlockReader.blockSize) {
    self.source = source
    self.blockSize = blockSize
  }

  /// Fills the block with the next rows; `false` at the end.
  ///
  /// - Throws: `EngineError` where reading fails.
  func next(_ block: Block) throws -> Bool {
    block.close(at: 0)
    block.isOverlong = false
    carry.withUnsafeBytes { block.room(for: $0.count).copyMemory(from: $0) }
    block.close(at: carry.count)
    carry.removeAll(keepingCapacity: carry.count < blockSize)
    while !isAtEnd {
      let wanted = max(blockSize, block.count)
      let got = try source.read(into: block.room(for: wanted))
      block.close(at: block.count + got)
      isAtEnd = got < wanted
      if isAtEnd { break }
      // A byte order mark belongs to no field: a quote after it opens one.
      let end = endOfLastRow(in: block.bytes, from: blocks == 0 ? byteOrderMark(of: block.bytes) : 0)
      if end > 0 {
        carry += block.bytes[end...]
        block.close(at: end)
        break
      }
      if block.count > BlockReader.longestRow {
        isAtEnd = true
        block.isOverlong = true
        break
      }
    }
    block.number = blocks
    blocks += 1
    return block.count > 0
  }
}

/// Where the last whole row ends, its line feed included; 0 where no row ends.
///
/// A line feed within quotes ends no row, and only a quote at the start of a field opens any. So the bytes are searched from
/// quote to quote, which takes no time where there are none.
///
/// - Parameter start: where a row starts.
func endOfLastRow(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
  func next(_ byte: UInt8, from position: Int) -> Int? {
    guard position < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + position, Int32(byte), bytes.count - position)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }
  let quote = UInt8(ascii: "\"")
  var end = 0
  /// Since here nothing is quoted.
  var plain = start
  var position = start
  while true {
    let opening = next(quote, from: position)
    let limit = opening ?? bytes.count
    if let opening, opening > start, bytes[opening - 1] != UInt8(ascii: ","), bytes[opening - 1] != UInt8(ascii: "\n") {
      position = opening + 1
      continue
    }
    if limit > plain, let found = bytes[plain..<limit].lastIndex(of: UInt8(ascii: "\n")) { end = found + 1 }
    guard let opening else { return end }
    // To the closing quote: the first that is not doubled. Whether the very last one is, the next bytes will say.
    var closing = next(quote, from: opening + 1)
    while let at = closing, at + 1 < bytes.count, bytes[at + 1] == quote { closing = next(quote, from: at + 2) }
    guard let closing, closing + 1 < bytes.count else { return end }
    (plain, position) = (closing + 1, closing + 1)
  }
}

/// How many bytes the mark takes that some programs begin a UTF-8 file with.
func byteOrderMark(of bytes: UnsafeRawBufferPointer) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
