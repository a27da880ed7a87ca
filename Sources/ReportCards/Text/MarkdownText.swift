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
    // GitHub makes links of bare addresses.
    case ":": result += "&#58;"
    case "@": result += "&#64;"
    default: result.unicodeScalars.append(scalar)
    }
  }
  result = result.replacing("www.", with: "www&#46;").replacing("WWW.", with: "WWW&#46;")
  return startingPlainly(result)
}

/// A list's mark, a rule or a number with a dot means something where a block begins.
private func startingPlainly(_ text: String) -> String {
  guard let first = text.unicodeScalars.first else { return text }
  if first == "-" || first == "+" || first == "=" || first == "\u{A0}" || first == " " {
    return "&#\(first.value);" + text.unicodeScalars.dropFirst().map(String.init).joined()
  }
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  if !digits.isEmpty, let mark = text.dropFirst(digits.count).first, mark == "." || mark == ")" {
    return digits + "\\" + text.dropFirst(digits.count)
  }
  return text
}
