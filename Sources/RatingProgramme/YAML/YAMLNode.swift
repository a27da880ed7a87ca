/// Where something stands in a programme's file; line and column count from 1, the column in characters.
struct Place: Hashable, Comparable, Sendable {
  let line: Int
  let column: Int

  static let start = Place(line: 1, column: 1)

  static func < (a: Place, b: Place) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A value of the located tree. Scalars are text: what they mean is for the key to say.
struct YAMLNode: Sendable {
  let place: Place
  let content: Content

  enum Content: Sendable {
    /// `isQuoted`: in quotes or as a block, so that even an empty text is one.
    case scalar(String, isQuoted: Bool)
    case sequence([YAMLNode])
    /// In the order of the file; the same key may come twice.
    case mapping([Pair])
    /// Something that programmes do not have, such as an alias. It has been reported, so nothing more is said of it.
    case rejected
  }

  struct Pair: Sendable {
    let key: String
    let keyPlace: Place
    let value: YAMLNode
  }

  /// Nothing is written there: all defaults.
  var isNull: Bool {
    if case .scalar("", isQuoted: false) = content { true } else { false }
  }

  /// In words, for messages.
  var shape: String {
    switch content {
    case .scalar(let text, _): isNull ? "nothing" : quoted(text)
    case .sequence: "a list"
    case .mapping: "a group of keys"
    case .rejected: "nothing that can be read"
    }
  }
}
