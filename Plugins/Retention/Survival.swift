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

  init(of tally: Retention.Tally, events reasons: [ExitReason], horizon: Int) {
    var atRisk: Int64 = 0
    for tenure in 1...max(1, horizon) {
      atRisk += tally.entered[tenure - 1] - tally.left[tenure - 1]
      guard atRisk > 0 else {
        isThin = true
        continue
      }
      let before = atHorizon
      var count: Int64 = 0
      for reason in reasons {
        let events = tally.events[reason.index][tenure]
        guard events > 0 else { continue }
        count += events
        incidence[reason.index, default: 0] += before * Double(events) / Double(atRisk)
      }
      if count > 0 { atHorizon = before * (1 - Double(count) / Double(atRisk)) }
    }
  }
}
