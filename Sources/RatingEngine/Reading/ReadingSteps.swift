import RatingProgramme
import ScorerKit

/// The steps of reading one table's file, to be taken one by one: what the microbenchmark times.
///
/// A run takes them in `Worker`, which does more: it tells plain rows from odd ones and good ones from bad. Here every row
/// must be plain and good.
package struct ReadingSteps {
  private let programme: TallyPlan
  private let plan: TablePlan
  /// The same, each with one of the scorers.
  private let singles: [TablePlan]
  private let source: BlockReader
  private let block = Block(capacity: BlockReader.blockSize)
  private let scanner: RowScanner
  private let rules: PlainRules
  private var reader: RowReader
  private var cursor: RowCursor
  private var guilds: GuildIndex
  private var batch = Batch()
  private var counts = RowCounts()
  private var folds: [any Fold]

  /// Opens the file and reads its first block.
  ///
  /// - Parameter table: one that a scorer reads.
  /// - Throws: `EngineError`.
  package init(path: String, table name: String, guilds: [Identifier], programme: Programme, month: Month) throws {
    let cutoff = Window(months: 1, endingWith: month)
    self.programme = TallyPlan.forPartials(of: programme, month: month)
    guard let table = self.programme.tables.first(where: { $0.name == name }) else {
      throw EngineError.noSuchTable(name, known: self.programme.tables.map(\.name))
    }
    let file = DataSource(path: path)
    source = try BlockReader(file.open())
    _ = try source.next(block)
    let header = try Header(of: block, file: path)
    let uses = self.programme.files([file], of: table)[0].uses
    plan = try TablePlan(table, path: path, header: header, uses: uses)
    singles = try uses.map { try TablePlan(table, path: path, header: header, uses: [$0]) }
    scanner = RowScanner(plan)
    rules = PlainRules(plan, cutoff: cutoff)
    reader = RowReader(plan: plan, cutoff: cutoff, rates: ExchangeRates(currency: programme.currency))
    cursor = RowCursor(block, after: header)
    self.guilds = GuildIndex(guilds, leftOut: [])
    folds = self.programme.folds
    batch.prepare(for: plan)
  }

  /// The scorers that read the table, the host's own among them.
  package var scorers: [String] { singles.map { type(of: programme.scorers[$0.uses[0].fold].scorer).id } }

  /// Reads the next block; `false` at the end.
  package mutating func nextBlock() throws -> Bool {
    guard try source.next(block) else { return false }
    cursor = RowCursor(block, after: plan.header)
    return true
  }

  /// Where the block's last row ends.
  package func endOfRows() -> Int { endOfLastRow(in: block.bytes, from: 0) }

  /// Reads the block's next rows into the batch, and says how many.
  package mutating func scan() -> Int {
    var place = cursor.place
    batch.count = 0
    let stop = scanner.scan(&place, of: block, currencies: reader.currencies, into: &batch)
    precondition(stop != .odd, "a row is not plain")
    cursor.place = place
    return batch.count
  }

  /// The same by the exact reader, which looks up guilds and judges, too.
  package mutating func readExactly() throws -> Int {
    batch.count = 0
    while !batch.isFull, let row = try cursor.nextRow() {
      if let guild = try reader.read(row, guilds: &guilds) { batch.append(guild, reader.values) }
    }
    return batch.count
  }

  package mutating func lookUpGuilds() { guilds.lookUp(&batch, of: block) }

  package mutating func judge() {
    rules.judge(&batch)
    reader.convert(&batch)
    precondition(batch.firstDoubtful(from: 0) == nil, "a row is not good")
    batch.compact()
  }

  package mutating func countRows() { rules.count(&batch, into: &counts) }

  /// Hands the batch to one of `scorers`.
  package mutating func fold(_ scorer: Int) { batch.fold(singles[scorer], into: &folds) }

  /// Merges both sides' tallies, as those of two workers; both are without any afterwards.
  package mutating func merge(_ other: inout ReadingSteps) -> Partial {
    var whole = Partial(basis: programme.basis, folds: programme.folds)
    take(from: &self, into: &whole)
    take(from: &other, into: &whole)
    return whole
  }

  private func take(from steps: inout ReadingSteps, into whole: inout Partial) {
    let map = steps.guilds.ids.map { whole.guilds.insert($0) }
    let folds = steps.folds
    steps.folds = programme.folds
    for i in whole.folds.indices { whole.folds[i].merge(folds[i], map: map) }
  }
}

/// Opens a file, plain or compressed, and reads it to its end into a buffer that is used again and again.
///
/// - Throws: `EngineError`.
/// - Returns: how many bytes there were.
package func readBytes(path: String) throws -> Int {
  let source = try DataSource(path: path).open()
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: BlockReader.blockSize, alignment: 64)
  defer { buffer.deallocate() }
  var total = 0
  while true {
    let count = try source.read(into: buffer)
    total += count
    if count < buffer.count { return total }
  }
}
