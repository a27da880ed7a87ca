import ScorerKit

extension PayoutFairness {
  public static let examples = [
    Example(
      "What is paid after the settling time counts as not paid",
      settings: ["settled_within": "10d"],
      tables: [
        "payouts": """
        gross,entitled,paid,due_on,paid_on
        200.00,100.00,100.00,2026-10-05,2026-10-05
        200.00,100.00,100.00,2026-10-05,2026-10-16
        """
      ],
      expected: ["on_time_rate": 0.5, "underpayment_rate": 0.5, "mean_days_late": 5, "share_dispersion": 1]),
    Example(
      "What is paid on the last day of the settling time is paid, however late",
      settings: ["settled_within": "10d"],
      tables: [
        "payouts": """
        gross,entitled,paid,due_on,paid_on
        200.00,100.00,100.00,2026-10-05,2026-10-15
        """
      ],
      expected: ["on_time_rate": 0, "underpayment_rate": 0, "mean_days_late": 10]),
    Example(
      "A day of grace forgives a day",
      settings: ["grace": "1d", "settled_within": "10d"],
      tables: [
        "payouts": """
        gross,entitled,paid,due_on,paid_on
        200.00,100.00,100.00,2026-10-05,2026-10-06
        200.00,100.00,100.00,2026-10-05,2026-10-07
        """
      ],
      expected: ["on_time_rate": 0.5, "mean_days_late": 1.5, "underpayment_rate": 0, "share_dispersion": 0]),
    Example(
      "Paying one more does not make up for paying another less",
      tables: [
        "payouts": """
        gross,entitled,paid,due_on,paid_on
        200.00,100.00,150.00,2026-09-05,2026-09-05
        200.00,100.00,50.00,2026-09-05,2026-09-05
        """
      ],
      expected: ["underpayment_rate": 0.25, "share_dispersion": 0.5, "on_time_rate": nil]),
    Example(
      "Shares are rounded to a millionth: 0.333333 and 0.666667",
      tables: [
        "payouts": """
        gross,entitled,paid,due_on,paid_on
        3.00,1.00,1.00,2026-09-05,2026-09-05
        3.00,2.00,2.00,2026-09-05,2026-09-05
        """
      ],
      expected: ["share_dispersion": 0.333334, "underpayment_rate": 0]),
    Example(
      "Nothing paid to anyone: all is underpaid, and there are no shares to compare",
      tables: [
        "payouts": """
        gross,entitled,paid,due_on,paid_on
        200.00,100.00,,2026-09-05,
        """
      ],
      expected: ["underpayment_rate": 1, "mean_days_late": 30, "share_dispersion": nil]),
  ]
}
