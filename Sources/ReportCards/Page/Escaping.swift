import Mustache

/// HTML-escaped: `<`, `>`, `&`, `"` and `'`, scalar by scalar, so that no accent hides one.
func escaped(_ text: String) -> String {
  func isMarkup(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: "'")
  }
  guard text.utf8.contains(where: isMarkup) else { return text }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count + 16)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "\""): bytes += "&quot;".utf8
    case UInt8(ascii: "'"): bytes += "&#39;".utf8
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// What every template escapes with: swift-mustache's own way looks every `Character` up in a dictionary.
struct PlainHTML: MustacheContentType {
  static let name = "PLAIN_HTML"
  /// Begins every template, partials too: each starts over with swift-mustache's own.
  static let pragma = "{{% CONTENT_TYPE:\(name)}}"

  func escapeText(_ text: String) -> String { escaped(text) }
}
