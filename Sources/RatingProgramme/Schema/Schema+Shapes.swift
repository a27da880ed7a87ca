/// A JSON Schema's keywords, in the order in which they are written.
typealias Keywords = [Literal.Pair]

extension Literal {
  static func group(_ pairs: KeyValuePairs<String, Literal>) -> Literal { .group(pairs.map { Pair($0.key, $0.value) }) }
  static func words(_ words: [String]) -> Literal { .list(words.map(Literal.text)) }
  static func count(_ number: Int) -> Literal { .number(String(number)) }
}

extension DeclaredKey {
  /// What the schema says of the key: what it is, what it takes, its default and examples.
  var schema: Literal {
    var keywords: Keywords = [.init("description", .text(description))]
    keywords += shape.keywords(orNothing: !isNeeded)
    if let standard { keywords.append(.init("default", standard)) }
    if !examples.isEmpty { keywords.append(.init("examples", .list(examples))) }
    return .group(keywords)
  }
}

extension Shape {
  /// - Parameter orNothing: whether an empty value will do.
  func keywords(orNothing: Bool) -> Keywords {
    switch self {
    case .scalar(let form, let expectation):
      return form.keywords(orNothing: orNothing) + [.init("errorMessage", .text(expectation))]
    case .words(let form, let expectation, let least):
      let word = Shape.scalar(form, expectation).keywords(orNothing: false)
      var list = type("array", false) + [.init("items", .group(word))]
      if least > 0 { list.append(.init("minItems", .count(least))) }
      // Of any text, 1 and 1.0 are two words, which are the same number to whoever goes by YAML's types.
      let unique = Literal.Pair("uniqueItems", .boolean(true))
      if case .words = form {
        list.append(unique)
      } else {
        let texts = Literal.group(["items": .group(["type": .text("string")])])
        list += [.init("if", texts), .init("then", .group([unique]))]
      }
      let nothing: [Literal] = orNothing ? [.group(["type": .text("null")])] : []
      return [.init("anyOf", .list([.group(word), .group(list)] + nothing))]
    case .list(let item, let count):
      var keywords = type("array", orNothing) + [.init("items", .group(item.keywords(orNothing: false)))]
      if count.lowerBound > 0 { keywords.append(.init("minItems", .count(count.lowerBound))) }
      if count.upperBound < .max { keywords.append(.init("maxItems", .count(count.upperBound))) }
      return keywords
    case .section(let keys, let rules): return sectionKeywords(keys, rules, orNothing)
    case .group(let value, let form, let expectation, let least):
      var keywords = type("object", orNothing)
      keywords.append(
        .init(
          "propertyNames",
          .group([.init("pattern", .text(form.pattern)), .init("errorMessage", .text(expectation))])))
      keywords.append(.init("additionalProperties", .group(value.keywords(orNothing: least == 0))))
      if least > 0 { keywords.append(.init("minProperties", .count(least))) }
      return keywords
    case .either(let shapes):
      guard !shapes.isEmpty else { return [] }
      let nothing: [Literal] = orNothing ? [.group(["type": .text("null")])] : []
      return [.init("anyOf", .list(shapes.map { .group($0.keywords(orNothing: false)) } + nothing))]
    case .reference(let name): return [.init("$ref", .text("#/$defs/\(name)"))]
    }
  }

  private func type(_ name: String, _ orNothing: Bool) -> Keywords {
    [.init("type", orNothing ? .words([name, "null"]) : .text(name))]
  }

  private func sectionKeywords(_ keys: [any DeclaredKey], _ rules: [Rule], _ orNothing: Bool) -> Keywords {
    var keywords = type("object", orNothing)
    keywords.append(.init("properties", .group(keys.map { .init($0.name, $0.schema) })))
    keywords.append(.init("additionalProperties", .boolean(false)))
    var all: [Literal] = []
    var needed = keys.filter(\.isNeeded).map(\.name)
    for rule in rules {
      if case .oneKey = rule {
        needed = []
        keywords += [.init("minProperties", .count(1)), .init("maxProperties", .count(1))]
      } else {
        all.append(rule.schema)
      }
    }
    if !needed.isEmpty { keywords.append(.init("required", .words(needed))) }
    if !all.isEmpty { keywords.append(.init("allOf", .list(all))) }
    return keywords
  }
}

extension Shape.Rule {
  fileprivate var schema: Literal {
    func has(_ key: String) -> Literal {
      .group([
        "required": .words([key]),
        "properties": .group([key: .group(["not": .group(["type": .text("null")])])]),
      ])
    }
    func lacks(_ key: String) -> Literal { .group(["properties": .group([key: .group(["type": .text("null")])])]) }
    switch self {
    case .oneKey: return .group(["minProperties": .count(1), "maxProperties": .count(1)])
    case .someOf(let keys): return .group(["anyOf": .list(keys.map(has))])
    case .oneOf(let keys): return .group(["oneOf": .list(keys.map(has))])
    case .goesWith(let key, let other): return .group(["anyOf": .list([lacks(key), has(other)])])
    case .whenever(let key, let word, let isDefault, let other, let shape):
      let says = Literal.group([key: .group(["enum": .list([.text(word)] + (isDefault ? [.nothing] : []))])])
      var condition: Keywords = [.init("properties", says)]
      if !isDefault { condition.append(.init("required", .words([key]))) }
      return .group([
        "if": .group(condition),
        "then": .group(["properties": .group([other: .group(shape.keywords(orNothing: true))])]),
      ])
    }
  }
}

extension Form {
  /// Blanks and line breaks, of which several count as one; and any other character that may stand on a line.
  private static let blank = "[ \\t\\r\\n]"
  private static let character = "[^\\u0000-\\u0020\\u007F-\\u009F\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFEFF]"

  /// Of the whole text, in the words that the regular expressions of all languages share.
  var pattern: String {
    switch self {
    case .number(_, _, _, let text), .text(let text): "^(?:\(text))$"
    case .line(let longest):
      "^\(Form.blank)*(?:\(Form.character)|\(Form.blank)+(?=\(Form.character))){1,\(longest)}\(Form.blank)*$"
    case .words(let words): "^(?:\(words.joined(separator: "|")))$"
    case .boolean: "^(?:true|false)$"
    }
  }

  fileprivate func keywords(orNothing: Bool) -> Keywords {
    func types(_ names: String...) -> Literal.Pair { .init("type", .words(names + (orNothing ? ["null"] : []))) }
    switch self {
    case .number(let least, let most, let isWhole, _):
      return [
        types(isWhole ? "integer" : "number", "string"), .init("minimum", .number(least)),
        .init("maximum", .number(most)), .init("pattern", .text(pattern)),
      ]
    case .text: return [types("string"), .init("pattern", .text(pattern))]
    // What YAML takes for a number, a Boolean or nothing, such as ~, is text here.
    case .line:
      return [
        .init("type", .words(["string", "number", "boolean", "null"])), .init("pattern", .text(pattern)),
      ]
    case .words(let words): return [.init("enum", .list(words.map(Literal.text) + (orNothing ? [.nothing] : [])))]
    case .boolean: return [types("boolean", "string"), .init("pattern", .text(pattern))]
    }
  }
}
