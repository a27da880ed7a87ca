import ScorerKit
import TestSupport
import Testing

/// The rules themselves: each notices what it is there for, and nothing is wrong with a scorer that keeps them.
struct BrokenScorerTests {
  @Test("a scorer without fault has none", arguments: ScorerRule.all)
  func sound(_ rule: ScorerRule) { #expect(rule.faults(of: Sound.self) == []) }

  @Test(
    "what is wrong with a scorer is said",
    arguments: [
      (CamelCase.self, "the id lateReplies is not in snake case"),
      (WorseRewarded.self, "share: its curve rewards the worse between 0.5 and 1.0"),
      (BeyondHundred.self, "share: its curve leaves 0…100"),
      (NoPlaybook.self, "share: it has no playbook"),
      (Uncountable.self, "share: there is nothing to write for {requests}"),
      (DefaultOutside.self, "the default of target is not in its domain"),
      (Stores.self, "it stores seen, which is no setting"),
      (NeedsUnread.self, "share needs requests.resolved_at, which is not read"),
      (NeedsNothing.self, "share needs nothing: it would be measured without data"),
      (OneExample.self, "it has 1 examples, of at least 2"),
      (Misjudged.self, "broken, “Answered”: share is 1.0, not 0.5"),
      (Declaring.self, "declaring has measures of its own, and programmes are to declare them"),
      (Forgetful.self, "rows add up to another tally when they are split"),
      (LastOnly.self, "rows add up to another tally when they are split"),
      (HalfRemembered.self, "a tally changes when it is encoded and decoded"),
      (OverCounting.self, "share: it counts more than there are"),
      (ZeroWithoutData.self, "share is 0.0 of 1.0 where there is no data"),
    ] as [(any Scorer.Type, String)])
  func broken(_ scorer: any Scorer.Type, _ fault: String) {
    let faults = ScorerRule.all.flatMap { $0.faults(of: scorer) }
    #expect(faults.contains { $0.hasPrefix(fault) }, "\(faults)")
  }
}

/// Requests answered, of all opened in the window: everything a scorer has, to be broken one piece at a time.
private protocol Answered: Scorer where Tally: AnsweredTally {
  static var measure: Measure { get }
}

private protocol AnsweredTally: Mergeable {
  var opened: Int64 { get set }
  var answered: Int64 { get set }
}

extension Answered {
  static var id: String { "broken" }
  static var title: String { "Answered" }
  static var summary: String { "Requests that are answered at all." }
  static var version: Int { 1 }
  static var measures: [Measure] { [measure] }
  static var measure: Measure { share() }
  static var reads: [TableUse] { [Requests.table.reading(Requests.openedAt, Requests.firstResponseAt)] }
  static var examples: [Example] { [example("Answered", "2026-10-05T11:00:00Z", 1), example("Not answered", "", 0)] }

  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
    let (opened, answered) = (rows[Requests.openedAt], rows[Requests.firstResponseAt])
    for row in rows.indices where window.contains(time: opened[row]) {
      tallies[rows.guilds[row]].opened += 1
      if answered[row] != nil { tallies[rows.guilds[row]].answered += 1 }
    }
  }

  func estimates(of tally: Tally, in window: Window) -> [Estimate] {
    [Self.measure.proportion(tally.answered, of: tally.opened)]
  }
}

private func share(
  _ curve: CurveRule = .points([.init(0.5, 0), .init(1, 100)]),
  act: String = "answer {change} more of {denominator} requests",
  playbook: String = "Answer.", needs: [Measure.Need] = [Requests.firstResponseAt.need]
) -> Measure {
  Measure(
    "share", "Answered", unit: .share, .higher, .proportion, .scored(weight: 1, curve), needs: needs, act: act,
    playbook: playbook)
}

private func example(_ title: String, _ answered: String, _ expected: Double) -> Example {
  Example(
    title, tables: ["requests": "opened_at,first_response_at\n2026-10-05T09:00:00Z,\(answered)\n"],
    expected: ["share": expected])
}

private struct Pair: AnsweredTally {
  var opened: Int64 = 0
  var answered: Int64 = 0
  mutating func merge(_ other: Pair) {
    opened += other.opened
    answered += other.answered
  }
}

private struct Sound: Answered { typealias Tally = Pair }

private struct CamelCase: Answered {
  typealias Tally = Pair
  static let id = "lateReplies"
}

private struct WorseRewarded: Answered {
  typealias Tally = Pair
  static let measure = share(.points([.init(0.5, 100), .init(1, 0)]))
}

private struct BeyondHundred: Answered {
  typealias Tally = Pair
  static let measure = share(.points([.init(0.5, 0), .init(1, 101)]))
}

private struct NoPlaybook: Answered {
  typealias Tally = Pair
  static let measure = share(playbook: "")
}

private struct Uncountable: Answered {
  typealias Tally = Pair
  static let measure = share(act: "answer {change} more of {requests}")
}

private struct DefaultOutside: Answered {
  typealias Tally = Pair
  @Setting("Due so soon.", .duration(minutes(1)...hours(1))) var target = hours(2)
}

private struct Stores: Answered {
  typealias Tally = Pair
  var seen = 0
}

private struct NeedsUnread: Answered {
  typealias Tally = Pair
  static let measure = share(needs: [Requests.resolvedAt.need])
}

private struct NeedsNothing: Answered {
  typealias Tally = Pair
  static let measure = share(needs: [])
}

private struct OneExample: Answered {
  typealias Tally = Pair
  static let examples = [example("Answered", "2026-10-05T11:00:00Z", 1)]
}

private struct Misjudged: Answered {
  typealias Tally = Pair
  static let examples = [example("Answered", "2026-10-05T11:00:00Z", 0.5), example("Not answered", "", 0)]
}

private struct Forgetful: Answered {
  struct Tally: AnsweredTally {
    var opened: Int64 = 0
    var answered: Int64 = 0
    mutating func merge(_ other: Tally) { opened += other.opened }
  }
}

private struct LastOnly: Answered {
  struct Tally: AnsweredTally {
    var opened: Int64 = 0
    var answered: Int64 = 0
    mutating func merge(_ other: Tally) { self = other.opened > 0 ? other : self }
  }
}

private struct HalfRemembered: Answered {
  struct Tally: AnsweredTally {
    var opened: Int64 = 0
    var answered: Int64 = 0
    private enum CodingKeys: CodingKey { case opened }
    mutating func merge(_ other: Tally) {
      opened += other.opened
      answered += other.answered
    }
  }
}

private struct OverCounting: Answered {
  typealias Tally = Pair
  func estimates(of tally: Pair, in window: Window) -> [Estimate] {
    [Self.measure.proportion(tally.opened + tally.answered, of: tally.opened)]
  }
}

private struct ZeroWithoutData: Answered {
  typealias Tally = Pair
  func estimates(of tally: Pair, in window: Window) -> [Estimate] {
    [Self.measure.proportion(tally.answered, of: max(1, tally.opened))]
  }
}

private struct Declaring: DeclaringScorer {
  static let id = "declaring"
  static let title = "Declaring"
  static let summary = "Says both."
  static let version = 1
  static let measures = [Measure("m", "M", unit: .number, .higher, .mean, .shown, needs: needs)]
  static let needs = [Requests.table.need]
  static let reads = [Requests.table.reading(Requests.openedAt)]
  static let examples: [Example] = []
  struct Tally: Mergeable { mutating func merge(_ other: Tally) {} }
  func declaring(_ measures: [Measure]) -> Declaring { self }
  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {}
  func estimates(of tally: Tally, in window: Window) -> [Estimate] { [] }
}
