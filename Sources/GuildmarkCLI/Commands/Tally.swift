import ArgumentParser
import FoundationEssentials
import RatingEngine
import RatingProgramme
import ScorerKit

struct Tally: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tally some rows of one table, for merging: a month's work in pieces.",
    discussion: """
      Writes tallies to standard output. Any part of any table's rows may be tallied anywhere, each part once; `merge` puts \
      the parts together, and `report`, `rate`, `measures` and `explain` take the whole with --tallies. Of the programme only \
      the scorers, their settings, the windows and the currency matter here; weights, curves, tiers and gates may change \
      afterwards.

        guildmark tally --programme P --month 2026-10 --table requests part-7.csv.gz > 7.tallies
        guildmark tally --programme P --month 2026-10 --table guilds guilds.csv > guilds.tallies
        guildmark merge *.tallies > 2026-10.tallies
        guildmark report --programme P --tallies 2026-10.tallies --out cards
      """)

  @OptionGroup var programme: ProgrammeOptions

  @Option(help: "The month to be rated, such as 2026-10.")
  var month: Month

  @Option(help: "The table that the rows are of, such as requests.")
  var table: String

  @Argument(
    help: "CSV files with a header each, plain or compressed by gzip or zstd; - is standard input.", completion: .file()
  )
  var files: [String]

  @Option(
    help: """
      A file with the table guilds: rows of unknown guilds are then set aside with their place. Without it that is judged \
      when the tallies are rated.
      """, completion: .file())
  var guilds: String?

  @Option(
    name: .customLong("fx-rates"), help: "A file with the table fx_rates, for amounts in other currencies.",
    completion: .file())
  var rates: String?

  @Option(
    help: "A file with the table corrections, to be applied while reading; the same for all pieces of a month.",
    completion: .file())
  var corrections: String?

  @Option(
    help: "A name for these rows, so that they can't be merged twice. By default each file has a digest of its rows.")
  var piece: String?

  @Option(help: "How many threads to read with; the tallies are the same for any number.")
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    try checkMonth(month)
    try checkThreads(threads)
    guard table != "guilds" || guilds == nil, table != "fx_rates" || rates == nil else {
      throw ValidationError("the table \(table) is given twice")
    }
    guard piece != "" else { throw ValidationError("--piece takes a name") }
    guard (files + [guilds, rates, corrections].compactMap(\.self)).count(where: { $0 == "-" }) < 2 else {
      throw ValidationError("standard input can be read once only")
    }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    try StandardOutput.refuseTerminal(for: "tallies")
    let partial = try Partial(
      files: files, of: table, guilds: guilds, rates: rates, corrections: corrections, knowing: tables(of: scorers),
      piece: piece, programme: programme.load(scorers), month: month, threads: threads)
    try StandardOutput.writeWhole(partial.bytes(tool: Guildmark.version))
  }
}
