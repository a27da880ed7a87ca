import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// Tier probabilities, the score's interval, and what sets a guild apart from its peers.
struct DrawingTests {
  private func guilds(_ count: Int, by programme: Programme, seed: UInt64 = 3) -> [MeasuredGuild] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { guild("g\($0 + 100)", extremeEstimates(using: &random), by: programme) }
  }

  @Test("the same bytes for any number of threads", arguments: ["none", "peers"])
  func threads(_ shrink: String) throws {
    let programme = try programme("scorers: { care: , pay: , stay: }\nevidence: { shrink_to: \(shrink) }\n")
    let guilds = guilds(9, by: programme)
    let one = try rate(month(guilds), by: programme, tool: testTool, threads: 1).jsonBytes
    for threads in [2, 3, 7] {
      #expect(try rate(month(guilds), by: programme, tool: testTool, threads: threads).jsonBytes == one)
    }
  }

  @Test("a guild's draws do not depend on which other guilds there are")
  func independence() throws {
    let programme = try programme("scorers: { care: { measures: { wait: { weight: 0 } } } }\n")
    let all = guilds(9, by: programme)
    let together = rate(all, by: programme).guilds
    for (place, guild) in all.enumerated() {
      let alone = rate([guild], by: programme).guilds[0]
      #expect(alone.tierProbabilities == together[place].tierProbabilities)
      #expect(alone.interval == together[place].interval)
    }
  }

  @Test("probabilities add up to 1, lie below the cap of a gate that fired, and are none without a score")
  func probabilities() throws {
    let programme = try programme(
      """
      scorers: { care: }
      gates: [{ name: late, when: { care.answered: { below: 50% } }, cap: Silver }]
      """)
    let few = [Care.answered.proportion(3, of: 8)]
    let ratings = rate(
      [
        guild("a", few, by: programme), guild("b", [Care.answered.proportion(7, of: 8)], by: programme),
        guild("c", [], by: programme),
      ], by: programme
    ).guilds
    for rating in ratings.prefix(2) {
      #expect(abs(rating.tierProbabilities!.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
      #expect(rating.tierProbabilities!.map(\.tier) == ["Platinum", "Gold", "Silver", "Bronze"])
    }
    #expect(ratings[0].tierProbabilities!.prefix(2).allSatisfy { $0.probability == 0 })
    #expect(ratings[1].tierProbabilities![0].probability > 0)
    #expect(ratings[2].tierProbabilities == nil && ratings[2].interval == nil)
  }

  @Test("of one measure they are the posterior's: Beta(38.5, 4.5) lies above 0.9 with probability 0.5128")
  func oneMeasure() throws {
    let programme = try programme(
      """
      scorers: { care: { measures: { answered: { curve: identity }, wait: { weight: 0 }, reopened: { weight: 0 } } } }
      tiers: [{ name: Good, from: 90 }, { name: Poor, from: 0 }]
      """)
    let rating = rate([guild("g", [Care.answered.proportion(38, of: 42)], by: programme)], by: programme).guilds[0]
    #expect(abs(rating.tierProbabilities![0].probability - 0.5128) < 0.035)
    let measured = rating.scorers[0].measures[0].interval!
    #expect(abs(rating.interval!.low / 100 - measured.low) < 0.012)
    #expect(abs(rating.interval!.high! / 100 - measured.high!) < 0.012)
  }

  @Test("steps are taken where the posterior crosses them")
  func steps() throws {
    let programme = try programme(
      """
      scorers: { care: { measures: { answered: { curve: { steps: { 0%: 10, 90%: 80 } } }, wait: { weight: 0 }, reopened: { weight: 0 } } } }
      tiers: [{ name: Good, from: 80 }, { name: Poor, from: 0 }]
      """)
    let rating = rate([guild("g", [Care.answered.proportion(38, of: 42)], by: programme)], by: programme).guilds[0]
    #expect(abs(rating.tierProbabilities![0].probability - 0.5128) < 0.035)
    #expect(rating.interval == Interval(low: 10, high: 80))
  }

  @Test("the score that is given lies within its interval")
  func within() throws {
    let programme = try programme("scorers: { care: , stay: }\n")
    let best = [Care.answered.proportion(3, of: 3), Stay.leaving.rate(0, per: 3)]
    let rating = rate([guild("g", best, by: programme)], by: programme).guilds[0]
    #expect(rating.interval!.low <= rating.score! && rating.interval!.high! >= rating.score!)
  }

  @Test("where another tier is nearly as likely the rating says so, and else it does not")
  func coinToss() throws {
    let programme = try programme(
      """
      scorers: { care: { measures: { answered: { curve: identity }, wait: { weight: 0 }, reopened: { weight: 0 } } } }
      tiers: [{ name: Good, from: 90 }, { name: Poor, from: 0 }]
      """)
    func flags(_ successes: Int64, _ trials: Int64) -> [Flag] {
      rate([guild("g", [Care.answered.proportion(successes, of: trials)], by: programme)], by: programme).guilds[0]
        .flags.filter { $0.kind == .coinToss }
    }
    let toss = flags(38, 42)
    #expect(toss.count == 1 && toss[0].reason.contains("Good") && toss[0].reason.contains("Poor"))
    #expect(flags(3990, 4000).isEmpty && flags(100, 4000).isEmpty)
  }

  @Test(
    "effects add up to the difference from a guild at the peers' medians, to the hundredth", arguments: seeds(1...12))
  func effects(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let combine = Programme.Mean.allCases.randomElement(using: &random)!.rawValue
    let shrink = ["none", "peers"].randomElement(using: &random)!
    let programme = try programme(
      "scorers: { care: , pay: , stay: }\ncombine: \(combine)\nevidence: { shrink_to: \(shrink) }\n")
    let count = Int.random(in: 5...9, using: &random)
    let ratings = rate(guilds(count, by: programme, seed: seed), by: programme).guilds
    for rating in ratings {
      let effects = rating.scorers.flatMap(\.measures).compactMap(\.effect)
      guard let score = rating.score, let peers = rating.peersScore else {
        #expect(effects.isEmpty)
        continue
      }
      let sum = effects.reduce(0) { $0 + hundredths($1 + 1000) - 100_000 }
      #expect(sum == hundredths(score) - hundredths(peers), "seed \(seed)")
    }
    let fewer = rate(guilds(4, by: programme, seed: seed), by: programme).guilds
    #expect(fewer.allSatisfy { $0.peersScore == nil })
  }
}
