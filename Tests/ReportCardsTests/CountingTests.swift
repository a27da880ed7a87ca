import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("Where movement makes the tier, the card speaks of what a month counts as")
struct CountingTests {
  static func act(_ gain: Double, reaches: String?) -> Improvement {
    Improvement(
      scorer: "responsiveness", measure: "within_target_rate", act: "answer 31 more of 412 requests within 24 h",
      now: 0.9417, after: 0.97, basis: .threshold, gain: gain, reaches: reaches)
  }

  static let pay = Improvement(
    scorer: "payout_fairness", measure: "underpayment_rate", act: "pay USD 1,200 more of what is owed", now: 0.113,
    after: 0.05, basis: .gate, gain: 0, reaches: "Gold")

  static func texts(_ guild: GuildRating, _ change: (inout RatingRecord) -> Void = { _ in }) -> [String] {
    MonthsTests.texts(guild, in: Fixture.published(guild, change))
  }

  static func guild(
    tier: String, scored: String, earned: String? = nil, next: String, missing: Double, acts: [Improvement],
    gates: [GateResult] = [], _ rule: Movement.Rule
  ) -> GuildRating {
    var guild = Fixture.move(
      Fixture.grown(), to: tier, scored: scored, earned: earned, from: tier, rule, "Because.")
    guild.gates = gates
    guild.improvements = []
    guild.nextTier = NextTier(tier: next, missing: missing, acts: acts, isReachable: !acts.isEmpty, gates: [])
    return guild
  }

  @Test("a guild held above what its month earns is not told to earn the tier it has")
  func held() {
    let guild = Self.guild(
      tier: "Gold", scored: "Silver", next: "Gold", missing: 7.91, acts: [Self.act(7.91, reaches: "Gold")], .waitsToFall
    )
    for text in Self.texts(guild) {
      #expect(text.contains("What a better month takes"), "\(text)")
      #expect(
        text.contains("The month’s score counts as Silver; the tier is Gold. The tier follows from what the months"))
      #expect(text.contains("For the month’s score to count as Gold: 7.91 points more. At the least:"))
      #expect(text.contains("+7.9 points, enough to count as Gold"))
      #expect(text.contains("Up to 2 points below Gold do not count towards a demotion."))
      #expect(!text.contains("better tier") && !text.contains("enough to earn"))
    }
  }

  @Test("a guild that can rise by one tier is told so where its month counts as more")
  func limited() {
    let guild = Self.guild(
      tier: "Bronze", scored: "Silver", next: "Gold", missing: 0.5, acts: [Self.act(0.5, reaches: "Gold")], .waitsToRise
    )
    for text in Self.texts(guild) {
      #expect(text.contains("by the rules under “Movement”: from Bronze by 1 tier a month at most."), "\(text)")
      #expect(text.contains("+0.5 points, enough to count as Gold"))
      #expect(text.contains("Towards a promotion it counts from 2 points above the start of Gold."))
    }
    for text in Self.texts(guild, { $0.programme.movement?.atMost = nil }) { #expect(!text.contains("from Bronze by")) }
    for text in Self.texts(guild, { $0.programme.movement?.cushion = 0 }) { #expect(!text.contains("promotion it")) }
  }

  @Test("a gate is named with what the score is enough for, the same as at the top")
  func gated() {
    let guild = Self.guild(
      tier: "Bronze", scored: "Gold", earned: "Bronze", next: "Silver", missing: 0, acts: [Self.pay],
      gates: [Fixture.arrears], .gate)
    for text in Self.texts(guild) {
      #expect(text.contains("Its score is enough for Gold, but the gate “payout arrears” caps it at Bronze."))
      #expect(text.contains("The month’s score is enough for Gold, but counts as Bronze."), "\(text)")
      #expect(text.contains("For the month’s score to count as Gold: the gate “payout arrears” lifted. At the least:"))
      #expect(text.contains("enough to count as Gold") && !text.contains("enough for Silver"))
    }
    var stuck = guild
    stuck.nextTier = NextTier(
      tier: "Silver", missing: 0, acts: [], isReachable: false, gates: ["payout arrears"])
    for text in Self.texts(stuck) {
      #expect(
        text.contains(
          "count as Silver: the gate “payout arrears” lifted. No few changes to single measures were found"))
      #expect(!text.contains("would still"))
    }
    stuck.nextTier?.acts = [Self.pay]
    stuck.nextTier?.gates = ["other"]
    for text in Self.texts(stuck) { #expect(text.contains("The gate “other” would still keep it from counting as")) }
  }

  @Test("a measure without data says that its weight went to the others, in every format")
  func missing() {
    let guild = Fixture.grown { guild in
      let none = guild.scorers[0].measures[0]
      guild.scorers[0].measures[0] = Fixture.result(none.id, nil, 0, 0, noData: "no requests")
      guild.scorers[0].measures[1].weight = 0.4
      guild.scorers[0].measures[2].weight = 0.6
    }
    for text in Self.texts(guild) {
      #expect(text.contains("Higher is better · its weight went to the others"), "\(text)")
      #expect(text.contains("weight 40 %") && text.contains("weight 60 %"))
    }
  }
}
