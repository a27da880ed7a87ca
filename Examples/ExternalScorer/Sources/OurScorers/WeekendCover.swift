import ScorerKit

/// Whether the guild answers at weekends too.
public struct WeekendCover: Scorer {
  public static let id = "weekend_cover"
  public static let title = "Weekend cover"
  public static let summary = "Whether requests of Saturdays and Sundays are answered as they come."
  public static let version = 1

  @Setting("A request of a weekend is due to be answered this long after it is opened.", .duration(hours(1)...days(7)))
  public var within = hours(24)

  public init() {}

  public static let reads = [Requests.table.reading(Requests.openedAt, Requests.firstResponseAt)]

  public struct Tally: Mergeable {
    /// Requests of weekends whose answers were due in the window, and those answered in time.
    var due: Int64 = 0
    var answered: Int64 = 0

    public init() {}

    public mutating func merge(_ other: Tally) {
      due += other.due
      answered += other.answered
    }
  }

  public func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
    let (openedAt, firstResponseAt) = (rows[Requests.openedAt], rows[Requests.firstResponseAt])
    let within = within
    for row in rows.indices where window.contains(time: openedAt[row] + within) && isWeekend(openedAt[row]) {
      let guild = rows.guilds[row]
      tallies[guild].due += 1
      if let answered = firstResponseAt[row], answered - openedAt[row] <= within { tallies[guild].answered += 1 }
    }
  }

  public func estimates(of tally: Tally, in window: Window) -> [Estimate] {
    [Self.weekendAnswers.proportion(tally.answered, of: tally.due)]
  }
}

/// Whether a time, in seconds since 1970-01-01 UTC, lies on a Saturday or Sunday; that day was a Thursday.
private func isWeekend(_ time: Int64) -> Bool {
  let day = time / Calendar.secondsPerDay
  return (day + 3) % 7 >= 5
}
