import Foundation
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct RoundingTests {
  @Test(
    "points are rounded half up to hundredths, and a decimal tie is a tie",
    arguments: [
      (84.995, 8500), (84.994999, 8499), (84.9949999999, 8500), (0.005, 1), (0.004, 0), (1.005, 101), (2.675, 268),
      (69.99499, 6999), (100, 10_000), (0, 0), (33.333333, 3333), (66.665, 6667),
    ] as [(Double, Hundredths)])
  func ties(_ points: Double, _ expected: Hundredths) { #expect(hundredths(points) == expected) }

  @Test("every half of a hundredth is rounded up, whatever its binary fraction")
  func everyTie() {
    for whole in Int64(0)..<10_000 { #expect(hundredths(Double(whole * 10 + 5) / 1000) == whole + 1) }
  }

  @Test("shares add up to the whole exactly, none is off by more than 0.01", arguments: seeds(1...50))
  func apportioning(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let whole = Hundredths.random(in: 0...10_000, using: &random)
      let parts = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        [0, Double.random(in: 0...1, using: &random), 1, 1.0 / 3].randomElement(using: &random)!
      }
      let sum = parts.reduce(0, +)
      let shares = apportion(whole, inProportionTo: parts)
      #expect(shares.reduce(0, +) == (sum > 0 ? whole : 0), "\(parts) of \(whole), seed \(seed)")
      for (share, part) in zip(shares, parts) where sum > 0 {
        #expect(abs(Double(share) - Double(whole) * part / sum) < 1 + 1e-9, "\(parts) of \(whole), seed \(seed)")
      }
    }
  }

  @Test("of equal remainders the first get what is left")
  func equalRemainders() {
    #expect(apportion(100, inProportionTo: [1, 1, 1]) == [34, 33, 33])
    #expect(apportion(2, inProportionTo: [1, 1, 1, 1]) == [1, 1, 0, 0])
    #expect(apportion(5, inProportionTo: [0, 0]) == [0, 0])
  }
}

struct MeanTests {
  @Test(
    "the three means are those of the schoolbook",
    arguments: [
      (.weighted, [(80, 1), (20, 1)], 50), (.geometric, [(80, 1), (20, 1)], 40), (.harmonic, [(80, 1), (20, 1)], 32),
      (.weighted, [(90, 3), (50, 1)], 80), (.geometric, [(16, 3), (81, 1)], 24), (.harmonic, [(60, 2), (30, 1)], 45),
      (.weighted, [(70, 1)], 70), (.geometric, [(70, 5)], 70), (.harmonic, [(70, 0.1)], 70),
      (.weighted, [(100, 1), (0, 1)], 50), (.geometric, [(100, 1), (0, 1)], 0), (.harmonic, [(100, 1), (0, 1)], 0),
      (.geometric, [(100, 1), (0, 0)], 100), (.harmonic, [(100, 1), (0, 0)], 100), (.weighted, [(60, 1), (0, 0)], 60),
    ] as [(Programme.Mean, [(Double, Double)], Double)])
  func closedForms(_ mean: Programme.Mean, _ parts: [(Double, Double)], _ expected: Double) throws {
    let combined = try #require(mean.combine(parts.map { (points: $0.0, weight: $0.1) }))
    #expect(abs(combined - expected) < 1e-9)
  }

  @Test("without weight there is no mean", arguments: Programme.Mean.allCases)
  func nothing(_ mean: Programme.Mean) {
    #expect(mean.combine([]) == nil)
    #expect(mean.combine([(points: 50, weight: 0)]) == nil)
  }

