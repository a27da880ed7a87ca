import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

/// Published months on the platform's side.
extension MonthsTests {
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
