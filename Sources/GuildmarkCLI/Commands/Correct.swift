import ArgumentParser
import RatingEngine
import RatingRecord
import ReportCards
import ScorerKit

struct Correct: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct", abstract: "See what corrections change.", subcommands: [CorrectPreview.self])
}

struct CorrectPreview: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview", abstract: "Rate a month without and with corrections, and show what changes.",
    discussion: """
      Every guild is shown whose score, rank, tier or incentive changes, also one that no correction is about: its peers have \
      moved. With --proposed the corrections in force, those of --data, count before and after. Nothing is written anywhere.

        guildmark correct preview --programme P --data tables --proposed proposed.csv --month 2026-10
      """)

  @OptionGroup var month: MonthOptions

  @OptionGroup var ledger: HistoryOptions

  @Option(
    help: ArgumentHelp(
      "Corrections that are not in force yet, in the form of the table corrections: what they change, beside those that are. May be given several times.",
      valueName: "file"), completion: .file(extensions: ["csv"]))
  var proposed: [String] = []

  enum Part: String, CaseIterable, ExpressibleByArgument { case corrections, exemptions }

  @Option(
    help: "What the rating that it is compared with does without; may be given twice. By default the corrections.")
  var without: [Part] = []

  @Option(help: "table for people; json and csv for programs.")
  var format: Rate.Format = .table

  func validate() throws {
    guard month.tallies == nil else {
      throw ValidationError("tallies have their corrections in them; give --data, whose rows are read twice")
    }
    guard !proposed.contains("") else { throw ValidationError("--proposed takes a file") }
    guard proposed.isEmpty || without.isEmpty else {
      throw ValidationError("--proposed compares with what is in force, --without with less; give one of the two")
    }
    if let twice = proposed.first(where: { file in proposed.count { $0 == file } > 1 }) {
      throw ValidationError(
        twice == "-" ? "standard input can be read once only" : "--proposed names \(printable(twice)) twice")
    }
    // What is proposed is read for one of the two ratings alone.
    if let input = month.input.first(where: { $0.file == "-" }) {
      throw ValidationError(
        "standard input can be read once only, and the rows of \(printable(input.table)) are read twice")
    }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let after = try MonthRun(month, scorers: scorers, standing: ledger.standing(), proposed: proposed).record()
    let preview = Preview(
      comparison: RatingComparison(before: try recordWithout(scorers), after: after), without: leftOut)
    switch format {
    case .table: try StandardOutput.write(preview.table(width: StandardOutput.width, color: month.usesColor))
    case .json: try StandardOutput.write(preview.json.bytes(expanding: 2) + "\n".utf8)
    case .csv: try StandardOutput.write(preview.csv)
    }
  }

  private var leftOut: [Part] {
    guard proposed.isEmpty else { return [] }
    return without.isEmpty ? [.corrections] : Part.allCases.filter(without.contains)
  }

  private func recordWithout(_ scorers: [any Scorer.Type]) throws -> RatingRecord {
    do {
      return try MonthRun(
        month, scorers: scorers, standing: ledger.standing(), applying: { _ in !leftOut.contains(.corrections) },
        hasExemptions: !leftOut.contains(.exemptions), isQuiet: true
      ).record()
    } catch let error as EngineError {
      guard let failure = Failure(error) else { throw error }
      throw Failure(
        failure.code,
        "without \(proposed.isEmpty ? leftOut.map(\.rawValue).joined(separator: " and ") : "what is proposed") the month can't be rated: \(failure.message)"
      )
    }
  }
}
