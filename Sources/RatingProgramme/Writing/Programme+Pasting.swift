extension Programme {
  /// A programme's file with sections replaced, as somebody does who pastes lines into it. A section that is not there comes
  /// after all others.
  ///
  /// - Parameters:
  ///   - sections: keys at the top of the file, each with all its lines.
  ///   - source: a programme's file.
  /// - Returns: the file, and by how many blanks its keys are indented; `nil` where they do not stand on lines of their own, as in
  ///   braces.
  public static func pasting(
    _ sections: [(key: String, lines: [String])], into source: [UInt8]
  ) -> (bytes: [UInt8], margin: Int)? {
    guard let text = try? YAMLText(source), let root = YAMLReader(source).root, case .mapping(let pairs) = root.content,
      let first = pairs.first, first.keyPlace == root.place
    else { return nil }
    let margin = root.place.column - 1
    var lines = text.lines
    let starts = pairs.map { $0.keyPlace.line - 1 }
    let ends = zip(starts, starts.dropFirst() + [lines.count]).map { start, next in
      lines[..<next].lastIndex { !$0.isBetweenSections(margin: margin) }.map { max(start, $0) + 1 } ?? start + 1
    }
    var replaced: [(range: Range<Int>, lines: [String])] = []
    for section in sections {
      let place = pairs.firstIndex { $0.key == section.key }
      replaced.append(
        (place.map { starts[$0]..<ends[$0] } ?? ends[ends.count - 1]..<ends[ends.count - 1], section.lines))
    }
    // From the last to the first, so that the places of the others stay what they are.
    for (range, written) in replaced.enumerated().sorted(by: {
      ($0.1.range.lowerBound, $0.0) > ($1.1.range.lowerBound, $1.0)
    })
    .map(\.1) {
      let blanks = String(repeating: " ", count: margin)
      lines.replaceSubrange(range, with: written.map { YAMLText.Line(text: blanks + $0, end: "\n") })
    }
    let whole = lines.enumerated().map { $1.text + ($1.end.isEmpty && $0 < lines.count - 1 ? "\n" : $1.end) }
    return (Array(whole.joined().utf8), margin)
  }
}

extension YAMLText {
  struct Line {
    var text: String
    /// What breaks it; empty at the end of the file.
    var end: String

    /// What stands between two sections and belongs to neither: blank lines, remarks no deeper than the keys, the end of the document.
    func isBetweenSections(margin: Int) -> Bool {
      let content = text.unicodeScalars.drop { $0 == " " || $0 == "\t" }
      let depth = text.unicodeScalars.count - content.count
      return content.isEmpty || (content.first == "#" && depth <= margin) || text.hasPrefix("...")
    }
  }

  /// Counted as libyaml does.
  var lines: [Line] {
    var lines: [Line] = []
    var line = String.UnicodeScalarView()
    var rest = characters[...]
    while let character = rest.popFirst() {
      guard isBreak(character) else {
        line.append(character)
        continue
      }
      let isPair = character == "\r" && rest.first == "\n"
      if isPair { rest.removeFirst() }
      lines.append(Line(text: String(line), end: isPair ? "\r\n" : String(character)))
      line = String.UnicodeScalarView()
    }
    return lines + [Line(text: String(line), end: "")]
  }

  private func isBreak(_ character: Unicode.Scalar) -> Bool {
    ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(character)
  }
}
