import RatingProgramme
import RatingRecord
import ScorerKit

/// Writes what the programme grants into the record, within its budget.
///
/// Amounts are counted in 1/10,000 of the currency unit and rounded to hundredths: what is earned half up, a share of the
/// budget down, so that what is granted never exceeds it.
func grantIncentives(to record: inout RatingRecord, grossDue: [Int128?], by programme: Programme) {
  guard let incentives = programme.incentives else { return }
  let earned = record.guilds.indices.map { earnedGrants(record.guilds[$0], grossDue[$0], incentives, programme) }
  let total = earned.joined().reduce(Int128(0)) { $0 + ($1.amount ?? 0) }
  let budget = incentives.budget.map { Int128($0) }
  let isOver = budget.map { total > $0 } ?? false
  func within(_ amount: Int128) -> Int128 {
    guard isOver, let budget else { return amount }
    // The product may take twice the bits, the quotient never does: an amount is no larger than the total.
    let product = amount.multipliedFullWidth(by: budget)
    return total.dividingFullWidth(product).quotient / 100 * 100
  }
  for guild in record.guilds.indices {
    let amounts = earned[guild].compactMap(\.amount)
    record.guilds[guild].incentives = GuildIncentives(
      grants: earned[guild].map { grant in
        GuildIncentives.Grant(
          kind: grant.kind, rate: grant.rate, base: grant.base.map(money), earned: grant.amount.map(money),
          granted: grant.amount.map(within).map(money), note: grant.note)
      },
      earned: money(amounts.reduce(0, +)), granted: money(amounts.map(within).reduce(0, +)))
  }
  let granted = earned.joined().compactMap(\.amount).map(within).reduce(0, +)
  record.incentives = IncentiveTotals(
    budget: budget.map(money), earned: money(total), granted: money(granted),
    rule: rule(isOver: isOver, budget: budget, total: total, currency: programme.currency))
}

/// One grant before the budget.
private struct Earned {
  var kind: GuildIncentives.Kind
  var rate: Double?
  /// Both in 1/10,000 of the currency unit.
  var base: Int128?
  var amount: Int128?
  var note: String?
}

private func earnedGrants(
  _ rating: GuildRating, _ grossDue: Int128?, _ incentives: Programme.Incentives, _ programme: Programme
) -> [Earned] {
  guard let tier = programme.tiers.firstIndex(where: { $0.name == rating.tier }) else { return [] }
  let isProvisional = rating.flags.contains { $0.kind == .provisional }
  let withheld = isProvisional ? "A provisional rating earns no incentives." : nil
  func ofGross(_ kind: GuildIncentives.Kind, _ share: Int64, withheld: String?) -> Earned {
    let amount = grossDue.map { gross in
      // gross × share, half up to a hundredth
      (2 * gross * Int128(share) + 100_000_000) / 200_000_000 * 100
    }
    return Earned(
      kind: kind, rate: Double(share) / 1_000_000, base: grossDue, amount: withheld == nil ? amount : nil,
      note: withheld ?? (grossDue == nil ? "There is no table of payouts to count it on." : nil))
  }
  var earned: [Earned] = []
  if let growth = incentives.growth, let change = rating.trend?.change,
    case let rise = hundredths(change.points) - hundredths(change.parts?.programme ?? 0), rise >= growth.whenScoreRises
  {
    let doubt =
      change.parts == nil
      ? change.note
      : "The score has risen by \(trimmed(inPoints(rise), places: 2)) points, which chance alone may explain."
    earned.append(
      ofGross(
        .growthBonus, growth.commissionBonus, withheld: withheld ?? (change.verdict == .improved ? nil : doubt)))
  }
  guard let grant = incentives.tiers[tier] else { return earned }
  if grant.commissionBonus > 0 {
    earned.append(ofGross(.commissionBonus, grant.commissionBonus, withheld: withheld))
  }
  if grant.trafficCoupons > 0 {
    earned.append(
      Earned(
        kind: .trafficCoupons, amount: isProvisional ? nil : (Int128(grant.trafficCoupons) + 50) / 100 * 100,
        note: withheld))
  }
  if grant.badge { earned.append(Earned(kind: .badge, note: withheld)) }
  return earned
}

private func rule(isOver: Bool, budget: Int128?, total: Int128, currency: String) -> String {
  guard let budget else { return "There is no budget: everything earned is granted." }
  let limit = moneyText(money(budget), currency)
  return isOver
    ? """
    Together the guilds earned \(moneyText(money(total), currency)), more than the budget of \(limit). Every amount is \
    therefore multiplied by budget ÷ earned and cut down to a hundredth.
    """
    : "What all guilds earned together lies within the budget of \(limit): everything earned is granted."
}

/// 1/10,000 of the currency unit as units.
private func money(_ amount: Int128) -> Double { Double(amount) / 10_000 }
