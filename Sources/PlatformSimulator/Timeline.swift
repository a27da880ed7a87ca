import ScorerKit

/// The days a simulation covers, month by month.
///
/// Before the first month lie two of run-in, so that it is as full as the others: decisions on complaints filed earlier
/// fall into it, and payouts due earlier settle in it. Months are numbered from the first of the run-in.
struct Timeline: Equatable {
  static let runIn = 2

  let months: [Month]
  /// Where each month begins, and at last where the last one ends, in days since 1970-01-01.
  let bounds: [Int64]

  init(months count: Int, last: Month) {
    let first = last.adding(Int64(1 - count - Timeline.runIn))
    months = (0..<count + Timeline.runIn).map { first.adding(Int64($0)) }
    bounds = months.map(\.firstDay) + [last.adding(1).firstDay]
  }

  /// The months asked for, without the run-in.
  var simulated: Range<Int> { Timeline.runIn..<months.count }
  /// The first day of the run-in.
  var start: Int64 { bounds[0] }
  /// Nothing happens at or past this day.
  var end: Int64 { bounds[months.count] }
  var endTime: Int64 { end * Calendar.secondsPerDay }

  func days(_ month: Int) -> Range<Int64> { bounds[month]..<bounds[month + 1] }
  func length(_ month: Int) -> Double { Double(days(month).count) }

  /// - Precondition: the day is one of the timeline's.
  func month(of day: Int64) -> Int { bounds.lastIndex { $0 <= day }! }
}
