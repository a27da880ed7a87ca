import Testing

@testable import RatingProgramme

struct YAMLRefusalTests {
  @Test(
    "what programmes do without is refused where it stands",
    arguments: [
      ("scorers: &all { speed: }", "1:10: a programme has no anchors"),
      ("scorers: { speed: *all }", "1:19: a programme has no aliases"),
      ("scorers: !!map { speed: }", "1:10: a programme has no tags"),
      ("scorers: { speed: }\nprogramme: ! x", "2:12: a programme has no tags"),
      ("scorers: { speed: }\nprogramme: !x!y z", "2:12: a programme has no tags"),
      ("scorers:\n  <<: { care: }\n  speed:", "2:3: a programme has no merge keys"),
      ("? scorers\n: { speed: }", "1:3: a programme has no `?` keys"),
      ("?\n  scorers\n: { speed: }", "2:3: a programme has no `?` keys"),
      ("scorers: { ? speed : }", "1:14: a programme has no `?` keys"),
      ("scorers: { speed: }\n[a, b]: c", "2:1: a key must be a plain word or value, not a list"),
      ("scorers: { speed: }\n{ a: b }: c", "2:1: a key must be a plain word or value, not a group of keys"),
      ("scorers: { speed: , *x : 1 }", "1:21: a programme has no aliases"),
      ("scorers: { speed: }\n?\n: 1", "there is no key before the `:`"),
      ("%YAML 1.1\n---\nscorers: { speed: }", "1:1: a programme has no directives"),
      ("%YAML 9.9\n---\nscorers: { speed: }", "1:1: a programme has no directives"),
      ("%TAG !e! tag:x,1:\n---\nscorers: { speed: }", "1:1: a programme has no directives"),
      ("# new\r\n%NEW x\n---\nscorers: { speed: }", "2:1: a programme has no directives"),
      ("scorers: { speed: }\n...\n%TAG !e! x:\n---\na: b", "3:1: a programme has no directives"),
      ("scorers: { speed: }\n---\nscorers: { care: }", "2:1: a second document starts here"),
      ("scorers: { speed: }\n...\n---\n[[", "3:1: a second document starts here"),
    ])
  func refused(yaml: String, expected: String) {
    let found = mistakes(in: yaml)
    #expect(found.count == 1)
    #expect(found.first?.contains(expected) == true, "\(found)")
  }

  @Test("one document may be marked as such, and quoted text may look like anything")
  func accepted() throws {
    #expect(try programme("---\nscorers: { speed: }\n...\n").scorers.count == 1)
    #expect(try programme("scorers: { speed: }\nprogramme: \"*a & <<: !b %c ? d\"").name == "*a & <<: !b %c ? d")
    #expect(try programme("programme: why?\nscorers: { speed: }").name == "why?")
    #expect(try programme("programme: Rüstig — 公会 🏅\nscorers: { speed: }").name == "Rüstig — 公会 🏅")
  }

  @Test(
    "syntax errors are told in plain words, where they are",
    arguments: [
      ("scorers:\n\tspeed:", "2:1: text cannot start with this character; put it in quotes, and indent with spaces"),
      ("scorers:\n  speed:\n window: 1 month", "3:2: this does not fit in here"),
      ("programme: a: b", "1:13: a `:` cannot stand here"),
      ("programme: \"abc\nscorers: { speed: }", "1:12: a quote is opened here and never closed"),
      ("scorers: { speed: ", "2:1: a value is missing here, or a `{` or `["),
      ("tiers: [ a", "2:1: a `[` is not closed"),
      ("tiers: [ a\nscorers: { b: }", "a `[` is not closed"),
      ("scorers:\n  speed:\n  weight\n  window: 1 month", "3:3: a key is not followed by `:`"),
      ("programme: \"\\q\"", "1:13: no such escape"),
      ("scorers: - a", "1:10: a list cannot start on this line"),
      ("- a\nscorers: b", "2:1: this line does not fit in a list"),
      ("window: @x", "1:9: text cannot start with this character"),
    ])
  func syntax(yaml: String, expected: String) {
    let found = mistakes(in: yaml)
    #expect(found.count == 1)
    #expect(found.first?.contains("p.yaml:") == true && found.first?.contains(expected) == true, "\(found)")
  }

