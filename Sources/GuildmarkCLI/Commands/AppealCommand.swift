import ArgumentParser
import RatingEngine
import RatingLedger
import RatingRecord
import ReportCards
import ScorerKit

struct AppealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeal", abstract: "Open an appeal against a published rating, decide it, look at it.",
    discussion: """
      An appeal is against a month's last version, on the grounds of measures and rows. What happens to it is kept in the \
      ledger for good, each event with the digest of the one before. What is upheld after a month is final makes a revision \
      of it: guildmark publish --revision --appeal A1.
      """,
    subcommands: [Open.self, Decide.self, Withdraw.self, List.self, Show.self, Corrections.self])

  struct Open: GuildmarkCommand {
    static let configuration = CommandConfiguration(
      abstract: "Open a guild's appeal.",
      discussion: """
        A row is named by its table and its key, such as requests:r17; several key columns are joined by |, and a \\ stands \
        before a | or \\ of theirs.
        """)

    @Argument(help: "The guild's id.")
    var guild: String

    @Option(help: "The month whose rating it is about, such as 2026-10.")
    var month: Month

    @Option(help: "A measure that is held to be wrong, as scorer.measure. May be given several times.")
    var measure: [String] = []

    @Option(help: ArgumentHelp("A row behind it. May be given several times.", valueName: "table:key"))
    var row: [String] = []

    @Option(help: "A CSV file of rows, with the columns table and row_key.", completion: .file(extensions: ["csv"]))
    var rows: String?

    @Option(help: "Why, in the guild's words.")
    var reason: String

    @Option(help: "The day it is opened, such as 2026-11-20.")
    var on: Day

    @OptionGroup var ledger: LedgerOptions

    func run(with scorers: [any Scorer.Type]) throws {
      let rows = try groundRows(row, file: rows, scorers: scorers)
      let appeal = try inLedger(ledger) {
        try $0.openAppeal(
          AppealRequest(guild: guild, month: month, measures: measure, rows: rows, reason: reason, on: on))
      }
      var lines = ["\(appeal.id): opened on \(appeal.opened.on), against \(month), version \(appeal.against.version)."]
      lines.append(appeal.opened.digest)
      if let day = appeal.decideBy { lines.append("It is to be decided by \(day).") }
      try StandardOutput.write(lines.map { $0 + "\n" }.joined())
    }
  }

  struct Decide: GuildmarkCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide an appeal, with reasons.",
      discussion: """
        The corrections it leads to are given in the form of the table corrections, and kept with the decision. They count \
        when they are in the data: guildmark appeal corrections writes them.
        """)

    @Argument(help: "The appeal's id, such as A1.")
    var id: String

    @Option(help: "upheld, partly or rejected.")
    var outcome: String

    @Option(help: "Why.")
    var reason: String

    @Option(name: .customLong("decided-by"), help: "Who decided.")
    var decidedBy: String

    @Option(help: "The day of the decision, such as 2026-11-28.")
    var on: Day

    @Option(
      help: "The corrections it leads to: CSV in the form of the table corrections.",
      completion: .file(extensions: ["csv"]))
    var corrections: String?

    @OptionGroup var ledger: LedgerOptions

    func run(with scorers: [any Scorer.Type]) throws {
      guard let outcome = Appeal.Outcome(rawValue: outcome) else {
        throw Failure(.data, "the outcome cannot be \(printable(outcome)); write upheld, partly or rejected")
      }
      let corrections = try corrections.map { try readCorrections(path: $0, of: knownTables(scorers)) } ?? []
      if let file = self.corrections, corrections.isEmpty {
        throw Failure(.data, "\(printable(file)) holds no correction")
      }
      let appeal = try inLedger(ledger) {
        try $0.decideAppeal(
          id, outcome, reason: reason, decidedBy: decidedBy, on: on, corrections: corrections)
      }
      var lines = ["\(appeal.id): decided on \(on): \(appeal.state.inWords)."]
      lines += appeal.decision.map { [$0.event.digest] } ?? []
      if !corrections.isEmpty { lines.append("\(counted(corrections.count, "correction")) kept with it.") }
      if let days = appeal.daysLate(), let day = appeal.decideBy {
        lines.append("It was to be decided by \(day): late by \(counted(Int(days), "day")).")
      }
      try StandardOutput.write(lines.map { $0 + "\n" }.joined())
    }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Withdraw an appeal that is open.")

    @Argument(help: "The appeal's id, such as A1.")
    var id: String

    @Option(help: "Why.")
    var reason: String

    @Option(help: "The day it is withdrawn, such as 2026-11-22.")
    var on: Day

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
      let appeal = try inLedger(ledger) { try $0.withdrawAppeal(id, reason: reason, on: on) }
      try StandardOutput.write("\(appeal.id): withdrawn on \(on).\n\(appeal.withdrawn?.digest ?? "")\n")
    }
  }

  struct Corrections: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write all corrections that were decided, as a file of corrections for the data folder.")

    @Option(help: "Only those about this month, such as 2026-10.")
    var month: Month?

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
      let decided = try Ledger(reading: ledger.ledger).appeals().filter { month == nil || $0.against.month == month }
      var seen: Set<Correction> = []
      let corrections = decided.flatMap { $0.decision?.corrections ?? [] }.filter { seen.insert($0).inserted }
      try StandardOutput.write(correctionsCSV(corrections))
    }
  }
}

/// Writes in a ledger, and says so where that took an earlier version's further.
private func inLedger(_ options: LedgerOptions, _ body: (Ledger) throws -> Appeal) throws -> Appeal {
  let ledger = try Ledger(writing: options.ledger)
  let isOld = try ledger.isOfEarlierVersion()
  let appeal = try body(ledger)
  try ledger.close()
  if isOld { sayMigrated(options.ledger) }
  return appeal
}

/// Once, when it has happened.
func sayMigrated(_ ledger: String) {
  StandardError.say(
    "guildmark: note: \(printable(ledger)) was made by an earlier guildmark, and now has tables for appeals; that one can't read it any more"
  )
}
