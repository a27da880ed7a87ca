import BuiltInScorers
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct ComparingTests {
  private static func compare(_ before: Programme, _ after: Programme, on platform: TriedPlatform) throws
    -> ProgrammeComparison
  {
    try ProgrammeComparison(
      before, after, sources: ("a.yaml", "b.yaml"), months: [platform.workbench([before, after])])
  }

  @Test("what the parts do adds up to what changes, guild by guild, whatever the programmes")
  func addsUp() throws {
    var random = SeededGenerator(seed: 21)
    let platform = try TriedPlatform(guilds: 20)
    for _ in 0..<8 {
      let (one, two) = (try RandomProgramme.make(using: &random), try RandomProgramme.make(using: &random))
      let month = try Self.compare(one, two, on: platform).months[0]
      for guild in month.guilds {
        let rated = guild.effects.reduce(0) { $0 + $1.rated }
        #expect(rated == (guild.after == nil ? 0 : 1000) - (guild.before == nil ? 0 : 1000))
        #expect(guild.effects.reduce(0) { $0 + $1.score } == 10 * (guild.scoreChange ?? 0))
        #expect(guild.effects.reduce(0) { $0 + $1.tier } == Int64(1000 * (guild.tierChange ?? 0)))
        #expect(guild.effects.reduce(0) { $0 + $1.granted } == guild.grantChange)
      }
    }
  }

  @Test("turned round, the programmes change places and every effect its sign")
  func mirrors() throws {
    var random = SeededGenerator(seed: 22)
    let platform = try TriedPlatform(guilds: 20)
    for _ in 0..<5 {
      let (one, two) = (try RandomProgramme.make(using: &random), try RandomProgramme.make(using: &random))
      let there = try Self.compare(one, two, on: platform)
      let back = try Self.compare(two, one, on: platform)
      #expect(
        there.parts.flatMap(\.all).map { [$0.path, $0.before ?? "", $0.after ?? "", $0.note ?? ""] }
          == back.parts.flatMap(\.all).map { [$0.path, $0.after ?? "", $0.before ?? "", $0.note ?? ""] })
      #expect(there.parts.map(\.also.count) == back.parts.map(\.also.count))
      #expect(there.parts.flatMap(\.all).allSatisfy { $0.before != $0.after })
      for (guild, turned) in zip(there.months[0].guilds, back.months[0].guilds) {
        #expect(guild.before == turned.after && guild.after == turned.before)
        let signs = turned.effects.map {
          ProgrammeComparison.Effect(
            part: $0.part, score: -$0.score, tier: -$0.tier, rated: -$0.rated, granted: -$0.granted)
        }
        #expect(guild.effects == signs)
      }
      #expect(there.months[0].incentives?.before == back.months[0].incentives?.after)
    }
  }

  @Test("a programme next to itself changes nothing")
  func itself() throws {
    var random = SeededGenerator(seed: 23)
    let platform = try TriedPlatform(guilds: 20)
    for _ in 0..<4 {
      let programme = try RandomProgramme.make(using: &random)
      let comparison = try Self.compare(programme, programme, on: platform)
      #expect(comparison.parts.isEmpty)
      #expect(comparison.months[0].guilds.allSatisfy { $0.before == $0.after && $0.effects.isEmpty })
    }
  }

  @Test("with other exemptions each programme keeps to what was tallied for it")
  func talliedApart() throws {
    let platform = try TriedPlatform(guilds: 12)
    let one = try programme(
      "scorers: { responsiveness: { weight: 1 }, complaint_rate: { weight: 1 } }\n", scorers: builtInScorers)
    let two = try programme(
      """
      window: 2 months
      scorers:
        responsiveness: { weight: 1, settings: { first_response_target: 2h } }
        retention: { weight: 2 }
      gates: [{ name: leaving, when: { retention.attrition_rate: { above: 1% } }, cap: Silver }]
      exemptions: [{ name: Flood, from: 2026-10-03, to: 2026-10-09, tables: [requests], reason: Water. }]
      evidence: { shrink_to: peers }

      """, scorers: builtInScorers)
    let comparison = try Self.compare(one, two, on: platform)
    #expect(comparison.parts.map(\.kind) == [.exemption, .evidence])
    #expect(
      Set(comparison.parts[0].also.map(\.path)) == [
        "window", "scorers.responsiveness.settings.first_response_target", "scorers.responsiveness.window",
        "scorers.complaint_rate", "scorers.retention", "gates.leaving",
      ])
    for guild in comparison.months[0].guilds {
      #expect(guild.effects.reduce(0) { $0 + $1.score } == 10 * (guild.scoreChange ?? 0))
    }
  }

  @Test("tiers and gates that are only renamed move nobody")
  func renamed() throws {
    let platform = try TriedPlatform(guilds: 20)
    let text = """
      scorers: { payout_fairness: , retention: }
      gates: [{ name: arrears, when: { payout_fairness.underpayment_rate: { above: 1% } }, cap: Bronze }]
      tiers: [{ name: Platinum, from: 80 }, { name: Gold, from: 60 }, { name: Bronze, from: 0 }]
      incentives: { tiers: { Platinum: { commission_bonus: 3% } } }

      """
    let one = try programme(text, scorers: builtInScorers)
    let two = try programme(
      text.replacing("Platinum", with: "Diamond").replacing("arrears", with: "payouts"), scorers: builtInScorers)
    let comparison = try Self.compare(one, two, on: platform)
    #expect(comparison.parts.map(\.words) == ["names of tiers Platinum → Diamond", "gate arrears renamed payouts"])
    #expect(comparison.months[0].guilds.allSatisfy { $0.effects.isEmpty && $0.move == .same || $0.move == .unrated })
  }

  @Test("programmes in different currencies can't be compared")
  func currencies() throws {
    let platform = try TriedPlatform(guilds: 5)
    let base = "scorers: { responsiveness: , retention: }\n"
    let one = try programme(base, scorers: builtInScorers)
    let two = try programme(base + "currency: EUR\n", scorers: builtInScorers)
    #expect(throws: EngineError.self) {
      try ProgrammeComparison(one, two, sources: ("a", "b"), months: [platform.workbench([one])])
    }
  }
}
