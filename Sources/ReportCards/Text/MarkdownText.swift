/// Text as Markdown that renders as that text: nothing in it is markup, a link, HTML or a line of its own.
///
/// For CommonMark and GitHub's dialect, inside a line that begins with words of ours.
func markdown(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "&": result += "&amp;"
    case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!", "{", "}", "$": result += "\\" + String(scalar)
    default: result.unicodeScalars.append(scalar)
    }
  }
  // GitHub makes links of bare addresses.
  return startingPlainly(result.replacing("://", with: "&#58;//").replacing("www.", with: "www&#46;"))
}

/// A list's mark means something where a block begins, and so do spaces.
private func startingPlainly(_ text: String) -> String {
  guard let first = text.unicodeScalars.first else { return text }
  if first == " " || first == "\u{A0}" { return "&#\(first.value);" + text.dropFirst() }
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  let rest = text.dropFirst(digits.count)
  let marks: [Character] = digits.isEmpty ? ["-", "+", "="] : [".", ")"]
  guard let mark = rest.first, marks.contains(mark) else { return text }
  let endsMark = rest.dropFirst().first.map { $0 == " " || $0 == "\u{A0}" || $0 == mark } ?? true
  return endsMark ? digits + "\\" + rest : text
}
