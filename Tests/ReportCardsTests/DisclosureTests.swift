import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("Cards disclose no one")
struct DisclosureTests {
  /// The fixture's Harbour Lights, changed.
  static func texts(_ change: (inout GuildRating) -> Void, _ record: RatingRecord = Fixture.record) -> [String] {
    var guild = Fixture.harbour
    change(&guild)
    return everyFormat(guild, record)
  }

  static func reasons(_ reasons: [(String, Double?, Double)]) -> [String] {
    texts { $0.scorers = Fixture.scorers([68.2, 91.3, 75.17, nil], [24.07, 32.23, 22.1], reasons: reasons) }
  }

  @Test("a reason with fewer than five leavers is not named")
  func small() {
    for text in Self.reasons([
      ("pay", 0.0611, 9), ("conflict", 0.0167, 4), ("service", 0.0277, 3), ("guild_initiated", nil, 2),
    ]) {
      #expect(text.contains("Pay") && text.contains("6.1"))
      for secret in ["Conflict", "Guild initiated", "1.7\u{A0}%", "2.8\u{A0}%"] {
        #expect(!text.contains(secret), "\(secret)")
      }
      // 18 left in all; the fixture's rows say 40.
      #expect(!text.contains("of 40") && !text.contains("of 18"))
    }
  }

  @Test("one small reason takes the next smallest with it, so that no subtraction finds it")
  func complement() {
    let parts = [("pay", 9.0), ("better_offer", 8), ("conflict", 2)].map { Fixture.part($0.0, $0.1 / 100, $0.1) }
    #expect(Disclosure.parts(parts).map(\.part) == ["pay"])
    let two = [("pay", 9.0), ("better_offer", 8), ("conflict", 1), ("service", 2)].map { Fixture.part($0.0, 0.1, $0.1) }
    #expect(Disclosure.parts(two).map(\.part) == ["pay"])
    let enough = [("pay", 9.0), ("better_offer", 8), ("conflict", 3), ("service", 4)].map {
      Fixture.part($0.0, 0.1, $0.1)
    }
    #expect(Disclosure.parts(enough).map(\.part) == ["pay", "better_offer"])
    let involuntary = [Fixture.part("pay", 0.1, 9), Fixture.part("guild_initiated", nil, 2)]
    #expect(Disclosure.parts(involuntary).map(\.part) == ["pay"])
  }

  @Test("where guild_initiated is withheld to keep company, the rate that counts it is withheld too")
  func company() throws {
    // All voluntary: six left of their own accord, and five of those are the guild's.
    let parts = [Fixture.part("guild_initiated", 0.1, 5), Fixture.part("pay", 0.02, 1)]
    #expect(Disclosure.parts(parts).isEmpty)
    var guild = Fixture.harbour
    for i in guild.scorers.indices where guild.scorers[i].id == "retention" {
      guild.scorers[i].measures.removeAll { $0.part != nil }
      guild.scorers[i].measures += parts
    }
    var letGo = try #require(guild.scorers.flatMap(\.measures).first { $0.id == "let_go_rate" })
    letGo.numerator = 5
    #expect(Disclosure.withholds(letGo, of: guild))
    let alone = [Fixture.part("guild_initiated", nil, 5), Fixture.part("pay", 0.1, 9)]
    for i in guild.scorers.indices where guild.scorers[i].id == "retention" {
      guild.scorers[i].measures.removeAll { $0.part != nil }
      guild.scorers[i].measures += alone
    }
    #expect(!Disclosure.withholds(letGo, of: guild))
  }

  @Test("with random counts, what is withheld is never one reason, nor fewer than five together", arguments: 0..<200)
  func random(_ seed: Int) {
    var state = UInt64(seed) &* 2_862_933_555_777_941_757 &+ 3_037_000_493
    func next(_ bound: UInt64) -> Double {
      state = state &* 2_862_933_555_777_941_757 &+ 3_037_000_493
      return Double((state >> 33) % bound)
    }
    let parts = (0..<Int(next(7) + 1)).map { Fixture.part("r\($0)", 0.1, next(12) + 1) }
    let shown = Disclosure.parts(parts)
    #expect(shown.allSatisfy { ($0.numerator ?? 0) >= 5 })
    let withheld = parts.filter { part in !shown.contains { $0.part == part.part } }
    if !withheld.isEmpty, !shown.isEmpty {
      #expect(withheld.count >= 2 && withheld.reduce(0) { $0 + ($1.numerator ?? 0) } >= 5)
    }
  }

