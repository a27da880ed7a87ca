/// An id or a text from the data, held as its bytes.
///
/// Equality, hash and order go over the UTF-8 bytes: no Unicode normalisation, no case folding,
/// where Swift's `String` would take `é` and `e` + U+0301 for the same guild.
public struct Identifier: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let bytes: [UInt8]

  public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
  public init(_ text: String) { bytes = Array(text.utf8) }

  /// The text these bytes spell; the reader has checked that they are UTF-8.
  public var description: String { String(decoding: bytes, as: UTF8.self) }

  public static func < (a: Identifier, b: Identifier) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
