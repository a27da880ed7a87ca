import ScorerKit

@testable import RatingRecord

extension Fixture {
  static let europe = PeerGroup(
    attributes: [.init(name: "region", value: Identifier("EU"))], guilds: 8, isFallback: false)

  static let harbour = GuildRating(
    guildID: Identifier("G000007"), name: Identifier("Harbour Lights"), peerGroup: europe, score: 78.4, tier: "Gold",
    rank: 2, flags: [],
    gates: [
      GateResult(
        name: "payout arrears", fired: false, lowered: false, cap: "Bronze", reason: "Broadcasters are owed money.",
        conditions: [
          .init(scorer: "payout_fairness", measure: "underpayment_rate", comparison: "above", limit: 0.05, value: 0.004)
        ])
    ],
    scorers: scorers([68.2, 91.3, 75.17, nil], [24.07, 32.23, 22.1]),
    improvements: [
      Improvement(
        scorer: "responsiveness", measure: "within_target_rate",
        act: "answer 34 more of 412 requests within 24 h", now: 0.9417, after: 0.9709, basis: .peers, gain: 6.9,
        reaches: "Platinum"),
      Improvement(
        scorer: "retention", measure: "attrition_rate", act: "keep 5 more of 17 who left", now: 0.042, after: 0.03,
        basis: .curve, gain: 2.15),
    ],
    incentives: GuildIncentives(
      grants: [
        .init(kind: .commissionBonus, rate: 0.015, base: 412_000, earned: 6180, granted: 4944),
        .init(kind: .trafficCoupons, rate: nil, base: nil, earned: 8000, granted: 6400),
      ], earned: 14_180, granted: 11_344),
    nextTier: NextTier(
      tier: "Platinum", missing: 6.6,
      acts: [
        Improvement(
          scorer: "responsiveness", measure: "within_target_rate", act: "answer 31 more of 412 requests within 24 h",
          now: 0.9417, after: 0.97, basis: .threshold, gain: 6.6, reaches: "Platinum")
      ], isReachable: true, gates: []),
    broadcasters: 142)

  /// Points a scorer, and contributions of those that have any, with measures that go with them.
  static func scorers(
    _ points: [Double?], _ contributions: [Double], weights: [Double] = [0.353, 0.353, 0.294], peers: Int = 8,
    letGo: Double = 6,
    reasons: [(String, Double?, Double)] = [("pay", 0.06, 9), ("better_offer", 0.03, 8), ("guild_initiated", nil, 6)]
  ) -> [ScorerResult] {
    let measures: [[MeasureResult]] = [
      [
        result(
          "within_target_rate", 388.0 / 412, 388, 412, points: 71.2, weight: 0.5,
          figures(0.9, 0.93, 0.96, guilds: peers)),
        result(
          "median_first_response", 6.2, nil, 412, points: 55.5, weight: 0.2, figures(7.5, 4.1, 2.4, guilds: peers)),
        result(
          "resolution_rate", 0.8811, 363, 412, points: 71.7, weight: 0.3, figures(0.84, 0.885, 0.91, guilds: peers)),
        result("reopen_rate", nil, 0, 0, noData: "no column requests.reopened_at"),
      ],
      [
        result("on_time_rate", 0.9938, 322, 324, points: 94, weight: 0.5, figures(0.95, 0.97, 0.99, guilds: peers)),
        result(
          "underpayment_rate", 0.004, 1649.2, 412_300, points: 91, weight: 0.3,
          figures(0.05, 0.02, 0.006, guilds: peers)),
        result("mean_days_late", 0.31, 100, 324, points: 85, weight: 0.2, figures(2.1, 0.9, 0.4, guilds: peers)),
        result("share_dispersion", 0.217, nil, 324, figures(0.3, 0.25, 0.2, guilds: peers)),
      ],
      [
        result("attrition_rate", 0.042, 17, 404.8, points: 66.4, weight: 0.6, figures(0.07, 0.05, 0.03, guilds: peers)),
        result(
          "retention_at_horizon", 0.912, nil, 301.2, points: 85.6, weight: 0.4, figures(0.8, 0.88, 0.92, guilds: peers)),
        result("let_go_rate", letGo / 404.8, letGo, 404.8, figures(0.03, 0.02, 0.01, guilds: peers)),
      ] + reasons.map { part($0.0, $0.1, $0.2) },
      [result("upheld_per_1000", nil, 0, 0, noData: "no table complaints")],
    ]
    var left = contributions[...]
    return zip(coverage, zip(points, measures)).enumerated().map { i, scorer in
      let counts = scorer.1.0 != nil && !left.isEmpty
      return ScorerResult(
        id: scorer.0.id, points: scorer.1.0, weight: counts ? weights[i] : 0,
        contribution: counts ? left.removeFirst() : nil, isNeutral: false, measures: scorer.1.1)
    }
  }

  static func guild(
    _ id: String, _ name: String?, _ score: Double?, _ tier: String?, rank: Int?, flags: [Flag] = [],
    gates: [GateResult] = [], peers: PeerGroup = europe, scorers: [ScorerResult]? = nil
  ) -> GuildRating {
    // Hundredths that add up to the score.
    func hundredth(_ value: Double) -> Double { (value * 100).rounded() / 100 }
    var contributions: [Double] = []
    var points: [Double?] = [nil, nil, nil, nil]
    if let score {
      contributions = [hundredth(0.353 * (score - 4)), hundredth(0.353 * (score + 6))]
      contributions.append(hundredth(score - contributions[0] - contributions[1]))
      points = [score - 4, score + 6, contributions[2] / 0.294, nil]
    }
    return GuildRating(
      guildID: Identifier(id), name: name.map { Identifier($0) }, peerGroup: peers, score: score, tier: tier,
      rank: rank, flags: flags, gates: gates,
      scorers: scorers ?? Fixture.scorers(points, contributions),
      improvements: [], broadcasters: 40)
  }

  static let arrears = GateResult(
    name: "payout arrears", fired: true, lowered: true, cap: "Bronze", reason: "Broadcasters are owed money.",
    conditions: [
      .init(scorer: "payout_fairness", measure: "underpayment_rate", comparison: "above", limit: 0.05, value: 0.113)
    ])

  static let platinum = guild("G000003", "Éclair & Fils", 88.25, "Platinum", rank: 1)
  static let gated = guild("G000011", "夜光公会 🌙", 72.5, "Bronze", rank: 4, gates: [arrears])
  static let provisional = guild(
    "G000012", "Small Hours", 61, "Silver", rank: 5,
    flags: [Flag(kind: .provisional, reason: "3 broadcasters in the window, of at least 5.")])
  static let unrated = guild(
    "G000013", "Quiet House", nil, nil, rank: nil,
    flags: [Flag(kind: .unrated, reason: "2 upheld complaints and no membership in the window")])
  static let edge = guild("G000014", "Nearly There", 84.96, "Gold", rank: 2)
  static let script = guild("<script>alert(1)</script>", "<script>alert(1)</script>", 58.5, "Silver", rank: 6)
  static let formula = guild("=cmd()", "\u{202E}=1+1\n\u{1B}[31mred\t|[x](y)*`_#", 57, "Silver", rank: 7)
  static let traversal = guild("../../etc/passwd", "\"\u{301} onmouseover=\"\u{301}alert(1)", 56.5, "Silver", rank: 8)

  static let guilds = [
    platinum, harbour, gated, provisional, unrated, edge, script, formula, traversal,
  ].sorted { $0.guildID < $1.guildID }

  static func record(_ change: (inout RatingRecord) -> Void) -> RatingRecord {
    var copy = record
    change(&copy)
    return copy
  }
}
