import BuiltInScorers
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// What is legal but unwise, on platforms that are sound but for one thing.
struct ProgrammeWarningTests {
  static let scorers = "care: , pay: , stay: "
  static let tiers = "tiers: [{ name: Gold, from: 55 }, { name: Silver, from: 45 }, { name: Bronze, from: 0 }]\n"

  /// Forty guilds, or so many, whose measures have nothing to do with one another.
  ///
  /// - Parameters:
  ///   - sample: how many events each has of a kind.
  ///   - change: what is otherwise with the values of the guild of that number; a measure without value has no data.
  static func warnings(
    _ yaml: String = "scorers: { \(scorers)}\n\(tiers)", guilds: Int = 40, sample: Int64 = 2000,
    _ change: (inout [String: Double], Int) -> Void = { _, _ in }
  ) throws -> [ProgrammeWarning] {
    let programme = try programme(yaml)
    var random = SeededGenerator(seed: 7)
    let members = (0..<guilds).map { number in
      var values = [
        "answered": Double.random(in: 0.5...1, using: &random), "wait": Double.random(in: 0.5...20, using: &random),
        "reopened": Double.random(in: 0.02...0.4, using: &random),
        "underpaid": Double.random(in: 0...0.1, using: &random), "late": Double.random(in: 0...10, using: &random),
        "kept": Double.random(in: 0.1...1, using: &random), "leaving": Double.random(in: 0.02...0.2, using: &random),
      ]
      change(&values, number)
      return guild("g\(number)", estimates(values, sample), by: programme)
    }
    return ProgrammeWarning.all(of: programme, on: rate(members, by: programme))
  }

  private static func estimates(_ values: [String: Double], _ sample: Int64) -> [Estimate] {
    let count = Double(sample)
    func counted(_ measure: Measure) -> Estimate? {
      values[measure.id].map { measure.proportion(Int64(($0 * count).rounded()), of: sample) }
    }
    return [
      counted(Care.answered), counted(Care.reopened),
      values["wait"].map { Care.wait.value($0, restingOn: count) },
      values["underpaid"].map { Pay.underpaid.ratio($0 * count, to: count) },
      values["late"].map { Pay.late.mean($0 * count, over: sample) },
      values["kept"].map { Stay.kept.value($0, restingOn: count) },
      values["leaving"].map { Stay.leaving.rate(($0 * count).rounded(), per: count) },
    ].compactMap { $0 }
  }

