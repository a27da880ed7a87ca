import ScorerKit

extension ComplaintRate {
  private static let twoMembers = """
    joined_on,left_on
    2026-09-01,
    2026-10-22,
    """

  public static let examples = [
    Example(
      "A complaint counts when it is decided, by its severity",
      tables: [
        // 31 + 10 days of membership in October
        "memberships": twoMembers,
        "complaints": """
        filed_at,severity,outcome,decided_at
        2026-09-20T10:00:00Z,critical,upheld,2026-10-02T10:00:00Z
        2026-10-03T10:00:00Z,minor,rejected,2026-10-09T10:00:00Z
        2026-10-05T10:00:00Z,major,pending,
        """,
      ],
      expected: [
        "upheld_per_1000": 30437.5 / 41, "severity_weighted_per_1000": 304375.0 / 41, "filed_per_1000": 60875.0 / 41,
        "uphold_share": 0.5, "pending_share": 0.5,
      ]),
    Example(
      "Decided after the month's end is undecided at it",
      tables: [
        "memberships": twoMembers,
        "complaints": """
        filed_at,severity,outcome,decided_at
        2026-10-20T10:00:00Z,major,upheld,2026-11-02T10:00:00Z
        """,
      ],
      expected: ["upheld_per_1000": 0, "pending_share": 1, "uphold_share": nil]),
    Example(
      "Without complaints there is a rate of 0 for whoever has members",
      tables: ["memberships": twoMembers, "complaints": "filed_at,severity,outcome,decided_at\n"],
      expected: ["upheld_per_1000": 0, "severity_weighted_per_1000": 0, "pending_share": nil]),
    Example(
      "Without a table of memberships there is nothing to hold complaints against",
      tables: [
        "complaints": """
        filed_at,severity,outcome,decided_at
        2026-10-03T10:00:00Z,minor,upheld,2026-10-09T10:00:00Z
        """
      ],
      expected: ["upheld_per_1000": nil, "uphold_share": 1]),
    Example(
      "Severities weigh what the programme says",
      settings: ["severity_weights": "minor: 2, major: 5, critical: 20"],
      tables: [
        "memberships": "joined_on,left_on\n2026-09-01,\n",
        "complaints": """
        filed_at,severity,outcome,decided_at
        2026-10-03T10:00:00Z,minor,upheld,2026-10-09T10:00:00Z
        2026-10-03T10:00:00Z,major,upheld,2026-10-09T10:00:00Z
        """,
      ],
      expected: ["severity_weighted_per_1000": 7 * 30437.5 / 31]),
  ]
}
