import RatingProgramme
import RatingRecord
import ScorerKit

/// What earlier published months mean for a rating.
struct Past {
  /// The months on the programme's scale.
  let history: History
  /// `nil` where the programme has no movement.
  let mover: Mover?
  /// `nil` where nothing has been published before.
  let trends: Trends?

  init(_ history: History, _ rules: Rulebook, month: Month) {
    let programme = rules.programme
    let history = history.since(scale: programme.scale)
    self.history = history
    mover = Mover(history, programme, month: month)
    trends = Trends(history, rules, month: month)
  }
}

extension History {
  /// The months on a scale: scores on another are of no use, and those before them neither.
  func since(scale: Programme.Scale) -> History {
    let apart = months.lastIndex {
      hundredths($0.programme.scale.from) != scale.from || hundredths($0.programme.scale.to) != scale.to
    }
    return History(months: Array(months[(apart.map { $0 + 1 } ?? 0)...]))
  }
}

extension ScoreChange {
  /// That it is more than chance explains.
  var flag: Flag? {
    guard let verdict, let interval, let high = interval.high else { return nil }
    func said(_ points: Double) -> String {
      (points > 0 ? "+" : points < 0 ? "\u{2212}" : "") + decimal(abs(points), places: 1)
    }
    return Flag(
      kind: verdict == .improved ? .improved : .declined,
      reason: """
        The score has \(verdict == .improved ? "risen" : "fallen") since \(since.title) by more than chance explains: \
        \(said(points)) points, the truth lying between \(said(interval.low)) and \(said(high)).
        """)
  }
}
