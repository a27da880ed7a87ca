import Dispatch
import RatingProgramme
import ScorerKit
import Synchronization

/// The steps *read*, *tally* and *merge* in one process.
struct Tallying {
  let plan: TallyPlan
  let guilds: GuildIndex
  let rates: ExchangeRates
  var corrections = CorrectionList.none
  /// Where guilds are, so far as exemptions ask.
  var roster: Roster?
  /// Bytes a block.
  var blockSize = BlockReader.blockSize
  /// Without it every row is read exactly, which is slower and comes to the same.
  var scansPlainRows = true
  /// The guild whose rows are kept one by one, and alone are tallied.
  var keptGuild: Identifier?

  /// What reading files came to.
  struct Reading {
    let partial: Partial
    let report: ReadReport
    /// How each file was read; `nil` for one that was not begun.
    let plans: [TablePlan?]
  }

  /// Reads files and tallies their rows.
  ///
  /// - Parameter takesDigests: names the files, by their content, as the partial's pieces.
  /// - Parameter threads: how many workers; the result is the same for any number.
  /// - Throws: `EngineError`.
  /// - Complexity: O(bytes) time; memory of the tallies, and of a block a thread.
  func partial(of files: [EventFile], threads: Int, takesDigests: Bool = false) throws -> Partial {
    try read(files, threads: threads, takesDigests: takesDigests).partial
  }

  /// The same, with what is told of single rows.
  func read(_ files: [EventFile], threads: Int, takesDigests: Bool = false) throws -> Reading {
    let folds = plan.folds
    let exemptions = plan.exemptions.locating(roster?.guilds ?? [])
    var guilds = guilds
    let keptGuild = keptGuild.flatMap { id in guilds.place(of: id).map { KeptGuild(id: id, index: $0) } }
    let cutoff = Window(months: 1, endingWith: plan.month)
    let queue = FileQueue(files, blockSize: blockSize)
    let finished = Mutex<[Worker]>([])
    DispatchQueue.concurrentPerform(iterations: max(1, threads)) { [guilds] _ in
      var worker = Worker(
        guilds: guilds, keptGuild: keptGuild, folds: folds, cutoff: cutoff, rates: rates, corrections: corrections,
        exemptions: exemptions,
        takesDigests: takesDigests, scansPlainRows: scansPlainRows)
      let block = Block(capacity: blockSize)
      var current: Int?
      while let (file, plan) = queue.next(block, after: &current) {
        do {
          try worker.process(block, ofFile: file, plan)
          queue.count(badRows: worker.reports.last?.bad.count ?? 0, ofFile: file)
        } catch {
          queue.fail(error, file: file, block: block.number)
        }
      }
      finished.withLock { [worker] in $0.append(worker) }
    }
    let workers = finished.withLock { workers in
      defer { workers = [] }
      return workers
    }
    let report = ReadReport(workers)
    if let (file, block, error) = queue.failure {
      guard let fault = error as? BlockFault else { throw error }
      throw fault.inFile(files[file].source.name, after: report.lines(before: block, ofFile: file))
    }
    var whole = Partial(basis: plan.basis(correctedBy: corrections), folds: folds)
    whole.exempt = ExemptRows(folds: plan.exemptFolds)
    (whole.corrections, whole.correctedRows) = (corrections, report.correctedRows(of: files))
    for plan in queue.plans.compactMap({ $0 }) { whole.add(TableTally(columns: plan.columnNames), of: plan.table.name) }
    merge(workers, into: &whole)
    guard whole.guilds.count <= GuildIndex.most else { throw EngineError.contradiction(GuildIndex.tooMany) }
    for (table, badRows) in report.badRows(of: files) { whole.tables[table]?.badRows += badRows }
    for (file, name) in report.contentNames where !whole.pieces.insert(name).inserted {
      throw EngineError.contradiction(
        "\(printable(files[file].source.name)): another of the files holds the same rows, and nothing may count twice")
    }
    return Reading(partial: whole, report: report, plans: queue.plans)
  }

  /// Takes the workers' tallies one by one, so that what is merged is let go of.
  private func merge(_ workers: consuming [Worker], into whole: inout Partial) {
    while let worker = workers.popLast() {
      let map = worker.guilds.ids.map { whole.guilds.insert($0) }
      for i in whole.folds.indices { whole.folds[i].merge(worker.folds[i], map: map) }
      whole.exempt.merge(worker.exempting.exempt, map: map)
      for (table, counts) in worker.counts { whole.tables[table]?.counts.merge(counts, map: map) }
    }
  }
}
