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
}
