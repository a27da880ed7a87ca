import ScorerKit

/// A row's key columns in one text, as corrections name it: joined by `|`, with a `\` before a `|` or `\` of theirs.
enum RowKey {
  private static let bar = UInt8(ascii: "|")
  private static let escape = UInt8(ascii: "\\")

  static func joined(_ parts: [[UInt8]]) -> Identifier {
    var bytes: [UInt8] = []
    for (place, part) in parts.enumerated() {
      if place > 0 { bytes.append(bar) }
      for byte in part {
        if byte == bar || byte == escape { bytes.append(escape) }
        bytes.append(byte)
      }
    }
    return Identifier(bytes)
  }

  /// How many columns' values a text joins; `nil` where a `\` stands before anything but a `|` or `\`.
  static func count(of key: Identifier) -> Int? {
    var (count, isEscaped) = (1, false)
    for byte in key.bytes {
      if isEscaped {
        guard byte == bar || byte == escape else { return nil }
        isEscaped = false
      } else if byte == escape {
        isEscaped = true
      } else if byte == bar {
        count += 1
      }
    }
    return isEscaped ? nil : count
  }

  /// What a text joins.
  ///
  /// - Precondition: `count(of: key)` is not `nil`.
  static func parts(of key: Identifier) -> [[UInt8]] {
    var (parts, isEscaped): ([[UInt8]], Bool) = ([[]], false)
    for byte in key.bytes {
      if isEscaped || byte != bar && byte != escape {
        parts[parts.count - 1].append(byte)
        isEscaped = false
      } else if byte == escape {
        isEscaped = true
      } else {
        parts.append([])
      }
    }
    return parts
  }

  /// What of a hash each column of the key adds, so that columns may be read in any order.
  static func hash(_ part: UnsafeRawBufferPointer, at place: Int) -> UInt64 {
    StableHash.hash(part) &* factor(at: place)
  }

  static func factor(at place: Int) -> UInt64 { UInt64(truncatingIfNeeded: 2 &* place) &* 0x9E37_79B9_7F4A_7C14 | 1 }
}
