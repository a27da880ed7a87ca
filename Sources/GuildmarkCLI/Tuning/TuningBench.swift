import ArgumentParser
import RatingEngine
import RatingLedger
import RatingProgramme
import RatingRecord
import ScorerKit

/// A month's tallies, kept so that a programme can be tried on them again and again.
struct TuningBench {
  private let options: MonthOptions
  private let scorers: [any Scorer.Type]
  /// Where the tallies are kept for another time; `nil`: nowhere.
  private let kept: String?
  /// `nil` without a ledger.
  private let history: History?
  let month: Month
  /// What was read last, to be written to a file.
  private(set) var partial: Partial
  private var workbench: Workbench

  /// Reads the tables, or the tallies.
  ///
  /// - Parameter kept: the file that what was read of tables will be written to.
  init(
    _ options: MonthOptions, _ programme: Programme, scorers: [any Scorer.Type], kept: String?,
    standing: (Month, _ threads: Int) throws -> Standing?
  ) throws {
    (self.options, self.scorers, self.kept) = (options, scorers, kept)
    if let tallies = options.tallies {
      partial = try Partial(path: tallies, scorers: scorers)
    } else {
      partial = try TuningBench.partial(options, programme, scorers, keeps: kept != nil)
    }
    month = options.month ?? partial.month
    history = try standing(month, options.threads)?.history
    workbench = try Workbench(
      partial, named: options.tallies ?? options.data ?? "", programmes: [programme], month: month,
      after: history ?? .none,
      threads: options.threads)
  }

  private static func partial(
    _ options: MonthOptions, _ programme: Programme, _ scorers: [any Scorer.Type], keeps: Bool
  ) throws -> Partial {
    guard let data = options.data, let month = options.month else {
      throw ValidationError("--data and --month go together")
    }
    return try Partial(
      data: data, inputs: Dictionary(grouping: options.input, by: \.table).mapValues { $0.map(\.file) },
      knowing: tables(of: scorers), programmes: [programme], month: month, threads: options.threads,
      takesDigests: keeps)
  }

  /// Why a programme needs other tallies, in sentences; none where it does not.
  func obstacles(to programme: Programme) -> [String] { workbench.obstacles(to: programme) }

  /// Reads the tables again, for a programme that needs other tallies.
  ///
  /// - Throws: `Failure` where there are no tables to read, or none any more.
  mutating func read(for programme: Programme) throws {
    let reasons = obstacles(to: programme).joined(separator: "; ")
    if let tallies = options.tallies {
      throw Failure(
        .data,
        "the tallies of \(printable(tallies)) are not what this programme needs: \(reasons); end, and begin again with --data"
      )
    }
    if options.input.contains(where: { $0.file == "-" }) {
      throw Failure(
        .data, "this programme needs other tallies (\(reasons)), and standard input can be read once only; begin again")
    }
    partial = try TuningBench.partial(options, programme, scorers, keeps: kept != nil)
    workbench = try Workbench(
      partial, named: options.data ?? "", programmes: [programme], month: month, after: history ?? .none,
      threads: options.threads)
  }

  /// - Throws: `EngineError`.
  func decisions(of programme: Programme) throws -> Decisions { try workbench.decisions(of: programme) }

  /// Writes the tallies to their file, and returns its name; `nil` where they are kept nowhere.
  ///
  /// - Throws: `Failure` where it can't be written.
  func keep() throws -> String? {
    if let kept { try replaceFile(kept, with: partial.bytes(tool: Guildmark.version)) }
    return kept
  }

  /// Whether there are tables of events, and none has an event of the month.
  func hasNoEvents(for programme: Programme) throws -> Bool { try workbench.hasNoEvents(for: programme) }

  /// What must be known of decisions to take them for what they are, in sentences.
  func remarks(on decisions: Decisions) throws -> [String] {
    var remarks: [String] = []
    if try hasNoEvents(for: decisions.programme) {
      remarks.append(
        "No event of any table is dated in \(month.title); is the export complete? These are not the figures of a month."
      )
    }
    guard decisions.programme.movement != nil else { return remarks }
    if history == nil {
      remarks.append(
        "Tiers are what this month alone earns: without --ledger the programme's movement is not applied, so `rate --ledger` may give others."
      )
    } else if history?.months.isEmpty == true {
      remarks.append("The ledger has no month that movement could go by, so tiers are what this month alone earns.")
    }
    return remarks
  }

  /// What is to be known of what was read.
  func notices(for programme: Programme) throws -> [String] {
    let measured = try workbench.measured(by: programme)
    let bad = measured.inputs.compactMap { input -> String? in
      let count = input.badRows.reduce(0) { $0 + $1.count }
      return count > 0 ? "\(input.table): \(count) bad \(count == 1 ? "row" : "rows") set aside" : nil
    }
    return measured.notices + bad
  }
}
