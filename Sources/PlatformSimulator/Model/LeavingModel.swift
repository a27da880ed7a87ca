import ScorerKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How broadcasters leave a guild: on every day after joining, each with the same small probabilities.
///
/// How long a membership lasts is therefore geometric, whatever went before; care keeps people, and bad pay and service
/// show among the reasons given.
struct LeavingModel: Equatable {
  /// Exits a broadcaster-month of the broadcaster's own will, at the guild's wish, and at the platform's.
  var voluntary, letGo, removed: Double
  /// The share of each of `reasons` among voluntary exits; they add up to 1.
  var shares: [Double]

  /// The reasons of voluntary exits; `nil`: none given.
  static let reasons: [LeaveReason?] = [
    .pay, .service, .conflict, .betterOffer, .personal, .inactivity, .expiry, .other, nil,
  ]

  init(_ qualities: Qualities) {
    voluntary = 0.015 + 0.12 * pow(1 - qualities.care, 1.5)
    letGo = 0.002 + 0.01 * (1 - qualities.care)
    removed = 0.002
    let weights = [
      0.05 + 0.25 * (1 - qualities.pay), 0.05 + 0.2 * (1 - qualities.service), 0.08, 0.25, 0.15, 0.1, 0.1, 0.05, 0.03,
    ]
    let total = weights.reduce(0, +)
    shares = weights.map { $0 / total }
  }

  /// The probability that a membership ends on a given day.
  var daily: Double { (voluntary + letGo + removed) / Calendar.daysPerMonth }

  /// Why one ended that did.
  func reason(_ random: inout Random) -> LeaveReason? {
    let cause = random.uniform() * (voluntary + letGo + removed)
    if cause < letGo { return .guildInitiated }
    if cause < letGo + removed { return .platformInitiated }
    return LeavingModel.reasons[random.index(ofShares: shares)]
  }
}

/// Expected values; those of exits a broadcaster-month are the model's own `voluntary` and `letGo`.
extension LeavingModel {
  /// (1 − voluntary ÷ 30.4375)ʰᵒʳⁱᶻᵒⁿ: the chance to stay so many days if nobody were made to go.
  func retention(horizon: Double) -> Double { pow(1 - voluntary / Calendar.daysPerMonth, horizon) }

  /// The cumulative incidence of each reason: its share · (1 − retention), as all hazards are constant.
  func incidences(horizon: Double) -> [(reason: LeaveReason?, value: Double)] {
    let lost = 1 - retention(horizon: horizon)
    return zip(LeavingModel.reasons, shares).map { ($0, $1 * lost) }
  }
}
