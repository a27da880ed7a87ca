// The tables of the data contract (Docs/Data.md) that scorers can read. Times are seconds and dates are days since
// 1970-01-01 UTC, amounts are 1/10,000 of the programme's currency unit.

/// What broadcasters ask of their guild.
public enum Requests {
  public static let openedAt = Column<Int64>("requests", "opened_at", .time)
  /// The first human reply.
  public static let firstResponseAt = Column<Int64?>("requests", "first_response_at", .time)
  /// The first resolution.
  public static let resolvedAt = Column<Int64?>("requests", "resolved_at", .time)
  /// The first reopening after it.
  public static let reopenedAt = Column<Int64?>("requests", "reopened_at", .time)

  public static let table = Table(
    "requests", key: ["request_id"], datedBy: "opened_at",
    columns: [
      .id("request_id"), .id("guild_id"), .id("broadcaster_id"),
      openedAt.definition, firstResponseAt.definition, resolvedAt.definition, reopenedAt.definition,
      .text("channel"),
    ],
    rules: [
      .order(later: "first_response_at", earlier: ["opened_at"]),
      .order(later: "resolved_at", earlier: ["opened_at"]),
      .order(later: "reopened_at", earlier: ["resolved_at", "opened_at"]),
    ])
}

/// What a broadcaster is owed and was paid for a period.
public enum Payouts {
  public static let gross = Column<Int64>("payouts", "gross", .money)
  public static let entitled = Column<Int64>("payouts", "entitled", .money)
  public static let paid = Column<Int64?>("payouts", "paid", .money, knownFrom: "paid_on")
  public static let dueOn = Column<Int64>("payouts", "due_on", .day)
  public static let paidOn = Column<Int64?>("payouts", "paid_on", .day)

  public static let table = Table(
    "payouts", key: ["payout_id"], datedBy: "due_on",
    columns: [
      .id("payout_id"), .id("guild_id"), .id("broadcaster_id"),
      ColumnDefinition("period", .month, isRequired: true),
      ColumnDefinition("currency", .text, isRequired: true),
      gross.definition, entitled.definition, paid.definition, dueOn.definition, paidOn.definition,
      .text("disputed"),
    ])
}

/// Why a broadcaster left; a missing reason is unknown.
public enum LeaveReason: String, ClosedList {
  case pay, service, conflict
  case betterOffer = "better_offer"
  case personal, inactivity, expiry
  case guildInitiated = "guild_initiated"
  case platformInitiated = "platform_initiated"
  case other
}

/// Which broadcaster belonged to which guild from when to when: half-open spells [joined_on, left_on).
public enum Memberships {
  public static let joinedOn = Column<Int64>("memberships", "joined_on", .day)
  public static let leftOn = Column<Int64?>("memberships", "left_on", .day)
  public static let leaveReason = Column<LeaveReason?>("memberships", "leave_reason", knownFrom: "left_on")

  public static let table = Table(
    "memberships", key: ["guild_id", "broadcaster_id", "joined_on"], datedBy: "joined_on",
    columns: [
      .id("guild_id"), .id("broadcaster_id"), joinedOn.definition, leftOn.definition, leaveReason.definition,
    ],
    rules: [.order(later: "left_on", earlier: ["joined_on"])])
}

public enum Severity: String, ClosedList { case minor, major, critical }

public enum ComplaintOutcome: String, ClosedList { case pending, upheld, rejected, withdrawn }

/// What broadcasters complained of, and what the platform decided.
public enum Complaints {
  public static let filedAt = Column<Int64>("complaints", "filed_at", .time)
  public static let severity = Column<Severity>("complaints", "severity")
  public static let outcome = Column<ComplaintOutcome>("complaints", "outcome")
  public static let decidedAt = Column<Int64?>("complaints", "decided_at", .time)

  public static let table = Table(
    "complaints", key: ["complaint_id"], datedBy: "filed_at",
    columns: [
      .id("complaint_id"), .id("guild_id"), .id("broadcaster_id"), filedAt.definition,
      ColumnDefinition("category", .text, isRequired: true),
      severity.definition, outcome.definition, decidedAt.definition,
    ],
    rules: [
      .order(later: "decided_at", earlier: ["filed_at"]),
      .needed(column: "decided_at", when: "outcome", words: ["upheld", "rejected"]),
    ])
}

extension ColumnDefinition {
  /// A required id.
  public static func id(_ name: String) -> ColumnDefinition {
    ColumnDefinition(name, .id, isRequired: true)
  }
  /// A text that may be empty or absent.
  public static func text(_ name: String) -> ColumnDefinition {
    ColumnDefinition(name, .text, isRequired: false)
  }
}
