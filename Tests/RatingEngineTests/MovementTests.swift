import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct MovementTests {
  private func programme(_ movement: String, gate: String = "immediate: true", tiers: String = "") throws -> Programme {
    try RatingEngineTests.programme(
      """
      scorers:
        stay: { measures: { leaving: { weight: 0 } } }
      \(tiers)
      movement: { \(movement) }
      gates:
        - { name: exodus, when: { stay.leaving: { above: 50% } }, cap: Bronze, \(gate) }
      """)
  }

  /// A guild whose score is given; the gate fires for a negative one, which counts as positive.
  private func guild(_ score: Double, _ programme: Programme, onboardedOn: Int64? = nil) -> MeasuredGuild {
    let guild = RatingEngineTests.guild(
      "g", [Stay.kept.value(abs(score) / 100, restingOn: 1), Stay.leaving.rate(score < 0 ? 90 : 1, per: 100)],
      by: programme)
    var dated = guild.guild
    dated.onboardedOn = onboardedOn
    return MeasuredGuild(
      guild: dated, scorers: guild.scorers, broadcasters: guild.broadcasters, grossDue: guild.grossDue)
  }

  private func months(_ scores: [Double?], _ programme: Programme, onboardedOn: Int64? = nil) -> [GuildRating?] {
    ratings(scores.map { $0.map { [guild($0, programme, onboardedOn: onboardedOn)] } }, by: programme)
      .map { $0?.guilds[0] }
  }

  /// The tiers' first letters; `-` for a month that was not published.
  private func tiers(_ scores: [Double?], _ programme: Programme) -> String {
    months(scores, programme).map { $0?.tier.map { String($0.prefix(1)) } ?? "-" }.joined()
  }

  @Test(
    "a tier follows what months earn in a row, by so many tiers at most",
    arguments: [
      // Platinum from 85, Gold from 70, Silver from 55.
      ("promote_after: 2 months, demote_after: 2 months", [60, 75, 60, 75, 75, 60, 75, 60, 60], "SSSSGGGGS"),
      ("promote_after: 2 months, demote_after: 3 months", [75, 60, 60, 60, 75, 75], "GGGSSG"),
      // To the worst of the months that led up, and to the best of those that led down.
      ("promote_after: 2 months, demote_after: 2 months", [40, 90, 75, 90, 90, 40, 60, 40], "BBGGPPSS"),
      (
        "promote_after: 2 months, demote_after: 2 months, at_most: 1 tier", [40, 90, 90, 90, 90, 30, 30, 30, 30],
        "BBSGPPGSB"
      ),
      ("at_most: 1 tier", [90, 30, 30, 30, 30, 90], "PGSBBS"),
      ("", [90, 30, 60], "PBS"),
      // A month that is not published ends a row, and the tier is that of the last one before.
      ("promote_after: 2 months", [60, 75, nil, 75, 75], "SS-SG"),
      ("promote_after: 2 months", [60, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, 75], "S----------S"),
      // So long ago that it is not known any more.
      ("promote_after: 2 months", [60, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, 75], "S-----------G"),
    ] as [(String, [Double?], String)])
  func rows(_ movement: String, _ scores: [Double?], _ expected: String) throws {
    #expect(tiers(scores, try programme(movement)) == expected)
  }

  @Test(
    "within the cushion nothing moves, on either side of a threshold",
    arguments: [
      ([69, 71, 71.99, 72, 68, 67.99], "SSSGGS"), ([70, 68, 69, 68.01], "GGGG"), ([69.99, 71.99, 71.99], "SSS"),
    ] as [([Double?], String)])
  func cushion(_ scores: [Double?], _ expected: String) throws {
    #expect(tiers(scores, try programme("cushion: 2 points")) == expected)
  }

  @Test("an immediate gate takes the tier down at once, and coming back takes the months of a promotion")
  func immediate() throws {
    let movement = "promote_after: 2 months, demote_after: 2 months, at_most: 1 tier"
    let ratings = months([75, -75, 75, 75, 75], try programme(movement))
    #expect(ratings.map { $0!.tier } == ["Gold", "Bronze", "Bronze", "Silver", "Gold"])
    #expect(ratings.map { $0!.movement!.rule } == [.first, .gate, .waitsToRise, .promoted, .promoted])
    #expect(ratings[1]!.movement!.reason == "The gate “exodus” takes it to Bronze at once.")
    #expect(ratings[1]!.movement!.scored == "Gold" && ratings[1]!.movement!.earned == "Bronze")
    #expect(
      ratings[1]!.movement!.next == [
        "Silver: a score of at least 55 in each of the next 2 months, and the gate “exodus” lifted."
      ])
  }

  @Test("any other gate waits as a score does")
  func waiting() throws {
    let movement = "promote_after: 2 months, demote_after: 2 months"
    #expect(tiers([75, -75, 75, -75, -75], try programme(movement, gate: "immediate: false")) == "GGGGB")
  }

  @Test("what a gate that waits asks for is said too")
  func waitingWords() throws {
    let programme = try programme("demote_after: 2 months", gate: "immediate: false")
    let rating = try #require(months([75, -75], programme)[1])
    #expect(rating.tier == "Gold" && rating.movement?.rule == .waitsToFall)
    #expect(
      rating.movement?.next == [
        "Platinum: a score of at least 85 next month, and the gate “exodus” lifted.",
        "To keep Gold: a score of at least 70 next month, and the gate “exodus” lifted.",
      ])
  }

  @Test("months on another scale are of no use, whatever tier they ended in")
  func scales() throws {
    let (before, after) = (
      try programme("at_most: 1 tier"), try programme("at_most: 1 tier", tiers: "scale: 0 to 1000")
    )
    let history = History(months: [
      PublishedMonth(
        try rate(
          MeasuredMonth(
            month: Month(year: 2026, month: 9), guilds: [guild(75, before)], inputs: [], badRows: [],
            notices: [], absent: [:], designEffects: [:]), by: before, tool: testTool), by: before)
    ])
    let rating = try rate(month([guild(75, after)]), by: after, after: history, tool: testTool).guilds[0]
    #expect(rating.score == 750 && rating.movement?.rule == .first && rating.trend == nil)
  }

  @Test("a new guild is not demoted, but for immediate gates")
  func grace() throws {
    let programme = try programme("grace: 3 months")
    let inJanuary = Calendar.day(year: 2026, month: 1, day: 31)
    let ratings = months([75, 60, 60, 60], programme, onboardedOn: inJanuary)
    #expect(ratings.map { $0!.tier } == ["Gold", "Gold", "Gold", "Silver"])
    #expect(ratings[1]!.movement!.rule == .grace)
    #expect(
      ratings[1]!.movement!.reason
        == "1 month earns worse than Gold, of 1 that it takes, but a new guild is not demoted in its first 3 months.")
    #expect(ratings[1]!.movement!.next.last == "It keeps Gold next month whatever its score, being new; gates apart.")
    #expect(ratings[2]!.movement!.next.last == "To keep Gold: a score of at least 70 next month.")
    #expect(months([75, -75], programme, onboardedOn: inJanuary).last!!.tier == "Bronze")
    // Of a guild whose onboarding nobody knows nothing is assumed.
    #expect(tiers([75, 60], programme) == "GS")
  }

  @Test("what movement did and what next month needs is said")
  func words() throws {
    let programme = try programme("promote_after: 2 months, demote_after: 3 months, cushion: 1, at_most: 1 tier")
    let said = months([60, 75, 90, 70.5, 69.5, 68, 50, 50], programme).map { $0!.movement! }
    #expect(said[0].reason == "No earlier month is published, so the tier is what this month earns.")
    #expect(said[0].from == nil && said[0].rule == .first)
    #expect(
      said[0].next == [
        "Gold: a score of at least 71 in each of the next 2 months.",
        "It keeps Silver next month whatever its score; gates apart.",
      ])
    #expect(said[1].reason == "1 month earns better than Silver, of 2 that it takes, so the tier stays.")
    #expect(said[1].next[0] == "Gold: a score of at least 71 next month.")
    #expect(said[2].reason == "2 months in a row earn better than Silver, of 2 that it takes: promoted.")
    #expect(said[2].from == "Silver" && said[2].fromMonth == Month(year: 2026, month: 2))
    #expect(said[3].reason == "The month earns the tier it had." && said[3].rule == .unchanged)
    #expect(said[4].reason == "The score is less than the 1 point below Gold that count towards a demotion.")
    #expect(said[5].reason == "1 month earns worse than Gold, of 3 that it takes, so the tier stays.")
    #expect(said[6].next.last == "To keep Gold: a score of at least 69 next month.")
    #expect(said[7].reason == "3 months in a row earn worse than Gold, of 3 that it takes: demoted.")
    #expect(said[7].rule == .demoted)
  }

  @Test("a tier that the programme has no more counts for nothing, and that is said")
  func renamed() throws {
    let (before, after) = (
      try programme("promote_after: 2 months"),
      try programme(
        "promote_after: 2 months",
        tiers: "tiers: [{ name: A, from: 80 }, { name: Bronze, from: 0 }]")
    )
    let history = try History(months: [
      PublishedMonth(
        rate(
          MeasuredMonth(
            month: Month(year: 2026, month: 9), guilds: [guild(75, before)], inputs: [], badRows: [], notices: [],
            absent: [:], designEffects: [:]), by: before, tool: testTool), by: before)
    ])
    let rating = try rate(month([guild(90, after)]), by: after, after: history, tool: testTool).guilds[0]
    #expect(rating.tier == "A" && rating.movement?.from == "Gold")
    #expect(
      rating.movement?.reason == "The programme has no tier Gold any more, so the tier is what this month earns.")
  }

  @Test("without movement a tier is what the month earns, whatever came before")
  func without() throws {
    let programme = try RatingEngineTests.programme("scorers: { stay: {} }")
    let records = ratings([90, 30, 60].map { [guild($0, programme)] }, by: programme)
    #expect(records.map { $0!.guilds[0].movement == nil } == [true, true, true])
  }

  @Test("tiers move by rows, in random months, as a plain reading of the rules has it", arguments: seeds(1...60))
  func plainly(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (up, down) = (Int.random(in: 1...4, using: &random), Int.random(in: 1...4, using: &random))
    let (most, cushion) = (Int.random(in: 1...4, using: &random), Int.random(in: 0...5, using: &random))
    let programme = try programme(
      "promote_after: \(up) months, demote_after: \(down) months, at_most: \(most) tiers\(cushion > 0 ? ", cushion: \(cushion)" : "")"
    )
    let scores = (0..<30).map { _ in Double(Int.random(in: 40...95, using: &random)) }
    let names = ["Platinum", "Gold", "Silver", "Bronze"]
    func tier(_ score: Double) -> Int { [85, 70, 55, 0].firstIndex { score >= $0 }! }
    var expected: [Int] = []
    for now in scores.indices {
      guard let had = expected.last else {
        expected.append(tier(scores[now]))
        continue
      }
      let (rising, falling) = (scores[...now].suffix(up), scores[...now].suffix(down))
      let worst = rising.map { tier($0 - Double(cushion)) }.max()!
      let best = falling.map { tier(min(100, $0 + Double(cushion))) }.min()!
      if rising.count == up, worst < had {
        expected.append(max(worst, had - most))
      } else if falling.count == down, best > had {
        expected.append(min(best, had + most))
      } else {
        expected.append(had)
      }
    }
    #expect(months(scores, programme).map { $0!.tier } == expected.map { names[$0] }, "seed \(seed)")
  }

  @Test("thresholds by clusters go no further than a step a month")
  func thresholds() throws {
    func programme(_ movement: String) throws -> Programme {
      try RatingEngineTests.programme("scorers: { stay: {} }\ntiers: { clusters: [Gold, Silver] }\n\(movement)")
    }
    func guilds(_ low: Double, _ high: Double, _ programme: Programme) -> [MeasuredGuild] {
      [low, low + 1, high, high + 1].enumerated().map { number, score in
        RatingEngineTests.guild("g\(number)", [Stay.kept.value(score / 100, restingOn: 1)], by: programme)
      }
    }
    func cuts(_ programme: Programme) -> [Double] {
      ratings([guilds(40, 60, programme), guilds(60, 80, programme), guilds(60, 80, programme)], by: programme)
        .map { $0!.programme.tiers[0].from }
    }
    #expect(cuts(try programme("")) == [50.5, 70.5, 70.5])
    #expect(cuts(try programme("movement: { threshold_step: 15 }")) == [50.5, 65.5, 70.5])
  }
}