  @Test("harmonic ≤ geometric ≤ weighted, between the worst and the best", arguments: seeds(1...20))
  func inequality(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let parts = (0..<5).map { _ in
      (points: Double.random(in: 0.1...100, using: &random), weight: Double.random(in: 0.1...9, using: &random))
    }
    let means = try [Programme.Mean.harmonic, .geometric, .weighted].map { try #require($0.combine(parts)) }
    #expect(means[0] <= means[1] + 1e-9 && means[1] <= means[2] + 1e-9)
    #expect(means[0] >= parts.map(\.points).min()! - 1e-9 && means[2] <= parts.map(\.points).max()! + 1e-9)
  }
}

struct PeerTests {
  @Test("a group with too few guilds is compared with everyone, and says so")
  func groups() throws {
    let regions = ["EU", "EU", "EU", "US", "", ""]
    let guilds = regions.enumerated().map { number, region in
      Guild(id: Identifier("g\(number)"), name: nil, attributes: region.isEmpty ? [:] : ["region": Identifier(region)])
    }
    let peers = PeerGroups(
      of: guilds, by: try programme("peers: { group_by: [region], at_least: 2 }\nscorers: { stay: {} }").peers)
    #expect(peers.groups.map(\.guilds) == [3, 3, 3, 6, 2, 2])
    #expect(peers.groups.map(\.isFallback) == [false, false, false, true, false, false])
    #expect(peers.comparison[3] == 0 && peers.comparisons[0] == [0, 1, 2, 3, 4, 5])
    #expect(peers.comparisons[peers.comparison[1]] == [0, 1, 2])
    #expect(peers.groups[3].attributes == [.init(name: "region", value: Identifier("US"))])
    let everyone = PeerGroups(of: guilds, by: try programme("peers: { at_least: 100 }\nscorers: { stay: {} }").peers)
    #expect(everyone.groups.allSatisfy { $0.guilds == 6 && !$0.isFallback && $0.attributes.isEmpty })
  }

  @Test(
    "a quantile is the smallest value that at least that share do not exceed",
    arguments: [
      ([3, 1, 2], 0.5, 2), ([4, 1, 2, 3], 0.5, 2), ([4, 1, 2, 3], 0.25, 1), ([4, 1, 2, 3], 0.75, 3),
      ([5, 4, 3, 2, 1], 0.75, 4), ([5, 4, 3, 2, 1], 0.25, 2), ([7], 0.25, 7), ([1, .infinity], 0.75, .infinity),
      ([1, 2], 0, 1), ([1, 2], 1, 2),
    ] as [([Double], Double, Double)])
  func quantiles(_ values: [Double], _ share: Double, _ expected: Double) {
    #expect(SortedValues(values).quantile(share) == expected)
  }

  @Test("one's standing is the share that is worse, ties counted half", arguments: seeds(1...20))
  func standing(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let values = (0..<Int.random(in: 1...20, using: &random)).map { _ in Double(Int.random(in: 0...5, using: &random)) }
    for value in values {
      for direction in [Measure.Direction.higher, .lower] {
        let worse = values.count { direction == .higher ? $0 < value : $0 > value }
        let expected = (Double(worse) + Double(values.count { $0 == value }) / 2) / Double(values.count)
        #expect(SortedValues(values).standing(of: value, direction) == expected)
      }
    }
  }
}

struct RatingTests {
  static let all = [
    Care.answered.proportion(90, of: 100), Care.wait.value(8, restingOn: 100), Care.reopened.proportion(20, of: 100),
    Pay.underpaid.ratio(2, to: 100), Pay.late.mean(200, over: 100),
    Stay.kept.value(0.5, restingOn: 3), Stay.leaving.rate(2, per: 100),
  ]

  @Test("a rating by hand: measures make scorers, scorers make the score")
  func byHand() throws {
    let programme = try programme("scorers: { care: { weight: 50 }, pay: { weight: 30 }, stay: { weight: 20 } }")
    let rating = rate([guild("g", Self.all, by: programme)], by: programme).guilds[0]
    // care: 60·0.5 + 50·0.3 + 50·0.2; pay: 60·0.6 + 80·0.4; stay: 50·0.5 + 100·0.5
    #expect(rating.scorers.map(\.points) == [55, 68, 75])
    #expect(rating.score == 62.9)
    #expect(rating.scorers.map(\.contribution) == [27.5, 20.4, 15])
    #expect(rating.scorers.map(\.weight) == [0.5, 0.3, 0.2])
    #expect(rating.tier == "Silver" && rating.rank == 1 && rating.flags.isEmpty)
  }