  @Test("one to four let go are fewer than 5, without a value; none and five are told")
  func letGo() {
    for count in 0...5 {
      let texts = Self.texts {
        $0.scorers = Fixture.scorers(
          [68.2, 91.3, 75.17, nil], [24.07, 32.23, 22.1], letGo: Double(count), reasons: [])
        $0.gates = [
          GateResult(
            name: "many let go", fired: true, lowered: false, cap: "Gold",
            conditions: [
              .init(
                scorer: "retention", measure: "let_go_rate", comparison: "above", limit: 0, value: Double(count) / 404.8
              )
            ])
        ]
      }
      let value = valueText(Double(count) / 404.8, .perMonth)
      for text in texts.map({ $0.replacing("\u{A0}", with: " ") }) {
        let isWithheld = (1...4).contains(count)
        #expect(text.contains("fewer than 5") == isWithheld)
        #expect(text.contains("\(count) in 405") != isWithheld)
        #expect(text.contains(value.replacing("\u{A0}", with: " ")) != isWithheld, "\(count)")
      }
    }
  }

  @Test("no figure of fewer than five peers, in words or drawn")
  func fewPeers() {
    let few = PeerGroup(attributes: [.init(name: "region", value: Identifier("EU"))], guilds: 4, isFallback: false)
    var guild = Fixture.harbour
    guild.peerGroup = few
    guild.scorers = Fixture.scorers([68.2, 91.3, 75.17, nil], [24.07, 32.23, 22.1], peers: 4)
    let record = Fixture.record { $0.guilds = [guild, Fixture.platinum] }
    let html = cardHTML(of: guild, in: record)
    for text in everyFormat(guild, record) {
      // Medians of the fixture, and the improvement whose aim is their quartile.
      for secret in [
        "93.0\u{A0}%", "4\u{A0}h\u{A0}6\u{A0}min", "88.5\u{A0}%", "97.1\u{A0}%", "Answer 34 more", "middle half",
        "medians",
      ] {
        #expect(!text.contains(secret) && !text.contains(secret.replacing("\u{A0}", with: " ")), "\(secret)")
      }
      #expect(text.contains("Keep 5 more") && !text.contains("nan"))
    }
    #expect(!html.contains(">peers"))
    // The middle half is the only band a strip has.
    #expect(
      !tags(in: html).contains { $0.name == "rect" && $0.attributes["class"] == "band" && $0.attributes["y"] == "18" })
  }

  @Test("points that are the median of too few peers hide the arithmetic they could be had from")
  func neutral() {
    var guild = Fixture.harbour
    guild.scorers[2].isNeutral = true
    let alone = Fixture.record { $0.guilds = [guild] }
    for text in everyFormat(guild, alone) {
      for secret in ["24.1", "32.2", "22.1", "75.2"] { #expect(!text.contains(secret), "\(secret)") }
      #expect(text.contains("are not shown"))
    }
  }

  @Test("points that are the median of enough peers are told as such")
  func neutralAmongMany() {
    var guild = Fixture.harbour
    guild.scorers[2].isNeutral = true
    for text in everyFormat(guild, Fixture.record) {
      #expect(text.contains("24.1 + 32.2 + 22.1 = 78.4"))
      #expect(text.replacing(/\s+/, with: " ").contains("No data: it is given its peers’ median"))
    }
  }

  @Test("a card names no other guild and does not lead to the index")
  func others() {
    for guild in Fixture.guilds {
      for text in everyFormat(guild, Fixture.record) {
        for other in Fixture.guilds where other.guildID != guild.guildID {
          #expect(!text.contains(other.title) && !text.contains(("\(other.title)" as HTML).text))
        }
        #expect(!text.contains("index.html") && !text.contains("<a"))
      }
    }
  }
}
