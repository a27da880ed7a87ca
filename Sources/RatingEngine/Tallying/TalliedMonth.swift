import RatingProgramme
import RatingRecord
import ScorerKit

/// The first half of the way, *read* and *tally* and *merge*: everything a month's ratings need of the tables.
public struct TalliedMonth: Sendable {
  public let month: Month
  /// In the order of guild_id bytes.
  public let guilds: [Guild]
  public let inputs: [Input]
  /// In the order of tables, then files and lines.
  public let badRows: [BadRow]
  /// All that the tables were read with, whether they are about the month or not.
  public var correctionsRead: [Correction] { correctionList.entries.map(\.correction) }
  /// What a reader should know and no error is, in sentences.
  public let notices: [String]
  /// Whether there are tables of events and none has an event dated in the month.
  public let hasNoEvents: Bool
  /// Those that concern the month, in the order of their tables and keys.
  public let corrections: [AppliedCorrection]

  /// One a scorer of the programme, in its order, then the host's own.
  let folds: [any Fold]
  let presence: Presence
  let adjustments: AdjustmentTable
  let exemptions: [Programme.Exemption]
  let exempt: ExemptRows
  /// All corrections there are.
  let correctionList: CorrectionList

  /// Reads a data directory's tables and tallies them.
  ///
  /// - Parameters:
  ///   - inputs: by table the files to read in place of those of the directory; `-` is standard input.
  ///   - proposed: files of corrections besides those of the table.
  ///   - tables: all there are besides those of the programme; a correction of one that is not read counts for nothing.
  ///   - applies: which of all corrections are applied.
  ///   - threads: how many workers; the result is the same for any number.
  /// - Throws: `EngineError`.
  /// - Complexity: O(bytes) time; memory of the tallies, and of a block a thread.
  public init(
    data: String, inputs: [String: [String]] = [:], proposed: [String] = [], knowing tables: [Table] = [],
    applying applies: (Correction) -> Bool = { _ in true }, programme: Programme, month: Month, threads: Int
  ) throws {
    let directory = try DataDirectory(path: data, inputs: inputs)
    let plan = TallyPlan(programme, month: month)
    try plan.check(inputs, directory)
    let corrections = try CorrectionList(
      directory.sources(of: Corrections.table) + proposed.map { DataSource(path: $0) },
      tables: TallyPlan.hostTables + plan.tables + tables
    ).filter(applies)
    let groundwork = try Groundwork(
      guilds: directory.sources(of: Guilds.table), rates: directory.sources(of: FxRates.table),
      adjustments: directory.sources(of: Adjustments.table), corrections: corrections, programme: programme,
      month: month)
    let files = try plan.tables.flatMap { plan.files(try directory.sources(of: $0), of: $0) }
    let tallying = Tallying(
      plan: plan, guilds: groundwork.guildIndex, rates: groundwork.rates, corrections: corrections,
      roster: groundwork.roster)
    try self.init(
      tallying.partial(of: files, threads: threads), groundwork, plan, tolerating: programme.data.tolerate)
  }

  /// Judges what has been tallied: which guilds are in the month, and whether too many rows are bad.
  ///
  /// - Parameter plan: what is asked for; the partial has tallies of all its scorers, in its order.
  /// - Throws: `EngineError`.
  init(_ partial: consuming Partial, _ groundwork: Groundwork, _ plan: TallyPlan, tolerating tolerated: Int64) throws {
    month = plan.month
    let roster = Attendance(groundwork.roster, partial.guilds.ids)
    guilds = roster.guilds
    correctionList = partial.corrections
    exemptions = plan.exemptions.exemptions
    let exempt = roster.arranged(partial.exempt)
    self.exempt = exempt
    var correctedRows = groundwork.correctedRows
    correctedRows.merge(partial.correctedRows)
    let judged = try JudgedCorrections(
      correctionList, correctedRows, tables: plan.tables + groundwork.tables, roster)
    corrections = judged.applied
    folds = roster.arranged(partial.folds)
    for (fold, scorer) in zip(folds, plan.scorers) {
      for guild in guilds.indices where fold.hasOverflowed(guild: guild) {
        throw EngineError.overflow(scorer: type(of: scorer.scorer).id, guild: guilds[guild].id.description)
      }
    }
    let tables = plan.tables.map { JudgedTable($0, partial.tables[$0.name], roster) }
    presence = Presence(tables)
    adjustments = groundwork.adjustments
    badRows = groundwork.badRows + tables.flatMap(\.badRows)
    let applied = [Input(table: Corrections.table.name, rows: Int64(judged.applied.count), badRows: [])]
    inputs = groundwork.inputs + tables.map(\.input) + (judged.applied.isEmpty ? [] : applied)
    let events = tables.filter { $0.isThere && $0.table.name != Memberships.table.name }
    hasNoEvents = !events.isEmpty && events.allSatisfy { $0.rowsInMonth == 0 }
    let known = Set(guilds.map(\.id))
    let strangers = adjustments.byGuild.keys.count { !known.contains($0) }
    let adjustsNobody =
      strangers == 0 ? [] : ["the table adjustments names \(strangers) guilds of which no other table has a row"]
    notices =
      groundwork.notices + judged.notices + adjustsNobody + tables.flatMap(\.notices)
      + folds.compactMap(\.notice)
      + (hasNoEvents ? ["no event of any table is dated in \(month.title); is the export complete?"] : [])
    try checkTolerance(tolerated)
  }

  private func checkTolerance(_ tolerated: Int64) throws {
    for input in inputs {
      let bad = input.badRows.reduce(0) { $0 + $1.count }
      guard let rows = input.rows, bad >= 10, Int128(bad) * 1_000_000 > Int128(rows) * Int128(tolerated) else {
        continue
      }
      throw EngineError.tooManyBadRows(
        table: input.table, bad: bad, rows: rows, tolerated: tolerated,
        first: Array(badRows.filter { $0.table == input.table }.prefix(10)))
    }
  }
}

/// Which tables and columns there are.
struct Presence: Sendable {
  /// By table.
  private(set) var columns: [String: Set<String>] = [:]

  init(_ tables: [JudgedTable]) {
    for table in tables where table.isThere { columns[table.table.name] = table.columns }
  }

  func has(table: String) -> Bool { columns[table] != nil }

  /// What is absent of what a measure needs, in words; `nil` where all is there.
  func missing(of needs: [Measure.Need]) -> String? {
    for need in needs {
      switch need {
      case .table(let table), .column(let table, _):
        if columns[table] == nil { return "no table \(table)" }
      }
      if case .column(let table, let name) = need, columns[table]?.contains(name) != true {
        return "no column \(name) in \(table)"
      }
    }
    return nil
  }
}
