import RatingRecord
import Testing

@testable import ReportCards

@Suite("Pages and tables can be read")
struct LayoutTests {
  /// WCAG 2: (lighter + 0.05) ÷ (darker + 0.05).
  static func contrast(_ a: String, _ b: String) -> Double {
    func luminance(_ color: String) -> Double {
      let number = Int(color.dropFirst(), radix: 16) ?? 0
      let channels = [number >> 16, number >> 8 & 255, number & 255].map { channel -> Double in
        let share = Double(channel) / 255
        // x^2.4 by way of x² and the fifth root of x², by Newton, for want of Foundation.
        guard share > 0.03928 else { return share / 12.92 }
        let base = (share + 0.055) / 1.055
        var root = 1.0
        for _ in 0..<60 { root = (4 * root + base * base / (root * root * root * root)) / 5 }
        return base * base * root
      }
      return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
  }

  @Test("text stands out by at least 4.5 to 1, and marks by 3 to 1, light and dark")
  func contrasts() {
    #expect(abs(Self.contrast("#000000", "#ffffff") - 21) < 0.01)
    for palette in [Palette.light, .dark] {
      for text in [palette.ink, palette.muted, palette.accent] {
        for ground in [palette.paper, palette.notice] {
          #expect(Self.contrast(text, ground) >= 4.5, "\(text) on \(ground)")
        }
      }
      #expect(Self.contrast(palette.accent, palette.band) >= 3 && Self.contrast(palette.ink, palette.band) >= 4.5)
      #expect(Self.contrast(palette.ink, palette.accent) >= 1.2 || Self.contrast(palette.paper, palette.accent) >= 4.5)
    }
  }

  @Test("a card weighs under 60 KB and fetches nothing", arguments: Fixture.guilds)
  func weight(_ guild: GuildRating) {
    let html = cardHTML(of: guild, in: Fixture.record)
    #expect(html.utf8.count < 60_000)
    #expect(html.hasSuffix("</html>\n"))
    #expect(!html.contains("://") && !html.contains("url(") && !html.contains("@import"))
    #expect(
      !tags(in: html).contains { ["link", "img", "iframe", "object"].contains($0.name) || $0.attributes["src"] != nil })
    #expect(!html.contains("Optional(") && !html.contains("nil") && !html.contains("nan"))
  }

  @Test("every drawing has its words, and every table its headers")
  func accessible() {
    for html in Fixture.guilds.map({ cardHTML(of: $0, in: Fixture.record) }) + [indexPage(Fixture.record)] {
      for tag in tags(in: html) {
        if tag.name == "svg", tag.attributes["width"] != nil {
          #expect(
            tag.attributes["aria-label"] != nil && tag.attributes["role"] == "img"
              || tag.attributes["aria-hidden"] == "true")
        }
        if tag.name == "th" { #expect(tag.attributes["scope"] != nil) }
      }
    }
  }

  @Test("the same record makes the same bytes")
  func deterministic() {
    #expect(indexPage(Fixture.record) == indexPage(Fixture.record))
    let shuffled = Fixture.record { $0.guilds.reverse() }
    #expect(leagueTable(shuffled, color: false) == leagueTable(Fixture.record, color: false))
  }

  @Test("no line of the terminal is wider than asked", arguments: [72, 80, 100, 140])
  func width(_ width: Int) {
    let texts =
      [leagueTable(Fixture.record, width: width, color: false)]
      + Fixture.guilds.map {
        explanation(of: $0, in: Fixture.record, width: width, color: false)
      }
    for line in texts.flatMap({ $0.split(separator: "\n") }) {
      #expect(displayWidth(String(line)) <= width, "\(line)")
    }
  }

  @Test("the points of the scores stand under each other, whatever the names")
  func alignment() {
    let lines = leagueTable(Fixture.record, color: false).split(separator: "\n")
    let columns = lines.filter { $0.contains("█") }.map { line -> Int in
      let bar = line.firstIndex(of: "█") ?? line.endIndex
      let point = line[..<bar].lastIndex(of: ".") ?? line.startIndex
      return displayWidth(String(line[..<point]))
    }
    #expect(columns.count == 8 && Set(columns).count == 1)
  }

  @Test("the league table looks as it looks")
  func golden() {
    let lines = leagueTable(Fixture.record, color: false).split(separator: "\n").prefix(6)
    #expect(
      lines.joined(separator: "\n") == """
        Monthly guild service rating · October 2026 · 9 guilds
        Rank  Guild                         Tier      Score/100  0 … 100     Notes
           1  G000003 Éclair & Fils         Platinum      88.3   ████████▉·
           2  G000007 Harbour Lights        Gold          78.4   ███████▉··
           2  G000014 Nearly There          Gold          84.96  ████████▌·
           4  G000011 夜光公会 🌙           Bronze        72.5   ███████▎··  gate
        """)
  }

  @Test("wide characters take two columns, marks none")
  func widths() {
    let cases = [
      ("abc", 3), ("夜光", 4), ("🌙", 2), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("❤️", 2), ("🇩🇪", 2), ("\u{2060}", 0), ("ﾊ", 1),
    ]
    for (text, width) in cases { #expect(displayWidth(text) == width, "\(text)") }
    #expect(fitted("夜光公会", 6) == "夜光… " && fitted("ab", 4, right: true) == "  ab")
    #expect(wrapped("one two three", 8) == "one two\nthree")
  }

  @Test("on paper, tables repeat their heads, and a phone's layout stays on screens")
  func paper() {
    #expect(Stylesheet.page.text.contains("thead{display:table-header-group}\nth button{display:contents}"))
    #expect(Stylesheet.page.text.contains("@media screen and (max-width:700px)"))
  }

  @Test("the index counts tiers, names what needs a decision and shows every guild")
  func index() {
    let text = words(of: indexPage(Fixture.record))
    for fact in [
      "October 2026: 8 of 9 guilds rated",
      "1 guild lowered to Bronze by the gate “payout arrears” : 夜光公会 🌙 Broadcasters are owed money.",
      "1 guild not rated : Quiet House 2 upheld complaints and no membership in the window.",
      "no data: no table complaints",
      "unknown guild (11), negative amount (1)", "complaints absent", "Budget USD 40,000", "Silver from 55 4",
    ] { #expect(text.contains(fact), "\(fact)") }
    for guild in Fixture.guilds { #expect(text.contains(guild.title)) }
    #expect(indexPage(Fixture.record).contains("guilds/%252E%252E%252F%252E%252E%252Fetc%252Fpasswd.html"))
  }
}
