/// Puts bad rows into a table: spoiled copies that follow the good row they were copied from.
///
/// The good rows stay as they are without it, so that a reader that sets every bad row aside gets the same measures.
/// Kinds take turns, in a random order, so that even a small table has several.
struct FaultInjector {
  struct Injected {
    let table: String
    let line: Int
    let kind: Fault
  }

  let table: String
  private(set) var injected: [Injected] = []
  private var kinds: [Fault]
  private var random: Random
  private var wait: Int64
  private let probability: Double

  /// - Parameter share: of bad rows among all rows of the table, under ½.
  init(table: String, share: Double, seed: UInt64) {
    self.table = table
    probability = share / (1 - share)
    kinds = Fault.possible(in: table)
    random = Random(seed: seed, .faults, Array(table.utf8).reduce(0) { $0 * 31 + Int($1) })
    random.shuffle(&kinds)
    wait = random.daysBefore(probability)
  }

  /// To be called after each good row.
  mutating func follow(_ file: CSVFile) throws(SimulationError) {
    wait -= 1
    if wait >= 0 { return }
    wait = random.daysBefore(probability)
    let kind = kinds[injected.count % kinds.count]
    var fields = file.lastRow.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    if let spoiled = kind.spoiled(in: table) {
      for (i, column) in file.columns.enumerated() { fields[i] = spoiled[column] ?? fields[i] }
    } else if kind == .fieldTooFew {
      fields.removeLast()
    } else {
      fields.append("surplus")
    }
    try file.startRow()
    for field in fields { file.text(field) }
    file.endRow()
    injected.append(Injected(table: table, line: file.lines, kind: kind))
  }
}
