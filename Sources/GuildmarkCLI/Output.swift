import Glibc
import RatingEngine

/// Results, on standard output.
enum StandardOutput {
  /// - Throws: `Failure` where it can't be written: quietly for a closed pipe, else 73.
  static func write(_ text: String) throws { try write(Array(text.utf8)) }
  static func write(_ bytes: [UInt8]) throws { try GuildmarkCLI.write(bytes, to: 1, named: "standard output") }

  /// What is of no use in part: a closed pipe is a failure like any other.
  static func writeWhole(_ bytes: [UInt8]) throws {
    do {
      try write(bytes)
    } catch let failure as Failure where failure.code == .quiet {
      throw Failure(.cannotWrite, "cannot write standard output: nobody reads it any more")
    }
  }

  static var isTerminal: Bool { isatty(1) != 0 }

  /// On a terminal whose user has not asked for none.
  static var usesColor: Bool { isTerminal && (getenv("NO_COLOR").map { $0.pointee == 0 } ?? true) }

  /// - Throws: `Failure` where bytes that are not for people would go to a terminal.
  static func refuseTerminal(for what: String) throws {
    if isTerminal { throw Failure(.usage, "\(what) are not for a terminal; write them to a file: > FILE") }
  }

  /// Columns of the terminal; 80 elsewhere.
  static var width: Int {
    var size = winsize()
    guard isTerminal, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 80 }
    return min(120, Int(size.ws_col))
  }
}

/// Words about results, on standard error.
enum StandardError {
  static func say(_ text: String) { try? GuildmarkCLI.write(Array("\(text)\n".utf8), to: 2, named: "standard error") }
}

/// Writes all bytes to a file descriptor.
///
/// - Throws: `Failure` where it can't.
func write(_ bytes: [UInt8], to descriptor: Int32, named name: String) throws {
  try bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        throw Failure(.quiet, "")
      } else if errno != EINTR {
        throw Failure(.cannotWrite, "cannot write \(printable(name)): \(String(cString: strerror(errno)))")
      }
    }
  }
}
