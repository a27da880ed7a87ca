import Foundation
import Glibc
import TestSupport
import Testing

/// `tune --watch`: saves of the programme are answered as they come.
@Suite(.serialized)
struct TuneWatchTests {
  /// A process whose output is read line by line while it runs.
  private final class Watching {
    let run: Run
    private let output: FileHandle
    private let path: String
    private var text = ""

    init(_ line: String) throws {
      // Through a file, which can be read while the process writes it.
      path = FileManager.default.temporaryDirectory.appending(path: "tune-\(UUID().uuidString)").path
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      output = try #require(FileHandle(forReadingAtPath: path))
      run = try Guildmark.startShell("exec \"$GUILDMARK\" \(line) > '\(path)' 2>&1")
    }

    deinit { unlink(path) }

    /// Waits for words, between which lines may be broken, after those that were waited for before, and returns all until then.
    func awaits(_ words: String, seconds: Double = 60) -> String? {
      let deadline = ContinuousClock.now + .seconds(seconds)
      let pattern =
        words.split(separator: " ").map { NSRegularExpression.escapedPattern(for: String($0)) }
        .joined(separator: "\\s+") + (words.hasSuffix(" ") ? "\\s" : "")
      while ContinuousClock.now < deadline {
        text += String(decoding: output.availableData, as: UTF8.self)
        if let range = text.range(of: pattern, options: .regularExpression) {
          let until = String(text[..<range.upperBound])
          text = String(text[range.upperBound...])
          return until
        }
        usleep(20_000)
      }
      Issue.record("\(words) never came; there is: \(text)")
      return nil
    }
  }

  private static let programme = """
    programme: Watched
    version: 1
    evidence: { at_least: { broadcasters: 0, scorers: 1 } }
    scorers:
      payout_fairness: { weight: 50, window: 1 month }
      responsiveness: { weight: 50, window: 1 month }
    tiers: [{ name: High, from: 50 }, { name: Low, from: 0 }]

    """

  private func save(_ text: String, _ data: TemporaryData) throws { try data.write(Array(text.utf8), to: "p.yaml") }

  @Test("saves are answered, mistakes are named, and other tallies are read")
  func session() throws {
    let data = try SmallPlatform.written()
    try save(Self.programme, data)
    let watching = try Watching("tune '\(data.path)/p.yaml' --data '\(data.path)' --month 2026-10 --watch --quiet")
    defer { watching.run.send(SIGKILL) }
    #expect(watching.awaits("Ctrl-C ends.")?.contains("2 guilds rated") == true)

    try save(Self.programme.replacing("from: 50", with: "from: 99"), data)
    let first = watching.awaits("Low ")
    #expect(
      first?.contains("Save 1, answered in ") == true && first?.contains("Since the start") == false, "\(first ?? "")")
    #expect(first?.contains(" down") == true)

    try save(Self.programme.replacing("window: 1 month }\n  resp", with: "windw: 1 month }\n  resp"), data)
    let mistake = watching.awaits("did you mean")
    #expect(
      mistake?.contains("Save 2: not rated.") == true && mistake?.contains("p.yaml:5:") == true, "\(mistake ?? "")")

    // As editors do that put another file in its place.
    try data.write(Array(Self.programme.utf8), to: "p.yaml.new")
    rename("\(data.path)/p.yaml.new", "\(data.path)/p.yaml")
    #expect(watching.awaits("Since the start: No guild changes tier") != nil)

    try save(
      Self.programme.replacing(
        "fairness: { weight: 50, window: 1 month }", with: "fairness: { weight: 50, window: 3 months }"),
      data)
    #expect(watching.awaits("The tables are needed again: ") != nil)
    #expect(watching.awaits("the window of payout_fairness is 1 month and not 3") != nil)
    #expect(watching.awaits("Save 4, answered in ") != nil)

    watching.run.send(SIGINT)
    let end = watching.run.outcome(within: 30)
    #expect(end.code == 128 + SIGINT && end.words.isEmpty, "\(end)")
  }

  @Test("a file that goes, comes back, or is none any more is spoken of, and Ctrl-C ends all waiting")
  func comingAndGoing() throws {
    let data = try SmallPlatform.written()
    try save(Self.programme, data)
    let (path, kept) = ("\(data.path)/p.yaml", "\(data.path)/kept.tallies")
    let watching = try Watching(
      "tune '\(path)' --data '\(data.path)' --month 2026-10 --watch --quiet --keep '\(kept)'")
    defer { watching.run.send(SIGKILL) }
    #expect(watching.awaits("Ctrl-C ends.") != nil)
    unlink(path)
    #expect(watching.awaits("p.yaml is gone; waiting until it is there again.")?.contains("Save") == false)
    try save(Self.programme, data)
    #expect(watching.awaits("is there again, as it was.") != nil)

    // Other tallies take the place of those that were kept.
    let before = try Data(contentsOf: URL(filePath: kept))
    try save(Self.programme.replacing("window: 1 month", with: "window: 2 months"), data)
    #expect(watching.awaits("has the new tallies.")?.contains("gross_due") == false)
    #expect(watching.awaits("Save 1, answered in ") != nil)
    #expect(try Data(contentsOf: URL(filePath: kept)) != before)

    unlink(path)
    mkfifo(path, 0o600)
    #expect(watching.awaits("this is no regular file; name a programme's file. Waiting") != nil)
    watching.run.send(SIGINT)
    #expect(watching.run.outcome(within: 30).code == 128 + SIGINT)
  }

  @Test("kept tallies cannot be read again, and what they lack is named")
  func tallies() throws {
    let data = try SmallPlatform.written()
    try save(Self.programme, data)
    let kept = "\(data.path)/kept.tallies"
    expectDone(
      try Guildmark.run("tune", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10", "--keep", kept))
    let watching = try Watching("tune '\(data.path)/p.yaml' --tallies '\(kept)' --watch --quiet")
    defer { watching.run.send(SIGKILL) }
    #expect(watching.awaits("Ctrl-C ends.") != nil)
    try save(Self.programme.replacing("window: 1 month }", with: "window: 2 months }"), data)
    #expect(watching.awaits("not rated.") != nil)
    #expect(watching.awaits("the window of payout_fairness is 1 month and not 2") != nil)
    #expect(watching.awaits("begin again with --data") != nil)
    try save(Self.programme.replacing("from: 50", with: "from: 10"), data)
    #expect(watching.awaits("Save 2, answered in ") != nil)
    watching.run.send(SIGINT)
    #expect(watching.run.outcome(within: 30).code == 128 + SIGINT)
  }
}
