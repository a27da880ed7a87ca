/// A key that a programme may have. It is declared once, and both what reads it and what describes it go by that.
protocol DeclaredKey: Sendable {
  var name: String { get }
  /// What it is, in a sentence or two.
  var help: String { get }
  /// On the widest scale there can be.
  var shape: Shape { get }
  /// What holds where the key is absent or has no value; `nil`: nothing, or what depends on other keys.
  var standard: Literal? { get }
  var examples: [Literal] { get }
  /// Whether it must be there.
  var isNeeded: Bool { get }
}

/// A key of one scalar.
struct Key<Value: Sendable>: DeclaredKey {
  let name: String
  let help: String
  /// Points are spelled on the programme's scale.
  let spelling: @Sendable (Programme.Scale) -> Spelling<Value>
  let standard: Literal?
  let isNeeded: Bool

  init(
    _ name: String, _ help: String, standard: Value? = nil, isNeeded: Bool = false,
    on spelling: @escaping @Sendable (Programme.Scale) -> Spelling<Value>
  ) {
    self.name = name
    self.help = help
    self.spelling = spelling
    self.standard = standard.map { spelling(.standard).literal($0) }
    self.isNeeded = isNeeded
  }

  init(_ name: String, _ help: String, _ spelling: Spelling<Value>, standard: Value? = nil, isNeeded: Bool = false) {
    self.init(name, help, standard: standard, isNeeded: isNeeded) { _ in spelling }
  }

  /// In the words of the scale that most programmes have, and with room for any.
  var shape: Shape {
    let usual = spelling(.standard).expectation
    let widest = spelling(.widest)
    return .scalar(widest.form, usual + (usual == widest.expectation ? "" : ", or on the programme's own scale"))
  }
  var examples: [Literal] { spelling(.standard).examples.map(spelling(.standard).literal) }
}

/// A key of one word or several.
struct WordsKey: DeclaredKey {
  let name: String
  let help: String
  let spelling: Spelling<String>
  /// How many there must be where the key has a value.
  let atLeast: Int
  let standard: Literal?
  let examples: [Literal]
  var isNeeded: Bool { false }

  /// - Parameter example: a list in YAML.
  init(
    _ name: String, _ help: String, _ spelling: Spelling<String>, atLeast: Int = 0, standard: [String]? = nil,
    example: String
  ) {
    self.name = name
    self.help = help
    self.spelling = spelling
    self.atLeast = atLeast
    self.standard = standard.map { .list($0.map(Literal.text)) }
    examples = [Literal(yaml: example)].compactMap(\.self)
  }

  var shape: Shape { .words(spelling.form, spelling.expectation, atLeast: atLeast) }
}

/// A key with keys or a list below it.
struct Branch: DeclaredKey {
  let name: String
  let help: String
  let shape: Shape
  let standard: Literal?
  let examples: [Literal]
  let isNeeded: Bool

  init(
    name: String, help: String, shape: Shape, standard: Literal?, examples: [Literal], isNeeded: Bool
  ) {
    self.name = name
    self.help = help
    self.shape = shape
    self.standard = standard
    self.examples = examples
    self.isNeeded = isNeeded
  }

  /// - Parameters:
  ///   - standard: in YAML.
  ///   - examples: in YAML.
  init(
    _ name: String, _ help: String, _ shape: Shape, standard: String? = nil, isNeeded: Bool = false,
    examples: String...
  ) {
    self.init(
      name: name, help: help, shape: shape, standard: standard.flatMap(Literal.init(yaml:)),
      examples: examples.compactMap(Literal.init(yaml:)), isNeeded: isNeeded)
  }
}

extension DeclaredKey {
  /// The same key, where more is known of it.
  func taking(_ shape: Shape, standard: Literal? = nil, examples: [Literal]? = nil) -> Branch {
    Branch(
      name: name, help: help, shape: shape, standard: standard ?? self.standard, examples: examples ?? self.examples,
      isNeeded: isNeeded)
  }

  /// What it is, and how it is written.
  var description: String {
    switch shape {
    case .scalar(_, let expectation), .words(_, let expectation, _):
      "\(help) \(expectation.prefix(1).uppercased())\(expectation.dropFirst())."
    default: help
    }
  }
}

extension [any DeclaredKey] {
  var names: [String] { map(\.name) }
}

extension Section {
  subscript(_ key: some DeclaredKey) -> Field? { self[key.name] }
}

extension Programme.Scale {
  /// That holds every other.
  static let widest = Programme.Scale(from: 0, to: greatest)
  static let greatest: Int64 = 1_000_000
}
