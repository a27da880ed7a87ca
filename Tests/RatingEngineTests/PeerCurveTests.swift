import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct PeerCurveTests {
  private static let share = Care.answered
  private static let hours = Care.wait

  /// What each of the peers earns.
  private func points(_ rule: CurveRule, _ values: [Double], _ measure: Measure = share) -> [Double] {
    let scored = ScoredMeasure(measure, weight: 1, rule, peers: SortedValues(values))
    return values.map { scored.points(at: $0) }
  }

  private func expectClose(_ values: [Double], _ answers: [Double], at location: SourceLocation = #_sourceLocation) {
    #expect(values.count == answers.count, sourceLocation: location)
    for (value, answer) in zip(values, answers) {
      #expect(abs(value - answer) < 1e-9, "\(values) is not \(answers)", sourceLocation: location)
    }
  }

  @Test("by percentile, the share of the peers that are worse is worth so many points, ties half")
  func percentile() {
    #expect(points(.percentile, [0.1, 0.4, 0.4, 0.9]) == [12.5, 50, 50, 87.5])
    #expect(points(.percentile, [1, 4, 4, 9], Self.hours) == [87.5, 50, 50, 12.5])
    #expect(points(.percentile, [1, 4, .infinity, .infinity], Self.hours) == [87.5, 62.5, 0, 0])
  }

  @Test("by percentile every guild earns its standing among its peers", arguments: seeds(1...30))
  func standing(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for measure in [Self.share, Self.hours] {
      let values = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        Double(Int.random(in: 0...20, using: &random)) / 20
      }
      let sorted = SortedValues(values)
      expectClose(points(.percentile, values, measure), values.map { 100 * sorted.standing(of: $0, measure.direction) })
    }
  }

  @Test("by z-score the peers' mean is worth the mean, and a deviation more or less")
  func zscore() {
    // Mean 0.4, sample standard deviation 0.2.
    let values = [0.2, 0.4, 0.6]
    expectClose(points(.standardZscore, values), [35, 50, 65])
    expectClose(points(.zscore(mean: 60, deviation: 20, winsorise: 0), values), [40, 60, 80])
    expectClose(points(.standardZscore, [2, 4, 6], Self.hours), [65, 50, 35])
    expectClose(points(.zscore(mean: 50, deviation: 80, winsorise: 0), values), [0, 50, 100])
    expectClose(points(.zscore(mean: 0, deviation: 20, winsorise: 0), values), [0, 0, 20])
    expectClose(points(.zscore(mean: 100, deviation: 20, winsorise: 0), values), [80, 100, 100])
  }

  @Test("by range the worst of the peers earns nothing and the best all")
  func minmax() {
    expectClose(points(.minmax(winsorise: 0), [0.2, 0.5, 0.8]), [0, 50, 100])
    expectClose(points(.minmax(winsorise: 0), [2, 5, 10], Self.hours), [100, 62.5, 0])
    expectClose(points(.minmax(winsorise: 0), [2, 5, 10, .infinity], Self.hours), [100, 62.5, 0, 0])
  }

  @Test("winsorised, the extremes count as the next")
  func winsorising() {
    let values = [0.0, 0.5, 0.6, 0.7, 1.0]
    expectClose(points(.minmax(winsorise: 200_000), values), [0, 0, 50, 100, 100])
    // Less than one guild at each end is none.
    expectClose(points(.minmax(winsorise: 190_000), values), [0, 50, 60, 70, 100])
    // Treated, the mean is 0.6 and the deviation 0.1.
    expectClose(points(.zscore(mean: 50, deviation: 10, winsorise: 200_000), values), [40, 40, 50, 60, 60])
    // Those that never get there are the worst, so they are what is cut off at that end.
    expectClose(points(.minmax(winsorise: 200_000), [1, 2, 3, 4, .infinity], Self.hours), [100, 100, 50, 0, 0])
  }

  @Test("by clusters neighbours are alike, the worst group earning the first points")
  func clusters() {
    let rule = CurveRule.clusters([10, 40, 100])
    #expect(
      points(rule, [0.1, 0.12, 0.5, 0.52, 0.9, 0.91, 0.92]) == [10, 10, 40, 40, 100, 100, 100])
    #expect(points(rule, [1, 2, 10, 11, 20], Self.hours) == [100, 100, 40, 40, 10])
    #expect(points(rule, [1, 2, 10, 11, 20, .infinity], Self.hours) == [100, 100, 40, 40, 10, 0])
  }

  @Test("outliers are set aside before guilds are clustered, and belong to the nearest group")
  func outliers() {
    let values = [10.0, 10, 11, 11, 12, 14, 15, 15, 16, 16, 500]
    #expect(
      points(.clusters([0, 100]), values, Self.hours) == [100, 100, 100, 100, 100, 0, 0, 0, 0, 0, 0])
  }

  @Test("where all peers are equal, or there is one, they earn the middle; or the best group's points")
  func equal() {
    for values in [[0.3], [0.3, 0.3, 0.3]] {
      let fifty = values.map { _ in 50.0 }
      #expect(points(.percentile, values) == fifty)
      #expect(points(.minmax(winsorise: 0), values) == fifty)
      #expect(points(.minmax(winsorise: 50_000), values) == fifty)
      #expect(points(.standardZscore, values) == fifty)
      #expect(points(.zscore(mean: 70, deviation: 10, winsorise: 0), values) == values.map { _ in 70 })
      #expect(points(.clusters([0, 40, 80]), values) == values.map { _ in 80 })
    }
    #expect(points(.clusters([0, 40, 80]), [0.3, 0.4, 0.3]) == [40, 80, 40])
    #expect(points(.percentile, []).isEmpty)
  }

  @Test("what is never reached earns nothing, also where nobody reaches it")
  func never() {
    for rule in [CurveRule.percentile, .standardZscore, .minmax(winsorise: 0), .clusters([20, 60])] {
      #expect(points(rule, [.infinity, .infinity], Self.hours) == [0, 0])
    }
  }

  @Test("better is never worth less, and points stay within 0…100", arguments: seeds(1...30))
  func monotone(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rules: [CurveRule] = [
      .percentile, .standardZscore, .zscore(mean: 30, deviation: 60, winsorise: 100_000), .minmax(winsorise: 0),
      .minmax(winsorise: 250_000), .clusters([0, 30, 60, 100]),
    ]
    for measure in [Self.share, Self.hours] {
      let values = (0..<Int.random(in: 1...30, using: &random)).map { _ in Double.random(in: 0...1, using: &random) }
      let tries = (0...100).map { Double($0) / 100 } + values
      let ascending = measure.direction == .higher ? tries.sorted() : tries.sorted(by: >)
      for rule in rules {
        let scored = ScoredMeasure(measure, weight: 1, rule, peers: SortedValues(values))
        let points = ascending.map { scored.points(at: $0) }
        #expect(zip(points, points.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 }, "\(rule), seed \(seed)")
        #expect(points.allSatisfy { (0...100).contains($0) }, "\(rule), seed \(seed)")
        if let target = scored.target { #expect((0...1).contains(target) || measure.unit == .hours) }
      }
    }
  }

  @Test("a target drawn from fewer than five peers is withheld")
  func disclosure() {
    func target(_ values: [Double]) -> Double? {
      ScoredMeasure(Self.share, weight: 1, .percentile, peers: SortedValues(values)).target
    }
    #expect(target([0.1, 0.2, 0.3, 0.4]) == nil)
    #expect(target([0.1, 0.2, 0.3, 0.4, 0.5]) == 0.5)
  }
}

