import Glibc

/// A file that is in memory only, and is read with read(2) like any other.
final class MemoryFile {
  private let descriptor: Int32

  init(_ bytes: [UInt8]) {
    descriptor = memfd_create("guildmark", 0)
    precondition(descriptor >= 0, "no file in memory: \(String(cString: strerror(errno)))")
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      precondition(count > 0, "no room in memory: \(String(cString: strerror(errno)))")
      written += count
    }
  }

  deinit { close(descriptor) }

  /// Opens it anew, from its start.
  var path: String { "/proc/self/fd/\(descriptor)" }
}
