/// Gives a scorer's derived `init(from:)` its settings, whole, by property name.
struct SettingDecoder: Decoder {
  let settings: [String: any AnySetting]
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Container<Key>(settings: settings))
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw notASetting("") }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw notASetting("") }

  private struct Container<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let settings: [String: any AnySetting]
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { settings.keys.compactMap(Key.init(stringValue:)) }

    func contains(_ key: Key) -> Bool { settings[key.stringValue] != nil }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
      guard let setting = settings[key.stringValue] as? T else { throw notASetting(key.stringValue) }
      return setting
    }

    func decodeNil(forKey key: Key) throws -> Bool { throw notASetting(key.stringValue) }
    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw notASetting(key.stringValue) }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
      throw notASetting(key.stringValue)
    }
    func superDecoder() throws -> any Decoder { throw notASetting("super") }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw notASetting(key.stringValue) }

    // The protocol asks for these by name; a property of such a type is not a setting.
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { throw notASetting(key.stringValue) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { throw notASetting(key.stringValue) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { throw notASetting(key.stringValue) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { throw notASetting(key.stringValue) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { throw notASetting(key.stringValue) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { throw notASetting(key.stringValue) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { throw notASetting(key.stringValue) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { throw notASetting(key.stringValue) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { throw notASetting(key.stringValue) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { throw notASetting(key.stringValue) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { throw notASetting(key.stringValue) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { throw notASetting(key.stringValue) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { throw notASetting(key.stringValue) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { throw notASetting(key.stringValue) }
  }
}

private func notASetting(_ name: String) -> DecodingError {
  .dataCorrupted(.init(codingPath: [], debugDescription: "\(name) is not a @Setting; a scorer stores nothing else"))
}
