import ArgumentParser
import RatingEngine
import RatingLedger
import RatingRecord
import ReportCards
import ScorerKit

struct StatementCommand: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    commandName: "statement", abstract: "Write a guild's statement of reasons, with the programme's text.",
    discussion: """
      One page for one guild and month, to send out when it asks why: the rating, each gate and movement rule, the measures that \
      decided it, adjustments, corrections, incentives, the programme's text, and who decides appeals until when. With \
      --ledger it says whether these are the published figures, and which version is.
      """)

  @Argument(help: "The guild's id.")
  var guild: String

  @OptionGroup var month: MonthOptions

  @OptionGroup var ledger: HistoryOptions

  @Option(help: "The folder to write into: GUILD-MONTH-statement.html, and .md.", completion: .directory)
  var out: String

  func validate() throws {
    guard !out.isEmpty else { throw ValidationError("--out takes a folder") }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let run = try MonthRun(month, scorers: scorers, standing: ledger.standing())
    var (record, source) = (try run.record(), run.source)
    var place: Statement.Place?
    if let ledger = try ledger.ledger.map(Ledger.init(reading:)),
      let figures = try ledger.published(record, inputs: try run.inputsDigest())
    {
      let latest = figures.latest
      place = Statement.Place(
        digest: latest.digest, publication: latest.publication, former: figures.former?.publication)
      if let published = figures.record {
        record = published
        source = try ledger.programmeSource(of: latest)
      }
    }
    let rating = try record.rating(of: guild)
    let statement = Statement(of: rating, in: record, peers: PeerPoints(record), place: place, source: source)
    let file = "\(out)/\(fileName(for: rating.guildID))-\(record.month)-statement"
    try makeFolders(above: file)
    try writePages([("html", statement.html), ("md", statement.markdown)], at: file)
    if !month.quiet { StandardError.say("guildmark: the statement of reasons is \(printable(file)).html, and .md") }
  }
}
