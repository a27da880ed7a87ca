import ArgumentParser
import RatingLedger
import RatingRecord
import ScorerKit

struct Publish: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rate a month and publish it in the ledger.",
    usage: """
      guildmark publish (--provisional | --final | --revision --appeal <id>) --on <day> --ledger <ledger> [--programme <programme>] \
      (--data <data> --month <month> | --tallies <tallies>) [--out <out>] [<option> ...]
      """,
    discussion: """
      A month is rated by the ledger's months before it. --provisional shows it to guilds and begins the days in which they may \
      ask for corrections, where the programme gives any; publishing it --provisional again replaces it. --final is for good, \
      and opens the next month. --revision publishes a final month anew, for appeals that were upheld, with their corrections in \
      the data; the version before is kept. The same inputs and programme again change nothing, unless --again is given.
      """)

  enum Degree: String, EnumerableFlag {
    case provisional
    case final
    case revision

    var status: Status { self == .provisional ? .provisional : .final }

    static func help(for value: Degree) -> ArgumentHelp? {
      switch value {
      case .provisional: "For guilds to look at; corrections may change it."
      case .final: "For good."
      case .revision: "A final month anew, for appeals that were upheld."
      }
    }
  }

  @ArgumentParser.Flag(exclusivity: .exclusive)
  var degree: Degree

  @Option(help: "The day it is published, such as 2026-11-03.")
  var on: Day

  @Option(help: ArgumentHelp("An appeal that a revision is made for. May be given several times.", valueName: "id"))
  var appeal: [String] = []

  @ArgumentParser.Flag(
    help: "Publish what is nothing new: as it was on another day, or as in a version that was replaced.")
  var again = false

  @ArgumentParser.Flag(
    name: .customLong("skip-months"), help: "Leave out the months since the last one; they can't be published later.")
  var skipsMonths = false

  @ArgumentParser.Flag(
    name: .customLong("other-changes"),
    help: "Revise although more has changed in the tables than what was decided with the appeals.")
  var allowsOtherChanges = false

  @OptionGroup var ledger: LedgerOptions

  @OptionGroup var month: MonthOptions

  @Option(help: "Write the report of it into this folder, as `report` does.", completion: .directory)
  var out: String?

  func validate() throws {
    guard out != "" else { throw ValidationError("--out takes a folder") }
    guard (degree == .revision) != appeal.isEmpty else {
      throw ValidationError("--revision and --appeal go together: a revision is made for appeals that were upheld")
    }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let folder = try out.map { try OutputFolder(path: $0) }
    let ledger = try Ledger(writing: ledger.ledger)
    if let month = month.month {
      let programme = try self.month.programme.load(scorers)
      if degree == .revision {
        try ledger.checkRevision(of: month, for: appeal, on: on, programme: programme.digest)
      } else {
        try ledger.check(
          month, degree.status, on: on, corrections: programme.publication.corrections, programme: programme.digest,
          skippingMonths: skipsMonths)
      }
    }
    let isOld = try ledger.isOfEarlierVersion()
    let run = try MonthRun(month, scorers: scorers) {
      try ledger.standing(before: $0, threads: $1, revising: degree == .revision)
    }
    guard !run.hasNoEvents else {
      throw Failure(
        .data,
        "no event of any table is dated in \(run.measured.month.title), so there is nothing to publish; "
          + "is it the right month, and a whole export?")
    }
    var request = PublicationRequest(
      record: try run.record(), status: degree.status, on: on, inputs: try run.inputsDigest(),
      bases: run.programme.bases, source: run.source, standing: run.standing ?? Standing(entries: []))
    (request.again, request.skippingMonths, request.threads) = (again, skipsMonths, run.threads)
    request.corrections = run.corrections
    if degree == .revision {
      request.revising = appeal
      if !allowsOtherChanges { try checkNothingElse(request, run, ledger, scorers) }
    }
    let outcome = try ledger.publish(request)
    let appeals = try ledger.appealsSummary(of: outcome.entry.month)
    let open = try ledger.appeals().filter { $0.against.month == outcome.entry.month && $0.state == .open }.map(\.id)
    if degree == .final, !open.isEmpty, !month.quiet {
      StandardError.say(
        "guildmark: note: \(counted(open.count, "appeal")) about \(outcome.entry.month) \(open.count == 1 ? "is" : "are") still open: "
          + open.joined(separator: ", "))
    }
    try ledger.close()
    if isOld, !outcome.isRepeat { sayMigrated(self.ledger.ledger) }
    try tell(outcome, of: run, appeals, folder)
  }

  /// That without the corrections decided with the appeals the tables are those that the month was last published from: a
  /// revision changes nothing that nobody has appealed against.
  private func checkNothingElse(
    _ request: PublicationRequest, _ run: MonthRun, _ ledger: Ledger, _ scorers: [any Scorer.Type]
  ) throws {
    let published = request.standing.latest(of: request.record.month)
    guard let latest = published, latest.inputsDigest != request.inputs else { return }
    let names = appeal.joined(separator: " and ")
    let consent = "or give --other-changes where they are meant"
    guard month.tallies == nil, !month.input.contains(where: { $0.file == "-" }) else {
      throw Failure(
        .data,
        "what has changed besides the corrections decided with \(names) can't be told from tallies or standard input; "
          + "give --data and files, \(consent)")
    }
    let decided = try ledger.corrections(since: latest, or: appeal)
    let before = try month.tallied(run.programme, scorers: scorers) { !decided.contains($0) }
    guard try before.digest() == latest.inputsDigest else {
      throw Failure(
        .data,
        "\(latest.month) was published from other tables: they differ by more than the corrections decided with \(names); "
          + "put back what they were, and the corrections of then, \(consent)")
    }
  }

  /// What is kept comes first: whoever reads standard output may have gone.
  private func tell(
    _ outcome: PublicationOutcome, of run: MonthRun, _ appeals: AppealsSummary?, _ folder: OutputFolder?
  ) throws {
    let words = outcome.inWords(askedFor: on)
    guard let out, let folder else { return try StandardOutput.write(words) }
    let report: String
    do {
      report = try writeReport(outcome.record, of: run, to: folder, named: out, appeals: appeals)
    } catch {
      // It is published all the same.
      try? StandardOutput.write(words)
      throw error
    }
    if !month.quiet { StandardError.say("guildmark: \(report)") }
    try StandardOutput.write(words)
  }
}

extension PublicationOutcome {
  /// What was done, for people.
  ///
  /// - Parameter day: the day that was asked for.
  fileprivate func inWords(askedFor day: Day) -> String {
    let place =
      "\(entry.status), version \(entry.version)\(entry.revises == nil ? "" : ", a revision"), on \(entry.on)"
    guard !isRepeat else {
      let bears = "It bears the day \(entry.on), not \(day)"
      let other = entry.status == .final ? "\(bears).\n" : "\(bears); --again publishes it anew.\n"
      return "\(entry.month) is published so already: \(place). Nothing was changed.\n\(entry.digest)\n"
        + (entry.on == day ? "" : other)
    }
    var lines = ["\(entry.month) is published: \(place).", entry.digest]
    lines.append("\(entry.rated) of \(counted(entry.guilds, "guild")) rated" + moves + grants + ".")
    if let until = entry.correctionsUntil {
      lines.append("Corrections may be asked for until \(until); it can be final from \(until.adding(1)).")
    }
    if let until = entry.appealsUntil { lines.append("Appeals may be opened until \(until).") }
    if entry.revises != nil, let publication = record.publication {
      lines.append("For \(publication.appeals.joined(separator: ", ")); the version before is kept.")
    }
    if let (former, differences) = replaced {
      let what = differences.first == nil ? "the same of every guild" : differences.description
      lines.append("Takes the place of version \(former.version), \(former.status): \(what).")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var moves: String { "; \(entry.movedUp) moved up and \(entry.movedDown) down" }

  private var grants: String {
    entry.granted.map { "; \(moneyText($0, entry.programme.currency)) of incentives granted" } ?? ""
  }
}
