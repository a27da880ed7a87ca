import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport

@testable import RatingEngine

// Scorers without tables, whose estimates a test makes up: one measure of each kind.

struct NoTally: Mergeable {
  mutating func merge(_ other: NoTally) {}
}

protocol MadeUp: Scorer where Tally == NoTally {}

extension MadeUp {
  static var title: String { id.prefix(1).uppercased() + id.dropFirst() }
  static var summary: String { "Made up." }
  static var version: Int { 1 }
  static var reads: [TableUse] { [] }
  static var examples: [Example] { [] }
  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<NoTally>) {}
  func estimates(of tally: NoTally, in window: Window) -> [Estimate] { [] }
}

struct Care: MadeUp {
  static let id = "care"
  @Setting("Due so soon.", .duration(minutes(1)...days(30))) var target = hours(24)
  static let measures = [answered, wait, reopened, filed]
  static let answered = Measure(
    "answered", "Answered in time", unit: .share, .higher, .proportion,
    .scored(weight: 50, .points([.init(0.5, 0), .init(0.9, 60), .init(1, 100)])), needs: [],
    act: "answer {change} more of {denominator} requests within {target}", playbook: "Answer.")
  static let wait = Measure(
    "wait", "Median wait", unit: .hours, .lower, .quantile, .scored(weight: 30, .lognormal(p10: 1, median: 8)),
    needs: [], act: "bring the wait from {now} down to {after}", playbook: "Be quick.")
  static let reopened = Measure(
    "reopened", "Reopened", unit: .share, .lower, .proportion,
    .scored(weight: 20, .steps([.init(0.05, 100), .init(0.2, 50)])), needs: [],
    act: "have {change} fewer of {denominator} reopened", playbook: "Ask first.")
  static let filed = Measure("filed", "Filed", unit: .perThousand, .lower, .rate, .shown, needs: [])
}

struct Pay: MadeUp {
  static let id = "pay"
  static let measures = [underpaid, late]
  static let underpaid = Measure(
    "underpaid", "Underpaid", unit: .share, .lower, .ratio,
    .scored(weight: 60, .points([.init(0, 100), .init(0.02, 60), .init(0.1, 0)])), needs: [],
    act: "pay {change:money} more of the {denominator:money} owed", playbook: "Reconcile.")
  static let late = Measure(
    "late", "Days late", unit: .days, .lower, .mean,
    .scored(weight: 40, .points([.init(0, 100), .init(10, 0)])), needs: [],
    act: "pay {denominator} payouts {change} days sooner in all", playbook: "Pay early.")
}

struct Stay: MadeUp {
  static let id = "stay"
  static let measures = [kept, leaving]
  static let kept = Measure(
    "kept", "Kept", unit: .share, .higher, .survival, .scored(weight: 50, .identity), needs: [],
    act: "bring the share kept from {now} up to {after}", playbook: "Talk.")
  static let leaving = Measure(
    "leaving", "Leaving", unit: .perMonth, .lower, .rate,
    .scored(weight: 50, .points([.init(0.02, 100), .init(0.2, 0)])), needs: [],
    act: "lose {change} fewer than the {numerator} who left", playbook: "Listen.")
}

let madeUpScorers: [any Scorer.Type] = [Care.self, Pay.self, Stay.self]

func programme(_ yaml: String, scorers: [any Scorer.Type] = madeUpScorers) throws -> Programme {
  try Programme.read(Array(yaml.utf8), file: "test.yaml", scorers: scorers)
}

/// A guild with the estimates given, and no data for all other measures of a programme's scorers.
func guild(
  _ id: String, _ estimates: [Estimate], attributes: [String: String] = [:], broadcasters: Int64? = 10,
  grossDue: Int128? = nil, unratedBecause: String? = nil, by programme: Programme
) -> MeasuredGuild {
  MeasuredGuild(
    guild: Guild(id: Identifier(id), name: nil, attributes: attributes.mapValues { Identifier($0) }),
    scorers: programme.scorers.map { plan in
      plan.scorer.measures.map { measure in
        if let own = estimates.first(where: { $0.measure == measure.id && $0.denominator > 0 }) {
          return Measured(measure, own)
        }
        return Measured(measure, noData: "nothing to count in the window", unratedBecause: unratedBecause)
      }
    },
    broadcasters: broadcasters, grossDue: grossDue)
}

func month(_ guilds: [MeasuredGuild]) -> MeasuredMonth {
  MeasuredMonth(
    month: Month(year: 2026, month: 10), guilds: guilds, inputs: [], badRows: [], notices: [], absent: [:],
    designEffects: [:])
}

let testTool = Tool(name: "guildmark", version: "0")

func rate(_ guilds: [MeasuredGuild], by programme: Programme) -> RatingRecord {
  // Estimates that tests make up have evidence that can be used, or none; `EvidenceTests` has those that have not.
  try! rate(month(guilds), by: programme, tool: testTool)
}

/// Estimates of the made-up measures, some of them missing.
func randomEstimates(missing: Double = 0.1, using random: inout SeededGenerator) -> [Estimate] {
  let count = Int64.random(in: 1...400, using: &random)
  let reopenable = Int64.random(in: 1...50, using: &random)
  let owed = Double(Int64.random(in: 1...10_000_000, using: &random)) / 100
  let months = Double(Int64.random(in: 1...5000, using: &random)) / Calendar.daysPerMonth
  let waits = [Double.infinity] + (0..<6).map { _ in Double.random(in: 0...30, using: &random) }
  let all = [
    Care.answered.proportion(Int64.random(in: 0...count, using: &random), of: count),
    Care.wait.value(waits.randomElement(using: &random)!, restingOn: Double(count)),
    Care.reopened.proportion(Int64.random(in: 0...reopenable, using: &random) / 4, of: reopenable),
    Care.filed.rate(3, per: months),
    Pay.underpaid.ratio((owed * Double.random(in: 0...0.15, using: &random) * 100).rounded() / 100, to: owed),
    Pay.late.mean(Double(Int64.random(in: 0...(count * 12), using: &random)), over: count),
    Stay.kept.value(Double.random(in: 0...1, using: &random), restingOn: months),
    Stay.leaving.rate(Double(Int64.random(in: 0...20, using: &random)), per: months),
  ]
  return all.filter { _ in Double.random(in: 0..<1, using: &random) >= missing }
}
