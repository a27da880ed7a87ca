import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("Published months, movement and trends")
struct MonthsTests {
  /// Every format's words.
  static func texts(_ guild: GuildRating, in record: RatingRecord = Fixture.published()) -> [String] {
    everyFormat(guild, record).map { text in
      words(of: text).replacing("**", with: "").replacing(/\u{1B}\[\d+m/, with: "").replacing(/\s+([;:.,])/) {
        $0.output.1
      }
    }
  }

  static func verdict(_ guild: GuildRating) -> String { VerdictTests.verdict(guild, Fixture.published(guild)) }

  // MARK: Publication

  @Test("a published month says how far it has come, in every format")
  func publication() {
    let record = Fixture.published()
    let said =
      "Provisional, published 3 November 2026 (version 2, replaces version 1). Corrections may be asked for until "
      + "10 November 2026"
    for text in [indexPage(record), leagueTable(record, color: false)] {
      #expect(words(of: text).contains("\(said)."), "\(text)")
    }
    for text in Self.texts(Fixture.grown()) {
      #expect(text.contains("\(said): Write to ratings@platform.example, naming the measure."), "\(text)")
      #expect(
        text.contains("As said at the top, until 10 November 2026.") && !text.contains("after the cards are sent"))
      #expect(text.contains("Version 2; what the ledger said before it: sha256:9c41d07b9c41d07b…"))
      #expect(!text.contains("ratings.json") && text.contains("made with guildmark 1.0.0") && !text.contains("1.0.0,"))
    }
  }

  @Test("a draft is marked as one where a ledger has any part in it, and only there")
  func draft() {
    func texts(of guild: GuildRating = Fixture.harbour, _ change: (inout RatingRecord) -> Void) -> [String] {
      Self.texts(guild, in: Fixture.record(change))
    }
    var trending = Fixture.harbour
    trending.trend = Fixture.trend([71])
    for text in texts({ $0.programme.movement = Fixture.rules }) + texts({ $0.programme.corrections = 7 })
      + texts(of: trending, { _ in })
    {
      #expect(text.contains("Draft, not published.") && text.contains("made with guildmark 1.0.0"), "\(text)")
      #expect(!text.contains("1.0.0, draft"))
    }
    for text in texts({ $0.programme.corrections = 7 }) {
      #expect(text.contains("Within 7 days after the month is published provisionally."))
    }
    for text in texts({ _ in }) { #expect(!text.contains("not published") && text.contains("1.0.0, draft")) }
  }

  @Test("a final month asks for no corrections, and a first version replaces none")
  func final() {
    let record = Fixture.published {
      $0.status = .final
      $0.publication = Publication(version: 1, on: "2026-11-17", correctionsUntil: "2026-11-10")
    }
    for text in Self.texts(Fixture.grown(), in: record) {
      #expect(text.contains("Final, published 17 November 2026. ") && !text.contains("Corrections"))
      #expect(
        text.contains(
          "This month’s rating stands; what was wrong in it can be made good in a later month. Write to ratings@platform"
        ))
      #expect(!text.contains("Within 14 days"))
      #expect(text.contains("The first result that its ledger holds") && !text.contains("replaces"))
    }
  }

  @Test("a provisional month without a time for corrections may still change")
  func open() {
    let record = Fixture.published { $0.publication?.correctionsUntil = nil }
    for text in Self.texts(Fixture.grown(), in: record) { #expect(text.contains("Corrections may still change it.")) }
    let mute = Fixture.published { $0.programme.contestHow = nil }
    for text in Self.texts(Fixture.grown(), in: mute) {
      #expect(text.contains("Corrections may be asked for until 10 November 2026. "))
      #expect(text.contains("ask the platform. Corrections may be asked for until 10 November 2026."))
    }
  }

  @Test("a month without ledger and movement says nothing of either", arguments: Fixture.guilds)
  func bare(_ guild: GuildRating) {
    let record = Fixture.record
    let pages =
      everyFormat(guild, record) + [indexPage(record), leagueTable(record, color: false)]
    for text in pages {
      for word in ["ublished", "Movement", "movement", "Month by month", "the month alone", "Improved:", "▲", "spark"] {
        #expect(!text.contains(word), "\(word)")
      }
    }
    #expect(cardHTML(of: guild, in: record).contains("\(Stylesheet.page.text)</style>"))
    #expect(indexPage(record).contains("\(Stylesheet.page.text)</style>"))
  }

  // MARK: Movement

  @Test("a guild that is held above its score is told so at once, and what keeps it there")
  func held() {
    let guild = Fixture.held()
    for text in Self.texts(guild) {
      #expect(text.contains("Its score alone earns Silver; movement keeps it at Gold."), "\(text)")
      #expect(
        text.contains(
          "Gold: held. The score alone earns Silver. In September 2026 it was Gold. 1 month earns worse than Gold, of 2 "
            + "that it takes, so the tier stays."))
      #expect(text.contains("Next month:") && text.contains("To keep Gold: a score of at least 68 next month."))
      #expect(text.contains("A promotion and a demotion each take 2 months in a row, each by 1 tier at most."))
    }
  }

