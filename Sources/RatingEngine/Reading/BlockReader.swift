import Glibc

/// Whole rows of one file, as bytes.
struct Block: Sendable {
  /// Its place among the file's blocks, from 0.
  let number: Int
  let bytes: [UInt8]
  /// It is one unfinished row longer than `BlockReader.longestRow`.
  let isOverlong: Bool
}

/// Cuts a file into blocks of whole rows, reading it once from front to back, so that a pipe would do.
///
/// Where a block holds no quote, its last line feed ends a row; where it holds one, its rows are walked from the first, since
/// only so can a line feed in a quoted field be told from one that ends a row.
///
/// - Complexity: memory of one block and the rest carried over to the next; a block grows only where one row is longer.
final class BlockReader {
  static let blockSize = 1 << 20
  /// A longer row can only be an unclosed quote.
  static let longestRow = 16 << 20

  let path: String
  private let blockSize: Int
  private let descriptor: Int32
  private var carry: [UInt8] = []
  private var blocks = 0
  private var isAtEnd = false

  /// - Throws: `EngineError.noInput` where the path is no readable file.
  init(path: String, blockSize: Int = BlockReader.blockSize) throws {
    self.path = path
    self.blockSize = blockSize
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw EngineError.noInput(path: path, reason: BlockReader.reason(errno)) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw EngineError.noInput(path: path, reason: "is a directory, where a CSV file is needed")
    }
  }

  deinit { close(descriptor) }

  /// The next rows; `nil` at the end.
  ///
  /// - Throws: `EngineError.noInput` where reading fails.
  func next() throws -> Block? {
    var bytes = carry
    carry = []
    while !isAtEnd {
      try fill(&bytes, upTo: bytes.count + max(blockSize, bytes.count))
      if isAtEnd { break }
      let end = endOfLastRow(bytes)
      if end > 0 {
        carry = Array(bytes[end...])
        bytes.removeSubrange(end...)
        break
      }
      if bytes.count > BlockReader.longestRow {
        isAtEnd = true
        return block(bytes, isOverlong: true)
      }
    }
    return bytes.isEmpty ? nil : block(bytes, isOverlong: false)
  }

  private func block(_ bytes: [UInt8], isOverlong: Bool) -> Block {
    defer { blocks += 1 }
    return Block(number: blocks, bytes: bytes, isOverlong: isOverlong)
  }

  private func fill(_ bytes: inout [UInt8], upTo size: Int) throws {
    let kept = bytes.count
    var failure: Int32 = 0
    let rest = [UInt8](unsafeUninitializedCapacity: size - kept) { buffer, count in
      count = 0
      while count < buffer.count {
        let got = read(descriptor, buffer.baseAddress! + count, buffer.count - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          isAtEnd = true
          return
        } else if errno != EINTR {
          failure = errno
          return
        }
      }
    }
    guard failure == 0 else { throw EngineError.noInput(path: path, reason: BlockReader.reason(failure)) }
    if kept == 0 { bytes = rest } else { bytes += rest }
  }

  /// Where the last whole row ends, its line feed included; 0 where no row ends.
  private func endOfLastRow(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.baseAddress!
      guard memchr(base, Int32(UInt8(ascii: "\"")), buffer.count) != nil else {
        return buffer.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      }
      // A byte order mark belongs to no field: a quote after it opens one.
      let mark = blocks == 0 ? byteOrderMark(of: bytes) : 0
      var walk = RowWalk(UnsafeRawBufferPointer(rebasing: buffer[mark...]))
      var (fields, end) = (ContiguousArray<Field>(), 0)
      while walk.skipRow(reusing: &fields) == .whole { end = mark + walk.position }
      return end
    }
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT, ENOTDIR: "no such file"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "is a directory, where a CSV file is needed"
    default: String(cString: strerror(code))
    }
  }
}

/// How many bytes the mark takes that some programs begin a UTF-8 file with.
func byteOrderMark(of bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
