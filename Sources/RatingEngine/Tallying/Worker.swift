import ScorerKit

/// One thread's part of a run: it reads blocks as they come and folds their rows into tallies of its own.
struct Worker: Sendable {
  private let cutoff: Window
  private let rates: ExchangeRates
  private let corrections: CorrectionList
  private let takesDigests: Bool
  private let scansPlainRows: Bool
  /// Its rows are kept as they stand, and no others tallied; `nil`: all rows are tallied, and none kept.
  private let keptGuild: KeptGuild?
  private(set) var guilds: GuildIndex
  private(set) var folds: [any Fold]
  private(set) var exempting: ExemptingFold
  /// Good rows, by table.
  private(set) var counts: [String: RowCounts] = [:]
  private(set) var reports: [BlockReport] = []
  private var files: [Int: FileReader] = [:]
  private var batch = Batch()

  /// What reading one file's rows takes.
  private struct FileReader {
    let scanner: RowScanner
    let rules: PlainRules
    var reader: RowReader
    /// `nil` where no correction is about the file's table.
    let marker: KeyMarker?
  }

  /// What one block came to, besides its good rows.
  struct BlockReport: Sendable {
    /// The file's place among all.
    let file: Int
    let block: Int
    var lines = 0
    var bad: [LocalBadRow] = []
    /// Rows of the guild whose rows are kept, in no order.
    var kept: [KeptRow] = []
    /// Rows that corrections are about.
    var corrected: [RowCorrector.MetRow] = []
    /// Of the rows' bytes, where it is asked for.
    var digest: BlockDigest?
  }

  init(
    guilds: GuildIndex, keptGuild: KeptGuild? = nil, folds: [any Fold], cutoff: Window, rates: ExchangeRates,
    corrections: CorrectionList, exemptions: ExemptionPlan,
    takesDigests: Bool, scansPlainRows: Bool
  ) {
    self.corrections = corrections
    self.scansPlainRows = scansPlainRows
    self.takesDigests = takesDigests
    self.guilds = guilds
    self.keptGuild = keptGuild
    self.folds = folds
    exempting = ExemptingFold(exemptions, folds: folds)
    self.cutoff = cutoff
    self.rates = rates
  }

  /// Reads a block's rows and tallies the good ones.
  ///
  /// - Throws: `BlockFault` where the block can't be read on.
  mutating func process(_ block: Block, ofFile number: Int, _ plan: TablePlan) throws(BlockFault) {
    var file = files.removeValue(forKey: number) ?? fileReader(plan)
    var report = BlockReport(file: number, block: block.number)
    batch.prepare(for: plan)
    var cursor = RowCursor(block, after: plan.header)
    var place = cursor.place
    if takesDigests {
      report.digest = BlockDigest(UnsafeRawBufferPointer(rebasing: block.bytes[place.position...]))
    }
    while true {
      let stop =
        cursor.isPlain && scansPlainRows
        ? file.scanner.scan(
          &place, of: block, currencies: file.reader.currencies, into: &batch)
        : place.position < block.count ? .odd : .end
      if stop == .odd {
        cursor.place = place
        try readOddRow(&cursor, block, &file, &report)
        place = cursor.place
        if !batch.isFull { continue }
      }
      try flush(block, cursor, &file, &report)
      if stop == .end { break }
    }
    report.lines = place.line
    report.corrected = file.reader.corrector?.takeMet() ?? []
    report.bad.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    reports.append(report)
    files = [number: file]
  }

  private func fileReader(_ plan: TablePlan) -> FileReader {
    let corrections = corrections[table: plan.table.name]
    return FileReader(
      scanner: RowScanner(plan), rules: PlainRules(plan, cutoff: cutoff),
      reader: RowReader(plan: plan, cutoff: cutoff, rates: rates, corrections: corrections),
      marker: corrections.flatMap { KeyMarker($0, of: plan.table, header: plan.header) })
  }

  /// Reads the row at the cursor, exactly.
  private mutating func readOddRow(
    _ cursor: inout RowCursor, _ block: Block, _ file: inout FileReader, _ report: inout BlockReport
  ) throws(BlockFault) {
    do throws(RowFault) {
      guard let row = try cursor.nextRow(), let guild = try read(row, &file, &report) else { return }
      batch.append(guild, file.reader.values)
    } catch {
      switch error {
      case .bad(let bad): report.bad.append(bad)
      case .structure(let fault):
        // A row before this one may turn out to be the first at fault.
        try flush(block, cursor, &file, &report)
        throw fault
      }
    }
  }

