import RatingRecord
import ScorerKit
import TestSupport

/// A small month in which every kind of thing occurs that a ledger has to keep.
enum SampleRecord {
  static let october = Month(year: 2026, month: 10)
  static let bases = ["": "evidence", "conduct": "conduct 1", "speed": "speed 1"]

  /// Ids that are the same to Unicode, or mean something to a database or JSON.
  static let ids = ["A", "B", "Caf\u{E9}", "Cafe\u{301}", "'; DROP TABLE ratings; --", "\"q\"\n{", "z", "日本"]

  static let appeals = AppealRules(within: 30, decideWithin: 14, to: "The board, appeals@platform.example")
  /// Decided with an appeal.
  static let corrections = [
    Correction(
      table: "requests", rowKey: Identifier("r|1"), action: .setAside, reason: "Spam.", decidedBy: "The board",
      decidedOn: "2026-11-25"),
    Correction(
      table: "requests", rowKey: Identifier("r2"), action: .amend(column: "resolved_at", value: Identifier("")),
      reason: "=1+1", decidedBy: "The board", decidedOn: "2026-11-25"),
  ]

  static func record(
    _ month: Month = october, seed: UInt64 = 1, corrections: Int64? = nil, appeals: AppealRules? = nil,
    corrected: [Correction] = [], ids: [String] = ids,
    programme: String = "sha256:" + String(repeating: "ab", count: 32)
  ) -> RatingRecord {
    var random = SeededGenerator(seed: seed)
    let ids = ids.map { Identifier($0) }.sorted()
    let window = WindowSummary(months: 1, from: "\(month)-01", to: "\(month.adding(1))-01")
    return RatingRecord(
      tool: Tool(name: "guildmark", version: "0.1.0"),
      programme: ProgrammeSummary(
        name: "Sample", version: 1, digest: programme, currency: "USD", combine: "weighted_mean", missing: "reweight",
        groupBy: [], peersAtLeast: 1, broadcastersAtLeast: 1, scorersAtLeast: 1,
        tiers: [.init(name: "High", from: 50), .init(name: "Low", from: 0)], corrections: corrections, appeals: appeals),
      month: month, window: window, status: .draft,
      inputs: [
        Input(table: "guilds", rows: 8, badRows: []), Input(table: "payouts", badRows: []),
        Input(
          table: "requests", rows: 100, badRows: [.init(cause: "no id", count: 2), .init(cause: "late", count: 1)]),
      ], corrections: corrected.map { AppliedCorrection(correction: $0, guilds: [Identifier("A")]) },
      coverage: coverage(window),
      incentives: IncentiveTotals(budget: 100, earned: 120, granted: 100, rule: "Cut."),
      guilds: ids.enumerated().map { rating($1, place: $0, of: ids.count, &random) })
  }

  private static func coverage(_ window: WindowSummary) -> [ScorerCoverage] {
    func measure(_ id: String, _ kind: Measure.Kind) -> MeasureSummary {
      MeasureSummary(
        id: id, title: id, unit: .number, direction: .higher, kind: kind, weight: 0.5, playbook: "Do better.")
    }
    func scorer(_ id: String, _ measures: [MeasureSummary]) -> ScorerCoverage {
      ScorerCoverage(
        id: id, title: id, summary: id, version: 1, weight: 0.5, window: window, guildsWithData: 8, measures: measures)
    }
    return [
      scorer("speed", [measure("rate", .proportion), measure("median", .quantile)]),
      scorer("conduct", [measure("rate", .rate), measure("reasons", .breakdown)]),
    ]
  }

  private static func rating(
    _ id: Identifier, place: Int, of count: Int, _ random: inout SeededGenerator
  ) -> GuildRating {
    func number() -> Double { Double(random.next() >> 11) / 9e15 }
    guard place != 1 else {
      return GuildRating(
        guildID: id, peerGroup: PeerGroup(attributes: [], guilds: count, isFallback: false),
        flags: [Flag(kind: .unrated, reason: "No data.")], gates: [gate(nil)],
        scorers: [
          ScorerResult(id: "speed", weight: 0, isNeutral: false, measures: [none("rate"), none("median")]),
          ScorerResult(id: "conduct", weight: 0, isNeutral: true, measures: [none("rate")]),
        ], improvements: [])
    }
    let score = inPoints(hundredths(number() * 100))
    let (tier, other) = score >= 50 ? ("High", "Low") : ("Low", "High")
    let speed = ScorerResult(
      id: "speed", points: inPoints(hundredths(number() * 100)), weight: 0.5, contribution: -0.0, isNeutral: false,
      measures: [
        MeasureResult(
          id: "rate", value: number(), isNever: false, numerator: 3, denominator: 1e15 + 1, estimate: number(),
          interval: Interval(low: number() / 2, high: number()), points: 100 * number(), weight: 0.5, borrowed: 0.3),
        place == 2
          ? MeasureResult(
            id: "median", isNever: true, denominator: 7, interval: Interval(low: number(), high: nil), weight: 0.5)
          : MeasureResult(id: "median", value: number() * 1e-300, isNever: false, denominator: 7, weight: 0.5),
      ])
    let parts = ["pay", "", "caf\u{E9}"].map {
      MeasureResult(id: "reasons", part: $0, value: number(), isNever: false, numerator: 1, denominator: 3, weight: 0)
    }
    let conduct = ScorerResult(
      id: "conduct", points: 0, weight: 0.5, contribution: score, isNeutral: false,
      measures: [MeasureResult(id: "rate", value: -number(), isNever: false, weight: 1)] + parts)
    return GuildRating(
      guildID: id, name: Identifier("The \(id)"),
      peerGroup: PeerGroup(attributes: [], guilds: count, isFallback: false), score: score,
      interval: Interval(low: max(0, score - 5), high: min(100, score + 5)), tier: tier,
      tierProbabilities: [
        TierProbability(tier: tier, probability: 0.75), TierProbability(tier: other, probability: 0.25),
      ], rank: place + 1,
      flags: [Flag(kind: .thin, reason: "Thin."), Flag(kind: .thin, reason: "Thin too.")], gates: [gate(place == 3)],
      scorers: [speed, conduct], improvements: [],
      incentives: GuildIncentives(
        grants: [.init(kind: .commissionBonus, rate: 0.03, base: 1000, earned: 30, granted: 25), .init(kind: .badge)],
        earned: 30, granted: 25), broadcasters: Int64(place * 10),
      adjustments: [
        Adjustment(points: -0.05, reason: Identifier("a fine")),
        Adjustment(points: 0.3, reason: Identifier("an audit")),
      ],
      movement: Movement(
        scored: tier, earned: tier, rising: other, falling: tier, from: "Low", fromMonth: Month(year: 2026, month: 9),
        rule: .waitsToRise, reason: "A reason.", next: ["Wait."]))
  }

  private static func gate(_ fired: Bool?) -> GateResult {
    GateResult(name: "arrears", fired: fired, lowered: fired == true, cap: "Low", conditions: [])
  }

  private static func none(_ id: String) -> MeasureResult {
    MeasureResult(id: id, isNever: false, weight: 0, noData: "no rows")
  }
}
