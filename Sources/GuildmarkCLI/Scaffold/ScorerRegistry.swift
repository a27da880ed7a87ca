import RatingEngine

/// `Plugins/Registry.swift`, a list of types in the order of their ids.
struct ScorerRegistry {
  private let file: String
  private let lines: [Substring]
  /// The types of the list, each with the number of its line, from 0.
  private let entries: [(line: Int, type: Substring)]
  /// The line below the one that the list begins on.
  private let start: Int

  /// - Throws: `Failure` where it is written in a way that no line can be added to for sure.
  init(_ text: String, file: String) throws {
    self.file = file
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    func refusal(_ line: Int?, _ what: String) -> Failure {
      Failure(
        .data,
        """
        \(printable(file))\(line.map { ":\($0 + 1)" } ?? ""): \(what); a list of lines `  Scorer.self,` that begins with \
        `public let builtInScorers: [any Scorer.Type] = [` and ends with `]` was expected. Nothing is changed
        """)
    }
    let opening = "public let builtInScorers: [any Scorer.Type] = ["
    guard let first = lines.firstIndex(where: { $0 == opening }) else {
      throw refusal(nil, "there is no list of scorers, each on a line")
    }
    guard let end = lines[(first + 1)...].firstIndex(where: { $0 == "]" }) else {
      throw refusal(first, "the list that begins here does not end")
    }
    var entries: [(line: Int, type: Substring)] = []
    for number in (first + 1)..<end {
      let line = lines[number].drop { $0 == " " }
      if line.isEmpty || line.hasPrefix("//") { continue }
      guard line.hasSuffix(".self,"), case let type = line.dropLast(6),
        !type.isEmpty, type.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { throw refusal(number, "`\(printable(String(line)))` is no scorer of the list") }
      entries.append((number, type))
    }
    self.entries = entries
    start = first + 1
  }

  /// With a line for one more, behind the last whose id comes before its own.
  ///
  /// - Parameter id: of a type that is there.
  /// - Throws: `Failure` where the list is in another order.
  func adding(_ name: ScorerName, id: (String) throws -> String) throws -> String {
    let ids = try entries.map { try id(String($0.type)) }
    if let late = zip(ids, ids.dropFirst()).first(where: { $0 >= $1 }) {
      throw Failure(
        .data,
        "\(printable(file)): \(late.1) stands behind \(late.0), and scorers stand in the order of ids. Nothing is changed"
      )
    }
    let place = ids.lastIndex { $0 < name.id }.map { entries[$0].line + 1 } ?? start
    var lines = lines
    lines.insert("  \(name.type).self,", at: place)
    return lines.joined(separator: "\n")
  }
}
