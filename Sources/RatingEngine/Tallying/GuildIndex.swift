import ScorerKit

/// Which guilds there are in a run, by dense index.
///
/// With a table of guilds the list is closed, and shared by all workers; without one, the guilds are those that the events
/// name, and each worker finds its own.
struct GuildIndex: Sendable {
  private(set) var table: IdentifierTable
  /// Guilds of the table that are not in the month.
  private let leftOut: IdentifierTable
  private let isOpen: Bool

  enum Found {
    case known(Int32)
    /// Not seen before, in an open list: `insert` it once the row is found good.
    case new
    case leftOut
    case unknown
  }

  /// A closed list.
  init(_ guilds: [Identifier], leftOut: [Identifier]) {
    table = IdentifierTable(guilds)
    self.leftOut = IdentifierTable(leftOut)
    isOpen = false
  }

  /// An open one.
  init() {
    table = IdentifierTable()
    leftOut = IdentifierTable()
    isOpen = true
  }

  func look(up text: FieldText) -> Found { text.withBytes(look(up:)) }

  mutating func insert(_ text: FieldText) -> Int32 { text.withBytes { table.insert($0) } }

  private func look(up bytes: Bytes) -> Found {
    if let index = table.index(of: bytes) { return .known(index) }
    if leftOut.count > 0, leftOut.index(of: bytes) != nil { return .leftOut }
    return isOpen && !bytes.isEmpty && bytes.count <= ColumnType.longestID
      && String(validating: bytes, as: UTF8.self) != nil
      ? .new : .unknown
  }
}
