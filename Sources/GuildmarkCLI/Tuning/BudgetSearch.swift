import RatingEngine
import RatingProgramme
import RatingRecord

/// Two ways to earn no more than a budget has: other thresholds, or other rates. It goes by the tiers that guilds have this month,
/// after movement, as money does.
struct BudgetSearch {
  private let programme: Programme
  private let budget: Int64
  private let decide: (Programme) throws -> Decisions

  /// What came of a way.
  enum Outcome<Found> {
    case found(Found)
    /// Why nothing is offered, in words that follow a colon.
    case none(String)
  }

  struct Shift {
    /// Of all thresholds but the last, in hundredths of a point.
    let by: Int64
    let programme: Programme
  }

  struct Rates {
    /// In 1/10,000.
    let factor: Int64
    let programme: Programme
    /// What stopped the search before the budget did.
    let limit: String?
    /// Tiers whose bonus or coupons come to nothing.
    let vanished: [String]
  }

  /// - Parameters:
  ///   - programme: with thresholds that are written, and incentives.
  ///   - budget: in 1/10,000 of the currency unit.
  init(_ programme: Programme, within budget: Int64, decide: @escaping (Programme) throws -> Decisions) {
    var programme = programme
    programme.incentives?.budget = budget
    (self.programme, self.budget, self.decide) = (programme, budget, decide)
  }

  private func cost(_ decisions: Decisions) -> Int128 { decisions.grants?.total ?? 0 }
  private func fits(_ programme: Programme) throws -> Bool { try cost(decide(programme)) <= Int128(budget) }
  private func money(_ amount: Int128) -> String { smallMoneyText(amount, programme.currency) }

  /// Why no thresholds at all have anybody earn anything, in words that end a sentence; `nil` where some do.
  func nobodyEarns() throws -> String? {
    let lowest = try decide(moved(by: room?.lowerBound ?? 0))
    guard try cost(lowest) == 0 && cost(decide(programme)) == 0 else { return nil }
    return "whatever the thresholds and the rates are" + holding(lowest, isHigh: false)
  }

  // MARK: Thresholds

  /// How far all thresholds but the last, which is the scale's end, can be moved alike; `nil` where there is no other.
  private var room: ClosedRange<Int64>? {
    guard programme.tiers.count > 1 else { return nil }
    let bottom = programme.tiers[programme.tiers.count - 2].from
    return min(0, programme.scale.from + 1 - bottom)...max(0, programme.scale.to - programme.tiers[0].from)
  }

  private func moved(by shift: Int64) -> Programme {
    var moved = programme
    for place in programme.tiers.indices.dropLast() { moved.tiers[place].from += shift }
    return moved
  }

  /// As low as the budget lets thresholds be; of the shifts that give all guilds the same tiers the smallest.
  func shifted() throws -> Outcome<Shift> {
    guard let room else { return .none("there is one tier, and so no threshold") }
    if let (better, worse) = dearerBelow {
      return .none(
        "\(worse) is granted more than \(better), which is better, so that higher thresholds might cost more")
    }
    let highest = try decide(moved(by: room.upperBound))
    guard cost(highest) <= Int128(budget) else {
      return .none("even with the highest they earn \(money(cost(highest)))\(holding(highest, isHigh: true))")
    }
    let lowest = try decide(moved(by: room.lowerBound))
    guard cost(lowest) > Int128(budget) else {
      return .none(
        "even with the lowest they earn \(money(cost(lowest))), and the budget is not used up\(holding(lowest, isHigh: false))"
      )
    }
    var (low, high) = (room.lowerBound, room.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if try fits(moved(by: middle)) { high = middle } else { low = middle + 1 }
    }
    let found = try decide(moved(by: low))
    guard cost(found) > 0 else { return .none("those that keep to the budget leave nobody anything") }
    if low < 0 {
      high = 0
      while low < high {
        let middle = high - (high - low) / 2
        if try decide(moved(by: middle)).tiers == found.tiers { low = middle } else { high = middle - 1 }
      }
    }
    guard low != 0 else { return .none("they are as low as the budget lets them be") }
    return .found(Shift(by: low, programme: moved(by: low)))
  }

  /// A tier that is granted less than the one below it.
  private var dearerBelow: (better: String, worse: String)? {
    let grants = programme.tiers.indices.map { programme.incentives?.tiers[$0] }
    let pair = programme.tiers.indices.dropLast().first { place in
      let (better, worse) = (grants[place], grants[place + 1])
      return (better?.commissionBonus ?? 0) < (worse?.commissionBonus ?? 0)
        || (better?.trafficCoupons ?? 0) < (worse?.trafficCoupons ?? 0)
    }
    return pair.map { (printable(programme.tiers[$0].name), printable(programme.tiers[$0 + 1].name)) }
  }

