import RatingRecord
import ScorerKit
import Testing

@testable import ReportCards

@Suite("A comparison of programmes is shown")
struct ComparisonTests {
  static let comparisons = [
    Fixture.comparison(), Fixture.likeComparison(), Fixture.hostileComparison, Fixture.largeComparison(200),
    Fixture.comparison { $0.months = [Fixture.comparedMonth(9), Fixture.comparedMonth(10)] },
    Fixture.comparison { $0.months[0].guilds = [] },
    Fixture.comparison {
      $0.months[0].incentives = nil
      $0.months[0].tiersAfter.removeFirst()
    },
  ]

  static func page(_ comparison: ProgrammeComparison) -> String { text(comparisonHTML(comparison)) }

  @Test("a terminal says first how much differs, who moves, and what it costs")
  func summary() {
    let lines = comparisonText(Fixture.comparison(), color: false).split(separator: "\n")
    #expect(lines[0] == "monthly.yaml → draft.yaml · October 2026 · 7 guilds")
    #expect(lines[1] == "Monthly guild service rating, version 3 → version 4")
    let summary = words(of: lines.prefix(10).joined(separator: " "))
    for fact in [
      "They differ in 3 parts.",
      "1 guild moves up, 2 down; 1 becomes rated; 1 is rated no longer; 1 stays.",
      "2 of 4 scores change, by −0.08 points on average over all (from −1.85 to +1.54).",
      "Spearman’s correlation 0.800, Kendall’s tau-b 0.667.",
      "Incentives granted: USD 4,500 → USD 2,400, −USD 2,100; budget USD 5,000.",
    ] { #expect(summary.contains(fact), "\(fact)\n\(summary)") }
  }

  @Test("every guild that moves stands there with its cause, in the terminal and on the page")
  func causes() {
    for text in [comparisonText(Fixture.comparison(), color: false), Self.page(Fixture.comparison())] {
      let text = words(of: text)
      for fact in [
        "Éclair & Fils", "Platinum → Gold", "weight of retention 25 → 40: −1.45 points",
        "gate payout arrears (new)", "unrated → Bronze", "86.12 → 84.27",
      ] { #expect(text.contains(fact), "\(fact)") }
    }
  }

  @Test("identical programmes: nothing differs, in a line")
  func identical() {
    let same = Fixture.likeComparison { $0.after = $0.before }
    #expect(
      comparisonText(same, color: false) == """
        monthly.yaml → monthly.yaml · October 2026 · 7 guilds
        Monthly guild service rating, version 3
        Nothing differs: both files hold the same programme, which decides alike for
          October 2026.

        """)
    #expect(words(of: Self.page(same)).contains("no guild is decided on otherwise"))
  }

  @Test("programmes that differ in their version alone are said to")
  func version() {
    let text = words(of: comparisonText(Fixture.likeComparison(), color: false))
    #expect(text.contains("Nothing differs: the programmes have another version, and decide alike for October 2026."))
  }

  @Test("parts that change nothing are named, and no table is made of them")
  func idle() {
    let idle = Fixture.likeComparison { $0.parts = Fixture.differing }
    let text = words(of: comparisonText(idle, color: false))
    #expect(text.contains("They differ in 3 parts, and no guild is decided on otherwise.") && text.contains("80%: 0"))
    #expect(!text.contains("Tiers:"))
  }

  @Test("several months have a line each, and a section each")
  func months() {
    let comparison = Self.comparisons[4]
    for text in [comparisonText(comparison, color: false), Self.page(comparison)] {
      let text = words(of: text)
      #expect(text.contains("2 months, September 2026 to October 2026") && text.contains("Months"))
      #expect(text.split(separator: "Who gains and who loses").count == 3)
    }
  }

  @Test("many guilds that move are counted, not all named")
  func many() {
    let comparison = Fixture.largeComparison(3000)
    let text = comparisonText(comparison, color: false)
    #expect(text.contains("--format csv has all") && text.split(separator: "\n").count < 120)
    #expect(words(of: text).contains("Scores fare worst: SEA, "))
    #expect(Self.page(Fixture.largeComparison(20_000)).contains("compare --format csv has all"))
  }

  @Test("no line of the terminal is wider than asked, with colours or without", arguments: [72, 80, 120])
  func width(_ width: Int) {
    for comparison in Self.comparisons {
      let plain = comparisonText(comparison, width: width, color: false)
      for line in plain.split(separator: "\n") { #expect(displayWidth(String(line)) <= width, "\(line)") }
      let colored = comparisonText(comparison, width: width, color: true)
      #expect(colored.replacing(/\u{1B}\[\d+m/, with: "") == plain)
    }
  }

  @Test("nothing of the data is markup, steers a terminal or is run by a spreadsheet")
  func hostile() {
    let comparison = Fixture.hostileComparison
    let html = Self.page(comparison)
    for tag in tags(in: html) {
      #expect(tag.name != "script")
      #expect(Set(tag.attributes.keys).isSubset(of: EscapingTests.attributes), "\(tag.name): \(tag.attributes)")
    }
    for text in [comparisonText(comparison, color: false), html] {
      #expect(
        !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || (0x202A...0x202E).contains($0.value) })
    }
    let csv = text(comparisonCSV(comparison))
    #expect(csv.contains("\"'=\"\"><script>") && !csv.contains("\n=") && !csv.contains(",="))
    #expect(text(comparison.jsonBytes).contains("\\u003c") && !text(comparison.jsonBytes).contains("<script"))
  }

