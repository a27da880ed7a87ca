import Glibc

/// A file that is in memory only, and is read with read(2) like any other.
final class MemoryFile {
  private let descriptor: Int32

  init(_ bytes: [UInt8]) {
    let name = "/guildmark-microbenchmark-\(getpid())"
    descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
    precondition(descriptor >= 0, "no file in memory: \(String(cString: strerror(errno)))")
    // It is there as long as it is open.
    shm_unlink(name)
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
