import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// Estimates that lean on their peers.
struct ShrinkingTests {
  private static let leaning = try! programme(
    "scorers: { stay: }\nevidence: { shrink_to: peers }\npeers: { at_least: 5 }\n")

  private func measures(_ counts: [(Double, Double)], by programme: Programme) -> [MeasureResult] {
    let guilds = counts.enumerated().map { number, counts in
      guild("g\(number + 10)", [Stay.leaving.rate(counts.0, per: counts.1)], by: programme)
    }
    return rate(guilds, by: programme).guilds.map { $0.scorers[0].measures[1] }
  }

  /// Rates from 2 % to 11 % of a hundred broadcaster-months each.
  private static let others = (0..<20).map { (Double(2 + $0 / 2), 100.0) }

  @Test("a guild of seven that lost two is not below a thousand-strong one that loses a tenth")
  func bad() throws {
    let results = measures(Self.others + [(2, 7), (110, 1000)], by: Self.leaning)
    let (small, large) = (results[20], results[21])
    #expect(small.value! > large.value!)
    #expect(small.estimate! < large.estimate! && small.points! > large.points!)
    #expect(small.borrowed! > 0.7 && large.borrowed! < 0.3)
    #expect(try #require(small.interval?.high) > large.interval!.high!)
  }

  @Test("an estimate lies between the value and the peers', nearer the value the more it rests on")
  func between() {
    let results = measures(Self.others + [(0, 3), (0, 30), (0, 300)], by: Self.leaning)
    let leaned = results[20...].map { $0.estimate! }
    #expect(leaned[0] > leaned[1] && leaned[1] > leaned[2] && leaned[2] > 0)
    let borrowed = results[20...].map { $0.borrowed! }
    #expect(borrowed[0] > borrowed[1] && borrowed[1] > borrowed[2])
  }

  @Test("with fewer than five guilds nothing is borrowed; a small group borrows from all")
  func groups() throws {
    #expect(measures(Array(Self.others.prefix(4)), by: Self.leaning).allSatisfy { $0.borrowed == 0 })
    let grouped = try programme(
      "scorers: { stay: }\nevidence: { shrink_to: peers }\npeers: { group_by: [region], at_least: 8 }\n")
    func estimates(_ regions: [String]) -> [Double?] {
      let guilds = zip(Self.others, regions).enumerated().map { number, entry in
        guild(
          "g\(number + 10)", [Stay.leaving.rate(entry.0.0, per: entry.0.1)], attributes: ["region": entry.1],
          by: grouped)
      }
      return rate(guilds, by: grouped).guilds.map { $0.scorers[0].measures[1].estimate }
    }
    let apart = estimates((0..<20).map { $0 < 10 ? "north" : "south" })
    let few = estimates((0..<20).map { $0 < 7 ? "north" : "south" })
    let everyone = estimates((0..<20).map { _ in "all" })
    #expect(apart[0] != everyone[0])
    #expect(few[0] == everyone[0])
  }

  @Test("peers that are all alike take the whole estimate over, and it is known as well as all tell")
  func alike() throws {
    let results = measures((0..<40).map { _ in (5.0, 100.0) }, by: Self.leaning)
    for result in results {
      #expect(abs(result.estimate! - 0.05) < 1e-6)
      #expect(result.borrowed! > 0.7)
      #expect(try #require(result.interval?.high) - result.interval!.low < 0.04)
    }
  }

  @Test("the points are those of the estimate, and gates read the value")
  func whatIsScored() throws {
    let programme = try programme(
      """
      scorers: { stay: }
      evidence: { shrink_to: peers }
      gates: [{ name: losses, when: { stay.leaving: { above: 25% } }, cap: Bronze }]
      """)
    let guilds = (Self.others + [(2, 7)]).enumerated().map { number, counts in
      guild("g\(number + 10)", [Stay.leaving.rate(counts.0, per: counts.1)], by: programme)
    }
    let rating = rate(guilds, by: programme).guilds[20]
    let measure = rating.scorers[0].measures[1]
    let plan = programme.scorers[0].measures[1]
    #expect(measure.points == plan.curve.fixed!.points(at: measure.estimate!, of: plan.measure))
    #expect(rating.gates[0].fired == true)
  }

  @Test(
    "a gate that must be sure reads the near end of the interval", arguments: [(2.0, 7.0, false), (300, 1000, true)])
  func sure(_ exits: Double, _ months: Double, _ fires: Bool) throws {
    let programme = try programme(
      """
      scorers: { stay: }
      gates: [{ name: losses, when: { stay.leaving: { above: 25%, sure: 90% } }, cap: Bronze }]
      """)
    let rating = rate([guild("g", [Stay.leaving.rate(exits, per: months)], by: programme)], by: programme).guilds[0]
    #expect(rating.gates[0].fired == fires)
    let condition = rating.gates[0].conditions[0]
    #expect(condition.sure == 0.9 && condition.value! > 0.25)
    #expect(try abs(#require(condition.compared) - #require(rating.scorers[0].measures[1].interval?.low)) < 1e-12)
  }

  @Test("a gate that must be sure can't be judged where nothing tells")
  func unsure() throws {
    let programme = try programme(
      """
      scorers: { pay: }
      gates: [{ name: late, when: { pay.late: { above: 1d, sure: 90% } }, cap: Bronze }]
      """)
    let rating = rate([guild("g", [Pay.late.mean(90, over: 9)], by: programme)], by: programme).guilds[0]
    #expect(rating.gates[0].fired == nil && rating.gates[0].conditions[0].compared == nil)
  }

  @Test("scored on the lower bound, it is the worse end of each interval that earns points")
  func lowerBound() throws {
    for shrink in ["none", "peers"] {
      let yaml = "scorers: { stay: , care: }\nevidence: { shrink_to: \(shrink), score_on: "
      let cautious = try programme("\(yaml)lower_bound }\n")
      let plain = try programme("\(yaml)estimate }\n")
      func ratings(_ programme: Programme) -> [GuildRating] {
        rate(
          Self.others.enumerated().map { number, counts in
            guild(
              "g\(number + 10)",
              [Stay.leaving.rate(counts.0, per: counts.1), Care.answered.proportion(80 + Int64(number), of: 100)],
              by: programme)
          }, by: programme
        ).guilds
      }
      for (rating, other) in zip(ratings(cautious), ratings(plain)) {
        #expect(rating.score! <= other.score!)
        for (scorer, measure) in [(0, 1), (1, 0)] {
          let result = rating.scorers[scorer].measures[measure]
          #expect(result.interval == other.scorers[scorer].measures[measure].interval)
          let plan = cautious.scorers[scorer].measures.first { $0.measure.id == result.id }!
          let worse = plan.measure.direction == .higher ? result.interval!.low : result.interval!.high!
          #expect(abs(result.points! - plan.curve.fixed!.points(at: worse, of: plan.measure)) < 1e-6)
        }
        #expect(rating.flags.allSatisfy { $0.kind != .coinToss })
      }
    }
  }
}
