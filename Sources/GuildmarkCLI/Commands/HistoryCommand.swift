import ArgumentParser
import RatingLedger
import RatingRecord
import ReportCards
import ScorerKit

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show what was published, or one guild's months.")

  @Argument(help: "The guild's id; without one, every publication is listed.")
  var guild: String?

  @OptionGroup var ledger: LedgerOptions

  @Option(help: "table for people; json and csv for programs.")
  var format: Rate.Format = .table

  @ArgumentParser.Flag(
    name: .customLong("no-color"), help: "Write without colours, as is done anyway where there is no terminal.")
  var noColor = false

  func run() throws {
    let ledger = try Ledger(reading: ledger.ledger)
    let color = StandardOutput.usesColor && !noColor
    if let guild {
      let course = GuildCourse(guild: Identifier(guild), months: try ledger.months(of: Identifier(guild)))
      switch format {
      case .table: try StandardOutput.write(course.table(width: StandardOutput.width, color: color))
      case .csv: try StandardOutput.write(course.csv)
      case .json: try StandardOutput.write(course.json.bytes(expanding: 2) + "\n".utf8)
      }
    } else {
      let list = PublicationList(months: try ledger.months())
      switch format {
      case .table: try StandardOutput.write(list.table(width: StandardOutput.width, color: color))
      case .csv: try StandardOutput.write(list.csv)
      case .json: try StandardOutput.write(list.json.bytes(expanding: 2) + "\n".utf8)
      }
    }
  }
}
