import RatingRecord
import Testing

@testable import ReportCards

@Suite("Templates read without reflection")
struct TemplateTests {
  @Test("a card worked out once says in each format what it says made for that format alone", arguments: Fixture.guilds)
  func once(_ guild: GuildRating) {
    let peers = PeerPoints(Fixture.record)
    let card = ReportCard(of: guild, in: Fixture.record, peers: peers)
    #expect(card.html == cardHTML(of: guild, in: Fixture.record))
    #expect(card.markdown == cardMarkdown(of: guild, in: Fixture.record))
  }

  @Test("positions are those of the long way round")
  func percents() {
    for i in 0...4000 {
      let place = Double(i) / 3999.5
      #expect(Drawings.percent(place) == coordinate(min(1, place) * 100) + "%")
    }
    #expect(Drawings.percent(-1) == "0%" && Drawings.percent(0.005) == "0.5%" && Drawings.percent(0.1205) == "12.05%")
  }

  @Test("escaping is scalar by scalar, and leaves what needs none")
  func escapes() {
    #expect(escaped("a<b>&\"'é") == "a&lt;b&gt;&amp;&quot;&#39;é" && escaped("plain · 夜") == "plain · 夜")
    #expect(escaped("\"\u{301}") == "&quot;\u{301}")
    #expect(PlainHTML().escapeText("<") == "&lt;")
  }
}
