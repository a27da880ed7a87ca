import RatingRecord

@testable import ReportCards

/// The elements and attributes a browser would see, read scalar by scalar as HTML is tokenised.
struct Tag: Equatable {
  var name: String
  var attributes: [String: String]
}

/// A small tokeniser for the HTML we write: quoted attributes, no comments, raw text in style and script.
func tags(in html: String) -> [Tag] {
  var tags: [Tag] = []
  var rest = Substring.UnicodeScalarView(html.unicodeScalars[...])
  func isName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "-" || scalar == ":" || scalar == "!" || ("0"..."9").contains(scalar)
  }
  while let scalar = rest.popFirst() {
    guard scalar == "<", let first = rest.first, first == "/" || first == "!" || first.properties.isAlphabetic else {
      continue
    }
    let isEnd = first == "/"
    if isEnd { rest.removeFirst() }
    let name = String(rest.prefix(while: isName))
    rest = rest.drop(while: isName)
    var attributes: [String: String] = [:]
    while let next = rest.first, next != ">" {
      guard isName(next) else {
        rest.removeFirst()
        continue
      }
      let key = String(rest.prefix { $0 != "=" && $0 != " " && $0 != ">" && $0 != "/" })
      rest = rest.dropFirst(key.unicodeScalars.count)
      var value = ""
      if rest.first == "=" {
        rest.removeFirst()
        precondition(rest.popFirst() == "\"", "an attribute without quotes: \(key)")
        value = String(rest.prefix { $0 != "\"" })
        rest = rest.dropFirst(value.unicodeScalars.count + 1)
      }
      attributes[key] = value
    }
    if !isEnd { tags.append(Tag(name: name, attributes: attributes)) }
    if name == "style" || name == "script", !isEnd {
      while !rest.isEmpty, !rest.starts(with: "</".unicodeScalars) { rest.removeFirst() }
    }
  }
  return tags
}

/// A page's words: no tags, no styles, entities decoded, every run of white space one space.
func words(of html: String) -> String {
  var text = html
  for raw in ["style", "script"] {
    text = text.replacing(try! Regex("<\(raw)>[\\s\\S]*?</\(raw)>"), with: "")
  }
  text = text.replacing(/<[^>]*>/, with: " ")
  for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
    text = text.replacing(entity, with: character)
  }
  return text.replacing("\u{A0}", with: " ").replacing(/\s+/, with: " ")
}

/// What every format says of a guild.
func everyFormat(_ guild: GuildRating, _ record: RatingRecord) -> [String] {
  [
    cardHTML(of: guild, in: record), cardMarkdown(of: guild, in: record).replacing("\\", with: ""),
    explanation(of: guild, in: record, color: false), explanation(of: guild, in: record, width: 120, color: true),
  ]
}