  @Test("a measure without data gives its weight to the scorer's others, a scorer to the other scorers")
  func reweight() throws {
    let programme = try programme("scorers: { care: { weight: 50 }, pay: { weight: 30 }, stay: { weight: 20 } }")
    let some = [
      Care.answered.proportion(90, of: 100), Care.reopened.proportion(20, of: 100), Stay.kept.value(0.5, restingOn: 3),
    ]
    let rating = rate([guild("g", some, by: programme)], by: programme).guilds[0]
    #expect(rating.scorers.map(\.points) == [57.14, nil, 50])
    let (ofMeasures, ofScorers): ([Double], [Double]) = (
      [5.0 / 7, 0, 2.0 / 7, 0], [0.5 / (0.5 + 0.2), 0, 0.2 / (0.5 + 0.2)]
    )
    #expect(rating.scorers[0].measures.map(\.weight) == ofMeasures)
    #expect(rating.scorers.map(\.weight) == ofScorers)
    #expect(rating.score == 55.1)
    #expect(rating.scorers.map(\.contribution) == [40.81, nil, 14.29])
    #expect(
      rating.flags.filter { $0.kind == .provisional }.map(\.reason) == ["Rests on 2 of 3 scorers, of at least 3."])
  }

  @Test("where missing is neutral, a scorer without data gets its peers' lower median")
  func neutral() throws {
    let programme = try programme(
      "missing: neutral\nscorers: { care: {}, stay: {} }\nevidence: { at_least: { scorers: 1 } }")
    let guilds = [0.2, 0.4, 0.4, 0.6, 0.8].enumerated().map { number, kept in
      guild("g\(number)", [Care.wait.value(8, restingOn: 9), Stay.kept.value(kept, restingOn: 3)], by: programme)
    }
    let record = rate(guilds + [guild("h", [Care.wait.value(8, restingOn: 9)], by: programme)], by: programme)
    let rating = record.guilds[5]
    #expect(rating.scorers.map(\.points) == [50, 40])
    #expect(rating.scorers.map(\.isNeutral) == [false, true])
    #expect(rating.score == 45)
    let empty = rate([guild("g", [], by: programme)], by: programme).guilds[0]
    #expect(empty.score == nil && empty.flags.map(\.reason) == ["No scorer has data."])

    // Fewer than five peers' median could be told from the score, so the weight goes to the others.
    let few = rate(
      Array(guilds.prefix(4)) + [guild("h", [Care.wait.value(8, restingOn: 9)], by: programme)], by: programme
    ).guilds[4]
    #expect(few.scorers.map(\.points) == [50, nil] && few.score == 50)
  }

  @Test("where missing is unrated, a scorer without data leaves the guild unrated, naming it")
  func unrated() throws {
    let programme = try programme("missing: unrated\nscorers: { care: {}, pay: {}, stay: {} }")
    let record = rate(
      [guild("g", [Care.wait.value(8, restingOn: 9)], by: programme), guild("h", Self.all, by: programme)],
      by: programme)
    #expect(record.guilds[0].flags == [Flag(kind: .unrated, reason: "No data for pay, stay.")])
    #expect(record.guilds[0].score == nil && record.guilds[0].tier == nil && record.guilds[0].rank == nil)
    #expect(record.guilds[0].improvements.isEmpty && record.guilds[0].nextTier == nil)
    #expect(record.guilds[0].scorers.allSatisfy { $0.contribution == nil && $0.weight == 0 })
    #expect(record.guilds[1].rank == 1)
  }

  @Test("a scorer of weight 0 is shown, and neither rated nor missed")
  func weightless() throws {
    let programme = try programme("missing: unrated\nscorers: { care: { weight: 1 }, pay: { weight: 0 } }")
    let rating = rate([guild("g", [Care.wait.value(8, restingOn: 9)], by: programme)], by: programme).guilds[0]
    #expect(rating.score == 50)
  }

  @Test("a scorer's own refusal leaves the guild unrated, with its reason as a sentence")
  func refusal() throws {
    let programme = try programme("scorers: { care: {}, stay: {} }")
    let refused = guild("g", [Care.wait.value(8, restingOn: 9)], unratedBecause: "nobody was a member", by: programme)
    let rating = rate([refused], by: programme).guilds[0]
    #expect(rating.flags == [Flag(kind: .unrated, reason: "Nobody was a member.")])
    #expect(rating.score == nil)
  }

  @Test(
    "too little evidence makes a rating provisional, and says what is lacking",
    arguments: [
      (5, []), (4, ["Broadcasters in the window: 4, of at least 5."]),
      (nil, ["How many broadcasters there are is not known: there is no table of memberships."]),
    ] as [(Int64?, [String])])
  func provisional(_ broadcasters: Int64?, _ reasons: [String]) throws {
    let programme = try programme("scorers: { care: {}, pay: {}, stay: {} }")
    let rating = rate([guild("g", Self.all, broadcasters: broadcasters, by: programme)], by: programme).guilds[0]
    #expect(rating.flags == reasons.map { Flag(kind: .provisional, reason: $0) })
    #expect(rating.score != nil)
  }

