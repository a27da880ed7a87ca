import ArgumentParser
import FoundationEssentials
import RatingEngine
import RatingLedger
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

  func load(_ scorers: [any Scorer.Type]) throws -> Programme { try loadWithSource(scorers).programme }

  /// With its file's bytes; `nil` without a file.
  func loadWithSource(_ scorers: [any Scorer.Type]) throws -> (programme: Programme, source: [UInt8]?) {
    guard let programme else {
      let standard = Programme.standard(scorers: scorers)
      guard !standard.scorers.isEmpty else {
        throw Failure(.usage, "every scorer measures what a programme declares; name one with --programme")
      }
      return (standard, nil)
    }
    let source = try Programme.source(path: programme)
    return (try Programme.read(source, file: programme, scorers: scorers), source)
  }
}

/// A table's file in place of that in the folder: `requests=-`.
struct TableInput: ExpressibleByArgument {
  let table: String
  let file: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    (table, file) = (String(parts[0]), String(parts[1]))
  }
}

/// What a month is rated from.
struct MonthOptions: ParsableArguments {
  @OptionGroup var programme: ProgrammeOptions

  @Option(
    help: "The folder with each table's CSV: requests.csv, or a folder requests of such files; .gz and .zst too.",
    completion: .directory)
  var data: String?

  @Option(
    help: "Tallies that `merge` or `tally` has written, in place of --data; - is standard input.", completion: .file())
  var tallies: String?

  @Option(
    help: ArgumentHelp(
      "A table's file in place of the folder's, such as requests=- for standard input. May be given several times.",
      valueName: "table=file"))
  var input: [TableInput] = []

  @Option(name: .customLong("month"), help: "The month to rate, such as 2026-10. Tallies know theirs.")
  var months: [Month] = []

  var month: Month? { months.last }

  @Option(help: "How many threads to work with; results are the same for any number.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @ArgumentParser.Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  @ArgumentParser.Flag(
    name: .customLong("no-color"), help: "Write without colours, as is done anyway where there is no terminal.")
  var noColor = false

  var usesColor: Bool { !noColor && StandardOutput.usesColor }

  func validate() throws {
    guard data != "", tallies != "" else { throw ValidationError("--data takes a folder, --tallies a file") }
    guard (data == nil) != (tallies == nil) else {
      throw ValidationError("give --data FOLDER, or --tallies FILE: one of the two")
    }
    guard months.count < 2 else {
      throw ValidationError("--month is given \(months.count) times, and one month is rated; compare takes several")
    }
    if data != nil, month == nil { throw ValidationError("Missing expected argument '--month <month>'") }
    guard input.isEmpty || data != nil else { throw ValidationError("--input goes with --data") }
    try checkInputs(input)
    try checkThreads(threads)
    if let month { try checkMonth(month) }
  }

  /// The first half of the way, however it is to be gone.
  ///
  /// - Parameters:
  ///   - proposed: files of corrections besides those of the folder.
  ///   - applies: which of all these are applied; those of tallies are in them.
  func tallied(
    _ programme: Programme, scorers: [any Scorer.Type], proposed: [String] = [],
    applying applies: (Correction) -> Bool = { _ in true }
  ) throws -> TalliedMonth {
    if let tallies {
      let partial = try Partial(path: tallies, scorers: scorers)
      return try TalliedMonth(
        partial, named: tallies, programme: programme, month: month ?? partial.month)
    }
    guard let data, let month else { throw ValidationError("--data and --month go together") }
    return try TalliedMonth(
      data: data, inputs: Dictionary(grouping: input, by: \.table).mapValues { $0.map(\.file) },
      proposed: proposed, knowing: tables(of: scorers), applying: applies, programme: programme, month: month,
      threads: threads)
  }
}

func checkInputs(_ input: [TableInput]) throws {
  let files = input.map(\.file)
  if let twice = files.first(where: { file in files.count { $0 == file } > 1 }) {
    throw ValidationError(
      twice == "-" ? "standard input can be read once only" : "--input names \(printable(twice)) twice")
  }
}

