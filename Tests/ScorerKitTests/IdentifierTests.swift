import ScorerKit
import Testing

struct IdentifierTests {
  @Test("ids that look alike are not the same, and order goes by bytes")
  func bytes() {
    #expect(Identifier("é") != Identifier("e\u{301}"))
    #expect(Set([Identifier("é"), Identifier("e\u{301}")]).count == 2)
    #expect(Identifier("g") != Identifier("G"))
    let sorted = ["", "10", "9", "A", "Z", "a", "ab", "b", "e\u{301}", "é", "\u{FFFF}", "🏠"].map { Identifier($0) }
    #expect(sorted.shuffled().sorted() == sorted)
  }

  @Test("an id is the text its bytes spell") func text() {
    #expect(Identifier([0xC3, 0xA9]).description == "é")
  }
}
