import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct IncentiveTests {
  private func programme(budget: String?, bonus: String = "1.5%") throws -> Programme {
    try RatingEngineTests.programme(
      """
      scorers: { stay: {} }
      incentives:
        budget: \(budget ?? "")
        tiers:
          Platinum: { commission_bonus: \(bonus), traffic_coupons: 20000, badge: true }
          Gold: { commission_bonus: \(bonus) }
      """)
  }

  private func record(
    _ programme: Programme, _ guilds: [(kept: Double, gross: Int128?, broadcasters: Int64)]
  ) -> RatingRecord {
    rate(
      guilds.enumerated().map { number, given in
        guild(
          "g\(number + 100)", [Stay.kept.value(given.kept, restingOn: 1)], broadcasters: given.broadcasters,
          grossDue: given.gross, by: programme)
      }, by: programme)
  }

  @Test(
    "a commission is a share of the gross, rounded half up to a hundredth",
    arguments: [
      // gross in 1/10,000, commission in units: 1.5 % of 0.3333 is 0.0049995, of 0.3334 is 0.005001
      (3333, 0), (3334, 0.01), (10_000_000, 15), (66_666_666, 100), (0, 0), (1_000_033_333, 1500.05),
    ] as [(Int128, Double)])
  func commission(_ gross: Int128, _ expected: Double) throws {
    let rating = record(try programme(budget: nil), [(0.75, gross, 9)]).guilds[0]
    let grant = try #require(rating.incentives?.grants.first)
    #expect(grant.kind == .commissionBonus && grant.rate == 0.015 && grant.base == Double(gross) / 10_000)
    #expect(grant.earned == expected && grant.granted == expected)
    #expect(rating.incentives?.earned == expected)
  }

  @Test("a tier earns what the programme grants it, in this order: commission, coupons, badge")
  func grants() throws {
    let record = record(
      try programme(budget: nil), [(0.9, 10_000_000, 9), (0.75, 10_000_000, 9), (0.6, 10_000_000, 9)])
    #expect(
      record.guilds.map { $0.incentives!.grants.map(\.kind) } == [
        [.commissionBonus, .trafficCoupons, .badge], [.commissionBonus], [],
      ])
    #expect(record.guilds.map { $0.incentives!.earned } == [20_015, 15, 0])
    #expect(record.guilds[0].incentives!.grants[2].earned == nil)
    #expect(
      record.incentives?.earned == 20_030 && record.incentives?.granted == 20_030 && record.incentives?.budget == nil)
  }

  @Test("a provisional rating earns nothing, and says why; nor does one without payouts to count on")
  func withheld() throws {
    let record = record(try programme(budget: nil), [(0.9, 10_000_000, 1), (0.75, nil, 9)])
    let provisional = try #require(record.guilds[0].incentives)
    #expect(provisional.earned == 0 && provisional.granted == 0)
    #expect(provisional.grants.allSatisfy { $0.earned == nil && $0.granted == nil })
    #expect(provisional.grants.allSatisfy { $0.note == "A provisional rating earns no incentives." })
    #expect(record.guilds[1].incentives?.grants[0].note == "There is no table of payouts to count it on.")
    #expect(record.incentives?.earned == 0)
  }

  @Test("without incentives in the programme there are none in the record")
  func none() throws {
    let record = record(try RatingEngineTests.programme("scorers: { stay: {} }"), [(0.9, 10_000_000, 9)])
    #expect(record.incentives == nil && record.guilds[0].incentives == nil)
  }

  @Test("what is granted never exceeds the budget, is shared in proportion, and adds up", arguments: seeds(1...40))
  func budget(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let budget = Int64.random(in: 0...200_000, using: &random)
    let programme = try programme(budget: "\(budget)", bonus: "3.3333%")
    let highest = [Int128(1_000_000), 1_000_000_000_000, 1 << 90].randomElement(using: &random)!
    let record = record(
      programme,
      (0..<15).map { _ in
        (
          kept: Double.random(in: 0.6...1, using: &random), gross: Int128.random(in: 0...highest, using: &random),
          broadcasters: Int64.random(in: 3...9, using: &random)
        )
      })
    let totals = try #require(record.incentives)
    let guilds = record.guilds.compactMap(\.incentives)
    #expect(totals.granted <= Double(budget), "seed \(seed)")
    #expect(abs(guilds.reduce(0) { $0 + $1.granted } - totals.granted) <= 1e-9 * max(1, totals.granted))
    #expect(abs(guilds.reduce(0) { $0 + $1.earned } - totals.earned) <= 1e-9 * max(1, totals.earned))
    let factor = min(1, Double(budget) / totals.earned)
    for grant in guilds.flatMap(\.grants) {
      guard let earned = grant.earned, let granted = grant.granted else { continue }
      #expect(granted <= earned && granted >= earned * factor - 0.0101 - earned * 1e-12, "seed \(seed)")
    }
    if totals.earned <= Double(budget) { #expect(totals.granted == totals.earned) }
  }

  @Test("amounts that nobody was ever paid are counted and written all the same")
  func absurd() throws {
    let record = record(
      try programme(budget: "1000000000000", bonus: "100%"), [(0.9, 1 << 96, 9), (0.75, 1 << 90, 9)])
    let totals = try #require(record.incentives)
    #expect(totals.granted <= 1e12 && totals.granted > 9.99e11)
    #expect(hundredths(1e300) == .max && hundredths(-1e300) == .min)
    #expect(!record.jsonBytes.isEmpty)
  }
}
