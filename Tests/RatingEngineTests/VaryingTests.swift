import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

@Suite struct ChoicesTests {
  private static let full = """
    scorers:
      care:
        weight: 3
        measures:
          answered: { weight: 2, curve: { points: { 50%: 0, 90%: 60, 100%: 100 } } }
          wait: { weight: 1 }
          reopened: { weight: 1, curve: percentile }
      pay: { weight: 1 }
      stay: { weight: 0 }
    """

  private func choices(_ yaml: String, _ variation: Variation = Variation(), windows: [Int] = [1, 2, 3]) throws
    -> Choices
  {
    Choices(try programme(yaml), within: variation) { _ in Windows(usable: windows) }
  }

  @Test("every choice of a programme is varied, or listed with the reason why not")
  func completeness() throws {
    let choices = try choices(Self.full)
    #expect(
      choices.varied.map(\.choice.name) == [
        "care weight", "care.answered weight", "care.answered curve", "care.wait weight", "care.wait curve",
        "care.reopened weight", "care.reopened curve", "care window", "pay weight", "pay.underpaid weight",
        "pay.underpaid curve", "pay.late weight", "pay.late curve", "pay window", "combine", "missing",
      ])
    let reasons = Dictionary(uniqueKeysWithValues: choices.omissions.map { ($0.name, $0.reason) })
    #expect(reasons["stay weight"] == "its weight is 0, so it has no part in the score")
    #expect(reasons["stay window"] == "its weight is 0 and no gate reads it, so it decides nothing")
    #expect(reasons["stay.kept curve"] == "its scorer's weight is 0, so it has no part in the score")
    #expect(choices.omissions.count == 6)
  }

  @Test("ranges are said, and kept to")
  func ranges() throws {
    let choices = try choices(Self.full)
    let ranges = Dictionary(uniqueKeysWithValues: choices.varied.map { ($0.choice.name, $0.choice.range) })
    #expect(ranges["care weight"] == "2.25 to 3.75")
    #expect(ranges["care.answered curve"] == "distances from 100\u{A0}% × 0.75 to 1.25")
    #expect(ranges["care.wait curve"] == "both values × 0.75 to 1.25")
    #expect(ranges["care.reopened curve"] == "any of percentile, zscore, minmax")
    #expect(ranges["care window"] == "1, 2 or 3 months")
    #expect(ranges["combine"] == "any of weighted_mean, geometric_mean, harmonic_mean")
    let low = choices.programme(at: choices.varied.map { _ in 1e-9 })
    let high = choices.programme(at: choices.varied.map { _ in 1 - 1e-9 })
    #expect(abs(low.scorers[0].weight - 2.25) < 1e-6 && abs(high.scorers[0].weight - 3.75) < 1e-6)
    #expect(low.scorers[0].window == 1 && high.scorers[0].window == 3)
    #expect(low.combine == .weighted && high.combine == .harmonic)
    #expect(low.missing == .reweight && high.missing == .unrated)
    #expect(low.scorers[2].weight == 0 && high.scorers[2].weight == 0)
    guard case .fixed(.points(let anchors)) = high.scorers[0].measures[0].curve else {
      Issue.record("points stay points")
      return
    }
    #expect(anchors.map(\.points) == [0, 60, 100] && anchors[2].value == 1 && abs(anchors[0].value - 0.375) < 1e-6)
  }

  @Test("half-way along its range a weight is as written")
  func middle() throws {
    let choices = try choices(Self.full)
    let middle = choices.programme(at: choices.varied.map { _ in 0.5 })
    #expect(middle.scorers[0].weight == 3 && middle.scorers[0].measures[0].weight == 2)
    #expect(middle.scorers[0].measures[0].curve == choices.programme.scorers[0].measures[0].curve)
  }

  @Test("a stretched curve stays where its measure can be")
  func limits() throws {
    let choices = try choices(
      """
      scorers:
        care: { measures: { answered: { weight: 1, curve: { points: { 10%: 0, 90%: 100 } } }, reopened: { weight: 1, curve: { steps: { 10%: 100, 95%: 50 } } } } }
      """)
    let ranges = Dictionary(uniqueKeysWithValues: choices.varied.map { ($0.choice.name, $0.choice.range) })
    #expect(ranges["care.answered curve"] == "distances from 90\u{A0}% × 0.75 to 1.125")
    #expect(ranges["care.reopened curve"] == "distances from 10\u{A0}% × 0.75 to 1.0588")
  }

  @Test(
    "what can't be varied says why",
    arguments: [
      ("scorers: { stay: { measures: { leaving: { weight: 0 } } } }", "stay.kept curve", "is the value itself"),
      ("scorers: { stay: { measures: { leaving: { weight: 0 } } } }", "stay.kept weight", "only measure with a weight"),
      ("scorers: { stay: { measures: { leaving: { weight: 0 } } } }", "stay.leaving weight", "is shown only"),
      ("scorers: { stay: }", "stay weight", "only scorer with a weight"),
      ("scorers: { stay: }", "combine", "all means are the same"),
      (
        "scorers: { stay: , pay: }\nconsistency_bonus: [{ mean_from: 80, bonus: 1 }]", "combine", "consistency_bonus"
      ),
      (
        "scorers: { care: { measures: { wait: { curve: { clusters: [0, 100] } } } } }", "care.wait curve",
        "levels of groups"
      ),
      (
        "scorers: { care: { measures: { reopened: { curve: { steps: { 10%: 100 } } } } } }", "care.reopened curve",
        "no distances"
      ),
    ])
  func fixed(yaml: String, name: String, reason: String) throws {
    let omission = try #require(try choices(yaml).omissions.first { $0.name == name })
    #expect(omission.reason.contains(reason), "\(omission)")
  }

  @Test("kinds that are left out are listed too, and a single window is no choice")
  func leftOut() throws {
    let some = try choices(Self.full, Variation(kinds: [.combine, .windows]), windows: [1])
    #expect(some.varied.map(\.choice.name) == ["combine"])
    #expect(some.omissions.contains { $0.name == "care window" && $0.reason.contains("no other window") })
    #expect(some.omissions.map(\.name).suffix(3) == ["weights", "curves", "missing"])
  }

  @Test("whatever the numbers, the programme could have been read from a file", arguments: [1, 2, 3])
  func legality(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let choices = try choices(Self.full, Variation(weights: 0.9, curves: 0.9))
    for _ in 0..<200 {
      let varied = choices.programme(at: choices.varied.map { _ in Double.random(in: 0..<1, using: &random) })
      let text = spelled(varied)
      let again = try programme(text)
      #expect(again.scorers.map(\.window) == varied.scorers.map(\.window), "seed \(seed): \(text)")
    }
  }

  /// As a file has it.
  private func spelled(_ programme: Programme) -> String {
    func number(_ value: Double) -> String { trimmed(value, places: 9).replacing(",", with: "") }
    func value(_ value: Double, _ unit: Measure.Unit) -> String {
      switch unit {
      case .hours: "\(Int((value * 3600).rounded()))s"
      case .days: "\(Int((value * 86_400).rounded()))s"
      default: number(value)
      }
    }
    func anchors(_ anchors: [Curve.Anchor], _ unit: Measure.Unit) -> String {
      anchors.map { "\(value($0.value, unit)): \(number($0.points))" }.joined(separator: ", ")
    }
    func curve(_ plan: MeasurePlan) -> String {
      switch plan.curve {
      case .fixed(.points(let list)): "{ points: { \(anchors(list, plan.measure.unit)) } }"
      case .fixed(.steps(let list)): "{ steps: { \(anchors(list, plan.measure.unit)) } }"
      case .fixed(.lognormal(let p10, let median)):
        "{ lognormal: { p10: \(value(p10, plan.measure.unit)), median: \(value(median, plan.measure.unit)) } }"
      case .fixed(.identity): "identity"
      case .percentile: "percentile"
      case .zscore(let mean, let deviation, _): "{ zscore: { mean: \(number(mean)), deviation: \(number(deviation)) } }"
      case .minmax: "minmax"
      case .clusters(let points): "{ clusters: [\(points.map(number).joined(separator: ", "))] }"
      }
    }
    var lines = ["combine: \(programme.combine.rawValue)", "missing: \(programme.missing.rawValue)", "scorers:"]
    for plan in programme.scorers {
      lines += [
        "  \(plan.id):", "    weight: \(number(plan.weight))", "    window: \(monthsText(plan.window))",
        "    measures:",
      ]
      lines += plan.measures.map { "      \($0.measure.id): { weight: \(number($0.weight)), curve: \(curve($0)) }" }
    }
    return lines.joined(separator: "\n")
  }
}

