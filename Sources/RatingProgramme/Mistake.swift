/// Something wrong in a programme's file, and what would be right.
public struct Mistake: Sendable, Equatable, CustomStringConvertible {
  public let file: String
  /// From 1.
  public let line: Int
  /// From 1, in characters.
  public let column: Int
  /// `what is wrong; what would be right (did you mean …?)`
  public let message: String

  /// `programme.yaml:12:5: …`, on one line whatever the file's name holds.
  public var description: String { "\(defused(file)):\(line):\(column): \(message)" }
}

/// Why there is no programme.
public enum ProgrammeError: Error, Sendable, Equatable, CustomStringConvertible {
  case noSuchFile(path: String)
  /// It is there and cannot be read: a directory, or not ours to read.
  case unreadable(path: String, reason: String)
  /// All that is wrong with it, at least one, in the order of the file.
  case mistakes([Mistake])

  public var description: String {
    switch self {
    case .noSuchFile(let path): "\(defused(path)): there is no such file"
    case .unreadable(let path, let reason): "\(defused(path)): \(reason)"
    case .mistakes(let mistakes): mistakes.map(\.description).joined(separator: "\n")
    }
  }
}

/// Text of a file as it stands in a message: in backquotes, short, and unable to move a terminal's cursor.
func quoted(_ text: String) -> String {
  let longest = 60
  let start = text.unicodeScalars.prefix(longest + 1)
  guard start.count > longest else { return "`\(defused(text))`" }
  return "`\(defused(String(String.UnicodeScalarView(start.prefix(longest)))))…`"
}

/// Text without characters that act on what shows it: controls, line breaks, changes of direction.
func defused(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isUnfitForALine) else { return text }
  return text.unicodeScalars.reduce(into: "") { result, character in
    if isUnfitForALine(character) {
      result += "\\u{\(String(character.value, radix: 16, uppercase: true))}"
    } else {
      result.unicodeScalars.append(character)
    }
  }
}

func isUnfitForALine(_ character: Unicode.Scalar) -> Bool {
  switch character.value {
  case 0...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}
