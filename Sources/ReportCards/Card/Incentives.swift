import RatingRecord

extension Card.IncentivePart {
  /// `nil` where nothing is granted.
  init?(_ incentives: GuildIncentives, record: RatingRecord) {
    guard !incentives.grants.isEmpty else { return nil }
    let currency = record.programme.currency
    lines = incentives.grants.map { Line($0, currency: currency) }
    let isCut = hundredths(incentives.granted) < hundredths(incentives.earned)
    let (earned, granted) = (moneyText(incentives.earned, currency), moneyText(incentives.granted, currency))
    total = isCut ? "Earned \(earned), granted \(granted) within the budget." : "Earned and granted: \(granted)."
    budget = isCut ? record.incentives.map { sentence($0.rule) } : nil
  }
}

extension Card.IncentivePart.Line {
  init(_ grant: GuildIncentives.Grant, currency: String) {
    title =
      switch grant.kind {
      case .commissionBonus: "Commission bonus"
      case .trafficCoupons: "Traffic coupons"
      case .badge: "Badge"
      case .growthBonus: "Bonus for growth"
      }
    let earned = grant.earned.map { moneyText($0, currency) }
    if let rate = grant.rate, let base = grant.base, let earned {
      arithmetic =
        "\(trimmed(rate * 100, places: 4))\u{A0}% × \(moneyText(base, currency)) = \(earned)"
        + (grant.note.map { ". " + sentence($0) } ?? "")
    } else if let note = grant.note, grant.earned == nil {
      arithmetic = "Not granted: \(uncapitalised(sentence(note)))"
    } else {
      arithmetic = earned ?? "Granted"
    }
    let isCut = hundredths(grant.granted ?? 0) < hundredths(grant.earned ?? 0)
    isGranted = grant.earned != nil || grant.note == nil
    granted = isCut ? grant.granted.map { moneyText($0, currency) } : nil
  }
}