@Suite struct WindowSurveyTests {
  /// Over so many months, what scorers count of guild A: each event table goes back as far as it has months.
  private func survey(
    _ yaml: String = "scorers: { stay: { window: 1 month } }", lacking: Set<Int> = [],
    _ estimates: @escaping (Double) -> [Estimate]
  ) throws -> WindowSurvey {
    WindowSurvey(programme: try programme(yaml)) { programme in
      let window = programme.scorers[0].window
      if lacking.contains(window) { throw EngineError.mismatch(file: "t", differences: ["the window is another"]) }
      return month([guild("A", estimates(Double(window)), by: programme)])
    }
  }

  private func leaving(_ events: Double, of months: Double) -> Estimate { Stay.leaving.rate(events, per: 10 * months) }

  @Test("windows over which all figures are the same are one, and the programme's own stays")
  func same() throws {
    let figures = { (months: Double) in [Pay.underpaid.ratio(min(months, 2), to: 10 * min(months, 2))] }
    let short = try survey("scorers: { pay: { window: 1 month } }", figures)
      .windows(ofScorer: 0, among: [1, 2, 3])
    #expect(short.usable == [1, 2] && short.unusable.map(\.months) == [3])
    #expect(short.unusable[0].reason == "every figure over it is the same as over 2 months")
    let own = try survey("scorers: { pay: { window: 3 months } }", figures).windows(ofScorer: 0, among: [1, 2])
    #expect(own.usable == [1, 3] && own.unusable.map(\.months) == [2])
  }

