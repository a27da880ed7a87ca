import ScorerKit

/// One thread's part of a run: it reads blocks as they come and folds their rows into tallies of its own.
struct Worker: Sendable {
  private let plans: [TablePlan]
  private var readers: [RowReader]
  private var batches: [Batch]
  private(set) var guilds: GuildIndex
  private(set) var folds: [any Fold]
  private(set) var reports: [BlockReport] = []
  private(set) var fault: (table: Int, block: Int, fault: BlockFault)?

  /// What one block came to.
  struct BlockReport: Sendable {
    let table: Int
    let block: Int
    let summary: RowReader.Summary
  }

  init(plans: [TablePlan], guilds: GuildIndex, folds: [any Fold], cutoff: Window, rates: ExchangeRates) {
    self.plans = plans
    self.guilds = guilds
    self.folds = folds
    readers = plans.map { RowReader(plan: $0, cutoff: cutoff, rates: rates) }
    batches = plans.map { Batch(columns: $0.columns.count) }
  }

  /// Reads a block; `false` if it can't be read on.
  mutating func process(_ block: Block, ofTable table: Int) -> Bool {
    let plan = plans[table]
    do {
      let summary = try readers[table].read(block, guilds: &guilds) { guild, values in
        batches[table].append(guild, values)
        if batches[table].isFull { batches[table].flush(plan, into: &folds) }
      }
      reports.append(BlockReport(table: table, block: block.number, summary: summary))
      return true
    } catch {
      let unreadable = BlockFault(line: 0, column: 1, problem: "\(error)")
      fault = (table, block.number, error as? BlockFault ?? unreadable)
      return false
    }
  }

  /// Folds what is left in the batches.
  mutating func finish() {
    for table in plans.indices { batches[table].flush(plans[table], into: &folds) }
  }
}

/// Good rows of one table, gathered until they are worth a call.
struct Batch: Sendable {
  private static let capacity = 4096
  private var guilds: ContiguousArray<Int32> = []
  private var columns: ContiguousArray<ContiguousArray<Int64>>

  init(columns: Int) {
    self.columns = ContiguousArray(repeating: [], count: columns)
  }

  var isFull: Bool { guilds.count >= Batch.capacity }

  mutating func append(_ guild: Int32, _ values: ContiguousArray<Int64>) {
    guilds.append(guild)
    for slot in columns.indices { columns[slot].append(values[slot]) }
  }

  /// Hands the rows to every scorer that reads the table, and is empty again.
  mutating func flush(_ plan: TablePlan, into folds: inout [any Fold]) {
    guard !guilds.isEmpty else { return }
    for use in plan.uses {
      var named: [String: ContiguousArray<Int64>?] = [:]
      for name in use.columns { named[name] = .some(plan.slot(of: name).map { columns[$0] }) }
      folds[use.fold].fold(Rows(table: plan.table.name, guilds: guilds, columns: named))
    }
    // The rows are gone, so the columns are ours alone again and keep their memory.
    guilds.removeAll(keepingCapacity: true)
    for slot in columns.indices { columns[slot].removeAll(keepingCapacity: true) }
  }
}
