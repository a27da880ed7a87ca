import ArgumentParser
import RatingEngine
import ScorerKit

struct Merge: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Merge tallies of parts into tallies of the whole.",
    discussion: """
      Writes them to standard output. The order does not matter, and what was merged can be merged again. Tallies made for \
      another month, by other scorers or with other settings are refused, and so is a part that is there already.
      """)

  @Argument(help: "Files that `tally` or `merge` have written; - is standard input.", completion: .file())
  var parts: [String]

  func validate() throws {
    guard parts.filter({ $0 == "-" }).count < 2 else { throw ValidationError("standard input can be read once only") }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    try StandardOutput.refuseTerminal(for: "tallies")
    var whole = try Partial(path: parts[0], scorers: scorers)
    for part in parts.dropFirst() { try whole.merge(Partial(path: part, scorers: scorers), named: part) }
    try StandardOutput.writeWhole(whole.bytes(tool: Guildmark.version))
  }
}
