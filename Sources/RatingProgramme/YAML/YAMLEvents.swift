import CLibYAML

/// What libyaml comes upon, one thing at a time.
struct YAMLEvent {
  enum Kind {
    case document
    case scalar(String, isQuoted: Bool)
    case startOfSequence
    case startOfMapping
    /// Of the sequence or mapping begun last.
    case end
    case alias
  }

  let kind: Kind
  let place: Place
  /// Characters from the start of the text.
  let offset: Int
  let hasAnchor: Bool
  let hasTag: Bool
}

/// Why libyaml went no further, in its own words.
struct YAMLSyntaxError: Error {
  let problem: String
  let place: Place
  /// Where the thing began that went wrong, such as a quote that is never closed.
  let contextPlace: Place?
}

/// Calls `body` with each event of a text until it returns `false`.
///
/// The one place that touches libyaml. Its parser points at itself and at the text, so it lives on the heap, and the text
/// is held until it is gone; nothing of either leaves this function.
/// - Precondition: `bytes` is UTF-8 without a byte order mark.
/// - Complexity: O(n); memory is what the longest scalar takes, not what the whole text does.
func forEachYAMLEvent(in bytes: [UInt8], _ body: (YAMLEvent) -> Bool) throws(YAMLSyntaxError) {
  guard !bytes.isEmpty else { return }
  let error: YAMLSyntaxError? = bytes.withUnsafeBufferPointer { text in
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else {
      return YAMLSyntaxError(problem: "out of memory", place: .start, contextPlace: nil)
    }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    while true {
      var raw = yaml_event_t()
      guard yaml_parser_parse(parser, &raw) == 1 else { return syntaxError(of: parser.pointee) }
      defer { yaml_event_delete(&raw) }
      if raw.type == YAML_STREAM_END_EVENT { return nil }
      if let event = event(raw), !body(event) { return nil }
    }
  }
  if let error { throw error }
}

/// `nil` for the events that say nothing: the start of the stream, the end of a document.
private func event(_ raw: yaml_event_t) -> YAMLEvent? {
  var hasAnchor = false
  var hasTag = false
  let kind: YAMLEvent.Kind
  switch raw.type {
  case YAML_DOCUMENT_START_EVENT: kind = .document
  case YAML_SCALAR_EVENT:
    let scalar = raw.data.scalar
    (hasAnchor, hasTag) = (scalar.anchor != nil, scalar.tag != nil)
    let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    kind = .scalar(text, isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE)
  case YAML_SEQUENCE_START_EVENT:
    (hasAnchor, hasTag) = (raw.data.sequence_start.anchor != nil, raw.data.sequence_start.tag != nil)
    kind = .startOfSequence
  case YAML_MAPPING_START_EVENT:
    (hasAnchor, hasTag) = (raw.data.mapping_start.anchor != nil, raw.data.mapping_start.tag != nil)
    kind = .startOfMapping
  case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: kind = .end
  case YAML_ALIAS_EVENT: kind = .alias
  default: return nil
  }
  return YAMLEvent(
    kind: kind, place: Place(raw.start_mark), offset: raw.start_mark.index, hasAnchor: hasAnchor, hasTag: hasTag)
}

private func syntaxError(of parser: yaml_parser_t) -> YAMLSyntaxError {
  YAMLSyntaxError(
    problem: parser.problem.map { String(cString: $0) } ?? "out of memory",
    place: Place(parser.problem_mark), contextPlace: parser.context == nil ? nil : Place(parser.context_mark))
}

extension Place {
  fileprivate init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}
