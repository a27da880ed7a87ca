/// A JSON document whose keys keep their order and whose numbers are Swift's shortest round-trip descriptions.
///
/// Foundation's encoder keeps neither promise, and the bytes of `ratings.json` are one of ours.
public enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  /// Finite; −0 is written as 0.
  case number(Double)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  /// - Parameter expanding: how many levels of arrays and objects put each element on a line of its own.
  /// - Returns: UTF-8.
  public func bytes(expanding levels: Int = 0) -> [UInt8] {
    var output: [UInt8] = []
    write(to: &output, levels: levels, indent: 0)
    return output
  }

  private func write(to output: inout [UInt8], levels: Int, indent: Int) {
    switch self {
    case .null: JSON.append("null", to: &output)
    case .bool(let value): JSON.append(value ? "true" : "false", to: &output)
    case .integer(let value): JSON.append(String(value), to: &output)
    case .number(let value): JSON.append(numberText(value), to: &output)
    case .string(let value): JSON.quote(value, to: &output)
    case .array(let values):
      JSON.list("[", "]", values, to: &output, levels: levels, indent: indent) { value, output in
        value.write(to: &output, levels: levels - 1, indent: indent + 1)
      }
    case .object(let pairs):
      JSON.list("{", "}", pairs, to: &output, levels: levels, indent: indent) { pair, output in
        JSON.quote(pair.key, to: &output)
        JSON.append(": ", to: &output)
        pair.value.write(to: &output, levels: levels - 1, indent: indent + 1)
      }
    }
  }

  private static func list<Element>(
    _ open: String, _ close: String, _ elements: [Element], to output: inout [UInt8], levels: Int, indent: Int,
    write: (Element, inout [UInt8]) -> Void
  ) {
    append(open, to: &output)
    for (i, element) in elements.enumerated() {
      if i > 0 { append(levels > 0 ? "," : ", ", to: &output) }
      if levels > 0 { append("\n\(String(repeating: "  ", count: indent + 1))", to: &output) }
      write(element, &output)
    }
    if levels > 0, !elements.isEmpty { append("\n\(String(repeating: "  ", count: indent))", to: &output) }
    append(close, to: &output)
  }

  /// All bytes in one go, where `+=` would take them one by one.
  private static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { output.append(contentsOf: $0) }
  }

  /// RFC 8259, and `<`, U+2028 and U+2029 escaped too, so that the text may stand in a script.
  private static func quote(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    defer { output.append(UInt8(ascii: "\"")) }
    var text = text
    let isPlain = text.withUTF8 { bytes in
      for byte in bytes where byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x5C || byte == 0x3C {
        return false
      }
      output.append(contentsOf: bytes)
      return true
    }
    if isPlain { return }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\"".utf8
      case "\\": output += "\\\\".utf8
      case "\n": output += "\\n".utf8
      case "\t": output += "\\t".utf8
      case "\r": output += "\\r".utf8
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || scalar == "<" || scalar.value == 0x2028
        || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        output += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: output += String(scalar).utf8
      }
    }
  }
}

/// A number as every machine-readable output writes it: Swift's shortest round-trip description, −0 as 0, infinity as
/// `inf`.
public func numberText(_ value: Double) -> String { value == 0 ? "0.0" : value.description }
