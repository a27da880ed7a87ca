/// Text as Markdown that renders as that text: nothing in it is markup, a link, HTML or a line of its own.
///
/// For CommonMark and GitHub's dialect, inside a line that begins with words of ours.
func markdown(_ text: String) -> String {
  let isPlain = !text.utf8.contains { isSpecial($0) }
  let escaped = isPlain ? text : escapingMarks(text)
  // GitHub makes links of bare addresses.
  let mayBeAddress = holds("://", escaped) || holds("www.", escaped)
  return startingPlainly(
    mayBeAddress ? escaped.replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;") : escaped)
}

/// `contains`, for short ASCII and without its cost.
private func holds(_ part: StaticString, _ text: String) -> Bool {
  let bytes = text.utf8
  return part.withUTF8Buffer { part in
    bytes.indices.contains { bytes[$0] == part[0] && bytes[$0...].starts(with: part) }
  }
}

private func isSpecial(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "`"),
    UInt8(ascii: "*"),
    UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "|"), UInt8(ascii: "#"), UInt8(ascii: "~"),
    UInt8(ascii: "!"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "$"):
    true
  default: false
  }
}

private func escapingMarks(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count + 16)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    default:
      if isSpecial(byte) { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A list's mark means something where a block begins, and so do spaces.
private func startingPlainly(_ text: String) -> String {
  guard let first = text.unicodeScalars.first, !first.properties.isAlphabetic else { return text }
  if first == " " || first == "\u{A0}" { return "&#\(first.value);" + text.dropFirst() }
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  let rest = text.dropFirst(digits.count)
  let marks: [Character] = digits.isEmpty ? ["-", "+", "="] : [".", ")"]
  guard let mark = rest.first, marks.contains(mark) else { return text }
  let endsMark = rest.dropFirst().first.map { $0 == " " || $0 == "\u{A0}" || $0 == mark } ?? true
  return endsMark ? digits + "\\" + rest : text
}
