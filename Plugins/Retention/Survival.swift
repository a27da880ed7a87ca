import ScorerKit

/// Survival over tenure with delayed entry, and its division among the reasons for leaving.
///
/// S(t) = Π (1 − d(u)/y(u)) over event tenures u ≤ t, where d counts events and y those at risk (Kaplan & Meier 1958);
/// the cumulative incidence of a reason r is Σ S(u−)·d_r(u)/y(u) (Aalen & Johansen 1978). The incidences add up to 1 − S.
///
/// - Complexity: O(horizon).
struct Survival {
  private(set) var atHorizon = 1.0
  /// By `ExitReason.index`, for the reasons that had an event.
  private(set) var incidence: [Int: Double] = [:]
  /// Some tenure up to the horizon has nobody at risk.
  private(set) var isThin = false
  /// Σ d/y; Σ d/(y(y − d)), with half a survivor added where all leave at once; and Σ 1/y.
  private var cumulativeHazard = 0.0
  private var greenwood = 0.0
  private var inverseRisk = 0.0

  init(of tally: Retention.Tally, events reasons: [ExitReason], horizon: Int) {
    let horizon = max(1, horizon)
    let entered = tally.entered.array(0...horizon)
    let left = tally.left.array(0...horizon)
    var events = tally.events.entries[...]
    var isEvent = [Bool](repeating: false, count: ExitReason.all.count)
    for reason in reasons { isEvent[reason.index] = true }
    var atRisk: Int64 = 0
    for tenure in 1...horizon {
      atRisk += entered[tenure - 1] - left[tenure - 1]
      let exits = events.prefix { $0.key < ExitReason.key(atTenure: tenure + 1) }
      events = events.dropFirst(exits.count)
      guard atRisk > 0 else {
        isThin = true
        continue
      }
      inverseRisk += 1 / Double(atRisk)
      let before = atHorizon
      var count: Int64 = 0
      for (key, exits) in exits {
        let reason = ExitReason.index(ofKey: key)
        guard isEvent[reason] else { continue }
        count += exits
        incidence[reason, default: 0] += before * Double(exits) / Double(atRisk)
      }
      if count > 0 {
        atHorizon = before * (1 - Double(count) / Double(atRisk))
        cumulativeHazard += Double(count) / Double(atRisk)
        greenwood += Double(count) / (Double(atRisk) * (count < atRisk ? Double(atRisk - count) : 0.5))
      }
    }
  }

  /// `nil` where nobody was at risk.
  func hazard(horizon: Int64) -> Evidence.Hazard? {
    inverseRisk > 0
      ? Evidence.Hazard(
        cumulative: cumulativeHazard, greenwood: greenwood, exposure: Double(max(1, horizon)) / inverseRisk) : nil
  }
}
