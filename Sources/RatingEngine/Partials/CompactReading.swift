/// A value that a type is read from.
struct CompactReading: Decoder {
  let content: CompactValue
  let depth: Int
  private let key: (any CodingKey)?
  private let outer: CompactPlace?

  init(_ content: CompactValue, at key: (any CodingKey)?, in outer: CompactPlace?, depth: Int) {
    self.content = content
    self.key = key
    self.outer = outer
    self.depth = depth
  }

  /// Made only for what has parts, or for messages.
  var place: CompactPlace? { key.map { CompactPlace($0, in: outer) } ?? outer }
  var codingPath: [any CodingKey] { place.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard case .record(let names, let values) = content else { throw mismatch([String: Any].self) }
    return KeyedDecodingContainer(CompactRecordReading(reading: placed, names: names, values: values))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .list(let values) = content else { throw mismatch([Any].self) }
    return CompactListReading(reading: placed, values: values)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { CompactSingleReading(reading: self) }

  /// A part of this value.
  func part(_ content: CompactValue, at key: (any CodingKey)?) -> CompactReading {
    CompactReading(content, at: key, in: place, depth: depth + 1)
  }

  /// The same, with its place made once for all its parts.
  var placed: CompactReading { CompactReading(content, at: nil, in: place, depth: depth) }

  /// - Throws: `DecodingError`, or whatever the type throws.
  func value<T: Decodable>(_ type: T.Type) throws -> T {
    // The most frequent first: looking for a conformance takes longer than all else.
    if T.self == Int64.self, let integer = try Int64(self) as? T { return integer }
    if T.self == [UInt8].self, case .bytes(let bytes) = content, let bytes = bytes as? T { return bytes }
    if let type = T.self as? any CompactlyDecodable.Type, let value = try type.init(self) as? T { return value }
    guard depth <= CompactValue.greatestDepth else {
      throw corrupted("lies more than \(CompactValue.greatestDepth) deep")
    }
    return try T(from: self)
  }

  func corrupted(_ problem: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: problem))
  }

  func mismatch(_ type: Any.Type) -> DecodingError {
    .typeMismatch(type, DecodingError.Context(codingPath: codingPath, debugDescription: "is no \(type)"))
  }
}

private struct CompactRecordReading<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let reading: CompactReading
  /// In ascending order.
  let names: [String]
  let values: [CompactValue]

  var codingPath: [any CodingKey] { reading.codingPath }

  var allKeys: [Key] { names.compactMap { Key(stringValue: $0) } }

  /// - Complexity: O(log names)
  private func value(_ name: String) -> CompactValue? {
    var (low, high) = (0, names.count)
    while low < high {
      let middle = (low + high) / 2
      if names[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low < names.count && names[low] == name ? values[low] : nil
  }

  private func part(_ key: some CodingKey) throws -> CompactReading {
    guard let value = value(key.stringValue) else {
      let context = DecodingError.Context(codingPath: codingPath, debugDescription: "has no \(key.stringValue)")
      throw DecodingError.keyNotFound(key, context)
    }
    return reading.part(value, at: key)
  }

  func contains(_ key: Key) -> Bool { value(key.stringValue) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try part(key).content == .null }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try part(key).value(type) }

  // Left to themselves, containers refuse these.
  func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 { try part(key).value(type) }
  func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 { try part(key).value(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { try part(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try part(key).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { try part(CompactKey.super) }
  func superDecoder(forKey key: Key) throws -> any Decoder { try part(key) }
}

private struct CompactListReading: UnkeyedDecodingContainer {
  let reading: CompactReading
  let values: [CompactValue]
  private(set) var currentIndex = 0

  init(reading: CompactReading, values: [CompactValue]) {
    self.reading = reading
    self.values = values
  }

  var codingPath: [any CodingKey] { reading.codingPath }
  var count: Int? { values.count }
  var isAtEnd: Bool { currentIndex == values.count }

  private func next() throws -> CompactReading {
    guard !isAtEnd else { throw reading.corrupted("has no more than \(values.count) elements") }
    return reading.part(values[currentIndex], at: CompactKey.index(currentIndex))
  }

  /// Goes on only once the element has been read.
  private mutating func taking<T>(_ take: (CompactReading) throws -> T) throws -> T {
    let value = try take(next())
    currentIndex += 1
    return value
  }

  mutating func decodeNil() throws -> Bool {
    guard try next().content == .null else { return false }
    currentIndex += 1
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try taking { try $0.value(type) } }

  mutating func decode(_ type: Int128.Type) throws -> Int128 { try taking { try $0.value(type) } }
  mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try taking { try $0.value(type) } }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> { try taking { try $0.container(keyedBy: type) } }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try taking { try $0.unkeyedContainer() }
  }

  mutating func superDecoder() throws -> any Decoder { try taking { $0 } }
}

private struct CompactSingleReading: SingleValueDecodingContainer {
  let reading: CompactReading

  var codingPath: [any CodingKey] { reading.codingPath }

  func decodeNil() -> Bool { reading.content == .null }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try part.value(type) }
  func decode(_ type: Int128.Type) throws -> Int128 { try part.value(type) }
  func decode(_ type: UInt128.Type) throws -> UInt128 { try part.value(type) }

  private var part: CompactReading { reading.part(reading.content, at: nil) }
}
