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
        there.parts.map { [$0.path, $0.before ?? "", $0.after ?? ""] }
          == back.parts.map { [$0.path, $0.after ?? "", $0.before ?? ""] })
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

  private static let base = """
    scorers:
      complaint_rate: { weight: 10 }
      payout_fairness: { weight: 20 }
      responsiveness: { weight: 30 }
    gates:
      - { name: arrears, when: { payout_fairness.underpayment_rate: { above: 5% } }, cap: Bronze }

    """

  private static func parts(_ change: (inout String) -> Void) throws -> [[String?]] {
    var text = base
    change(&text)
    return ProgrammePair(try programme(base, scorers: builtInScorers), try programme(text, scorers: builtInScorers))
      .parts.map { [$0.kind.rawValue, $0.path, $0.before, $0.after] }
  }

  @Test("what differs is named by its keys, with what stands there before and after")
  func named() throws {
    #expect(
      try Self.parts { $0.replace("weight: 30", with: "weight: 45") } == [
        ["weight", "scorers.responsiveness.weight", "30", "45"]
      ])
    #expect(
      try Self.parts { $0.replace("above: 5%", with: "above: 4%") } == [
        [
          "gate", "gates.arrears", "Bronze where payout_fairness.underpayment_rate above 5\u{A0}%",
          "Bronze where payout_fairness.underpayment_rate above 4\u{A0}%",
        ]
      ])
    #expect(
      try Self.parts { $0.replace("weight: 10", with: "weight: 10, window: 3 months") }
        == [["window", "scorers.complaint_rate.window", "window 1\u{A0}month", "window 3\u{A0}months"]])
    #expect(
      try Self.parts { $0.replace("  complaint_rate: { weight: 10 }\n", with: "") }
        .map { $0.dropLast(0) }.first?.prefix(3) == ["scorer", "scorers.complaint_rate", "weight 10"])
    #expect(
      try Self.parts { $0 += "combine: harmonic_mean\n" } == [["combine", "combine", "weighted_mean", "harmonic_mean"]])
  }

  @Test("weights written to another measure are no difference, and one that stands out is one")
  func proportions() throws {
    #expect(
      try Self.parts {
        $0.replace("weight: 10", with: "weight: 1")
        $0.replace("weight: 20", with: "weight: 2")
        $0.replace("weight: 30", with: "weight: 3")
      } == [])
    #expect(
      try Self.parts {
        $0.replace("weight: 10", with: "weight: 1")
        $0.replace("weight: 20", with: "weight: 2")
        $0.replace("weight: 30", with: "weight: 7")
      } == [["weight", "scorers.responsiveness.weight", "50\u{A0}%", "70\u{A0}%"]])
  }

  @Test("names, versions and reasons make no difference")
  func words() throws {
    #expect(
      try Self.parts {
        $0 = "programme: Another\nversion: 9\n" + $0.replacing("cap: Bronze", with: "cap: Bronze, reason: Owed.")
      } == [])
  }

  @Test("programmes in different currencies can't be compared")
  func currencies() throws {
    let platform = try TriedPlatform(guilds: 5)
    let one = try programme(Self.base, scorers: builtInScorers)
    let two = try programme(Self.base + "currency: EUR\n", scorers: builtInScorers)
    #expect(throws: EngineError.self) {
      try ProgrammeComparison(one, two, sources: ("a", "b"), months: [platform.workbench([one])])
    }
  }
}
