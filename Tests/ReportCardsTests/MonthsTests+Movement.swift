import ScorerKit
import Testing

@testable import RatingRecord
@testable import ReportCards

/// How tiers move, on cards.
extension MonthsTests {
  @Test("a guild that is held above its score is told so at once, and what keeps it there")
  func held() {
    let guild = Fixture.held()
    for text in Self.texts(guild) {
      #expect(text.contains("Its score alone earns Silver; movement keeps it at Gold."), "\(text)")
      #expect(
        text.contains(
          "Gold: held. The score alone earns Silver. In September 2026 it was Gold. 1 month earns worse than Gold, of 2 "
            + "that it takes, so the tier stays."))
      #expect(text.contains("Next month:") && text.contains("To keep Gold: a score of at least 68 next month."))
      #expect(text.contains("A promotion and a demotion each take 2 months in a row, each by 1 tier at most."))
    }
  }

  @Test("every rule has its words")
  func rules() {
    let cases: [(Movement.Rule, String?, String)] = [
      (.first, nil, "Gold: what this month earns. The score alone earns Silver. Because."),
      (.unchanged, "Gold", "Gold: unchanged since September 2026. The score alone earns Silver. Because."),
      (.promoted, "Silver", "Gold: promoted. The score alone earns Silver. In September 2026 it was Silver. Because."),
      (.waitsToRise, "Gold", "Gold: not promoted yet."), (.grace, "Gold", "Gold: held, being new."),
      (.gate, "Platinum", "Gold: capped by a gate."), (.demoted, "Platinum", "Gold: demoted."),
    ]
    for (rule, from, said) in cases {
      let guild = Fixture.move(Fixture.formula, to: "Gold", scored: "Silver", from: from, rule, "because")
      for text in Self.texts(guild) { #expect(text.contains(said), "\(rule): \(text)") }
    }
    #expect(
      MovementSummary(promoteAfter: 1, demoteAfter: 3, thresholdStep: 0.5).text.replacing("\u{A0}", with: " ")
        == "A promotion takes 1 month and a demotion 3 months in a row. Thresholds move by 0.5 points a month at most.")
  }

  @Test("the verdict never says that a gate set a tier it did not set")
  func gate() {
    var guild = Fixture.move(
      Fixture.gated, to: "Silver", scored: "Gold", earned: "Bronze", from: "Silver", .waitsToFall, "Not yet.")
    let text = Self.verdict(guild)
    #expect(
      text.contains("Its score is enough for Gold, but the gate “payout arrears” caps that at Bronze."), "\(text)")
    #expect(text.contains("Movement keeps it at Silver."))
    for text in Self.texts(guild) { #expect(text.contains("Fired: caps what the month earns at Bronze")) }
    let desk = words(of: indexPage(Fixture.published { $0.guilds = [guild] }))
    #expect(desk.contains("1 guild earning no more than Bronze because of the gate “payout arrears”"))
    guild = Fixture.move(
      Fixture.gated, to: "Bronze", scored: "Gold", earned: "Bronze", from: "Gold", .gate, "At once.")
    #expect(Self.verdict(guild).contains("caps it at Bronze.") && !Self.verdict(guild).contains("keeps"))
  }

  @Test("promotions and demotions stand in the verdict")
  func moved() {
    let up = Fixture.move(Fixture.platinum, to: "Gold", scored: "Platinum", from: "Silver", .promoted, "Up.")
    #expect(Self.verdict(up).hasPrefix("Éclair & Fils is Gold for October 2026, promoted from Silver: 88.3 of 100."))
    #expect(Self.verdict(up).contains("Its score alone earns Platinum.") && !Self.verdict(up).contains("keeps"))
    let down = Fixture.move(Fixture.script, to: "Silver", scored: "Silver", from: "Gold", .demoted, "Down.")
    #expect(Self.verdict(down).contains("is Silver for October 2026, demoted from Gold: 58.5 of 100."))
    #expect(!Self.verdict(down).contains("alone"))
  }

  @Test("chances are of what the month alone earns, and so are the points that are missing")
  func chances() {
    for text in Self.texts(Fixture.grown()) {
      #expect(text.contains("About 9 in 10 sure the month alone earns Gold or better."), "\(text)")
      #expect(text.contains("How likely each tier is by this month alone") && !text.contains("before movement"))
      #expect(text.contains("The score alone earns Gold. 6.6 points short of Platinum"))
    }
    let held = Fixture.grown { $0.tier = "Platinum" }
    for text in Self.texts(held) { #expect(text.contains("sure the month alone earns Gold or better.")) }
    #expect(ratingsTable(Fixture.published(held)).contains(",0.88,"))
    #expect(Self.verdict(held).contains("78.4 of 100 (between 71.6 and 83.0, 9 in 10 sure). "))
  }

  @Test("that the tier beyond is likelier is no matter of the verdict, and has its reason")
  func toss() {
    let guild = Fixture.grown { guild in
      guild.flags.append(Fixture.toss)
      guild.score = 69.8
      guild.tier = "Silver"
      guild.tierProbabilities = Fixture.chances([0, 0.55, 0.4, 0.05])
      guild = Fixture.move(guild, to: "Silver", scored: "Silver", from: "Gold", .demoted, "Down.")
    }
    #expect(
      Self.verdict(guild).hasPrefix(
        "Harbour Lights is Silver for October 2026, demoted from Gold: 69.8 of 100 (between 71.6 and 83.0, 9 in 10 sure). "
      )
        || Self.verdict(guild).contains("(allowing for chance between 71.6 and 83.0, 9 in 10 sure). "))
    for text in Self.texts(guild, in: Fixture.published(guild)) {
      #expect(text.contains("By this month alone Gold is likelier than Silver: about 6 in 10, Silver about 4 in 10."))
      #expect(
        text.contains(
          "A score just below a threshold can be likelier above it, as the truth is not spread evenly about it."),
        "\(text)")
    }
    // Too far from the threshold for that to be the reason.
    var far = guild
    far.score = 67
    for text in Self.texts(far, in: Fixture.published(far)) {
      #expect(text.contains("Gold is likelier than Silver") && !text.contains("A score just"))
    }
  }
}
