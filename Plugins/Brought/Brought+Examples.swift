import ScorerKit

extension Brought {
  public static let examples = [
    Example(
      "The value is taken as it stands, and worked out only where it is empty",
      tables: [
        "measures": """
        month,measure,value,numerator,denominator
        2026-10,screened,0.71,,
        2026-10,answered,,45,60
        2026-10,asked,80,45,60
        """
      ],
      expected: ["screened": 0.71, "answered": 0.75, "asked": 80]),
    Example(
      "The latest month of the window counts, and what lies outside of it does not",
      months: 3,
      tables: [
        "measures": """
        month,measure,value
        2026-08,screened,60
        2026-09,screened,65
        2026-07,asked,90
        2026-11,screened,99
        """
      ],
      expected: ["screened": 65, "asked": nil]),
  ]
}
