import ArgumentParser
import FoundationEssentials
import RatingEngine
import RatingLedger
import RatingProgramme
import RatingRecord
import ScorerKit

struct EvidenceCommand: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Show the very rows behind one measure of a guild.",
    discussion: """
      Each row with its file and line, its columns as they stand there, what it counted as, what it adds to numerator and \
      denominator, and the rule that made it so. The totals go to standard error: they are what `measures` says.

      The rows may go to the guild: broadcasters' ids, why they left and other guilds' ids are left out. The rows behind \
      leave reasons, such as retention.exit_reasons.pay, tell who gave which and need --identities.
      """)

  @Argument(help: "The guild's id.")
  var guild: String

  @Argument(
    help: ArgumentHelp(
      "The measure, such as responsiveness.within_target_rate, or a part of one: retention.exit_reasons.pay.",
      valueName: "scorer.measure"))
  var measure: String

  @OptionGroup var options: TraceOptions

  @Option(help: "csv, or json with what the rows add up to.")
  var format: Format = .csv

  @ArgumentParser.Flag(help: "Show the guild's other rows, too: those that do not count, and those set aside.")
  var all = false

  @Option(
    help: ArgumentHelp("Put a keyed pseudonym in place of each broadcaster's id.", valueName: "keyfile"),
    completion: .file())
  var pseudonyms: String?

  @ArgumentParser.Flag(
    help: """
      Show broadcasters' ids, why they left and other guilds' ids, which are left out otherwise: for the platform alone.
      """)
  var identities = false

  @Option(help: "A ledger, to hold the total against what it published.", completion: .file())
  var ledger: String?

  enum Format: String, ExpressibleByArgument, CaseIterable { case csv, json }

  func validate() throws {
    guard ledger != "" else { throw ValidationError("--ledger takes a file") }
    guard pseudonyms != "" else { throw ValidationError("--pseudonyms takes a file with a key") }
    guard pseudonyms == nil || !identities else {
      throw ValidationError("--pseudonyms puts something in place of ids, and --identities shows them: give one")
    }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let shown = try pseudonyms.map(Identities.init(keyFile:)) ?? (identities ? .shown : .leftOut)
    let ledger = try ledger.map(Ledger.init(reading:))
    let programme = try options.programme.load(scorers)
    let choice = try MeasureChoice(measure, of: programme)
    if choice.tellsReasons, !identities { throw Failure.tellsReasons(choice.name) }
    let rows = try GuildRows(
      of: guild, for: choice.plan, data: options.data,
      inputs: Dictionary(grouping: options.input, by: \.table).mapValues { $0.map(\.file) },
      knowing: tables(of: scorers), programme: programme, month: options.month, threads: options.threads)
    let trace = try rows.trace(choice, threads: options.threads)
    let table = TraceTable(trace, all: all, identities: shown)
    let words = try TraceWords(table, published: ledger.map { try PublishedFigures(trace, in: $0) })
    try StandardOutput.write(format == .csv ? table.csv(threads: options.threads) : table.json(programme))
    if !options.quiet { for line in words.lines { StandardError.say("guildmark: \(line)") } }
  }
}

extension MeasureChoice {
  /// Whether its rows would tell who gave which leave reason, whatever columns are left out.
  fileprivate var tellsReasons: Bool {
    measure.kind == .breakdown
      && type(of: plan.scorer).reads.contains { $0.columns.contains(Identities.reason) }
  }
}

extension Failure {
  fileprivate static func tellsReasons(_ measure: String) -> Failure {
    Failure(
      .usage,
      "the rows behind \(printable(measure)) tell which broadcaster gave which reason for leaving: give --identities to see "
        + "them, and keep them on the platform")
  }
}

/// What rows are read from: tables only, as tallies have none any more.
struct TraceOptions: ParsableArguments {
  @OptionGroup var programme: ProgrammeOptions

  @Option(
    help: "The folder with each table's CSV: requests.csv, or a folder requests of such files; .gz and .zst too.",
    completion: .directory)
  var data: String

  @Option(
    help: ArgumentHelp(
      "A table's file in place of the folder's, such as requests=- for standard input. May be given several times.",
      valueName: "table=file"))
  var input: [TableInput] = []

  @Option(help: "The month that is rated, such as 2026-10.")
  var month: Month

  @Option(help: "How many threads to work with; results are the same for any number.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @ArgumentParser.Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    guard data != "" else { throw ValidationError("--data takes a folder") }
    try checkInputs(input)
    try checkThreads(threads)
    try checkMonth(month)
  }
}
