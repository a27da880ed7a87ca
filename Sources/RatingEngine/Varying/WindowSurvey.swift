import RatingProgramme
import RatingRecord

/// Finds the windows that a month's tallies can tell of, and that tell something of their own.
struct WindowSurvey {
  let programme: Programme
  /// Measures a month by a programme.
  let measured: (Programme) throws -> MeasuredMonth

  /// - Parameters:
  ///   - place: the scorer's.
  ///   - months: to choose from, besides the scorer's own.
  /// - Throws: `EngineError`, but not for tallies that lack a window.
  func windows(ofScorer place: Int, among months: [Int]) throws -> Windows {
    let own = programme.scorers[place].window
    var windows = Windows(usable: [])
    var last: [[Double?]] = []
    for months in Set(months + [own]).sorted() {
      guard let counts = try counts(ofScorer: place, over: months) else {
        windows.unusable.append((months, "the tallies are of another window"))
        continue
      }
      if let before = windows.usable.last, counts == last {
        // The programme's own stays.
        let (kept, left) = months == own ? (months, before) : (before, months)
        windows.usable[windows.usable.count - 1] = kept
        windows.unusable.append((left, WindowSurvey.nothingNew(over: left, next: kept)))
      } else {
        windows.usable.append(months)
      }
      last = counts
    }
    return windows
  }

  private static func nothingNew(over months: Int, next kept: Int) -> String {
    "all that is counted over it is counted over \(monthsText(kept)) too"
      + (months > kept ? "; the tables may not go back so far" : "")
  }

  /// What each guild's figures count; `nil` where the tallies do not have it.
  private func counts(ofScorer place: Int, over months: Int) throws -> [[Double?]]? {
    var alone = programme
    alone.scorers = [programme.scorers[place]]
    alone.scorers[0].window = months
    do {
      return try measured(alone).guilds.map { guild in
        guild.scorers[0].map { $0.estimate.map { $0.numerator ?? $0.value ?? 0 } }
      }
    } catch let error as EngineError {
      // Where the programme's own is lacking nothing can be rated.
      if case .mismatch = error, months != programme.scorers[place].window { return nil }
      throw error
    }
  }
}
