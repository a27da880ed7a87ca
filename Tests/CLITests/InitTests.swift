import Foundation
import TestSupport
import Testing

/// `schema` and `init`: what an analyst starts a programme with.
@Suite struct InitTests {
  let data: TemporaryData

  init() throws { data = try SmallPlatform.written() }

  @Test("schema prints one JSON Schema, which names every scorer")
  func schema() throws {
    let outcome = try Guildmark.run("schema")
    expectDone(outcome)
    let schema = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["required"] as? [String] == ["scorers"])
    let definitions = try #require(schema["$defs"] as? [String: Any])
    let scorers = try Guildmark.run("scorers", "list").lines.compactMap { $0.split(separator: " ").first }
    for scorer in scorers { #expect(definitions["scorer_\(scorer)"] != nil, "\(scorer)") }
    #expect(try Guildmark.run("schema").output == outcome.output)
  }

  @Test("init writes a programme that means what no programme means, and says so word for word")
  func standard() throws {
    let file = "\(data.path)/mine.yaml"
    let outcome = try Guildmark.run("init", "--out", file)
    expectDone(outcome)
    #expect(outcome.output.isEmpty)
    #expect(try Guildmark.run("init").text == String(contentsOfFile: file, encoding: .utf8))
    let tables = ["--data", data.path, "--month", "2026-10", "--format", "json", "--quiet"]
    let without = try Guildmark.run(["rate"] + tables)
    expectDone(without)
    let with = try Guildmark.run(["rate", "--programme", file] + tables)
    expectDone(with)
    #expect(with.output == without.output)
  }

  /// A line by the rule that the file states: an example starts with a # and no blank behind it, and is in force without the #.
  private func inForce(_ line: Substring) -> Substring {
    let blanks = line.prefix { $0 == " " }
    let rest = line.dropFirst(blanks.count)
    return rest.hasPrefix("#") && !rest.hasPrefix("# ") && rest != "#" ? blanks + rest.dropFirst() : line
  }

  @Test("each example that init leaves out of force is right by itself")
  func eachExample() throws {
    let text = try Guildmark.run("init").text
    #expect(text.contains("starts with a # and no blank behind it is an example"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let examples = lines.indices.filter { inForce(lines[$0]) != lines[$0] }
    let blocks = examples.filter { !examples.contains($0 - 1) }
    #expect(blocks.count > 8)
    for first in blocks {
      let block = (first..<lines.count).prefix { examples.contains($0) }
      let written = lines.indices.map { block.contains($0) ? inForce(lines[$0]) : lines[$0] }
      try data.write(Array(written.joined(separator: "\n").utf8), to: "one.yaml")
      expectDone(try Guildmark.run("check", "--programme", "\(data.path)/one.yaml"))
    }
  }

  @Test("the examples that init leaves out of force are right, all of them together")
  func examples() throws {
    let text = try Guildmark.run("init").text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "# yaml-language-server: $schema=guildmark.schema.json")
    let inForce = lines.map(inForce)
    #expect(inForce.count { line in !lines.contains(line) } > 10)
    try data.write(Array(inForce.joined(separator: "\n").utf8), to: "all.yaml")
    let outcome = try Guildmark.run("check", "--programme", "\(data.path)/all.yaml")
    // No scorer of those that come along is without weight, so brought takes part too.
    expectDone(outcome)
    for word in ["brought", "Movement:", "Gate:", "Incentives:", "Growth:", "Corrections:", "Exempt ", "Bonus "] {
      #expect(outcome.text.contains(word), "\(word) in \(outcome)")
    }
  }

  @Test("init takes the scorers that are named, and no line is longer than 120 characters")
  func chosen() throws {
    let outcome = try Guildmark.run("init", "--scorer", "retention", "--scorer", "brought")
    expectDone(outcome)
    #expect(outcome.text.contains("\n  retention:\n") && outcome.text.contains("\n  brought:\n"))
    #expect(!outcome.text.contains("payout_fairness") && outcome.lines.allSatisfy { $0.count <= 120 })
    try data.write(outcome.output, to: "two.yaml")
    expectDone(try Guildmark.run("check", "--programme", "\(data.path)/two.yaml"))
    expectFailure(
      try Guildmark.run("init", "--scorer", "retenton"), Code.usage,
      says: "there is no scorer retenton; did you mean retention?")
    expectFailure(
      try Guildmark.run("init", "--scorer", "retention", "--scorer", "retention"), Code.usage,
      says: "--scorer names retention twice")
  }

  @Test("init replaces nothing")
  func nothingReplaced() throws {
    let file = "\(data.path)/kept.yaml"
    try data.write(Array("mine\n".utf8), to: "kept.yaml")
    expectFailure(
      try Guildmark.run("init", "--out", file), Code.cannotWrite, says: "\(file) is there already, and is not replaced")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine\n")
    expectFailure(
      try Guildmark.run("init", "--out", "\(data.path)/no/such.yaml"), Code.cannotWrite, says: "cannot write")
    expectFailure(try Guildmark.run("init", "--out", ""), Code.usage, says: "--out takes a file")
  }
}
