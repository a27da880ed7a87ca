import Glibc
import ScorerKit
import Testing

@testable import RatingProgramme

struct ProgrammeTests {
  @Test("without a file, all scorers run with their defaults")
  func standard() throws {
    let standard = Programme.standard(scorers: testScorers)
    #expect(standard.scorers.map(\.id) == ["care", "speed", "trust"])
    #expect(standard.scorers.allSatisfy { $0.weight == 1 && $0.window == 1 })
    #expect(standard.currency == "USD" && standard.window == 1 && standard.version == 1)
    #expect(standard.peers == .init(groupBy: [], atLeast: 20))
    #expect(standard.data.tolerate == 10_000)
    #expect(standard.combine == .weighted && standard.missing == .reweight)
    #expect(standard.evidence == .init(broadcasters: 5, scorers: 3))
    #expect(standard.tiers.map(\.name) == ["Platinum", "Gold", "Silver", "Bronze"])
    #expect(standard.tiers.map(\.from) == [8500, 7000, 5500, 0])
    #expect(standard.gates.isEmpty && standard.incentives == nil && standard.contest == nil)
    #expect(Programme.standard(scorers: [Care.self]).evidence.scorers == 1)
  }

  @Test("a file that only names all scorers is that very programme")
  func sameAsStandard() throws {
    let named = try programme("scorers:\n  care:\n  speed:\n  trust:\n")
    #expect(named.digest == Programme.standard(scorers: testScorers).digest)
  }

  @Test("an empty value means all defaults, wherever it stands")
  func emptyValues() throws {
    let yaml = """
      programme:
      version:
      currency:
      window:
      peers: { group_by: , at_least: }
      data:
      scorers: { care: { weight: , window: , settings: , measures: { late: , mood: { weight: , curve: } } }, speed: { settings: { target: , severity: , colours: } }, trust: }
      combine:
      missing:
      evidence: { at_least: { broadcasters: , scorers: } }
      tiers:
      gates:
      incentives:
      contest:
      """
    #expect(try programme(yaml).digest == Programme.standard(scorers: testScorers).digest)
  }

