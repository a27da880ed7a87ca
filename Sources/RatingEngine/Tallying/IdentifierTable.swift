import ScorerKit

/// Ids and the dense indices they go by: a hash table over raw bytes, so that looking one up allocates nothing.
///
/// Indices count up from 0 in the order of insertion.
struct IdentifierTable: Sendable {
  private(set) var ids: ContiguousArray<Identifier> = []
  /// Indices into `ids`, or −1; as many as a power of two, at most half of them taken.
  private var slots = ContiguousArray<Int32>(repeating: -1, count: 64)

  init() {}

  init(_ ids: some Sequence<Identifier>) {
    for id in ids { _ = insert(id) }
  }

  var count: Int { ids.count }

  /// The index of an id; `nil` if it is not there.
  func index(of bytes: Bytes) -> Int32? {
    let found = slots[slot(of: bytes)]
    return found < 0 ? nil : found
  }

  func index(of id: Identifier) -> Int32? { id.bytes.withUnsafeBufferPointer { index(of: $0) } }

  /// The index of an id, which is added if it is not there.
  mutating func insert(_ bytes: Bytes) -> Int32 {
    let slot = slot(of: bytes)
    if slots[slot] >= 0 { return slots[slot] }
    let index = Int32(ids.count)
    ids.append(Identifier(bytes))
    slots[slot] = index
    if ids.count * 2 > slots.count { grow() }
    return index
  }

  mutating func insert(_ id: Identifier) -> Int32 { id.bytes.withUnsafeBufferPointer { insert($0) } }

  private func slot(of bytes: Bytes) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    var slot = hasher.finalize() & (slots.count - 1)
    while slots[slot] >= 0, !ids[Int(slots[slot])].bytes.elementsEqual(bytes) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    slots = ContiguousArray(repeating: -1, count: slots.count * 2)
    for (index, id) in ids.enumerated() {
      id.bytes.withUnsafeBufferPointer { slots[slot(of: $0)] = Int32(index) }
    }
  }
}
