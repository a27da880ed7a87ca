import ScorerKit

extension Retention {
  public static let measures = [attritionRate, retentionAtHorizon, letGoRate, exitReasons]

  static let attritionRate = Measure(
    "attrition_rate", "Leaving a month", unit: .perMonth, .lower, .rate,
    .scored(weight: 50, .points([.init(0.02, 100), .init(0.08, 60), .init(0.2, 0)])),
    needs: [Memberships.leftOn.need],
    counting: .init(
      of: "a day of membership lies in {window}",
      when: "left_on lies in {window}, and leave_reason is none of {involuntary}"),
    act: "keep {change} of the {numerator} who left of their own accord",
    playbook: """
      Talk to every broadcaster in the first two weeks and again before an agreement ends. Exit reasons on this card say \
      where to begin: pay and service are yours to change. Those you or the platform let go are not counted here.
      """)

  static let retentionAtHorizon = Measure(
    "retention_at_horizon", "Still there after {horizon}", unit: .share, .higher, .survival,
    .scored(weight: 50, .points([.init(0.5, 0), .init(0.75, 60), .init(0.92, 100)])),
    needs: [Memberships.leftOn.need],
    counting: .init(
      of: "the spell may end in {window} at a tenure of {horizon} or less",
      when: "left_on lies in {window} at such a tenure, and leave_reason is none of {involuntary}"),
    act: "bring the share still with you after {horizon} from {now} up to {after}",
    playbook: """
      It is decided by the broadcasters who are new: help them to a first good month. Promise at recruiting what the \
      agreement holds, and give each newcomer one person to turn to.
      """)

  static let letGoRate = Measure(
    "let_go_rate", "Let go a month", unit: .perMonth, .lower, .rate, .shown,
    needs: [Memberships.leftOn.need, Memberships.leaveReason.need],
    counting: .init(
      of: "a day of membership lies in {window}",
      when: "left_on lies in {window}, and leave_reason is guild_initiated"))

  static let exitReasons = Measure(
    "exit_reasons", "Expected to leave for it within {horizon}", unit: .share, .lower, .breakdown, .shown,
    needs: [Memberships.leftOn.need],
    counting: .init(
      of: "left_on lies in {window}"))
}
