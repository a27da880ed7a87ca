import RatingEngine
import RatingProgramme
import RatingRecord

/// Two ways to earn no more than a budget has: other thresholds, or other rates.
struct BudgetSearch {
  private let programme: Programme
  /// 1/10,000 of the currency unit.
  private let budget: Int128
  private let decide: (Programme) throws -> Decisions

  /// - Parameters:
  ///   - programme: with thresholds that are written, and incentives.
  init(_ programme: Programme, within budget: Int64, decide: @escaping (Programme) throws -> Decisions) {
    var programme = programme
    programme.incentives?.budget = budget
    (self.programme, self.budget, self.decide) = (programme, Int128(budget), decide)
  }

  private func fits(_ programme: Programme) throws -> Bool { try (decide(programme).grants?.total ?? 0) <= budget }

  /// All thresholds but the last, which is the scale's end, moved by the same number of hundredths: as low as the budget lets
  /// them be. `nil` where none is high enough, or a worse tier earns more than a better one, so that higher thresholds might
  /// cost more.
  func shifted() throws -> (by: Int64, programme: Programme)? {
    let thresholds = programme.tiers.dropLast().map(\.from)
    guard let top = thresholds.first, let bottom = thresholds.last, earnsLessBelow else { return nil }
    func moved(by shift: Int64) -> Programme {
      var shifted = programme
      for place in thresholds.indices { shifted.tiers[place].from += shift }
      return shifted
    }
    var (low, high) = (programme.scale.from + 1 - bottom, programme.scale.to - top)
    guard low <= high, try fits(moved(by: high)) else { return nil }
    while low < high {
      let middle = low + (high - low) / 2
      if try fits(moved(by: middle)) { high = middle } else { low = middle + 1 }
    }
    return (low, moved(by: low))
  }

  /// Commission bonuses and coupons of all tiers scaled alike, in 1/10,000, as high as the budget lets them be, at most
  /// tenfold; bonuses are rounded down to 0.001 %, coupons to whole units of the currency. `nil` where they would be nothing.
  func scaled() throws -> (by: Int64, programme: Programme)? {
    let most = programme.incentives?.tiers.values.map(\.commissionBonus).max() ?? 0
    var (low, high) = (Int64(0), most > 0 ? min(100_000, 1_000_000 * 10_000 / most) : 100_000)
    while low < high {
      let middle = high - (high - low) / 2
      if try fits(withGrants(scaledBy: middle)) { low = middle } else { high = middle - 1 }
    }
    return low > 0 ? (low, withGrants(scaledBy: low)) : nil
  }

  private func withGrants(scaledBy factor: Int64) -> Programme {
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

  private var earnsLessBelow: Bool {
    let grants = programme.tiers.indices.map { programme.incentives?.tiers[$0] }
    return zip(grants, grants.dropFirst()).allSatisfy { better, worse in
      (better?.commissionBonus ?? 0) >= (worse?.commissionBonus ?? 0)
        && (better?.trafficCoupons ?? 0) >= (worse?.trafficCoupons ?? 0)
    }
  }
}
