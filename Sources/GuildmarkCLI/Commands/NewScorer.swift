import ArgumentParser
import FoundationEssentials
import RatingEngine
import ScorerKit

struct NewScorer: GuildmarkCommand {
  static let configuration = CommandConfiguration(
    abstract: "Begin a scorer: a folder in Plugins and a line in its registry.",
    discussion: """
      Writes Plugins/NAME with a definition, measures and examples (its tests) that work at once, over one of the tables, and \
      adds NAME to Plugins/Registry.swift. What they measure is yours to change: Docs/WritingAScorer.md goes through it.
      """)

  @Argument(help: "The scorer's type in Swift, such as Punctuality or LateReplies; its id follows: late_replies.")
  var name: String

  @Option(help: "Its title, as a heading; by default made of the name.")
  var title: String?

  @Option(help: "The table to begin with.")
  var table = SkeletonChoice.requests

  @Option(name: .customLong("in"), help: "The checkout of Guildmark.", completion: .directory)
  var folder = "."

  func validate() throws {
    guard !folder.isEmpty else { throw ValidationError("--in takes a folder") }
    guard let title else { return }
    guard (1...60).contains(title.count), title.contains(where: { !$0.isWhitespace }), printable(title) == title else {
      throw ValidationError("--title takes 1 to 60 characters on a line")
    }
  }

  func run(with scorers: [any Scorer.Type]) throws {
    let name = try ScorerName(name)
    let checkout = try Checkout(path: folder)
    try checkout.refuseTaken(name, scorers: scorers)
    let registry = try ScorerRegistry(checkout.text(of: Checkout.registry), file: Checkout.registry)
    let registered = try registry.adding(name, id: checkout.id)
    let skeleton = ScorerSkeleton(
      name: name, title: (title ?? name.title).replacing("\\", with: "\\\\").replacing("\"", with: "\\\""),
      table: table.table)
    let place = try OutputFolder(path: "\(folder)/Plugins/\(name.type)", replacing: .nothing)
    try place.replace { draft in
      for file in skeleton.files { try draft.write(Array(file.text.utf8), to: file.name) }
    }
    do {
      try replaceFile("\(folder)/\(Checkout.registry)", with: Array(registered.utf8))
    } catch {
      try? FileManager.default.removeItem(atPath: place.path)
      throw error
    }
    try StandardOutput.write(words(name, skeleton))
  }

  private func words(_ name: ScorerName, _ skeleton: ScorerSkeleton) -> String {
    """
    Plugins/\(name.type): \(skeleton.files.map(\.name).joined(separator: ", "))
    \(Checkout.registry): \(name.type).self

    Its examples run with all others:  swift test --filter PluginTests
    What it says of itself:            swift run guildmark scorers show \(name.id)
    What to change in it, and how:     Docs/WritingAScorer.md

    """
  }
}
