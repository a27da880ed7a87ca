import ArgumentParser
import Glibc
import RatingEngine
import RatingProgramme
import ScorerKit

/// The command line, as a library: an executable of one's own passes its own scorers in.
///
/// ```swift
/// import BuiltInScorers
/// import GuildmarkCLI
/// Guildmark.main(scorers: builtInScorers + [Punctuality.self])
/// ```
public enum Guildmark {
  /// Also the version that results carry.
  public static let version = "0.1.0"

  /// Runs the command that the arguments name, and exits.
  public static func main(scorers: [any Scorer.Type]) -> Never {
    // A closed pipe is seen as a failed write, and ends the run quietly.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that may not grow any more.
    signal(SIGXFSZ, SIG_IGN)
    do {
      try check(scorers)
      try checkCommand(CommandLine.arguments.dropFirst().first)
      var command = try RootCommand.parseAsRoot()
      if let command = command as? any GuildmarkCommand {
        try command.run(with: scorers)
      } else {
        try command.run()
      }
      exit(0)
    } catch {
      end(with: error)
    }
  }

  /// Everything wrong with what the scorers declare, before anything runs.
  private static func check(_ scorers: [any Scorer.Type]) throws {
    let ids = scorers.map { $0.id }
    let faults =
      Declaration.repeated(ids).map { "two scorers are registered as \($0); an id names one" }
      + scorers.flatMap(Declaration.faults)
    guard faults.isEmpty else { throw Failure(.software, faults.joined(separator: "\n")) }
  }

  /// The parser would call a mistyped command an unexpected argument.
  private static func checkCommand(_ name: String?) throws {
    let commands = RootCommand.configuration.subcommands.map { $0._commandName }
    guard let name, !name.hasPrefix("-"), name != "help", !commands.contains(name) else { return }
    let hint = nearestName(to: name, among: commands).map { "did you mean \($0)?" }
    throw Failure(
      .usage, "there is no command \(printable(name)); \(hint ?? "there are \(commands.joined(separator: ", "))")")
  }

  private static func end(with error: any Error) -> Never {
    if let failure = Failure(error) {
      if !failure.message.isEmpty { StandardError.say("guildmark: \(failure.message)") }
      exit(failure.code.rawValue)
    }
    if let interrupted = error as? Interrupted { interrupted.finish() }
    if RootCommand.exitCode(for: error) == .failure {
      StandardError.say("guildmark: this should not happen, please report it: \(printable("\(error)"))")
      exit(Failure.Code.software.rawValue)
    }
    // Help, version, completion scripts and usage errors are the parser's own.
    RootCommand.exit(withError: error)
  }
}

/// A command that needs to know which scorers there are.
protocol GuildmarkCommand: ParsableCommand {
  func run(with scorers: [any Scorer.Type]) throws
}

struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "guildmark",
    abstract: "Rates the guilds of a live-streaming platform, every month, fairly, and says why.",
    discussion: """
      The month's report cards:  guildmark report --programme monthly.yaml --data tables --month 2026-10 --out cards
      No data at hand:           guildmark simulate --out tables

      Exit codes: 0 done, 64 usage, 65 bad data, 66 no such input, 70 our fault, 73 cannot write, 78 bad programme.
      """,
    version: Guildmark.version,
    subcommands: [
      Report.self, Rate.self, Measures.self, Explain.self, EvidenceCommand.self, StatementCommand.self,
      Check.self, Init.self, SchemaCommand.self, Compare.self, Tune.self, SensitivityCommand.self,
      Tally.self, Merge.self, Correct.self, Publish.self, HistoryCommand.self, AppealCommand.self, LedgerCommand.self,
      Scorers.self, NewScorer.self, Simulate.self,
    ])
}
