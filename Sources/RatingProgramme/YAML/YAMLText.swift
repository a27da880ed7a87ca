/// The characters of a file that is fit to be read as YAML: UTF-8, not too long, no control characters.
struct YAMLText {
  /// A month's programme has some 5 KiB.
  static let longest = 1 << 20

  /// Without a byte order mark.
  let bytes: [UInt8]
  let characters: [Unicode.Scalar]

  init(_ file: [UInt8]) throws(YAMLTextError) {
    guard file.count <= YAMLText.longest else { throw YAMLTextError(.start, YAMLText.tooLong) }
    if let encoding = YAMLText.foreignEncoding(file.prefix(4)) {
      throw YAMLTextError(.start, "the file is in \(encoding); save it as UTF-8")
    }
    let bytes = file.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.dropFirst(3)) : file
    var characters: [Unicode.Scalar] = []
    characters.reserveCapacity(bytes.count)
    var place = PlaceCounter()
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    decoding: while true {
      switch decoder.decode(&rest) {
      case .emptyInput: break decoding
      case .error:
        throw YAMLTextError(place.place, "this is not UTF-8 text; save the file as UTF-8")
      case .scalarValue(let character):
        guard YAMLText.isPrintable(character) else {
          let code = String(character.value, radix: 16, uppercase: true)
          let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
          throw YAMLTextError(place.place, "the character \(name) cannot stand in a programme; take it out")
        }
        characters.append(character)
        place.pass(character)
      }
    }
    self.bytes = bytes
    self.characters = characters
  }

  /// Where the first line stands that starts with `%`. libyaml compares each directive with all before it, so that a file of
  /// them would take it minutes: they are found without it.
  var directive: Place? {
    var line = 1
    var isAtStart = true
    for (i, character) in characters.enumerated() {
      if isAtStart, character == "%" { return Place(line: line, column: 1) }
      isAtStart = character == "\n" || character == "\r" && (i + 1 == characters.count || characters[i + 1] != "\n")
      if isAtStart { line += 1 }
    }
    return nil
  }

  static let tooLong = "the file is longer than 1 MiB; a programme has a few pages (is this the right file?)"

  /// UTF-16 and UTF-32 by their byte order mark, or by the zero bytes that their first character has if it is ASCII.
  private static func foreignEncoding(_ start: ArraySlice<UInt8>) -> String? {
    switch Array(start) {
    case [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF]: "UTF-32"
    case let s where s.starts(with: [0xFF, 0xFE]) || s.starts(with: [0xFE, 0xFF]): "UTF-16"
    case let s where s.count >= 2 && (s[0] == 0) != (s[1] == 0): "UTF-16"
    default: nil
    }
  }

  /// What YAML 1.1 calls printable, and libyaml insists on.
  private static func isPrintable(_ character: Unicode.Scalar) -> Bool {
    switch character.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}

/// Why a file is not even text.
struct YAMLTextError: Error {
  let place: Place
  let message: String

  init(_ place: Place, _ message: String) {
    self.place = place
    self.message = message
  }
}

/// Counts lines as libyaml does: CR LF is one break.
private struct PlaceCounter {
  private(set) var place = Place.start
  private var lastWasReturn = false

  mutating func pass(_ character: Unicode.Scalar) {
    let isSecondHalf = character == "\n" && lastWasReturn
    lastWasReturn = character == "\r"
    switch character {
    case _ where isSecondHalf: break
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": place = Place(line: place.line + 1, column: 1)
    default: place = Place(line: place.line, column: place.column + 1)
    }
  }
}