  @Test("a window over which a figure differs is a choice, be it by what it is counted out of alone")
  func denominators() throws {
    let shares = try survey("scorers: { pay: { window: 1 month } }") { [Pay.underpaid.ratio(5, to: 10 * $0)] }
    #expect(try shares.windows(ofScorer: 0, among: [1, 2, 3]).usable == [1, 2, 3])
    // Leavers in the last month only, while another scorer counts something in every month.
    let rates = try survey("scorers: { stay: { window: 1 month }, pay: { window: 1 month } }") {
      [leaving(5, of: $0), Pay.underpaid.ratio($0, to: 10 * $0)]
    }
    #expect(try rates.windows(ofScorer: 0, among: [1, 2, 3]).usable == [1, 2, 3])
  }

  @Test("a window that reaches back beyond all tables is none, unless it is the programme's own")
  func reach() throws {
    let yaml = "scorers: { stay: { window: 1 month }, pay: { window: 1 month } }"
    let figures = { (months: Double) in
      [leaving(min(months, 2), of: months), Pay.underpaid.ratio(min(months, 2), to: 10 * min(months, 2))]
    }
    let windows = try survey(yaml, figures).windows(ofScorer: 0, among: [1, 2, 3, 6])
    #expect(windows.usable == [1, 2] && windows.unusable.map(\.months) == [3, 6])
    #expect(
      windows.unusable.allSatisfy {
        $0.reason
          == "no scorer counts anything more over it than over 2 months: the tables seem not to go back so far"
      })
    let own = try survey(yaml.replacing("stay: { window: 1 month", with: "stay: { window: 4 months"), figures)
    #expect(try own.windows(ofScorer: 0, among: [1, 2, 3]).usable == [1, 2, 4])
  }

  @Test("tallies of one window leave no other to choose; without the programme's own there is nothing to vary")
  func tallies() throws {
    let windows = try survey(lacking: [2, 3]) { [leaving($0, of: $0)] }.windows(ofScorer: 0, among: [1, 2, 3])
    #expect(windows.usable == [1] && windows.unusable.map(\.months) == [2, 3])
    #expect(windows.unusable.allSatisfy { $0.reason.contains("of another window") })
    #expect(throws: EngineError.self) {
      try survey(lacking: [1]) { [leaving($0, of: $0)] }.windows(ofScorer: 0, among: [1, 2])
    }
  }
}

