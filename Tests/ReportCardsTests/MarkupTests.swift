import RatingRecord
import Testing

@testable import ReportCards

@Suite("Markup escapes what is interpolated")
struct MarkupTests {
  @Test("a text is escaped, markup of the same language is not")
  func interpolates() {
    let name = "<b>&\"'"
    let cell: HTML = "<td title=\"\(name)\">\(name)</td>"
    #expect(cell == "<td title=\"&lt;b&gt;&amp;&quot;&#39;\">&lt;b&gt;&amp;&quot;&#39;</td>")
    #expect("<tr>\(cell)</tr>" == "<tr>" + cell + "</tr>" as HTML)
    let word = "_a_"
    let strong: Markdown = "**\(word)**"
    #expect(strong == #"**\_a\_**"# && "| \(strong) |" == #"| **\_a\_** |"# as Markdown)
  }

  @Test("a string chosen or put together is text, even one that looks like a tag", arguments: [true, false])
  func strings(_ isOld: Bool) {
    #expect("\(isOld ? "<i>" : "<b>" + "<u>")" == (isOld ? "&lt;i&gt;" : "&lt;b&gt;&lt;u&gt;") as HTML)
  }

  @Test("nothing is written for nothing, a list one after the other")
  func optionals() {
    let note: String? = nil
    #expect("a\(note.map { "<small>\($0)</small>" })b" == "ab" as HTML)
    #expect("\(["<", "&"].map { "<p>\($0)</p>" })" == "<p>&lt;</p><p>&amp;</p>" as HTML)
    #expect(["1", "2", "3"].map { "\($0)" }.joined(separator: ", ") == "1, 2, 3" as HTML)
  }

  @Test("escaping is byte by byte, and leaves what needs none")
  func bytes() {
    func html(_ text: String) -> HTML { "\(text)" }
    #expect(html("a<b>&\"'é") == "a&lt;b&gt;&amp;&quot;&#39;é" && html("plain · 夜") == "plain · 夜")
    #expect(html("\"\u{301}") == "&quot;\u{301}")
  }

  @Test(
    "Markdown leaves plain text as it is",
    arguments: [
      "94.2 %", "388 of 412", "–", "−3", "6 h 12 min", "a-b", "1.5) x", "12", "", "w.w", "a:/b", "é", "3-4", "(x)",
    ])
  func plain(_ text: String) {
    #expect(("\(text)" as Markdown).text == text)
  }

  @Test(
    "Markdown begins no list and links nothing",
    arguments: [
      ("- item", #"\- item"#), ("-", #"\-"#), ("+ x", #"\+ x"#), ("==", #"\=="#), ("3. third", #"3\. third"#),
      ("3.", #"3\."#), ("12) x", #"12\) x"#), (" x", "&#32;x"), ("\u{A0}x", "&#160;x"), ("www.x", "www&#46;x"),
      ("see http://x", "see http&#58;//x"), ("wwwwww.", "wwwwww&#46;"), ("-x", "-x"), ("3.x", "3.x"),
    ])
  func marks(_ text: String, _ expected: String) {
    #expect(("\(text)" as Markdown).text == expected)
  }

  @Test("positions are those of the long way round")
  func percents() {
    func percent(_ place: Double) -> String { ("\(percent: place)" as HTML).text }
    for i in 0...4000 {
      let place = Double(i) / 3999.5
      #expect(percent(place) == coordinate(min(1, place) * 100) + "%")
    }
    #expect(percent(-1) == "0%" && percent(0.005) == "0.5%" && percent(0.1205) == "12.05%")
  }

  @Test("a card worked out once says in each format what it says made for that format alone", arguments: Fixture.guilds)
  func once(_ guild: GuildRating) {
    let peers = PeerPoints(Fixture.record)
    let card = ReportCard(of: guild, in: Fixture.record, peers: peers)
    #expect(text(card.html) == cardHTML(of: guild, in: Fixture.record))
    #expect(text(card.markdown) == cardMarkdown(of: guild, in: Fixture.record))
  }
}
