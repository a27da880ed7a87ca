import ArgumentParser
import FoundationEssentials
import RatingEngine
import RatingProgramme
import RatingRecord
import ScorerKit

extension Month: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// The programme a command works by.
struct ProgrammeOptions: ParsableArguments {
  @Option(
    help: "The programme (YAML). Without one, all scorers run with their defaults and equal weights.",
    completion: .file(extensions: ["yaml", "yml"]))
  var programme: String?

  func load(_ scorers: [any Scorer.Type]) throws -> Programme {
    guard let programme else { return Programme.standard(scorers: scorers) }
    return try Programme.load(path: programme, scorers: scorers)
  }
}

/// What a month is rated from.
struct MonthOptions: ParsableArguments {
  @OptionGroup var programme: ProgrammeOptions

  @Option(help: "The folder with a CSV file for each table.", completion: .directory)
  var data: String

  @Option(help: "The month to rate, such as 2026-10.")
  var month: Month

  @Option(help: "How many threads to work with; results are the same for any number.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @ArgumentParser.Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  @ArgumentParser.Flag(
    name: .customLong("no-color"), help: "Write without colours, as is done anyway where there is no terminal.")
  var noColor = false

  var usesColor: Bool {
    !noColor && StandardOutput.isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  func validate() throws {
    guard !data.isEmpty else { throw ValidationError("--data takes a folder") }
    guard (1...1024).contains(threads) else { throw ValidationError("--threads takes a number from 1 to 1024") }
    guard (1970...9998).contains(month.year) else { throw ValidationError("--month lies outside 1970 to 9998") }
  }
}

/// A month read and measured.
struct MonthRun: Sendable {
  let programme: Programme
  let threads: Int
  let measured: MeasuredMonth

  init(_ options: MonthOptions, scorers: [any Scorer.Type]) throws {
    programme = try options.programme.load(scorers)
    threads = options.threads
    measured = try TalliedMonth(
      data: options.data, programme: programme, month: options.month, threads: options.threads
    ).measured(by: programme)
    guard !options.quiet else { return }
    for notice in measured.notices { StandardError.say("guildmark: note: \(notice)") }
    for input in measured.inputs where !input.badRows.isEmpty {
      let count = input.badRows.reduce(0) { $0 + $1.count }
      StandardError.say("guildmark: note: \(input.table): \(count) bad \(count == 1 ? "row" : "rows") set aside")
      for bad in measured.badRows.filter({ $0.table == input.table }).prefix(3) { StandardError.say("  \(bad)") }
      if count > 3 { StandardError.say("  … all of them are in bad_rows.csv of a report") }
    }
  }

  /// The month rated.
  ///
  /// - Complexity: works it out anew each time.
  var record: RatingRecord {
    rate(measured, by: programme, tool: Tool(name: "guildmark", version: Guildmark.version), threads: threads)
  }
}
