import RatingProgramme
import ScorerKit
import Testing

/// A scorer that measures what the programme declares.
struct Told: TestScorer, DeclaringScorer {
  static let id = "told"
  static let measures: [Measure] = []
  static let needs: [Measure.Need] = [.table("told")]
  private(set) var measures: [Measure] = []
  private enum CodingKeys: CodingKey {}

  func declaring(_ measures: [Measure]) -> Told {
    var told = self
    told.measures = measures
    return told
  }
}

struct DeclaredMeasureTests {
  private func read(_ yaml: String) throws -> Programme {
    try Programme.read(Array(yaml.utf8), file: "p.yaml", scorers: [Speed.self, Told.self])
  }

  private func mistakes(_ yaml: String) -> [String] {
    do throws(ProgrammeError) {
      _ = try Programme.read(Array(yaml.utf8), file: "p.yaml", scorers: [Speed.self, Told.self])
      return []
    } catch {
      guard case .mistakes(let mistakes) = error else { return ["\(error)"] }
      return mistakes.map(\.description)
    }
  }

  @Test("a programme's measures are its scorer's, with all that is declared of them")
  func declared() throws {
    let programme = try read(
      """
      scorers:
        told:
          measures:
            C01: { title: Screening, weight: 3, curve: { steps: { 58: 20, 71: 40 } } }
            share of 5 stars: { unit: share, direction: lower, kind: proportion, curve: identity, playbook: Do less. }
            seen: { shown: true }
            waits: { unit: hours, direction: lower, weight: 0 }
      gates:
        - { name: worst, when: { told.share of 5 stars: { above: 5% } }, cap: Bronze }
        - { name: slow, when: { told.waits: { above: 8h } }, cap: Bronze }
      """)
    let plan = programme.scorers[0]
    #expect(plan.scorer.measures.map(\.id) == ["C01", "share of 5 stars", "seen", "waits"])
    #expect(plan.scorer.measures.map(\.title) == ["Screening", "share of 5 stars", "seen", "waits"])
    #expect(plan.scorer.measures.map(\.isScored) == [true, true, false, false])
    #expect(plan.scorer.measures.allSatisfy { $0.needs == [.table("told")] })
    #expect(plan.measures.map(\.weight) == [3, 1])
    #expect(plan.measures[0].curve == .steps([.init(58, 20), .init(71, 40)]))
    let share = plan.scorer.measures[1]
    #expect(share.unit == .share && share.direction == .lower && share.kind == .proportion)
    #expect(share.playbook == "Do less.")
    #expect(programme.gates.map { $0.when[0].measure } == ["share of 5 stars", "waits"])
  }

  @Test("a standard programme leaves it out, since nobody declares anything")
  func standard() {
    #expect(Programme.standard(scorers: [Speed.self, Told.self]).scorers.map(\.id) == ["speed"])
  }

  @Test("what is declared is part of the digest")
  func digest() throws {
    func digest(_ measure: String) throws -> String {
      try read("scorers: { told: { measures: { A: { curve: identity }, \(measure) } } }").digest
    }
    let digests = try [
      "B: { curve: identity }", "C: { curve: identity }", "B: { title: Bee, curve: identity }",
      "B: { unit: share, curve: identity }", "B: { direction: lower, curve: identity }",
      "B: { kind: proportion, curve: identity }", "B: { curve: identity, playbook: Improve. }", "B: { shown: true }",
    ].map(digest)
    #expect(Set(digests).count == digests.count)
    #expect(try digest("B: { unit: number, direction: higher, kind: mean, weight: 1, curve: identity }") == digests[0])
  }

  @Test(
    "mistakes in what is declared are told where they are",
    arguments: [
      ("told:", "p.yaml:2:3: `told` has no measures of its own; declare them below `measures`"),
      ("told: { measures: { A: } }", "p.yaml:2:23: `A` has no `curve`; say what its values are worth"),
      ("told: { measures: { A: { unit: stars } } }", "p.yaml:2:34: `unit` cannot be `stars`; write `share`"),
      ("told: { measures: { A: { kind: breakdown } } }", "p.yaml:2:34: `kind` cannot be `breakdown`; write"),
      ("told: { measures: { A: { shown: true, weight: 2 }, B: { curve: identity } } }", "`A` is only shown"),
      ("told: { measures: { A: { weight: 0 } } }", "all measures of `told` have weight 0"),
      ("told: { measures: { A: { points: 3 } } }", "`scorers.told.measures.A` has no key `points`"),
      (
        "told: { measures: { \"\(String(repeating: "x", count: 65))\": { curve: identity } } }",
        "a measure cannot be called"
      ),
      ("told: { measures: { \"A\\tB\": { curve: identity } } }", "a measure cannot be called `A\\u{9}B`"),
      (
        "told: { measures: { A: { curve: identity } } }\ngates: [{ name: g, when: { told.B: { above: 1 } }, cap: Gold }]",
        "there is no measure `told.B`; write `scorer.measure` (did you mean `told.A`?)"
      ),
    ])
  func mistaken(_ scorers: String, _ expected: String) {
    let found = mistakes("scorers:\n  \(scorers)\n")
    #expect(found.count == 1 && found.first?.contains(expected) == true, "\(found)")
  }
}
