import Glibc

/// How long each step takes: in a round it is timed piece by piece, and the median of the rounds is what is printed.
///
/// It is the thread's processor time, the kernel's on its behalf included, so that other work on the machine matters less.
struct Timings {
  /// In the order of their first time.
  private var steps: [String] = []
  /// In nanoseconds.
  private var rounds: [String: [Double]] = [:]
  private var isNewRound: Set<String> = []

  /// Begins a round, in which each step's times are added up.
  mutating func beginRound() { isNewRound = Set(steps) }

  mutating func time<Result>(_ step: String, _ body: () throws -> Result) rethrows -> Result {
    let start = nanoseconds()
    let result = try body()
    let duration = nanoseconds() - start
    if rounds[step] == nil {
      steps.append(step)
      rounds[step] = [duration]
    } else if isNewRound.remove(step) != nil {
      rounds[step]?.append(duration)
    } else if let last = rounds[step]?.indices.last {
      rounds[step]?[last] += duration
    }
    return result
  }

  /// A table in Markdown: nanoseconds for each of `count` units, and how fast a step is that goes over `bytes` bytes.
  func table(title: String, unit: String, count: Int, bytes: Int? = nil) -> String {
    var lines = ["| \(title) | ns/\(unit) |", "| --- | --- |"]
    if bytes != nil { lines = [lines[0] + " GB/s |", lines[1] + " --- |"] }
    for step in steps {
      let sorted = rounds[step, default: []].sorted()
      let median = sorted[sorted.count / 2]
      let speed = bytes.map { " \(rounded(Double($0) / median, 100)) |" } ?? ""
      lines.append("| \(step) | \(rounded(median / Double(count), 10)) |" + speed)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Of processor time of this thread.
private func nanoseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// To one part in `scale`.
private func rounded(_ number: Double, _ scale: Double) -> String { "\((number * scale).rounded() / scale)" }
