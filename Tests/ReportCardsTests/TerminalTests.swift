import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("A terminal of 80 columns")
struct TerminalTests {
  @Test("no figure is cut, and a long title takes a second line")
  func figures() {
    var record = Fixture.record
    record.coverage[3].measures[0].title = "Upheld complaints by severity and month"
    record.coverage[2].measures[0].title = "Leaving of their own accord, a month"
    var guild = Fixture.harbour
    guild.scorers[3].measures = [
      Fixture.result("upheld_per_1000", 20.7, 12, 0.58, points: 12, Fixture.figures(1012.3, 1018.4, 1020, guilds: 9))
    ]
    let text = explanation(of: guild, in: record, color: false)
    #expect(text.contains("20.7 per 1,000") && text.contains("1,018.4 per 1,000") && !text.contains("…"))
    #expect(words(of: text).contains("Upheld complaints"))
    for line in text.split(separator: "\n") { #expect(displayWidth(String(line)) <= 80, "\(line)") }
  }

  @Test("figures too long for a table are spelled out, row by row")
  func enormous() {
    var guild = Fixture.harbour
    guild.scorers[3].measures = [
      Fixture.result(
        "upheld_per_1000", 8.123456789012e14, 1, 1, points: 1,
        Fixture.figures(7.123456789012e14, 7.523456789012e14, 7.823456789012e14))
    ]
    let text = explanation(of: guild, in: Fixture.record, color: false)
    #expect(words(of: text).contains("peers’ median 752,345,678,901,200.4 per 1,000, points 1.0"))
    for line in text.split(separator: "\n") { #expect(displayWidth(String(line)) <= 80, "\(line)") }
  }

  @Test("the league table gives the id, and its notes are whole words")
  func notes() {
    let thin = Flag(kind: .thin, reason: "x")
    let weak = Flag(kind: .provisional, reason: "y")
    let record = Fixture.record {
      $0.guilds = [
        Fixture.guild("G0017", "Paper Hall", 60, "Silver", rank: 1, flags: [weak, thin]),
        Fixture.guild(
          "G0018", "A Guild With A Rather Long Name", 50, "Bronze", rank: 2, flags: [weak, thin],
          gates: [Fixture.arrears]),
        Fixture.guild("G0019", nil, 40, "Bronze", rank: 3),
      ]
    }
    let lines = leagueTable(record, color: false).split(separator: "\n")
    #expect(lines[2].contains("G0017 Paper Hall  ") && lines[2].hasSuffix("provisional, thin"))
    #expect(lines[3].contains("G0018 A Guild") && lines[3].hasSuffix("gate, +2"))
    #expect(lines[4].contains(" G0019  "))
  }

  @Test("what is the same for many guilds is said once, and what needs no decision not at all")
  func decisions() {
    var harmless = Fixture.arrears
    harmless.lowered = false
    let record = Fixture.record { record in
      record.guilds = (10..<40).map {
        Fixture.guild("G\($0)", "Guild \($0)", 72, "Bronze", rank: $0, gates: [$0 < 12 ? harmless : Fixture.arrears])
      }
    }
    let text = words(of: leagueTable(record, color: false))
    #expect(text.contains("28 guilds lowered to Bronze by the gate “payout arrears”: G12 Guild 12, G13 Guild 13,"))
    #expect(
      text.contains("G19 Guild 19, and 20 more. Broadcasters are owed money.") && !text.contains("without effect"))
    let page = indexPage(record)
    let desk = words(of: page)
    #expect(desk.contains("28 guilds lowered to Bronze by the gate “payout arrears” : Guild 12 , Guild 13 ,"))
    #expect(desk.contains("and 16 more") && desk.contains("gate without effect: payout arrears"))
    #expect(page.contains(#"<a href="guilds/G39.html"><bdi>Guild 39</bdi></a></p>"#))
    // Once in the list of decisions, once in the league table; those without effect in the latter alone.
    #expect(page.split(separator: "guilds/G39.html").count == 3 && page.split(separator: "guilds/G10.html").count == 2)
    let quiet = Fixture.record { $0.guilds = [Fixture.guild("G1", nil, 72, "Gold", rank: 1, gates: [harmless])] }
    #expect(words(of: indexPage(quiet)).contains("Nothing: no gate lowered a tier"))
    #expect(!leagueTable(quiet, color: false).contains("Needs a decision"))
  }
}