  @Test(
    "the score is rounded before it is compared with a tier",
    arguments: [
      (0.84995, "Platinum", 85), (0.849949, "Gold", 84.99), (0.7, "Gold", 70), (0.699949, "Silver", 69.99),
      (0, "Bronze", 0),
    ])
  func tiers(_ kept: Double, _ tier: String, _ score: Double) throws {
    let programme = try programme("scorers: { stay: {} }")
    let rating = rate([guild("g", [Stay.kept.value(kept, restingOn: 1)], by: programme)], by: programme).guilds[0]
    #expect(rating.tier == tier && rating.score == score)
  }

  @Test("equal scores share a rank, and unrated guilds have none")
  func ranks() throws {
    let programme = try programme("scorers: { stay: {} }")
    let shares: [Double?] = [0.5, 0.9, nil, 0.50001, 0.2, 0.9]
    let guilds = shares.enumerated().map { number, share in
      guild("g\(number)", share.map { [Stay.kept.value($0, restingOn: 1)] } ?? [], by: programme)
    }
    #expect(rate(guilds, by: programme).guilds.map(\.rank) == [3, 1, nil, 3, 5, 1])
  }

  @Test("an exhausted median is never reached: no value, 0 points, and the largest of its peers")
  func never() throws {
    let programme = try programme("scorers: { care: {} }")
    let guilds = [.infinity, 3, 5].enumerated().map { number, wait in
      guild("g\(number)", [Care.wait.value(wait, restingOn: 4)], by: programme)
    }
    let result = rate(guilds, by: programme).guilds[0].scorers[0].measures[1]
    #expect(result.isNever && result.value == nil && result.points == 0)
    #expect(
      result.peers == PeerFigures(guilds: 3, lowerQuartile: 3, median: 5, upperQuartile: nil, percentile: 1.0 / 6))
  }
}

struct GateTests {
  static let yaml = """
    scorers: { stay: {}, care: {} }
    gates:
      - { name: exodus, when: { stay.leaving: { above: 10% } }, cap: Silver, reason: Too many leave. }
      - { name: unheard, when: { care.filed: { above: 5 }, stay.leaving: { above: 10% } }, cap: Bronze }
    """

  private func rating(_ leaving: Double, filed: Double? = nil) throws -> GuildRating {
    let programme = try programme(Self.yaml)
    let estimates = [
      Stay.kept.value(1, restingOn: 1), Stay.leaving.rate(leaving, per: 1), Care.wait.value(0, restingOn: 1),
    ]
    return rate(
      [guild("g", estimates + (filed.map { [Care.filed.rate($0, per: 1)] } ?? []), by: programme)], by: programme
    ).guilds[0]
  }

  @Test("a gate caps the tier where its measure is beyond the limit, not at it")
  func limit() throws {
    let (at, beyond) = (try rating(0.1, filed: 0), try rating(0.100001, filed: 0))
    #expect(at.gates[0].fired == false && !at.gates[0].lowered)
    #expect(at.tier == "Platinum" || at.tier == "Gold")
    #expect(beyond.gates[0].fired == true && beyond.gates[0].lowered && beyond.tier == "Silver")
    #expect(beyond.gates[0].conditions.map(\.value) == [0.100001])
    #expect(beyond.gates[0].cap == "Silver" && beyond.gates[0].reason == "Too many leave.")
  }

  @Test("a gate fires where all its conditions hold, and is unknown where one can't be told")
  func all() throws {
    #expect(try rating(0.2, filed: 6).gates.map(\.fired) == [true, true])
    #expect(try rating(0.2, filed: 6).tier == "Bronze")
    #expect(try rating(0.2, filed: 5).gates.map(\.fired) == [true, false])
    #expect(try rating(0.2).gates.map(\.fired) == [true, nil])
    #expect(try rating(0.2).tier == "Silver")
    #expect(try rating(0.05).gates.map(\.fired) == [false, false])
  }

