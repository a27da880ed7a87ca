import ScorerKit
import Testing

@testable import RatingProgramme

struct ClusteredTierTests {
  @Test("tiers may be named without thresholds, best first")
  func names() throws {
    let programme = try programme(
      "scorers: { speed: , care: }\ntiers: { clusters: [Top, Middle, \"Base 3\"] }\ngates: [{ name: g, when: { care.late: { above: 3d } }, cap: Middle }]"
    )
    #expect(programme.thresholds == .clusters)
    #expect(programme.tiers == ["Top", "Middle", "Base 3"].map { .init(name: $0, from: 0) })
    #expect(programme.gates[0].cap == 1)
    let stars = try RatingProgrammeTests.programme("scale: 1 to 5\nscorers: { speed: }\ntiers: { clusters: [A, B] }")
    #expect(stars.tiers.map(\.from) == [100, 100])
    let written = try RatingProgrammeTests.programme("scorers: { speed: }\ntiers: [{ name: Only, from: 0 }]")
    #expect(written.thresholds == .written)
  }

  @Test(
    "names that cannot be are told why",
    arguments: [
      ("{ clusters: }", ["`tiers` names none"]),
      ("{}", ["`tiers` names none"]),
      ("{ clusters: Gold }", ["cannot be `Gold`; name the tiers, best first"]),
      ("{ clusters: [Gold] }", ["`tiers` has 1 tiers; name 2 to 20"]),
      ("{ clusters: [Gold, gold] }", ["the tier `gold` comes twice"]),
      ("\n  clusters:\n    - Gold\n    -\n    - Silver", ["`tier 2` is empty"]),
      ("{ clusters: [Gold, { from: 3 }] }", ["`tier 2` cannot be a group of keys"]),
      ("{ cluster: [Gold, Silver] }", ["(did you mean `clusters`?)"]),
      ("{ clusters: [Gold, Silver], from: 3 }", ["`tiers` has no key `from`"]),
    ])
  func wrongNames(yaml: String, expected: [String]) {
    let found = mistakes(in: "scorers: { speed: }\ntiers: \(yaml)")
    #expect(found.count == expected.count, "\(found)")
    for (found, expected) in zip(found, expected) { #expect(found.contains(expected), "\(found)") }
  }
}

struct SizeBandTests {
  @Test("bands by the number of broadcasters have names")
  func bands() throws {
    let peers = try programme("scorers: { speed: }\npeers: { group_by: region, size_bands: [20, 21, 200] }").peers
    #expect(peers.sizeBands == [20, 21, 200])
    #expect(peers.sizeBandNames == ["under 20", "20", "21–199", "200 or more"])
    #expect(peers.sizeBand(of: 0) == "under 20")
    #expect(peers.sizeBand(of: 20) == "20")
    #expect(peers.sizeBand(of: 199) == "21–199")
    #expect(peers.sizeBand(of: 200) == "200 or more")
    #expect(peers.sizeBand(of: nil) == nil)
    let none = try programme("scorers: { speed: }\npeers: { size_bands: }").peers
    #expect(none.sizeBands.isEmpty && none.sizeBandNames.isEmpty && none.sizeBand(of: 3) == nil)
    #expect(
      try programme("scorers: { speed: }\npeers: { size_bands: [1] }").peers.sizeBandNames == ["under 1", "1 or more"])
  }

  @Test(
    "bands that cannot be are told why",
    arguments: [
      ("[]", ["`size_bands` has 0 numbers"]),
      ("[20, 20]", ["the numbers of `size_bands` must rise"]),
      ("[0]", ["write a whole number from 1"]),
      ("[20, x, 1.5]", ["cannot be `x`", "cannot be `1.5`"]),
      ("[20, ]", []),
      ("\"\"", ["cannot be ``"]),
      ("{ small: 20 }", ["`size_bands` cannot be a group of keys"]),
      ("[20], group_by: [broadcasters]", ["take one of them out"]),
    ])
  func wrongBands(yaml: String, expected: [String]) {
    let found = mistakes(in: "scorers: { speed: }\npeers: { size_bands: \(yaml) }")
    #expect(found.count == expected.count, "\(found)")
    for (found, expected) in zip(found, expected) { #expect(found.contains(expected), "\(found)") }
  }
}
