import BuiltInScorers
import Foundation
import GuildmarkCLI
import RatingProgramme
import ScorerKit
import Testing

/// The programmes in `Configs` and those in the documentation, with the scorers that come with Guildmark.
struct ConfigTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

  /// Those that the pages speak of; more may be registered.
  static let scorers: [any Scorer.Type] = [
    ComplaintRate.self, PayoutFairness.self, Responsiveness.self, Retention.self,
  ]
  /// With those whose measures a programme declares.
  static let allScorers: [any Scorer.Type] = [Brought.self] + scorers

  static let configs = ["geometric", "minimal", "monthly", "strict-gates"]
  /// Others' programmes, with measures that come ready made.
  static let others = ["medicare-part-c-2026"]

  static func load(_ name: String) throws -> Programme {
    try Programme.load(path: root.appending(path: "Configs/\(name).yaml").path, scorers: builtInScorers)
  }

  @Test("every programme that is shipped is tested here")
  func allListed() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Configs").path)
    #expect(
      files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        == (Self.configs + Self.others).sorted())
  }

  @Test("every programme that is shipped is right, and uses the scorers it was written for", arguments: configs)
  func shipped(name: String) throws {
    let programme = try Self.load(name)
    #expect(Set(programme.scorers.map(\.id)).isSuperset(of: Self.scorers.map { $0.id }))
    #expect(programme.scorers.filter { $0.window == 3 }.map(\.id).sorted() == ["complaint_rate", "retention"])
  }

  @Test("others' programmes are right, and rate what is brought", arguments: others)
  func othersShipped(name: String) throws {
    let programme = try Self.load(name)
    #expect(programme.scorers.map(\.id) == ["brought"])
    #expect(programme.scorers[0].measures.count > 30 && programme.scale == .init(from: 100, to: 500))
  }

  @Test("monthly.yaml writes out what the scorers would do anyway")
  func monthlyIsExplicit() throws {
    for plan in try Self.load("monthly").scorers {
      let type = type(of: plan.scorer)
      #expect(plan.scorer.settings == type.init().settings, "\(plan.id)")
      for measure in plan.measures {
        #expect(
          measure.measure.role == .scored(weight: measure.weight, measure.curve), "\(plan.id).\(measure.measure.id)")
      }
    }
  }

  @Test("monthly.yaml names every setting and every scored measure")
  func monthlyIsComplete() throws {
    let text = try String(contentsOf: Self.root.appending(path: "Configs/monthly.yaml"), encoding: .utf8)
    for type in Self.scorers {
      for setting in type.init().settings { #expect(text.contains("      \(setting.id): "), "\(setting.id)") }
      for measure in type.measures where measure.isScored {
        #expect(text.contains("      \(measure.id): "), "\(measure.id)")
      }
    }
  }

  @Test("the examples of Docs/Programmes.md work, and its mistakes are told as it shows them")
  func documentation() throws {
    let page = try String(contentsOf: Self.root.appending(path: "Docs/Programmes.md"), encoding: .utf8)
    let blocks = page.matches(of: /```(yaml|text)\n([\s\S]*?)```/).map { (kind: $0.1, text: String($0.2)) }
    #expect(blocks.count { $0.kind == "yaml" } > 15)
    for (i, block) in blocks.enumerated() where block.kind == "yaml" {
      let all = "scorers: { complaint_rate: , payout_fairness: , responsiveness: , retention: }\n"
      let yaml = block.text.contains(/(^|\n)scorers:/) ? block.text : all + block.text
      let next = i + 1 < blocks.count ? blocks[i + 1] : block
      #expect(printed(yaml) == (next.kind == "text" ? next.text : ""))
    }
  }

  @Test("Configs/guildmark.schema.json is what the keys declare, and the scorers that it knows")
  func schema() throws {
    let file = try Data(contentsOf: Self.root.appending(path: "Configs/guildmark.schema.json"))
    let text = String(decoding: file, as: UTF8.self)
    // One that was registered since is told by `.ci/run`, as for Docs/Scorers.md.
    let known = builtInScorers.filter { text.contains("\"\($0.id)\"") }
    #expect(known.count >= Self.allScorers.count)
    #expect(
      Array(file) == Guildmark.schema(of: known), "it is stale: run `guildmark schema > Configs/guildmark.schema.json`")
  }

  @Test("every programme that is shipped names its schema", arguments: configs + others)
  func namesItsSchema(name: String) throws {
    let text = try String(contentsOf: Self.root.appending(path: "Configs/\(name).yaml"), encoding: .utf8)
    #expect(text.hasPrefix("# yaml-language-server: $schema=guildmark.schema.json\n"))
  }

  /// The mistakes of a programme, a line each.
  private func printed(_ yaml: String) -> String {
    do throws(ProgrammeError) {
      _ = try Programme.read(Array(yaml.utf8), file: "my-programme.yaml", scorers: Self.allScorers)
      return ""
    } catch {
      return "\(error)\n"
    }
  }
}