  @Test("every rule has its words")
  func rules() {
    let cases: [(Movement.Rule, String?, String)] = [
      (.first, nil, "Gold: what this month earns. The score alone earns Silver. Because."),
      (.unchanged, "Gold", "Gold: unchanged since September 2026. The score alone earns Silver. Because."),
      (.promoted, "Silver", "Gold: promoted. The score alone earns Silver. In September 2026 it was Silver. Because."),
      (.waitsToRise, "Gold", "Gold: not promoted yet."), (.grace, "Gold", "Gold: held, being new."),
      (.gate, "Platinum", "Gold: capped by a gate."), (.demoted, "Platinum", "Gold: demoted."),
    ]
    for (rule, from, said) in cases {
      let guild = Fixture.move(Fixture.formula, to: "Gold", scored: "Silver", from: from, rule, "because")
      for text in Self.texts(guild) { #expect(text.contains(said), "\(rule): \(text)") }
    }
    #expect(
      MovementSummary(promoteAfter: 1, demoteAfter: 3, thresholdStep: 0.5).text.replacing("\u{A0}", with: " ")
        == "A promotion takes 1 month and a demotion 3 months in a row. Thresholds move by 0.5 points a month at most.")
  }

  @Test("the verdict never says that a gate set a tier it did not set")
  func gate() {
    var guild = Fixture.move(
      Fixture.gated, to: "Silver", scored: "Gold", earned: "Bronze", from: "Silver", .waitsToFall, "Not yet.")
    let text = Self.verdict(guild)
    #expect(
      text.contains("Its score is enough for Gold, but the gate “payout arrears” caps that at Bronze."), "\(text)")
    #expect(text.contains("Movement keeps it at Silver."))
    for text in Self.texts(guild) { #expect(text.contains("Fired: caps what the month earns at Bronze")) }
    let desk = words(of: indexPage(Fixture.published { $0.guilds = [guild] }))
    #expect(desk.contains("1 guild earning no more than Bronze because of the gate “payout arrears”"))
    guild = Fixture.move(
      Fixture.gated, to: "Bronze", scored: "Gold", earned: "Bronze", from: "Gold", .gate, "At once.")
    #expect(Self.verdict(guild).contains("caps it at Bronze.") && !Self.verdict(guild).contains("keeps"))
  }

  @Test("promotions and demotions stand in the verdict")
  func moved() {
    let up = Fixture.move(Fixture.platinum, to: "Gold", scored: "Platinum", from: "Silver", .promoted, "Up.")
    #expect(Self.verdict(up).hasPrefix("Éclair & Fils is Gold for October 2026, promoted from Silver: 88.3 of 100."))
    #expect(Self.verdict(up).contains("Its score alone earns Platinum.") && !Self.verdict(up).contains("keeps"))
    let down = Fixture.move(Fixture.script, to: "Silver", scored: "Silver", from: "Gold", .demoted, "Down.")
    #expect(Self.verdict(down).contains("is Silver for October 2026, demoted from Gold: 58.5 of 100."))
    #expect(!Self.verdict(down).contains("alone"))
  }

