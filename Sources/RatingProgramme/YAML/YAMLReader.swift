/// Builds the located tree of a file, and says what of YAML programmes do without: anchors, tags, merges and the like,
/// with which a value could come from elsewhere or mean something that its text does not say.
///
/// A loop over events with a stack of its own: however deep the file, the call stack stays flat.
struct YAMLReader {
  static let deepest = 32
  /// Some twenty times what a long programme has: what follows may take quadratic time in them.
  static let mostNodes = 5_000

  /// What was found wrong on the way, in the order of the file.
  private(set) var mistakes: [(place: Place, message: String)] = []
  /// `nil`: the file is empty, or could not be read to its end.
  private(set) var root: YAMLNode?
  /// The file holds nothing but comments, if that.
  private(set) var isEmpty = false

  private let text: YAMLText?
  private var open: [Container] = []
  private var documents = 0
  private var nodes = 0

  /// A sequence or mapping whose end has not come yet.
  private struct Container {
    let place: Place
    let isMapping: Bool
    var items: [YAMLNode] = []
    var pairs: [YAMLNode.Pair] = []
    /// The key whose value comes next.
    var key: Key?
  }

  private enum Key {
    case text(String, Place)
    /// Reported; its value is read and forgotten.
    case rejected
  }

  init(_ file: [UInt8]) {
    do throws(YAMLTextError) {
      text = try YAMLText(file)
    } catch {
      text = nil
      mistakes = [(error.place, error.message)]
      return
    }
    read()
  }

  private mutating func read() {
    guard let text else { return }
    if let directive = text.directive {
      report(directive, "a programme has no directives; take out the lines that start with `%`")
      return
    }
    var complete = true
    do throws(YAMLSyntaxError) {
      try forEachYAMLEvent(in: text.bytes) { event in
        complete = take(event)
        return complete
      }
    } catch {
      complete = documents > 1
      if !complete { mistakes.append(inPlainWords(error, of: text)) }
    }
    if !complete { root = nil }
    isEmpty = complete && documents == 0
  }

  /// Returns whether to go on.
  private mutating func take(_ event: YAMLEvent) -> Bool {
    switch event.kind {
    case .document:
      documents += 1
      guard documents > 1 else { return true }
      report(event.place, "a second document starts here; a programme is one document: take out the `---`")
      return true
    default: break
    }
    guard documents == 1 else { return true }
    if event.hasAnchor { report(event.place, "a programme has no anchors (`&`); write the value out") }
    if event.hasTag { report(event.place, "a programme has no tags (`!`); the key says what a value is") }
    return build(event)
  }

  private mutating func build(_ event: YAMLEvent) -> Bool {
    if case .end = event.kind {
      guard let container = open.popLast() else { return true }
      let content: YAMLNode.Content = container.isMapping ? .mapping(container.pairs) : .sequence(container.items)
      add(YAMLNode(place: container.place, content: content), offset: event.offset)
      return true
    }
    nodes += 1
    guard nodes <= YAMLReader.mostNodes else {
      report(event.place, "the file has more than \(YAMLReader.mostNodes) values; a programme has some hundred")
      return false
    }
    switch event.kind {
    case .startOfSequence, .startOfMapping:
      guard open.count < YAMLReader.deepest else {
        report(event.place, "this is nested more than \(YAMLReader.deepest) levels deep; a programme needs at most 7")
        return false
      }
      var isMapping = false
      if case .startOfMapping = event.kind { isMapping = true }
      open.append(Container(place: event.place, isMapping: isMapping))
    case .scalar(let text, let isQuoted):
      add(YAMLNode(place: event.place, content: .scalar(text, isQuoted: isQuoted)), offset: event.offset)
    case .alias:
      report(
        event.place, "a programme has no aliases (`*`); write the value out, or put text that starts with * in quotes")
      add(YAMLNode(place: event.place, content: .rejected), offset: event.offset)
    case .document, .end: break
    }
    return true
  }

  /// Puts a finished node where it belongs: in the innermost open container, as a key if that is a mapping's turn.
  private mutating func add(_ node: YAMLNode, offset: Int) {
    guard let last = open.indices.last else {
      root = node
      return
    }
    guard open[last].isMapping else {
      open[last].items.append(node)
      return
    }
    switch open[last].key {
    case nil: open[last].key = key(node, offset: offset)
    case .text(let text, let place):
      open[last].pairs.append(YAMLNode.Pair(key: text, keyPlace: place, value: node))
      open[last].key = nil
    case .rejected: open[last].key = nil
    }
  }

  private mutating func key(_ node: YAMLNode, offset: Int) -> Key {
    switch node.content {
    case .rejected: return .rejected
    case .sequence, .mapping:
      report(node.place, "a key must be a plain word or value, not \(node.shape)")
    case .scalar(let text, let isQuoted):
      if !isQuoted, text == "<<" {
        report(node.place, "a programme has no merge keys (`<<`); write the keys out")
      } else if node.isNull {
        report(node.place, "there is no key before the `:`")
      } else {
        if followsQuestionMark(offset) { report(node.place, "a programme has no `?` keys; write `key: value`") }
        return .text(text, node.place)
      }
    }
    return .rejected
  }

  /// Whether the key at `offset` was announced by a `?`. libyaml does not say; but no key of the other kind has one before
  /// it on its line, or alone on the line above.
  private func followsQuestionMark(_ offset: Int) -> Bool {
    guard let characters = text?.characters else { return false }
    var before = characters[..<min(offset, characters.count)]
    func dropBlanks() { while before.last == " " || before.last == "\t" { before.removeLast() } }
    dropBlanks()
    if before.last == "?" { return true }
    guard before.last == "\n" || before.last == "\r" else { return false }
    while before.last == "\n" || before.last == "\r" { before.removeLast() }
    dropBlanks()
    guard before.popLast() == "?" else { return false }
    dropBlanks()
    return before.isEmpty || before.last == "\n" || before.last == "\r"
  }

  private mutating func report(_ place: Place, _ message: String) { mistakes.append((place, message)) }
}
