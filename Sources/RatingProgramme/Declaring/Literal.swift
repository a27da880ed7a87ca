/// A value as it may stand in a programme: a default, an example, or a part of the JSON Schema.
public indirect enum Literal: Sendable, Equatable {
  case nothing
  case boolean(Bool)
  /// As it is written, in decimal.
  case number(String)
  case text(String)
  case list([Literal])
  /// In the order in which keys are written.
  case group([Pair])

  public struct Pair: Sendable, Equatable {
    public let key: String
    public let value: Literal

    init(_ key: String, _ value: Literal) {
      self.key = key
      self.value = value
    }
  }
}

extension Literal {
  /// What YAML says, scalars being what most readers take them for.
  ///
  /// - Returns: `nil` where it is no YAML.
  init?(yaml: String) {
    let reader = YAMLReader(Array(yaml.utf8))
    guard reader.mistakes.isEmpty, let root = reader.root else { return nil }
    self.init(root)
  }

  private init(_ node: YAMLNode) {
    switch node.content {
    case .scalar(let text, let isQuoted): self = isQuoted ? .text(text) : Literal(scalar: text)
    case .sequence(let items): self = .list(items.map(Literal.init))
    case .mapping(let pairs): self = .group(pairs.map { Pair($0.key, Literal($0.value)) })
    case .rejected: self = .nothing
    }
  }

  /// A plain scalar.
  init(scalar text: String) {
    switch text {
    case "": self = .nothing
    case "true", "false": self = .boolean(text == "true")
    default: self = DecimalNumber(text).map { .number($0.json) } ?? .text(text)
    }
  }

  /// The value of a key; `nil` where there is none.
  subscript(_ key: String) -> Literal? {
    guard case .group(let pairs) = self else { return nil }
    return pairs.first { $0.key == key }?.value
  }
}

extension DecimalNumber {
  /// As JSON has it: no zeros before or after that mean nothing.
  fileprivate var json: String { fixed(digits, decimals: scale) }
}
