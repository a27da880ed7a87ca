/// A value that a type is writing part by part.
///
/// A class, as a type may go on writing in any container it has asked for until its `encode(to:)` returns.
final class CompactDraft: Encoder {
  let place: CompactPlace?
  private let depth: Int
  private var kind: Kind?
  private var names: [String] = []
  private var values: [CompactValue] = []
  /// Parts that have containers of their own, and where among the values they belong.
  private var unfinished: [(index: Int, draft: CompactDraft)] = []
  private var misuse: String?

  private enum Kind { case single, list, record }

  init(at place: CompactPlace?, depth: Int) {
    self.place = place
    self.depth = depth
  }

  var codingPath: [any CodingKey] { place.codingPath }
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  var count: Int { values.count }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    become(.record)
    return KeyedEncodingContainer(CompactRecordDraft(draft: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    become(.list)
    return CompactListDraft(draft: self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    become(.single)
    return CompactSingleDraft(draft: self)
  }

  private func become(_ kind: Kind) {
    if let former = self.kind, former != kind { misuse = "is written as values of two kinds" }
    self.kind = kind
  }

  func add(_ value: CompactValue) { values.append(value) }

  func add(_ value: CompactValue, named name: String) {
    names.append(name)
    values.append(value)
  }

  /// The draft of a part at this place.
  func part(at key: (any CodingKey)?) -> CompactDraft {
    CompactDraft(at: key.map { CompactPlace($0, in: place) } ?? place, depth: depth + 1)
  }

  /// A part that is finished when this value is.
  func addPart(named key: some CodingKey) -> CompactDraft {
    let draft = part(at: key)
    unfinished.append((values.count, draft))
    if kind == .record { add(.null, named: key.stringValue) } else { add(.null) }
    return draft
  }

  /// What a part comes to.
  ///
  /// - Throws: `EncodingError`, or whatever the part's type throws.
  func value<T: Encodable>(of part: T, at key: (any CodingKey)?) throws -> CompactValue {
    // The most frequent first: looking for a conformance takes longer than all else.
    if T.self == Int64.self, let integer = part as? Int64 { return try integer.compactValue(in: self, at: key) }
    if T.self == [UInt8].self, let bytes = part as? [UInt8] { return .bytes(bytes) }
    if let part = part as? any CompactlyEncodable { return try part.compactValue(in: self, at: key) }
    let draft = self.part(at: key)
    try draft.checkDepth()
    try part.encode(to: draft)
    return try draft.finished()
  }

  func checkDepth() throws {
    if depth > CompactValue.greatestDepth { throw invalid(depth, "lies more than \(CompactValue.greatestDepth) deep") }
  }

  /// - Throws: `EncodingError` where the type did not keep to one value, or it lies too deep.
  private func finished() throws -> CompactValue {
    for (index, draft) in unfinished {
      try draft.checkDepth()
      values[index] = try draft.finished()
    }
    if kind == .single, values.count != 1 { misuse = "is written as \(values.count) values in place of one" }
    if let misuse { throw invalid(depth, misuse) }
    return switch kind {
    case .single: values[0]
    case .list: .list(values)
    case .record, nil: .record(names: names, values: values)
    }
  }

  func invalid(_ value: Any, _ problem: String) -> EncodingError {
    .invalidValue(value, EncodingError.Context(codingPath: codingPath, debugDescription: problem))
  }
}

private struct CompactRecordDraft<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let draft: CompactDraft

  var codingPath: [any CodingKey] { draft.codingPath }

  func encodeNil(forKey key: Key) { draft.add(.null, named: key.stringValue) }

  func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try add(value, at: key) }

  // Left to themselves, containers refuse these.
  func encode(_ value: Int128, forKey key: Key) throws { try add(value, at: key) }
  func encode(_ value: UInt128, forKey key: Key) throws { try add(value, at: key) }

  private func add(_ value: some Encodable, at key: Key) throws {
    draft.add(try draft.value(of: value, at: key), named: key.stringValue)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type, forKey key: Key) -> KeyedEncodingContainer<Nested> {
    draft.addPart(named: key).container(keyedBy: keyedBy)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    draft.addPart(named: key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { draft.addPart(named: CompactKey.super) }
  func superEncoder(forKey key: Key) -> any Encoder { draft.addPart(named: key) }
}

private struct CompactListDraft: UnkeyedEncodingContainer {
  let draft: CompactDraft

  var codingPath: [any CodingKey] { draft.codingPath }
  var count: Int { draft.count }

  func encodeNil() { draft.add(.null) }

  func encode<T: Encodable>(_ value: T) throws { try add(value) }
  func encode(_ value: Int128) throws { try add(value) }
  func encode(_ value: UInt128) throws { try add(value) }

  private func add(_ value: some Encodable) throws {
    draft.add(try draft.value(of: value, at: CompactKey.index(count)))
  }

  func nestedContainer<Nested: CodingKey>(keyedBy: Nested.Type) -> KeyedEncodingContainer<Nested> {
    draft.addPart(named: CompactKey.index(count)).container(keyedBy: keyedBy)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    draft.addPart(named: CompactKey.index(count)).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { draft.addPart(named: CompactKey.index(count)) }
}

private struct CompactSingleDraft: SingleValueEncodingContainer {
  let draft: CompactDraft

  var codingPath: [any CodingKey] { draft.codingPath }

  func encodeNil() { draft.add(.null) }
  func encode<T: Encodable>(_ value: T) throws { try add(value) }
  func encode(_ value: Int128) throws { try add(value) }
  func encode(_ value: UInt128) throws { try add(value) }

  private func add(_ value: some Encodable) throws { draft.add(try draft.value(of: value, at: nil)) }
}