/// That any of the scorers reads.
func tables(of scorers: [any Scorer.Type]) -> [Table] { scorers.flatMap { $0.reads.map(\.table) } }

func checkThreads(_ threads: Int) throws {
  guard (1...1024).contains(threads) else { throw ValidationError("--threads takes a number from 1 to 1024") }
}

func checkMonth(_ month: Month) throws {
  guard (1970...9998).contains(month.year) else { throw ValidationError("--month lies outside 1970 to 9998") }
}

/// What whoever runs a month should know of its tables.
func sayNotes(_ measured: MeasuredMonth, _ notes: [String]) {
  for notice in measured.notices + notes { StandardError.say("guildmark: note: \(notice)") }
  for input in measured.inputs where !input.badRows.isEmpty {
    let count = input.badRows.reduce(0) { $0 + $1.count }
    StandardError.say("guildmark: note: \(input.table): \(count) bad \(count == 1 ? "row" : "rows") set aside")
    for bad in measured.badRows.filter({ $0.table == input.table }).prefix(3) { StandardError.say("  \(bad)") }
    if count > 3 { StandardError.say("  … all of them are in bad_rows.csv of a report") }
  }
}

/// A month read and measured, and what was published before it.
struct MonthRun: Sendable {
  let programme: Programme
  /// The bytes of the programme's file.
  let source: [UInt8]?
  let threads: Int
  private let tallied: TalliedMonth
  let measured: MeasuredMonth
  /// What the ledger says before the month; `nil` without one.
  let standing: Standing?
  private let isQuiet: Bool

  var history: History { standing?.history ?? .none }
  /// Whether there are tables of events, and none has an event of the month.
  var hasNoEvents: Bool { tallied.hasNoEvents }

  /// - Parameters:
  ///   - standing: asked once it is known which month is rated.
  ///   - proposed: files of corrections besides those of the folder.
  ///   - applies: which of all these are applied.
  ///   - hasExemptions: whether those of the programme are.
  ///   - isQuiet: whether nothing is said on standard error, whatever the options have.
  init(
    _ options: MonthOptions, scorers: [any Scorer.Type],
    standing: (Month, _ threads: Int) throws -> Standing? = { _, _ in nil }, proposed: [String] = [],
    applying applies: (Correction) -> Bool = { _ in true }, hasExemptions: Bool = true, isQuiet: Bool = false
  ) throws {
    var (programme, source) = try options.programme.loadWithSource(scorers)
    if !hasExemptions { programme.exemptions = [] }
    (self.programme, self.source) = (programme, source)
    threads = options.threads
    self.isQuiet = isQuiet || options.quiet
    tallied = try options.tallied(programme, scorers: scorers, proposed: proposed, applying: applies)
    measured = try tallied.measured(by: programme, threads: threads)
    self.standing = try standing(measured.month, threads)
    guard !self.isQuiet else { return }
    let notes = self.standing?.notes(on: measured.month, programme: programme.digest) ?? []
    sayNotes(measured, notes)
  }

  /// All that the tables were read with.
  var corrections: [Correction] { tallied.correctionsRead }

  /// Of what the inputs add up to.
  ///
  /// - Throws: `EngineError`.
  func inputsDigest() throws -> String { try tallied.digest() }

  /// The month rated.
  ///
  /// - Complexity: works it out anew each time.
  ///
  /// - Throws: `EngineError`.
  func record() throws -> RatingRecord {
    if programme.goesByHistory, history.months.isEmpty, !isQuiet {
      StandardError.say("guildmark: note: \(nothingToGoBy)")
    }
    return try rate(
      measured, by: programme, after: history, tool: Tool(name: "guildmark", version: Guildmark.version),
      threads: threads)
  }

  private var nothingToGoBy: String {
    let consequence = "so movement and growth have nothing to go by"
    guard let standing else { return "no earlier month is known, \(consequence); a --ledger has them" }
    guard standing.latest(before: measured.month) != nil else {
      return "nothing is published before \(measured.month.title), \(consequence)"
    }
    return "nothing is published for good of the \(History.reach) months before \(measured.month.title), \(consequence)"
  }
}