  @Test("a gate that caps at a tier no better than the score's has lowered nothing")
  func nothingToLower() throws {
    let programme = try programme(Self.yaml)
    let poor = [Stay.kept.value(0.1, restingOn: 1), Stay.leaving.rate(0.19, per: 1)]
    let rating = rate([guild("g", poor, by: programme)], by: programme).guilds[0]
    #expect(rating.gates[0].fired == true && !rating.gates[0].lowered && rating.tier == "Bronze")
  }
}

struct CrossCheckTests {
  @Test("every score is what its measures, weights and curves make, worked out once more", arguments: seeds(1...30))
  func recomputed(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let mean = ["weighted_mean", "geometric_mean", "harmonic_mean"].randomElement(using: &random)!
    let programme = try programme(
      "combine: \(mean)\nscorers: { care: { weight: 5 }, pay: { weight: 3 }, stay: { weight: 2.5 } }")
    let guilds = (0..<12).map { number in
      guild("g\(number + 10)", randomEstimates(missing: 0.3, using: &random), by: programme)
    }
    let record = rate(guilds, by: programme)
    let weights = ["care": 5.0, "pay": 3, "stay": 2.5]
    for rating in record.guilds {
      var parts: [(points: Double, weight: Double)] = []
      for scorer in rating.scorers {
        let coverage = try #require(record.coverage.first { $0.id == scorer.id })
        var (sum, weight) = (0.0, 0.0)
        for (result, measure) in zip(scorer.measures, coverage.measures) where result.denominator != nil {
          guard let curve = measure.curve?.fixed else { continue }
          let points = plainPoints(curve, at: result.isNever ? .infinity : result.value!, measure)
          #expect(abs(points - result.points!) < 1e-6, "\(rating.guildID).\(result.id), seed \(seed)")
          sum += measure.weight * points
          weight += measure.weight
        }
        guard weight > 0 else {
          #expect(scorer.points == nil)
          continue
        }
        #expect(abs(sum / weight - scorer.points!) <= 0.005 + 1e-6, "\(rating.guildID), seed \(seed)")
        parts.append((scorer.points!, weights[scorer.id]!))
      }
      guard let score = rating.score else {
        #expect(parts.isEmpty)
        continue
      }
      let total = parts.reduce(0) { $0 + $1.weight }
      let expected =
        switch mean {
        case "weighted_mean": parts.reduce(0) { $0 + $1.weight * $1.points } / total
        case "geometric_mean": parts.reduce(1) { $0 * pow($1.points, $1.weight / total) }
        default: parts.contains { $0.points == 0 } ? 0 : total / parts.reduce(0) { $0 + $1.weight / $1.points }
        }
      #expect(abs(score - expected) <= 0.005 + 1e-6, "\(rating.guildID), seed \(seed)")
      let contributions = rating.scorers.compactMap { $0.contribution.map(hundredths) }
      #expect(contributions.reduce(0, +) == hundredths(score))
      #expect(rating.tier == (score >= 85 ? "Platinum" : score >= 70 ? "Gold" : score >= 55 ? "Silver" : "Bronze"))
      #expect(rating.rank == record.guilds.count { $0.score ?? -1 > score } + 1)
    }
  }

  /// A curve's points by the definition, without regard for speed.
  private func plainPoints(_ curve: Curve, at value: Double, _ measure: MeasureSummary) -> Double {
    guard value.isFinite else { return 0 }
    switch curve {
    case .points(let anchors):
      guard let above = anchors.first(where: { $0.value >= value }) else { return anchors.last!.points }
      guard let below = anchors.last(where: { $0.value <= value }) else { return anchors.first!.points }
      if above == below { return above.points }
      return below.points + (above.points - below.points) * (value - below.value) / (above.value - below.value)
    case .steps(let anchors):
      return anchors.filter { measure.direction == .higher ? value >= $0.value : value <= $0.value }
        .map(\.points).max() ?? 0
    case .lognormal(let p10, let median):
      // P(X > value) of a log-normal distribution; 1.2815515655446004 is the standard normal's 90 % point.
      let deviation = abs(log(p10 / median)) / 1.2815515655446004
      let z = value > 0 ? (log(value) - log(median)) / deviation : -.infinity
      return 50 * erfc((measure.direction == .lower ? z : -z) / 2.0.squareRoot())
    case .identity: return measure.direction == .higher ? value * 100 : 100 - value * 100
    }
  }
}
