import Glibc

/// Bytes from front to back, once.
protocol ByteSource: AnyObject {
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

struct DataSource: Sendable, Equatable {
  let path: String
  let content: Content
  enum Content: Sendable, Equatable { case file, bytes([UInt8]) }
  func open() throws -> any ByteSource { try TemporaryBytes(path) }
}

final class TemporaryBytes: ByteSource {
  let descriptor: Int32
  init(_ path: String) throws {
    descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw EngineError.noInput(path: path, reason: "no such file") }
  }
  deinit { close(descriptor) }
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var count = 0
    while count < buffer.count {
      let got = Glibc.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
      if got <= 0 { break }
      count += got
    }
    return count
  }
}
