import ScorerKit

/// What the cutoff and a table's rules make of plain rows, column by column.
///
/// Like the scanner it condemns nobody: a row that may be bad is *doubtful*, and `RowReader` has the say about it.
struct PlainRules: Sendable {
  /// Where the date stands that says whether a row is there, and the stretch of the rated month in its unit.
  private let dated: (slot: Int, month: Range<Int64>)?
  /// The other columns whose times may lie past the cutoff.
  private let columns: ContiguousArray<DatedColumn>
  private let orders: ContiguousArray<Order>
  private let needs: ContiguousArray<Need>

  private struct DatedColumn {
    let slot: Int
    let cutoff: Int64
    /// What is known since such a time.
    let dependents: ContiguousArray<Int>
  }

  private struct Order {
    let later: Int
    let earlier: ContiguousArray<Int>
  }

  private struct Need {
    let column: Int
    let when: Int
    let words: ContiguousArray<Int64>
  }

  init(_ plan: TablePlan, cutoff: Window) {
    func month(_ slot: Int) -> Range<Int64>? {
      switch plan.columns[slot].definition.type {
      case .time: cutoff.startTime..<cutoff.endTime
      case .day: cutoff.start..<cutoff.end
      case .month where slot == plan.datedSlot: cutoff.month.ordinal..<cutoff.month.ordinal + 1
      default: nil
      }
    }
    dated = plan.datedSlot.flatMap { slot in month(slot).map { (slot, $0) } }
    columns = ContiguousArray(
      plan.columns.indices.filter { $0 != plan.datedSlot && plan.columns[$0].field != nil }.compactMap { slot in
        month(slot).map { month in
          DatedColumn(
            slot: slot, cutoff: month.upperBound,
            dependents: ContiguousArray(plan.columns.indices.filter { plan.columns[$0].knownFrom == slot }))
        }
      })
    var (orders, needs) = (ContiguousArray<Order>(), ContiguousArray<Need>())
    for rule in plan.rules {
      switch rule {
      case .order(let later, let earlier, _) where !earlier.isEmpty:
        orders.append(Order(later: later, earlier: ContiguousArray(earlier)))
      case .needed(let column, let when, let words, _):
        needs.append(Need(column: column, when: when, words: ContiguousArray(words)))
      case .order: break
      }
    }
    (self.orders, self.needs) = (orders, needs)
  }

  /// Turns what lies past the cutoff into missing values, and says what becomes of each row beyond what is said already.
  func judge(_ batch: inout Batch) {
    let count = batch.count
    batch.withBuffers { buffers in
      for cut in columns {
        let (values, cutoff) = (buffers.column(cut.slot), cut.cutoff)
        for row in 0..<count where values[row] >= cutoff {
          values[row] = missingValue
          for dependent in cut.dependents { buffers.column(dependent)[row] = missingValue }
        }
      }
      for order in orders { judge(order, buffers, count) }
      for need in needs {
        let (needed, when) = (buffers.column(need.column), buffers.column(need.when))
        for row in 0..<count where needed[row] == missingValue && need.words.contains(when[row]) {
          buffers.fates[row] = .doubtful
        }
      }
      if let dated {
        let (values, cutoff) = (buffers.column(dated.slot), dated.month.upperBound)
        for row in 0..<count where values[row] >= cutoff { buffers.fates[row] = .absent }
      }
      for row in 0..<count where buffers.origins[row].start < 0 { buffers.fates[row] = .good }
    }
  }

  private func judge(_ order: Order, _ buffers: Batch.Buffers, _ count: Int) {
    let (later, first) = (buffers.column(order.later), buffers.column(order.earlier[0]))
    // What is missing is less than anything, so a row whose later time is there and no less than the first is in order
    // whatever else; all others are looked at closely.
    for row in 0..<count where later[row] != missingValue && (later[row] < first[row] || first[row] == missingValue) {
      let earliest = order.earlier.lazy.map { buffers.column($0)[row] }.first { $0 != missingValue }
      if let earliest, later[row] < earliest { buffers.fates[row] = .doubtful }
    }
  }

  /// Adds up how many rows each guild has, and how many of them are dated within the rated month.
  func count(_ batch: inout Batch, into counts: inout RowCounts) {
    let count = batch.count
    batch.withBuffers { buffers in
      var greatest: Int32 = -1
      for row in 0..<count { greatest = max(greatest, buffers.guilds[row]) }
      counts.withCounts(ofGuilds: Int(greatest) + 1) { rows, rowsInMonth in
        for row in 0..<count { rows[Int(buffers.guilds[row])] &+= 1 }
        guard let dated else { return }
        let (values, start) = (buffers.column(dated.slot), dated.month.lowerBound)
        for row in 0..<count where values[row] >= start { rowsInMonth[Int(buffers.guilds[row])] &+= 1 }
      }
    }
  }
}
