/// Text from the data, made safe to look at: nothing in it moves the cursor, reorders its neighbours or breaks a line.
///
/// Every text of the record passes here before any format escapes it.
/// - Control characters become their pictures (`␛`), bidirectional controls and other invisible ones `�`.
/// - Where `<`, `>`, `&`, `"` or `'` shares a grapheme with a combining mark, a word joiner parts them, for whoever
///   escapes whole `Character`s and would let such a quote through to end an attribute.
/// - What is longer than `limit` scalars is cut, with an ellipsis.
public func visible(_ text: String, limit: Int = 2000) -> String {
  if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
  if text.utf8.count <= limit, text.unicodeScalars.allSatisfy({ picture(of: $0) == $0 && !isMarkup($0) }) {
    return text
  }
  var scalars = String.UnicodeScalarView()
  for (i, scalar) in text.unicodeScalars.enumerated() {
    if i >= limit {
      scalars.append("…")
      break
    }
    scalars.append(picture(of: scalar))
  }
  return partingMarkup(String(scalars))
}

/// A guild's name or id: as `visible`, and never longer than a heading bears.
public func visibleName(_ text: String) -> String { visible(text, limit: 96) }

private func picture(of scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
  case 0x7F: "\u{2421}"
  case 0x2028, 0x2029: "\u{2424}"
  case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F, 0xFEFF, 0xFFF9...0xFFFB: "\u{FFFD}"
  default: scalar
  }
}

private func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "<" || scalar == ">" || scalar == "&" || scalar == "\"" || scalar == "'"
}

private func partingMarkup(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isMarkup) else { return text }
  var parted = String.UnicodeScalarView()
  for character in text {
    let scalars = character.unicodeScalars
    if scalars.count > 1, scalars.contains(where: isMarkup) {
      for (i, scalar) in scalars.enumerated() {
        if i > 0 { parted.append("\u{2060}") }
        parted.append(scalar)
      }
    } else {
      parted.append(contentsOf: scalars)
    }
  }
  return String(parted)
}
