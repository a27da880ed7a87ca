import ArgumentParser
import FoundationEssentials
import Glibc
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
      try replaceFile(Array(registered.utf8), at: "\(folder)/\(Checkout.registry)")
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

/// Puts a file in the place of another, which stays whole until the new one is.
private func replaceFile(_ bytes: [UInt8], at path: String) throws {
  // What a link leads to, so that it stays one.
  let place = realpath(path, nil).map { resolved in
    defer { free(resolved) }
    return String(cString: resolved)
  }
  let target = place ?? path
  let draft = "\(target).writing-\(getpid())"
  do {
    try writeFile(bytes, to: draft, named: path)
    var status = stat()
    if stat(target, &status) == 0 { chmod(draft, status.st_mode & 0o7777) }
    try Interruption.check()
    guard rename(draft, target) == 0 else {
      throw Failure(.cannotWrite, "cannot write \(printable(path)): \(String(cString: strerror(errno)))")
    }
  } catch {
    unlink(draft)
    throw error
  }
}