  @Test("chances are of what the month alone earns, and so are the points that are missing")
  func chances() {
    for text in Self.texts(Fixture.grown()) {
      #expect(text.contains("About 9 in 10 sure the month alone earns Gold or better."), "\(text)")
      #expect(text.contains("How likely each tier is by this month alone") && !text.contains("before movement"))
      #expect(text.contains("The score alone earns Gold. 6.6 points short of Platinum"))
    }
    let held = Fixture.grown { $0.tier = "Platinum" }
    for text in Self.texts(held) { #expect(text.contains("sure the month alone earns Gold or better.")) }
    #expect(ratingsTable(Fixture.published(held)).contains(",0.88,"))
    #expect(Self.verdict(held).contains("78.4 of 100 (between 71.6 and 83.0, 9 in 10 sure). "))
  }

  @Test("that the tier beyond is likelier is no matter of the verdict, and has its reason")
  func toss() {
    let guild = Fixture.grown { guild in
      guild.flags.append(Fixture.toss)
      guild.score = 69.8
      guild.tier = "Silver"
      guild.tierProbabilities = Fixture.chances([0, 0.55, 0.4, 0.05])
      guild = Fixture.move(guild, to: "Silver", scored: "Silver", from: "Gold", .demoted, "Down.")
    }
    #expect(
      Self.verdict(guild).hasPrefix(
        "Harbour Lights is Silver for October 2026, demoted from Gold: 69.8 of 100 (between 71.6 and 83.0, 9 in 10 sure). "
      )
        || Self.verdict(guild).contains("(allowing for chance between 71.6 and 83.0, 9 in 10 sure). "))
    for text in Self.texts(guild, in: Fixture.published(guild)) {
      #expect(text.contains("By this month alone Gold is likelier than Silver: about 6 in 10, Silver about 4 in 10."))
      #expect(
        text.contains(
          "A score just below a threshold can be likelier above it, as the truth is not spread evenly about it."),
        "\(text)")
    }
    // Too far from the threshold for that to be the reason.
    var far = guild
    far.score = 67
    for text in Self.texts(far, in: Fixture.published(far)) {
      #expect(text.contains("Gold is likelier than Silver") && !text.contains("A score just"))
    }
  }

  // MARK: Trends

  @Test("a change says how sure it is and what did it")
  func change() {
    for text in Self.texts(Fixture.grown()) {
      #expect(text.contains("It has improved: 3.4 points more than in September 2026."), "\(text)")
      #expect(text.contains("Since September 2026: +3.4 points (between +0.9 and +5.9, 9 in 10 sure): improved."))
      #expect(
        text.contains(
          "That is its own figures +2.9, its peers’ +0.5 (how the guilds it is compared with have changed) and the "
            + "programme 0.0."))
      #expect(
        text.contains(
          "Silver from November 2025 to February 2026, not rated in March 2026, Silver in April 2026, Gold since May 2026."
        ))
      // The flag's own sentence would say it once more.
      #expect(!text.contains("by more than chance explains"))
    }
    let flagged = Fixture.grown { $0.trend?.change = nil }
    for text in Self.texts(flagged) { #expect(text.contains("by more than chance explains")) }
  }

  @Test("what chance may have done is no improvement")
  func chance() {
    let guild = Fixture.grown { guild in
      guild.flags = []
      guild.trend?.change?.verdict = nil
      guild.scorers[1].measures[1].trend?.verdict = nil
    }
    for text in Self.texts(guild) {
      #expect(text.contains("3.4 points more than in September 2026, which chance alone may explain."))
      #expect(text.contains("9 in 10 sure): no change beyond chance.") && !text.contains("improved"))
    }
    let blind = Fixture.grown {
      $0.trend?.change?.interval = nil
      $0.trend?.change?.verdict = nil
    }
    for text in Self.texts(blind) { #expect(text.contains("+3.4 points; nothing tells whether chance did it.")) }
    let still = Fixture.grown {
      $0.trend?.change?.points = 0
      $0.trend?.change?.verdict = nil
    }
    for text in Self.texts(still) { #expect(text.contains("Its score is the same as in September 2026.")) }
  }

  @Test("parts are as exact as they need be to add up")
  func parts() {
    let guild = Fixture.grown {
      $0.trend?.change?.points = 3.36
      $0.trend?.change?.parts = .init(performance: 2.86, peers: 0.54, programme: -0.04)
    }
    for text in Self.texts(guild) {
      #expect(text.contains("figures +2.86, its peers’ +0.54 (") && text.contains("and the programme −0.04."))
    }
    let note = Fixture.grown {
      $0.trend?.change?.parts = nil
      $0.trend?.change?.note = "peer groups differ"
    }
    for text in Self.texts(note) { #expect(text.contains("Peer groups differ.")) }
  }

  @Test("what its own figures brought is told by scorer, the largest first")
  func scorers() {
    func guild(_ change: (inout GuildRating) -> Void = { _ in }) -> GuildRating {
      Fixture.grown { guild in
        guild.trend?.change?.parts?.scorers = [
          ScorerChange(id: "responsiveness", points: -0.6), ScorerChange(id: "payout_fairness", points: 3.5),
          ScorerChange(id: "retention", points: 0),
        ]
        change(&guild)
      }
    }
    for text in Self.texts(guild()) {
      #expect(
        text.contains("That is its own figures +2.9 (payout fairness +3.5, responsiveness −0.6), its peers’ +0.5 ("),
        "\(text)")
    }
    // As exact as it takes to add up.
    let exact = guild { $0.trend?.change?.parts?.scorers[1].points = 3.44 }
    for text in Self.texts(exact) { #expect(text.contains("+2.90 (payout fairness +3.44, responsiveness −0.60)")) }
    let few = guild { $0.scorers[0].measures[0].peers?.guilds = 4 }
    for text in Self.texts(few) { #expect(!text.contains("+3.5")) }
  }

  @Test("what fewer than five peers did is not told, nor what the others did of the rest")
  func fewPeers() {
    let guild = Fixture.grown { $0.scorers[0].measures[0].peers?.guilds = 4 }
    for text in Self.texts(guild) {
      #expect(!text.contains("+2.9") && text.contains("is not shown: its peers are fewer than 5 guilds."))
    }
  }

  @Test("a measure's months stand beside it, the better the higher")
  func traces() throws {
    let card = Card(of: Fixture.grown(), in: Fixture.published(), peers: PeerPoints(Fixture.published()))
    let lines = card.parts.flatMap(\.measures)
    let underpaid = try #require(lines.first { $0.title == "Underpaid" }?.trace)
    #expect(underpaid.verdict == "improved since September 2026" && underpaid.heights.count == 12)
    // Less is better, and it has become less.
    #expect(underpaid.heights.first == 0 && underpaid.heights.last == 1 && underpaid.heights[4] == nil)
    #expect(underpaid.blocks.hasPrefix("▁") && underpaid.blocks.hasSuffix("█") && underpaid.blocks.contains("·"))
    #expect(lines.first { $0.title == "Spread of shares" }?.trace == nil, "it is only shown")
    for text in Self.texts(Fixture.grown()) {
      #expect(text.contains("A measure’s small chart has the months since November 2025; up is better."))
      #expect(text.contains("improved since September 2026"))
    }
  }

  @Test("earlier values of a rate that counts one leave reason are never shown")
  func letGo() {
    var record = Fixture.published()
    record.coverage[2].measures[2].weight = 0.5
    let card = Card(of: Fixture.grown(), in: record, peers: PeerPoints(record))
    let line = card.parts[2].measures.first { $0.title == "Let go by the guild" }
    #expect(line != nil && line?.trace == nil)
  }

  @Test("thresholds that lie close together are all drawn, and named where there is room")
  func thresholds() {
    var record = Fixture.published()
    record.programme.tiers = stride(from: 90, through: 0, by: -3).map { .init(name: "T\($0)", from: Double($0)) }
    let card = Card(of: Fixture.grown(), in: record, peers: PeerPoints(record))
    let html = card.trend.map { Drawings.trend($0).text } ?? ""
    let lines = card.trend?.lines.count ?? 0
    #expect(lines > 8 && html.split(separator: "<line class=\"rule\"").count == lines + 1)
    #expect((2..<lines).contains(html.split(separator: ">T").count))
  }

  @Test("an unrated guild keeps its past, and has no change")
  func unrated() {
    var guild = Fixture.unrated
    guild.trend = Fixture.trend([71, 72.5])
    for text in Self.texts(guild) {
      #expect(text.contains("Month by month") && text.contains("Gold from August 2026 to September 2026, not rated in"))
      #expect(!text.contains("Since September"))
    }
  }

  @Test("figures beyond all measure and months that do not match draw nothing wrong")
  func hostile() {
    let guild = Fixture.grown { guild in
      guild.trend?.months[0].score = 1e9
      guild.trend?.months[1].interval = Interval(low: -.infinity, high: nil)
      guild.trend?.change?.parts = .init(performance: 1e12, peers: -1e12, programme: 0.001)
      guild.scorers[0].measures[0].trend?.values = [1]
      guild.scorers[0].measures[1].trend?.values = Array(repeating: .infinity, count: 11)
    }
    for html in [cardHTML(of: guild, in: Fixture.published(guild)), indexPage(Fixture.published(guild))] {
      #expect(!html.contains("nan") && !html.contains("inf\"") && html.hasSuffix("</html>\n"))
    }
  }

  @Test("no line of the terminal is wider than asked", arguments: [72, 80, 140])
  func width(_ width: Int) {
    let record = Fixture.published()
    let texts =
      [leagueTable(record, width: width, color: false)]
      + record.guilds.map { explanation(of: $0, in: record, width: width, color: false) }
    for line in texts.flatMap({ $0.split(separator: "\n") }) { #expect(displayWidth(String(line)) <= width, "\(line)") }
  }

  @Test("a card with a year behind it weighs under 60 KB, and every drawing has its words")
  func weight() {
    let html = cardHTML(of: Fixture.grown(), in: Fixture.published())
    #expect(html.utf8.count < 60_000)
    for tag in tags(in: html + indexPage(Fixture.published())) where tag.name == "svg" {
      guard tag.attributes["width"] != nil else { continue }
      #expect(tag.attributes["aria-hidden"] == "true" || tag.attributes["aria-label"] != nil)
    }
  }

  // MARK: The platform's side

  @Test("the index counts who moved from where to where, and names them")
  func index() {
    let text = words(of: indexPage(Fixture.published()))
    for fact in [
      "From Platinum Gold Silver Bronze not rated", "Gold 1 4 1 1 –", "none before – – 1 – 1",
      "1 guild promoted : Éclair & Fils (Gold to Platinum)",
      "1 guild capped by a gate at once : 夜光公会 🌙 (Gold to Bronze)",
      "1 guild held above what the month earns", "(Gold, earns Silver)", "Improved: 1. Declined: 1.",
      "A promotion and a demotion each take 2 months in a row", "▲ from Gold", "+3.4 68.2",
    ] { #expect(text.contains(fact), "\(fact): \(text)") }
  }

  @Test("a small drawing of a row weighs no more than 200 bytes")
  func spark() {
    let drawn = Drawings.spark(Fixture.year.map { $0.map { $0 / 100 } } + [0.784])
    #expect(drawn.utf8.count <= 200, "\(drawn.text)")
    #expect(Drawings.spark([nil, 0.5, nil]).text.contains("M64 8h0"))
  }

  @Test("the league table on a terminal marks moves, and says what the marks mean")
  func league() {
    let text = leagueTable(Fixture.published(), color: false)
    #expect(text.contains("Platinum  ▲         88.3") && text.contains("Gold      =         78.4   72–83"))
    #expect(text.contains("▲ up 1 · ▼ down 2 · = same 4 · new 1; scores improved 1,\ndeclined 1"))
    #expect(text.contains("\n1 guild demoted: <script>alert(1)</script> (Gold to Silver)"))
  }

  @Test("without movement, tiers are compared with those of the last month")
  func unmoved() {
    let record = Fixture.published { record in
      record.programme.movement = nil
      for i in record.guilds.indices { record.guilds[i].movement = nil }
      record.guilds[3].trend = Fixture.trend([60, 62])
    }
    let text = words(of: indexPage(record))
    #expect(text.contains("Movement Guilds by the tier") && text.contains("1 guild up :"))
    #expect(!text.contains("held above"))
    for text in Self.texts(record.guilds[3], in: record) {
      #expect(text.contains("Month by month") && !text.contains("alone earns") && !text.contains("Next month"))
    }
  }

  @Test("ratings.csv ends with where tier and score came from")
  func csv() {
    let lines = ratingsTable(Fixture.published()).split(separator: "\n")
    #expect(
      lines[0].hasSuffix(",tier_probability,tier_before,tier_scored,movement_rule,score_before,score_change"))
    #expect(lines.contains { $0.hasPrefix("G000007,") && $0.hasSuffix(",Gold,Gold,unchanged,75.0,3.4") })
    #expect(lines.contains { $0.hasPrefix("G000011,") && $0.hasSuffix(",Gold,Gold,gate,,") })
    #expect(lines.contains { $0.hasPrefix("G000012,") && $0.hasSuffix(",,Silver,first,,") })
  }

  @Test("a bonus for growth shows its arithmetic, or why there is none")
  func growth() {
    let guild = Fixture.grown {
      $0.incentives?.grants = [
        .init(
          kind: .growthBonus, rate: 0.01, base: 412_000, earned: 4120, granted: 4120,
          note: "the score rose by 5 points or more")
      ]
    }
    for text in Self.texts(guild) {
      #expect(text.contains("Bonus for growth"))
      #expect(text.contains("1 % × USD 412,000 = USD 4,120. The score rose by 5 points or more."))
    }
    let none = Fixture.grown { $0.incentives?.grants = [.init(kind: .growthBonus, rate: 0.01, note: "no payouts")] }
    for text in Self.texts(none) { #expect(text.contains("Not granted: no payouts.") && !text.contains("1 %:")) }
    let badge = Fixture.grown {
      $0.incentives?.grants = [.init(kind: .badge, note: "A provisional rating earns no incentives.")]
    }
    for text in Self.texts(badge) { #expect(text.contains("Not granted: a provisional rating earns no incentives.")) }
    #expect(
      cardMarkdown(of: badge, in: Fixture.published(badge)).contains(
        "| Badge | Not granted: a provisional rating earns no incentives. | – |"))
  }
}
