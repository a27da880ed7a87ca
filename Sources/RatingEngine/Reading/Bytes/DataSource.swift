import Glibc

/// Where a table's bytes are: a file (plain, gzip or zstd, a named pipe), standard input, or bytes at hand.
struct DataSource: Sendable, Equatable {
  /// Where the content is that of a file, what to open; `-` is standard input.
  let path: String
  let content: Content

  enum Content: Sendable, Equatable {
    case file
    case bytes([UInt8])
  }

  init(path: String, content: Content = .file) {
    self.path = path
    self.content = content
  }

  /// As messages say it.
  var name: String { path == "-" && content == .file ? "standard input" : path }

  /// Whether it can be read more than once.
  var isStored: Bool {
    var status = stat()
    return content != .file || path != "-" && stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  /// What the bytes say, decompressed if they are compressed.
  ///
  /// The first bytes decide, never the file's name: so a pipe or standard input may be compressed, too, and a file that was
  /// decompressed without being renamed is read.
  ///
  /// - Throws: `noInput` where there is no readable file. Opening a named pipe waits for its writer.
  func open() throws(EngineError) -> any ByteSource {
    let stored = try StoredBytes(of: self)
    try stored.hold(Format.longestMark)
    switch Format(of: stored.held) {
    case .plain: return PlainBytes(stored)
    case .gzip: return try GzipBytes(stored)
    case .zstd: return try ZstdBytes(stored)
    }
  }
}

/// How bytes are compressed, if they are.
private enum Format {
  case plain, gzip, zstd

  static let longestMark = 4

  init(of bytes: UnsafeRawBufferPointer) {
    self =
      if bytes.starts(with: [0x1F, 0x8B]) {
        .gzip
      } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
        .zstd
      } else if bytes.count >= 4, bytes[0] & 0xF0 == 0x50, bytes.dropFirst().starts(with: [0x2A, 0x4D, 0x18]) {
        // A frame to be skipped, which parallel compressors put before each frame of data.
        .zstd
      } else {
        .plain
      }
  }
}

/// Bytes that are not compressed.
private final class PlainBytes: ByteSource {
  private let stored: StoredBytes

  init(_ stored: StoredBytes) { self.stored = stored }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(EngineError) -> Int {
    var count = 0
    while count < buffer.count {
      let got = try stored.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if got == 0 { break }
      count += got
    }
    return count
  }
}
