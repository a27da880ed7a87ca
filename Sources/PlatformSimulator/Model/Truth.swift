import ScorerKit

/// What is true of a guild in a month, beneath what chance made of it: its qualities, and the expected value of every
/// measure over a window of that one month, with default settings.
///
/// An event counts in the month in which its outcome becomes decidable, so part of a month's events happened under the
/// month before, and where qualities drift the two are mixed:
/// - rates within 24 and 72 hours: exactly, by the days of each month whose deadlines fall into this one;
/// - settled payouts: exactly; all were due in the month before;
/// - decided complaints: exactly, as the mean time to a decision says how many stem from the month before;
/// - the median reply and the reopening rate: this month's alone, which is approximate, as reopenings look a week back.
///
/// Without drift all are exact but for rounding to whole cents, and for the months in which a guild opens or closes.
struct Truth {
  let quantity: String
  let value: Double

  static let columns = ["guild_id", "month", "quantity", "value"]

  /// The default settings.
  private static let settled = 30.0
  private static let horizon = 90.0
  private static let reopenWithin = 7.0 * 86_400

  static func all(of guild: SimulatedGuild, month: Int, _ timeline: Timeline) -> [Truth] {
    let (before, now) = (guild.qualities[month - 1], guild.qualities[month])
    return qualities(now) + responsiveness(before.service, now.service, timeline.length(month))
      + payoutFairness(before.pay, now.pay) + retention(now)
      + complaintRate(before.conduct, now.conduct, timeline.length(month))
  }

  private static func qualities(_ now: Qualities) -> [Truth] {
    [
      Truth(quantity: "quality.service", value: now.service), Truth(quantity: "quality.pay", value: now.pay),
      Truth(quantity: "quality.care", value: now.care), Truth(quantity: "quality.conduct", value: now.conduct),
    ]
  }

  private static func responsiveness(_ before: Double, _ now: Double, _ days: Double) -> [Truth] {
    let (old, new) = (ResponseModel(service: before), ResponseModel(service: now))
    /// The mean over the days that deadlines so many days later put into this month.
    func mixed(_ lag: Double, _ rate: (ResponseModel, Double) -> Double) -> Double {
      (lag * rate(old, lag * 86_400) + (days - lag) * rate(new, lag * 86_400)) / days
    }
    return [
      Truth(quantity: "responsiveness.within_target_rate", value: mixed(1) { $0.withinTargetRate(target: $1) }),
      Truth(quantity: "responsiveness.median_first_response", value: new.medianFirstResponse),
      Truth(quantity: "responsiveness.resolution_rate", value: mixed(3) { $0.resolutionRate(target: $1) }),
      Truth(quantity: "responsiveness.reopen_rate", value: new.reopenRate(limit: reopenWithin)),
    ]
  }

  private static func payoutFairness(_ before: Double, _ now: Double) -> [Truth] {
    let (old, new) = (PayoutModel(pay: before), PayoutModel(pay: now))
    return [
      Truth(quantity: "payout_fairness.on_time_rate", value: new.onTimeRate),
      Truth(quantity: "payout_fairness.underpayment_rate", value: old.underpaymentRate(limit: settled)),
      Truth(quantity: "payout_fairness.mean_days_late", value: old.meanDaysLate(limit: settled)),
      Truth(quantity: "payout_fairness.share_dispersion", value: old.shareDispersion(limit: settled)),
    ]
  }

  private static func retention(_ now: Qualities) -> [Truth] {
    let model = LeavingModel(now)
    let reasons = model.incidences(horizon: horizon).map {
      Truth(quantity: "retention.exit_reasons.\($0.reason?.rawValue ?? "unknown")", value: $0.value)
    }
    return [
      Truth(quantity: "retention.attrition_rate", value: model.voluntary),
      Truth(quantity: "retention.retention_at_horizon", value: model.retention(horizon: horizon)),
      Truth(quantity: "retention.let_go_rate", value: model.letGo),
    ] + reasons
  }

  private static func complaintRate(_ before: Double, _ now: Double, _ days: Double) -> [Truth] {
    let (old, new) = (ComplaintModel(conduct: before), ComplaintModel(conduct: now))
    /// What is decided in this month, a thousand broadcaster-months.
    func decided(_ rate: (ComplaintModel) -> Double) -> Double {
      let earlier = ComplaintModel.meanDecisionDays
      return (earlier * rate(old) + (days - earlier) * rate(new)) / days
    }
    let upheld = decided { $0.filed * $0.upheld }
    return [
      Truth(quantity: "complaint_rate.upheld_per_1000", value: upheld),
      Truth(
        quantity: "complaint_rate.severity_weighted_per_1000",
        value: decided { $0.filed * $0.upheld * $0.meanSeverity }),
      Truth(quantity: "complaint_rate.filed_per_1000", value: new.filed),
      Truth(quantity: "complaint_rate.uphold_share", value: upheld / decided { $0.filed * ($0.upheld + $0.rejected) }),
      Truth(quantity: "complaint_rate.pending_share", value: ComplaintModel.pendingShare(days: days)),
    ]
  }
}