struct PeerRatingTests {
  private static func guilds(_ programme: Programme, shares: [Int64], broadcasters: [Int64?] = []) -> [MeasuredGuild] {
    shares.enumerated().map { number, share in
      guild(
        "g\(number + 10)", [Care.answered.proportion(share, of: 100)],
        attributes: ["region": number.isMultiple(of: 2) ? "EU" : "US"],
        broadcasters: number < broadcasters.count ? broadcasters[number] : 10, by: programme)
    }
  }

  @Test("each guild is scored against those it is compared with")
  func comparisons() throws {
    let programme = try programme(
      "peers: { group_by: region, at_least: 3 }\nscorers: { care: { measures: { answered: { curve: minmax } } } }")
    let record = rate(Self.guilds(programme, shares: [10, 60, 20, 70, 30, 80]), by: programme)
    let points = record.guilds.map { $0.scorers[0].measures[0].points ?? -1 }
    for (points, answer) in zip(points, [0.0, 0, 50, 50, 100, 100]) { #expect(abs(points - answer) < 1e-9) }
    #expect(record.coverage[0].measures[0].curve == .minmax(winsorise: 0))
    #expect(record.coverage[0].measures[0].target == nil)
    #expect(record.coverage[0].measures[1].target != nil)
  }

  @Test(
    "the record names the rule",
    arguments: [
      ("percentile", #""curve":"percentile""#),
      ("zscore", #""curve":{"zscore":{"mean":50.0,"deviation":15.0,"winsorise":0.0}}"#),
      ("{ minmax: { winsorise: 5% } }", #""curve":{"minmax":{"winsorise":0.05}}"#),
      ("{ clusters: [0, 62.5, 100] }", #""curve":{"clusters":[0.0,62.5,100.0]}"#),
    ])
  func recorded(yaml: String, json: String) throws {
    let programme = try programme("scorers: { care: { measures: { answered: { curve: \(yaml) } } } }")
    let record = rate(Self.guilds(programme, shares: [10, 60]), by: programme)
    let text = String(decoding: record.jsonBytes, as: UTF8.self).filter { !$0.isWhitespace }
    #expect(text.contains(json))
  }

  @Test("an improvement is priced by the curve through the peers, to the bit")
  func priced() throws {
    let programme = try programme(
      "scorers: { care: { measures: { answered: { curve: percentile }, wait: { weight: 0 }, reopened: { weight: 0 } } } }"
    )
    let record = rate(Self.guilds(programme, shares: [10, 20, 30, 40, 50, 60, 70, 80]), by: programme)
    let worst = record.guilds[0]
    #expect(worst.score == 6.25)
    let act = try #require(worst.improvements.first)
    #expect(act.after == 0.6 && act.basis == .peers && act.gain == 62.5)
  }

  @Test("thresholds come from the rated guilds' scores, rounded up to 0.01")
  func thresholds() throws {
    let programme = try programme(
      """
      tiers: { clusters: [Gold, Silver, Bronze] }
      scorers: { care: { measures: { answered: { curve: identity }, wait: { weight: 0 }, reopened: { weight: 0 } } } }
      """)
    let record = rate(Self.guilds(programme, shares: [10, 12, 50, 53, 90, 91]), by: programme)
    #expect(record.programme.tiers.map(\.from) == [71.5, 31, 0])
    #expect(record.programme.tiers.map(\.name) == ["Gold", "Silver", "Bronze"])
    #expect(record.guilds.map(\.tier) == ["Bronze", "Bronze", "Silver", "Silver", "Gold", "Gold"])
    #expect(record.programme.digest == programme.digest)
    #expect(record.guilds[2].nextTier?.tier == "Gold")
    #expect(record.guilds[2].nextTier?.missing == 21.5)
  }

  @Test("fewer different scores than tiers fill the best of them")
  func fewScores() throws {
    let programme = try programme(
      """
      tiers: { clusters: [Gold, Silver, Bronze] }
      scorers: { care: { measures: { answered: { curve: identity }, wait: { weight: 0 }, reopened: { weight: 0 } } } }
      """)
    let two = rate(Self.guilds(programme, shares: [40, 60, 60]), by: programme)
    #expect(two.programme.tiers.map(\.from) == [50, 0, 0])
    #expect(two.guilds.map(\.tier) == ["Silver", "Gold", "Gold"])
    let one = rate(Self.guilds(programme, shares: [40, 40]), by: programme)
    #expect(one.programme.tiers.map(\.from) == [0, 0, 0])
    #expect(one.guilds.map(\.tier) == ["Gold", "Gold"])
    let none = rate([guild("g", [], by: programme)], by: programme)
    #expect(none.guilds[0].tier == nil && none.programme.tiers.map(\.from) == [0, 0, 0])
  }

  @Test("an outlier does not make a tier of its own")
  func outlier() throws {
    let programme = try programme(
      """
      tiers: { clusters: [Gold, Silver] }
      scorers: { care: { measures: { answered: { curve: identity }, wait: { weight: 0 }, reopened: { weight: 0 } } } }
      """)
    let record = rate(Self.guilds(programme, shares: [1, 70, 71, 72, 73, 80, 81, 82, 83]), by: programme)
    #expect(record.programme.tiers.map(\.from) == [76.5, 0])
    #expect(record.guilds[0].tier == "Silver")
  }

  @Test("guilds are compared with those of their size; of unknown size, with everyone")
  func sizeBands() throws {
    let programme = try programme(
      "peers: { size_bands: [20, 200], at_least: 2 }\nscorers: { care: { measures: { answered: { curve: percentile } } } }"
    )
    let record = rate(
      Self.guilds(
        programme, shares: [10, 20, 30, 40, 50, 60, 70], broadcasters: [0, 19, 20, 199, 200, nil, 9999]),
      by: programme)
    let groups = record.guilds.map(\.peerGroup)
    #expect(groups.map { $0.attributes.map(\.name) } == Array(repeating: ["broadcasters"], count: 7))
    #expect(
      groups.map { $0.attributes[0].value.description } == [
        "under 20", "under 20", "20–199", "20–199", "200 or more", "", "200 or more",
      ])
    #expect(groups.map(\.guilds) == [2, 2, 2, 2, 2, 7, 2])
    #expect(groups.map(\.isFallback) == [false, false, false, false, false, true, false])
    #expect(record.guilds.map { $0.scorers[0].measures[0].points }.prefix(5) == [25, 75, 25, 75, 25])
  }

  @Test("size bands divide groups of other attributes further, and small ones fall back to everyone")
  func sizeBandsWithinGroups() throws {
    let programme = try programme(
      "peers: { group_by: region, size_bands: 100, at_least: 2 }\nscorers: { care: }")
    let record = rate(
      Self.guilds(programme, shares: [1, 2, 3, 4, 5], broadcasters: [5, 500, 50, 5, 500]), by: programme)
    #expect(
      record.guilds.map { $0.peerGroup.attributes.map(\.value.description) } == [
        ["EU", "under 100"], ["US", "100 or more"], ["EU", "under 100"], ["US", "under 100"], ["EU", "100 or more"],
      ])
    #expect(record.guilds.map(\.peerGroup.isFallback) == [false, true, false, true, true])
  }

  @Test("the same record whatever the threads and the order of a comparison", arguments: seeds(1...5))
  func threads(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let programme = try programme(
      """
      peers: { group_by: region, size_bands: [10, 30], at_least: 5 }
      missing: neutral
      tiers: { clusters: [A, B, C, D] }
      scorers:
        care: { measures: { answered: { curve: percentile }, wait: { curve: { clusters: [0, 40, 70, 100] } } } }
        pay: { measures: { underpaid: { curve: { zscore: { winsorise: 5% } } }, late: { curve: { minmax: { winsorise: 10% } } } } }
        stay:
      """)
    let guilds = (0..<60).map { number in
      guild(
        "g\(number + 100)", randomEstimates(missing: 0.2, using: &random),
        attributes: ["region": ["EU", "US", "AS"].randomElement(using: &random)!],
        broadcasters: Int64.random(in: 0...50, using: &random), by: programme)
    }
    let one = try rate(month(guilds), by: programme, tool: testTool, threads: 1)
    #expect(try rate(month(guilds), by: programme, tool: testTool, threads: 3).jsonBytes == one.jsonBytes)
    let thresholds = one.programme.tiers.map(\.from)
    #expect(thresholds == thresholds.sorted(by: >) && Set(thresholds).count == 4 && thresholds.last == 0)
    for rating in one.guilds {
      let place = thresholds.firstIndex { rating.score ?? 0 >= $0 }!
      #expect(rating.tier == one.programme.tiers[place].name)
    }
  }
}
