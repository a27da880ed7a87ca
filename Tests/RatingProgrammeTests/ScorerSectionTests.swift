import ScorerKit
import Testing

@testable import RatingProgramme

struct ScorerSectionTests {
  @Test("a scorer that is only named has all its defaults")
  func defaults() throws {
    let plan = try #require(try programme("scorers:\n  speed:\n").scorers.first)
    #expect(plan.id == "speed" && plan.weight == 1 && plan.window == 1)
    #expect(plan.measures.map(\.measure.id) == ["answered", "delay"])
    #expect(plan.measures.map(\.weight) == [60, 40])
    #expect(plan.measures.map(\.curve) == [.identity, .lognormal(p10: 1, median: 8)])
    #expect(plan.scorer.settings == Speed().settings)
  }

  @Test("settings are read as their domains spell them")
  func settings() throws {
    let yaml = """
      scorers:
        speed:
          window: 3 months
          settings:
            target: 90m
            grace: 48h
            slack: 12.5%
            fee: 0.0001
            tries: "10"
            colours: [blue, red]
            severity: { red: 7 }
      """
    let plan = try #require(try programme(yaml).scorers.first)
    #expect(plan.window == 3)
    let speed = try #require(plan.scorer as? Speed)
    #expect(speed.target == 5400 && speed.grace == 2 && speed.slack == 125_000 && speed.fee == 1 && speed.tries == 10)
    #expect(speed.colours == [.red, .blue])
    #expect(speed.severity == [.red: 7, .green: 3, .blue: 10])
  }

  @Test("a list of words may be one word, or empty")
  func words() throws {
    for (text, expected) in [("blue", [.blue]), ("[]", []), ("\n      - green", [.green])] as [(String, Set<Colour>)] {
      let plan = try programme("scorers:\n  speed:\n    settings:\n      colours: \(text)").scorers.first
      #expect((plan?.scorer as? Speed)?.colours == expected)
    }
  }

  @Test(
    "wrong settings say what is right, in the setting's own units",
    arguments: [
      ("target: 24", "`target` cannot be `24`; write a duration from 1m to 90d"),
      ("target: 91d", "write a duration from 1m to 90d"),
      ("target: 24 hours", "(did you mean `24h`?)"),
      ("grace: 1.5d", "write whole days, from 0d to 30d"),
      ("slack: 0.5", "write a percentage from 0% to 50% (did you mean `0.5%`?)"),
      ("slack: 0.00001%", "write a percentage from 0% to 50%"),
      ("fee: 0.00001", "write an amount from 0 to 1000, with at most four decimals"),
      ("tries: 1:30", "`tries` cannot be `1:30`; write a whole number from 1 to 10"),
      ("tries: [3]", "`tries` cannot be a list; write a whole number"),
      ("colours: [red, gren]", "`colours 2` cannot be `gren`; write `red`, `green` or `blue` (did you mean `green`?)"),
      ("colours: [red, red]", "`red` comes twice"),
      ("colours: [red, ]\ntries: {}", "`tries` cannot be a group of keys"),
      ("severity: 3", "`severity` cannot be `3`; write its keys below it"),
      ("severity: { red: 101 }", "write a whole number from 0 to 100"),
      ("severity: { pink: 1 }", "`scorers.speed.settings.severity` has no key `pink`"),
      ("targt: 1h", "`scorers.speed.settings` has no setting `targt`"),
    ])
  func wrongSettings(yaml: String, expected: String) {
    let found = mistakes(
      in: "scorers:\n  speed:\n    settings:\n" + yaml.split(separator: "\n").map { "      \($0)\n" }.joined())
    #expect(found.count == 1)
    #expect(found.first?.contains(expected) == true, "\(found)")
  }

  @Test(
    "scorers and their keys are checked by name",
    arguments: [
      (
        "sped:",
        "2:3: `scorers` has no scorer `sped`; the scorers are `care`, `speed` and `trust` (did you mean `speed`?)"
      ),
      ("speed: { weigth: 1 }", "`scorers.speed` has no key `weigth`"),
      ("speed: 3", "2:10: `speed` cannot be `3`; write its keys below it"),
      ("speed:\nspeed:", "3:3: `speed` comes twice, first on line 2"),
      ("speed: { window: 0 months }", "write 1 to 240 months"),
      ("speed: { window: 241 months }", "write 1 to 240 months"),
      ("speed: { measures: { delai: } }", "`scorers.speed.measures` has no measure `delai`"),
      ("speed: { measures: { seen: { weight: 1 } } }", "2:32: `seen` is only shown on the card, so it has no `weight`"),
      ("speed: { measures: { seen: { curve: identity } } }", "so it has no `curve`"),
      ("speed: { measures: { delay: { weight: -1 } } }", "write a number from 0 to 1000000"),
      (
        "speed: { measures: { delay: { weight: 0 }, answered: { weight: 0.0 } } }",
        "2:12: all measures of `speed` have weight 0"
      ),
    ])
  func wrongScorers(yaml: String, expected: String) {
    let found = mistakes(in: scorers(yaml))
    #expect(found.count == 1)
    #expect(found.first?.contains(expected) == true, "\(found)")
  }

  @Test("a measure of weight 0 stays, unscored; others keep their weights")
  func measureWeights() throws {
    let plan = try programme(scorers("speed: { measures: { delay: { weight: 0 } } }")).scorers[0]
    #expect(plan.measures.map(\.weight) == [60, 0])
  }

  @Test("a shown measure may be named, as long as nothing is said of it")
  func shownMeasure() throws {
    #expect(try programme(scorers("speed: { measures: { seen: } }")).scorers[0].measures.count == 2)
  }

  @Test("either every scorer has a weight or none has")
  func scorerWeights() throws {
    #expect(try programme(scorers("speed:\ncare:")).scorers.map(\.weight) == [1, 1])
    #expect(try programme(scorers("speed: { weight: 0 }\ncare: { weight: 2.5 }")).scorers.map(\.weight) == [0, 2.5])
    #expect(
      mistakes(in: scorers("speed: { weight: 1 }\ncare:\ntrust:")) == [
        "p.yaml:3:3: `care` has no weight and `speed` has one; give every scorer a `weight`, or none",
        "p.yaml:4:3: `trust` has no weight and `speed` has one; give every scorer a `weight`, or none",
      ])
    #expect(
      mistakes(in: scorers("speed: { weight: 0 }\ncare: { weight: 0 }")) == [
        "p.yaml:1:1: all scorers have weight 0; give at least one a weight above 0"
      ])
    #expect(mistakes(in: scorers("speed: { weight: -1 }")).count == 1)
  }

  @Test("scorers keep the order of the file, and their own window")
  func order() throws {
    let programme = try programme("window: 2 months\n" + scorers("trust:\ncare: { window: 12 months }\nspeed:"))
    #expect(programme.scorers.map(\.id) == ["trust", "care", "speed"])
    #expect(programme.scorers.map(\.window) == [2, 12, 2])
  }
}
