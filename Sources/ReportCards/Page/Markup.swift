/// Text of a markup language, in which only what stands in our own source is markup: a text that is interpolated is
/// escaped, unless it is markup of that language already.
///
/// ```swift
/// let cell: HTML = "<td>\(guild.title)</td>"     // escaped
/// let row: HTML = "<tr>\(cell)\(note.map { "<td>\($0)</td>" })</tr>"
/// ```
///
/// Literals are `StaticString`s, so no text of the data can be passed off as one.
struct Markup<Language: MarkupLanguage>: ExpressibleByStringInterpolation, Equatable, Sendable {
  private(set) var utf8: [UInt8] = []

  init() {}

  init(stringLiteral literal: StaticString) { literal.withUTF8Buffer { utf8 += $0 } }

  init(stringInterpolation: StringInterpolation) { utf8 = stringInterpolation.utf8 }

  var isEmpty: Bool { utf8.isEmpty }

  static func + (left: Markup, right: Markup) -> Markup {
    var sum = left
    sum += right
    return sum
  }

  static func += (left: inout Markup, right: Markup) { left.utf8 += right.utf8 }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate(set) var utf8: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      utf8.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ literal: StaticString) { literal.withUTF8Buffer { utf8 += $0 } }

    mutating func appendInterpolation(_ text: String) { Language.escape(text, into: &utf8) }

    mutating func appendInterpolation(_ number: Int) { utf8 += String(number).utf8 }

    mutating func appendInterpolation(_ markup: Markup) { utf8 += markup.utf8 }

    /// Nothing where there is nothing.
    mutating func appendInterpolation(_ markup: Markup?) {
      if let markup { utf8 += markup.utf8 }
    }

    /// One after the other.
    mutating func appendInterpolation(_ list: [Markup]) {
      for markup in list { utf8 += markup.utf8 }
    }
  }
}

extension Sequence {
  /// One after the other, with something between them.
  func joined<Language>(separator: Markup<Language>) -> Markup<Language> where Element == Markup<Language> {
    var joined = Markup<Language>()
    for (i, markup) in enumerated() {
      if i > 0 { joined += separator }
      joined += markup
    }
    return joined
  }
}

extension Markup where Language == MarkdownLanguage {
  /// Lines just as they are: Markdown leaves alone what four spaces stand before.
  ///
  /// - Parameter lines: `visible`, so that each is one.
  static func code(_ lines: [String]) -> Markup {
    var code = Markup()
    for (i, line) in lines.enumerated() {
      if i > 0 { code.utf8.append(UInt8(ascii: "\n")) }
      if !line.isEmpty { code.utf8 += "    \(line)".utf8 }
    }
    return code
  }
}

/// How a language writes text so that none of it is markup.
protocol MarkupLanguage {
  static func escape(_ text: String, into utf8: inout [UInt8])
}
