import ScorerKit

/// Whether broadcasters are paid what they are owed, when it is due, and alike.
public struct PayoutFairness: Scorer {
  public static let id = "payout_fairness"
  public static let title = "Payout fairness"
  public static let summary = "Whether broadcasters are paid what they are owed, on time, and alike."
  public static let version = 2

  @Setting("A payout this many days after its due date is still on time.", .days(0...90))
  public var grace: Int64 = 0
  @Setting("A payout is judged this many days after its due date; what is paid later counts as unpaid.", .days(0...365))
  public var settledWithin: Int64 = 30

  public init() {}

  public static let reads = [
    Payouts.table.reading(Payouts.gross, Payouts.entitled, Payouts.paid, Payouts.dueOn, Payouts.paidOn)
  ]

  /// Money in 1/10,000 of the currency unit, shares in parts per million, time in days.
  public struct Tally: Mergeable {
    /// Payouts whose days of grace ended in the window, and those paid by then.
    var due: Int64 = 0
    var onTime: Int64 = 0
    /// Payouts whose settling time ended in the window.
    var settled: Int64 = 0
    var short = ExactSum()
    var entitled = ExactSum()
    var daysLate = ExactSum()
    /// Of the settled payouts with a gross: what share of it was paid.
    var shared: Int64 = 0
    var shares = ExactSum()
    var shareSquares = ExactSum()
    /// For intervals: where shares are absurd these may overflow, and there is none.
    var shareCubes = ExactSum()
    var shareFourths = ExactSum()
    /// For intervals: squares and products of the sums above.
    var shortSquares = ExactSum()
    var entitledSquares = ExactSum()
    var shortTimesEntitled = ExactSum()
    var daysLateSquares = ExactSum()

    public init() {}

    public mutating func merge(_ other: Tally) {
      due += other.due
      onTime += other.onTime
      settled += other.settled
      short.merge(other.short)
      entitled.merge(other.entitled)
      daysLate.merge(other.daysLate)
      shared += other.shared
      shares.merge(other.shares)
      shareSquares.merge(other.shareSquares)
      shareCubes.merge(other.shareCubes)
      shareFourths.merge(other.shareFourths)
      shortSquares.merge(other.shortSquares)
      entitledSquares.merge(other.entitledSquares)
      shortTimesEntitled.merge(other.shortTimesEntitled)
      daysLateSquares.merge(other.daysLateSquares)
    }

    public var hasOverflowed: Bool {
      [
        short, entitled, daysLate, shares, shareSquares, shortSquares, entitledSquares, shortTimesEntitled,
        daysLateSquares,
      ].contains(where: \.hasOverflowed) || shareSpread == nil
    }

    /// n²·variance of the shares, exactly: n·Σs² − (Σs)². `nil`: past 128 bits.
    var shareSpread: Int128? {
      let (squares, overflow) = shareSquares.value.multipliedReportingOverflow(by: Int128(shared))
      // By Cauchy and Schwarz (Σs)² is no larger than n·Σs², so it overflows no sooner; but a tally that was read may be
      // anybody's.
      let (square, absurd) = shares.value.multipliedReportingOverflow(by: shares.value)
      return overflow || absurd || square > squares ? nil : squares - square
    }
  }

  public func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
    let dueOn = rows[Payouts.dueOn]
    let paidOn = rows[Payouts.paidOn]
    let (entitled, gross, paid) = (rows[Payouts.entitled], rows[Payouts.gross], rows[Payouts.paid])
    let (grace, settledWithin) = (grace, settledWithin)

    for row in rows.indices {
      let guild = rows.guilds[row]
      let due = dueOn[row]
      let paidDay = paidOn[row] ?? .max

      if window.contains(day: due + grace) {
        tallies[guild].due += 1
        if paidDay <= due + grace { tallies[guild].onTime += 1 }
      }
      if window.contains(day: due + settledWithin) {
        let lastDay = due + settledWithin
        tallies[guild].addSettled(
          entitled: entitled[row], gross: gross[row], paid: paidDay <= lastDay ? paid[row] ?? 0 : 0,
          daysLate: max(0, min(paidDay, lastDay) - due))
      }
    }
  }

  public func estimates(of tally: Tally, in window: Window) -> [Estimate] {
    let spread = Double(tally.shareSpread ?? 0).squareRoot()
    let hasShares = tally.shares.value > 0
    return [
      Self.onTimeRate.proportion(tally.onTime, of: tally.due),
      Self.underpaymentRate.ratio(
        tally.short.double / 10_000, to: tally.entitled.double / 10_000,
        pairs: .init(
          xx: tally.shortSquares.double / 1e8, yy: tally.entitledSquares.double / 1e8,
          xy: tally.shortTimesEntitled.double / 1e8)),
      Self.meanDaysLate.mean(tally.daysLate.double, over: tally.settled, squares: tally.daysLateSquares.double),
      Self.shareDispersion.dispersion(
        hasShares ? spread / tally.shares.double : 0, of: tally.sharePowers, count: hasShares ? tally.shared : 0),
    ]
  }
}

extension PayoutFairness.Tally {
  /// `nil`: past 128 bits.
  var sharePowers: Evidence.PowerSums? {
    shareCubes.hasOverflowed || shareFourths.hasOverflowed
      ? nil
      : Evidence.PowerSums(
        count: Double(shared), x: shares.double, xx: shareSquares.double, xxx: shareCubes.double,
        xxxx: shareFourths.double)
  }

  mutating func addSettled(entitled amount: Int64, gross: Int64, paid: Int64, daysLate late: Int64) {
    let missing = Int128(max(0, amount - paid))
    settled += 1
    short.add(missing)
    entitled.add(Int128(amount))
    daysLate.add(Int128(late))
    shortSquares.add(missing, times: missing)
    entitledSquares.add(Int128(amount), times: Int128(amount))
    shortTimesEntitled.add(missing, times: Int128(amount))
    daysLateSquares.add(Int128(late), times: Int128(late))
    if gross > 0 {
      // paid × 10⁶ ÷ gross, rounded half up
      let share = (2 * Int128(paid) * 1_000_000 + Int128(gross)) / (2 * Int128(gross))
      shared += 1
      shares.add(share)
      shareSquares.add(share, times: share)
      let (square, overflow) = share.multipliedReportingOverflow(by: share)
      // A square that overflows has ended the run already, as `shareSquares` has.
      if !overflow {
        shareCubes.add(square, times: share)
        shareFourths.add(square, times: square)
      }
    }
  }
}
