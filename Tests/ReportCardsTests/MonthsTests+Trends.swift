import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

/// What has changed since last month, on cards.
extension MonthsTests {
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
}
