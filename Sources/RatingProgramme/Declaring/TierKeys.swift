/// Below an item of `tiers`, and `tiers` itself.
enum TierKeys {
  static let mostTiers = 20
  static let name = Key<String>("name", "The tier's name, each once.", tierName, isNeeded: true)
  static let from = Key<Int64>(
    "from", "The score from which on a guild is in the tier. The last tier starts at the lowest score there is.",
    isNeeded: true, on: Spelling.threshold(on:))
  static let all: [any DeclaredKey] = [name, from]

  static let tierName = Spelling<String>.text("a name", atMost: 50, examples: "Gold")
  static let clusters = Branch(
    "clusters",
    "The tiers' names, best first. Their thresholds come from the month's scores, divided into as many groups.",
    .list(of: .scalar(tierName.form, tierName.expectation), 2...mostTiers), isNeeded: true,
    examples: "[Platinum, Gold, Silver, Bronze]")
  static let tiers = Branch(
    "tiers",
    "The grades, best first, each from fewer points than the one before; or their names alone below `clusters`.",
    .either([.list(of: .section(all), 1...mostTiers), .section([clusters])]),
    standard: "[\(standard.joined(separator: ", "))]",
    examples: "[{ name: Good, from: 72.5 }, { name: Fair, from: 0 }]", "{ clusters: [Gold, Silver, Bronze] }")

  /// One each, as written in a programme.
  static let standard = Programme.standardTiers(on: .standard).map {
    "{ name: \($0.name), from: \(spelledHundredths($0.from)) }"
  }
}

/// Below an item of `gates`.
enum GateKeys {
  static let name = Key<String>(
    "name", "The gate's name, each once. It stands on the card.",
    .text("a name", atMost: 100, examples: "payout arrears"), isNeeded: true)
  /// One of the programme's tiers, which others than the reading do not know.
  static let cap = Key<String>(
    "cap", "The best tier that the gate allows: any but the first.", .text("a tier", atMost: 50, examples: "Bronze"),
    isNeeded: true)
  static let reason = Key<String>(
    "reason", "A sentence for the card.", .text("a sentence", atMost: 500, examples: "Broadcasters are owed money."))
  static let immediate = Key<Bool>(
    "immediate", "With movement: whether it takes the tier down at once, or waits as a low score does.", .boolean,
    standard: true)

  static let when = Branch(
    "when",
    "What must hold, all of it, by `scorer.measure`: the measure's value as it is measured, measures that are only shown too. Without data a condition does not hold.",
    .reference("conditions"), isNeeded: true)
  static let all: [any DeclaredKey] = [name, when, cap, reason, immediate]

  static let gates = Branch(
    "gates", "What caps the tier, whatever the score.", .list(of: .section(all), 0...Int.max))

  /// Below a measure of `when`.
  static func limits(_ value: Spelling<Double>) -> [any DeclaredKey] {
    Programme.Gate.Comparison.allCases.map {
      Key<Double>($0.rawValue, "It holds where the value is \($0.rawValue) this.", value)
    } + [sure]
  }
  static let sure = Key<Int64>(
    "sure",
    "How sure it must be: not the value but the near end of the interval of this confidence must pass the limit.",
    .percentage(500_000...999_000))
}

/// Below `incentives`.
enum IncentiveKeys {
  private static let money: ClosedRange<Int64> = 0...Programme.Incentives.largestAmount

  static let incentives = Branch(
    "incentives", "What tiers and gains earn.", .section(all),
    examples:
      "{ budget: 250000, tiers: { Gold: { commission_bonus: 1.5%, traffic_coupons: 8000 } }, growth: { commission_bonus: 1%, when_score_rises: 5 } }"
  )
  static let budget = Key<Int64>(
    "budget", "What all of it together may cost; without it, there is no limit.", .money(money))
  static let tiers = Branch(
    "tiers", "What each tier earns, by its name.",
    .group(of: .section(grantKeys), keys: TierKeys.tierName.form, TierKeys.tierName.expectation),
    examples: "{ Gold: { commission_bonus: 1.5%, traffic_coupons: 8000, badge: true } }")
  static let growth = Branch(
    "growth",
    "What a score earns that has risen since the last published month, and by more than chance explains.",
    .section(growthKeys), examples: "{ commission_bonus: 1%, when_score_rises: 5 }")
  static let all: [any DeclaredKey] = [budget, tiers, growth]

  static let commissionBonus = Key<Int64>(
    "commission_bonus", "A share of the gross of the payouts due in the month.", .percentage(0...1_000_000), standard: 0
  )
  static let trafficCoupons = Key<Int64>("traffic_coupons", "The coupons' face value.", .money(money), standard: 0)
  static let badge = Key<Bool>("badge", "Whether there is a badge.", .boolean, standard: false)
  static let grantKeys: [any DeclaredKey] = [commissionBonus, trafficCoupons, badge]

  static let growthBonus = Key<Int64>(
    "commission_bonus", "A share of the gross of the payouts due in the month.", .percentage(1...1_000_000),
    isNeeded: true)
  static let whenScoreRises = Key<Int64>(
    "when_score_rises", "By how many points the score must have risen at least.", isNeeded: true,
    on: Spelling.points(upTo:))
  static let growthKeys: [any DeclaredKey] = [growthBonus, whenScoreRises]
}
