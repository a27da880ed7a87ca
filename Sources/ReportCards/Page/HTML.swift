typealias HTML = Markup<HTMLLanguage>

/// Escapes `<`, `>`, `&`, `"` and `'`, byte by byte, so that no accent hides one: for elements and quoted attributes.
enum HTMLLanguage: MarkupLanguage {
  static func escape(_ text: String, into utf8: inout [UInt8]) {
    guard text.utf8.contains(where: isMarkup) else {
      utf8 += text.utf8
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): utf8 += "&lt;".utf8
      case UInt8(ascii: ">"): utf8 += "&gt;".utf8
      case UInt8(ascii: "&"): utf8 += "&amp;".utf8
      case UInt8(ascii: "\""): utf8 += "&quot;".utf8
      case UInt8(ascii: "'"): utf8 += "&#39;".utf8
      default: utf8.append(byte)
      }
    }
  }

  private static func isMarkup(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: "'")
  }
}
