import BuiltInScorers
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// What two programmes are said to differ in.
struct ComparedPartsTests {
  private static let base = """
    scorers:
      complaint_rate: { weight: 10 }
      payout_fairness: { weight: 20 }
      responsiveness: { weight: 30 }
    tiers:
      - { name: Platinum, from: 85 }
      - { name: Gold, from: 70 }
      - { name: Bronze, from: 0 }
    gates:
      - { name: arrears, when: { payout_fairness.underpayment_rate: { above: 5% } }, cap: Bronze }
    incentives: { budget: 5000, tiers: { Platinum: { commission_bonus: 3% }, Gold: { commission_bonus: 1% } } }

    """

  private static func parts(_ changes: (String, String)..., more: String = "") throws -> [ProgrammeComparison.Part] {
    let text = changes.reduce(base) { text, change in
      #expect(text.contains(change.0))
      return text.replacing(change.0, with: change.1)
    }
    return try parts(from: base, to: text + more)
  }

  /// Each of the parts; turned round, they are the same with their sides changed.
  private static func parts(from one: String, to two: String) throws -> [ProgrammeComparison.Part] {
    let before = try programme(one, scorers: builtInScorers)
    let after = try programme(two, scorers: builtInScorers)
    let there = ProgrammePair(before, after).parts
    let back = ProgrammePair(after, before).parts
    #expect(
      there.flatMap(\.all).map { [$0.kind.rawValue, $0.path, $0.before, $0.after, $0.note] }
        == back.flatMap(\.all).map { [$0.kind.rawValue, $0.path, $0.after, $0.before, $0.note] })
    #expect(ProgrammePair(before, before).parts.isEmpty && ProgrammePair(after, after).parts.isEmpty)
    return there
  }

  private static func words(_ changes: (String, String)..., more: String = "") throws -> [String] {
    let text = changes.reduce(base) { text, change in
      #expect(text.contains(change.0))
      return text.replacing(change.0, with: change.1)
    }
    return try words(from: base, to: text + more)
  }

  /// With plain spaces.
  private static func words(from one: String, to two: String) throws -> [String] {
    try parts(from: one, to: two).map { $0.words.replacing("\u{A0}", with: " ") }
  }

  private static func fields(_ part: ProgrammeComparison.Part) -> [String?] {
    [part.kind.rawValue, part.path, part.before, part.after].map { $0?.replacing("\u{A0}", with: " ") }
  }

  @Test("what differs is named by its keys, with what stands there before and after")
  func named() throws {
    #expect(
      try Self.parts(("weight: 30", "weight: 45")).map(Self.fields) == [
        ["weight", "scorers.responsiveness.weight", "30", "45"]
      ])
    #expect(
      try Self.parts(("above: 5%", "above: 4%")).map(Self.fields) == [
        ["gate", "gates.arrears", "above 5 %", "above 4 %"]
      ])
    #expect(
      try Self.parts(("weight: 10", "weight: 10, window: 3 months")).map(Self.fields) == [
        ["window", "scorers.complaint_rate.window", "1 month", "3 months"]
      ])
    #expect(
      try Self.parts(("  complaint_rate: { weight: 10 }\n", "")).map(Self.fields).first?.prefix(3)
        == ["scorer", "scorers.complaint_rate", "weight 10"])
    #expect(
      try Self.parts(more: "combine: harmonic_mean\n").map(Self.fields) == [
        ["combine", "combine", "weighted_mean", "harmonic_mean"]
      ])
  }

  @Test("the programme's window is one part with those of the scorers that go by it")
  func inheritedWindow() throws {
    #expect(
      try Self.words(
        ("complaint_rate: { weight: 10", "complaint_rate: { weight: 10, window: 3 months"), more: "window: 2 months\n")
        == [
          "window 1 month → 2 months; window of payout_fairness 1 month → 2 months; window of responsiveness 1 month → 2 months",
          "window of complaint_rate 1 month → 3 months",
        ])
  }

  @Test("no word stands twice")
  func once() throws {
    #expect(
      try Self.words(("weight: 10", "weight: 10, window: 3 months")) == [
        "window of complaint_rate 1 month → 3 months"
      ])
    #expect(try Self.words(more: "evidence: { shrink_to: peers }\n") == ["evidence shrink_to none → peers"])
    #expect(
      try Self.words(more: "evidence: { shrink_to: peers, confidence: 95% }\n") == [
        "evidence shrink_to none → peers; evidence confidence 90 % → 95 %"
      ])
    #expect(
      try Self.words(("weight: 30", "weight: 30, settings: { first_response_target: 12h }")) == [
        "first_response_target of responsiveness 24 h → 12 h"
      ])
    #expect(try Self.words(("from: 70", "from: 72")) == ["threshold of Gold 70 → 72"])
    #expect(
      try Self.words(("from: 70", "from: 72"), ("from: 85", "from: 90")) == [
        "thresholds of tiers 85, 70, 0 → 90, 72, 0"
      ])
    #expect(try Self.words(("bonus: 1%", "bonus: 2%")) == ["incentives Gold 1 % → 2 %"])
    #expect(try Self.words(("budget: 5000", "budget: 6000")) == ["incentives budget USD 5,000 → USD 6,000"])
    #expect(try Self.words(("5% } }, cap: Bronze", "5% } }, cap: Gold")) == ["gate arrears cap Bronze → cap Gold"])
    let movement = "movement: { promote_after: 2 months, demote_after: 2 months }\n"
    #expect(try Self.words(more: movement) == ["movement (new)"])
    #expect(
      try Self.words(
        from: Self.base + movement, to: Self.base + movement.replacing("demote_after: 2", with: "demote_after: 3"))
        == ["movement demote_after 2 months → 3 months"])
  }

  @Test("weights written to another measure are no difference, and one that stands out is shown next to one that stays")
  func proportions() throws {
    #expect(
      try Self.parts(("weight: 10", "weight: 1"), ("weight: 20", "weight: 2"), ("weight: 30", "weight: 3")).isEmpty)
    #expect(
      try Self.words(("weight: 10", "weight: 1"), ("weight: 20", "weight: 2"), ("weight: 30", "weight: 7")) == [
        "weight of responsiveness 30 → 70 (next to payout_fairness 20)"
      ])
  }

  @Test("weights are shown to one measure, whichever list is the longer, and never as a share of what differs")
  func rescaled() throws {
    func scorers(_ weights: KeyValuePairs<String, String>) -> String {
      "scorers:\n" + weights.map { "  \($0): { weight: \($1) }\n" }.joined()
    }
    let written = scorers(["complaint_rate": "15", "payout_fairness": "30", "responsiveness": "30", "retention": "25"])
    let even = scorers(["complaint_rate": "1", "payout_fairness": "1", "responsiveness": "1", "retention": "1"])
    #expect(
      try Self.words(from: written, to: even) == [
        "weight of complaint_rate 15 → 30 (next to payout_fairness 30)",
        "weight of retention 25 → 30 (next to payout_fairness 30)",
      ])
    let hundreds = scorers([
      "complaint_rate": "100", "payout_fairness": "100", "responsiveness": "100", "retention": "100",
    ])
    #expect(try Self.words(from: written, to: hundreds) == Self.words(from: written, to: even))
    // A scorer gone, and another that had half of all before and after.
    #expect(
      try Self.words(
        from: scorers(["responsiveness": "3", "payout_fairness": "2", "retention": "5"]),
        to: scorers(["payout_fairness": "1", "retention": "1"])) == [
          "scorer responsiveness (gone)", "weight of retention 5 → 2 (next to payout_fairness 2)",
          "evidence at_least scorers 3 → 2",
        ])
    // As close as numbers are written.
    let close = try Self.parts(("weight: 30", "weight: 30.0000001"))
    #expect(close.map(Self.fields) == [["weight", "scorers.responsiveness.weight", "30", "30.0000001"]])
    func measures(_ first: Int, _ second: Int) -> String {
      "scorers:\n  retention:\n    measures:\n      attrition_rate: { weight: \(first) }\n"
        + "      retention_at_horizon: { weight: \(second) }\n"
    }
    #expect(
      try Self.words(from: measures(50, 50), to: measures(60, 50)) == ["weight of retention.attrition_rate 50 → 60"])
  }

  @Test("names, versions and reasons make no difference")
  func reasons() throws {
    #expect(
      try Self.parts(
        ("cap: Bronze", "cap: Bronze, reason: Owed."), ("scorers:\n", "programme: Another\nversion: 9\nscorers:\n")
      ).isEmpty)
  }

  @Test("tiers that are only renamed hide nothing: all else is a part of its own")
  func renamedTiers() throws {
    #expect(try Self.words(("Platinum", "Diamond")) == ["names of tiers Platinum → Diamond"])
    #expect(
      try Self.words(("Platinum", "Diamond"), ("above: 5%", "above: 0.5%"), ("bonus: 1%", "bonus: 0.5%")) == [
        "names of tiers Platinum → Diamond", "gate arrears above 5 % → above 0.5 %", "incentives Gold 1 % → 0.5 %",
      ])
    #expect(
      try Self.words(("Platinum", "Diamond"), ("from: 85", "from: 90"), ("bonus: 3%", "bonus: 4%")) == [
        "names of tiers Platinum → Diamond", "thresholds of tiers 85, 70, 0 → 90, 70, 0",
        "incentives tier 1 3 % → 4 %",
      ])
  }

  @Test("with a tier more, what hangs on tiers goes with them, and is listed")
  func moreTiers() throws {
    let parts = try Self.parts(
      ("  - { name: Bronze", "  - { name: Silver, from: 55 }\n  - { name: Bronze"), ("above: 5%", "above: 0.5%"),
      ("bonus: 1%", "bonus: 0.5%"))
    #expect(parts.count == 1)
    #expect(
      parts[0].words.replacing("\u{A0}", with: " ")
        == "thresholds of tiers; gate arrears above 5 % → above 0.5 %; incentives")
    #expect(
      parts[0].all.map(Self.fields) == [
        ["tiers", "tiers", "Platinum 85, Gold 70, Bronze 0", "Platinum 85, Gold 70, Silver 55, Bronze 0"],
        ["gate", "gates.arrears", "above 5 %", "above 0.5 %"],
        [
          "incentives", "incentives", "Platinum 3 %, Gold 1 %, budget USD 5,000",
          "Platinum 3 %, Gold 0.5 %, budget USD 5,000",
        ],
      ])
  }

  @Test("a gate is the same by what it does, whatever it is called")
  func renamedGates() throws {
    #expect(try Self.words(("name: arrears", "name: payouts")) == ["gate arrears renamed payouts"])
    #expect(
      try Self.words(("name: arrears", "name: payouts"), ("above: 5%", "above: 4%")) == [
        "gate arrears renamed payouts", "gate arrears above 5 % → above 4 %",
      ])
    let other = "  - { name: silence, when: { responsiveness.reopen_rate: { above: 9% } }, cap: Gold }\n"
    #expect(try Self.words(("incentives:", other + "incentives:")) == ["gate silence (new)"])
    // Two that change names.
    let both = Self.base.replacing("incentives:", with: other + "incentives:")
    let turned = both.replacing("name: arrears", with: "name: other").replacing("name: silence", with: "name: arrears")
      .replacing("name: other", with: "name: silence")
    #expect(
      try Self.words(from: both, to: turned).sorted() == [
        "gate arrears renamed silence", "gate silence renamed arrears",
      ])
  }

  private static let flood = """
    exemptions:
      - { name: Flood, from: 2026-10-03, to: 2026-10-05, tables: [requests], reason: Water. }

    """

  @Test("what is tallied anew with an exemption is listed with it")
  func exemptions() throws {
    #expect(
      try Self.words(("weight: 30", "weight: 30, settings: { first_response_target: 12h }"), more: Self.flood) == [
        "exemption Flood (new); first_response_target of responsiveness 24 h → 12 h"
      ])
    func words(_ one: String, _ two: String) throws -> [String] {
      try Self.words(from: Self.base + Self.flood, to: Self.base + Self.flood.replacing(one, with: two))
    }
    #expect(
      try words("to: 2026-10-05", "to: 2026-10-09") == [
        "exemption Flood 2026-10-03 to 2026-10-05 → 2026-10-03 to 2026-10-09"
      ])
    #expect(
      try words("[requests]", "[requests, payouts]") == ["exemption Flood tables requests → tables requests payouts"])
    #expect(try words("reason:", "regions: [EMEA], reason:") == ["exemption Flood regions none → regions EMEA"])
    #expect(try words("Water.", "Too much water.").isEmpty)
    #expect(try words("name: Flood", "name: High water").isEmpty)
    // Without a difference of its own it still keeps tallies together.
    #expect(
      try Self.words(
        from: Self.base + Self.flood,
        to: Self.base.replacing("weight: 30", with: "weight: 30, window: 2 months").replacing(
          "weight: 20", with: "weight: 20, window: 3 months") + Self.flood.replacing("Water.", with: "Rain.")) == [
          "window of payout_fairness 1 month → 3 months; window of responsiveness 1 month → 2 months"
        ])
  }

  private static let declared = """
    scorers:
      brought:
        measures:
          asked: { title: Asked, unit: number, weight: 2, curve: { points: { 0: 0, 100: 100 } } }
          answered: { title: Answered, unit: share, weight: 1, curve: { points: { 0%: 0, 100%: 100 } } }
    gates:
      - { name: few, when: { brought.asked: { below: 10 } }, cap: Bronze }

    """

  @Test("a declared measure with another title is the same, and its curve stays a part of its own")
  func declaredMeasures() throws {
    func words(_ changes: (String, String)...) throws -> [String] {
      try Self.words(
        from: Self.declared,
        to: changes.reduce(Self.declared) { text, change in
          #expect(text.contains(change.0))
          return text.replacing(change.0, with: change.1)
        })
    }
    #expect(try words(("title: Asked", "title: How often asked")).isEmpty)
    #expect(try words(("title: Asked", "title: Often asked"), ("100: 100", "90: 100")) == ["curve of brought.asked"])
    // Another measure goes by itself; what hangs on it goes with it.
    #expect(
      try words(("asked", "called"), ("100%: 100", "90%: 100")) == [
        "curve of brought.answered",
        "measure brought.asked (gone); measure brought.called (new); "
          + "gate few brought.asked below 10 → brought.called below 10",
      ])
  }

  @Test("another scale takes along all that is written in points, but what only grows with it")
  func scales() throws {
    let parts = try Self.parts(
      ("scorers:\n", "scale: 0 to 10\nscorers:\n"), ("from: 85", "from: 8.5"), ("from: 70", "from: 7"),
      ("weight: 20 }", "weight: 20, measures: { on_time_rate: { curve: { points: { 80%: 0, 99%: 10 } } } } }"),
      ("weight: 30", "weight: 31"))
    #expect(
      parts.map { $0.words.replacing("\u{A0}", with: " ") } == [
        "scale 0 to 100 → 0 to 10; curve of payout_fairness.on_time_rate; "
          + "thresholds of tiers 85, 70, 0 → 8.5, 7, 0",
        "weight of responsiveness 30 → 31",
      ])
    #expect(parts[0].briefWords == parts[0].words)
  }
}
