import BuiltInScorers
import PlatformSimulator
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// A simulated platform's tables, for tests that try programmes on it.
struct TriedPlatform {
  let data: TemporaryData
  static let month = Month(year: 2026, month: 10)

  init(guilds: Int = 40, seed: UInt64 = 5) throws {
    data = try TemporaryData()
    var options = Simulation.Options()
    (options.guilds, options.broadcasters, options.months, options.seed) = (guilds, guilds * 12, 3, seed)
    _ = try Simulation(options).write(to: data.path + "/tables")
  }

  var tables: String { data.path + "/tables" }

  func workbench(_ programmes: [Programme], threads: Int = 2) throws -> Workbench {
    try Workbench(data: tables, programmes: programmes, month: Self.month, threads: threads)
  }

  func record(_ programme: Programme) throws -> RatingRecord {
    let tallied = try TalliedMonth(data: tables, programme: programme, month: Self.month, threads: 2)
    return try rate(tallied.measured(by: programme), by: programme, tool: testTool, threads: 2)
  }
}

struct WorkbenchTests {
  @Test("what is decided on tables read once for many programmes is what rates say that read them for one")
  func agreesWithRating() throws {
    var random = SeededGenerator(seed: 11)
    let platform = try TriedPlatform(guilds: 24)
    let programmes = try (0..<9).map { _ in try RandomProgramme.make(using: &random) }
    let workbench = try platform.workbench(programmes)
    for programme in programmes {
      let decisions = try workbench.decisions(of: programme)
      let record = try platform.record(programme)
      #expect(decisions.guilds.map(\.id) == record.guilds.map(\.guildID))
      #expect(decisions.scores.map { $0.map(inPoints) } == record.guilds.map(\.score))
      #expect(decisions.tiers.map { $0.map { programme.tiers[$0].name } } == record.guilds.map(\.tier))
      #expect(decisions.ranks == record.guilds.map(\.rank))
      #expect(decisions.programme.tiers.map { inPoints($0.from) } == record.programme.tiers.map(\.from))
      #expect(decisions.isProvisional == record.guilds.map { $0.flags.contains { $0.kind == .provisional } })
      #expect(
        decisions.guilds.indices.map { decisions.gates(of: $0) }
          == record.guilds.map { $0.gates.filter { $0.fired == true }.map(\.name) })
      #expect(decisions.grants?.totals == record.incentives)
    }
  }

  @Test("a programme that needs other tallies is refused with what they lack, and others go on")
  func refusal() throws {
    let platform = try TriedPlatform(guilds: 10)
    let one = try programme("scorers: { responsiveness: , retention: }", scorers: builtInScorers)
    let workbench = try platform.workbench([one])
    let other = try programme("scorers: { retention: { window: 3 months } }", scorers: builtInScorers)
    #expect(workbench.obstacles(to: one) == [])
    #expect(workbench.obstacles(to: other) == ["the window of retention is 1 month and not 3"])
    #expect(throws: EngineError.self) { try workbench.decisions(of: other) }
    let lighter = try programme(
      "scorers: { responsiveness: { weight: 1 }, retention: { weight: 3 } }", scorers: builtInScorers)
    #expect(try workbench.decisions(of: lighter).scores != workbench.decisions(of: one).scores)
  }

  @Test("programmes with other currencies or exemptions are tried on tallies of their own")
  func passes() throws {
    let platform = try TriedPlatform(guilds: 12)
    let text = "scorers: { responsiveness: , payout_fairness: }\n"
    let one = try programme(text, scorers: builtInScorers)
    let exempt = try programme(
      text + "exemptions: [{ name: storm, from: 2026-10-05, to: 2026-10-20, tables: requests, reason: A storm. }]",
      scorers: builtInScorers)
    let workbench = try platform.workbench([one, exempt])
    for programme in [one, exempt] {
      let record = try platform.record(programme)
      #expect(try workbench.decisions(of: programme).scores.map { $0.map(inPoints) } == record.guilds.map(\.score))
    }
    #expect(try workbench.decisions(of: one).scores != workbench.decisions(of: exempt).scores)
  }

  @Test("the decisions are the same for any number of threads")
  func threads() throws {
    var random = SeededGenerator(seed: 3)
    let platform = try TriedPlatform(guilds: 15)
    let programme = try RandomProgramme.make(using: &random)
    let scores = try [1, 3].map { try platform.workbench([programme], threads: $0).decisions(of: programme).scores }
    #expect(scores[0] == scores[1])
  }

  @Test("programmes that lean on the peers share what is concluded, whatever their gates")
  func gates() throws {
    let platform = try TriedPlatform(guilds: 12)
    let text = "scorers: { payout_fairness: , responsiveness: }\nevidence: { shrink_to: peers }\n"
    func gate(_ condition: String) -> String {
      "  - { name: \(condition.prefix(3)), when: { responsiveness.within_target_rate: { \(condition) } }, cap: Bronze }\n"
    }
    let programmes = try [
      "", "gates:\n" + gate("below: 90%"), "gates:\n" + gate("below: 90%") + gate("above: 50%"),
      "gates:\n" + gate("above: 80%, sure: 90%") + gate("below: 95%"),
    ].map { try programme(text + $0, scorers: builtInScorers) }
    let workbench = try platform.workbench(programmes)
    for programme in programmes {
      let tiers = try workbench.decisions(of: programme).tiers.map { $0.map { programme.tiers[$0].name } }
      #expect(try tiers == platform.record(programme).guilds.map(\.tier))
    }
  }
}
