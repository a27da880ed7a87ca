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
    name: .customLong("target-share"),
    help: "Find thresholds that give tiers these shares of the rated guilds, such as \"Platinum 5%, Gold 20%\".")
  var targetShare: String?

  @Option(help: "Find thresholds, and rates, at which tiers earn no more than this.")
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
      throw ValidationError("--budget takes an amount of the programme's currency, such as 250000")
    }
  }

  /// The budget in 1/10,000 of the currency unit.
  private var amount: Int64? {
    budget.flatMap { decimalUnits($0, decimals: 4) }.flatMap { (1...10_000_000_000_000_000).contains($0) ? $0 : nil }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let source = try Programme.source(path: path)
    let programme = try Programme.read(source, file: path, scorers: scorers)
    let shares = try targetShare.map { try TargetShares($0, tiers: programme.tiers.map(\.name)) }
    if budget != nil, programme.incentives?.tiers.isEmpty ?? true {
      throw Failure(.usage, "--budget: the programme grants tiers nothing; write `incentives` with `tiers` below it")
    }
    let began = ContinuousClock.now
    let bench = try TuningBench(month, programme, scorers: scorers, keeps: keep != nil, standing: ledger.standing())
    if !month.quiet {
      for notice in try bench.notices(for: programme) { StandardError.say("guildmark: note: \(notice)") }
    }
    if let keep { try replaceFile(keep, with: bench.partial.bytes(tool: Guildmark.version)) }
    let decisions = try bench.decisions(of: programme)
    var text = TuningSummary(decisions).text(width: StandardOutput.width, color: month.usesColor)
    if let shares {
      text += try target(shares, source, decisions, bench, scorers)
    } else if let amount {
      text += "\n"
      text += try keepWithin(
        amount, written(decisions.programme), source, bench, scorers, note: paragraph(replacement(of: decisions)))
    }
    try StandardOutput.write(text)
    guard watch else { return }
    try StandardOutput.write("Read and rated in \(seconds(since: began)). Watching \(printable(path)); Ctrl-C ends.\n")
    var session = TuningSession(
      bench: bench, path: path, source: source, scorers: scorers, start: decisions, color: month.usesColor)
    try session.run()
  }

  // MARK: Searches

  private func target(
    _ shares: TargetShares, _ source: [UInt8], _ decisions: Decisions, _ bench: TuningBench,
    _ scorers: [any Scorer.Type]
  ) throws -> String {
    let search = try ShareSearch(shares, from: decisions) { try bench.decisions(of: $0) }
    let sections = [ProgrammeLines.tiers(of: search.programme)]
    let proposal = try Proposal(sections, into: source, of: path, scorers: scorers) { try bench.decisions(of: $0) }
    let text =
      "\n" + paragraph(replacement(of: decisions)) + reached(shares, search, proposal.summary)
      + proposal.text(width: StandardOutput.width, color: month.usesColor)
    guard let amount else { return text }
    return text + "\n"
      + (try keepWithin(
        amount, search.programme, pasted(sections, into: source), bench, scorers, movesThresholds: false))
  }

  private func paragraph(_ text: String) -> String {
    text.isEmpty ? "" : wrapped(text, StandardOutput.width, indent: 2) + "\n"
  }

  /// What was reached for each tier that a share was wanted for, exactly.
  private func reached(_ shares: TargetShares, _ search: ShareSearch, _ summary: TuningSummary) -> String {
    let tiers = summary.decisions.programme.tiers
    return shares.shares.indices.map { tier -> String in
      guard let share = shares.shares[tier] else { return "" }
      let count = summary.counts[tier]
      var text =
        "\(printable(tiers[tier].name)): wanted \(spelled(share, decimals: 4)) %, reached \(summary.share(of: count)) "
        + "(\(count) of \(summary.rated) rated guilds)"
      if let found = search.found.first(where: { $0.tier == tier }), Double(found.reached) != found.wanted,
        let other = found.other, other != found.reached
      {
        let difference = other - found.reached
        text += "; the next step would have \(abs(difference)) \(difference > 0 ? "more" : "fewer")"
      }
      return paragraph(text + ".")
    }.joined()
  }

  private func replacement(of decisions: Decisions) -> String {
    if case .clusters = decisions.programme.thresholds {
      return "The programme has thresholds by clusters, found anew each month; written ones take their place."
    }
    return ""
  }

  private func written(_ programme: Programme) -> Programme {
    var programme = programme
    programme.thresholds = .written
    return programme
  }

  /// What meets a budget, with its lines.
  ///
  /// - Parameter programme: with thresholds that are written.
  private func keepWithin(
    _ amount: Int64, _ programme: Programme, _ source: [UInt8], _ bench: TuningBench, _ scorers: [any Scorer.Type],
    movesThresholds: Bool = true, note: String = ""
  ) throws -> String {
    let budget = Int128(amount)
    func money(_ amount: Int128) -> String { moneyText(Double(amount) / 10_000, programme.currency) }
    func earned(_ decisions: Decisions) -> Int128 { decisions.grants?.total ?? 0 }
    func shown(_ words: String, _ sections: [ProgrammeLines]) throws -> String {
      let proposal = try Proposal(sections, into: source, of: path, scorers: scorers) { try bench.decisions(of: $0) }
      let earns = earned(proposal.summary.decisions)
      guard earns <= budget else {
        throw Failure(.software, "what was found earns \(money(earns)), more than the budget; please report it")
      }
      return "\n" + paragraph("\(words): they earn \(money(earns)), \(money(budget - earns)) less than the budget.")
        + proposal.text(width: StandardOutput.width, color: month.usesColor)
    }
    let now = earned(try bench.decisions(of: programme))
    let rest = now > budget ? "\(money(now - budget)) too much" : "\(money(budget - now)) are left"
    var text = paragraph("Tiers earn \(money(now)); the budget is \(money(budget)): \(rest).")
    let search = BudgetSearch(programme, within: amount) { try bench.decisions(of: $0) }
    if movesThresholds, let (shift, shifted) = try search.shifted() {
      let points = decimal(abs(inPoints(shift)), places: 2)
      text += note
      text += try shown(
        shift == 0 ? "Thresholds as they are" : "All thresholds \(points) points \(shift > 0 ? "higher" : "lower")",
        [.tiers(of: shifted), .incentives(of: shifted)])
    } else if movesThresholds {
      text += "\n" + paragraph(Tune.noShift)
    }
    guard let (factor, scaled) = try search.scaled() else {
      return text + "\n" + paragraph("No rates are offered: the least that can be written costs more.")
    }
    let words = movesThresholds ? "Or commission bonuses and coupons" : "Commission bonuses and coupons"
    return text + (try shown("\(words) × \(spelled(factor, decimals: 4))", [.incentives(of: scaled)]))
  }

  private static let noShift =
    "No shift of the thresholds is offered: either even the highest cost more than the budget, or a worse tier is granted "
    + "more than a better one, so that higher thresholds may cost more."
}

/// `0.08 s`.
func seconds(since began: ContinuousClock.Instant) -> String {
  let elapsed = began.duration(to: .now)
  return decimal(elapsed / .seconds(1), places: 2) + " s"
}
