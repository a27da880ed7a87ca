/// What stands below a key, as far as it can be said without reading a programme: what the JSON Schema is made of.
indirect enum Shape: Sendable {
  case scalar(Form, Expectation)
  /// One word alone, or a list of them.
  case words(Form, Expectation, atLeast: Int)
  case list(of: Shape, ClosedRange<Int>)
  /// Keys that are known, all of which have no value where they are not needed.
  case section([any DeclaredKey], [Rule] = [])
  /// Keys of which the form is known alone.
  case group(of: Shape, keys: Form, Expectation, atLeast: Int = 0)
  case either([Shape])
  /// Something that the schema defines once, by its name there.
  case reference(String)

  /// What depends on something else.
  static let anything = Shape.either([])

  /// What would be right, in words.
  typealias Expectation = String

  /// What holds of the keys of a section together.
  enum Rule: Sendable {
    /// One key at least, and one at most, whatever its value.
    case oneKey
    case someOf([String])
    case oneOf([String])
    /// The first only beside the second.
    case goesWith(String, String)
    /// Where the first key says the word, or nothing and the word is its default, the second takes such a value.
    case whenever(String, says: String, isDefault: Bool, String, Shape)
  }
}

/// How a scalar looks to whoever goes by YAML's types, as editors do: where a programme takes all scalars for text, these have
/// seen numbers in some. A form holds at least what the spelling reads. Of quantities with a unit it tells the form and not the size.
enum Form: Sendable, Equatable {
  /// A plain number between two, written in decimal; or text of this pattern.
  case number(from: String, to: String, isWhole: Bool = false, orText: String = Form.decimal)
  case text(String)
  /// Any text on one line of so many characters.
  case line(atMost: Int)
  case words([String])
  case boolean

  static let decimal = "-?[0-9]+(?:\\.[0-9]+)?"
  static let whole = "-?[0-9]+(?:\\.0+)?"
  /// With its unit, as its own word.
  static func counted(_ number: String, _ unit: String) -> String { " *\(number) +\(unit)s? *" }
}
