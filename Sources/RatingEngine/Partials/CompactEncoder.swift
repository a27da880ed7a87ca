/// Writes tallies one after the other in few bytes, the same for equal values whatever the process or machine.
///
/// Any `Encodable` may be written. Its integers must lie within ±2^55, or within their type where that is smaller: past it, a
/// sum belongs in an `ExactSum`. Dictionaries and sets are written in the order of their keys and elements. Equal values give
/// equal bytes as far as a type's parts do: 0 and −0, or texts that differ in how their accents are composed, are equal to
/// Swift and are still written as they are.
///
/// A value begins with a varint. Where its lowest bit is 0, the rest is an integer, zigzag. Otherwise the next two bits are the
/// kind, and the rest its argument:
///
/// | kind | argument | then |
/// | --- | --- | --- |
/// | 0: nil | 0 | |
/// | 1: bytes | how many | the bytes |
/// | 2: list | how many | the values |
/// | 3: record | number of its shape, in the order they come, from 0 | names if the shape is new; a value for each name |
///
/// A shape is how many names it has, and each name's length and UTF-8, in ascending order. Thus a type's names are stored
/// once, or once for each set of its optionals that are nil, and it may read its parts in another order than it writes them.
struct CompactEncoder {
  private var writer = CompactWriter()

  init() {}

  var bytes: [UInt8] { writer.bytes }

  /// - Throws: `CompactCodingError` where a value can't be written; what has been written is of no use then.
  mutating func append<T: Encodable>(_ value: T) throws(CompactCodingError) {
    do { try writer.write(CompactDraft(at: nil, depth: 0).value(of: value, at: nil)) } catch { throw .init(error) }
  }
}

/// Values as bytes.
private struct CompactWriter {
  private(set) var bytes: [UInt8] = []
  /// The shapes written so far.
  private var shapes: [[String]: Int] = [:]
  /// By names in the order a type wrote them: the ascending order.
  private var arrangements: [[String]: Arrangement] = [:]

  private struct Arrangement {
    let names: [String]
    /// The place each name had.
    let places: [Int]
  }

  mutating func write(_ value: CompactValue) throws(CompactCodingError) {
    switch value {
    case .null: write(kind: 0, 0)
    case .integer(let integer): write(UInt64(bitPattern: (integer << 1) ^ (integer >> 63)) << 1)
    case .bytes(let content):
      write(kind: 1, content.count)
      bytes += content
    case .list(let values):
      write(kind: 2, values.count)
      for value in values { try write(value) }
    case .record(let names, let values):
      let arrangement = try arrangement(of: names)
      write(shape: arrangement.names)
      for place in arrangement.places { try write(values[place]) }
    }
  }

  private mutating func arrangement(of names: [String]) throws(CompactCodingError) -> Arrangement {
    if let known = arrangements[names] { return known }
    let places = names.indices.sorted { names[$0] < names[$1] }
    for (a, b) in zip(places, places.dropFirst()) where names[a] == names[b] {
      throw CompactCodingError("\(names[a]): is written twice")
    }
    let arrangement = Arrangement(names: places.map { names[$0] }, places: places)
    arrangements[names] = arrangement
    return arrangement
  }

  private mutating func write(shape names: [String]) {
    if let number = shapes[names] { return write(kind: 3, number) }
    write(kind: 3, shapes.count)
    shapes[names] = shapes.count
    write(UInt64(names.count))
    for name in names {
      write(UInt64(name.utf8.count))
      bytes += name.utf8
    }
  }

  private mutating func write(kind: UInt64, _ argument: Int) { write(UInt64(argument) << 3 | kind << 1 | 1) }

  /// Seven bits a byte, the lowest first; all but the last byte have the highest bit set (LEB128).
  private mutating func write(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}
