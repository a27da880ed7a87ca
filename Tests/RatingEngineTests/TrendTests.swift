import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct TrendTests {
  private func answered(_ x: Int64, of n: Int64, _ id: String = "g", by programme: Programme) -> MeasuredGuild {
    guild(id, [Care.answered.proportion(x, of: n)], grossDue: 10_000_000, by: programme)
  }

  private func care(_ more: String = "") throws -> Programme {
    try programme("scorers: { care: {} }\n\(more)")
  }

  @Test("the months before are listed from the first in which the guild was rated, gaps and all")
  func points() throws {
    let programme = try care()
    let months: [[MeasuredGuild]?] = [
      [], [answered(70, of: 100, by: programme)], nil, [], [answered(80, of: 100, by: programme)],
      [answered(90, of: 100, by: programme)],
    ]
    let records = ratings(months, by: programme)
    let last = try #require(records[5]?.guilds[0])
    #expect(last.trend?.months.map(\.month.description) == ["2026-02", "2026-03", "2026-04", "2026-05"])
    #expect(last.trend?.months.map(\.score) == [30, nil, nil, 45])
    #expect(last.trend?.months[0].tier == "Bronze" && last.trend?.months[0].interval != nil)
    #expect(last.scorers[0].measures[0].trend?.values == [0.7, nil, nil, 0.8])
    #expect(last.trend?.change?.since.description == "2026-05" && last.trend?.change?.points == 15)
    #expect(records[1]?.guilds[0].trend == nil)
  }

  @Test(
    "a change is called one only where the intervals say so",
    arguments: [(10, nil), (1000, Verdict.improved)] as [(Int64, Verdict?)])
  func verdict(_ many: Int64, _ expected: Verdict?) throws {
    let programme = try care()
    let rises = ratings(
      [[answered(7 * many, of: 10 * many, by: programme)], [answered(8 * many, of: 10 * many, by: programme)]],
      by: programme)
    let up = try #require(rises[1]?.guilds[0])
    #expect(up.trend?.change?.verdict == expected && up.scorers[0].measures[0].trend?.verdict == expected)
    #expect(up.flags.contains { $0.kind == .improved } == (expected == .improved))
    let interval = try #require(up.trend?.change?.interval)
    #expect(interval.low < 15 && interval.high! > 15 && (interval.low > 0) == (expected != nil))
    let falls = ratings(
      [[answered(8 * many, of: 10 * many, by: programme)], [answered(7 * many, of: 10 * many, by: programme)]],
      by: programme)
    let down = try #require(falls[1]?.guilds[0])
    #expect(down.trend?.change?.points == -15 && (down.trend?.change?.verdict == .declined) == (expected != nil))
  }

  @Test("under one programme with fixed curves a change is all performance")
  func performance() throws {
    let programme = try care()
    let records = ratings(
      [[answered(70, of: 100, by: programme)], [answered(80, of: 100, by: programme)]], by: programme)
    #expect(
      records[1]?.guilds[0].trend?.change?.parts
        == ScoreChange.Parts(
          performance: 15, peers: 0, programme: 0, scorers: [ScorerChange(id: "care", points: 15)]))
  }

  @Test("against peers the same figures change as the peers do")
  func peers() throws {
    let programme = try care("missing: reweight").withCurve("{ answered: { curve: percentile } }")
    func guilds(_ others: Int64) -> [MeasuredGuild] {
      [answered(70, of: 100, "g", by: programme)]
        + (0..<9).map { answered(others + $0, of: 100, "h\($0)", by: programme) }
    }
    let records = ratings([guilds(40), guilds(80)], by: programme)
    let change = try #require(records[1]?.guilds[0].trend?.change)
    #expect(change.points == -90 && change.parts?.performance == 0 && change.parts?.peers == -90)
  }

  @Test("another programme's part is what it makes of last month's figures")
  func programmes() throws {
    let (before, after) = (
      try care("version: 1"), try care("version: 2").withCurve("{ answered: { curve: identity } }")
    )
    let change = try change(before, [answered(70, of: 100, by: before)], after, [answered(80, of: 100, by: after)])
    #expect(change.points == 50 && change.parts?.performance == 10 && change.parts?.programme == 40)
    // What another programme does is no improvement of the guild's.
    #expect(change.interval!.low > 0 && change.verdict == nil)
  }

  @Test("what can't be told apart is said to be so")
  func inseparable() throws {
    let before = try care()
    for (yaml, cause) in [
      ("scorers: { care: { settings: { target: 12h } } }", "measures care differently"),
      ("scorers: { care: { window: 2 months } }", "measures care differently"),
      ("scorers: { care: {}, pay: {} }", "rates pay too"),
      ("scorers: { care: {} }\nevidence: { shrink_to: peers }", "goes by other peers or evidence"),
      ("scorers: { care: { measures: { answered: { curve: minmax } } } }", "scores against the peers"),
    ] {
      let after = try programme(yaml)
      let change = try change(before, [answered(70, of: 100, by: before)], after, [answered(80, of: 100, by: after)])
      #expect(change.parts == nil)
      #expect(
        change.note
          == "The programme is another than in September 2026 and \(cause), so what did it can't be told apart.")
    }
  }

  @Test("a scorer that has data for the first time makes no guild better or worse")
  func coverage() throws {
    let programme = try programme("scorers: { care: {}, pay: {} }")
    let owed = Pay.underpaid.ratio(900, to: 1000)
    let answered = Care.answered.proportion(9000, of: 10_000)
    let records = ratings(
      [[guild("g", [answered], by: programme)], [guild("g", [answered, owed], by: programme)]], by: programme)
    let change = try #require(records[1]?.guilds[0].trend?.change)
    #expect(change.points < -10 && change.verdict == nil && change.parts == nil)
    #expect(
      change.note == "Pay has data now and had none in January 2026, so the two scores are not of the same things.")
  }

  private func change(
    _ before: Programme, _ then: [MeasuredGuild], _ after: Programme, _ now: [MeasuredGuild]
  ) throws -> ScoreChange {
    let september = MeasuredMonth(
      month: Month(year: 2026, month: 9), guilds: then, inputs: [], badRows: [], notices: [], absent: [:],
      designEffects: [:])
    let published = PublishedMonth(try rate(september, by: before, tool: testTool), by: before)
    let record = try rate(month(now), by: after, after: History(months: [published]), tool: testTool)
    return try #require(record.guilds[0].trend?.change)
  }

  @Test("parts add up to the change exactly, whatever the programmes and figures", arguments: seeds(1...30))
  func addUp(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let means = ["weighted_mean", "geometric_mean", "harmonic_mean"]
    let yaml = """
      scorers: { care: { weight: 1 }, pay: { weight: 1 }, stay: { weight: 1 } }
      combine: \(means.randomElement(using: &random)!)
      evidence: { shrink_to: \(Bool.random(using: &random) ? "peers" : "none"), score_on: \(Bool.random(using: &random) ? "estimate" : "lower_bound") }
      """
    let programmes = try [yaml, yaml.replacing("pay: { weight: 1 }", with: "pay: { weight: 3 }")].map {
      try programme($0)
    }
    func guilds(_ programme: Programme) -> [MeasuredGuild] {
      (0..<12).map { guild("g\($0)", randomEstimates(using: &random), by: programme) }.sorted {
        $0.guild.id < $1.guild.id
      }
    }
    let then = guilds(programmes[0])
    let before = try rate(
      MeasuredMonth(
        month: Month(year: 2026, month: 9), guilds: then, inputs: [], badRows: [], notices: [], absent: [:],
        designEffects: [:]), by: programmes[0], tool: testTool)
    let history = History(months: [PublishedMonth(before, by: programmes[0])])
    for programme in programmes {
      let record = try rate(month(guilds(programme)), by: programme, after: history, tool: testTool)
      for guild in record.guilds {
        guard let change = guild.trend?.change, let parts = change.parts else { continue }
        let sum = hundredths(parts.performance) + hundredths(parts.peers) + hundredths(parts.programme)
        #expect(sum == hundredths(change.points), "seed \(seed)")
        let scorers = parts.scorers.reduce(0) { $0 + hundredths($1.points) }
        #expect(scorers == hundredths(parts.performance), "seed \(seed)")
        #expect(programme.digest != programmes[0].digest || parts.programme == 0, "seed \(seed)")
      }
    }
    // The same figures by the same programme next to the same peers: nothing has changed.
    let same = try rate(month(then), by: programmes[0], after: history, tool: testTool)
    for change in same.guilds.compactMap({ $0.trend?.change }) {
      #expect(change.points == 0 && change.verdict == nil, "seed \(seed)")
      #expect(change.parts.map { $0.performance == 0 && $0.peers == 0 && $0.programme == 0 } == true, "seed \(seed)")
    }
    // The same figures by another programme: that alone.
    let other = try rate(month(then), by: programmes[1], after: history, tool: testTool)
    for change in other.guilds.compactMap({ $0.trend?.change }) {
      #expect(change.parts.map { $0.performance == 0 && $0.peers == 0 } == true, "seed \(seed)")
    }
  }

  @Test("more events that say the same are a guild's own doing, not its peers'")
  func sample() throws {
    let programme = try care("evidence: { shrink_to: peers }")
    func guilds(_ many: Int64) -> [MeasuredGuild] {
      [answered(many, of: many, "g", by: programme)]
        + (0..<60).map { answered(50 + $0 / 2, of: 100, "h\($0 + 10)", by: programme) }
    }
    let records = ratings([guilds(5), guilds(400)], by: programme)
    let change = try #require(records[1]?.guilds[0].trend?.change)
    let parts = try #require(change.parts)
    #expect(change.points > 10 && abs(parts.peers) < change.points / 5, "\(change)")
  }

  @Test("what is measured differently is another thing: no verdict, and no line through both")
  func definitions() throws {
    let (before, after) = (try care(), try programme("scorers: { care: { settings: { target: 12h } } }"))
    let september = MeasuredMonth(
      month: Month(year: 2026, month: 9), guilds: [answered(9000, of: 10_000, by: before)], inputs: [], badRows: [],
      notices: [], absent: [:], designEffects: [:])
    let history = try History(months: [PublishedMonth(rate(september, by: before, tool: testTool), by: before)])
    let rating = try rate(
      month([answered(5000, of: 10_000, by: after)]), by: after, after: history, tool: testTool
    ).guilds[0]
    #expect(rating.trend?.change?.verdict == nil && rating.flags.allSatisfy { $0.kind != .declined })
    #expect(rating.scorers[0].measures[0].trend == MeasureTrend(values: [nil]))
  }

  @Test("a bonus for growth is for a score that has risen so far, and by more than chance explains")
  func growth() throws {
    let programme = try care("incentives: { growth: { commission_bonus: 1%, when_score_rises: 15 } }")
    func incentives(_ x: Int64, _ y: Int64, of n: Int64) throws -> GuildIncentives {
      let records = ratings([[answered(x, of: n, by: programme)], [answered(y, of: n, by: programme)]], by: programme)
      return try #require(records[1]?.guilds[0].incentives)
    }
    let earned = try incentives(7000, 8000, of: 10_000)
    #expect(earned.grants.map(\.kind) == [.growthBonus] && earned.granted == 10)
    let chance = try incentives(7, 8, of: 10)
    #expect(chance.granted == 0)
    #expect(chance.grants[0].note == "The score has risen by 15 points, which chance alone may explain.")
    #expect(try incentives(7001, 8000, of: 10_000).grants.isEmpty)
  }
}

extension Programme {
  /// With other curves for the measures of its first scorer.
  fileprivate func withCurve(_ measures: String) throws -> Programme {
    try RatingEngineTests.programme(
      "version: \(version)\nscorers: { \(scorers[0].id): { measures: \(measures) } }")
  }
}
