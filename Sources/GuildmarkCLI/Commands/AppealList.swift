import ArgumentParser
import RatingEngine
import RatingLedger
import RatingRecord
import ReportCards
import ScorerKit

extension AppealCommand {
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List appeals.")

    @OptionGroup var ledger: LedgerOptions

    @Option(help: "Only those about this month, such as 2026-10.")
    var month: Month?

    @Option(help: "Only those of this guild.")
    var guild: String?

    @ArgumentParser.Flag(help: "Only those that are neither decided nor withdrawn.")
    var open = false

    @Option(help: "A day such as 2026-12-01, as of which open ones are late or not.")
    var on: Day?

    @Option(help: "table for people; json and csv for programs.")
    var format: Rate.Format = .table

    @ArgumentParser.Flag(
      name: .customLong("no-color"), help: "Write without colours, as is done anyway where there is no terminal.")
    var noColor = false

    func run() throws {
      let appeals = try Ledger(reading: ledger.ledger).appeals().filter { appeal in
        (month == nil || appeal.against.month == month) && (guild.map { appeal.guild == Identifier($0) } ?? true)
          && (!open || appeal.state == .open)
      }
      switch format {
      case .table: try StandardOutput.write(table(appeals))
      case .csv: try StandardOutput.write(csv(appeals))
      case .json:
        let json = JSON.object([
          ("schema", .string("guildmark/appeals/1")), ("appeals", .array(appeals.map { $0.json(on: on) })),
        ])
        try StandardOutput.write(json.bytes(expanding: 2) + "\n".utf8)
      }
    }

    private func table(_ appeals: [Appeal]) -> String {
      guard !appeals.isEmpty else { return "There are no such appeals.\n" }
      var table = TerminalTable(["Appeal", "Month", "Guild", "Opened", "Decide by", "State", "About"])
      for appeal in appeals {
        let late = appeal.daysLate(on: on).map { ", \($0) d late" } ?? ""
        table.append([
          appeal.id, "\(appeal.against.month) v\(appeal.against.version)", visibleName(appeal.guild.description),
          "\(appeal.opened.on)", appeal.decideBy.map { "\($0)" } ?? "–", appeal.state.rawValue + late,
          appeal.measures.map(\.spelled).joined(separator: ", "),
        ])
      }
      return table.text(width: StandardOutput.width, color: StandardOutput.usesColor && !noColor)
    }

    private func csv(_ appeals: [Appeal]) -> [UInt8] {
      let header =
        "appeal,month,version,guild_id,opened_on,decide_by,state,closed_on,days_late,measures,rows,corrections,revision,digest\n"
      return appeals.reduce(into: Array(header.utf8)) { bytes, appeal in
        CSV.append(
          [
            .text(appeal.id), .text(appeal.against.month.description), .integer(Int64(appeal.against.version)),
            .text(appeal.guild.description), .text(appeal.opened.on.description),
            .text(appeal.decideBy?.description), .text(appeal.state.rawValue),
            .text(appeal.events.count > 1 ? appeal.events.last?.on.description : nil),
            .integer(appeal.daysLate(on: on)), .text(appeal.measures.map(\.spelled).joined(separator: " ")),
            .integer(Int64(appeal.rows.count)), .integer(Int64(appeal.decision?.corrections.count ?? 0)),
            .integer((appeal.revision?.version).map(Int64.init)), .text(appeal.events.last?.digest),
          ], to: &bytes)
      }
    }
  }
}

extension Appeal {
  /// - Parameter day: as of which an open one is late or not.
  func json(on day: Day?) -> JSON {
    .object([
      ("appeal", .string(id)), ("guild_id", .text(guild)), ("state", .string(state.rawValue)),
      ("against", against.json), ("measures", .array(measures.map { .string($0.spelled) })),
      (
        "rows", .array(rows.map { .object([("table", .string($0.table)), ("row_key", .text($0.key))]) })
      ),
      ("decide_by", .optional(decideBy?.description)), ("days_late", .optional(daysLate(on: day))),
      ("decided_by", .optional(decision?.decidedBy)),
      ("corrections", .array((decision?.corrections ?? []).map(\.json))),
      ("revision", .optional(revision) { $0.json }), ("events", .array(events.map(\.json))),
    ])
  }
}

extension Appeal.Version {
  fileprivate var json: JSON {
    .object([
      ("month", .string(month.description)), ("version", .count(version)), ("digest", .string(digest)),
    ])
  }
}

extension AppealEvent {
  fileprivate var json: JSON {
    .object([
      ("event", .count(number)), ("kind", .string(kind.rawValue)), ("on", .string(on.description)),
      ("reason", .string(reason)), ("publication", .string(publication)), ("previous", .optional(previous)),
      ("digest", .string(digest)),
    ])
  }
}

extension Correction {
  fileprivate var json: JSON {
    let (action, column, value): (String, JSON, JSON) =
      switch self.action {
      case .setAside: ("set_aside", .null, .null)
      case .amend(let column, let value): ("amend", .string(column), .text(value))
      }
    return .object([
      ("table", .string(table)), ("row_key", .text(rowKey)), ("action", .string(action)), ("column", column),
      ("value", value), ("reason", .string(reason)), ("decided_by", .string(decidedBy)),
      ("decided_on", .string(decidedOn)),
    ])
  }
}
