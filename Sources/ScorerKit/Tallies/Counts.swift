/// Counts by a small whole number, such as a tenure in days.
///
/// A guild with few events keeps them as a list of keys, four bytes an event; one with many as an array over the span of
/// keys in use. Which of the two shows in nothing but memory and time.
public struct Counts: Mergeable {
  /// Keys are 0 up to this, exclusively.
  public static let keyLimit = 1 << 16

  /// Keys that were counted once each and are not in `dense` yet, in any order.
  private var loose: ContiguousArray<Int32> = []
  /// The key of `dense[0]`.
  private var first = 0
  private var dense: ContiguousArray<Int64> = []

  public init() {}

  /// - Complexity: O(keys in the list); for many keys ask `array(_:)` once.
  public subscript(key: Int) -> Int64 {
    let counted = dense.indices.contains(key - first) ? dense[key - first] : 0
    return loose.reduce(counted) { $1 == key ? $0 + 1 : $0 }
  }

  public var isEmpty: Bool { loose.isEmpty && dense.isEmpty }
  public var total: Int64 { dense.reduce(Int64(loose.count), +) }

  /// The keys with a count, in ascending order.
  public var entries: [(key: Int, count: Int64)] {
    guard let keys else { return [] }
    return array(keys).enumerated().lazy.filter { $0.element != 0 }.map { ($0.offset + keys.lowerBound, $0.element) }
  }

  /// The counts of a range of keys, whether they have any or not.
  public func array(_ keys: ClosedRange<Int>) -> ContiguousArray<Int64> {
    var counts = ContiguousArray<Int64>(repeating: 0, count: keys.count)
    let (start, end) = (max(first, keys.lowerBound), min(first + dense.count, keys.upperBound + 1))
    if start < end { for key in start..<end { counts[key - keys.lowerBound] = dense[key - first] } }
    for key in loose where keys.contains(Int(key)) { counts[Int(key) - keys.lowerBound] += 1 }
    return counts
  }

  /// - Precondition: `key` is in `0..<keyLimit`.
  @inline(__always) public mutating func add(at key: Int) {
    precondition(key >= 0 && key < Counts.keyLimit, "a key of counts is too large")
    loose.append(Int32(truncatingIfNeeded: key))
    // At powers of two, so that looking costs next to nothing.
    if loose.count >= Counts.settleAt, loose.count & (loose.count - 1) == 0 { settleIfWorthIt() }
  }

  /// - Precondition: `key` is in `0..<keyLimit`.
  public mutating func add(_ count: Int64, at key: Int) {
    if count >= 0, count <= Counts.fewTimes {
      for _ in 0..<count { add(at: key) }
    } else {
      precondition(key >= 0 && key < Counts.keyLimit, "a key of counts is too large")
      cover(key...key)
      dense[key - first] += count
    }
  }

  public mutating func merge(_ other: Counts) {
    for key in other.loose { add(at: Int(key)) }
    guard !other.dense.isEmpty else { return }
    cover(other.first...(other.first + other.dense.count - 1))
    for (offset, count) in other.dense.enumerated() { dense[other.first + offset - first] += count }
  }

  public static func == (a: Counts, b: Counts) -> Bool {
    a.entries.elementsEqual(b.entries) { $0.key == $1.key && $0.count == $1.count }
  }

  private static let settleAt = 64
  private static let fewTimes: Int64 = 4

  /// The span of keys in use, or wider; `nil` without any.
  private var keys: ClosedRange<Int>? {
    var span: ClosedRange<Int>? = dense.isEmpty ? nil : first...(first + dense.count - 1)
    guard let least = loose.min(), let greatest = loose.max() else { return span }
    span = span.map { min($0.lowerBound, Int(least))...max($0.upperBound, Int(greatest)) }
    return span ?? Int(least)...Int(greatest)
  }

  /// Moves the list into the array where that takes no more memory, or the array is there anyway.
  private mutating func settleIfWorthIt() {
    guard let keys, !dense.isEmpty || keys.count <= loose.count else { return }
    cover(keys)
    for key in loose { dense[Int(key) - first] += 1 }
    loose.removeAll(keepingCapacity: loose.count == Counts.settleAt)
  }

  /// Widens the array's span to `keys`.
  private mutating func cover(_ keys: ClosedRange<Int>) {
    if dense.isEmpty {
      first = keys.lowerBound
      dense = ContiguousArray(repeating: 0, count: keys.count)
      return
    }
    if keys.lowerBound < first {
      dense.insert(contentsOf: repeatElement(0, count: first - keys.lowerBound), at: 0)
      first = keys.lowerBound
    }
    if keys.upperBound >= first + dense.count {
      dense.append(contentsOf: repeatElement(0, count: keys.upperBound + 1 - first - dense.count))
    }
  }
}