  @Test("every key is read")
  func everything() throws {
    let yaml = """
      programme: Monthly   rating
      version: 7
      currency: EUR
      window: 2 months
      peers: { group_by: [region, size], at_least: 30 }
      data: { tolerate: 0.5% }
      scorers: { speed: , care: }
      combine: geometric_mean
      missing: neutral
      evidence: { at_least: { broadcasters: 0, scorers: 2 } }
      incentives:
        budget: 250000.0001
        tiers:
          Platinum: { commission_bonus: 3%, traffic_coupons: 20000, badge: true }
          Gold: { commission_bonus: 1.0001% }
          Bronze:
      contest: { how: "Write to guilds@example.com.", within: 14d }
      """
    let programme = try programme(yaml)
    #expect(programme.name == "Monthly rating" && programme.version == 7 && programme.currency == "EUR")
    #expect(programme.window == 2 && programme.scorers.map(\.window) == [2, 2])
    #expect(programme.peers == .init(groupBy: ["region", "size"], atLeast: 30))
    #expect(programme.data.tolerate == 5000)
    #expect(programme.combine == .geometric && programme.missing == .neutral)
    #expect(programme.evidence == .init(broadcasters: 0, scorers: 2))
    #expect(programme.incentives?.budget == 2_500_000_001)
    #expect(
      programme.incentives?.tiers == [
        0: .init(commissionBonus: 30_000, trafficCoupons: 200_000_000, badge: true),
        1: .init(commissionBonus: 10_001, trafficCoupons: 0, badge: false),
        3: .init(commissionBonus: 0, trafficCoupons: 0, badge: false),
      ])
    #expect(programme.contest == .init(how: "Write to guilds@example.com.", within: 14))
  }

  @Test("evidence is read, and what it cannot be is refused")
  func evidence() throws {
    let read = try programme(
      "scorers: { speed: }\nevidence: { shrink_to: peers, confidence: 80%, score_on: lower_bound }\n")
    #expect(
      read.evidence.shrinkTo == .peers && read.evidence.confidence == 800_000 && read.evidence.scoreOn == .lowerBound)
    let standard = try programme("scorers: { speed: }\n").evidence
    #expect(standard.shrinkTo == .none && standard.confidence == 900_000 && standard.scoreOn == .estimate)
    for (wrong, expected) in [
      ("shrink_to: peer", "(did you mean `peers`?)"), ("score_on: lower", "write `estimate` or `lower_bound`"),
      ("confidence: 0.9", "write a percentage from 50% to 99.9%"), ("confidence: 100%", "from 50% to 99.9%"),
      ("shrink: peers", "has no key `shrink`"),
    ] {
      let found = mistakes(in: "scorers: { speed: }\nevidence: { \(wrong) }\n")
      #expect(found.count == 1 && found.first?.contains(expected) == true, "\(found)")
    }
  }

  @Test("movement, growth and publication are read, with their units")
  func movement() throws {
    let programme = try programme(
      """
      scorers: { speed: }
      movement: { promote_after: 2 months, demote_after: 3 months, at_most: 1 tier, cushion: 2.5, grace: 6 months }
      gates: [{ name: late, when: { speed.answered: { below: 1% } }, cap: Bronze, immediate: false }]
      incentives: { growth: { commission_bonus: 1%, when_score_rises: 5 points } }
      publication: { corrections: 7d }
      """)
    var expected = Programme.Movement()
    (expected.promoteAfter, expected.demoteAfter, expected.atMost) = (2, 3, 1)
    (expected.cushion, expected.grace) = (250, 6)
    #expect(programme.movement == expected && programme.publication.corrections == 7)
    #expect(programme.gates.map(\.isImmediate) == [false])
    #expect(programme.incentives?.growth == .init(commissionBonus: 10_000, whenScoreRises: 500))
    let appealed = try RatingProgrammeTests.programme(
      "scorers: { speed: }\npublication: { appeals: 30 days, decide_within: 14d, appeals_to: \"The board, a@b.example\" }"
    )
    #expect(
      appealed.publication
        == .init(appeals: .init(within: 30, decideWithin: 14, to: "The board, a@b.example")))
    let undecided = try RatingProgrammeTests.programme("scorers: { speed: }\npublication: { appeals: 1 day }")
    #expect(undecided.publication.appeals == .init(within: 1) && undecided.digest != appealed.digest)
    let clustered = try RatingProgrammeTests.programme(
      "scorers: { speed: }\ntiers: { clusters: [A, B] }\nmovement: { threshold_step: 1 point }")
    #expect(clustered.movement?.thresholdStep == 100)
    #expect(try RatingProgrammeTests.programme("scorers: { speed: }\nmovement:").movement == nil)
  }

  @Test(
    "what movement, growth and publication can't be is refused",
    arguments: [
      (
        "movement: { promote_after: 2 }",
        "2:28: `promote_after` cannot be `2`; write 1 to 12 months, such as `1 month` or `3 months` (did you mean `2 months`?)"
      ),
      ("movement: { demote_after: 13 months }", "2:27: `demote_after` cannot be `13 months`; write 1 to 12 months"),
      (
        "movement: { at_most: 1 }",
        "2:22: `at_most` cannot be `1`; write 1 to 19 tiers, such as `1 tier` or `2 tiers` (did you mean `1 tier`?)"
      ),
      ("movement: { cushion: 0 }", "2:22: `cushion` cannot be `0`; write points above 0 and up to 100"),
      ("movement: { cushion: 15.01 }", "2:22: with this `cushion` no score is enough for `Platinum`; write at most 15"),
      (
        "movement: { threshold_step: 1 }",
        "2:13: `threshold_step` goes with tiers by clusters, and these say where they begin; take it out"
      ),
      ("movement: 2 months", "2:11: `movement` cannot be"),
      ("incentives: { growth: { commission_bonus: 1% } }", "`incentives.growth` has no `when_score_rises`"),
      (
        "publication: { corrections: 7d }\ncontest: { how: Write., within: 14d }",
        "3:1: cards would name two days: `contest` gives 14d and `publication.corrections` 7d, after which a month is final; write at most 7d"
      ),
      (
        "publication: { corrections: 7 }",
        "2:29: `corrections` cannot be `7`; write whole days, from 1d to 365d (did you mean `7d`?)"
      ),
      ("publication: { appeals: 0 days }", "2:25: `appeals` cannot be `0 days`; write whole days, from 1d to 365d"),
      ("publication: { decide_within: 14d }", "2:16: `decide_within` goes with `appeals`; write how long"),
      ("publication: { appeals_to: X }", "2:16: `appeals_to` goes with `appeals`"),
      ("publication: { appeals: 30d, appeals_to: '' }", "`appeals_to` cannot be ``; write who decides of 1 to 200"),
      ("publication: { apeals: 30d }", "(did you mean `appeals`?)"),
    ])
  func refusedMovement(yaml: String, expected: String) {
    let found = mistakes(in: "scorers: { speed: }\n" + yaml)
    #expect(found.count == 1 && found.first?.contains(expected) == true, "\(found)")
  }

  @Test(
    "each key refuses what it cannot be",
    arguments: [
      ("programme: [a]", "`programme` cannot be a list"), ("programme: ' '", "write a name of 1 to 100 characters"),
      ("version: 0", "write a whole number from 1"), ("version: 1.5", "write a whole number"),
      ("currency: US", "three capital letters"), ("currency: ÄÖÜ", "three capital letters"),
      ("window: 90d", "write 1 to 240 months"), ("window: 1.5 months", "write 1 to 240 months"),
      ("peers: { group_by: [region, region] }", "`region` comes twice"),
      ("peers: { group_by: { region: } }", "`group_by` cannot be a group of keys"),
      ("peers: { at_least: 0 }", "write a whole number from 1"), ("peers: region", "`peers` cannot be `region`"),
      ("data: { tolerate: 100.0001% }", "from 0% to 100%"), ("data: { tolerate: -1% }", "from 0% to 100%"),
      ("evidence: { at_least: { scorers: 2 } }", "`scorers` asks for 2 and the programme has 1 scorer"),
      ("evidence: { at_least: 5 }", "`at_least` cannot be `5`"),
      ("incentives: { budget: -1 }", "write an amount of 0 or more"),
      ("incentives: { budget: 1.00001 }", "with at most four decimals"),
      ("incentives: { tiers: { Glod: } }", "`incentives.tiers` has no tier `Glod`; the tiers are `Platinum`"),
      ("incentives: { tiers: { Gold: { commission_bonus: 3 } } }", "(did you mean `3%`?)"),
      ("incentives: { tiers: { Gold: { commission_bonus: 101% } } }", "from 0% to 100%"),
      ("contest: { within: 14d }", "`contest` has no `how`"), ("contest: x", "`contest` cannot be `x`"),
      ("contest: { how: Write., within: 0d }", "whole days, from 1d to 365d"), ("tier: []", "(did you mean `tiers`?)"),
      ("window: 1 month\nwindow: 1 month", "3:1: `window` comes twice, first on line 2"),
    ])
  func wrong(yaml: String, expected: String) {
    let found = mistakes(in: "scorers: { speed: }\n" + yaml)
    #expect(found.count == 1, "\(found)")
    #expect(found.first?.contains(expected) == true, "\(found)")
  }

  @Test("all mistakes are told at once, in the order of the file")
  func allAtOnce() {
    let yaml = """
      programme: Monthly guild service rating
      window: 1
      scorers:
        sped: { weight: 30 }
        speed:
          weight: 30%
          settings: { target: 24 }
          measures:
            answered: { curve: { points: { 90%: 60, 0.9: 70, 97: 100 } } }
        care: { weight: 15, windw: 3 months }
      combine: geometric
      tiers:
        - { name: Gold, from: 70 }
        - { name: Silver, from: 75 }
      gates:
        - { name: late pay, when: { care.lat: { above: 3d } }, cap: Sliver }
      movement: { at_most: 1 }
      """
    #expect(
      mistakes(in: yaml) == [
        "p.yaml:2:9: `window` cannot be `1`; write 1 to 240 months, such as `1 month` or `3 months` (did you mean `1 month`?)",
        "p.yaml:4:3: `scorers` has no scorer `sped`; the scorers are `care`, `speed` and `trust` (did you mean `speed`?)",
        "p.yaml:6:13: `weight` cannot be `30%`; write a number from 0 to 1000000, such as `30` (did you mean `30`?)",
        "p.yaml:7:25: `target` cannot be `24`; write a duration from 1m to 90d",
        "p.yaml:9:47: `0.9` is the same as `90%` on line 9; take one of them out",
        "p.yaml:9:56: `answered` cannot be `97`; write a share from 0% to 100%, such as `90%` or `0.9` (did you mean `97%`?)",
        "p.yaml:10:23: `scorers.care` has no key `windw`; the keys are `weight`, `window`, `settings` and `measures` (did you mean `window`?)",
        "p.yaml:11:10: `combine` cannot be `geometric`; write `weighted_mean`, `geometric_mean` or `harmonic_mean` (did you mean `geometric_mean`?)",
        "p.yaml:14:27: the tier starts at or above `Gold` before it; list the tiers best first, each from fewer points",
        "p.yaml:16:31: there is no measure `care.lat`; write `scorer.measure` (did you mean `care.late`?)",
        "p.yaml:16:63: `cap` cannot be `Sliver`; write `Silver` (did you mean `Silver`?)",
        "p.yaml:17:22: `at_most` cannot be `1`; write 1 to 19 tiers, such as `1 tier` or `2 tiers` (did you mean `1 tier`?)",
      ])
  }

  @Test("hostile text cannot act on a terminal, nor fill it")
  func hostileText() {
    let found = mistakes(
      in:
        "scorers: { speed: }\n\"\\e[2J\\n\\u202E\": 1\n\(String(repeating: "k", count: 900)): 1\nwindow: \"\\r\\n\\0\\x9b\""
    )
    #expect(found.count == 3)
    for message in found {
      #expect(!message.unicodeScalars.contains(where: isUnfitForALine))
      #expect(message.count < 500)
    }
    let error = ProgrammeError.noSuchFile(path: "a\u{1B}[31m\nb")
    #expect("\(error)" == "a\\u{1B}[31m\\u{A}b: there is no such file")
  }

  @Test("a file made to be slow is refused in good time")
  func slow() {
    // Of this thread alone: other tests may keep it waiting for as long as they like.
    func secondsWorked() -> Int {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return time.tv_sec
    }
    let start = secondsWorked()
    let files = [
      (0..<60_000).map { "%TAG !a\($0)! x:\n" }.joined(),
      (0..<20_000).map { "scorrs\($0)\(String(repeating: "x", count: 40)): 1\n" }.joined(),
      "gates:\n" + (0..<50_000).map { "- { name: a\($0) }\n" }.joined(),
      "programme: \"" + String(repeating: "x \n ", count: 200_000) + "\"",
    ]
    for file in files { #expect(!mistakes(in: file).isEmpty) }
    #expect(secondsWorked() - start < 60)
  }

  @Test("any bytes are read or refused")
  func anyBytes() {
    var generator = SeededGenerator(state: 20_261_103)
    let seeds = [
      "scorers: { speed: { weight: 30, settings: { target: 24h } } }\n", "tiers:\n  - { name: A, from: 0 }\n",
      "- ? : [ ] { } , # & * ! | > ' \" % @ `\t\n",
    ]
    for _ in 0..<3000 {
      var bytes = seeds.flatMap { Array($0.utf8) }
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let i = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[i] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: i)
        case 2: bytes.insert(bytes[Int.random(in: bytes.indices, using: &generator)], at: i)
        default: bytes.removeSubrange(i..<min(bytes.count, i + 20))
        }
        if bytes.isEmpty { bytes = [10] }
      }
      for message in mistakes(in: bytes) { #expect(message.hasPrefix("p.yaml:")) }
    }
  }
}

/// SplitMix64, for random tests that can be run again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}