  @Test(
    "files that are no UTF-8 text are refused where they cease to be",
    arguments: [
      (
        Array("\u{FEFF}".utf16).flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] } + [0x61, 0], "1:1: the file is in UTF-16"
      ),
      ([0xFE, 0xFF, 0, 0x61], "1:1: the file is in UTF-16"),
      ([0x73, 0, 0x63, 0], "1:1: the file is in UTF-16"),
      ([0, 0x73, 0, 0x63], "1:1: the file is in UTF-16"),
      ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "1:1: the file is in UTF-32"),
      (Array("a: b\nc: \0".utf8), "2:4: the character U+0000 cannot stand in a programme"),
      (Array("a: \u{1B}[31m".utf8), "1:4: the character U+001B cannot"),
      (Array("é: ".utf8) + [0xC3, 0x28], "1:4: this is not UTF-8 text"),
      (Array("a: ".utf8) + [0xED, 0xA0, 0x80], "1:4: this is not UTF-8 text"),
      (Array("a\r\nb\rc: ".utf8) + [0xFF], "3:4: this is not UTF-8 text"),
      ([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], "1:1: the character U+007F cannot"),
    ] as [([UInt8], String)])
  func encodings(bytes: [UInt8], expected: String) {
    let found = mistakes(in: bytes)
    #expect(found.count == 1)
    #expect(found.first?.contains(expected) == true, "\(found)")
  }

  @Test("a UTF-8 byte order mark is passed over, and CR LF ends a line")
  func byteOrderMark() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("scorers:\r\n  speed:\r\n  care:\r\n    weigth: 1\r\n".utf8)
    let found = mistakes(in: bytes)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("p.yaml:4:5: ") == true, "\(found)")
  }

  @Test(
    "an empty file lacks its scorers",
    arguments: ["", "# nothing\n", "---\n", "\n\n", "{}", "scorers:", "\u{FEFF}", "programme: x"])
  func empty(yaml: String) {
    let found = mistakes(in: yaml)
    #expect(found.count == 1)
    #expect(found.first?.contains("`scorers` is missing; name at least one") == true, "\(found)")
  }

  @Test("a file 5,000 levels deep is a mistake and no crash")
  func deep() {
    let files = [
      String(repeating: "[", count: 5_000),
      String(repeating: "{ a: ", count: 5_000),
      String(repeating: "- ", count: 5_000) + "a",
      String(repeating: "? ", count: 5_000) + "a",
      (0..<5_000).map { String(repeating: " ", count: $0 % 150) + "a:\n" }.joined(),
      "scorers: " + String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000),
    ]
    for file in files {
      #expect(mistakes(in: file).contains { $0.contains("nested more than 32 levels deep") })
    }
  }

  @Test("32 levels are read")
  func deepEnough() {
    let tree = YAMLReader(Array((String(repeating: "[", count: 32) + String(repeating: "]", count: 32)).utf8))
    #expect(tree.mistakes.isEmpty && tree.root != nil)
  }

  @Test("a file too long, or of too many values, is refused")
  func large() {
    let long = Array(repeating: UInt8(ascii: "#"), count: 1 << 20)
    #expect(mistakes(in: long).first?.contains("`scorers` is missing") == true)
    #expect(mistakes(in: long + [35]) == ["p.yaml:1:1: \(YAMLText.tooLong)"])
    let many = Array(String(repeating: "a: b\n", count: 20_000).utf8)
    #expect(mistakes(in: many).contains { $0.hasPrefix("p.yaml:2500:4: the file has more than 5000 values") })
  }

  @Test("a root that is no group of keys is refused", arguments: ["hello", "- a\n- b", "42", "\"\"", "~"])
  func root(yaml: String) {
    #expect(mistakes(in: yaml).count == 1)
  }

  @Test("the tree holds text, order and places")
  func tree() throws {
    let tree = YAMLReader(Array("b: NO\na:\n  - 0x1F\n  - \"\"\n  -\n".utf8))
    guard case .mapping(let pairs) = try #require(tree.root).content else {
      Issue.record("not a mapping")
      return
    }
    #expect(pairs.map(\.key) == ["b", "a"])
    #expect(pairs.map(\.keyPlace) == [Place(line: 1, column: 1), Place(line: 2, column: 1)])
    #expect(pairs[0].value.shape == "`NO`")
    guard case .sequence(let items) = pairs[1].value.content else {
      Issue.record("not a sequence")
      return
    }
    #expect(items.map(\.place.line) == [3, 4, 5])
    #expect(items.map(\.isNull) == [false, false, true])
  }
}
