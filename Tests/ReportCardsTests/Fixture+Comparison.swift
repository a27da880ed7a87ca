import ScorerKit

@testable import RatingRecord

/// Comparisons of programmes made by hand. Effects are in thousandths of a point and of a tier.
extension Fixture {
  typealias Compared = ProgrammeComparison

  static let tiers: [ProgrammeSummary.Tier] = [
    .init(name: "Platinum", from: 85), .init(name: "Gold", from: 70), .init(name: "Silver", from: 55),
    .init(name: "Bronze", from: 0),
  ]

  static let differing: [Compared.Part] = [
    .init(kind: .weight, path: "scorers.retention.weight", before: "25", after: "40"),
    .init(
      kind: .curve, path: "scorers.payout_fairness.measures.on_time_rate.curve",
      before: "{ points: { 70%: 0, 90%: 60, 97%: 100 } }", after: "{ points: { 80%: 0, 95%: 60, 99%: 100 } }"),
    .init(
      kind: .gate, path: "gates.payout arrears", before: nil,
      after: "payout_fairness.underpayment_rate above 5%, cap Bronze"),
  ]

  static func standing(
    _ score: Hundredths, _ rank: Int, _ tier: Int, gates: [String] = [], granted: Int128 = 0
  ) -> Compared.Standing {
    .init(
      score: score, rank: rank, tier: tier, level: tier, gates: gates, isProvisional: false, granted: granted * 10_000)
  }

  static func compared(
    _ id: String, _ name: String? = nil, region: String = "EU", band: String = "10 to 24",
    _ before: Compared.Standing?, _ after: Compared.Standing?, _ effects: [Compared.Effect] = []
  ) -> Compared.Guild {
    .init(
      guildID: Identifier(id), name: name.map { Identifier($0) },
      groups: [
        .init(attribute: "region", value: Identifier(region)),
        .init(attribute: "broadcasters", value: Identifier(band)),
      ], before: before, after: after, effects: effects)
  }

  /// A guild of each kind: down by a weight, up by a curve, capped by a gate, the same, and rated by one side only.
  static let comparedGuilds: [Compared.Guild] = [
    compared(
      "G1", "Éclair & Fils", standing(8612, 1, 0, granted: 3000), standing(8427, 1, 1, granted: 1000),
      [
        .init(part: 0, score: -1450, tier: 1000, granted: -20_000_000), .init(part: 1, score: -400),
      ]),
    compared(
      "G2", "Harbour Lights", region: "SEA", standing(6901, 4, 2), standing(7055, 3, 1, granted: 900),
      [.init(part: 0, score: 35), .init(part: 1, score: 1505, tier: -1000, granted: 9_000_000)]),
    compared(
      "G3", "夜光公会 🌙", region: "SEA", band: "5 to 9", standing(7700, 2, 1, granted: 1000),
      standing(7700, 2, 3, gates: ["payout arrears"]), [.init(part: 2, tier: 2000, granted: -10_000_000)]),
    compared("G4", "Nearly There", standing(7012, 3, 1, granted: 500), standing(7012, 4, 1, granted: 500)),
    compared("G5", nil, standing(4000, 5, 3), nil, [.init(part: 1, rated: -1000)]),
    compared("G6", nil, nil, standing(3000, 5, 3), [.init(part: 0, rated: 1000)]),
    compared("G7", nil, band: "under 5", nil, nil),
  ]

  static func comparedMonth(_ month: Int64 = 10, _ guilds: [Compared.Guild] = comparedGuilds) -> Compared.Month {
    .init(
      month: Month(year: 2026, month: month), tiersBefore: tiers, tiersAfter: tiers, guilds: guilds,
      incentives: .init(
        currency: "USD", before: .init(budget: 5000, earned: 4500, granted: 4500, rule: ""),
        after: .init(budget: 5000, earned: 2400, granted: 2400, rule: "")))
  }

  static func comparison(_ change: (inout Compared) -> Void = { _ in }) -> Compared {
    var comparison = Compared(
      before: .init(source: "monthly.yaml", name: "Monthly guild service rating", version: 3, digest: "sha256:aa"),
      after: .init(source: "draft.yaml", name: "Monthly guild service rating", version: 4, digest: "sha256:bb"),
      parts: differing, months: [comparedMonth()])
    change(&comparison)
    return comparison
  }

  /// Nothing that differs but what the programmes are called.
  static func likeComparison(_ change: (inout Compared) -> Void = { _ in }) -> Compared {
    comparison { like in
      like.parts = []
      let months = like.months
      like.months = months.map { month in
        var month = month
        let guilds = month.guilds
        month.guilds = guilds.map { guild in
          var guild = guild
          (guild.after, guild.effects) = (guild.before, [])
          return guild
        }
        let before = month.incentives?.before
        month.incentives?.after = before
        return month
      }
      change(&like)
    }
  }

  /// Names that would be markup, escape sequences, formulas or other lines, wherever text may come from.
  static let hostileComparison = comparison { comparison in
    let bad = "=\"><script>x</script>\u{1B}[31m\u{202E}\nnext,|"
    comparison.before.source = bad
    comparison.after.name = bad
    comparison.parts[0].before = bad
    comparison.parts[2].path = "gates.\(bad)"
    comparison.months[0].tiersAfter[0].name = bad
    comparison.months[0].incentives?.currency = bad
    comparison.months[0].guilds[0].groups[0] = .init(attribute: bad, value: Identifier(bad))
    comparison.months[0].guilds[0].guildID = Identifier(bad)
    comparison.months[0].guilds[1].name = Identifier(bad)
    comparison.months[0].guilds[1].after?.gates = [bad]
  }

  /// Many guilds, whose figures come from a fixed sequence.
  static func largeComparison(_ count: Int) -> Compared {
    var state: UInt64 = 7
    func random(_ limit: UInt64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64((state >> 33) % limit)
    }
    func tier(_ score: Hundredths) -> Int { tiers.firstIndex { Double(score) / 100 >= $0.from } ?? 3 }
    let regions = ["EU", "SEA", "LATAM", "MENA", "NA"]
    let guilds = (0..<count).map { i -> Compared.Guild in
      let region = random(5)
      let before = 3000 + random(3500) + random(3500)
      let (first, second) = (random(400) - (region == 1 ? 320 : 180), random(160) - 60)
      let after = before + (first + second) / 2
      let down = tier(after) - tier(before)
      return compared(
        "G\(100_000 + i)", "Guild \(i)", region: regions[Int(region)],
        band: ["5 to 9", "10 to 24", "25 to 99"][Int(random(3))],
        standing(before, 1, tier(before), granted: [3000, 1000, 0, 0][tier(before)]),
        standing(after, 1, tier(after), granted: [3000, 1000, 0, 0][tier(after)]),
        [
          .init(part: 0, score: 10 * (after - before) - second, tier: Int64(1000 * down)),
          .init(part: 1, score: second),
        ])
    }
    return comparison { $0.months = [comparedMonth(10, guilds)] }
  }
}
