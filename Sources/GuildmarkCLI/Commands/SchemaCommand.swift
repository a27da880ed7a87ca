import ArgumentParser
import RatingProgramme
import RatingRecord
import ScorerKit

struct SchemaCommand: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of programmes, for editors.",
    discussion: """
      Configs/guildmark.schema.json is made by `guildmark schema > Configs/guildmark.schema.json`. A programme beside it whose \
      first line is `# yaml-language-server: $schema=guildmark.schema.json` is completed and checked as it is typed, in editors \
      that know the YAML language server.
      """)

  func run(with scorers: [any Scorer.Type]) throws {
    try StandardOutput.write(Guildmark.schema(of: scorers))
  }
}

extension Guildmark {
  /// The JSON Schema of programmes that may name these scorers: UTF-8, ending with a line feed.
  public static func schema(of scorers: [any Scorer.Type]) -> [UInt8] {
    JSON(Programme.schema(scorers: scorers)).bytes(expanding: .max) + [UInt8(ascii: "\n")]
  }
}

extension Literal {
  fileprivate var isScalar: Bool {
    switch self {
    case .list, .group: false
    case .nothing, .boolean, .number, .text: true
    }
  }
}

extension JSON {
  /// Lists of words stand on one line.
  fileprivate init(_ literal: Literal) {
    self =
      switch literal {
      case .nothing: .null
      case .boolean(let value): .bool(value)
      case .number(let digits): .written(Array(digits.utf8))
      case .text(let text): .string(text)
      case .list(let items) where items.allSatisfy(\.isScalar):
        .written(JSON.array(items.map(JSON.init)).bytes())
      case .list(let items): .array(items.map(JSON.init))
      case .group(let pairs): .object(pairs.map { ($0.key, JSON($0.value)) })
      }
  }
}
