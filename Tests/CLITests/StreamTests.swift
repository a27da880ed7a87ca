import Foundation
import TestSupport
import Testing

/// What goes where: results, words about them, and pipes that close.
@Suite struct StreamTests {
  let data: TemporaryData

  init() throws {
    data = try SmallPlatform.written {
      $0.requests += "r9,NOBODY,b1,2026-10-02T10:00:00Z,,,,\n"
      for i in 0..<40 { $0.guilds += "guild-\(i),A guild of some name \(i),EU\n" }
    }
  }

  static let commands = [
    ["measures"], ["rate"], ["rate", "--format", "json"], ["rate", "--format", "csv"], ["explain", "A"], ["check"],
  ]

  @Test("words go to standard error only, and none of them with --quiet", arguments: commands)
  func words(command: [String]) throws {
    let outcome = try Guildmark.run(command + ["--data", data.path, "--month", "2026-10"])
    expectDone(outcome)
    guard command != ["check"] else { return }
    #expect(outcome.words.hasPrefix("guildmark: note: requests: 1 bad row set aside\n"), "\(outcome)")
    #expect(!outcome.text.contains("set aside\n  "))
    let quiet = try Guildmark.run(command + ["--data", data.path, "--month", "2026-10", "--quiet"])
    expectDone(quiet)
    #expect(quiet.words.isEmpty)
    #expect(quiet.output == outcome.output)
    #expect(!outcome.output.contains(0x1B))
  }

  @Test("--quiet does not silence an error")
  func loudError() throws {
    expectFailure(
      try Guildmark.run("measures", "--quiet", "--data", "/no/such", "--month", "2026-10"), Code.noInput,
      says: "/no/such")
  }

  @Test("report says where it wrote on standard error, and nothing on standard output")
  func report() throws {
    let small = try SmallPlatform.written()
    let command = ["report", "--data", small.path, "--month", "2026-10", "--out", "\(small.path)/cards"]
    let outcome = try Guildmark.run(command)
    expectDone(outcome)
    #expect(outcome.output.isEmpty && outcome.words.contains("2 report cards for October 2026"), "\(outcome)")
    let quiet = try Guildmark.run(command + ["--quiet"])
    #expect(quiet.output.isEmpty && quiet.words.isEmpty && quiet.code == 0, "\(quiet)")
  }

  @Test("a closed pipe ends quietly", arguments: commands)
  func closedPipe(command: [String]) throws {
    let line = "guildmark \(command.joined(separator: " ")) --data '\(data.path)' --month 2026-10"
    let outcome = try Guildmark.shell("\(line) 2>\(data.path)/words | head -1; echo ${PIPESTATUS[0]}")
    #expect(outcome.lines.count == 3 && outcome.lines[1] == "0", "\(outcome)")
    let words = try String(contentsOfFile: "\(data.path)/words", encoding: .utf8)
    #expect(
      words.split(separator: "\n").allSatisfy { $0.hasPrefix("guildmark: note: ") || $0.hasPrefix("  ") }, "\(words)")
    // Closed before the first byte, however little there is to write.
    let early = try Guildmark.shell(
      "{ sleep 0.2; \(line); } 2>\(data.path)/words | true; echo ${PIPESTATUS[0]}; cat \(data.path)/words")
    #expect(early.lines[0] == "0", "\(early)")
    #expect(!early.text.contains("guildmark: cannot"), "\(early)")
  }

  @Test(
    "a full disk behind standard output is told", arguments: commands + [["scorers", "list"], ["scorers", "show"]])
  func fullDisk(command: [String]) throws {
    let options = command[0] == "scorers" ? "" : "--data '\(data.path)' --month 2026-10"
    let outcome = try Guildmark.shell("guildmark \(command.joined(separator: " ")) \(options) >/dev/full")
    expectFailure(outcome, Code.cannotWrite, says: "cannot write standard output: No space left on device")
  }

  @Test("a standard output that is closed is told, not written into something else")
  func closedOutput() throws {
    let outcome = try Guildmark.shell("guildmark measures --data '\(data.path)' --month 2026-10 >&-")
    expectFailure(outcome, Code.cannotWrite, says: "cannot write standard output")
  }

  @Test("neither locale, time zone nor colour settings change a byte", arguments: commands)
  func environment(command: [String]) throws {
    let arguments = command + ["--data", data.path, "--month", "2026-10"]
    let plain = try Guildmark.run(arguments)
    let elsewhere = try Guildmark.run(
      arguments,
      environment: [
        "LC_ALL": "de_DE.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "NO_COLOR": "1", "COLUMNS": "20",
      ])
    #expect(plain.output == elsewhere.output)
  }
}
