import ArgumentParser
import RatingLedger
import RatingRecord
import ScorerKit

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// The ledger that a rating goes by.
struct HistoryOptions: ParsableArguments {
  @Option(
    help: "The ledger whose published months decide on movement, trends and growth; it is only read.",
    completion: .file())
  var ledger: String?

  func validate() throws {
    guard ledger != "" else { throw ValidationError("--ledger takes a file") }
  }

  /// What became of appeals about a month, and about those before it; `nil` without a ledger.
  func appeals(of month: Month) throws -> AppealsSummary? {
    try ledger.map(Ledger.init(reading:))?.appealsSummary(of: month)
  }

  /// What a month's rating asks the ledger on so many threads, `nil` without one; the ledger is opened now, as a mistyped name should not show after a long run.
  func standing() throws -> (Month, _ threads: Int) throws -> Standing? {
    guard let ledger = try ledger.map(Ledger.init(reading:)) else { return { _, _ in nil } }
    return { try ledger.standing(before: $0, threads: $1) }
  }
}

/// The ledger that a command is about.
struct LedgerOptions: ParsableArguments {
  @Option(help: "The ledger.", completion: .file())
  var ledger: String

  func validate() throws {
    guard !ledger.isEmpty else { throw ValidationError("--ledger takes a file") }
  }
}