@Suite struct ExperimentTests {
  private static let yaml = """
    scorers: { care: { weight: 2 }, pay: { weight: 1 }, stay: { weight: 1 } }
    evidence: { at_least: { broadcasters: 0, scorers: 1 } }
    """

  /// Over some guilds with made-up estimates.
  private func experiment(
    _ variation: Variation, guilds count: Int = 30, threads: Int = 1, yaml: String = yaml
  ) throws -> Experiment {
    var random = SeededGenerator(seed: 11)
    let written = try programme(yaml)
    let guilds = (0..<count).map { i in
      guild("G\(i + 100)", randomEstimates(missing: 0.2, using: &random), by: written)
    }
    let measured = month(guilds)
    let (rules, groups) = (Rulebook(written), PeerGroups(of: measured, by: written.peers))
    let grounds = Grounds(
      measured, rules, groups,
      scorers: rules.scorers.indices.map { ScorerGrounds(measured, scorer: $0, rules, groups, inferences: []) })
    return Experiment(
      choices: Choices(written, within: variation) { _ in Windows(usable: [1]) }, variation: variation,
      month: Month(year: 2026, month: 10), hasNoEvents: false, guilds: guilds.map(\.guild), tool: testTool,
      threads: threads
    ) { Standings(Decisions($0, on: grounds, after: .none, threads: 1)) }
  }

  @Test("the same seed gives the same analysis, on any number of threads; another seed another")
  func determinism() throws {
    let variation = Variation(variants: 60, seed: 5)
    let one = try experiment(variation).sensitivity()
    #expect(try experiment(variation, threads: 4).sensitivity() == one)
    #expect(try experiment(variation, threads: 3).sensitivity().jsonBytes == one.jsonBytes)
    var other = variation
    other.seed = 6
    #expect(try experiment(other).sensitivity().guilds != one.guilds)
  }

  @Test("as many programmes are rated as the design needs, not fewer than were asked for")
  func size() throws {
    let result = try experiment(Variation(variants: 100)).sensitivity()
    #expect(result.design.variants == result.design.rows * (result.varied.count + 2))
    #expect(result.design.variants >= 100 && result.design.variants < 100 + result.varied.count + 2)
    let kinds = try experiment(Variation(variants: 100, factor: .kind)).sensitivity()
    #expect(kinds.effects.map(\.name) == ["weights", "curves", "combine", "missing"])
    #expect(kinds.design.variants == 102 && kinds.design.rows == 17)
  }

  @Test("a guild's figures fit together")
  func guilds() throws {
    let result = try experiment(Variation(variants: 80)).sensitivity()
    for guild in result.guilds {
      let ranks = guild.ranks
      #expect([ranks.best, ranks.low, ranks.median, ranks.high, ranks.worst].isAscending)
      #expect(ranks.best >= 1 && ranks.worst <= result.guilds.count)
      #expect(abs(guild.tierShares.reduce(guild.notRated, +) - 1) < 1e-9)
      if let tier = guild.tier, let place = result.programme.tiers.firstIndex(of: tier) {
        #expect(abs(guild.flips + guild.tierShares[place] - 1) < 1e-9)
      }
    }
    let steady = result.guilds.count { $0.flips <= 1 - Sensitivity.Overall.steadyShare + 1e-9 }
    #expect(steady == result.overall.steady)
    let share = try #require(result.overall.guildShare)
    #expect(share > 0 && share < 1)
  }