  /// Reads a row exactly; `nil` for one that is not there as of the cutoff. What is to be kept of it goes into the report.
  private mutating func read(
    _ row: RawRow, _ file: inout FileReader, _ report: inout BlockReport
  ) throws(RowFault) -> Int32? {
    do throws(RowFault) {
      let guild = try file.reader.read(row, guilds: &guilds)
      if let keptGuild {
        if guild == keptGuild.index {
          report.kept.append(KeptRow(row, file.reader))
        } else if let kept = KeptRow(row, takenFrom: keptGuild, file.reader) {
          report.kept.append(kept)
        }
      }
      return guild
    } catch {
      let plan = file.reader.plan
      if let keptGuild, case .bad(let bad) = error, row.names(keptGuild.id, plan) {
        report.kept.append(KeptRow(row, bad, file.reader))
      }
      throw error
    }
  }

  /// Judges the batch's rows, tallies those that are good, and leaves the batch empty.
  private mutating func flush(
    _ block: Block, _ cursor: RowCursor, _ file: inout FileReader, _ report: inout BlockReport
  ) throws(BlockFault) {
    guard batch.count > 0 else { return }
    // Also where one of them ends the run: this worker may go on with another file.
    defer { batch.count = 0 }
    guilds.lookUp(&batch, of: block)
    file.rules.judge(&batch)
    file.reader.convert(&batch)
    if let keptGuild { batch.doubt(keptGuild.index) }
    // Also rows that are not there: a correction may say that they are, and is to find its row in any case.
    file.marker?.mark(&batch, of: block)
    if !batch.isGood {
      var next = 0
      while let row = batch.firstDoubtful(from: next) {
        try settle(row, cursor, &file, &report)
        next = row + 1
      }
      batch.compact()
    }
    let plan = file.reader.plan
    file.rules.count(&batch, into: &counts[plan.table.name, default: RowCounts()])
    if let keptGuild { batch.keep(keptGuild.index) }
    exempting.fold(&batch, plan, guilds, into: &folds)
  }

  /// Reads a doubtful row again, exactly.
  private mutating func settle(
    _ row: Int, _ cursor: RowCursor, _ file: inout FileReader, _ report: inout BlockReport
  ) throws(BlockFault) {
    var cursor = cursor
    cursor.place = batch.place(of: row)
    batch.drop(row)
    do throws(RowFault) {
      guard let raw = try cursor.nextRow(), let guild = try read(raw, &file, &report) else { return }
      batch.replace(row, guild, file.reader.values)
    } catch {
      switch error {
      case .bad(let bad): report.bad.append(bad)
      case .structure(let fault): throw fault
      }
    }
  }
}

/// How many good rows of one table each guild has.
struct RowCounts: Sendable {
  /// By guild.
  private(set) var rows: ContiguousArray<Int64> = []
  /// Those dated within the rated month, by guild.
  private(set) var rowsInMonth: ContiguousArray<Int64> = []

  init() {}

  /// - Precondition: both have a number for each guild.
  init(rows: some Sequence<Int64>, rowsInMonth: some Sequence<Int64>) {
    self.rows = ContiguousArray(rows)
    self.rowsInMonth = ContiguousArray(rowsInMonth)
  }

  /// Hands out both for a loop that counts, with room for so many guilds.
  mutating func withCounts(
    ofGuilds count: Int, _ body: (UnsafeMutableBufferPointer<Int64>, UnsafeMutableBufferPointer<Int64>) -> Void
  ) {
    if count > rows.count { grow(to: count) }
    rows.withUnsafeMutableBufferPointer { rows in
      rowsInMonth.withUnsafeMutableBufferPointer { body(rows, $0) }
    }
  }

  /// Adds another's counts, guild `i` of which is guild `map[i]` here.
  mutating func merge(_ other: RowCounts, map: [Int32]) {
    for (i, count) in other.rows.enumerated() where count > 0 {
      let guild = Int(map[i])
      if guild >= rows.count { grow(to: guild + 1) }
      rows[guild] += count
      rowsInMonth[guild] += other.rowsInMonth[i]
    }
  }

  private mutating func grow(to count: Int) {
    for _ in rows.count..<count {
      rows.append(0)
      rowsInMonth.append(0)
    }
  }
}
