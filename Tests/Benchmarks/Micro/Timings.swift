/// How long each step takes: in a round it is timed piece by piece, and the median of the rounds is what is printed.
struct Timings {
  /// In the order of their first time.
  private var steps: [String] = []
  private var rounds: [String: [Duration]] = [:]
  private var isNewRound: Set<String> = []

  /// Begins a round, in which each step's times are added up.
  mutating func beginRound() { isNewRound = Set(steps) }

  mutating func time<Result>(_ step: String, _ body: () throws -> Result) rethrows -> Result {
    let clock = ContinuousClock()
    let start = clock.now
    let result = try body()
    let duration = clock.now - start
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

  /// A table in Markdown: nanoseconds for each of `count` units, and `bytes` in that time where a step goes over them all.
  func table(title: String, unit: String, count: Int, bytes: Int) -> String {
    var lines = ["| \(title) | ns/\(unit) | GB/s |", "| --- | --- | --- |"]
    for step in steps {
      let nanoseconds = (rounds[step] ?? []).sorted()[(rounds[step] ?? []).count / 2] / .nanoseconds(1)
      lines.append(
        "| \(step) | \(rounded(nanoseconds / Double(count), 1)) | \(rounded(Double(bytes) / nanoseconds, 2)) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

private func rounded(_ number: Double, _ places: Int) -> String {
  let scale = places == 1 ? 10.0 : 100.0
  return "\((number * scale).rounded() / scale)"
}
