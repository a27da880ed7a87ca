import ScorerKit

/// A measure taken from rows, and how far chance may have put it from the truth.
struct Empirical {
  let quantity: String
  let value: Double
  let standardError: Double

  static func proportion(_ quantity: String, _ outcomes: [Bool]) -> Empirical {
    let (n, share) = (Double(outcomes.count), Double(outcomes.count { $0 }) / Double(outcomes.count))
    return Empirical(quantity: quantity, value: share, standardError: (share * (1 - share) / n).squareRoot())
  }

  /// Poisson events, each with a weight, over some exposure.
  static func rate(_ quantity: String, _ weights: [Double], _ exposure: Double) -> Empirical {
    Empirical(
      quantity: quantity, value: weights.reduce(0, +) / exposure,
      standardError: weights.reduce(0) { $0 + $1 * $1 }.squareRoot() / exposure)
  }

  /// Σ tops ÷ Σ bottoms, by the delta method.
  static func ratio(_ quantity: String, _ tops: [Double], _ bottoms: [Double]) -> Empirical {
    let (total, value) = (bottoms.reduce(0, +), tops.reduce(0, +) / bottoms.reduce(0, +))
    let residuals = zip(tops, bottoms).reduce(0) { $0 + square($1.0 - value * $1.1) }
    return Empirical(quantity: quantity, value: value, standardError: residuals.squareRoot() / total)
  }

  /// The lower median, by the order statistics a standard error of the rank away.
  static func median(_ quantity: String, _ values: [Double]) -> Empirical {
    let (sorted, half) = (values.sorted(), Double(values.count).squareRoot() / 2)
    let middle = (sorted.count - 1) / 2
    let spread = sorted[middle + Int(half)] - sorted[middle - Int(half)]
    return Empirical(quantity: quantity, value: sorted[middle], standardError: spread / 2)
  }

  /// The coefficient of variation, by the jackknife.
  static func variation(_ quantity: String, _ values: [Double]) -> Empirical {
    let (sum, squares) = (values.reduce(0, +), values.reduce(0) { $0 + $1 * $1 })
    func variation(_ n: Double, _ sum: Double, _ squares: Double) -> Double {
      (n * squares - sum * sum).squareRoot() / sum
    }
    let n = Double(values.count)
    let without = values.map { variation(n - 1, sum - $0, squares - $0 * $0) }
    let mean = without.reduce(0, +) / n
    let variance = without.reduce(0) { $0 + square($1 - mean) } * (n - 1) / n
    return Empirical(quantity: quantity, value: variation(n, sum, squares), standardError: variance.squareRoot())
  }
}

private func square(_ x: Double) -> Double { x * x }

/// Every measure of a simulation that has one guild, in a window of one month.
extension SimulatedPlatform {
  func measures(_ month: Month) -> [Empirical] {
    let window = Window(months: 1, endingWith: month)
    return responsiveness(window) + payoutFairness(window) + retention(window) + complaintRate(window)
  }

  private func responsiveness(_ window: Window) -> [Empirical] {
    let requests = records("requests").map { row in
      ["opened_at", "first_response_at", "resolved_at", "reopened_at"].map { Contract.time(row[$0]!) }
    }
    func due(_ days: Int64) -> [[Int64?]] {
      requests.filter { window.contains(time: $0[0]! + days * Calendar.secondsPerDay) }
    }
    func within(_ days: Int64, _ later: Int64?, _ earlier: Int64) -> Bool {
      later.map { $0 - earlier <= days * Calendar.secondsPerDay } ?? false
    }
    let settled = requests.filter { row in row[2].map { window.contains(time: $0 + 7 * 86_400) } ?? false }
    return [
      .proportion("responsiveness.within_target_rate", due(1).map { within(1, $0[1], $0[0]!) }),
      .median(
        "responsiveness.median_first_response",
        due(1).map { row in row[1].map { Double($0 - row[0]!) / 3600 } ?? .infinity }),
      .proportion("responsiveness.resolution_rate", due(3).map { within(3, $0[2], $0[0]!) }),
      .proportion("responsiveness.reopen_rate", settled.map { within(7, $0[3], $0[2]!) }),
    ]
  }

