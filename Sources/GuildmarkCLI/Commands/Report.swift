import ArgumentParser
import Glibc
import RatingEngine
import RatingRecord
import ReportCards
import ScorerKit

struct Report: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the month's report cards.",
    discussion: """
      Into the folder --out go index.html (for the platform), guilds/<guild_id>.html and .md (one card a guild, to send \
      out), ratings.json, ratings.csv, measures.csv and bad_rows.csv. The folder appears when all is written; a report \
      that was there before is replaced.
      """)

  @OptionGroup var month: MonthOptions

  @OptionGroup var ledger: HistoryOptions

  @Option(help: "The folder to write into.", completion: .directory)
  var out: String

  @Option(help: "Write this guild's card only, and leave all else in --out as it is.")
  var guild: String?

  func validate() throws {
    guard !out.isEmpty else { throw ValidationError("--out takes a folder") }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    if let guild {
      let record = try MonthRun(month, scorers: scorers, standing: ledger.standing()).record()
      try writeCard(of: record.rating(of: guild), in: record)
    } else {
      // Looked at first: it would be a pity to find out after a long run.
      let folder = try OutputFolder(path: out)
      let run = try MonthRun(month, scorers: scorers, standing: ledger.standing())
      let appeals = try ledger.appeals(of: run.measured.month)
      say(try writeReport(run.record(), of: run, to: folder, named: out, appeals: appeals))
    }
  }

  private func writeCard(of guild: GuildRating, in record: RatingRecord) throws {
    let folder = "\(out)/guilds"
    try makeFolders(above: "\(folder)/")
    let place = "\(folder)/\(fileName(for: guild.guildID))"
    let card = ReportCard(of: guild, in: record, peers: PeerPoints(record))
    try writePages([("html", card.html), ("md", card.markdown)], at: place)
    say("the report card is \(printable(place)).html, and .md")
  }

  private func say(_ text: String) {
    if !month.quiet { StandardError.say("guildmark: \(text)") }
  }
}
