/// What a `Codable` value comes to, between its type and its bytes.
enum CompactValue: Equatable {
  case null
  /// Any integer type, and Bool as 0 and 1.
  case integer(Int64)
  /// Text in UTF-8, `[UInt8]`, and the bits of a Double or Float, lowest byte first.
  case bytes([UInt8])
  case list([CompactValue])
  /// Values by their names.
  case record(names: [String], values: [CompactValue])

  /// How large an integer may be, either way: no count of rows is larger, and a few hundred may be added up without overflow.
  static let largestInteger: Int64 = 1 << 55
  /// How deep lists and records may lie in each other, so that reading does not run out of stack.
  static let greatestDepth = 64
}

extension CompactValue {
  /// An order of all values, for the elements of sets and the keys of dictionaries, which come in any.
  ///
  /// - Returns: below 0 where the first comes first, 0 where they are equal.
  /// - Complexity: O(size of the smaller)
  static func order(_ a: CompactValue, _ b: CompactValue) -> Int {
    switch (a, b) {
    case (.integer(let a), .integer(let b)): a < b ? -1 : a == b ? 0 : 1
    case (.bytes(let a), .bytes(let b)): a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1
    case (.list(let a), .list(let b)): order(a, b)
    case (.record(let names, let a), .record(let otherNames, let b)):
      names == otherNames ? order(a, b) : names.lexicographicallyPrecedes(otherNames) ? -1 : 1
    default: a.rank - b.rank
    }
  }

  private static func order(_ a: [CompactValue], _ b: [CompactValue]) -> Int {
    for (a, b) in zip(a, b) {
      let order = order(a, b)
      if order != 0 { return order }
    }
    return a.count - b.count
  }

  private var rank: Int {
    switch self {
    case .null: 0
    case .integer: 1
    case .bytes: 2
    case .list: 3
    case .record: 4
    }
  }
}
