import ScorerKit
import Testing

@testable import RatingProgramme

struct TierAndGateTests {
  static let three =
    "scorers: { speed: , care: }\ntiers: [{ name: A, from: 72.25 }, { name: B, from: 50 }, { name: C, from: 0 }]\n"

  @Test("tiers are read best first, to the hundredth of a point")
  func tiers() throws {
    let tiers = try programme(Self.three).tiers
    #expect(tiers == [.init(name: "A", from: 7225), .init(name: "B", from: 5000), .init(name: "C", from: 0)])
    #expect(try programme("scorers: { speed: }\ntiers: [{ name: Only, from: 0 }]").tiers.count == 1)
  }

  @Test(
    "tiers that leave a score without a tier, or with two, are refused",
    arguments: [
      ("[{ name: A, from: 10 }]", "2:9: the last tier must have `from: 0`"),
      ("[{ name: A, from: 10 }, { name: B, from: 10 }, { name: C, from: 0 }]", "2:49: the tier starts at or above `A`"),
      ("[{ name: A, from: 0 }, { name: B, from: 10 }]", "the tier starts at or above `A`"),
      ("[{ name: A, from: 10 }, { name: a, from: 0 }]", "the tier `a` comes twice"),
      ("[{ name: A, from: 10.555 }, { name: B, from: 0 }]", "write points from 0 to 100 with at most two decimals"),
      ("[{ name: A, from: 101 }, { name: B, from: 0 }]", "write points from 0 to 100"),
      ("[{ name: A, from: 70% }, { name: B, from: 0 }]", "write points from 0 to 100"),
      ("[{ from: 0 }]", "`tier 1` has no `name`"),
      ("[{ name: A }]", "`tier 1` has no `from`"),
      ("[{ name: '', from: 0 }]", "`name` cannot be ``"),
      ("[{ name: \"A\\u0007\", from: 0 }]", "without control characters"),
      ("[{ name: \"A\\u202Eevil\", from: 0 }]", "without control characters"),
      ("[{ name: \(String(repeating: "x", count: 51)), from: 0 }]", "write a name of 1 to 50 characters"),
      ("[{ name: A, from: 0, color: red }]", "`tier 1` has no key `color`"),
      ("[]", "`tiers` has 0 tiers"),
      ("[~]", "`tier 1` cannot be `~`"),
      ("\n  -\n  - { name: A, from: 0 }", "`tier 1` is empty"),
      ("Gold", "`tiers` cannot be `Gold`; write a list of tiers"),
      ("{ Gold: 70 }", "`tiers` has no key `Gold`; the keys are `clusters`"),
    ])
  func wrongTiers(yaml: String, expected: String) {
    let found = mistakes(in: "scorers: { speed: }\ntiers: \(yaml)")
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(expected) == true, "\(found)")
  }

  @Test("gates are read with limits in the measures' units")
  func gates() throws {
    let yaml = """
      gates:
        - name: slow
          when: { speed.delay: { above: 1d }, speed.seen: { below: 50%, above: 0.1 } }
          cap: C
          reason: >
            Broadcasters wait
            too long.
        - { name: b, when: { care.upheld: { above: 2.5 } }, cap: B }
      """
    let gates = try programme(Self.three + yaml).gates
    #expect(
      gates == [
        .init(
          name: "slow",
          when: [
            .init(scorer: "speed", measure: "delay", comparison: .above, limit: 24),
            .init(scorer: "speed", measure: "seen", comparison: .above, limit: 0.1),
            .init(scorer: "speed", measure: "seen", comparison: .below, limit: 0.5),
          ], cap: 2, reason: "Broadcasters wait too long."),
        .init(
          name: "b", when: [.init(scorer: "care", measure: "upheld", comparison: .above, limit: 2.5)], cap: 1,
          reason: nil),
      ])
  }

  @Test("a programme of one tier has nothing to cap")
  func oneTier() {
    let gate = "gates: [{ name: g, when: { speed.delay: { above: 1h } }, cap: Only }]"
    let found = mistakes(in: "scorers: { speed: }\ntiers: [{ name: Only, from: 0 }]\n\(gate)")
    #expect(found.count == 1 && found[0].contains("and there is no other; take the gate out"), "\(found)")
  }

  @Test(
    "gates that cannot work are refused",
    arguments: [
      ("{ when: { speed.delay: { above: 1h } }, cap: B }", "4:5: `gate 1` has no `name`"),
      ("{ name: g, cap: B }", "`gate 1` has no `when`"),
      ("{ name: g, when: { speed.delay: { above: 1h } } }", "`gate 1` has no `cap`"),
      ("{ name: g, when: {}, cap: B }", "`when` is empty"),
      ("{ name: g, when: speed.delay, cap: B }", "`when` cannot be `speed.delay`"),
      ("{ name: g, when: { speed.delay: }, cap: B }", "`speed.delay` has no limit"),
      ("{ name: g, when: { speed.delay: {} }, cap: B }", "`speed.delay` has no limit"),
      ("{ name: g, when: { speed.delay: { above: } }, cap: B }", "`speed.delay` has no limit"),
      ("{ name: g, when: { speed.delay: 1h }, cap: B }", "`speed.delay` cannot be `1h`"),
      ("{ name: g, when: { speed.delay: { abvoe: 1h } }, cap: B }", "(did you mean `above`?)"),
      ("{ name: g, when: { speed.delay: { above: 5% } }, cap: B }", "`above` cannot be `5%`; write a duration"),
      ("{ name: g, when: { speed.delai: { above: 1h } }, cap: B }", "(did you mean `speed.delay`?)"),
      ("{ name: g, when: { delay: { above: 1h } }, cap: B }", "there is no measure `delay`; write `scorer.measure`"),
      ("{ name: g, when: { trust.kept: { below: 5% } }, cap: B }", "the programme does not use the scorer `trust`"),
      ("{ name: g, when: { care.reasons: { above: 5% } }, cap: B }", "`care.reasons` is a breakdown"),
      ("{ name: g, when: { speed.delay: { above: 1h } }, cap: D }", "write `B` or `C`"),
      ("{ name: g, when: { speed.delay: { above: 1h } }, cap: A }", "a cap at the best tier changes nothing"),
      (
        "{ name: g, when: { speed.delay: { above: 1h, sure: 0.9 } }, cap: B }",
        "`sure` cannot be `0.9`; write a percentage"
      ),
      ("{ name: g, when: { speed.delay: { above: 1h, sure: 40% } }, cap: B }", "from 50% to 99.9%"),
      ("{ name: g, when: { speed.delay: { sure: 90% } }, cap: B }", "`speed.delay` has no limit"),
      ("{ name: g, when: { speed.delay: { above: 1h } }, cap: B, sure: 90% }", "has no key `sure`"),
    ])
  func wrongGates(gate: String, expected: String) {
    let found = mistakes(in: Self.three + "gates:\n  - \(gate)")
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(expected) == true, "\(found)")
  }

  @Test("two gates of one name are refused")
  func twice() {
    let gate = "{ name: g, when: { speed.delay: { above: 1h } }, cap: B }"
    #expect(mistakes(in: Self.three + "gates: [\(gate), \(gate)]").first?.contains("the gate `g` comes twice") == true)
  }

  @Test("names are not checked against tiers that are wrong themselves")
  func noFollowers() {
    let found = mistakes(
      in: """
        scorers: { speed: }
        tiers: [{ name: Top, from: 50 }, { nme: Base, from: 0 }]
        gates: [{ name: g, when: { speed.delay: { above: 1h } }, cap: Base }]
        incentives: { tiers: { Bse: { badge: true } } }
        """)
    #expect(found.map { $0.prefix(10) } == ["p.yaml:2:3", "p.yaml:2:3"], "\(found)")
  }
}
