import ScorerKit

/// Ids and the dense indices they go by: a hash table over raw bytes in one buffer, so that looking one up neither
/// allocates nor touches a reference count, which threads would contend for.
///
/// Indices count up from 0 in the order of insertion.
struct IdentifierTable: Sendable {
  /// All ids' bytes, one after the other, and where each ends.
  private var bytes: ContiguousArray<UInt8> = []
  private var ends: ContiguousArray<Int> = []
  /// Indices of ids, or −1; as many as a power of two, at most half of them taken.
  private var slots = ContiguousArray<Int32>(repeating: -1, count: 64)

  init() {}

  init(_ ids: some Sequence<Identifier>) {
    for id in ids { _ = insert(id) }
  }

  var count: Int { ends.count }

  /// In the order of their indices.
  var ids: [Identifier] { ends.indices.map { Identifier(bytes[range(of: $0)]) } }

  /// The index of an id; `nil` if it is not there.
  func index(of id: Bytes) -> Int32? {
    let found = slots[slot(of: id)]
    return found < 0 ? nil : found
  }

  /// The index of an id, which is added if it is not there.
  mutating func insert(_ id: Bytes) -> Int32 {
    let slot = slot(of: id)
    if slots[slot] >= 0 { return slots[slot] }
    let index = Int32(count)
    bytes.append(contentsOf: id)
    ends.append(bytes.count)
    slots[slot] = index
    if count * 2 > slots.count { grow() }
    return index
  }

  mutating func insert(_ id: Identifier) -> Int32 { id.bytes.withUnsafeBufferPointer { insert($0) } }

  private func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  private func slot(of id: Bytes) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(id))
    var slot = hasher.finalize() & (slots.count - 1)
    while slots[slot] >= 0, !isAt(range(of: Int(slots[slot])), id) { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private func isAt(_ range: Range<Int>, _ id: Bytes) -> Bool {
    guard range.count == id.count else { return false }
    for i in id.indices where bytes[range.lowerBound + i] != id[i] { return false }
    return true
  }

  private mutating func grow() {
    let ids = ids
    slots = ContiguousArray(repeating: -1, count: slots.count * 2)
    for (index, id) in ids.enumerated() {
      id.bytes.withUnsafeBufferPointer { slots[slot(of: $0)] = Int32(index) }
    }
  }
}
