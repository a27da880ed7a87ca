// Collections that their own `encode(to:)` would write in another form.

/// Bytes are written in one go, other elements one by one but without a container.
extension Array: CompactlyEncodable where Element: CompactlyEncodable {
  func compactValue(in draft: CompactDraft, at key: (any CodingKey)?) throws -> CompactValue {
    if Element.self == UInt8.self, let bytes = self as? [UInt8] { return .bytes(bytes) }
    return try ContiguousArray(self).compactValue(in: draft, at: key)
  }
}

extension Array: CompactlyDecodable where Element: CompactlyDecodable {
  init(_ reading: CompactReading) throws {
    if case .bytes(let bytes) = reading.content, let bytes = bytes as? [Element] {
      self = bytes
    } else {
      self = try Array(Element.elements(reading))
    }
  }
}

extension ContiguousArray: CompactlyEncodable where Element: CompactlyEncodable {
  func compactValue(in draft: CompactDraft, at key: (any CodingKey)?) throws -> CompactValue {
    let list = draft.part(at: key)
    try list.checkDepth()
    return .list(try Element.compactValues(of: self, in: list))
  }
}

extension ContiguousArray: CompactlyDecodable where Element: CompactlyDecodable {
  init(_ reading: CompactReading) throws { self = try Element.elements(reading) }
}

// Sets and dictionaries come in an order that is another in each process: they are written in that of their elements or keys.

extension Set: CompactlyEncodable where Element: Encodable {
  func compactValue(in draft: CompactDraft, at key: (any CodingKey)?) throws -> CompactValue {
    let elements = draft.part(at: key)
    try elements.checkDepth()
    let values = try map { try elements.value(of: $0, at: nil) }
    return .list(values.sorted { CompactValue.order($0, $1) < 0 })
  }
}

extension Set: CompactlyDecodable where Element: Decodable {
  init(_ reading: CompactReading) throws {
    guard case .list(let values) = reading.content else { throw reading.mismatch(Self.self) }
    let list = reading.placed
    self.init()
    for value in values {
      guard insert(try list.part(value, at: nil).value(Element.self)).inserted else {
        throw reading.corrupted("has an element twice")
      }
    }
  }
}

/// A list of keys and values in turn.
extension Dictionary: CompactlyEncodable where Key: Encodable, Value: Encodable {
  func compactValue(in draft: CompactDraft, at key: (any CodingKey)?) throws -> CompactValue {
    let entries = draft.part(at: key)
    try entries.checkDepth()
    let pairs = try map { (key: try entries.value(of: $0, at: nil), value: try entries.value(of: $1, at: nil)) }
    return .list(pairs.sorted { CompactValue.order($0.key, $1.key) < 0 }.flatMap { [$0.key, $0.value] })
  }
}

extension Dictionary: CompactlyDecodable where Key: Decodable, Value: Decodable {
  init(_ reading: CompactReading) throws {
    guard case .list(let values) = reading.content, values.count % 2 == 0 else { throw reading.mismatch(Self.self) }
    let list = reading.placed
    self.init()
    for i in stride(from: 0, to: values.count, by: 2) {
      let key = try list.part(values[i], at: nil).value(Key.self)
      let value = try list.part(values[i + 1], at: nil).value(Value.self)
      guard updateValue(value, forKey: key) == nil else { throw reading.corrupted("has a key twice") }
    }
  }
}
