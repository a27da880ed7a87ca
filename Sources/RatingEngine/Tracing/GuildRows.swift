import RatingProgramme
import ScorerKit

/// The rows of one guild that one scorer reads, and what they come to.
///
/// Tallies are mergeable and exact. So what a row counts is what its scorer makes of a tally of that row alone, and those tallies
/// merged must be the tally that all rows make: both are worked out, and `trace` holds them against each other.
public struct GuildRows: Sendable {
  public let guild: Guild
  let month: Month
  let window: Window
  /// The tables that the scorer reads.
  let tables: [Table]
  let kept: KeptRows
  /// All rows tallied together, the ordinary way, of all guilds none but this one; and this one's place among them.
  private let tallied: TalliedMonth
  private let place: Int
  /// Each row tallied by itself, and those tallies merged, as guild 0.
  let single: any Fold

  /// Reads the tables that the scorer reads.
  ///
  /// - Parameters:
  ///   - inputs: by table the files to read in place of those of the directory; `-` is standard input.
  ///   - tables: all there are besides those of the programme, of which there may be corrections.
  ///   - threads: how many workers; the result is the same for any number.
  /// - Throws: `EngineError`; `.noSuchGuild` for a guild that is not in the month.
  /// - Complexity: O(bytes) time; memory of the guild's rows, and of a block a thread.
  public init(
    of guild: String, for scorer: ScorerPlan, data: String, inputs: [String: [String]] = [:],
    knowing tables: [Table] = [], programme: Programme, month: Month, threads: Int
  ) throws {
    let directory = try DataDirectory(path: data, inputs: inputs)
    let whole = TallyPlan(programme, month: month)
    try whole.check(inputs, directory)
    let plan = TallyPlan(tracing: scorer, of: programme, month: month)
    let corrections = try CorrectionList(
      directory.sources(of: Corrections.table), tables: TallyPlan.hostTables + whole.tables + tables
    ).keeping([Guilds.table, FxRates.table] + plan.tables)
    let groundwork = try Groundwork(
      guilds: directory.sources(of: Guilds.table), rates: directory.sources(of: FxRates.table), adjustments: [],
      corrections: corrections, programme: programme, month: month)
    let id = try groundwork.guild(guild, month)
    var tallying = Tallying(
      plan: plan, guilds: groundwork.guildIndex, rates: groundwork.rates, corrections: corrections,
      roster: groundwork.roster)
    tallying.keptGuild = id
    let files = try plan.tables.flatMap { plan.files(try directory.sources(of: $0), of: $0) }
    let reading = try tallying.read(files, threads: threads)
    kept = KeptRows(
      reading, files, corrections, exemptions: plan.exemptions.locating(groundwork.roster?.guilds ?? []), of: id)
    tallied = try TalliedMonth(reading.partial, groundwork, plan, tolerating: programme.data.tolerate)
    guard groundwork.roster != nil || kept.hasGoodRows, let place = tallied.guilds.firstIndex(where: { $0.id == id })
    else {
      let others = reading.partial.guilds.ids.filter { $0 != id }.sorted().map { (id: $0, name: Identifier?.none) }
      throw EngineError.noSuchGuild(
        guild, month: month, near: Guild.nearest(to: guild, among: others), tables: plan.tables.map(\.name))
    }
    self.guild = tallied.guilds[place]
    self.month = month
    self.place = place
    window = plan.scorers[0].window
    self.tables = plan.tables
    single = kept.addedSingly(to: plan.folds[0], threads: threads)
  }

  var notices: [String] { tallied.notices }

  /// What all rows come to.
  var estimates: [Estimate] { tallied.folds[0].estimates(of: place) }

  /// What is absent of what a measure needs; `nil` where all is there.
  func missing(of measure: Measure) -> String? { tallied.presence.missing(of: measure.needs) }

  /// As `measures` has it.
  func measured(_ choice: MeasureChoice) throws -> [Measured] {
    try MeasuringPlan(choice.plan.scorer, tallied.folds[0], tallied.presence).measured(place, guild)
      .filter { $0.measure.id == choice.measure.id }
  }
}

extension Groundwork {
  /// - Throws: `EngineError.noSuchGuild` for a guild that the table of guilds does not have in the month.
  fileprivate func guild(_ text: String, _ month: Month) throws -> Identifier {
    let id = Identifier(text)
    guard let roster else { return id }
    guard !roster.leftOut.contains(id) else {
      throw EngineError.contradiction(
        "guild \(printable(text)) is not in \(month): it was onboarded later, or closed before")
    }
    guard roster.guilds.contains(where: { $0.id == id }) else {
      throw EngineError.noSuchGuild(
        text, month: month, near: Guild.nearest(to: text, among: roster.guilds.map { ($0.id, $0.name) }), tables: [])
    }
    return id
  }
}

extension CorrectionList {
  /// Those of some tables only.
  fileprivate func keeping(_ tables: [Table]) -> CorrectionList {
    CorrectionList(entries.filter { entry in tables.contains { $0.name == entry.correction.table } })
  }
}
