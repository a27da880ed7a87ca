import RatingRecord
import ScorerKit
import Testing

@testable import ReportCards

@Suite("What the choices do")
struct SensitivityTests {
  private static let script = "\u{1B}[2J<script>alert(1)</script>\u{202E}\" onload=\"x"

  private static func indices(
    _ first: Double, _ firstLikely: ClosedRange<Double>?, _ total: Double, _ totalLikely: ClosedRange<Double>?
  ) -> Sensitivity.Indices {
    .init(first: .init(value: first, interval: firstLikely), total: .init(value: total, interval: totalLikely))
  }

  private static func guild(_ id: String, _ name: String?, rank: Int?, shares: [Double], notRated: Double = 0)
    -> Sensitivity.Guild
  {
    let tier = rank.map { $0 < 3 ? 0 : 1 }
    let same = tier.map { shares[$0] } ?? notRated
    return .init(
      guildID: Identifier(id), name: name.map { Identifier($0) }, score: rank.map { 90 - Double($0) }, rank: rank,
      tier: tier.map { ["Gold", "Bronze"][$0] }, scores: .init(low: 70, median: 75, high: 80),
      ranks: .init(best: 1, low: 1, median: 2, high: 3, worst: 4), tierShares: shares, notRated: notRated,
      up: tier == 1 ? shares[0] : tier == nil ? 1 - same : 0, down: tier == 0 ? 1 - same : tier == 1 ? notRated : 0)
  }

  static let result = Sensitivity(
    tool: Tool(name: "guildmark", version: "0"),
    programme: .init(name: "Monthly \(script)", version: 3, digest: "sha256:00", tiers: ["Gold", "Bronze"]),
    month: Month(year: 2026, month: 10), hasNoEvents: false,
    design: .init(variants: 1008, rows: 252, seed: 7, by: .choice, confidence: 0.9, resamples: 1000, tail: 0.05),
    varied: [
      .init(kind: .weights, name: "retention weight", range: "18.75 to 31.25"),
      .init(kind: .combine, name: "combine", range: "any of weighted_mean, geometric_mean, harmonic_mean"),
    ],
    notVaried: [
      .init(name: "brought.\(script) curve", reason: "its curve is the value itself"),
      .init(name: "brought.b curve", reason: "its curve is the value itself"),
    ],
    overall: .init(
      guilds: 4, neverRated: 1, steady: 2, rankChange: .init(low: 0.2, median: 1.04, high: 2.5),
      tierChange: .init(low: 0, median: 0.25, high: 0.5), guildShare: 0.914),
    effects: [
      .init(name: "retention weight", ranks: indices(-0.02, -0.2...0.06, 0.11, -0.1...0.3), tiers: nil),
      .init(name: "combine", ranks: indices(0.62, 0.41...0.88, 0.84, 0.7...0.97), tiers: indices(0.5, nil, 0.9, nil)),
    ],
    removals: [
      .init(
        name: "retention", rankChange: 1.25,
        largest: .init(guildID: Identifier("=B"), name: Identifier(script), from: 2, to: 4), up: 1, down: 0,
        correlation: 0.4)
    ],
    notRemoved: [.init(name: "pay.late", reason: "its weight is 0, so it is shown only")],
    guilds: [
      guild("=B", script, rank: 2, shares: [0.6, 0.4]), guild("A", "夜光公会", rank: 1, shares: [1, 0]),
      guild("C", nil, rank: 3, shares: [0.004, 0.996]), guild("D", "Dora", rank: 4, shares: [0, 0.9], notRated: 0.1),
      guild("E", nil, rank: nil, shares: [0, 0], notRated: 1),
    ])

