import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("Scores of another scale, with bonus and adjustments, are explained")
struct ReckoningTests {
  static func record(rounding: Double = 0.5, _ guild: GuildRating) -> RatingRecord {
    Fixture.record { record in
      record.programme.scale = .init(from: 1, to: 5)
      record.programme.rounding = rounding
      record.programme.tiers = [
        .init(name: "Five", from: 4.5), .init(name: "Three", from: 3), .init(name: "One", from: 1),
      ]
      record.guilds = [guild]
    }
  }

  /// 3.538462 and a bonus of 0.4 less an adjustment.
  static func guild(score: Double = 4, adjustment: Double = -0.036927) -> GuildRating {
    var guild = Fixture.guild(
      "H1", "Harbour", score, "Three", rank: 1, scorers: Fixture.scorers([3.5, 3.6, 3.5, nil], [1.5, 1.5, 0.538462]))
    guild.consistency = Consistency(mean: 3.538462, variance: 0.614497, bonus: 0.4)
    guild.adjustments = [Adjustment(points: adjustment, reason: Identifier("=<b>index</b>"))]
    guild.unrounded = 3.938462 + adjustment
    return guild
  }

  @Test("the sum is seen to add up, and what it is rounded to")
  func sum() {
    let guild = Self.guild()
    for text in everyFormat(guild, Self.record(guild)).map(plainWords) {
      #expect(text.contains("1.50 + 1.50 + 0.54 + 0.40 − 0.04 = 3.90, rounded to 4"), "\(text)")
      #expect(text.contains("mean 3.538462, variance 0.614497; a bonus of 0.4 points."))
      #expect(text.contains("Adjustment, −0.036927 points: ="))
    }
    #expect(!cardHTML(of: guild, in: Self.record(guild)).contains("<b>index"))
  }

  @Test("what leaves the scale is said to be kept within it")
  func kept() {
    let guild = Self.guild(score: 5, adjustment: 1.5)
    let text = ReportCardsTests.words(of: cardHTML(of: guild, in: Self.record(guild)))
    #expect(text.contains("= 5.44, kept within 1 to 5"))
  }

  @Test("scale, tiers and distances are in its own points, before rounding")
  func scale() {
    let guild = Self.guild()
    let record = Self.record(guild)
    for text in everyFormat(guild, record).map(plainWords) {
      #expect(text.contains("4.0 of 5.") && !text.contains("of 100"), "\(text)")
      #expect(text.contains("0.35 points short of Five, which starts at 4.5 (4.25 before rounding)."), "\(text)")
      #expect(text.contains("1.15 points above the start of Three before rounding."), "\(text)")
    }
    #expect(cardMarkdown(of: guild, in: record).contains("on a scale from 1 to 5"))
    let league = leagueTable(record, color: false)
    #expect(league.contains("Score/5") && league.contains("1 … 5"))
    // Three quarters of the way from 1 to 5.
    #expect(cardHTML(of: guild, in: record).contains(#"<rect class="own" x="0%" y="24" width="75%" height="12"/>"#))
  }

  @Test("a score of hundredths on a short scale shows both")
  func short() {
    var guild = Self.guild(score: 3.9)
    guild.unrounded = nil
    #expect(
      ReportCardsTests.words(of: cardHTML(of: guild, in: Self.record(rounding: 0.01, guild))).contains("3.90 of 5."))
  }

  private func plainWords(_ text: String) -> String {
    ReportCardsTests.words(of: text).replacing("\u{1B}[1m", with: "").replacing(/\u{1B}\[[0-9;]*m/, with: "")
      .replacing(/\s+/, with: " ")
  }
}
