import ScorerKit

extension PayoutFairness {
  public static let measures = [onTimeRate, underpaymentRate, meanDaysLate, shareDispersion]

  static let onTimeRate = Measure(
    "on_time_rate", "Paid on time", unit: .share, .higher, .proportion,
    .scored(weight: 40, .points([.init(0.8, 0), .init(0.95, 60), .init(0.995, 100)])),
    needs: [Payouts.paidOn.need],
    counting: .init(
      of: "due_on + {grace} lies in {window}",
      when: "paid_on is due_on + {grace} or sooner"),
    act: "pay {change} more of {denominator} payouts by their due date",
    playbook: """
      Start the pay run early enough that a failed transfer can be repeated before the due date. Keep bank details \
      checked as broadcasters join, and tell the platform of a returned payment the same day.
      """)

  static let underpaymentRate = Measure(
    "underpayment_rate", "Underpaid", unit: .share, .lower, .ratio,
    .scored(weight: 40, .points([.init(0, 100), .init(0.02, 60), .init(0.1, 0)])),
    needs: [Payouts.paid.need, Payouts.paidOn.need],
    counting: .init(
      of: "due_on + {settled_within} lies in {window}",
      when: "less than entitled is paid by due_on + {settled_within}"),
    act: "pay {change:money} more of the {denominator:money} owed",
    playbook: """
      Reconcile what was paid with what the agreement says before the settling time ends, and pay the difference rather \
      than carrying it over: what is paid after that counts as not paid. Deductions need the broadcaster's consent on record.
      """)

  static let meanDaysLate = Measure(
    "mean_days_late", "Days late, on average", unit: .days, .lower, .mean,
    .scored(weight: 10, .points([.init(0, 100), .init(2, 60), .init(10, 0)])),
    needs: [Payouts.paidOn.need],
    counting: .init(
      of: "due_on + {settled_within} lies in {window}",
      when: "it is not paid by due_on"),
    act: "pay sooner: {change} days in all, over {denominator} payouts",
    playbook: """
      A few payouts that are weeks late weigh more than many that are a day late. List what is unpaid a week after the due \
      date and settle it one by one.
      """)

  static let shareDispersion = Measure(
    "share_dispersion", "Spread of shares paid", unit: .number, .lower, .dispersion,
    .scored(weight: 10, .points([.init(0.05, 100), .init(0.3, 60), .init(1, 0)])),
    needs: [Payouts.paid.need, Payouts.paidOn.need],
    counting: .init(
      of: "due_on + {settled_within} lies in {window}, and gross is above 0"),
    act: "bring the spread of the shares paid from {now} down to {after}, over {denominator} payouts",
    playbook: """
      The spread is the standard deviation of the share of gross paid out, over its mean: 0 where everyone gets the same \
      share. Unpaid and short-paid broadcasters widen it most; so do agreements that differ without a stated reason.
      """)
}
