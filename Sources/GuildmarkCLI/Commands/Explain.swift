import ArgumentParser
import RatingEngine
import RatingLedger
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

struct Explain: GuildmarkCommand {
  static let configuration = CommandConfiguration(abstract: "Say why a guild is rated as it is.")

  @Argument(help: "The guild's id.")
  var guild: String

  @OptionGroup var month: MonthOptions

  @OptionGroup var ledger: HistoryOptions

  func run(with scorers: [any Scorer.Type]) throws {
    let run = try MonthRun(month, scorers: scorers, standing: ledger.standing())
    var record = try run.record()
    // What the ledger has is no draft.
    if let ledger = try ledger.ledger.map(Ledger.init(reading:)),
      let published = try ledger.published(record, inputs: try run.inputsDigest())?.record
    {
      record = published
    }
    let rating = try record.rating(of: guild)
    try StandardOutput.write(
      explanation(of: rating, in: record, width: StandardOutput.width, color: month.usesColor))
  }
}

extension RatingRecord {
  /// - Throws: `EngineError.noSuchGuild` for a guild that is not in the month, with the nearest one that is.
  func rating(of guild: String) throws -> GuildRating {
    let id = Identifier(guild)
    if let rating = guilds.first(where: { $0.guildID == id }) { return rating }
    throw EngineError.noSuchGuild(
      guild, month: month, near: Guild.nearest(to: guild, among: guilds.map { ($0.guildID, $0.name) }), tables: [])
  }
}
