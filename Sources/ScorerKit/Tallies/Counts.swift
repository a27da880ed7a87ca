/// Counts by a small whole number, such as a tenure in days.
///
/// A guild with few events keeps them as a list of keys, two bytes an event; one with many as an array over the span of
/// keys in use. Which of the two shows in nothing but memory and time.
public struct Counts: Mergeable {
  /// Keys are 0 up to this, exclusively.
  public static let keyLimit = 1 << 16

  /// Up to eight keys that were just counted: here, beside the rest of a tally, they cost no trip to other memory.
  private var recent = EightKeys()
  private var recentCount = 0
  /// Keys that were counted once each and are not in `dense` yet, in any order.
  private var loose: ContiguousArray<EightKeys> = []
  /// The key of `dense[0]`.
  private var first = 0
  private var dense: ContiguousArray<Int64> = []

  public init() {}

  /// - Complexity: O(keys in the list); for many keys ask `array(_:)` once.
  public subscript(key: Int) -> Int64 { (0..<Counts.keyLimit).contains(key) ? array(key...key)[0] : 0 }

  public var isEmpty: Bool { recentCount == 0 && loose.isEmpty && dense.isEmpty }
  public var total: Int64 { dense.reduce(Int64(loose.count * 8 + recentCount), +) }

  /// The keys with a count, in ascending order.
  public var entries: [(key: Int, count: Int64)] {
    guard let span else { return [] }
    return array(span).enumerated().lazy.filter { $0.element != 0 }.map { ($0.offset + span.lowerBound, $0.element) }
  }

  /// The counts of a range of keys, whether they have any or not.
  ///
  /// - Precondition: no key is negative.
  public func array(_ keys: ClosedRange<Int>) -> ContiguousArray<Int64> {
    var counts = ContiguousArray<Int64>(repeating: 0, count: keys.count)
    let (start, end) = (max(first, keys.lowerBound), min(first + dense.count, keys.upperBound + 1))
    if start < end { for key in start..<end { counts[key - keys.lowerBound] = dense[key - first] } }
    forEachSingle { key in
      if keys.contains(key) { counts[key - keys.lowerBound] += 1 }
    }
    return counts
  }

  /// The smallest key up to which at least so many are counted; `nil` where there are fewer.
  ///
  /// - Complexity: O(span of the keys).
  public func key(upTo rank: Int64) -> Int? {
    guard let span else { return nil }
    var seen: Int64 = 0
    for (offset, count) in array(span).enumerated() {
      seen += count
      if seen >= rank { return span.lowerBound + offset }
    }
    return nil
  }

  /// - Precondition: `key` is in `0..<keyLimit`.
  @inline(__always) public mutating func add(at key: Int) {
    precondition(key >= 0 && key < Counts.keyLimit, "a key of counts is too large")
    recent.push(key)
    recentCount &+= 1
    if recentCount == 8 { putAway() }
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
    other.forEachSingle { add(at: $0) }
    guard !other.dense.isEmpty else { return }
    cover(other.first...(other.first + other.dense.count - 1))
    for (offset, count) in other.dense.enumerated() { dense[other.first + offset - first] += count }
  }

  public static func == (a: Counts, b: Counts) -> Bool {
    a.entries.elementsEqual(b.entries) { $0.key == $1.key && $0.count == $1.count }
  }

  private static let fewTimes: Int64 = 4

  /// The keys that were counted once each, in any order.
  private func forEachSingle(_ body: (Int) -> Void) {
    for keys in loose { for place in 0..<8 { body(keys[place]) } }
    for place in 0..<recentCount { body(recent[place]) }
  }

  /// The span of keys in use, or wider; `nil` without any.
  private var span: ClosedRange<Int>? {
    var (least, greatest) = dense.isEmpty ? (Int.max, Int.min) : (first, first + dense.count - 1)
    forEachSingle { key in
      least = min(least, key)
      greatest = max(greatest, key)
    }
    return least <= greatest ? least...greatest : nil
  }

  /// Moves the recent keys into the list, and at times the list into the array.
  @inline(never) private mutating func putAway() {
    loose.append(recent)
    recentCount = 0
    // At powers of two, so that looking costs next to nothing; and only where the array takes no more memory than twice the
    // list, or is there anyway.
    guard loose.count >= 8, loose.count & (loose.count - 1) == 0, let span,
      !dense.isEmpty || span.count <= loose.count * 4
    else { return }
    cover(span)
    for keys in loose { for place in 0..<8 { dense[keys[place] - first] += 1 } }
    loose.removeAll(keepingCapacity: loose.count <= 8)
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

/// Eight keys in two words, the latest lowest.
private struct EightKeys: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Puts one in place 0, and moves all others on by one.
  @inline(__always) mutating func push(_ key: Int) {
    high = high << 16 | low >> 48
    low = low << 16 | UInt64(truncatingIfNeeded: key)
  }

  subscript(place: Int) -> Int {
    Int(truncatingIfNeeded: ((place < 4 ? low : high) &>> UInt64(truncatingIfNeeded: 16 &* (place & 3))) & 0xFFFF)
  }
}