  private func payoutFairness(_ window: Window) -> [Empirical] {
    struct Payout { var gross, entitled, paid: Double, due: Int64, paidOn: Int64? }
    let payouts = records("payouts").map { row in
      Payout(
        gross: Double(row["gross"]!)!, entitled: Double(row["entitled"]!)!, paid: Double(row["paid"]!) ?? 0,
        due: Contract.day(row["due_on"]!)!, paidOn: Contract.day(row["paid_on"]!))
    }
    let settled = payouts.filter { window.contains(day: $0.due + 30) }
    func counted(_ payout: Payout) -> Double { (payout.paidOn ?? .max) <= payout.due + 30 ? payout.paid : 0 }
    let late = settled.map { Double(max(0, min($0.paidOn ?? .max, $0.due + 30) - $0.due)) }
    return [
      .proportion(
        "payout_fairness.on_time_rate",
        payouts.filter { window.contains(day: $0.due) }.map { ($0.paidOn ?? .max) <= $0.due }),
      .ratio(
        "payout_fairness.underpayment_rate", settled.map { max(0, $0.entitled - counted($0)) },
        settled.map(\.entitled)),
      .ratio("payout_fairness.mean_days_late", late, late.map { _ in 1 }),
      .variation("payout_fairness.share_dispersion", settled.map { counted($0) / $0.gross }),
    ]
  }

  private func retention(_ window: Window) -> [Empirical] {
    struct Spell { var joined: Int64, left: Int64?, reason: String }
    let involuntary = ["guild_initiated", "platform_initiated"]
    let spells = records("memberships").map {
      Spell(joined: Contract.day($0["joined_on"]!)!, left: Contract.day($0["left_on"]!), reason: $0["leave_reason"]!)
    }.filter { ($0.left ?? .max) >= window.start }
    func ends(_ spell: Spell) -> (after: Int64, until: Int64) {
      (max(0, window.start - 1 - spell.joined), (spell.left ?? window.end - 1) - spell.joined)
    }
    let exits = spells.filter { $0.left != nil }
    let voluntary = exits.filter { !involuntary.contains($0.reason) }
    var (survival, greenwood) = (1.0, 0.0)
    for tenure in Set(voluntary.map { ends($0).until }).filter({ $0 <= 90 }) {
      let events = Double(voluntary.count { ends($0).until == tenure })
      let risk = Double(spells.count { ends($0).after < tenure && tenure <= ends($0).until })
      survival *= 1 - events / risk
      greenwood += events / (risk * (risk - events))
    }
    return [
      .rate("retention.attrition_rate", voluntary.map { _ in 1 }, broadcasterMonths(window)),
      .rate(
        "retention.let_go_rate", exits.filter { $0.reason == "guild_initiated" }.map { _ in 1 },
        broadcasterMonths(window)),
      Empirical(
        quantity: "retention.retention_at_horizon", value: survival, standardError: survival * greenwood.squareRoot()),
    ]
  }

  func broadcasterMonths(_ window: Window) -> Double {
    let days = records("memberships").reduce(0 as Int64) { sum, row in
      let left = Contract.day(row["left_on"]!) ?? window.end
      return sum + max(0, min(left, window.end) - max(Contract.day(row["joined_on"]!)!, window.start))
    }
    return Double(days) / Calendar.daysPerMonth
  }

  private func complaintRate(_ window: Window) -> [Empirical] {
    let complaints = records("complaints")
    func time(_ row: [String: String], _ column: String) -> Int64 { Contract.time(row[column]!) ?? .max }
    let filed = complaints.filter { window.contains(time: time($0, "filed_at")) }
    let decided = complaints.filter { window.contains(time: time($0, "decided_at")) }
    let upheld = decided.filter { $0["outcome"] == "upheld" }
    let weights = ["minor": 1.0, "major": 3, "critical": 10]
    let thousands = broadcasterMonths(window) / 1000
    return [
      .rate("complaint_rate.filed_per_1000", filed.map { _ in 1 }, thousands),
      .rate("complaint_rate.upheld_per_1000", upheld.map { _ in 1 }, thousands),
      .rate("complaint_rate.severity_weighted_per_1000", upheld.map { weights[$0["severity"]!]! }, thousands),
      .proportion(
        "complaint_rate.uphold_share",
        decided.filter { $0["outcome"] != "withdrawn" }.map { $0["outcome"] == "upheld" }),
      .proportion("complaint_rate.pending_share", filed.map { time($0, "decided_at") >= window.endTime }),
    ]
  }
}
