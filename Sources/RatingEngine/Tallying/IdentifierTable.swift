import ScorerKit

/// Ids and the dense indices they go by: a hash table over raw bytes in flat buffers, so that looking one up neither
/// allocates nor touches a reference count, which threads would contend for.
///
/// Indices count up from 0 in the order of insertion. An id of up to eight bytes is found by comparing one word.
struct IdentifierTable: Sendable {
  /// All ids' bytes, one after the other, and where each ends.
  private var bytes: ContiguousArray<UInt8> = []
  private var ends: ContiguousArray<Int> = []
  /// As many as a power of two, at most half of them taken.
  private var slots = ContiguousArray<Slot>(repeating: .free, count: 64)
  private var shift: UInt64 = 64 - 6
  private let seed = UInt64.random(in: 0...UInt64.max)

  private struct Slot {
    /// The id's first eight bytes, the first the lowest, zeros after a shorter one.
    var word: UInt64
    var length: Int32
    /// −1: nothing here.
    var index: Int32
    static let free = Slot(word: 0, length: 0, index: -1)
  }

  init() {}

  init(_ ids: some Sequence<Identifier>) {
    for id in ids { _ = insert(id) }
  }

  var count: Int { ends.count }

  /// In the order of their indices.
  var ids: [Identifier] { ends.indices.map { Identifier(bytes[range(of: $0)]) } }

  /// The index of an id; `nil` if it is not there.
  func index(of id: Bytes) -> Int32? {
    let index = index(of: IdentifierTable.start(of: id), count: id.count, word: firstWord(of: id))
    return index < 0 ? nil : index
  }

  /// The index of an id whose first word has been loaded already; −1 if it is not there.
  ///
  /// - Precondition: `count` bytes can be read at `id`, and `word` is made of the first eight of them.
  @inline(__always) func index(of id: UnsafeRawPointer, count: Int, word: UInt64) -> Int32 {
    var at = start(word, count, id)
    while true {
      let slot = slots[at]
      if slot.word == word, Int(slot.length) == count, slot.index >= 0, count <= 8 || isAt(slot.index, id, count) {
        return slot.index
      }
      if slot.index < 0 { return -1 }
      at = (at &+ 1) & (slots.count &- 1)
    }
  }

  /// For each row that has not been judged the index of its guild, if that has up to eight bytes and is in the first place looked at; else −1.
  ///
  /// - Precondition: the fields are not empty, and lie in the bytes at `base`, eight more bytes behind them.
  func guess(_ buffers: Batch.Buffers, _ count: Int, _ base: UnsafeRawPointer) {
    slots.withUnsafeBufferPointer { slots in
      for row in 0..<count where buffers.origins[row].start >= 0 {
        let field = buffers.guildFields[row]
        let (p, length) = (base + Int(field.start), Int(field.length))
        let word = PlainFields.text(p, length)
        let slot = slots[Int(truncatingIfNeeded: mixed(word ^ seed ^ UInt64(truncatingIfNeeded: length)) &>> shift)]
        // Any bit here says that it is another. Said without a branch, which would wait for the memory.
        let difference =
          (slot.word ^ word) | UInt64(UInt32(bitPattern: slot.length ^ field.length)) | UInt64((length &- 1) &>> 3)
        let isOther = (difference | (0 &- difference)) >> 63
        buffers.guilds[row] = slot.index | (0 &- Int32(truncatingIfNeeded: isOther))
      }
    }
  }

  /// The index of an id, which is added if it is not there.
  mutating func insert(_ id: Bytes) -> Int32 {
    if let known = index(of: id) { return known }
    let index = Int32(count)
    bytes.append(contentsOf: id)
    ends.append(bytes.count)
    place(Slot(word: firstWord(of: id), length: Int32(id.count), index: index), id)
    if count * 2 > slots.count { grow() }
    return index
  }

  @discardableResult mutating func insert(_ id: Identifier) -> Int32 { id.bytes.withUnsafeBufferPointer { insert($0) } }

  private func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// Where the search for an id begins. Each table draws a number of its own to begin with, so that nobody can choose ids
  /// that all fall in one place.
  @inline(__always) private func start(_ word: UInt64, _ count: Int, _ id: UnsafeRawPointer) -> Int {
    var hash = mixed(word ^ seed ^ UInt64(truncatingIfNeeded: count))
    var at = 8
    while at < count {
      // The last word may overlap the one before.
      hash = mixed(hash ^ id.loadUnaligned(fromByteOffset: min(at, count &- 8), as: UInt64.self))
      at &+= 8
    }
    return Int(truncatingIfNeeded: hash &>> shift)
  }

  /// Both halves of a product, in which each bit depends on all others.
  @inline(__always) private func mixed(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  /// Of an empty buffer, from which nothing is read, any address will do.
  private static func start(of id: Bytes) -> UnsafeRawPointer {
    id.baseAddress.map { UnsafeRawPointer($0) } ?? UnsafeRawPointer(bitPattern: 8).unsafelyUnwrapped
  }

  private func isAt(_ index: Int32, _ id: UnsafeRawPointer, _ count: Int) -> Bool {
    let start = range(of: Int(index)).lowerBound
    for i in 0..<count where bytes[start + i] != id.load(fromByteOffset: i, as: UInt8.self) { return false }
    return true
  }

  private mutating func place(_ slot: Slot, _ id: Bytes) {
    var at = start(slot.word, id.count, IdentifierTable.start(of: id))
    while slots[at].index >= 0 { at = (at + 1) & (slots.count - 1) }
    slots[at] = slot
  }

  private mutating func grow() {
    let ids = ids
    let taken = slots.filter { $0.index >= 0 }
    slots = ContiguousArray(repeating: .free, count: slots.count * 2)
    shift -= 1
    for slot in taken {
      ids[Int(slot.index)].bytes.withUnsafeBufferPointer { place(slot, $0) }
    }
  }
}

/// The first eight bytes as a number, the first the lowest, zeros where there are fewer.
private func firstWord(of bytes: Bytes) -> UInt64 {
  var word: UInt64 = 0
  for (i, byte) in bytes.prefix(8).enumerated() { word |= UInt64(byte) << UInt64(8 * i) }
  return word
}