  /// Who has another tier than the score earns, so that thresholds do less than they seem to.
  private func holding(_ decisions: Decisions, isHigh: Bool) -> String {
    let held = isHigh ? decisions.heldByMovement.better : decisions.heldByMovement.worse
    let gated = isHigh ? 0 : decisions.heldByGates
    let words =
      (held > 0 ? ["movement holds \(counted(held, "guild")) in a \(isHigh ? "better" : "worse") tier this month"] : [])
      + (gated > 0 ? ["gates keep \(counted(gated, "guild")) in a worse one"] : [])
    return words.isEmpty ? "" : "; " + words.joined(separator: ", ")
  }

  // MARK: Rates

  /// Commission bonuses and coupons of all tiers scaled alike, as high as the budget lets them be; bonuses are rounded down to
  /// 0.001 %, coupons to whole units of the currency.
  func scaled() throws -> Outcome<Rates> {
    let now = cost(try decide(programme))
    guard now > 0 else { return .none("nobody earns anything with the tiers as they are") }
    let limit = limit
    // Rates that stay are not rounded, and may so earn more than slightly higher ones that are.
    var low: Int64 = now > Int128(budget) ? 0 : 10_000
    var high = now > Int128(budget) ? 9_999 : max(10_000, limit.factor)
    while low < high {
      let middle = high - (high - low) / 2
      if try fits(granting(middle)) { low = middle } else { high = middle - 1 }
    }
    let found = granting(low)
    let earned = cost(try decide(found))
    guard earned > 0 else { return .none("those that keep to the budget leave nobody anything") }
    guard now > Int128(budget) || earned > now else {
      return .none("they are as high as \(low == limit.factor ? limit.reason : "the budget lets them be")")
    }
    return .found(
      Rates(
        factor: low, programme: found, limit: low == limit.factor ? limit.reason : nil, vanished: vanished(in: found)))
  }

  /// The most that is tried, and why.
  private var limit: (factor: Int64, reason: String) {
    let grants = programme.incentives?.tiers.values.map { $0 } ?? []
    let bonus = grants.map(\.commissionBonus).max() ?? 0
    let coupons = grants.map(\.trafficCoupons).max() ?? 0
    var limits = [(factor: Int64(100_000), reason: "ten times what they are, the most that is tried")]
    if bonus > 0 { limits.append((1_000_000 * 10_000 / bonus, "can be written: a bonus is at most 100\u{A0}%")) }
    if coupons > 0 {
      let most = Programme.Incentives.largestAmount
      limits.append(
        (
          Int64(clamping: Int128(most) * 10_000 / Int128(coupons)),
          "can be written: coupons are at most \(money(Int128(most)))"
        ))
    }
    return limits.min { $0.factor < $1.factor } ?? limits[0]
  }

  private func granting(_ factor: Int64) -> Programme {
    func scaled(_ amount: Int64, downTo unit: Int64) -> Int64 {
      // Not rounded where it stays.
      guard factor != 10_000 else { return amount }
      return Int64(clamping: Int128(amount) * Int128(factor) / 10_000) / unit * unit
    }
    let grants = (programme.incentives?.tiers ?? [:]).mapValues { grant in
      var grant = grant
      grant.commissionBonus = scaled(grant.commissionBonus, downTo: 10)
      grant.trafficCoupons = scaled(grant.trafficCoupons, downTo: 10_000)
      return grant
    }
    var programme = programme
    programme.incentives?.tiers = grants
    return programme
  }

  private func vanished(in scaled: Programme) -> [String] {
    programme.tiers.indices.compactMap { tier in
      guard let was = programme.incentives?.tiers[tier], let becomes = scaled.incentives?.tiers[tier] else {
        return nil
      }
      let parts =
        (was.commissionBonus > 0 && becomes.commissionBonus == 0 ? ["commission bonus"] : [])
        + (was.trafficCoupons > 0 && becomes.trafficCoupons == 0 ? ["coupons"] : [])
      return parts.isEmpty ? nil : "the \(parts.joined(separator: " and ")) of \(printable(programme.tiers[tier].name))"
    }
  }
}

/// An amount in 1/10,000 of the currency unit; one under a cent is not called nothing.
func smallMoneyText(_ amount: Int128, _ currency: String) -> String {
  (1..<100).contains(amount) ? "less than \(moneyText(0.01, currency))" : moneyText(Double(amount) / 10_000, currency)
}