  @Test("taking out each scorer and measure is told, and what can't be taken out is listed")
  func removals() throws {
    let result = try experiment(Variation(kinds: [.weights], variants: 20)).sensitivity()
    #expect(
      result.removals.map(\.name) == [
        "care", "care.answered", "care.wait", "care.reopened", "pay", "pay.underpaid", "pay.late", "stay", "stay.kept",
        "stay.leaving",
      ])
    #expect(result.removals.allSatisfy { $0.rankChange >= 0 && $0.correlation.map { $0 <= 1 } ?? true })
    let alone = try experiment(
      Variation(variants: 20),
      yaml: """
        scorers: { stay: { measures: { leaving: { weight: 0 } } } }
        evidence: { at_least: { broadcasters: 0, scorers: 1 } }
        """
    ).sensitivity()
    #expect(alone.removals.isEmpty && alone.notRemoved.map(\.name) == ["stay", "stay.kept", "stay.leaving"])
  }

  @Test("the one choice on which everything hangs has all the effect")
  func effects() throws {
    let written = try programme(Self.yaml)
    let variation = Variation(kinds: [.weights], variants: 1000)
    let result = try Experiment(
      choices: Choices(written, within: variation) { _ in Windows(usable: [1]) }, variation: variation,
      month: Month(year: 2026, month: 10), hasNoEvents: false,
      guilds: (0..<3).map { Guild(id: Identifier("G\($0)"), name: nil, attributes: [:]) }, tool: testTool, threads: 2
    ) { programme in
      let turns = programme.scorers[1].weight > 1.1
      return Standings(
        scores: [9000, 8000, nil], ranks: turns ? [2, 1, nil] : [1, 2, nil], tiers: turns ? [1, 0, nil] : [0, 1, nil],
        tierCount: 4)
    }.sensitivity()
    for effect in result.effects {
      let (ranks, tiers) = (try #require(effect.ranks), try #require(effect.tiers))
      let expected = effect.name == "pay weight" ? 1.0 : 0
      #expect(abs(ranks.total.value - expected) < 0.1 && abs(tiers.total.value - expected) < 0.1, "\(effect)")
      #expect(abs(ranks.first.value - expected) < 0.1, "\(effect)")
    }
    #expect(result.overall.guilds == 2 && result.overall.neverRated == 1)
    #expect(result.guilds[2].ranks.best == 3 && result.guilds[2].notRated == 1 && result.guilds[2].flips == 0)
  }

  @Test("intervals are told from twenty rows on, as below that an index is a guess")
  func intervals() throws {
    let few = try experiment(Variation(kinds: [.combine, .missing], variants: 19 * 4)).sensitivity()
    #expect(few.design.rows == 19 && !few.design.hasEnoughRows && few.design.fewestVariants == 80)
    #expect(few.effects.allSatisfy { $0.ranks?.total.interval == nil && $0.ranks?.first.interval == nil })
    let enough = try experiment(Variation(kinds: [.combine, .missing], variants: 20 * 4)).sensitivity()
    #expect(enough.design.hasEnoughRows)
    #expect(enough.effects.contains { $0.ranks?.total.interval != nil && $0.ranks?.first.interval != nil })
  }

  @Test("what would not fit in memory is refused, with what would")
  func memory() throws {
    let written = try programme(Self.yaml)
    let guilds = (0..<20_000).map { Guild(id: Identifier("G\($0)"), name: nil, attributes: [:]) }
    let experiment = Experiment(
      choices: Choices(written, within: Variation(kinds: [.weights])) { _ in Windows(usable: [1]) },
      variation: Variation(kinds: [.weights], variants: 30_000), month: Month(year: 2026, month: 10),
      hasNoEvents: false, guilds: guilds, tool: testTool, threads: 1
    ) { _ in
      Issue.record("nothing is decided")
      return Standings(scores: [], ranks: [], tiers: [], tierCount: 4)
    }
    let error = #expect(throws: VaryingError.self) { try experiment.sensitivity() }
    #expect(error?.description.hasSuffix("ask for 19992 variants at most") == true, "\(String(describing: error))")
  }

  @Test("where no choice changes anything there are no indices, and where there is no choice there is an error")
  func nothing() throws {
    let quiet = try experiment(Variation(kinds: [.combine], variants: 9), guilds: 1).sensitivity()
    #expect(quiet.effects == [.init(name: "combine", ranks: nil, tiers: nil)])
    #expect(throws: VaryingError.self) { try experiment(Variation(kinds: [])).sensitivity() }
  }
}

extension [Int] {
  fileprivate var isAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 <= $1 } }
}
