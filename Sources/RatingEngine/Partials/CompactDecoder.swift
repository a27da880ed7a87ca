/// Reads what `CompactEncoder` has written, in the same order.
///
/// The bytes may be anybody's: whatever they are, they are read or refused.
///
/// - Complexity: time and memory in proportion to the bytes of a value, as long as its type's `init(from:)` keeps to that.
struct CompactDecoder {
  private var parser: CompactParser

  init(_ bytes: ArraySlice<UInt8>) { parser = CompactParser(bytes) }
  init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  var isAtEnd: Bool { parser.isAtEnd }

  /// - Throws: `CompactCodingError` where the next bytes are no such value; what follows can't be read then.
  mutating func next<T: Decodable>(_ type: T.Type) throws(CompactCodingError) -> T {
    let value = try parser.value()
    do { return try CompactReading(value, at: nil, in: nil, depth: 0).value(T.self) } catch { throw .init(error) }
  }
}

/// Bytes as values: checks whatever can be said of them without knowing the type.
private struct CompactParser {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var shapes: [[String]] = []

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  mutating func value() throws(CompactCodingError) -> CompactValue { try value(within: 0) }

  private mutating func value(within depth: Int) throws(CompactCodingError) -> CompactValue {
    let head = try number()
    guard head & 1 == 1 else { return .integer(try integer(head >> 1)) }
    let argument = Int(head >> 3)
    switch (head >> 1) & 3 {
    case 0:
      guard argument == 0 else { throw CompactCodingError("a value of no known kind") }
      return .null
    case 1: return .bytes(Array(try content(argument)))
    case 2: return .list(try values(argument, within: depth + 1))
    default:
      let names = try shape(argument)
      return .record(names: names, values: try values(names.count, within: depth + 1))
    }
  }

  private mutating func values(_ count: Int, within depth: Int) throws(CompactCodingError) -> [CompactValue] {
    guard depth <= CompactValue.greatestDepth else {
      throw CompactCodingError("values lie more than \(CompactValue.greatestDepth) deep")
    }
    try check(count)
    var values: [CompactValue] = []
    // Lists in lists may each claim all the rest for theirs: so what is set aside at once does not grow with the claim.
    values.reserveCapacity(min(count, 1 << 10))
    for _ in 0..<count { values.append(try value(within: depth)) }
    return values
  }

  private mutating func shape(_ number: Int) throws(CompactCodingError) -> [String] {
    if number < shapes.count { return shapes[number] }
    guard number == shapes.count else { throw CompactCodingError("a record of a shape that did not come") }
    let count = Int(truncatingIfNeeded: try self.number())
    try check(count)
    var names: [String] = []
    for _ in 0..<count {
      let length = Int(truncatingIfNeeded: try self.number())
      guard let name = String(validating: try content(length), as: UTF8.self) else {
        throw CompactCodingError("a name that is no text")
      }
      if let last = names.last, last >= name { throw CompactCodingError("names out of order") }
      names.append(name)
    }
    shapes.append(names)
    return names
  }

  /// - Throws: where fewer bytes are left than that.
  private func check(_ count: Int) throws(CompactCodingError) {
    guard (0...bytes.endIndex - position).contains(count) else { throw CompactCodingError("ends too soon") }
  }

  private mutating func content(_ count: Int) throws(CompactCodingError) -> ArraySlice<UInt8> {
    try check(count)
    defer { position += count }
    return bytes[position..<position + count]
  }

  private func integer(_ zigzag: UInt64) throws(CompactCodingError) -> Int64 {
    let integer = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
    guard abs(integer) <= CompactValue.largestInteger else { throw CompactCodingError("an integer past 2^55") }
    return integer
  }

  /// A number in LEB128 and as short as it can be.
  private mutating func number() throws(CompactCodingError) -> UInt64 {
    var number: UInt64 = 0
    for shift: UInt64 in stride(from: 0, to: 64, by: 7) {
      guard position < bytes.endIndex else { throw CompactCodingError("ends too soon") }
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      guard byte & 0x80 == 0 else { continue }
      guard byte != 0 || shift == 0, shift < 63 || byte == 1 else { break }
      return number
    }
    throw CompactCodingError("a number that is longer than it need be")
  }
}
