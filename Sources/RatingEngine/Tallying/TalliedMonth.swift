import Dispatch
import RatingProgramme
import RatingRecord
import ScorerKit
import Synchronization

/// The first half of the way, *read* and *tally* and *merge*: everything a month's ratings need of the tables.
public struct TalliedMonth: Sendable {
  public let month: Month
  /// In the order of guild_id bytes.
  public let guilds: [Guild]
  public let inputs: [Input]
  /// In the order of tables, then lines.
  public let badRows: [BadRow]
  /// What a reader should know and no error is, in sentences.
  public let notices: [String]

  /// One a scorer of the programme, in its order, then the host's own.
  let folds: [any Fold]
  let presence: Presence

  /// Reads a data directory's tables and tallies them.
  ///
  /// - Parameter threads: how many workers; the result is the same for any number.
  /// - Throws: `EngineError`.
  /// - Complexity: O(bytes) time; memory of the tallies, and a few blocks a thread.
  public init(data: String, programme: Programme, month: Month, threads: Int) throws {
    self.month = month
    let directory = try DataDirectory(path: data)
    var folds = programme.scorers.map { $0.scorer.makeFold(window: Window(months: $0.window, endingWith: month)) }
    folds += hostScorers(for: programme).map {
      $0.makeFold(window: Window(months: programme.window, endingWith: month))
    }
    let scorers = programme.scorers.map(\.scorer) + hostScorers(for: programme)

    var uses: [String: (table: Table, uses: [(fold: Int, columns: [String])])] = [:]
    for (fold, scorer) in scorers.enumerated() {
      for use in scorer.reads { uses[use.table.name, default: (use.table, [])].uses.append((fold, use.columns)) }
    }
    try directory.requireAny(of: [Guilds.table] + uses.keys.sorted().compactMap { uses[$0]?.table })
    let groundwork = try Groundwork(directory, programme: programme, month: month)
    let plans = try uses.keys.sorted().compactMap { name -> TablePlan? in
      guard let (table, uses) = uses[name], let path = directory.file(of: table) else { return nil }
      let header = try Header(of: try BlockReader(path: path).next(), file: path)
      return try TablePlan(table, path: path, header: header, uses: uses)
    }

    let workers = try TalliedMonth.run(
      plans, groundwork: groundwork, folds: folds, cutoff: Window(months: 1, endingWith: month),
      threads: max(1, threads))
    let report = ReadReport(plans, workers)

    // One list of guilds for all workers, and every worker's tallies moved to its indices.
    guilds = groundwork.roster?.guilds ?? TalliedMonth.guildsNamed(by: workers)
    var index = IdentifierTable(guilds.map(\.id))
    for worker in workers {
      let map = worker.guilds.table.ids.map { index.insert($0) }
      for i in folds.indices { folds[i].merge(worker.folds[i], map: map) }
    }
    for (fold, scorer) in zip(folds, scorers) {
      for guild in guilds.indices where fold.hasOverflowed(guild: guild) {
        throw EngineError.overflow(scorer: type(of: scorer).id, guild: guilds[guild].id.description)
      }
    }

    self.folds = folds
    presence = Presence(plans)
    badRows = groundwork.badRows + report.badRows
    inputs = groundwork.inputs + uses.keys.sorted().map { report.input(of: $0) }
    notices =
      groundwork.notices
      + (report.hasNoEvents ? ["no event of any table is dated in \(month.title); is the export complete?"] : [])
    try checkTolerance(programme.data.tolerate)
  }

  private static func run(
    _ plans: [TablePlan], groundwork: Groundwork, folds: [any Fold], cutoff: Window, threads: Int
  ) throws -> [Worker] {
    let queue = Mutex(BlockQueue(plans))
    let finished = Mutex<[Worker]>([])
    let guilds = groundwork.guildIndex
    let rates = groundwork.rates
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      var worker = Worker(plans: plans, guilds: guilds, folds: folds, cutoff: cutoff, rates: rates)
      while let (table, block) = queue.withLock({ $0.next() }) {
        guard worker.process(block, ofTable: table) else {
          queue.withLock { $0.stop() }
          break
        }
      }
      worker.finish()
      finished.withLock { [worker] in $0.append(worker) }
    }
    let workers = finished.withLock { $0 }
    // Blocks are handed out in order, so all before the first one at fault have been read and their lines are known.
    if let first = workers.compactMap(\.fault).min(by: { ($0.table, $0.block) < ($1.table, $1.block) }) {
      let lines = ReadReport(plans, workers).lines(before: first.block, ofTable: first.table)
      throw first.fault.inFile(plans[first.table].path, after: lines)
    }
    if let failure = queue.withLock({ $0.failure }) { throw failure }
    return workers
  }

  private static func guildsNamed(by workers: [Worker]) -> [Guild] {
    Set(workers.flatMap { $0.guilds.table.ids }).sorted().map { Guild(id: $0, name: nil, attributes: [:]) }
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

/// What the host counts for itself.
func hostScorers(for programme: Programme) -> [any Scorer] {
  let paysCommissions = programme.incentives?.tiers.values.contains { $0.commissionBonus > 0 } ?? false
  return paysCommissions ? [Broadcasters(), GrossDue()] : [Broadcasters()]
}

/// Which tables and columns a run has found.
struct Presence: Sendable {
  private var columns: [String: Set<String>] = [:]

  init(_ plans: [TablePlan]) {
    for plan in plans { columns[plan.table.name] = Set(plan.header.names.map(\.description)) }
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
