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

  /// An open list that grows longer is most likely made of something else than guilds.
  static let most = 1_000_000
  static let tooMany = "more than \(most) guilds are named; is guild_id the right column?"

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

  /// Looks up the guilds of a batch's rows that have not been judged. A row of a guild that is not known is doubtful.
  ///
  /// The first pass looks at one place a row and decides nothing, so that the processor has many of them on their way from
  /// memory at once; the second finds what was not there.
  ///
  /// - Precondition: the batch was read from the block.
  func lookUp(_ batch: inout Batch, of block: Block) {
    guard let base = block.bytes.baseAddress else { return }
    let count = batch.count
    let leftOutFrom = Int32(truncatingIfNeeded: inMonth ?? Int(Int32.max))
    batch.withBuffers { buffers in
      table.guess(buffers, count, base)
      for row in 0..<count {
        buffers.fates[row] = .good
        guard buffers.origins[row].start >= 0 else { continue }
        if buffers.guilds[row] < 0 {
          let field = buffers.guildFields[row]
          let (p, length) = (base + Int(field.start), Int(field.length))
          buffers.guilds[row] = table.index(of: p, count: length, word: PlainFields.text(p, length))
          if buffers.guilds[row] < 0 { buffers.fates[row] = .doubtful }
        }
        if buffers.guilds[row] >= leftOutFrom { buffers.fates[row] = .absent }
      }
    }
  }

  /// The index of a guild of the month, which an open list takes in; `nil`: it is not in the month.
  mutating func place(of id: Identifier) -> Int32? {
    let text = FieldText.copied(id.bytes)
    switch look(up: text) {
    case .known(let index): return index
    case .new: return insert(text)
    case .leftOut, .unknown: return nil
    }
  }

  func look(up text: FieldText) -> Found { text.withBytes(look(up:)) }

  mutating func insert(_ text: FieldText) -> Int32 { text.withBytes { table.insert($0) } }

  private func look(up bytes: Bytes) -> Found {
    if let index = table.index(of: bytes) { return Int(index) < inMonth ?? .max ? .known(index) : .leftOut }
    return inMonth == nil && !bytes.isEmpty && bytes.count <= ColumnType.longestID
      && String(validating: bytes, as: UTF8.self) != nil
      ? .new : .unknown
  }
}
