import ScorerKit
import Testing

@testable import RatingProgramme

struct DigestTests {
  static let base = """
    scorers:
      speed:
        weight: 30
        settings: { target: 24h, colours: [red, green] }
        measures: { answered: { curve: { points: { 70%: 0, 90%: 60 } } }, delay: { weight: 40 } }
      care: { weight: 15, window: 3 months }
    gates: [{ name: g, when: { speed.delay: { above: 1d }, care.late: { above: 3d } }, cap: Bronze }]
    """

  @Test("it is a SHA-256 in hexadecimal, the same every time")
  func form() throws {
    let digest = try programme(Self.base).digest
    #expect(digest.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)
    #expect(try programme(Self.base).digest == digest)
  }

  @Test("comments, order of keys, spellings and defaults written out do not change it")
  func sameMeaning() throws {
    let other = """
      # the same
      currency: USD
      gates:
        - cap: "Bronze"
          when: { care.late: { above: 72h }, speed.delay: { above: 24h } }
          name: g
      version: 01
      scorers:
        "speed":
          measures:
            delay: { curve: { lognormal: { median: 480m, p10: 60m } } }
            answered: { weight: 60.0, curve: { points: { 0.90: 60.0, 0.7: 0 } } }
          settings: { colours: [green, red], grace: 2d, target: 1d }
          weight: 30.00
        care: { window: 3 month, weight: "15" }
      tiers:
        - { name: Platinum, from: 85.00 }
        - { name: Gold, from: 70 }
        - { name: Silver, from: 55 }
        - { name: Bronze, from: 0 }
      """
    #expect(try programme(other).canonicalText == programme(Self.base).canonicalText)
    #expect(try programme(other).digest == programme(Self.base).digest)
  }

  @Test("anything that is meant differently changes it")
  func otherMeaning() throws {
    let changes = [
      ("weight: 30", "weight: 31"), ("24h", "25h"), ("[red, green]", "[red]"), ("70%: 0", "71%: 0"), ("60 }", "61 }"),
      ("weight: 40", "weight: 41"), ("3 months", "2 months"), ("name: g", "name: h"), ("1d", "2d"),
      ("above: 3d", "below: 3d"),
      ("cap: Bronze", "cap: Silver"), ("cap: Bronze", "cap: Bronze, reason: x"), ("gates:", "programme: x\ngates:"),
      ("gates:", "version: 2\ngates:"), ("gates:", "currency: EUR\ngates:"),
      ("gates:", "combine: harmonic_mean\ngates:"),
      ("gates:", "missing: unrated\ngates:"), ("gates:", "peers: { group_by: region }\ngates:"),
      ("gates:", "peers: { at_least: 21 }\ngates:"), ("gates:", "data: { tolerate: 2% }\ngates:"),
      ("gates:", "evidence: { at_least: { broadcasters: 6 } }\ngates:"),
      ("gates:", "evidence: { at_least: { scorers: 1 } }\ngates:"),
      ("gates:", "evidence: { shrink_to: peers }\ngates:"),
      ("gates:", "evidence: { confidence: 80% }\ngates:"), ("gates:", "evidence: { score_on: lower_bound }\ngates:"),
      ("gates:", "incentives: { budget: 1 }\ngates:"),
      ("gates:", "incentives: { tiers: { Gold: { badge: true } } }\ngates:"), ("gates:", "contest: { how: x }\ngates:"),
      ("gates:", "contest: { how: x, within: 1d }\ngates:"),
      ("gates:", "peers: { size_bands: [20] }\ngates:"), ("gates:", "peers: { size_bands: [20, 200] }\ngates:"),
      ("gates:", "tiers: { clusters: [Platinum, Gold, Silver, Bronze] }\ngates:"),
      ("curve: { points: { 70%: 0, 90%: 60 } }", "curve: percentile"),
      ("curve: { points: { 70%: 0, 90%: 60 } }", "curve: minmax"),
      ("curve: { points: { 70%: 0, 90%: 60 } }", "curve: { minmax: { winsorise: 1% } }"),
      ("curve: { points: { 70%: 0, 90%: 60 } }", "curve: zscore"),
      ("curve: { points: { 70%: 0, 90%: 60 } }", "curve: { zscore: { mean: 51 } }"),
      ("curve: { points: { 70%: 0, 90%: 60 } }", "curve: { zscore: { deviation: 16 } }"),
      ("curve: { points: { 70%: 0, 90%: 60 } }", "curve: { zscore: { winsorise: 1% } }"),
      ("curve: { points: { 70%: 0, 90%: 60 } }", "curve: { clusters: [0, 100] }"),
    ]
    var digests: Set = [try programme(Self.base).digest]
    for (old, new) in changes {
      let yaml = Self.base.replacing(old, with: new, maxReplacements: 1)
      #expect(digests.insert(try programme(yaml).digest).inserted, "\(old) → \(new)")
    }
  }

  @Test("a name cannot pass for another fact")
  func quoting() throws {
    #expect(
      try programme("programme: 'a\" version 2'\nscorers: { speed: }").canonicalText
        .contains(#"programme "a\" version 2""#))
  }

  @Test("the canonical text is this; a change of it changes every digest, so let it be meant")
  func canonicalText() throws {
    #expect(
      try programme("scorers: { trust: }").canonicalText == """
        guildmark/programme 1
        programme "Guild service rating"
        version 1
        currency "USD"
        window 1
        peers.at_least 20
        data.tolerate 10000
        scorer trust version 1
        scorer trust weight 1.0
        scorer trust window 1
        scorer trust measure kept weight 1.0
        scorer trust measure kept curve identity
        combine weighted_mean
        missing reweight
        evidence.at_least.broadcasters 5
        evidence.at_least.scorers 1
        evidence.shrink_to none
        evidence.confidence 900000
        evidence.score_on estimate
        tier 8500 "Platinum"
        tier 7000 "Gold"
        tier 5500 "Silver"
        tier 0 "Bronze"

        """)
  }
}