  @Test("the first lines say how many keep their tier, whose work ranks are, and which choice matters most")
  func summary() {
    let text = words(of: sensitivityTable(Self.result, color: false))
    for sentence in [
      "2 of 4 guilds keep their tier in at least 9 in 10 variants.",
      "91 % of all differences in rank are between the guilds, whatever is chosen; 9 % come of the choices.",
      "The middle variant moves a guild by 1.0 place on average (9 in 10 variants: 0.2–2.5); ordered by tiers that change, the middle one gives 25 % of the guilds another tier (0–50 %).",
      "The choice that matters most is “combine”: 84 % (70–97 %) of what changes ranks has to do with it.",
      "1 guild that neither the programme nor any variant rates is left out.",
    ] { #expect(text.contains(sentence), "\(sentence) of \(text)") }
  }

  @Test("a terminal of 80 columns, and nothing of the data steers it", arguments: [72, 80, 120])
  func terminal(width: Int) {
    let text = sensitivityTable(Self.result, width: width, color: false)
    for line in text.split(separator: "\n") { #expect(displayWidth(String(line)) <= width, "\(line)") }
    #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
    #expect(sensitivityTable(Self.result, width: width, color: true).contains("\u{1B}["))
    #expect(!sensitivityTable(Self.result, width: width, color: true).contains("\u{1B}[2J"))
  }

  @Test("guilds whose tier hangs most on the choices come first, those that keep theirs not at all")
  func guilds() {
    let story = SensitivityStory(result: Self.result)
    #expect(story.unsettled.map(\.guildID.description) == ["=B", "D", "C"])
    #expect(story.tiers(of: Self.result.guilds[3]) == "Bronze 90\u{A0}%, not rated 10\u{A0}%")
    #expect(story.tiers(of: Self.result.guilds[2]) == "Bronze 99\u{A0}%, Gold 1\u{A0}%")
  }

  @Test("the page holds every figure, only the elements we wrote, and no script")
  func page() {
    let html = String(decoding: sensitivityHTML(Self.result), as: UTF8.self)
    for tag in tags(in: html) {
      #expect(Set(tag.attributes.keys).isSubset(of: EscapingTests.attributes), "\(tag.name): \(tag.attributes.keys)")
      #expect(tag.name != "script")
    }
    let text = words(of: html)
    for fact in [
      "2 of 4 guilds keep their tier", "18.75 to 31.25", "62 %", "41–88 %", "84 %", "70–97 %",
      "Bronze 90 %, not rated 10 %", "0.400",
      "2 → 4", "its curve is the value itself", "its weight is 0, so it is shown only", "seed 7", "1,008 variants",
    ] { #expect(text.contains(fact), "\(fact)") }
    #expect(tags(in: html).contains { $0.name == "svg" && $0.attributes["role"] == "img" })
  }

  @Test("a month without rated guilds, or without effects, has a page too")
  func nothing() {
    var result = Self.result
    result.overall.guilds = 0
    result.guilds = []
    result.effects = [.init(name: "combine", ranks: nil, tiers: nil)]
    result.removals = []
    let text = words(of: String(decoding: sensitivityHTML(result), as: UTF8.self))
    #expect(text.contains("no guild is rated") && text.contains("any of weighted_mean"))
    #expect(sensitivityTable(result, color: false).contains("nothing that choices could change"))
  }

  @Test("what matters has where it likely lies, alone and in all, in 80 columns")
  func intervals() throws {
    let text = words(of: sensitivityTable(Self.result, width: 80, color: false))
    #expect(text.contains("Choice Alone Likely In all Likely Tiers"))
    #expect(text.contains("combine 62 % 41–88 84 % 70–97 90 %"), "\(text)")
    #expect(text.contains("retention weight 0 % 0–6 11 % 0–30 –"), "\(text)")
  }

  @Test("a month in which nothing happened has no headline, but says so")
  func noEvents() {
    var result = Self.result
    result.hasNoEvents = true
    let page = words(of: String(decoding: sensitivityHTML(result), as: UTF8.self))
    for text in [words(of: sensitivityTable(result, color: false)), page] {
      #expect(text.contains("No event of any table is dated in October 2026; is the export complete?"))
      for claim in ["keep their tier", "come of the choices", "on average (", "matters most"] {
        #expect(!text.contains(claim), "\(claim)")
      }
    }
    #expect(page.contains("October 2026: no event of any table is dated in it"))
    #expect(String(decoding: result.jsonBytes, as: UTF8.self).contains("\n  \"no_events\": true,\n"))
  }

  @Test("of too few variants it is not said which choice matters most, but how many that takes")
  func fewRows() {
    var result = Self.result
    (result.design.rows, result.design.variants) = (19, 76)
    result.effects = [.init(name: "combine", ranks: Self.indices(1, nil, 1, nil), tiers: nil)]
    let page = words(of: String(decoding: sensitivityHTML(result), as: UTF8.self))
    for text in [words(of: sensitivityTable(result, color: false)), page] {
      #expect(!text.contains("that matters most is"))
      #expect(text.contains("it takes 80 variants, which are 20 pairs of drawn programmes, or fewer by kind."))
      #expect(text.contains("These shares are guesses without intervals, as they rest on 19 pairs"))
      #expect(text.contains("100 % – 100 % – –"), "\(text)")
    }
  }

  @Test("rows of the CSV are guilds, and formulas are defused")
  func csv() {
    let lines = String(decoding: sensitivityCSV(Self.result), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 6 && lines[0].hasSuffix(",share.Gold,share.Bronze,share.not_rated"))
    #expect(lines[1].hasPrefix("'=B,"))
    #expect(lines[5] == "E,,,,,70.0,75.0,80.0,1,1,2,3,4,0.0,0.0,0.0,0.0,0.0,1.0")
  }

  @Test("the JSON starts with its schema and has a guild a line")
  func json() {
    let text = String(decoding: Self.result.jsonBytes, as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"schema\": \"guildmark/sensitivity/1\","))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("    {\"guild_id\":") } == 5)
  }
}
