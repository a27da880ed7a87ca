import ArgumentParser
import FoundationEssentials
import RatingEngine
import RatingLedger
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

struct Compare: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what one programme does to guilds that another does not.",
    discussion: """
      Both programmes decide on the same tables, which are read once. Every guild whose score, rank, tier or incentives change \
      is shown with the causes: which weight, curve, gate or window, by contributions that add up to the change. Further: who moves \
      from which tier to which, rank correlation, cost, and whom it hits by region, peer group and size.

        guildmark compare now.yaml next.yaml --data tables --month 2026-09 --month 2026-10
        guildmark compare now.yaml next.yaml --data tables --month 2026-10 --out comparison.html
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, csv, effects }

  @Argument(help: "The programme as it is (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var before: String

  @Argument(help: "The programme as it might be.", completion: .file(extensions: ["yaml", "yml"]))
  var after: String

  @Option(
    help: "The folder with each table's CSV: requests.csv, or a folder requests of such files; .gz and .zst too.",
    completion: .directory)
  var data: String?

  @Option(
    help: "Tallies that `merge` or `tally` has written, in place of --data. May be given several times, once a month.",
    completion: .file())
  var tallies: [String] = []

  @Option(
    help: ArgumentHelp(
      "A table's file in place of the folder's, such as requests=- for standard input. May be given several times.",
      valueName: "table=file"))
  var input: [TableInput] = []

  @Option(help: "The month, such as 2026-10. May be given several times. Tallies know theirs.")
  var month: [Month] = []

  @OptionGroup var ledger: HistoryOptions

  @Option(
    help: """
      table for people; json is everything; csv a row a month and guild with its standings and causes; effects a row a guild and \
      part of the change.
      """)
  var format: Format = .table

  @Option(
    help: "Write a page with pictures to this file too, which ends in .html.", completion: .file(extensions: ["html"]))
  var out: String?

  @Option(help: "How many threads to work with; results are the same for any number.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @ArgumentParser.Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  @ArgumentParser.Flag(
    name: .customLong("no-color"), help: "Write without colours, as is done anyway where there is no terminal.")
  var noColor = false

  func validate() throws {
    guard data != "", !tallies.contains("") else { throw ValidationError("--data takes a folder, --tallies a file") }
    guard (data == nil) != tallies.isEmpty else {
      throw ValidationError("give --data FOLDER, or --tallies FILE: one of the two")
    }
    guard data == nil || !month.isEmpty else { throw ValidationError("Missing expected argument '--month <month>'") }
    guard data != nil || month.isEmpty else { throw ValidationError("--month goes with --data; tallies know theirs") }
    guard input.isEmpty || data != nil else { throw ValidationError("--input goes with --data") }
    if let twice = month.first(where: { month in self.month.count { $0 == month } > 1 }) {
      throw ValidationError("--month names \(twice) twice")
    }
    guard month.count < 2 || !input.contains(where: { $0.file == "-" }) else {
      throw ValidationError("standard input can be read once only, and each month reads the tables")
    }
    guard tallies.count(where: { $0 == "-" }) < 2 else { throw ValidationError("standard input can be read once only") }
    guard before != "-", after != "-" else { throw ValidationError("programmes are read from files") }
    if let out, !out.hasSuffix(".html") || out.hasSuffix("/.html") || out == ".html" {
      throw ValidationError("--out takes a file that ends in .html")
    }
    try checkInputs(input)
    try checkThreads(threads)
    for month in month { try checkMonth(month) }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let one = try Programme.load(path: before, scorers: scorers)
    let two = try Programme.load(path: after, scorers: scorers).namingExemptions(as: one)
    try ProgrammeComparison.check(one, two, sources: (before, after))
    let standing = try ledger.standing()
    let benches = try workbenches([one, two], scorers, standing)
    if !quiet { for bench in benches { sayNotes(try bench.measured(by: one), []) } }
    let comparison = try ProgrammeComparison(one, two, sources: (before, after), months: benches)
    if let out {
      let place = String(out.dropLast(".html".count))
      try makeFolders(above: place)
      try writePages([("html", comparisonHTML(comparison))], at: place)
      if !quiet { StandardError.say("guildmark: the page is \(printable(out))") }
    }
    switch format {
    case .table:
      try StandardOutput.write(
        comparisonText(comparison, width: StandardOutput.width, color: !noColor && StandardOutput.usesColor))
    case .json: try StandardOutput.write(comparison.jsonBytes)
    case .csv: try StandardOutput.write(comparisonCSV(comparison))
    case .effects: try StandardOutput.write(comparisonEffectsCSV(comparison))
    }
  }

  private func workbenches(
    _ programmes: [Programme], _ scorers: [any Scorer.Type], _ standing: (Month, _ threads: Int) throws -> Standing?
  ) throws -> [Workbench] {
    if let data {
      return try month.sorted().map { month in
        try Workbench(
          data: data, inputs: Dictionary(grouping: input, by: \.table).mapValues { $0.map(\.file) },
          knowing: tables(of: scorers), programmes: programmes, month: month,
          after: standing(month, threads)?.history ?? .none, threads: threads)
      }
    }
    let benches = try tallies.map { file -> Workbench in
      let partial = try Partial(path: file, scorers: scorers)
      return try Workbench(
        partial, named: file, programmes: programmes, month: partial.month,
        after: standing(partial.month, threads)?.history ?? .none, threads: threads)
    }.sorted { $0.month < $1.month }
    if let twice = zip(benches, benches.dropFirst()).first(where: { $0.month == $1.month }) {
      throw ValidationError("two of the tallies are of \(twice.0.month)")
    }
    return benches
  }
}
