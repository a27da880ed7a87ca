import RatingProgramme
import RatingRecord
import ScorerKit

/// Finds the windows that a month's tallies can tell of, and that tell something of their own.
struct WindowSurvey {
  let programme: Programme
  /// Measures a month by a programme.
  let measured: (Programme) throws -> MeasuredMonth

  /// A window is usable if any guild's estimates over it are others than over the next shorter usable one, and if the tables seem to
  /// go back so far: of a rate the time counted out of grows with the window though no event may be left to count.
  ///
  /// - Parameters:
  ///   - place: the scorer's.
  ///   - months: to choose from, besides the scorer's own, which is usable in any case.
  /// - Throws: `EngineError`, but not for tallies that lack a window.
  func windows(ofScorer place: Int, among months: [Int]) throws -> Windows {
    let own = programme.scorers[place].window
    var windows = Windows(usable: [])
    var last: Figures?
    for months in Set(months + [own]).sorted() {
      guard let figures = try figures(ofScorer: place, over: months) else {
        windows.unusable.append((months, "the tallies are of another window"))
        continue
      }
      if let before = windows.usable.last, figures == last {
        // The programme's own stays.
        let (kept, left) = months == own ? (months, before) : (before, months)
        windows.usable[windows.usable.count - 1] = kept
        windows.unusable.append((left, "every figure over it is the same as over \(monthsText(kept))"))
      } else if let before = windows.usable.last, let shorter = last, months != own,
        try isBeyondTables(months, figures, next: before, shorter, ofScorer: place)
      {
        windows.unusable.append(
          (
            months,
            "no scorer counts anything more over it than over \(monthsText(before)): the tables seem not to go back so far"
          ))
      } else {
        windows.usable.append(months)
        last = figures
      }
    }
    return windows
  }

  /// Whether no scorer counts an event more over a window than over a shorter one.
  private func isBeyondTables(
    _ months: Int, _ figures: Figures, next before: Int, _ shorter: Figures, ofScorer place: Int
  ) throws -> Bool {
    guard countsEvents(place), figures.counted == shorter.counted else { return false }
    return try !programme.scorers.indices.contains { other in
      guard other != place, countsEvents(other), let long = try self.figures(ofScorer: other, over: months),
        let short = try self.figures(ofScorer: other, over: before)
      else { return false }
      return long.counted != short.counted
    }
  }

  /// Memberships have their beginnings, however old they are, and so say nothing of how far tables of events go back.
  private func countsEvents(_ place: Int) -> Bool {
    let tables = type(of: programme.scorers[place].scorer).reads.map(\.table.name)
    return tables.isEmpty || tables.contains { $0 != Memberships.table.name }
  }

  /// `nil` where the tallies do not have the window.
  private func figures(ofScorer place: Int, over months: Int) throws -> Figures? {
    var alone = programme
    alone.scorers = [programme.scorers[place]]
    alone.scorers[0].window = months
    do {
      return Figures(guilds: try measured(alone).guilds.map { guild in guild.scorers[0].map(Figures.Figure.init) })
    } catch let error as EngineError {
      // Where the programme's own is lacking nothing can be rated.
      if case .mismatch = error, months != programme.scorers[place].window { return nil }
      throw error
    }
  }
}

/// What a scorer measured of every guild.
private struct Figures: Equatable {
  let guilds: [[Figure]]

  struct Figure: Equatable {
    let kind: Measure.Kind
    let estimate: Estimate?

    init(_ measured: Measured) { (kind, estimate) = (measured.measure.kind, measured.estimate) }

    /// Without the time that a rate's events are counted out of.
    var counted: [Double?] {
      kind == .rate
        ? [estimate.map { $0.numerator ?? 0 } ?? 0] : [estimate?.value, estimate?.numerator, estimate?.denominator]
    }
  }

  var counted: [[[Double?]]] { guilds.map { $0.map(\.counted) } }
}
