import ScorerKit

/// A programme's file on its way from tree to programme, and the mistakes found so far.
///
/// What reads a value reports what is wrong with it, once, and returns `nil`: so reading goes on to the end of the file,
/// whatever its mistakes, and one mistake seldom causes others.
struct ProgrammeReading {
  let file: String
  /// The scorers that a programme may name.
  let registry: [any Scorer.Type]
  private(set) var mistakes: [Mistake] = []
  /// The programme's, as soon as it is read: what points are spelled on.
  var scale = Programme.Scale.standard

  init(file: String, registry: [any Scorer.Type]) {
    self.file = file
    self.registry = registry
  }

  /// By place; mistakes at one place as they were found.
  var mistakesInOrder: [Mistake] {
    mistakes.enumerated().sorted { a, b in
      (a.element.line, a.element.column, a.offset) < (b.element.line, b.element.column, b.offset)
    }.map(\.element)
  }

  mutating func report(_ place: Place, _ message: String) {
    mistakes.append(Mistake(file: file, line: place.line, column: place.column, message: message))
  }

  /// A value as its key wants it; `nil` where there is none, or it is wrong and has been reported.
  mutating func read<Value>(_ field: Field?, as spelling: Spelling<Value>) -> Value? {
    guard let field, !field.node.isNull else { return nil }
    guard let text = scalar(field, spelling.expectation) else { return nil }
    return interpret(text, at: field.node.place, name: field.name, as: spelling)
  }

  /// What a key of a section says.
  mutating func read<Value>(_ key: Key<Value>, in section: Section?) -> Value? {
    read(section?[key], as: key.spelling(scale))
  }

  /// What a key says that has no default.
  mutating func required<Value>(_ key: Key<Value>, in section: Section) -> Value? {
    let spelling = key.spelling(scale)
    guard let field = section[key] else {
      report(section.place, "\(quoted(section.name)) has no `\(key.name)`; \(spelling.expectation)")
      return nil
    }
    return read(field, as: spelling)
  }

  /// What a text says, in a value or in a key.
  mutating func interpret<Value>(
    _ text: String, at place: Place, name: String, as spelling: Spelling<Value>
  ) -> Value? {
    if let value = spelling.read(text) { return value }
    let short = text.utf8.count <= 64 ? text : ""
    let suggestion = spelling.nearby(short).flatMap { spelling.read($0) == nil || $0 == text ? nil : $0 }
    report(place, "\(quoted(name)) cannot be \(quoted(text)); \(spelling.expectation)\(didYouMean(suggestion))")
    return nil
  }

  /// The text of a value that must not be a list or a group of keys.
  mutating func scalar(_ field: Field, _ expectation: String) -> String? {
    switch field.node.content {
    case .scalar(let text, _): return text
    case .rejected: return nil
    case .sequence, .mapping:
      report(field.place, "\(quoted(field.name)) cannot be \(field.node.shape); \(expectation)")
      return nil
    }
  }

  /// The keys of a mapping, all of them declared and none twice; `nil` where there is no mapping.
  mutating func section(_ field: Field?, named name: String, keys: [any DeclaredKey]) -> Section? {
    section(field, named: name, keys: keys.names)
  }

  /// The keys of a mapping, all of them among `keys` and none twice; `nil` where there is no mapping.
  mutating func section(
    _ field: Field?, named name: String, keys: [String], noun: String = "key"
  ) -> Section? {
    guard let section = group(field, named: name, expectation: "write its keys below it: \(list(keys))") else {
      return nil
    }
    let fields = section.fields.filter { field in
      if keys.contains(field.name) { return true }
      let place = name.isEmpty ? "a programme" : quoted(name)
      let suggestion = nearestName(to: field.name, among: keys)
      // A long list helps nobody who has only mistyped a letter.
      let isShort = suggestion == nil || keys.count <= 8
      let known = isShort ? "the \(noun)s are \(list(keys))" : "write one that it has"
      report(field.keyPlace, "\(place) has no \(noun) \(quoted(field.name)); \(known)\(didYouMean(suggestion))")
      return false
    }
    return Section(name: name, place: section.place, fields: fields)
  }

  /// The keys of a mapping, whatever they are, none twice; `nil` where there is no mapping.
  mutating func group(_ field: Field?, named name: String, expectation: String) -> Section? {
    guard let field, !field.node.isNull else { return nil }
    switch field.node.content {
    case .rejected: return nil
    case .scalar, .sequence:
      report(field.place, "\(quoted(field.name)) cannot be \(field.node.shape); \(expectation)")
      return nil
    case .mapping(let pairs):
      var first: [String: Place] = [:]
      var fields: [Field] = []
      for pair in pairs {
        if let place = first[pair.key] {
          report(pair.keyPlace, "\(quoted(pair.key)) comes twice, first on line \(place.line); take one of them out")
        } else {
          first[pair.key] = pair.keyPlace
          fields.append(Field(name: pair.key, keyPlace: pair.keyPlace, node: pair.value))
        }
      }
      return Section(name: name, place: field.keyPlace, fields: fields)
    }
  }

  /// The items of a list, called `name 1`, `name 2` …; `nil` where there is no list.
  mutating func items(_ field: Field?, each name: String, expectation: String) -> [Field]? {
    guard let field, !field.node.isNull else { return nil }
    switch field.node.content {
    case .rejected: return nil
    case .scalar, .mapping:
      report(field.place, "\(quoted(field.name)) cannot be \(field.node.shape); \(expectation)")
      return nil
    case .sequence(let nodes):
      return nodes.enumerated().map {
        Field(name: "\(name) \($0.offset + 1)", keyPlace: $0.element.place, node: $0.element)
      }
    }
  }

  mutating func words(_ key: WordsKey, in section: Section?) -> [String]? {
    words(section?[key], each: key.name, as: key.spelling)
  }

  /// A list of words, or one word alone, none twice.
  mutating func words(_ field: Field?, each name: String, as spelling: Spelling<String>) -> [String]? {
    guard let field, !field.node.isNull else { return nil }
    if case .scalar = field.node.content { return read(field, as: spelling).map { [$0] } }
    let list = items(field, each: name, expectation: "write a list such as `[one, two]`") ?? []
    var words: [String] = []
    var seen: Set<String> = []
    for item in list {
      if item.node.isNull {
        report(item.place, "\(quoted(item.name)) is empty; \(spelling.expectation)")
      } else if let word = read(item, as: spelling) {
        if !seen.insert(word).inserted { report(item.place, "\(quoted(word)) comes twice; take one of them out") }
        words.append(word)
      }
    }
    return words
  }

  private func list(_ keys: [String]) -> String {
    keys.isEmpty ? "none" : oneOf(keys, "and")
  }
}

func didYouMean(_ suggestion: String?) -> String {
  suggestion.map { " (did you mean \(quoted($0))?)" } ?? ""
}
