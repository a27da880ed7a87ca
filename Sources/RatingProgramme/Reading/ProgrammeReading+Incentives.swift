extension ProgrammeReading {
  private static let money: ClosedRange<Int64> = 0...10_000_000_000_000_000

  mutating func incentives(_ field: Field?, tiers: [String]?) -> Programme.Incentives? {
    guard let section = section(field, named: "incentives", keys: ["budget", "tiers", "growth"]) else {
      return nil
    }
    let budget = read(section["budget"], as: .money(Self.money))
    return Programme.Incentives(
      budget: budget, tiers: grants(section["tiers"], tiers), growth: growth(section["growth"]))
  }

  private mutating func growth(_ field: Field?) -> Programme.Growth? {
    guard
      let section = section(field, named: "incentives.growth", keys: ["commission_bonus", "when_score_rises"])
    else { return nil }
    let bonus = required("commission_bonus", in: section, as: .percentage(1...1_000_000))
    let rises = required("when_score_rises", in: section, as: .points(upTo: scale))
    guard let bonus, let rises else { return nil }
    return Programme.Growth(commissionBonus: bonus, whenScoreRises: rises)
  }

  /// By index of the tier.
  private mutating func grants(_ field: Field?, _ tiers: [String]?) -> [Int: Programme.Grant] {
    let expectation = "write tiers below it, such as `Gold: { commission_bonus: 1.5% }`"
    let group: Section? =
      if let tiers {
        section(field, named: "incentives.tiers", keys: tiers, noun: "tier")
      } else {
        self.group(field, named: "incentives.tiers", expectation: expectation)
      }
    var grants: [Int: Programme.Grant] = [:]
    for field in group?.fields ?? [] {
      let grant = grant(field)
      if let tier = tiers?.firstIndex(of: field.name) { grants[tier] = grant }
    }
    return grants
  }

  private mutating func grant(_ field: Field) -> Programme.Grant {
    let section = section(
      field, named: "incentives.tiers.\(field.name)", keys: ["commission_bonus", "traffic_coupons", "badge"])
    let bonus = read(section?["commission_bonus"], as: .percentage(0...1_000_000))
    let coupons = read(section?["traffic_coupons"], as: .money(Self.money))
    let badge = read(section?["badge"], as: .boolean)
    return Programme.Grant(commissionBonus: bonus ?? 0, trafficCoupons: coupons ?? 0, badge: badge ?? false)
  }
}
