extension ProgrammeReading {
  mutating func incentives(_ field: Field?, tiers: [String]?) -> Programme.Incentives? {
    typealias Keys = IncentiveKeys
    guard let section = section(field, named: "incentives", keys: Keys.all) else { return nil }
    let budget = read(Keys.budget, in: section)
    return Programme.Incentives(
      budget: budget, tiers: grants(section[Keys.tiers], tiers), growth: growth(section[Keys.growth]))
  }

  private mutating func growth(_ field: Field?) -> Programme.Growth? {
    guard let section = section(field, named: "incentives.growth", keys: IncentiveKeys.growthKeys) else { return nil }
    let bonus = required(IncentiveKeys.growthBonus, in: section)
    let rises = required(IncentiveKeys.whenScoreRises, in: section)
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
    let section = section(field, named: "incentives.tiers.\(field.name)", keys: IncentiveKeys.grantKeys)
    let bonus = read(IncentiveKeys.commissionBonus, in: section)
    let coupons = read(IncentiveKeys.trafficCoupons, in: section)
    let badge = read(IncentiveKeys.badge, in: section)
    return Programme.Grant(commissionBonus: bonus ?? 0, trafficCoupons: coupons ?? 0, badge: badge ?? false)
  }
}
