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
  /// As many, each made when it is written.
  case elements(Int, @Sendable (Int) -> JSON)
  /// JSON that is written already, on one line.
  case written([UInt8])
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
    case .null: output.append("null")
    case .bool(let value): output.append(value ? "true" : "false")
    case .integer(let value): output.append(String(value))
    case .number(let value): output.append(numberText(value))
    case .string(let value): JSON.quote(value, to: &output)
    case .array(let values):
      JSON.list("[", "]", values, to: &output, levels: levels, indent: indent) { value, output in
        value.write(to: &output, levels: levels - 1, indent: indent + 1)
      }
    case .elements(let count, let element):
      JSON.list("[", "]", 0..<count, to: &output, levels: levels, indent: indent) { place, output in
        element(place).write(to: &output, levels: levels - 1, indent: indent + 1)
      }
    case .written(let bytes): output += bytes
    case .object(let pairs):
      JSON.list("{", "}", pairs, to: &output, levels: levels, indent: indent) { pair, output in
        JSON.quote(pair.key, to: &output)
        output.append(": ")
        pair.value.write(to: &output, levels: levels - 1, indent: indent + 1)
      }
    }
  }

  private static func list<Elements: Collection>(
    _ open: String, _ close: String, _ elements: Elements, to output: inout [UInt8], levels: Int, indent: Int,
    write: (Elements.Element, inout [UInt8]) -> Void
  ) {
    output.append(open)
    for (i, element) in elements.enumerated() {
      if i > 0 { output.append(levels > 0 ? "," : ", ") }
      if levels > 0 { output.append("\n\(String(repeating: "  ", count: indent + 1))") }
      write(element, &output)
    }
    if levels > 0, !elements.isEmpty { output.append("\n\(String(repeating: "  ", count: indent))") }
    output.append(close)
  }

  /// RFC 8259, and `<`, U+2028 and U+2029 escaped too, so that the text may stand in a script.
  private static func quote(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    defer { output.append(UInt8(ascii: "\"")) }
    var text = text
    let isPlain = text.withUTF8 { bytes in
      let isPlain = bytes.allSatisfy { (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x5C && $0 != 0x3C }
      if isPlain { output.append(contentsOf: bytes) }
      return isPlain
    }
    if isPlain { return }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output.append("\\\"")
      case "\\": output.append("\\\\")
      case "\n": output.append("\\n")
      case "\t": output.append("\\t")
      case "\r": output.append("\\r")
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || scalar == "<" || scalar.value == 0x2028
        || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        output.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
      default: output.append(String(scalar))
      }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(contentsOf: $0) }
  }
}

/// A number as every machine-readable output writes it: Swift's shortest round-trip description, −0 as 0, infinity as
/// `inf`.
public func numberText(_ value: Double) -> String { value == 0 ? "0.0" : value.description }
