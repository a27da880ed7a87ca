/// The blocks of all tables in order, handed out one at a time to whichever worker asks next.
struct BlockQueue {
  private let plans: [TablePlan]
  private var table = 0
  private var reader: BlockReader?
  private(set) var failure: EngineError?

  init(_ plans: [TablePlan]) { self.plans = plans }

  /// The next block and its table's place among the plans; `nil` when there are no more, or reading has failed.
  mutating func next() -> (table: Int, block: Block)? {
    do {
      while table < plans.count {
        let reader = try reader ?? BlockReader(path: plans[table].path)
        self.reader = reader
        if let block = try reader.next() { return (table, block) }
        self.reader = nil
        table += 1
      }
    } catch {
      failure = error as? EngineError ?? .noInput(path: plans[table].path, reason: "\(error)")
      stop()
    }
    return nil
  }

  /// Hands out no more.
  mutating func stop() { table = plans.count }
}
