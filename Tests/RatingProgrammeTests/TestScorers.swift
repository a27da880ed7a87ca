import RatingProgramme
import ScorerKit

struct NoTally: Mergeable {
  mutating func merge(_ other: NoTally) {}
}

protocol TestScorer: Scorer where Tally == NoTally {}

extension TestScorer {
  static var title: String { id }
  static var summary: String { "For tests." }
  static var version: Int { 1 }
  static var reads: [TableUse] { [] }
  static var examples: [Example] { [] }
  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<NoTally>) {}
  func estimates(of tally: NoTally, in window: Window) -> [Estimate] { [] }
}

enum Colour: String, ClosedList { case red, green, blue }

/// A setting of each domain.
struct Speed: TestScorer {
  static let id = "speed"
  static let measures = [
    Measure("answered", "Answered", unit: .share, .higher, .proportion, .scored(weight: 60, .identity), needs: []),
    Measure(
      "delay", "Delay", unit: .hours, .lower, .quantile, .scored(weight: 40, .lognormal(p10: 1, median: 8)), needs: []),
    Measure("seen", "Seen", unit: .share, .higher, .proportion, .shown, needs: []),
  ]

  @Setting("Due after.", .duration(minutes(1)...days(90))) var target = hours(24)
  @Setting("Grace.", .days(0...30)) var grace: Int64 = 2
  @Setting("Slack.", .percentage(0...500_000)) var slack: Int64 = 10_000
  @Setting("Fee.", .money(0...10_000_000)) var fee: Int64 = 25_000
  @Setting("Tries.", .count(1...10)) var tries: Int64 = 3
  @Setting("Colours.", .words(of: Colour.self)) var colours: Set<Colour> = [.red, .green]
  @Setting("Weights.", .counts(by: Colour.self, 0...100)) var severity: [Colour: Int64] = [
    .red: 1, .green: 3, .blue: 10,
  ]
}

/// A measure of each remaining unit.
struct Care: TestScorer {
  static let id = "care"
  static let measures = [
    Measure(
      "leaving", "Leaving", unit: .perMonth, .lower, .rate,
      .scored(weight: 1, .points([.init(0, 100), .init(0.1, 0)])), needs: []),
    Measure(
      "late", "Late", unit: .days, .lower, .mean, .scored(weight: 1, .points([.init(0, 100), .init(5, 0)])), needs: []),
    Measure(
      "upheld", "Upheld", unit: .perThousand, .lower, .rate,
      .scored(weight: 1, .points([.init(0, 100), .init(20, 0)])), needs: []),
    Measure(
      "mood", "Mood", unit: .number, .higher, .mean, .scored(weight: 1, .points([.init(-5, 0), .init(5, 100)])),
      needs: []),
    Measure("spread", "Spread", unit: .share, .lower, .dispersion, .scored(weight: 1, .identity), needs: []),
    Measure("reasons", "Reasons", unit: .share, .lower, .breakdown, .shown, needs: []),
  ]
}

struct Trust: TestScorer {
  static let id = "trust"
  static let measures = [
    Measure("kept", "Kept", unit: .share, .higher, .proportion, .scored(weight: 1, .identity), needs: [])
  ]
}

let testScorers: [any Scorer.Type] = [Care.self, Speed.self, Trust.self]

/// The programme that a text spells.
func programme(_ yaml: String) throws -> Programme {
  try Programme.read(Array(yaml.utf8), file: "p.yaml", scorers: testScorers)
}

/// Every mistake of a file, as printed; none where it is right.
func mistakes(in bytes: [UInt8]) -> [String] {
  do throws(ProgrammeError) {
    _ = try Programme.read(bytes, file: "p.yaml", scorers: testScorers)
    return []
  } catch {
    guard case .mistakes(let mistakes) = error else { return ["\(error)"] }
    return mistakes.map(\.description)
  }
}

func mistakes(in yaml: String) -> [String] { mistakes(in: Array(yaml.utf8)) }

/// The programme of a text that goes below `scorers:`, for what is said of scorers.
func scorers(_ yaml: String) -> String {
  "scorers:\n" + yaml.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }.joined(separator: "\n")
}
