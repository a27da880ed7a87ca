import ArgumentParser
import RatingRecord
import ReportCards
import ScorerKit

struct Rate: GuildmarkCommand {
  static let configuration = CommandConfiguration(abstract: "Show the league table of a month.")

  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json, csv }

  @OptionGroup var month: MonthOptions

  @OptionGroup var ledger: HistoryOptions

  @Option(help: "table for people; json is the whole record, as in ratings.json; csv a row a guild.")
  var format: Format = .table

  func run(with scorers: [any Scorer.Type]) throws {
    let record = try MonthRun(month, scorers: scorers, standing: ledger.standing()).record()
    switch format {
    case .table: try StandardOutput.write(leagueTable(record, width: StandardOutput.width, color: month.usesColor))
    case .json: try StandardOutput.write(record.jsonBytes)
    case .csv: try StandardOutput.write(ratingsCSV(record))
    }
  }
}
