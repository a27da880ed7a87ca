import ScorerKit

extension Responsiveness {
  public static let examples = [
    Example(
      "A request never answered breaches its target",
      tables: [
        "requests": """
        opened_at,first_response_at,resolved_at
        2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,2026-10-05T12:00:00Z
        2026-10-06T09:00:00Z,,
        """
      ],
      expected: ["within_target_rate": 0.5, "median_first_response": 1, "resolution_rate": 0.5, "reopen_rate": nil]),
    Example(
      "The very last second of a target is in time, a second later is not",
      tables: [
        "requests": """
        opened_at,first_response_at,resolved_at
        2026-10-05T09:00:00Z,2026-10-06T09:00:00Z,2026-10-08T09:00:00Z
        2026-10-05T09:00:00Z,2026-10-06T09:00:01Z,2026-10-08T09:00:01Z
        """
      ],
      expected: ["within_target_rate": 0.5, "resolution_rate": 0.5]),
    Example(
      "A request counts in the month in which its deadline falls",
      tables: [
        "requests": """
        opened_at,first_response_at,resolved_at
        2026-09-30T09:00:00Z,2026-09-30T10:00:00Z,2026-09-30T11:00:00Z
        2026-10-31T09:00:00Z,2026-10-31T10:00:00Z,2026-10-31T11:00:00Z
        """
      ],
      expected: ["within_target_rate": 1, "median_first_response": 1, "resolution_rate": 1]),
    Example(
      "Half of the requests never answered: the median is the slowest reply; more than half, and it is never reached",
      tables: [
        "requests": """
        opened_at,first_response_at
        2026-10-05T09:00:00Z,
        2026-10-05T09:00:00Z,
        2026-10-05T09:00:00Z,2026-10-05T10:00:00Z
        """
      ],
      expected: ["within_target_rate": 1.0 / 3, "median_first_response": .infinity]),
    Example(
      "A reopening counts when it comes soon after the resolution",
      settings: ["reopen_within": "2d"],
      tables: [
        "requests": """
        opened_at,resolved_at,reopened_at
        2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,2026-10-07T10:00:00Z
        2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,2026-10-07T10:00:01Z
        2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,
        2026-10-05T09:00:00Z,,
        """
      ],
      expected: ["reopen_rate": 1.0 / 3, "resolution_rate": 0.75, "within_target_rate": nil]),
  ]
}
