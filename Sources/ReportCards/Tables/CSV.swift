import RatingRecord

/// Lines of RFC 4180, each ended by a line feed.
public enum CSV {
  public enum Field: Sendable, Equatable {
    /// Defused: what a spreadsheet would run, because it begins with = + - @, a tab or a line break, gets a leading `'`.
    case text(String)
    /// Swift's shortest round-trip description, `inf` where infinite.
    case number(Double)
    case integer(Int64)
    case empty
  }

  public static func line(_ fields: [Field]) -> String {
    var bytes: [UInt8] = []
    append(fields, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds a line to the bytes of others.
  public static func append(_ fields: [Field], to bytes: inout [UInt8]) {
    for (i, field) in fields.enumerated() {
      if i > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += text(of: field).utf8
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func text(of field: Field) -> String {
    switch field {
    case .text(let value): quoted(defused(value))
    case .number(let value): numberText(value)
    case .integer(let value): String(value)
    case .empty: ""
    }
  }

  private static func defused(_ value: String) -> String {
    switch value.unicodeScalars.first {
    case "=", "+", "-", "@", "\t", "\r", "\n": "'" + value
    default: value
    }
  }

  private static func quoted(_ value: String) -> String {
    var value = value
    let needsQuotes = value.withUTF8 { bytes in
      bytes.contains(where: isSpecial) || bytes.first == 0x20 || bytes.last == 0x20
    }
    return needsQuotes ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
  }
}

extension CSV.Field: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .text(value) }
}

extension CSV.Field {
  public static func number(_ value: Double?) -> Self { value.map { Self.number($0) } ?? .empty }
  public static func integer(_ value: Int64?) -> Self { value.map { Self.integer($0) } ?? .empty }
  public static func text(_ value: String?) -> Self { value.map { Self.text($0) } ?? .empty }
}
