import RatingProgramme
import RatingRecord

extension Variation {
  /// Programmes whose tallies are enough to vary one by: itself, and with each of the windows.
  public func programmes(of programme: Programme) -> [Programme] {
    guard kinds.contains(.windows) else { return [programme] }
    return [programme]
      + Set(windows).sorted().map { months in
        var other = programme
        for place in other.scorers.indices { other.scorers[place].window = months }
        return other
      }
  }
}

extension Workbench {
  /// Varies a programme's choices, and says what becomes of ranks and tiers.
  ///
  /// Windows that the tallies do not have are not varied, which the result says.
  ///
  /// - Parameter threads: how many take turns at the variants; the result is the same for any number.
  /// - Throws: `VaryingError`, `EngineError`.
  /// - Complexity: as many decisions as there are variants; memory of nine bytes a guild and variant.
  public func sensitivity(
    of programme: Programme, varying variation: Variation, tool: Tool, threads: Int
  ) throws -> Sensitivity {
    let survey = WindowSurvey(programme: programme, measured: measured(by:))
    let windows = try programme.scorers.indices.map {
      variation.kinds.contains(.windows)
        ? try survey.windows(ofScorer: $0, among: variation.windows) : Windows(usable: [])
    }
    // What follows from each window is worked out by all threads at once, before several of them come upon the same.
    for months in Set(windows.flatMap(\.usable)) {
      var other = programme
      for place in windows.indices where windows[place].usable.contains(months) { other.scorers[place].window = months }
      _ = try decisions(of: other)
    }
    return try Experiment(
      choices: Choices(programme, within: variation) { windows[$0] }, variation: variation, month: month,
      hasNoEvents: tallied(for: programme).month.hasNoEvents, guilds: decisions(of: programme).guilds, tool: tool,
      threads: threads
    ) { programme in
      Standings(try self.decisions(of: programme, threads: 1))
    }.sensitivity()
  }
}

extension Standings {
  init(_ decisions: Decisions) {
    self.init(
      scores: decisions.scores, ranks: decisions.ranks, tiers: decisions.tiers,
      tierCount: decisions.programme.tiers.count)
  }
}
