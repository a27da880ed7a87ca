import ScorerKit

/// Rows of one table on their way from bytes to scorers, column by column.
///
/// The buffers are as long as a batch can be, and only their first `count` values mean anything.
struct Batch {
  static let capacity = 2048

  private(set) var slots = 0
  var count = 0
  /// By index.
  private var guilds = ContiguousArray<Int32>(repeating: 0, count: Batch.capacity)
  /// Where in its block the guild's id stands, of rows that have not been judged.
  private var guildFields = ContiguousArray(repeating: FieldPlace(start: 0, length: 0), count: Batch.capacity)
  /// Slot by slot, `capacity` values each.
  private var values: ContiguousArray<Int64> = [0]
  /// Where each row is in its block.
  private var origins = ContiguousArray(repeating: Origin.judged, count: Batch.capacity)
  private var fates = ContiguousArray(repeating: Fate.good, count: Batch.capacity)

  struct FieldPlace {
    let start: Int32
    let length: Int32

    init(start: Int, length: Int) {
      self.start = Int32(truncatingIfNeeded: start)
      self.length = Int32(truncatingIfNeeded: length)
    }
  }

  struct Origin {
    /// In bytes from the block's start; −1: the row has been judged, and is good.
    var start: Int32
    /// From the block's first, from 0.
    var line: Int32
    static let judged = Origin(start: -1, line: 0)
  }

  /// What becomes of a row.
  enum Fate: UInt8 {
    case good = 0
    /// Not there as of the cutoff, or of a guild that is not in the month.
    case absent
    /// It may be bad.
    case doubtful
  }

  /// The buffers' memory, for loops over rows.
  struct Buffers {
    let guilds: UnsafeMutablePointer<Int32>
    let guildFields: UnsafeMutablePointer<FieldPlace>
    let values: UnsafeMutablePointer<Int64>
    let origins: UnsafeMutablePointer<Origin>
    let fates: UnsafeMutablePointer<Fate>

    @inline(__always) func column(_ slot: Int) -> UnsafeMutablePointer<Int64> { values + slot * Batch.capacity }
  }

  var isFull: Bool { count == Batch.capacity }

  /// Empties it for rows of a file. Columns that the file does not have are missing throughout: who scans writes only those
  /// that it has.
  mutating func prepare(for plan: TablePlan) {
    count = 0
    slots = plan.slots
    if values.count < slots * Batch.capacity { values = ContiguousArray(repeating: 0, count: slots * Batch.capacity) }
    for (slot, column) in plan.columns.enumerated() where column.field == nil {
      for place in slot * Batch.capacity..<(slot + 1) * Batch.capacity { values[place] = missingValue }
    }
  }

  /// - Precondition for what `body` does: rows below `capacity`, slots below `slots`.
  @inline(__always) mutating func withBuffers<Result>(_ body: (Buffers) -> Result) -> Result {
    guilds.withUnsafeMutableBufferPointer { guilds in
      guildFields.withUnsafeMutableBufferPointer { guildFields in
        values.withUnsafeMutableBufferPointer { values in
          origins.withUnsafeMutableBufferPointer { origins in
            fates.withUnsafeMutableBufferPointer { fates in
              // None of them is ever empty.
              body(
                Buffers(
                  guilds: guilds.baseAddress.unsafelyUnwrapped, guildFields: guildFields.baseAddress.unsafelyUnwrapped,
                  values: values.baseAddress.unsafelyUnwrapped, origins: origins.baseAddress.unsafelyUnwrapped,
                  fates: fates.baseAddress.unsafelyUnwrapped))
            }
          }
        }
      }
    }
  }

  /// Adds a row that has been judged, and is good.
  mutating func append(_ guild: Int32, _ row: ContiguousArray<Int64>) {
    replace(count, guild, row)
    count += 1
  }

  /// Puts a row that has been judged, and is good, in the place of one.
  mutating func replace(_ place: Int, _ guild: Int32, _ row: ContiguousArray<Int64>) {
    guilds[place] = guild
    origins[place] = .judged
    fates[place] = .good
    for (slot, value) in row.enumerated() { values[slot * Batch.capacity + place] = value }
  }

  /// Whether all rows are good.
  var isGood: Bool {
    var fates: UInt8 = 0
    for row in 0..<count { fates |= self.fates[row].rawValue }
    return fates == Fate.good.rawValue
  }

  /// A row that may be bad, at or after a place.
  func firstDoubtful(from place: Int) -> Int? { (place..<count).first { fates[$0] == .doubtful } }

  /// Where a row that has not been judged starts in its block.
  func place(of row: Int) -> RowPlace {
    RowPlace(position: Int(origins[row].start), line: Int(origins[row].line))
  }

  mutating func drop(_ row: Int) { fates[row] = .absent }

  /// Makes doubtful what of a guild's rows seems good and has not been judged, so that they are read exactly.
  mutating func doubt(_ guild: Int32) {
    for row in 0..<count where guilds[row] == guild && fates[row] == .good && origins[row].start >= 0 {
      fates[row] = .doubtful
    }
  }

  /// Of rows that are all good, lets go of all but one guild's.
  mutating func keep(_ guild: Int32) {
    for row in 0..<count { fates[row] = guilds[row] == guild ? .good : .absent }
    compact()
  }

  /// Lets go of the rows that are not good.
  mutating func compact() {
    let (slots, count) = (slots, count)
    self.count = withBuffers { buffers in
      var kept = 0
      while kept < count, buffers.fates[kept] == .good { kept &+= 1 }
      for row in kept..<count where buffers.fates[row] == .good {
        buffers.guilds[kept] = buffers.guilds[row]
        for slot in 0..<slots { buffers.column(slot)[kept] = buffers.column(slot)[row] }
        kept &+= 1
      }
      return kept
    }
  }

  /// Hands the rows to every scorer that reads the table.
  func fold(_ plan: TablePlan, into folds: inout [any Fold]) {
    guard count > 0 else { return }
    for use in plan.uses { folds[use.fold].fold(rows(plan, use)) }
  }

  /// The rows as one scorer gets them.
  func rows(_ plan: TablePlan, _ use: TablePlan.Use) -> Rows {
    Rows(
      table: plan.table.name, count: count, guilds: guilds, values: values, starts: use.starts,
      broadcasters: plan.broadcaster.map { $0.slot * Batch.capacity })
  }

  func guild(of row: Int) -> Int32 { guilds[row] }
}
