#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How a guild of some pay quality pays what it owes.
///
/// A payout is never paid with probability `unpaid`. Otherwise it comes on its due day or up to three days before, or with
/// probability `late` some days after it: at least one, and each further one with probability `dragging`. With
/// probability `short` only a part of 60 % to 100 % is paid, all parts alike likely. What a broadcaster is entitled to is
/// the contract's share of the gross, give or take up to `spread` of it, evenly: a personal agreement.
struct PayoutModel: Equatable {
  var unpaid: Double
  var late: Double
  var dragging: Double
  var short: Double
  var spread: Double

  static let leastPart = 0.6

  init(pay: Double) {
    unpaid = 0.003 + 0.02 * (1 - pay)
    late = 0.02 + 0.25 * (1 - pay)
    dragging = 0.6 + 0.32 * (1 - pay)
    short = 0.01 + 0.08 * (1 - pay)
    spread = 0.02 + 0.28 * (1 - pay)
  }

  /// The same guild as one of its broadcasters knows it.
  func felt(by temperament: Temperament) -> PayoutModel {
    guard temperament.own > 0 else { return self }
    var (temperament, model) = (temperament, self)
    model.unpaid = temperament.probability(unpaid)
    model.late = temperament.probability(late)
    model.short = temperament.probability(short)
    return model
  }

  /// What becomes of one payout.
  struct Course {
    /// Days after the due day, negative for before; `nil`: never paid.
    var delay: Int64?
    /// The part of what is owed that is paid, once it is.
    var part: Double
  }

  func course(_ random: inout Random) -> Course {
    if random.happens(unpaid) { return Course(delay: nil, part: 0) }
    let delay = random.happens(late) ? 1 + random.daysBefore(1 - dragging) : -Int64(random.below(4))
    let part =
      random.happens(short) ? PayoutModel.leastPart + (1 - PayoutModel.leastPart) * random.uniform() : 1
    return Course(delay: delay, part: part)
  }
}

/// Expected values.
extension PayoutModel {
  /// P(paid by the due day) = (1 − unpaid)(1 − late).
  var onTimeRate: Double { (1 - unpaid) * (1 - late) }

  /// P(paid at most `limit` days late) = (1 − unpaid)(1 − late · draggingˡⁱᵐⁱᵗ).
  func settled(within limit: Double) -> Double { (1 - unpaid) * (1 - late * pow(dragging, limit)) }

  /// E[Y] = P(settled) · (1 − short + short · E[U]), U uniform on [0.6, 1]: the part of what is owed that is paid in time
  /// to count.
  func meanPart(limit: Double) -> Double {
    settled(within: limit) * (1 - short + short * (1 + PayoutModel.leastPart) / 2)
  }

  /// 1 − E[Y]: the gross is independent of what becomes of a payout, so weighting by it changes nothing.
  func underpaymentRate(limit: Double) -> Double { 1 - meanPart(limit: limit) }

  /// E[min(days late, limit)] = unpaid · limit + (1 − unpaid) · late · (1 − draggingˡⁱᵐⁱᵗ) ÷ (1 − dragging).
  func meanDaysLate(limit: Double) -> Double {
    unpaid * limit + (1 - unpaid) * late * (1 - pow(dragging, limit)) / (1 - dragging)
  }

  /// The coefficient of variation of A · Y, where A is the agreed share (uniform, relative half-width `spread`):
  /// √((1 + spread² ÷ 3) · E[Y²] ÷ E[Y]² − 1), E[Y²] = P(settled) · (1 − short + short · E[U²]).
  func shareDispersion(limit: Double) -> Double {
    let least = PayoutModel.leastPart
    let square = settled(within: limit) * (1 - short + short * (1 + least + least * least) / 3)
    let mean = meanPart(limit: limit)
    return ((1 + spread * spread / 3) * square / (mean * mean) - 1).squareRoot()
  }
}
