import RatingProgramme
import RatingRecord
import ScorerKit

/// Writes what the programme grants into the record, within its budget.
func grantIncentives(to record: inout RatingRecord, grossDue: [Int128?], by programme: Programme) {
  let standings = record.guilds.map { rating in
    Grants.Standing(
      tier: programme.tiers.firstIndex { $0.name == rating.tier },
      isProvisional: rating.flags.contains { $0.kind == .provisional }, change: rating.trend?.change)
  }
  guard let grants = Grants(standings, grossDue: grossDue, by: programme) else { return }
  for guild in record.guilds.indices {
    record.guilds[guild].incentives = GuildIncentives(
      grants: grants.earned[guild].map { grant in
        GuildIncentives.Grant(
          kind: grant.kind, rate: grant.rate, base: grant.base.map(money), earned: grant.amount.map(money),
          granted: grant.amount.map(grants.within).map(money), note: grant.note)
      },
      earned: money(grants.earned[guild].compactMap(\.amount).reduce(0, +)), granted: money(grants.granted(to: guild)))
  }
  record.incentives = grants.totals
}

/// What a programme grants to all guilds of a month, within its budget.
///
/// Amounts are counted in 1/10,000 of the currency unit and rounded to hundredths: what is earned half up, a share of the
/// budget down, so that what is granted never exceeds it.
public struct Grants: Sendable {
  /// By guild.
  fileprivate let earned: [[Earned]]
  /// All that is earned, in 1/10,000 of the currency unit.
  public let total: Int128
  private let budget: Int128?
  private let currency: String

  /// What of a rating incentives go by.
  struct Standing {
    /// The place of its tier; `nil`: unrated.
    let tier: Int?
    let isProvisional: Bool
    /// Since the last published month.
    let change: ScoreChange?
  }

  /// `nil` where the programme has no incentives.
  init?(_ standings: [Standing], grossDue: [Int128?], by programme: Programme) {
    guard let incentives = programme.incentives else { return nil }
    earned = zip(standings, grossDue).map { earnedGrants($0, $1, incentives, programme) }
    total = earned.joined().reduce(Int128(0)) { $0 + ($1.amount ?? 0) }
    budget = incentives.budget.map { Int128($0) }
    currency = programme.currency
  }

  /// Whether more is earned than the budget has.
  public var isOver: Bool { budget.map { total > $0 } ?? false }

  /// What is granted of an amount that is earned.
  fileprivate func within(_ amount: Int128) -> Int128 {
    guard isOver, let budget else { return amount }
    // The product may take twice the bits, the quotient never does: an amount is no larger than the total.
    let product = amount.multipliedFullWidth(by: budget)
    return total.dividingFullWidth(product).quotient / 100 * 100
  }

  /// What a guild is granted in all, in 1/10,000 of the currency unit.
  public func granted(to guild: Int) -> Int128 { earned[guild].compactMap(\.amount).map(within).reduce(0, +) }

  public var totals: IncentiveTotals {
    IncentiveTotals(
      budget: budget.map(money), earned: money(total),
      granted: money(earned.indices.reduce(0) { $0 + granted(to: $1) }),
      rule: rule(isOver: isOver, budget: budget, total: total, currency: currency))
  }
}

/// One grant before the budget.
private struct Earned: Sendable {
  var kind: GuildIncentives.Kind
  var rate: Double?
  /// Both in 1/10,000 of the currency unit.
  var base: Int128?
  var amount: Int128?
  var note: String?
}

private func earnedGrants(
  _ standing: Grants.Standing, _ grossDue: Int128?, _ incentives: Programme.Incentives, _ programme: Programme
) -> [Earned] {
  guard let tier = standing.tier else { return [] }
  let isProvisional = standing.isProvisional
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
  if let growth = incentives.growth, let change = standing.change,
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
