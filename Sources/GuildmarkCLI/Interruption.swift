import Glibc
import Synchronization

/// While results take their places, Ctrl-C and `kill` are noticed between two files, so that nothing stays half-written. At all other
/// times they end the run at once.
enum Interruption {
  /// The one word that a signal handler may write: which signal came.
  private static let caught = Atomic<Int32>(0)
  private static let isWatching = Atomic(false)
  private static let signals = [SIGINT, SIGTERM]
  private static let ignored = unsafeBitCast(SIG_IGN, to: Int.self)

  /// Does what signals may end at a `check` only, or after all of it. Those that whoever started the run has it ignore stay ignored.
  ///
  /// - Throws: `Interrupted` if a signal has come.
  static func watching(_ body: () throws -> Void) throws {
    guard !isWatching.exchange(true, ordering: .relaxed) else { return try body() }
    let watched = signals.filter { number in
      let former = signal(number) { Interruption.caught.store($0, ordering: .relaxed) }
      guard unsafeBitCast(former, to: Int.self) == ignored else { return true }
      signal(number, SIG_IGN)
      return false
    }
    defer {
      for number in watched { signal(number, SIG_DFL) }
      isWatching.store(false, ordering: .relaxed)
    }
    try body()
    try check()
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
