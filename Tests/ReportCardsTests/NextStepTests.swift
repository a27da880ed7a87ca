import Testing

@testable import RatingRecord
@testable import ReportCards

@Suite("The next tier, and what stands in its way")
struct NextStepTests {
  static let pay = Improvement(
    scorer: "payout_fairness", measure: "underpayment_rate", act: "pay USD 1,200 more of what is owed", now: 0.113,
    after: 0.05, basis: .threshold, gain: 0, reaches: "Silver")

  /// Harbour Lights on Bronze, though its score is enough for more, and what is next.
  static func texts(_ next: NextTier, gates: [GateResult] = [Fixture.arrears]) -> [String] {
    var guild = Fixture.harbour
    guild.tier = gates.isEmpty ? guild.tier : "Bronze"
    guild.gates = gates
    guild.nextTier = next
    return everyFormat(guild, Fixture.record).map { words(of: $0) }
  }

  @Test("an improvement says which tier it is enough for, gate or no gate")
  func reaches() {
    for text in Self.texts(NextTier(tier: "Silver", missing: 0, acts: [Self.pay], isReachable: true, gates: [])) {
      #expect(text.contains("+6.9 points, enough for Platinum") && !text.contains("a score of"))
    }
  }

  @Test("where the score is enough, the acts lift the gate")
  func lifting() {
    for text in Self.texts(NextTier(tier: "Silver", missing: 0, acts: [Self.pay], isReachable: true, gates: [])) {
      #expect(
        text.contains("The score is enough for Silver; the gate “payout arrears” stands in the way. To lift it:"))
      #expect(text.contains("Pay USD 1,200 more of what is owed") && text.contains("enough for Silver"))
      #expect(!text.contains("0.00 points") && !text.contains("would still cap"))
    }
    var partial = Self.pay
    partial.reaches = nil
    for text in Self.texts(
      NextTier(tier: "Silver", missing: 0, acts: [partial, Self.pay], isReachable: true, gates: ["other"]))
    {
      #expect(text.contains("no points by itself"))
      #expect(text.contains("The gate “other” would still cap the tier below Silver."))
    }
  }

  @Test("a gate that no act lifts is named once, and that nothing was found is said plainly")
  func unreachable() {
    let next = NextTier(tier: "Silver", missing: 0, acts: [], isReachable: false, gates: ["payout arrears"])
    for text in Self.texts(next) {
      #expect(text.contains("stands in the way. No few changes to single measures were found that get there."))
      #expect(!text.contains("caps the tier below") && !text.contains("still cap") && !text.contains("go furthest"))
    }
    for text in Self.texts(NextTier(tier: "Platinum", missing: 6.6, acts: [], isReachable: false, gates: []), gates: [])
    {
      #expect(text.contains("Platinum takes 6.6 points more. No few changes to single measures were found"))
    }
  }

  @Test("points and a gate may both be missing")
  func both() {
    for text in Self.texts(NextTier(tier: "Silver", missing: 2, acts: [Self.pay], isReachable: true, gates: [])) {
      #expect(
        text.contains(
          "Silver takes 2 points more, and the gate “payout arrears” stands in the way. At the least:"))
    }
  }

  @Test("what people left for is headed by the measure’s own title, in every format")
  func reasons() {
    for text in everyFormat(Fixture.harbour, Fixture.record).map({ words(of: $0) }) {
      #expect(text.contains("Expected to leave for it within 90 days"), "\(text)")
      #expect(text.contains("Reason") && text.contains("Left"))
    }
  }
}
