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
      case .order(let later, let earlier, _):
        orders.append(Order(later: later, earlier: ContiguousArray(earlier)))
      case .needed(let column, let when, let words, _):
        needs.append(Need(column: column, when: when, words: ContiguousArray(words)))
      }
    }
    (self.orders, self.needs) = (orders, needs)
  }

  enum Fate: UInt8 {
    case good
    /// Not there as of the cutoff, or of a guild that is not in the month.
    case absent
    case doubtful
  }

  /// Turns what lies past the cutoff into missing values, and says what becomes of each row.
  func judge(_ batch: inout Batch, _ fates: inout ContiguousArray<Fate>) {
    let count = batch.count
    batch.withBuffers { buffers in
      fates.withUnsafeMutableBufferPointer { fates in
        func column(_ slot: Int) -> UnsafeMutablePointer<Int64> { buffers.values + slot * Batch.capacity }
        for row in 0..<count { fates[row] = buffers.guilds[row] == Batch.leftOut ? .absent : .good }
        for cut in columns {
          let values = column(cut.slot)
          for row in 0..<count where values[row] >= cut.cutoff {
            values[row] = missingValue
            for dependent in cut.dependents { column(dependent)[row] = missingValue }
          }
        }
        for order in orders {
          let later = column(order.later)
          for row in 0..<count where later[row] != missingValue {
            for slot in order.earlier where column(slot)[row] != missingValue {
              if later[row] < column(slot)[row] { fates[row] = .doubtful }
              break
            }
          }
        }
        for need in needs {
          let (needed, when) = (column(need.column), column(need.when))
          for row in 0..<count where needed[row] == missingValue && need.words.contains(when[row]) {
            fates[row] = .doubtful
          }
        }
        if let dated {
          let values = column(dated.slot)
          for row in 0..<count where values[row] >= dated.month.upperBound { fates[row] = .absent }
        }
        for row in 0..<count where buffers.origins[row].start < 0 { fates[row] = .good }
      }
    }
  }

  /// Whether a row is dated within the rated month.
  @inline(__always) func isInMonth(_ row: Int, of batch: borrowing Batch) -> Bool {
    guard let dated else { return false }
    return batch.values[dated.slot * Batch.capacity + row] >= dated.month.lowerBound
  }
}