  @Test("a page fetches nothing, every drawing has its words, every table its headers")
  func accessible() {
    for comparison in Self.comparisons {
      let html = Self.page(comparison)
      #expect(
        !html.contains("://") && !html.contains("url(") && !html.contains("Optional(") && html.hasSuffix("</html>\n"))
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

  @Test("a table has a line a month and guild, changed or not")
  func csv() {
    let csv = text(comparisonCSV(Fixture.comparison())).split(separator: "\n")
    #expect(csv.count == 8)
    #expect(
      csv[0]
        == "month,guild_id,name,group.region,group.broadcasters,move,score_before,score_after,score_change,rank_before,rank_after,tier_before,tier_after,gates_before,gates_after,provisional_before,provisional_after,granted_before,granted_after,cause"
    )
    #expect(
      csv[3]
        == #"2026-10,G3,夜光公会 🌙,SEA,5 to 9,down,77.0,77.0,0.0,2,2,Gold,Bronze,,payout arrears,false,false,1000.0,0.0,"gate payout arrears (new): −USD\#u{A0}1,000""#
    )
    #expect(csv[7].hasPrefix("2026-10,G7,,EU,under 5,unrated,,,,,,,,,,,,0.0,0.0,"))
    let effects = text(comparisonEffectsCSV(Fixture.comparison())).split(separator: "\n")
    #expect(effects.count == 8 && effects[1] == "2026-10,G1,weight,scorers.retention.weight,-1.45,1.0,0.0,-2000.0")
  }

  @Test("the JSON has everything, a guild a line")
  func json() {
    let json = text(Fixture.comparison().jsonBytes)
    for fact in [
      #""schema": "guildmark/comparison/1""#, #""changes_nothing": false"#,
      #"{"guild_id": "G4", "name": "Nearly There""#, #""kind": "curve""#, #""spearman": 0.8"#, #""become_rated": 1"#,
      #""effects": [{"part": 2, "score": 0.0, "tier": 2.0, "rated": 0.0, "granted": -1000.0}], "cause": "gate payout arrears (new): −USD\#u{A0}1,000""#,
    ] { #expect(json.contains(fact), "\(fact)") }
    #expect(json.split(separator: "\n").count { $0.contains("\"guild_id\"") } == 7)
  }
}
