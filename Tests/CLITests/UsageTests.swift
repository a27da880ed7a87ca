import Foundation
import TestSupport
import Testing

@Suite struct UsageTests {
  @Test(
    "what a command lacks or does not know is a usage error that names it",
    arguments: [
      (["measures", "--data", "x"], "--month"),
      (["measures", "--month", "2026-10"], "--data"),
      (["report", "--data", "x", "--month", "2026-10"], "--out"),
      (["explain", "--data", "x", "--month", "2026-10"], "<guild>"),
      (["simulate"], "--out"),
      (["measures", "--data", "x", "--month", "2026-13"], "2026-13"),
      (["measures", "--data", "x", "--month", "October"], "October"),
      (["measures", "--data", "x", "--month", "2026-1"], "2026-1"),
      (["measures", "--data", "x", "--month", "0001-01"], "1970"),
      (["measures", "--data", "x", "--month", "2026-10", "--threads", "0"], "from 1 to 1024"),
      (["measures", "--data", "x", "--month", "2026-10", "--threads", "-3"], "--threads"),
      (["check", "--data", "x", "--month", "2026-10", "--threads", "0"], "from 1 to 1024"),
      (["check", "--data", "x"], "--data and --month go together"),
      (["rate", "--data", "x", "--month", "2026-10", "--format", "xml"], "xml"),
      (["measures", "--data", "x", "--month", "2026-10", "--colour"], "--colour"),
      (["report", "--data", "x", "--month", "2026-10", "--out", ""], "--out"),
      (["measures", "--data", "", "--month", "2026-10"], "--data"),
      (["scorers", "show", "no_such_one"], "there is no scorer no_such_one"),
      (["simulate", "--out", "/tmp/never-written", "--guilds", "0"], "1 to 1,000,000 guilds"),
      (["simulate", "--out", "/tmp/never-written", "--bad-rows", "many"], "many"),
      (["simulate", "--out", "/tmp/never-written", "--requests", "-5"], "--requests"),
      (["measurse", "--data", "x", "--month", "2026-10"], "did you mean measures?"),
      (["nonsense"], "nonsense"),
    ])
  func usage(arguments: [String], word: String) throws {
    expectFailure(try Guildmark.run(arguments), Code.usage, says: word)
    #expect(!isThere("/tmp/never-written"))
  }

  @Test(
    "every command explains itself",
    arguments: [
      [], ["report"], ["rate"], ["measures"], ["explain"], ["check"], ["scorers"], ["scorers", "list"],
      ["scorers", "show"],
      ["simulate"], ["publish"], ["history"], ["ledger"], ["ledger", "create"], ["ledger", "verify"],
      ["ledger", "export"], ["ledger", "backup"],
    ])
  func help(command: [String]) throws {
    let outcome = try Guildmark.run(command + ["--help"])
    expectDone(outcome)
    #expect(outcome.text.contains("USAGE: guildmark \(command.joined(separator: " "))"), "\(outcome)")
    #expect(outcome.words.isEmpty)
    if command.isEmpty { #expect(try Guildmark.run([]).output == outcome.output) }
  }

  @Test("the version is one line")
  func version() throws {
    let outcome = try Guildmark.run("--version")
    expectDone(outcome)
    #expect(outcome.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(outcome)")
  }

  @Test("shells can be taught to complete the commands", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) throws {
    let outcome = try Guildmark.run("--generate-completion-script", shell)
    expectDone(outcome)
    for word in ["measures", "explain", "simulate", "programme"] { #expect(outcome.text.contains(word), "\(outcome)") }
    guard shell == "bash" else { return }
    let checked = try Guildmark.shell("bash -n <(guildmark --generate-completion-script bash)")
    #expect(checked.code == 0 && checked.words.isEmpty, "\(checked)")
  }

  @Test("scorers list names every scorer, a line each")
  func scorersList() throws {
    let outcome = try Guildmark.run("scorers", "list")
    expectDone(outcome)
    let names = outcome.lines.dropLast().map { $0.prefix { $0 != " " } }
    #expect(names == names.sorted() && names.contains("retention") && names.count >= 4, "\(outcome)")
    #expect(try Guildmark.run("scorers").output == outcome.output)
    for name in names {
      let page = try Guildmark.run("scorers", "show", String(name))
      expectDone(page)
      #expect(page.text.hasPrefix("## \(name)\n"), "\(page)")
    }
  }

  @Test("Docs/Scorers.md is what scorers show says, of the scorers that it knows")
  func scorersPage() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Docs/Scorers.md")
    let written = try String(contentsOf: page, encoding: .utf8)
    let shown = try Guildmark.run("scorers", "show")
    expectDone(shown)
    // One that was registered since is told by `.ci/run`, as for the schema.
    var isKnown = true
    let lines = shown.text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("## ") { isKnown = written.contains("\n\(line)\n") }
      guard isKnown, let id = line.wholeMatch(of: /\| \[(\w+)\]\(#\w+\) \|.*/)?.1 else { return isKnown }
      return written.contains("\n## \(id)\n")
    }
    let known = lines.joined(separator: "\n").trimmingCharacters(in: .newlines) + "\n"
    #expect(written == known, "Docs/Scorers.md is stale: run `guildmark scorers show > Docs/Scorers.md`")
  }
}
