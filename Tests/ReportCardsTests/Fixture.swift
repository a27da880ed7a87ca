import ScorerKit

@testable import RatingRecord

/// A month made by hand: guilds of every kind a card has to cope with.
enum Fixture {
  static let record = RatingRecord(
    tool: Tool(name: "guildmark", version: "1.0.0"),
    programme: ProgrammeSummary(
      name: "Monthly guild service rating", version: 3, digest: "sha256:" + String(repeating: "4fa90c1e", count: 8),
      currency: "USD", combine: "weighted_mean", missing: "reweight", groupBy: ["region"], peersAtLeast: 5,
      broadcastersAtLeast: 5, scorersAtLeast: 3,
      tiers: [
        .init(name: "Platinum", from: 85), .init(name: "Gold", from: 70), .init(name: "Silver", from: 55),
        .init(name: "Bronze", from: 0),
      ], contestHow: "Write to ratings@platform.example, naming the measure", contestWithin: 14),
    month: Month(year: 2026, month: 10), window: Fixture.month, status: .draft,
    inputs: [
      Input(table: "guilds", rows: 9, badRows: []),
      Input(table: "memberships", rows: 4210, badRows: [.init(cause: "left_on before joined_on", count: 3)]),
      Input(table: "requests", rows: 128_402, badRows: []),
      Input(
        table: "payouts", rows: 3410,
        badRows: [.init(cause: "unknown guild", count: 11), .init(cause: "negative amount", count: 1)]),
      Input(table: "complaints", rows: nil, badRows: []),
    ],
    coverage: coverage,
    incentives: IncentiveTotals(
      budget: 40_000, earned: 50_000, granted: 40_000, rule: "All grants are cut alike, to 80 % of what was earned."),
    guilds: guilds)

  static let month = WindowSummary(months: 1, from: "2026-10-01", to: "2026-11-01")
  static let quarter = WindowSummary(months: 3, from: "2026-08-01", to: "2026-11-01")

  static let coverage = [
    ScorerCoverage(
      id: "responsiveness", title: "Responsiveness",
      summary: "How soon broadcasters’ requests are answered and solved.",
      version: 1, weight: 0.3, window: month, guildsWithData: 8,
      measures: [
        summary(
          "within_target_rate", "Answered in time", .share, .higher, .proportion, 0.5, 0.97,
          "Give every request an owner and a first answer on the day it comes; leave the long ones for later."),
        summary(
          "median_first_response", "Median first response", .hours, .lower, .quantile, 0.2, 1,
          "Staff the evening hours, when most requests come."),
        summary(
          "resolution_rate", "Solved in time", .share, .higher, .proportion, 0.3, 0.95,
          "Review what is open each morning, oldest first."),
        summary("reopen_rate", "Reopened", .share, .lower, .proportion, 0, nil, ""),
      ]),
    ScorerCoverage(
      id: "payout_fairness", title: "Payout fairness", summary: "Whether broadcasters are paid in full and on time.",
      version: 1, weight: 0.3, window: month, guildsWithData: 8,
      measures: [
        summary(
          "on_time_rate", "Paid on time", .share, .higher, .proportion, 0.5, 1, "Pay on the day before the due day."),
        summary("underpayment_rate", "Underpaid", .share, .lower, .ratio, 0.3, 0, "Reconcile shares before each run."),
        summary("mean_days_late", "Days late", .days, .lower, .mean, 0.2, 0, "Pay on the day before the due day."),
        summary("share_dispersion", "Spread of shares", .number, .lower, .dispersion, 0, nil, ""),
      ]),
    ScorerCoverage(
      id: "retention", title: "Retention", summary: "How many broadcasters stay.", version: 1, weight: 0.25,
      window: quarter, guildsWithData: 7,
      measures: [
        summary(
          "attrition_rate", "Leaving", .perMonth, .lower, .rate, 0.6, 0.01,
          "Talk to newcomers in their first fortnight."),
        summary(
          "retention_at_horizon", "Still there after 90 days", .share, .higher, .survival, 0.4, 0.95,
          "Pair newcomers with a mentor."),
        summary("let_go_rate", "Let go by the guild", .perMonth, .lower, .rate, 0, nil, ""),
        summary("exit_reasons", "Expected to leave for it within 90 days", .share, .lower, .breakdown, 0, nil, ""),
      ]),
    ScorerCoverage(
      id: "complaint_rate", title: "Complaints", summary: "Upheld complaints against the guild.", version: 1,
      weight: 0.15, window: quarter, guildsWithData: 0, noData: "no table complaints",
      measures: [
        summary(
          "upheld_per_1000", "Upheld complaints", .perThousand, .lower, .rate, 1, 2, "Answer complaints within a week.")
      ]),
  ]

  static func summary(
    _ id: String, _ title: String, _ unit: Measure.Unit, _ direction: Measure.Direction, _ kind: Measure.Kind,
    _ weight: Double, _ target: Double?, _ playbook: String
  ) -> MeasureSummary {
    MeasureSummary(
      id: id, title: title, unit: unit, direction: direction, kind: kind, weight: weight, target: target,
      playbook: playbook)
  }

  static func result(
    _ id: String, _ value: Double?, _ numerator: Double?, _ denominator: Double?, points: Double? = nil,
    weight: Double = 0, _ peers: PeerFigures? = nil, noData: String? = nil, isNever: Bool = false
  ) -> MeasureResult {
    MeasureResult(
      id: id, value: value, isNever: isNever, numerator: numerator, denominator: denominator, points: points,
      weight: weight, peers: peers, noData: noData)
  }

  static func part(_ reason: String, _ value: Double?, _ count: Double) -> MeasureResult {
    MeasureResult(
      id: "exit_reasons", part: reason, value: value, isNever: false, numerator: count, denominator: 40, weight: 0)
  }

  static func figures(_ low: Double?, _ median: Double?, _ high: Double?, guilds: Int = 8) -> PeerFigures {
    PeerFigures(guilds: guilds, lowerQuartile: low, median: median, upperQuartile: high, percentile: 0.6)
  }
}
