import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("How sure a rating is, and what set it apart")
struct EvidenceTests {
  /// Every format's words.
  static func texts(_ guild: GuildRating, scoreOn: String = "estimate") -> [String] {
    everyFormat(guild, Fixture.month(guild, scoreOn: scoreOn)).map { text in
      words(of: text).replacing("**", with: "").replacing(/\u{1B}\[\d+m/, with: "").replacing(/\s+([;.,])/) {
        $0.output.1
      }
    }
  }

  @Test("chances are told as people count, and nothing is certain")
  func chances() {
    let cases: [(Double, String?)] = [
      (0, nil), (0.0005, nil), (0.001, "about 1 in 1,000"), (0.002, "about 1 in 500"), (0.02, "about 1 in 50"),
      (0.05, "about 1 in 20"), (0.12, "about 1 in 10"), (0.34, "about 3 in 10"), (0.5, "about 5 in 10"),
      (0.7, "about 7 in 10"), (0.9, "about 9 in 10"), (0.95, "about 19 in 20"), (0.98, "about 49 in 50"),
      (0.99, "about 99 in 100"), (0.9975, "nearly certain"), (1, "nearly certain"),
    ]
    for (chance, text) in cases { #expect(chanceText(chance) == text, "\(chance)") }
    #expect(sureText(0.3, "it is Gold") == "only about 3 in 10 sure it is Gold")
    #expect(
      [0.9, 0.95, 0.8, 0.99, 0.975].map(confidenceText) == [
        "9 in 10", "19 in 20", "8 in 10", "99 in 100", "975 in 1,000",
      ])
    #expect([0, 0.004, 0.624, 1].map(partText) == ["1\u{A0}%", "1\u{A0}%", "62\u{A0}%", "99\u{A0}%"])
  }

  @Test("ranges name their unit once, and neither nothing nor all unless they reach it")
  func ranges() {
    let cases: [(Double, Double?, Measure.Unit, String)] = [
      (0.81, 0.95, .share, "81–95 %"), (0.942, 0.9921, .share, "94.2–99.2 %"), (0.7, 0.997, .share, "70.0–99.7 %"),
      (0, 0.3, .share, "0–30 %"), (0.001, 0.2, .share, "0.1–20.0 %"), (0.013, 0.099, .perMonth, "1.3–9.9 % a month"),
      (0.7, 1.2, .hours, "42 min–1 h 12 min"), (30, 45, .hours, "30–45 h"), (2, nil, .hours, "2 h or more, or never"),
      (0.1, 2.2, .days, "0.1–2.2 days"), (3, 53.6, .perThousand, "3–54 per 1,000"),
      (-0.5, 0.25, .number, "−0.50 to 0.25"),
    ]
    for (low, high, unit, text) in cases {
      #expect(rangeText(low, high, unit).replacing("\u{A0}", with: " ") == text)
    }
  }

  @Test("the verdict gives the interval and how sure the tier is")
  func verdict() {
    for text in Self.texts(Fixture.sure()) {
      #expect(
        text.contains("78.4 of 100 (between 71.6 and 83.0, 9 in 10 sure); about 9 in 10 sure it is Gold or better."),
        "\(text)")
      #expect(!text.contains("100\u{A0}%") || text.contains("17 of 17"))
    }
    let best = Fixture.sure { ($0.tier, $0.tierProbabilities) = ("Platinum", Fixture.chances([0.999, 0.001, 0, 0])) }
    for text in Self.texts(best) { #expect(text.contains("; nearly certain it is Platinum.")) }
    let last = Fixture.sure { ($0.tier, $0.tierProbabilities) = ("Bronze", Fixture.chances([0, 0, 0.3, 0.7])) }
    for text in Self.texts(last) { #expect(text.contains("; about 7 in 10 sure it is Bronze.")) }
    let alone = Fixture.sure { $0.tierProbabilities = Fixture.chances([0, 0.999, 0.0005, 0]) }
    for text in Self.texts(alone) {
      #expect(text.contains("; nearly certain it is Gold.") && !text.contains("How likely each tier is"))
    }
  }

  @Test("a gate that leaves no other tier leaves nothing to be sure of")
  func capped() {
    let guild = Fixture.sure {
      ($0.tier, $0.gates, $0.tierProbabilities) = ("Bronze", [Fixture.arrears], Fixture.chances([0, 0, 0, 1]))
    }
    for text in Self.texts(guild) { #expect(text.contains("9 in 10 sure).") && !text.contains("certain")) }
  }

  @Test("a coin toss is said to be one, as near as it is")
  func tosses() {
    for (probabilities, sentence) in [
      ([0, 0.48, 0.47, 0.05], "; Gold and Silver are about equally likely."),
      ([0, 0.58, 0.41, 0.01], "; a close call: Gold about 6 in 10, Silver about 4 in 10."),
      ([0, 0.3, 0.69, 0.01], "; Silver is likelier than Gold: about 7 in 10, Gold about 3 in 10."),
    ] {
      let guild = Fixture.sure { ($0.flags, $0.tierProbabilities) = ([Fixture.toss], Fixture.chances(probabilities)) }
      for text in Self.texts(guild) { #expect(text.contains(sentence) && !text.contains("48 %"), "\(text)") }
    }
    let bare = Fixture.sure { ($0.flags, $0.tierProbabilities) = ([Fixture.toss], nil) }
    for text in Self.texts(bare) { #expect(text.contains("close to a coin toss: Gold 48 %, Silver 47 %.")) }
  }

  @Test("where the cautious end is scored, that is said, of the score and of each measure")
  func cautious() {
    let guild = Fixture.sure { $0.score = 66.1 }
    for text in Self.texts(guild, scoreOn: "lower_bound") {
      #expect(
        text.contains(
          "(the cautious end of each measure is scored; without that caution between 71.6 and 83.0, 9 in 10 sure); about 9 in 10 sure it deserves Gold or better."
        ), "\(text)")
      #expect(text.contains("and 100.0 % becomes 86.2 %. Its cautious end, 81.0 %, is scored."))
      #expect(
        text.contains("Its cautious end, never, is scored.") && text.contains("What caution costs is part of it."))
      #expect(text.contains("How likely each tier is without that caution"))
    }
  }

  @Test("a score beyond its interval is not said to lie within")
  func beyond() {
    let guild = Fixture.sure { $0.score = 84.5 }
    for text in Self.texts(guild) { #expect(text.contains("84.5 of 100 (allowing for chance between 71.6 and 83.0")) }
  }

  @Test("each tier's chance stands in words, those under 1 in 1,000 not at all")
  func odds() {
    for text in Self.texts(Fixture.sure()) {
      let odds = text.split(separator: "How likely each tier is").last?.prefix(200) ?? ""
      #expect(odds.contains("Platinum") && odds.contains("about 1 in 50") && odds.contains("about 9 in 10"))
      #expect(odds.contains("about 1 in 10") && !odds.contains("about 1 in 1,000"))
    }
    for text in everyFormat(Fixture.sure(), Fixture.month(Fixture.sure())) {
      // On a page it is the drawing that says so.
      #expect(text.contains("The score is between 71.6 and 83.0, 9 in 10 sure."))
    }
  }

  @Test("a measure says where the truth is likely, what leans on the peers, and what it becomes")
  func measures() {
    for text in Self.texts(Fixture.sure()) {
      #expect(text.contains("81–95 %") && text.contains("91.0–96.2 %") && text.contains("4 h 30 min or more, or never"))
      #expect(text.contains("17 are few: it leans on its peers (62 %), and 100.0 % becomes 86.2 %."), "\(text)")
      #expect(text.contains("Leans on its peers (12 %), so 94.2 % becomes 94.1 %."))
      #expect(text.contains("“Likely” is where the truth lies, 9 in 10 sure."))
      #expect(text.contains("2,000 draws of what each measure may truly be"))
    }
    let html = cardHTML(of: Fixture.sure(), in: Fixture.month(Fixture.sure()))
    #expect(html.contains("Value 100.0\u{A0}%, likely 81–95\u{A0}%, scored as 86.2\u{A0}%, target"))
    let strips = tags(in: html).filter { $0.attributes["class"] == "ring" }
    #expect(strips.count == 2 && tags(in: html).filter { $0.attributes["class"] == "likely" }.count == 4)
  }

  @Test("without evidence nothing is said of it")
  func silent() {
    let exact = Fixture.sure { guild in
      for i in guild.scorers.indices {
        for j in guild.scorers[i].measures.indices {
          guild.scorers[i].measures[j].interval = nil
          guild.scorers[i].measures[j].borrowed = nil
          guild.scorers[i].measures[j].effect = nil
        }
      }
    }
    for guild in [Fixture.harbour, exact] {
      for text in Self.texts(guild) {
        for word in ["sure", "likely", "Likely", "certain", "draws", "apart", "leans"] {
          #expect(!text.contains(" \(word) ") && !text.contains(" \(word)."), "\(word)")
        }
      }
    }
    #expect(!leagueTable(Fixture.month(exact), color: false).contains("Likely"))
  }

  @Test("what helped and hurt most stands with its sum")
  func apart() {
    for text in Self.texts(Fixture.sure()) {
      let part = text.split(separator: "What set it apart from its peers").last?.prefix(900) ?? ""
      for effect in ["+3.3", "+2.1", "+1.3", "−1.5", "−0.4", "−0.1"] {
        #expect(part.contains(effect), "\(effect): \(part)")
      }
      #expect(!part.contains("+0.7"))
      #expect(
        part.contains(
          "A guild at its peers’ median in every measure would score 72.92; these and the others come to +5.48, which makes 78.40."
        ), "\(part)")
    }
  }

  @Test("what is added after the scorers is named, and a measure without a median too")
  func later() {
    let guild = Fixture.sure {
      $0.adjustments = [Adjustment(points: 1, reason: Identifier("appeal"))]
      ($0.score, $0.unrounded) = (79.4, 79.4)
      $0.scorers[2].measures[1].effect = nil
      $0.scorers[2].measures[0].effect = 0.76
    }
    for text in Self.texts(guild) {
      #expect(
        text.contains(
          "wherever there is one would score 72.92; these and the others come to +5.48, which makes 78.40 before the adjustment."
        ),
        "\(text)")
    }
  }

  @Test("no estimate, interval or effect that leans on fewer than five peers is told")
  func few() {
    let guild = Fixture.sure { guild in
      for i in guild.scorers.indices {
        for j in guild.scorers[i].measures.indices { guild.scorers[i].measures[j].peers?.guilds = 4 }
      }
    }
    for text in Self.texts(guild) {
      for secret in ["81–95", "86.2", "91.0–96.2", "94.1", "62 %", "72.92", "+3.3"] {
        #expect(!text.contains(secret), "\(secret)")
      }
      // Its own alone.
      #expect(text.contains("4 h 30 min or more"))
    }
  }

  @Test("where points are withheld so are effects; a withheld value has no interval")
  func withheld() {
    let neutral = Fixture.sure { $0.scorers[2].isNeutral = true }
    let alone = Fixture.record { $0.guilds = [neutral] }
    for text in everyFormat(neutral, alone) { #expect(!text.contains("72.92") && !text.contains("set it apart")) }
    let letGo = Fixture.sure { $0.scorers[2].measures[2].numerator = 3 }
    for text in Self.texts(letGo) { #expect(text.contains("fewer than 5") && !text.contains("0.78–2.22")) }
    for text in Self.texts(Fixture.sure()) { #expect(text.contains("0.8–2.2 % a month")) }
  }

  @Test("a gate that has to be sure says so, and what was compared")
  func gates() {
    let guild = Fixture.sure { guild in
      guild.scorers[1].measures[1].interval = Interval(low: 0.002, high: 0.009)
      guild.gates[0].conditions[0].sure = 0.9
      guild.gates[0].conditions[0].compared = 0.002
    }
    for text in Self.texts(guild) {
      #expect(
        text.contains(
          "Underpaid above 5 %, which has to be 9 in 10 sure; here 0.4 %, and 9 in 10 sure of at least 0.2 %"))
    }
    var unknown = guild
    unknown.scorers[1].measures[1].interval = nil
    for text in Self.texts(unknown) { #expect(text.contains("here 0.4 %") && !text.contains("sure of at least")) }
  }

  @Test("pages stay light, lines within 80 columns, and hostile names text")
  func shape() {
    let guild = Fixture.sure { $0.flags = [Fixture.toss] }
    var record = Fixture.month(guild)
    let html = cardHTML(of: guild, in: record)
    #expect(html.utf8.count < 60_000 && !html.contains("nan") && !html.contains("Optional("))
    for line in explanation(of: guild, in: record, color: false).split(separator: "\n") {
      #expect(displayWidth(String(line)) <= 80, "\(line)")
    }
    for width in [72, 80, 100] {
      for line in leagueTable(record, width: width, color: false).split(separator: "\n") {
        #expect(displayWidth(String(line)) <= width, "\(line)")
      }
    }
    for i in record.coverage.indices {
      record.coverage[i].title = HostileRecordTests.text
      for j in record.coverage[i].measures.indices { record.coverage[i].measures[j].title = HostileRecordTests.text }
    }
    var hostile = guild
    hostile.tier = HostileRecordTests.text
    hostile.tierProbabilities?[1].tier = HostileRecordTests.text
    record.guilds = [hostile]
    for html in [cardHTML(of: hostile, in: record), indexPage(record)] {
      for tag in tags(in: html) { #expect(Set(tag.attributes.keys).isSubset(of: EscapingTests.attributes), "\(tag)") }
    }
    for line in explanation(of: hostile, in: record, color: false).split(separator: "\n") {
      #expect(displayWidth(String(line)) <= 80, "\(line)")
    }
  }

  @Test("the league table shows intervals and coin tosses")
  func league() {
    let guild = Fixture.sure {
      ($0.flags, $0.tierProbabilities) = ([Fixture.toss], Fixture.chances([0, 0.48, 0.47, 0.05]))
    }
    let text = leagueTable(Fixture.month(guild), color: false)
    #expect(text.contains("Score/100  Likely  0…100"))
    #expect(text.contains("Gold          78.4   72–83   ████▊·  coin toss"), "\(text)")
    #expect(
      words(of: text).contains(
        "1 guild close to a coin toss between Gold and Silver: G000007 Harbour Lights (Gold 48 %, Silver 47 %)"))
    let page = words(of: indexPage(Fixture.month(guild)))
    #expect(
      page.contains("1 guild close to a coin toss between Gold and Silver : Harbour Lights (Gold 48 %, Silver 47 %)"))
    #expect(page.contains("Close to a coin toss: 1.") && page.contains("72–83"))
  }

  @Test("ratings.csv has the interval and how likely the guild's own tier is")
  func csv() {
    let lines = ratingsTable(Fixture.month(Fixture.sure())).split(separator: "\n")
    #expect(lines[0].contains(",incentives_earned,incentives_granted,score_low,score_high,tier_probability,"))
    #expect(lines.contains { $0.hasPrefix("G000007,") && $0.contains(",71.6,83.0,0.88,") })
    #expect(lines.contains { $0.hasPrefix("G000003,") && $0.hasSuffix(",,,,,") })
  }
}
