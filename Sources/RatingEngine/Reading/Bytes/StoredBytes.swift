import Glibc

/// Bytes as they are stored, compressed or not, with a buffer of those that were read and not yet used.
///
/// - Complexity: memory of the buffer; nothing is allocated to read.
final class StoredBytes {
  private static let bufferSize = 128 << 10

  /// As messages say it.
  let name: String
  private let origin: Origin
  private let buffer: UnsafeMutableRawBufferPointer
  /// What of the buffer is held.
  private var range = 0..<0
  /// How many bytes at hand have been read.
  private var position = 0
  /// Kept, as a terminal may go on after its end.
  private var isAtEnd = false

  private enum Origin {
    case descriptor(Int32)
    case bytes([UInt8])
  }

  /// - Throws: `EngineError.noInput` where there is no readable file.
  init(of source: DataSource) throws(EngineError) {
    name = source.name
    origin =
      switch source.content {
      case .bytes(let bytes): .bytes(bytes)
      case .file: .descriptor(source.path == "-" ? STDIN_FILENO : try opened(source.path))
      }
    buffer = .allocate(byteCount: StoredBytes.bufferSize, alignment: 16)
    guard case .descriptor(let descriptor) = origin else { return }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw failure(EISDIR) }
  }

  deinit {
    buffer.deallocate()
    if case .descriptor(let descriptor) = origin, descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// The bytes held; good until the next call of `hold`, `drop` or `read`.
  var held: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[range]) }

  /// Reads until at least so many bytes are held; `false` where there are not so many left.
  ///
  /// - Precondition: `count` is at most the size of the buffer.
  @discardableResult func hold(_ count: Int) throws(EngineError) -> Bool {
    while range.count < count {
      if range.isEmpty { range = 0..<0 }
      if range.lowerBound + count > buffer.count {
        buffer.copyMemory(from: held)
        range = 0..<range.count
      }
      let got = try readOn(into: UnsafeMutableRawBufferPointer(rebasing: buffer[range.upperBound...]))
      if got == 0 { return false }
      range = range.lowerBound..<range.upperBound + got
    }
    return true
  }

  /// Does away with the first bytes held.
  ///
  /// - Precondition: so many are held.
  func drop(_ count: Int) { range = range.lowerBound + count..<range.upperBound }

  /// Bytes held, or else the next ones: as many as come at once, at least one unless the end is reached.
  ///
  /// - Precondition: the target has room.
  func read(into target: UnsafeMutableRawBufferPointer) throws(EngineError) -> Int {
    guard !range.isEmpty else { return try readOn(into: target) }
    let count = min(range.count, target.count)
    target.copyMemory(from: UnsafeRawBufferPointer(rebasing: held[..<count]))
    drop(count)
    return count
  }

  private func readOn(into target: UnsafeMutableRawBufferPointer) throws(EngineError) -> Int {
    if isAtEnd { return 0 }
    let count: Int
    switch origin {
    case .bytes(let bytes):
      count = bytes[position...].withUnsafeBytes { rest in
        let count = min(rest.count, target.count)
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
        return count
      }
      position += count
    case .descriptor(let descriptor):
      var got = Glibc.read(descriptor, target.baseAddress, target.count)
      while got < 0, errno == EINTR { got = Glibc.read(descriptor, target.baseAddress, target.count) }
      guard got >= 0 else { throw failure(errno) }
      count = got
    }
    isAtEnd = count == 0
    return count
  }

  func damaged(_ problem: String) -> EngineError { .damaged(path: name, problem: problem) }

  private func failure(_ code: Int32) -> EngineError { .noInput(path: name, reason: reason(code)) }
}

private func opened(_ path: String) throws(EngineError) -> Int32 {
  // A C string ends at the first NUL: this would open another file.
  guard !path.utf8.contains(0) else { throw .noInput(path: path, reason: reason(ENOENT)) }
  var descriptor = open(path, O_RDONLY | O_CLOEXEC)
  while descriptor < 0, errno == EINTR { descriptor = open(path, O_RDONLY | O_CLOEXEC) }
  guard descriptor >= 0 else { throw .noInput(path: path, reason: reason(errno)) }
  return descriptor
}

private func reason(_ code: Int32) -> String {
  switch code {
  case ENOENT, ENOTDIR: "no such file"
  case EACCES, EPERM: "permission denied"
  case EISDIR: "is a directory, where a CSV file is needed"
  default: String(cString: strerror(code))
  }
}
