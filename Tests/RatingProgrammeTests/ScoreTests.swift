import ScorerKit
import Testing

@testable import RatingProgramme

/// The keys that say what makes a score of the scorers' points.
struct ScoreTests {
  private static let start = "scorers: { speed: }\n"

  @Test("scale, rounding, adjustments and bonus are read exactly")
  func read() throws {
    let programme = try programme(
      Self.start + """
        scale: 1 to 5
        rounding: half up to 0.5
        adjustments: { at_most: 0.25 }
        consistency_bonus:
          - { variance_below: 0.918435, mean_from: 4, bonus: 0.4 }
          - { mean_from: 3.695652, bonus: 0.2 }
        tiers: [{ name: Many, from: 4.5 }, { name: Few, from: 1 }]
        """)
    #expect(programme.scale == .init(from: 100, to: 500) && programme.rounding == 50)
    #expect(programme.adjustments == .init(atMost: 250_000_000))
    #expect(
      programme.consistencyBonus == [
        .init(varianceBelow: 918_435, meanFrom: 4_000_000, bonus: 400_000),
        .init(varianceBelow: nil, meanFrom: 3_695_652, bonus: 200_000),
      ])
    #expect(programme.tiers.map(\.from) == [450, 100])
    #expect(programme.scorers[0].measures.allSatisfy { $0.scale == programme.scale })
  }

  @Test("without them a score lies from 0 to 100, in hundredths")
  func standard() throws {
    let programme = try programme(Self.start + "scale:\nrounding:\nadjustments:\nconsistency_bonus:\n")
    #expect(programme.scale == .standard && programme.rounding == nil && programme.adjustments == nil)
    #expect(programme.consistencyBonus.isEmpty && !programme.hasReckoning)
    #expect(try programme.digest == RatingProgrammeTests.programme(Self.start).digest)
  }

  @Test("each of them is part of the digest")
  func digest() throws {
    let variants = [
      "", "scale: 0 to 10", "scale: 1 to 100", "rounding: half up to 0.01", "rounding: half up to 0.5",
      "adjustments: { at_most: 5 }", "adjustments: { at_most: 6 }", "consistency_bonus: [{ mean_from: 4, bonus: 1 }]",
      "consistency_bonus: [{ variance_below: 4, bonus: 1 }]", "consistency_bonus: [{ mean_from: 4, bonus: 2 }]",
    ]
    let digests = try variants.map { try programme(Self.start + $0).digest }
    #expect(Set(digests).count == variants.count)
  }

  @Test(
    "mistakes say what would be right",
    arguments: [
      (
        "scale: 1-5",
        "2:8: `scale` cannot be `1-5`; write the lowest and the highest score, such as `0 to 100` or `1 to 5` (did you mean `1 to 5`?)"
      ),
      ("scale: 5 to 1", "write the lowest and the highest score"),
      ("scale: 5", "write the lowest and the highest score"),
      ("scale: -1 to 1", "write the lowest and the highest score"),
      ("rounding: 0.5", "2:11: `rounding` cannot be `0.5`; write what scores are rounded to a multiple of"),
      ("rounding: half up to 0", "write what scores are rounded to a multiple of"),
      (
        "rounding: half up to 0.3",
        "2:11: scores cannot be rounded to 0.3, of which the ends of the scale, 0 and 100, are no multiples"
      ),
      ("adjustments: true", "2:14: `adjustments` cannot be `true`"),
      ("adjustments: {}", "`adjustments` has no `at_most`; write points above 0 and up to 100"),
      ("adjustments: { at_most: 0 }", "2:25: `at_most` cannot be `0`"),
      ("adjustments: { at_most: 101 }", "2:25: `at_most` cannot be `101`"),
      ("consistency_bonus: 1", "2:20: `consistency_bonus` cannot be `1`; write a list of rules"),
      ("consistency_bonus: [{ bonus: 1 }]", "2:21: `rule 1` has neither `variance_below` nor `mean_from`"),
      ("consistency_bonus: [{ mean_from: 4 }]", "`rule 1` has no `bonus`; write a number from 0 to 100"),
      ("consistency_bonus: [{ mean_from: 101, bonus: 1 }]", "2:34: `mean_from` cannot be `101`"),
      ("consistency_bonus: [{ variance_below: 0.1234567, bonus: 1 }]", "with at most six decimals"),
      (
        "combine: geometric_mean\nconsistency_bonus: [{ mean_from: 4, bonus: 1 }]",
        "3:1: `consistency_bonus` goes by the weighted mean"
      ),
      ("scale: 1 to 5\ntiers: [{ name: A, from: 0 }]", "3:26: `from` cannot be `0`; write points from 1 to 5"),
      ("scale: 1 to 5\ntiers: [{ name: A, from: 2 }]", "3:9: the last tier must have `from: 1`"),
    ])
  func mistaken(_ yaml: String, _ expected: String) {
    let found = mistakes(in: Self.start + yaml)
    #expect(found.count == 1 && found.first?.contains(expected) == true, "\(found)")
  }

  @Test("points of curves lie on the scale: steps between both ends, other anchors from 0")
  func points() throws {
    func mistakes(_ curve: String) -> [String] {
      RatingProgrammeTests.mistakes(
        in: "scale: 1 to 5\nscorers: { speed: { measures: { answered: { curve: { \(curve) } } } } }")
    }
    #expect(mistakes("points: { 50%: 0, 90%: 5 }") == [])
    #expect(mistakes("steps: { 50%: 1, 90%: 5 }") == [])
    #expect(mistakes("points: { 50%: 0, 90%: 5.5 }").first?.contains("write points from 0 to 5, such as `3`") == true)
    #expect(mistakes("steps: { 50%: 0, 90%: 5 }").first?.contains("write points from 1 to 5") == true)
  }
}