  @Test("where all is sound, there is nothing to warn of")
  func sound() throws { #expect(try Self.warnings() == []) }

  @Test("a few guilds show nothing")
  func few() throws {
    #expect(try Self.warnings(guilds: 9) { values, _ in values["wait"] = 4 } == [])
    #expect(try !Self.warnings(guilds: 10) { values, _ in values["wait"] = 4 }.isEmpty)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let kind: ProgrammeWarning.Kind
    let key: String
    let words: String
    var yaml = "scorers: { \(scorers)}\n\(tiers)"
    var sample: Int64 = 2000
    var change: @Sendable (inout [String: Double], Int) -> Void = { _, _ in }
    var testDescription: String { "\(kind): \(key)" }
  }

  static let cases: [Case] = [
    Case(
      kind: .noData, key: "scorers.pay.measures.late", words: "no guild has data for it (",
      change: { values, _ in values["late"] = nil }),
    Case(
      kind: .noData, key: "scorers.stay", words: "no guild has data for any of its measures (",
      change: { values, _ in (values["kept"], values["leaving"]) = (nil, nil) }),
    Case(
      kind: .noSpread, key: "scorers.care.measures.wait", words: "all 40 guilds have the same value, 4",
      change: { values, _ in values["wait"] = 4 }),
    Case(
      kind: .noSpread, key: "scorers.stay.measures.kept.curve",
      words: "the points of 40 guilds lie within 0.39 of each other",
      change: { values, number in values["kept"] = 0.5 + 0.0001 * Double(number) }),
    Case(
      kind: .curveBeside, key: "scorers.pay.measures.late.curve",
      words: "39 of 40 guilds get no points; their values run from 5.0\u{A0}days to 14.9\u{A0}days",
      change: { values, number in values["late"] = number == 0 ? 5 : 11 + 0.1 * Double(number) }),
    Case(
      kind: .curveBeside, key: "scorers.pay.measures.late.curve", words: "40 of 40 guilds get all 100 points",
      yaml:
        "scorers: { care: , pay: { measures: { late: { curve: { points: { 30d: 100, 60d: 0 } } } } }, stay: }\n\(tiers)"
    ),
    Case(
      kind: .idleWeight, key: "scorers.care.measures.reopened.weight",
      words: "its weight of 0.5 moves no guild's score by more than 0.",
      yaml: "scorers: { care: { measures: { reopened: { weight: 0.5 } } }, pay: , stay: }\n\(tiers)"),
    Case(
      kind: .twins, key: "scorers.stay.measures.kept",
      words: "go with those of scorers.stay.measures.leaving (correlation 1.000 over 40 guilds)",
      change: { values, _ in values["leaving"] = 0.2 - 0.18 * (values["kept"] ?? 0) }),
    Case(
      kind: .wideGate, key: "gates.slow", words: "of 40 rated guilds (",
      yaml:
        "scorers: { \(scorers)}\n\(tiers)gates: [{ name: slow, when: { care.answered: { below: 80% } }, cap: Bronze }]\n"
    ),
    Case(
      kind: .emptyTier, key: "tiers.Platinum",
      words: "none of 40 rated guilds is in it: no score lies from 99, and the best is ",
      yaml: "scorers: { \(scorers)}\n\(tiers.replacing("[", with: "[{ name: Platinum, from: 99 }, "))"),
    Case(
      kind: .emptyTier, key: "tiers.Gold", words: "have the score for it, and gates or movement keep them out",
      yaml:
        "scorers: { \(scorers)}\n\(tiers)gates: [{ name: all, when: { care.answered: { above: 0% } }, cap: Silver }]\n"),
    Case(
      kind: .blurredThreshold, key: "tiers.Silver.from", words: "45 lies within the intervals of ", sample: 3),
  ]

  @Test("what is unwise is told, with the key and the figure", arguments: cases)
  func unwise(_ example: Case) throws {
    let warnings = try Self.warnings(example.yaml, sample: example.sample, example.change)
    let own = warnings.filter { $0.kind == example.kind && $0.key == example.key }
    #expect(own.count == 1 && own[0].sentence.contains(example.words), "\(warnings)")
  }

  @Test("`movement` is no advice for a programme that has it")
  func hasMovement() throws {
    let yaml = "scorers: { \(Self.scorers)}\n\(Self.tiers)"
    func sentence(_ yaml: String) throws -> String? {
      try Self.warnings(yaml, sample: 3).first { $0.kind == .blurredThreshold }?.sentence
    }
    #expect(try sentence(yaml)?.contains("`movement` keeps chance from moving tiers") == true)
    let moving = try #require(try sentence(yaml + "movement: { demote_after: 2 months }\n"))
    #expect(
      !moving.contains("movement") && moving.hasSuffix("narrows intervals, and a threshold elsewhere meets fewer"))
  }

  @Test("a warning of one measure silences none of another whose name begins alike")
  func prefixes() throws {
    let programme = try programme(
      """
      scorers:
        brought:
          measures:
            fill: { unit: number, direction: higher, weight: 1, curve: { points: { 0: 0, 100: 100 } } }
            fill_rate: { unit: number, direction: higher, weight: 1, curve: { points: { 0: 0, 100: 100 } } }
            other: { unit: number, direction: higher, weight: 1, curve: { points: { 0: 0, 100: 100 } } }
      \(Self.tiers)evidence: { at_least: { broadcasters: 0, scorers: 1 } }
      """, scorers: [Brought.self])
    let measures = programme.scorers[0].measures.map(\.measure)
    let members = (0..<40).map { number in
      // All the same in one, and two that go together.
      let values = ["fill": Double(number), "fill_rate": 50, "other": Double(number) + 1]
      return guild(
        "g\(number)",
        measures.map { $0.brought(values[$0.id] ?? 0, numerator: nil, denominator: nil) }, by: programme)
    }
    let warnings = ProgrammeWarning.all(of: programme, on: rate(members, by: programme))
    #expect(warnings.contains { $0.kind == .noSpread && $0.key == "scorers.brought.measures.fill_rate" })
    #expect(warnings.contains { $0.kind == .twins && $0.key == "scorers.brought.measures.fill" }, "\(warnings)")
  }

  @Test("what comes near to it is not")
  func nearly() throws {
    // 37 of 40 beyond the curve; a gate that catches a fifth; a tie that is loose; the least tier, empty; no weight at all.
    #expect(
      try Self.warnings { values, number in values["late"] = number < 3 ? Double(number) + 3 : 11 + 0.1 * Double(number)
      }
        == [])
    #expect(
      try Self.warnings(
        "scorers: { \(Self.scorers)}\n\(Self.tiers)gates: [{ name: slow, when: { care.answered: { below: 60% } }, cap: Bronze }]\n"
      )
        == [])
    #expect(
      try Self.warnings(
        "scorers: { \(Self.scorers)}\ntiers: [{ name: Gold, from: 55 }, { name: Silver, from: 1 }, { name: Bronze, from: 0 }]\n"
      )
        == [])
    #expect(
      try Self.warnings("scorers: { care: { measures: { wait: { weight: 0 } } }, pay: , stay: }\n\(Self.tiers)") {
        values, _ in
        values["wait"] = 4
      } == [])
  }
}
