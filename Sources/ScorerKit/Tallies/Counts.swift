/// Counts by a small whole number, such as a tenure in days: an array over the span of keys in use.
///
/// - Complexity: O(1) a count within the span, memory 8 bytes a key of the span.
public struct Counts: Mergeable {
  /// The key of `counts[0]`.
  private var first = 0
  private var counts: ContiguousArray<Int64> = []

  public init() {}

  public subscript(key: Int) -> Int64 {
    counts.indices.contains(key - first) ? counts[key - first] : 0
  }

  public var isEmpty: Bool { counts.isEmpty }
  public var total: Int64 { counts.reduce(0, +) }

  /// The keys with a count, in ascending order.
  public var entries: some Sequence<(key: Int, count: Int64)> {
    counts.enumerated().lazy.filter { $0.element != 0 }.map { (key: $0.offset + first, count: $0.element) }
  }

  public mutating func add(_ count: Int64 = 1, at key: Int) {
    guard count != 0 else { return }
    if key < first || key >= first + counts.count { cover(key...key) }
    counts[key - first] += count
  }

  public mutating func merge(_ other: Counts) {
    guard !other.isEmpty else { return }
    cover(other.first...(other.first + other.counts.count - 1))
    for (offset, count) in other.counts.enumerated() { counts[other.first + offset - first] += count }
  }

  /// Widens the span to `keys`. Spans start and end at keys with a count, so equal contents are equal values.
  private mutating func cover(_ keys: ClosedRange<Int>) {
    if counts.isEmpty {
      first = keys.lowerBound
      counts = ContiguousArray(repeating: 0, count: keys.count)
      return
    }
    if keys.lowerBound < first {
      counts.insert(contentsOf: repeatElement(0, count: first - keys.lowerBound), at: 0)
      first = keys.lowerBound
    }
    if keys.upperBound >= first + counts.count {
      counts.append(contentsOf: repeatElement(0, count: keys.upperBound + 1 - first - counts.count))
    }
  }
}
