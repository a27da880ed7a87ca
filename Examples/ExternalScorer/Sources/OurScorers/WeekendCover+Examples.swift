import ScorerKit

extension WeekendCover {
  public static let examples = [
    Example(
      "Requests of weekdays do not count",
      tables: [
        // 2026-10-02 was a Friday.
        "requests": """
        opened_at,first_response_at
        2026-10-02T23:59:59Z,
        2026-10-03T00:00:00Z,2026-10-03T09:00:00Z
        2026-10-04T23:59:59Z,
        2026-10-05T00:00:00Z,
        """
      ],
      expected: ["weekend_answers": 0.5]),
    Example(
      "The last second is in time, the next is not",
      settings: ["within": "2h"],
      tables: [
        "requests": """
        opened_at,first_response_at
        2026-10-03T10:00:00Z,2026-10-03T12:00:00Z
        2026-10-03T10:00:00Z,2026-10-03T12:00:01Z
        """
      ],
      expected: ["weekend_answers": 0.5]),
    Example(
      "A month without requests of weekends says nothing",
      tables: ["requests": "opened_at,first_response_at\n2026-10-05T10:00:00Z,2026-10-05T11:00:00Z\n"],
      expected: ["weekend_answers": nil]),
  ]
}
