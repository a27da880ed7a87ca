import RatingRecord
import ScorerKit

/// What all workers together report of the rows, put in the order of tables and lines.
struct ReadReport {
  private let plans: [TablePlan]
  private let reports: [Worker.BlockReport]
  let badRows: [BadRow]

  init(_ plans: [TablePlan], _ workers: [Worker]) {
    self.plans = plans
    reports = workers.flatMap(\.reports).sorted { ($0.table, $0.block) < ($1.table, $1.block) }
    var badRows: [BadRow] = []
    var table = -1
    var line = 0
    for report in reports {
      if report.table != table { (table, line) = (report.table, 0) }
      let plan = plans[table]
      for bad in report.summary.bad {
        badRows.append(bad.inFile(plan.path, of: plan.table, after: line))
      }
      line += report.summary.lines
    }
    self.badRows = badRows
  }

  /// How many lines a table has before one of its blocks.
  func lines(before block: Int, ofTable table: Int) -> Int {
    reports.reduce(0) { $1.table == table && $1.block < block ? $0 + $1.summary.lines : $0 }
  }

  /// Whether there are tables of events (memberships last, and are none), and no row of them is dated in the rated month.
  var hasNoEvents: Bool {
    let events = plans.indices.filter { plans[$0].table.name != Memberships.table.name }
    return !events.isEmpty && !reports.contains { events.contains($0.table) && $0.summary.rowsInMonth > 0 }
  }

  func input(of name: String) -> Input {
    guard let table = plans.firstIndex(where: { $0.table.name == name }) else {
      return Input(table: name, rows: nil, badRows: [])
    }
    let rows = reports.reduce(0) { $1.table == table ? $0 + $1.summary.rows : $0 }
    return Input(table: name, rows: rows, badRows: countByCause(badRows.filter { $0.table == name }))
  }
}

/// Bad rows by cause, in the order of the causes' bytes.
func countByCause(_ badRows: [BadRow]) -> [Input.BadRows] {
  var counts: [String: Int64] = [:]
  for row in badRows { counts[row.cause, default: 0] += 1 }
  return counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    .map { Input.BadRows(cause: $0.key, count: $0.value) }
}
