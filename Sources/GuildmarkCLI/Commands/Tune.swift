import ArgumentParser
import RatingEngine
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

struct Tune: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Try a programme on a month, again and again, and find thresholds for wanted shares or a budget.",
    discussion: """
      Tables are read once; what is tried after that takes a moment. Nothing is published, and the programme's file is never \
      written: lines to paste are printed.

        guildmark tune draft.yaml --data tables --month 2026-10 --watch
        guildmark tune draft.yaml --data tables --month 2026-10 --target-share "Platinum 5%, Gold 20%"
        guildmark tune draft.yaml --data tables --month 2026-10 --budget 250000

      Intervals and recommendations are left out, and so is what growth earns; `rate` and `report` have them.
      """)

  @Argument(help: "The programme (YAML).", completion: .file(extensions: ["yaml", "yml"]))
  var file: String?

  @OptionGroup var month: MonthOptions

  @OptionGroup var ledger: HistoryOptions

  @ArgumentParser.Flag(help: "Go on: rate again at each save of the programme, and say what changed. Ctrl-C ends.")
  var watch = false

  @Option(
    name: .customLong("target-share"), parsing: .unconditional,
    help: "Find thresholds that give tiers these shares of the rated guilds, such as \"Platinum 5%, Gold 20%\".")
  var targetShare: String?

  // Unconditional, so that of a negative amount it is said what is wrong.
  @Option(parsing: .unconditional, help: "Find thresholds, and rates, at which tiers earn no more than this.")
  var budget: String?

  @Option(help: "Write the tallies to a file, for --tallies another time.", completion: .file())
  var keep: String?

  private var path: String { file ?? month.programme.programme ?? "" }

  func validate() throws {
    guard file == nil || month.programme.programme == nil else {
      throw ValidationError("the programme is named twice; leave out --programme")
    }
    guard !path.isEmpty else { throw ValidationError("name the programme that is tuned: guildmark tune draft.yaml …") }
    guard keep != "" else { throw ValidationError("--keep takes a file") }
    guard keep == nil || month.tallies == nil else { throw ValidationError("--keep goes with --data") }
    guard !watch || (targetShare == nil && budget == nil) else {
      throw ValidationError("--watch goes without --target-share and --budget")
    }
    if budget != nil, amount == nil {
      throw ValidationError("--budget takes an amount of the programme's currency above 0, such as 250000")
    }
  }

  /// The budget in 1/10,000 of the currency unit.
  private var amount: Int64? {
    budget.flatMap { decimalUnits($0, decimals: 4) }.flatMap {
      (1...Programme.Incentives.largestAmount).contains($0) ? $0 : nil
    }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let source = try Programme.source(path: path, isRegular: watch)
    let programme = try Programme.read(source, file: path, scorers: scorers)
    let shares = try targetShare.map { try TargetShares($0, tiers: programme.tiers.map(\.name)) }
    if budget != nil, programme.incentives?.tiers.isEmpty ?? true {
      throw Failure(.usage, "--budget: the programme grants tiers nothing; write `incentives` with `tiers` below it")
    }
    if let keep { try checkPlace(keep) }
    let began = ContinuousClock.now
    let bench = try TuningBench(month, programme, scorers: scorers, kept: keep, standing: ledger.standing())
    if !month.quiet {
      for notice in try bench.notices(for: programme) { StandardError.say("guildmark: note: \(notice)") }
    }
    _ = try bench.keep()
    let decisions = try bench.decisions(of: programme)
    let summary = TuningSummary(decisions, remarks: try bench.remarks(on: decisions))
    let desk = TuningDesk(
      bench: bench, file: path, source: source, scorers: scorers, width: StandardOutput.width, color: month.usesColor)
    try StandardOutput.write(
      summary.text(width: desk.width, color: desk.color) + answers(shares, to: decisions, on: desk))
    guard watch else { return }
    try StandardOutput.write("Read and rated in \(seconds(since: began)). Watching \(printable(path)); Ctrl-C ends.\n")
    var session = try TuningSession(
      bench: bench, path: path, source: source, scorers: scorers, start: decisions, color: month.usesColor)
    try session.run()
  }

  /// What was asked for besides the summary.
  private func answers(_ shares: TargetShares?, to decisions: Decisions, on desk: TuningDesk) throws -> String {
    guard shares != nil || amount != nil else { return "" }
    guard try !desk.bench.hasNoEvents(for: decisions.programme) else {
      return "\n" + desk.paragraph("Without any event in the month no thresholds and no rates are looked for.")
    }
    let note = desk.paragraph(replacement(of: decisions))
    var programme = decisions.programme
    programme.thresholds = .written
    guard let shares else {
      return "\n" + (try budgetAnswer(programme, on: desk, movesThresholds: true, note: note))
    }
    let answer = try ShareAnswer(shares, from: decisions, on: desk)
    var next = desk
    next.source = answer.proposal.source ?? desk.source
    let text = "\n" + note + answer.text(on: desk)
    return amount == nil
      ? text : text + "\n" + (try budgetAnswer(answer.search.programme, on: next, movesThresholds: false, note: ""))
  }

  private func budgetAnswer(
    _ programme: Programme, on desk: TuningDesk, movesThresholds: Bool, note: String
  ) throws -> String {
    guard let amount else { return "" }
    return try BudgetAnswer(
      desk: desk, programme: programme, budget: amount, movesThresholds: movesThresholds, note: note
    ).text()
  }

  private func replacement(of decisions: Decisions) -> String {
    if case .clusters = decisions.programme.thresholds {
      return "The programme has thresholds by clusters, found anew each month; written ones take their place."
    }
    return ""
  }
}

/// `0.08 s`.
func seconds(since began: ContinuousClock.Instant) -> String {
  let elapsed = began.duration(to: .now)
  return decimal(elapsed / .seconds(1), places: 2) + " s"
}
