import RatingRecord
import Testing

@testable import ReportCards

@Suite("Hostile names stay text")
struct EscapingTests {
  static let hostile = [Fixture.script, Fixture.formula, Fixture.traversal, Fixture.gated]

  @Test("a page has only the elements and attributes we wrote", arguments: hostile)
  func page(_ guild: GuildRating) {
    for html in [cardHTML(of: guild, in: Fixture.record), indexPage(Fixture.record)] {
      for tag in tags(in: html) {
        #expect(!tag.attributes.keys.contains { $0.hasPrefix("on") }, "\(tag)")
        #expect(
          Set(tag.attributes.keys).isSubset(of: Self.attributes), "\(tag.name): \(tag.attributes.keys.sorted())")
      }
    }
  }

  static let attributes: Set<String> = [
    "lang", "charset", "colspan", "name", "content", "class", "role", "scope", "aria-label", "aria-hidden", "data-l",
    "data-v",
    "data-g", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "text-anchor", "viewBox",
    "preserveAspectRatio", "style", "href",
    "id",
    "hidden", "value", "html",
  ]

  @Test("cards run no script; the index runs ours alone")
  func scripts() {
    for guild in Fixture.guilds {
      #expect(!tags(in: cardHTML(of: guild, in: Fixture.record)).contains { $0.name == "script" })
    }
    #expect(tags(in: indexPage(Fixture.record)).filter { $0.name == "script" }.count == 1)
  }

  @Test("a quote that shares a grapheme with an accent ends no attribute")
  func graphemes() {
    let text = visible("\"\u{301} x=\u{600}\"<\u{338}")
    #expect(
      text.allSatisfy {
        $0.unicodeScalars.count == 1 || !$0.unicodeScalars.contains("\"") && !$0.unicodeScalars.contains("<")
      })
  }

  @Test("Markdown holds no markup of the data's")
  func markdownText() {
    let text = cardMarkdown(of: Fixture.formula, in: Fixture.record)
    #expect(text.contains(##"\|\[x\](y)\*\`\_\#"##))
    #expect(!cardMarkdown(of: Fixture.script, in: Fixture.record).contains("<"))
    #expect(
      text.split(separator: "\n").count
        == cardMarkdown(of: Fixture.platinum, in: Fixture.record).split(separator: "\n").count)
  }

  @Test("nothing of the data steers a terminal", arguments: hostile)
  func terminal(_ guild: GuildRating) {
    let texts = [
      leagueTable(Fixture.record, color: false), explanation(of: guild, in: Fixture.record, color: false),
      leagueTable(Fixture.record, color: true).replacing(/\u{1B}\[\d+m/, with: ""),
      cardMarkdown(of: guild, in: Fixture.record), cardHTML(of: guild, in: Fixture.record),
    ]
    for text in texts {
      let strange = text.unicodeScalars.filter {
        $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value)
          || (0x2066...0x2069).contains($0.value) || $0.value == 0x200F
      }
      #expect(strange.isEmpty)
    }
    #expect(!leagueTable(Fixture.record, color: true).contains("\u{1B}[31m"))
  }

  @Test("a CSV holds nothing a spreadsheet would run, and numbers stay numbers")
  func csv() {
    #expect(CSV.line(["=cmd()", "+1", "-1", "@x", "\tx", "\rx"]) == "'=cmd(),'+1,'-1,'@x,'\tx,\"'\rx\"\n")
    #expect(
      CSV.line([.number(-1.5), .integer(-2), .number(nil), .number(.infinity), .number(-0.0)]) == "-1.5,-2,,inf,0.0\n")
    #expect(
      CSV.line(["a,b", "say \"hi\"", "two\nlines", " x", ""]) == "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" x\",\n")
    #expect(ratingsTable(Fixture.record).contains("\n'=cmd(),"))
  }

  @Test("an empty name gives way to the id; a very long one is cut")
  func names() {
    #expect(Fixture.guild("G1", "  ", 60, "Silver", rank: 1).title == "G1")
    #expect(Fixture.guild("G1", String(repeating: "x", count: 100_000), 60, "Silver", rank: 1).title.count < 100)
  }
}
