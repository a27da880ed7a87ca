import ScorerKit

/// Rows of one table on their way from bytes to scorers, column by column.
///
/// The buffers are as long as a batch can be, and only their first `count` values mean anything.
struct Batch {
  static let capacity = 2048

  private(set) var slots = 0
  var count = 0
  /// By index; `Batch.leftOut` for one that is not in the month.
  var guilds = ContiguousArray<Int32>(repeating: 0, count: Batch.capacity)
  /// Slot by slot, `capacity` values each.
  var values: ContiguousArray<Int64> = []
  /// Where each row is in its block.
  var origins = ContiguousArray<Origin>(repeating: .judged, count: Batch.capacity)

  static let leftOut: Int32 = -1

  struct Origin {
    /// In bytes from the block's start; −1: the row has been judged, and is good.
    var start: Int32
    /// From the block's first, from 0.
    var line: Int32
    static let judged = Origin(start: -1, line: 0)
  }

  var isFull: Bool { count == Batch.capacity }

  /// Makes it ready for rows with so many slots.
  ///
  /// - Precondition: it is empty.
  mutating func prepare(slots: Int) {
    self.slots = slots
    if values.count < slots * Batch.capacity { values = ContiguousArray(repeating: 0, count: slots * Batch.capacity) }
  }

  /// The buffers' memory, for the loops over rows.
  struct Buffers {
    let guilds: UnsafeMutablePointer<Int32>
    let values: UnsafeMutablePointer<Int64>
    let origins: UnsafeMutablePointer<Origin>
  }

  mutating func withBuffers<Result>(_ body: (Buffers) -> Result) -> Result {
    guilds.withUnsafeMutableBufferPointer { guilds in
      values.withUnsafeMutableBufferPointer { values in
        origins.withUnsafeMutableBufferPointer { origins in
          guard let guilds = guilds.baseAddress, let values = values.baseAddress, let origins = origins.baseAddress
          else { preconditionFailure("a batch is read into before it is prepared") }
          return body(Buffers(guilds: guilds, values: values, origins: origins))
        }
      }
    }
  }

  /// Adds a row that has been judged.
  mutating func append(_ guild: Int32, _ row: ContiguousArray<Int64>) {
    guilds[count] = guild
    origins[count] = .judged
    for (slot, value) in row.enumerated() { values[slot * Batch.capacity + count] = value }
    count += 1
  }

  /// Puts a row that has been judged in the place of one.
  mutating func replace(_ place: Int, _ guild: Int32, _ row: ContiguousArray<Int64>) {
    guilds[place] = guild
    origins[place] = .judged
    for (slot, value) in row.enumerated() { values[slot * Batch.capacity + place] = value }
  }

  /// Where a row that has not been judged starts in its block.
  func place(of row: Int) -> RowPlace {
    RowPlace(position: Int(origins[row].start), line: Int(origins[row].line))
  }

  /// Drops the rows that `isKept` says no to.
  mutating func keep(_ isKept: (Int) -> Bool) {
    guard let first = (0..<count).first(where: { !isKept($0) }) else { return }
    var kept = first
    for row in first..<count where isKept(row) {
      guilds[kept] = guilds[row]
      for slot in 0..<slots { values[slot * Batch.capacity + kept] = values[slot * Batch.capacity + row] }
      kept += 1
    }
    count = kept
  }

  /// Hands the rows to every scorer that reads the table.
  func fold(_ plan: TablePlan, into folds: inout [any Fold]) {
    guard count > 0 else { return }
    for use in plan.uses {
      folds[use.fold].fold(
        Rows(table: plan.table.name, count: count, guilds: guilds, values: values, starts: use.starts))
    }
  }
}
