import ScorerKit

extension Retention {
  public static let examples = [
    Example(
      "Those let go are not counted against the guild as leaving",
      tables: [
        "memberships": """
        joined_on,left_on,leave_reason
        2026-09-01,2026-10-11,guild_initiated
        2026-09-01,2026-10-11,pay
        2026-09-01,,
        """
      ],
      // 10 + 10 + 31 days of membership in October; at a tenure of 40 days 3 were at risk.
      expected: [
        "attrition_rate": 30.4375 / 51, "let_go_rate": 30.4375 / 51, "retention_at_horizon": 2.0 / 3,
        "exit_reasons.pay": 1.0 / 3,
      ]),
    Example(
      "A missing reason is the broadcaster's own",
      tables: [
        "memberships": """
        joined_on,left_on
        2026-10-01,2026-10-11
        2026-10-01,
        """
      ],
      expected: ["attrition_rate": 30.4375 / 41, "exit_reasons.unknown": 0.5, "let_go_rate": nil]),
    Example(
      "Leaving on the first day of the window is an exit in it, with no day of membership",
      tables: [
        "memberships": """
        joined_on,left_on,leave_reason
        2026-09-01,2026-10-01,service
        """
      ],
      expected: ["attrition_rate": nil, "retention_at_horizon": 0, "exit_reasons.service": 1]),
    Example(
      "Leaving on the day of joining is leaving after the first day",
      tables: [
        "memberships": """
        joined_on,left_on
        2026-10-05,2026-10-05
        2026-10-01,
        """
      ],
      expected: ["attrition_rate": 30.4375 / 31, "retention_at_horizon": 0.5]),
    Example(
      "Leaving on the day of the horizon is leaving within it, a day later is not",
      settings: ["horizon": "10d"],
      tables: [
        "memberships": """
        joined_on,left_on
        2026-10-01,2026-10-11
        2026-10-01,2026-10-12
        2026-10-01,
        """
      ],
      expected: ["retention_at_horizon": 2.0 / 3, "exit_reasons.unknown": 1.0 / 3]),
    Example(
      "A long-standing broadcaster says nothing about the first days of tenure",
      settings: ["horizon": "10d"],
      tables: [
        "memberships": """
        joined_on,left_on,leave_reason
        2020-01-01,2026-10-11,pay
        """
      ],
      expected: ["attrition_rate": 30.4375 / 10, "retention_at_horizon": nil]),
  ]
}
