import Glibc
import Synchronization

/// While results are written, Ctrl-C and `kill` are noticed between two files, so that what is half-written can be taken away.
enum Interruption {
  /// The one word that a signal handler may write: which signal came.
  private static let caught = Atomic<Int32>(0)
  private static let signals = [SIGINT, SIGTERM]
  private static let ignored = unsafeBitCast(SIG_IGN, to: Int.self)

  /// Begins to notice signals, but for those that whoever started the run has it ignore.
  static func watch() {
    for number in signals {
      var action = sigaction()
      guard sigaction(number, nil, &action) == 0,
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != ignored
      else { continue }
      action.__sigaction_handler.sa_handler = { Interruption.caught.store($0, ordering: .relaxed) }
      // Without SA_RESTART: a call that waits is to end.
      action.sa_flags = 0
      sigaction(number, &action, nil)
    }
  }

  /// - Throws: `Interrupted` if a signal has come.
  static func check() throws {
    let signal = caught.load(ordering: .relaxed)
    if signal != 0 { throw Interrupted(signal: signal) }
  }
}

struct Interrupted: Error {
  let signal: Int32

  /// Ends the process as the signal would have done.
  func finish() -> Never {
    Glibc.signal(signal, SIG_DFL)
    raise(signal)
    exit(128 + signal)
  }
}
