import ArgumentParser

/// A table that a new scorer may begin with: how soon the one time of its rows follows the other.
struct SkeletonTable {
  /// The table's type in Swift, and its rows in words.
  let type: String, row: String, rows: String
  /// When a row's time begins to run, and when it is over: the columns' properties.
  let since: String, until: String
  /// What happens then, in two tenses: `answered` names the measures, `is answered` goes behind `a request`.
  let done: String, isDone: String
  /// What the scorer rates, in a line, and what its setting is for.
  let summary: String, help: String
  /// Whether columns hold times, or days.
  let holdsTimes: Bool
  /// The setting's default and domain, as they stand in Swift.
  let within: String, domain: String
  /// Whether the one may come before the other, which is no wait.
  let mayPrecede: Bool
  let isHigherBetter: Bool
  /// Further columns that an example must have, and a row's fields where it is done in time, and where it is not.
  let further: (columns: String, done: String, open: String)

  /// As in `openedAt`, `opened_at`.
  static func column(_ property: String) -> String {
    property.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
  }
}

/// What `--table` takes.
enum SkeletonChoice: String, CaseIterable, ExpressibleByArgument {
  case complaints, memberships, payouts, requests

  var table: SkeletonTable {
    switch self {
    case .requests:
      SkeletonTable(
        type: "Requests", row: "request", rows: "requests", since: "openedAt", until: "firstResponseAt",
        done: "answered", isDone: "is answered",
        summary: "How many of the guild's requests are answered soon after they are opened.",
        help: "A request answered this long after it is opened is answered in time.", holdsTimes: true,
        within: "hours(24)", domain: ".duration(minutes(1)...days(90))", mayPrecede: false, isHigherBetter: true,
        further: ("", "", ""))
    case .payouts:
      SkeletonTable(
        type: "Payouts", row: "payout", rows: "payouts", since: "dueOn", until: "paidOn", done: "paid",
        isDone: "is paid", summary: "How many of the guild's payouts are paid soon after they are due.",
        help: "A payout paid so many days after it is due is paid in time.", holdsTimes: false,
        within: ": Int64 = 3", domain: ".days(0...90)", mayPrecede: true, isHigherBetter: true,
        further: ("gross,entitled,", "200.00,100.00,", "200.00,100.00,"))
    case .complaints:
      SkeletonTable(
        type: "Complaints", row: "complaint", rows: "complaints", since: "filedAt", until: "decidedAt",
        done: "decided", isDone: "is decided",
        summary: "How many complaints about the guild are decided soon after they are filed.",
        help: "A complaint decided this long after it is filed is decided in time.", holdsTimes: true,
        within: "days(14)", domain: ".duration(hours(1)...days(90))", mayPrecede: false, isHigherBetter: true,
        further: ("severity,outcome,", "minor,upheld,", "minor,pending,"))
    case .memberships:
      SkeletonTable(
        type: "Memberships", row: "membership", rows: "memberships", since: "joinedOn", until: "leftOn", done: "ended",
        isDone: "ends", summary: "How many of the guild's memberships end soon after they begin.",
        help: "A membership that ends so many days after it begins ends too soon.", holdsTimes: false,
        within: ": Int64 = 90", domain: ".days(1...365)", mayPrecede: false, isHigherBetter: false,
        further: ("", "", ""))
    }
  }
}
