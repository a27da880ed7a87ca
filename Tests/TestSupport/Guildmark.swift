import Foundation
import Glibc
import Synchronization

/// The real binary, run as a user runs it.
public enum Guildmark {
  /// Beside the tests, which are built into the same folder.
  public static let binary = URL(filePath: CommandLine.arguments[0]).standardizedFileURL.deletingLastPathComponent()
    .appending(path: "guildmark").path

  /// What a run left behind.
  public struct Outcome: Sendable, CustomStringConvertible {
    /// The exit code; for a run that a signal ended, 128 and the signal, as shells have it.
    public let code: Int32
    public let output: [UInt8]
    /// What it said on standard error.
    public let words: String
    public let ranOutOfTime: Bool

    /// Standard output as text.
    public var text: String { String(decoding: output, as: UTF8.self) }
    public var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

    public var description: String {
      """
      exit code \(code)\(ranOutOfTime ? ", ended as it ran too long" : "")
      stdout (\(output.count) bytes): \(text.prefix(1500))
      stderr: \(words.prefix(3000))
      """
    }
  }

  /// Runs a command to its end.
  ///
  /// - Parameter seconds: after so long it is killed; generous, as machines are slow at times.
  public static func run(
    _ arguments: [String], environment: [String: String] = [:], in folder: String? = nil, seconds: Double = 120
  ) throws -> Outcome {
    try Run([binary] + arguments, environment: environment, in: folder).outcome(within: seconds)
  }

  public static func run(_ arguments: String..., seconds: Double = 120) throws -> Outcome {
    try run(arguments, seconds: seconds)
  }

  /// Runs a line of bash, in which `guildmark` is the binary.
  public static func shell(_ line: String, in folder: String? = nil, seconds: Double = 120) throws -> Outcome {
    let script = "guildmark() { \"$GUILDMARK\" \"$@\"; }\n\(line)"
    return try Run(["/bin/bash", "-c", script], environment: ["GUILDMARK": binary], in: folder)
      .outcome(within: seconds)
  }

  /// Starts a command and does not wait for it.
  public static func start(_ arguments: [String]) throws -> Run { try Run([binary] + arguments) }

  /// Starts a line of bash, in which `$GUILDMARK` is the binary, and does not wait for it.
  public static func startShell(_ line: String) throws -> Run {
    try Run(["/bin/bash", "-c", line], environment: ["GUILDMARK": binary])
  }
}

/// A process that has been started. Its output must be awaited with `outcome`.
public struct Run: Sendable {
  public let process: pid_t
  private let output: Int32
  private let words: Int32

  struct CannotStart: Error { let command: [String], reason: String }

  /// One at a time: between making a pipe and marking it, another run would inherit it and hold it open.
  private static let starting = Mutex(())

  init(_ command: [String], environment: [String: String] = [:], in folder: String? = nil) throws {
    let command = folder.map { ["/usr/bin/env", "-C", $0] + command } ?? command
    let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    (process, output, words) = try Run.starting.withLock { _ in try Run.spawn(command, all) }
  }

  private static func spawn(_ command: [String], _ environment: [String: String]) throws -> (pid_t, Int32, Int32) {
    var (outputPipe, wordsPipe): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&outputPipe) == 0, pipe(&wordsPipe) == 0 else { throw CannotStart(command: command, reason: "no pipe") }
    for descriptor in outputPipe + wordsPipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
    posix_spawn_file_actions_adddup2(&actions, wordsPipe[1], 2)

    // `swift test` ignores signals and its threads block them; a process would inherit both.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var blocked = sigset_t()
    sigemptyset(&blocked)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    var arguments = command.map { strdup($0) } + [nil]
    var settings = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + settings { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, &arguments, &settings)
    close(outputPipe[1])
    close(wordsPipe[1])
    guard code == 0 else {
      close(outputPipe[0])
      close(wordsPipe[0])
      throw CannotStart(command: command, reason: String(cString: strerror(code)))
    }
    return (process, outputPipe[0], wordsPipe[0])
  }

  public func send(_ signal: Int32) { kill(process, signal) }

  /// Reads both pipes to their ends, whichever has something, and only then waits: who waits first may wait for ever.
  public func outcome(within seconds: Double = 120) -> Guildmark.Outcome {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var (outputBytes, wordsBytes): ([UInt8], [UInt8]) = ([], [])
    var open = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: words, events: Int16(POLLIN), revents: 0),
    ]
    var ranOutOfTime = false
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while open.contains(where: { $0.fd >= 0 }) {
      if !ranOutOfTime, ContinuousClock.now > deadline {
        ranOutOfTime = true
        send(SIGKILL)
      }
      guard poll(&open, 2, 200) > 0 else { continue }
      for i in open.indices where open[i].fd >= 0 && open[i].revents != 0 {
        let count = read(open[i].fd, &chunk, chunk.count)
        if count > 0 {
          if i == 0 { outputBytes += chunk[..<count] } else { wordsBytes += chunk[..<count] }
        } else if count == 0 || errno != EINTR {
          close(open[i].fd)
          open[i].fd = -1
        }
      }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return Guildmark.Outcome(
      code: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: outputBytes,
      words: String(decoding: wordsBytes, as: UTF8.self), ranOutOfTime: ranOutOfTime)
  }
}
