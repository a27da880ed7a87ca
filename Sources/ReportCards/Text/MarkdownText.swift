typealias Markdown = Markup<MarkdownLanguage>

/// Text as Markdown that renders as that text: nothing in it is markup, a link, HTML or a line of its own.
///
/// For CommonMark and GitHub's dialect, inside a line that begins with words of ours.
enum MarkdownLanguage: MarkupLanguage {
  static func escape(_ text: String, into utf8: inout [UInt8]) {
    utf8 += isPlain(text) ? text.utf8 : escaped(text).utf8
  }

  /// Whether the text is its own Markdown, as most are: by its bytes, which are soon looked through.
  private static func isPlain(_ text: String) -> Bool {
    var last: UInt32 = 0
    for byte in text.utf8 {
      last = last << 8 | UInt32(byte)
      if isSpecial(byte) || last == wwwDot || last & 0xFF_FFFF == colonSlashSlash { return false }
    }
    return !mayBeginBlock(text)
  }

  /// Whether the text begins with a space, or with what could be a list's mark: `-`, `3.` or `3)`.
  private static func mayBeginBlock(_ text: String) -> Bool {
    let rest = text.utf8.drop(while: isDigit)
    let (first, second) = (rest.first, rest.dropFirst().first)
    // A mark that a figure follows is a sign, or a decimal point.
    if first != UInt8(ascii: " "), second.map(isDigit) ?? false { return false }
    let hasDigits = rest.startIndex > text.startIndex
    switch first {
    case UInt8(ascii: "."), UInt8(ascii: ")"): return hasDigits
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="): return !hasDigits
    case 0xC2: return !hasDigits && second == 0xA0
    default: return false
    }
  }

  private static let wwwDot: UInt32 = 0x7777_772E
  private static let colonSlashSlash: UInt32 = 0x3A2F2F

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "`"),
      UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "|"),
      UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "!"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "$"):
      true
    default: false
    }
  }

  private static func escaped(_ text: String) -> String {
    // GitHub makes links of bare addresses.
    startingPlainly(
      escapingMarks(text).replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;"))
  }

  private static func escapingMarks(_ text: String) -> String {
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
  private static func startingPlainly(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, !first.properties.isAlphabetic else { return text }
    if first == " " || first == "\u{A0}" { return "&#\(first.value);" + text.dropFirst() }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    let marks: [Character] = digits.isEmpty ? ["-", "+", "="] : [".", ")"]
    guard let mark = rest.first, marks.contains(mark) else { return text }
    let endsMark = rest.dropFirst().first.map { $0 == " " || $0 == "\u{A0}" || $0 == mark } ?? true
    return endsMark ? digits + "\\" + rest : text
  }
}
