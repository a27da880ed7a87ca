#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The first bytes of a file, `longest` of them at most.
///
/// - Parameter isRegular: whether a pipe or a device is refused, rather than waited for.
func fileBytes(_ path: String, atMost longest: Int, isRegular: Bool = false) throws(ProgrammeError) -> [UInt8] {
  // A C string ends at the first NUL: this would open another file.
  guard !path.utf8.contains(0) else { throw .noSuchFile(path: path) }
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | (isRegular ? O_NONBLOCK : 0))
  guard descriptor >= 0 else {
    switch errno {
    case ENOENT, ENOTDIR: throw .noSuchFile(path: path)
    case EACCES, EPERM: throw .unreadable(path: path, reason: "you may not read this file")
    case let code: throw .unreadable(path: path, reason: "the file cannot be opened: \(reason(code))")
    }
  }
  defer { close(descriptor) }
  var status = stat()
  if isRegular, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
    throw .unreadable(path: path, reason: "this is no regular file; name a programme's file")
  }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count < longest {
    let wanted = min(chunk.count, longest - bytes.count)
    let count = read(descriptor, &chunk, wanted)
    if count > 0 {
      bytes += chunk[..<count]
    } else if count == 0 {
      break
    } else if errno == EISDIR {
      throw .unreadable(path: path, reason: "this is a directory; name a programme's file in it")
    } else if errno != EINTR {
      throw .unreadable(path: path, reason: "the file cannot be read: \(reason(errno))")
    }
  }
  return bytes
}

private func reason(_ code: Int32) -> String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }
