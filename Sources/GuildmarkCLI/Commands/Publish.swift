import ArgumentParser
import RatingLedger
import RatingRecord
import ScorerKit

struct Publish: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rate a month and publish it in the ledger.",
    discussion: """
      A month is rated by the ledger's months before it. --provisional shows it to guilds and begins the days in which they may \
      ask for corrections, where the programme gives any; publishing it --provisional again replaces it. --final is for good, \
      and opens the next month. The same inputs and programme again change nothing.
      """)

  enum Degree: String, EnumerableFlag {
    case provisional
    case final

    var status: Status { self == .final ? .final : .provisional }

    static func help(for value: Degree) -> ArgumentHelp? {
      value == .final ? "For good." : "For guilds to look at; corrections may change it."
    }
  }

  @ArgumentParser.Flag(exclusivity: .exclusive)
  var degree: Degree

  @Option(help: "The day it is published, such as 2026-11-03.")
  var on: Day

  @OptionGroup var ledger: LedgerOptions

  @OptionGroup var month: MonthOptions

  @Option(help: "Write the report of it into this folder, as `report` does.", completion: .directory)
  var out: String?

  func validate() throws {
    guard out != "" else { throw ValidationError("--out takes a folder") }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let folder = try out.map { try OutputFolder(path: $0) }
    let ledger = try Ledger(writing: ledger.ledger)
    if let month = month.month {
      let corrections = try self.month.programme.load(scorers).publication.corrections
      try ledger.check(month, degree.status, on: on, corrections: corrections)
    }
    var standing = Standing(entries: [])
    let run = try MonthRun(month, scorers: scorers) {
      standing = try ledger.standing(before: $0)
      return standing.history
    }
    let outcome = try ledger.publish(
      PublicationRequest(
        record: run.record(), status: degree.status, on: on, inputs: run.inputsDigest(), bases: run.programme.bases,
        source: run.source,
        standing: standing))
    try ledger.close()
    // What is published has its report, also where nobody reads this any more.
    let said = Result { try StandardOutput.write(outcome.inWords) }
    if !month.quiet { for note in outcome.notes { StandardError.say("guildmark: note: \(note)") } }
    if let out, let folder {
      let words = try writeReport(outcome.record, of: run, to: folder, named: out)
      if !month.quiet { StandardError.say("guildmark: \(words)") }
    }
    try said.get()
  }
}

extension PublicationOutcome {
  /// What was done, for people.
  fileprivate var inWords: String {
    let place = "\(entry.status), version \(entry.version), on \(entry.on)"
    guard !isRepeat else {
      return "\(entry.month) is published so already: \(place). Nothing was changed.\n\(entry.digest)\n"
    }
    var lines = ["\(entry.month) is published: \(place).", entry.digest]
    lines.append("\(entry.rated) of \(counted(entry.guilds, "guild")) rated" + moves + grants + ".")
    if let until = entry.correctionsUntil {
      lines.append("Corrections may be asked for until \(until); it can be final from \(until.adding(1)).")
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
