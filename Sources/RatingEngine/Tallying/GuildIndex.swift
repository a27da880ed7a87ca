import ScorerKit

/// Which guilds there are in a run, by dense index.
///
/// With a table of guilds the list is closed, and shared by all workers; without one, the guilds are those that the events
/// name, and each worker finds its own.
struct GuildIndex: Sendable {
  /// The guilds of the month, and behind them those of the table that are not in it.
  private var table: IdentifierTable
  /// How many are in the month; `nil`: an open list.
  private let inMonth: Int?

  enum Found {
    case known(Int32)
    /// Not seen before, in an open list: `insert` it once the row is found good.
    case new
    case leftOut
    case unknown
  }

  /// A closed list.
  init(_ guilds: [Identifier], leftOut: [Identifier]) {
    table = IdentifierTable(guilds + leftOut)
    inMonth = guilds.count
  }

  /// An open one.
  init() {
    table = IdentifierTable()
    inMonth = nil
  }

  /// Whether any guild is taken in that an event names.
  var isOpen: Bool { inMonth == nil }

  /// In the order of their indices.
  var ids: [Identifier] { Array(table.ids.prefix(inMonth ?? .max)) }

  /// A guild that is known, or `Batch.leftOut`; `nil` for one that is neither.
  @inline(__always) func plain(_ id: UnsafeRawPointer, count: Int, word: UInt64) -> Int32? {
    let index = table.index(of: id, count: count, word: word)
    guard index >= 0 else { return nil }
    return isInMonth(index) ? index : Batch.leftOut
  }

  func look(up text: FieldText) -> Found { text.withBytes(look(up:)) }

  mutating func insert(_ text: FieldText) -> Int32 { text.withBytes { table.insert($0) } }

  private func look(up bytes: Bytes) -> Found {
    if let index = table.index(of: bytes) { return isInMonth(index) ? .known(index) : .leftOut }
    return inMonth == nil && !bytes.isEmpty && bytes.count <= ColumnType.longestID
      && String(validating: bytes, as: UTF8.self) != nil
      ? .new : .unknown
  }

  @inline(__always) private func isInMonth(_ index: Int32) -> Bool { inMonth.map { index < $0 } ?? true }
}
