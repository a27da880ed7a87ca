import ArgumentParser
import RatingEngine
import RatingLedger
import RatingRecord
import ReportCards

extension AppealCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show an appeal: grounds, decision, and what came of it.")

    enum Format: String, CaseIterable, ExpressibleByArgument { case text, json }

    @Argument(help: "The appeal's id, such as A1.")
    var id: String

    @OptionGroup var ledger: LedgerOptions

    @Option(help: "text for people; json for programs.")
    var format: Format = .text

    @ArgumentParser.Flag(
      name: .customLong("no-color"), help: "Write without colours, as is done anyway where there is no terminal.")
    var noColor = false

    func run() throws {
      let ledger = try Ledger(reading: ledger.ledger)
      let appeal = try ledger.appeal(id)
      let story = AppealStory(
        appeal: appeal, before: try ledger.figures(appeal, in: appeal.against),
        after: try appeal.revision.flatMap { try ledger.figures(appeal, in: $0) })
      switch format {
      case .text:
        let color = StandardOutput.usesColor && !noColor
        try StandardOutput.write(story.text(width: StandardOutput.width, color: color))
      case .json: try StandardOutput.write(story.json.bytes(expanding: 2) + "\n".utf8)
      }
    }
  }
}
