/// What is written as itself rather than through its `encode(to:)`.
protocol CompactlyEncodable {
  /// - Throws: `EncodingError`, or what the type of a part throws.
  func compactValue(in draft: CompactDraft, at key: (any CodingKey)?) throws -> CompactValue
  /// A list's elements. A requirement so that each type has code of its own for it: tallies have thousands of counts.
  static func compactValues(of elements: ContiguousArray<Self>, in draft: CompactDraft) throws -> [CompactValue]
}

/// What is read as itself rather than through its `init(from:)`.
protocol CompactlyDecodable {
  /// - Throws: `DecodingError`, or what the type of a part throws.
  init(_ reading: CompactReading) throws
  /// The elements of a list; a requirement for the same reason.
  static func elements(_ reading: CompactReading) throws -> ContiguousArray<Self>
}

extension CompactlyEncodable {
  static func compactValues(of elements: ContiguousArray<Self>, in draft: CompactDraft) throws -> [CompactValue] {
    var values: [CompactValue] = []
    values.reserveCapacity(elements.count)
    for element in elements {
      values.append(try element.compactValue(in: draft, at: CompactKey.index(values.count)))
    }
    return values
  }
}

extension CompactlyDecodable {
  static func elements(_ reading: CompactReading) throws -> ContiguousArray<Self> {
    guard case .list(let values) = reading.content else { throw reading.mismatch([Self].self) }
    let list = reading.placed
    var elements: ContiguousArray<Self> = []
    elements.reserveCapacity(values.count)
    for value in values { elements.append(try Self(list.part(value, at: CompactKey.index(elements.count)))) }
    return elements
  }
}

extension FixedWidthInteger {
  func compactValue(in draft: CompactDraft, at key: (any CodingKey)?) throws -> CompactValue {
    guard let integer = Int64(exactly: self), integer.magnitude <= CompactValue.largestInteger else {
      throw draft.part(at: key).invalid(self, "is past 2^55; keep so large a sum in an ExactSum")
    }
    return .integer(integer)
  }

  init(_ reading: CompactReading) throws {
    guard case .integer(let integer) = reading.content else { throw reading.mismatch(Self.self) }
    guard let value = Self(exactly: integer) else { throw reading.corrupted("is out of the range of \(Self.self)") }
    self = value
  }
}

extension Int: CompactlyEncodable, CompactlyDecodable {}
extension Int8: CompactlyEncodable, CompactlyDecodable {}
extension Int16: CompactlyEncodable, CompactlyDecodable {}
extension Int32: CompactlyEncodable, CompactlyDecodable {}
extension Int64: CompactlyEncodable, CompactlyDecodable {}
extension Int128: CompactlyEncodable, CompactlyDecodable {}
extension UInt: CompactlyEncodable, CompactlyDecodable {}
extension UInt8: CompactlyEncodable, CompactlyDecodable {}
extension UInt16: CompactlyEncodable, CompactlyDecodable {}
extension UInt32: CompactlyEncodable, CompactlyDecodable {}
extension UInt64: CompactlyEncodable, CompactlyDecodable {}
extension UInt128: CompactlyEncodable, CompactlyDecodable {}

extension Bool: CompactlyEncodable, CompactlyDecodable {
  func compactValue(in: CompactDraft, at: (any CodingKey)?) -> CompactValue { .integer(self ? 1 : 0) }

  init(_ reading: CompactReading) throws {
    switch reading.content {
    case .integer(0): self = false
    case .integer(1): self = true
    default: throw reading.mismatch(Bool.self)
    }
  }
}

extension Double: CompactlyEncodable, CompactlyDecodable {
  func compactValue(in: CompactDraft, at: (any CodingKey)?) -> CompactValue { .bytes(bitPattern.lowestFirst) }
  init(_ reading: CompactReading) throws { self.init(bitPattern: try reading.bits()) }
}

extension Float: CompactlyEncodable, CompactlyDecodable {
  func compactValue(in: CompactDraft, at: (any CodingKey)?) -> CompactValue { .bytes(bitPattern.lowestFirst) }
  init(_ reading: CompactReading) throws { self.init(bitPattern: try reading.bits()) }
}

extension FixedWidthInteger {
  fileprivate var lowestFirst: [UInt8] {
    stride(from: 0, to: bitWidth, by: 8).map { UInt8(truncatingIfNeeded: self >> Self($0)) }
  }
}

extension CompactReading {
  fileprivate func bits<Bits: FixedWidthInteger>() throws -> Bits {
    guard case .bytes(let bytes) = content, bytes.count == Bits.bitWidth / 8 else { throw mismatch(Double.self) }
    return bytes.reversed().reduce(0) { $0 << 8 | Bits($1) }
  }
}

extension String: CompactlyEncodable, CompactlyDecodable {
  func compactValue(in: CompactDraft, at: (any CodingKey)?) -> CompactValue { .bytes(Array(utf8)) }

  init(_ reading: CompactReading) throws {
    guard case .bytes(let bytes) = reading.content, let text = String(validating: bytes, as: UTF8.self) else {
      throw reading.mismatch(String.self)
    }
    self = text
  }
}
