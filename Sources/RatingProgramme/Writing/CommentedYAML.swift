/// Lines of a programme with comments of whole sentences.
///
/// A comment is a `#` and a blank. Each line of an example that is not in force has a `#` for its first character but blanks, and no
/// blank behind that: without the `#` it would be in force.
struct CommentedYAML {
  private(set) var lines: [String] = []
  private static let width = 120
  /// Where comments behind an entry begin.
  private static let column = 43

  var text: String { lines.joined(separator: "\n") + "\n" }

  mutating func blank() { lines.append("") }

  /// Sentences, wrapped.
  mutating func say(_ sentence: String, _ indent: Int) {
    let start = CommentedYAML.blanks(indent) + "#"
    var line = start
    for word in sentence.split(separator: " ") {
      if line.count + 1 + word.count > CommentedYAML.width, line != start {
        lines.append(line)
        line = start
      }
      line += " \(word)"
    }
    lines.append(line)
  }

  /// - Parameter note: behind the entry, if there is room; otherwise before it.
  mutating func put(_ entry: String, _ indent: Int, note: String? = nil) {
    let entry = CommentedYAML.blanks(indent) + entry
    guard let note else { return lines.append(entry) }
    let gap = max(2, CommentedYAML.column - entry.count)
    if entry.count + gap + 2 + note.count <= CommentedYAML.width {
      lines.append(entry + String(repeating: " ", count: gap) + "# " + note)
    } else {
      say(note, indent)
      lines.append(entry)
    }
  }

  /// A key and its value, on one line if there is room.
  mutating func put(_ key: String, _ value: Literal, _ indent: Int) {
    lines += CommentedYAML.entry(key, value).map { CommentedYAML.blanks(indent) + $0 }
  }

  /// The same, not in force.
  mutating func suggest(_ key: String, _ value: Literal, _ indent: Int) {
    lines += CommentedYAML.entry(key, value).map { line in
      let own = line.prefix { $0 == " " }
      return CommentedYAML.blanks(indent) + own + "#" + line.dropFirst(own.count)
    }
  }

  private static func entry(_ key: String, _ value: Literal) -> [String] {
    let short = "\(Literal.text(key).yaml): \(value.yaml)"
    guard short.count > 90 else { return [short] }
    return switch value {
    case .group(let pairs):
      ["\(key):"] + pairs.flatMap { entry($0.key, $0.value) }.map { "  " + $0 }
    case .list(let items): ["\(key):"] + items.flatMap(item)
    case .nothing, .boolean, .number, .text: [short]
    }
  }

  private static func item(_ value: Literal) -> [String] {
    guard case .group(let pairs) = value, value.yaml.count > 80 else { return ["  - \(value.yaml)"] }
    return zip(0..., pairs.flatMap { entry($0.key, $0.value) }).map { $0 == 0 ? "  - \($1)" : "    \($1)" }
  }

  private static func blanks(_ indent: Int) -> String { String(repeating: "  ", count: indent) }
}

extension Literal {
  /// On one line, as a programme has it.
  var yaml: String {
    switch self {
    case .nothing: ""
    case .boolean(let value): value ? "true" : "false"
    case .number(let digits): digits
    case .text(let text): Literal.isPlain(text) ? text : "\"\(Literal.escaped(text))\""
    case .list(let items): "[\(items.map(\.yaml).joined(separator: ", "))]"
    case .group(let pairs):
      pairs.isEmpty
        ? "{}" : "{ \(pairs.map { "\(Literal.text($0.key).yaml): \($0.value.yaml)" }.joined(separator: ", ")) }"
    }
  }

  /// Whether YAML takes the text for itself without quotes, also within brackets.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
    let reserved: Set<Unicode.Scalar> = [",", "[", "]", "{", "}", "#", "\"", "\\", ":", "\n", "\t"]
    let starts: Set<Unicode.Scalar> = ["-", "?", "&", "*", "!", "|", ">", "'", "%", "@", "`", " ", "="]
    return !starts.contains(first) && last != " "
      && text.unicodeScalars.allSatisfy { !reserved.contains($0) && !isUnfitForALine($0) }
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where isUnfitForALine(scalar):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
