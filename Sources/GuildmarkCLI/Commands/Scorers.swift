import ArgumentParser
import RatingEngine
import RatingProgramme
import ScorerKit

struct Scorers: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which scorers there are, and what each measures.", subcommands: [List.self, Show.self],
    defaultSubcommand: List.self)

  struct List: GuildmarkCommand {
    static let configuration = CommandConfiguration(abstract: "List the scorers, a line each.")

    func run(with scorers: [any Scorer.Type]) throws {
      let width = scorers.map { $0.id.count }.max() ?? 0
      let lines = scorers.map { scorer in
        scorer.id + String(repeating: " ", count: width - scorer.id.count) + "  " + scorer.summary
      }
      try StandardOutput.write(lines.map { $0 + "\n" }.joined())
    }
  }

  struct Show: GuildmarkCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a scorer's settings, measures, playbook and examples, as Markdown.",
      discussion: "Without an id, all scorers: Docs/Scorers.md is made by `guildmark scorers show > Docs/Scorers.md`.")

    @Argument(help: "A scorer's id.")
    var id: String?

    func run(with scorers: [any Scorer.Type]) throws {
      guard let id else {
        try StandardOutput.write(scorersPage(scorers))
        return
      }
      guard let scorer = scorers.first(where: { $0.id == id }) else {
        let known = scorers.map { $0.id }
        let hint = nearestName(to: id, among: known).map { "did you mean \($0)?" }
        throw Failure(
          .usage, "there is no scorer \(printable(id)); \(hint ?? "there are \(known.joined(separator: ", "))")")
      }
      try StandardOutput.write(scorerPage(scorer))
    }
  }
}
