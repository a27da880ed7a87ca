import RatingProgramme
import RatingRecord
import ScorerKit
import Statistics

/// Puts ratings next to those of earlier published months.
struct Trends {
  let month: Month
  let history: History
  private let programme: Programme
  /// Where each measure of each published month is found among the programme's now; `nil`: nowhere, or it was another thing by the
  /// same name.
  private let places: [[(scorer: Int, measure: Int)?]]
  /// Why a change since the last published month can't be told apart into its parts, where it can't for anyone.
  private let obstacle: String?
  private let isSameProgramme: Bool
  /// Whether the last published month's estimates and intervals were made as they are now.
  private let isSameEstimation: Bool
  /// The places of the published months.
  private let byMonth: [Month: Int]

  /// `nil` without any month before.
  init?(_ history: History, _ rules: Rulebook, month: Month) {
    guard let last = history.months.last else { return nil }
    self.month = month
    self.history = history
    programme = rules.programme
    let places = Dictionary(
      uniqueKeysWithValues: rules.scorers.enumerated().flatMap { scorer, plan in
        plan.measures.enumerated().map { measure, kind in
          (MeasureName(scorer: plan.plan.id, measure: kind.id), (scorer: scorer, measure: measure))
        }
      })
    let bases = programme.bases
    self.places = history.months.map { month in
      month.measures.map { month.programme.bases[$0.scorer] == bases[$0.scorer] ? places[$0] : nil }
    }
    isSameEstimation = last.programme.bases[""] == bases[""]
    byMonth = Dictionary(uniqueKeysWithValues: history.months.indices.map { (history.months[$0].month, $0) })
    isSameProgramme = programme.digest == last.programme.digest
    obstacle = isSameProgramme ? nil : Trends.obstacle(last, programme)
  }

  /// What keeps last month's figures from being scored by this programme.
  private static func obstacle(_ last: PublishedMonth, _ programme: Programme) -> String? {
    let cause = "The programme is another than in \(last.month.title)"
    let bases = programme.bases
    let weighted = programme.scorers.filter { $0.weight > 0 }.map(\.id)
    if let other = weighted.first(where: { bases[$0] != last.programme.bases[$0] }) {
      let title = programme.scorers.first { $0.id == other }.map { type(of: $0.scorer).title } ?? other
      let doing =
        last.programme.bases[other] == nil
        ? "rates \(title.lowercased()) too" : "measures \(title.lowercased()) differently"
      return "\(cause) and \(doing), so what did it can't be told apart."
    }
    if bases[""] != last.programme.bases[""] {
      return "\(cause) and goes by other peers or evidence, so what did it can't be told apart."
    }
    let isAgainstPeers = programme.scorers.contains { plan in
      plan.weight > 0 && plan.measures.contains { $0.weight > 0 && $0.curve.fixed == nil }
    }
    if isAgainstPeers || programme.missing == .neutral {
      return "\(cause) and scores against the peers, so what did it can't be told apart."
    }
    return nil
  }

  /// What is said of a guild's score and of its measures, which are by scorer and measure.
  struct Findings {
    var trend: Trend
    var measures: [[MeasureTrend]]
  }

  /// - Parameters:
  ///   - score: and its interval; `nil` where it is unrated.
  /// - Returns: `nil` for a guild that was rated in none of the months.
  func findings(
    of guild: Identifier, score: Hundredths?, interval: Interval?, sheet: ScoreSheet, inferences: [[Inference?]]
  ) -> Findings? {
    let rated = history.months.indices.filter { history.months[$0].guilds[guild]?.score != nil }
    guard let first = rated.first, let last = rated.last, let then = history.months[last].guilds[guild] else {
      return nil
    }
    let calendar = (history.months[first].month.ordinal..<month.ordinal).map { Month(ordinal: $0) }
    let points = calendar.map { month in
      let rating = byMonth[month].flatMap { history.months[$0].guilds[guild] }
      return Trend.Point(month: month, score: rating?.score, interval: rating?.interval, tier: rating?.tier)
    }
    let figures = calendar.map { month in byMonth[month].map { self.figures(of: guild, in: $0) } }
    let lastFigures = self.figures(of: guild, in: last)
    return Findings(
      trend: Trend(
        months: points,
        change: score.flatMap { change(from: then, in: last, to: $0, interval, sheet, of: guild) }),
      measures: sheet.values.indices.map { scorer in
        sheet.values[scorer].indices.map { measure in
          MeasureTrend(
            values: figures.map { $0?[scorer][measure].flatMap { $0.value.isFinite ? $0.value : nil } },
            verdict: verdict(
              inferences[scorer][measure], lastFigures[scorer][measure],
              sheet.rules.scorers[scorer].measures[measure].direction))
        }
      })
  }

  /// By the programme's scorers and measures.
  private func figures(of guild: Identifier, in published: Int) -> [[PublishedMeasure?]] {
    var figures = programme.scorers.map { $0.scorer.measures.map { _ in PublishedMeasure?.none } }
    let measures = history.months[published].guilds[guild]?.measures ?? []
    for (place, measure) in zip(places[published], measures) {
      if let place { figures[place.scorer][place.measure] = measure }
    }
    return figures
  }

  private func change(
    from then: PublishedGuild, in published: Int, to score: Hundredths, _ interval: Interval?, _ sheet: ScoreSheet,
    of guild: Identifier
  ) -> ScoreChange? {
    guard let before = then.score.map(hundredths) else { return nil }
    let (parts, note) = parts(from: then, before, in: published, to: score, sheet, of: guild)
    let difference = Trends.difference(
      Bounded(inPoints(score), interval), then.score.flatMap { Bounded($0, then.interval) })
    return ScoreChange(
      since: history.months[published].month, points: inPoints(score - before),
      interval: difference.map { Interval(low: inPoints(hundredths($0.low)), high: inPoints(hundredths($0.high))) },
      // What the programme did is no guild's doing.
      verdict: parts.flatMap { parts in difference.flatMap { Trends.verdict($0.less(parts.programme), .higher) } },
      parts: parts, note: note)
  }

  /// The change in three steps: last month's figures by this month's programme; the same next to this month's peers; this
  /// month's figures.
  private func parts(
    from then: PublishedGuild, _ before: Hundredths, in published: Int, to score: Hundredths, _ sheet: ScoreSheet,
    of guild: Identifier
  ) -> (ScoreChange.Parts?, note: String?) {
    if let obstacle { return (nil, obstacle) }
    let month = history.months[published].month
    guard published == history.months.indices.last else {
      return (nil, "It was not rated in the last published month, so what did it can't be told apart.")
    }
    let figures = figures(of: guild, in: published)
    let adjustment = billionths(then.adjustment)
    let amongPeers = sheet.replacing(
      zip(sheet.rules.scorers.indices, figures).map { scorer, figures in
        zip(sheet.rules.scorers[scorer].measures.indices, figures).map { measure, then in
          then.map {
            next(to: sheet.leanings.ofScored(scorer, measure), $0, sheet.rules.scorers[scorer].measures[measure])
          }
        }
      }, isScored: true, adjustment: adjustment)
    if let other = sheet.rules.scorers.indices.first(where: { scorer in
      sheet.rules.scorers[scorer].weight > 0
        && (sheet.ownPoints[scorer] == nil) != (amongPeers.ownPoints[scorer] == nil)
    }) {
      let title = type(of: programme.scorers[other].scorer).title
      let counts = sheet.ownPoints[other] == nil ? "has no data now and had in" : "has data now and had none in"
      return (nil, "\(title) \(counts) \(month.title), so the two scores are not of the same things.")
    }
    var byProgramme: Hundredths? = before
    if !isSameProgramme {
      let values = zip(programme.scorers, figures).map { zip($0.scorer.measures, $1).map(self.scored) }
      byProgramme = sheet.replacing(values, isScored: true, adjustment: adjustment).outcome.score
    }
    guard let middle = amongPeers.outcome.score, let byProgramme else {
      return (nil, "This month's programme makes no score of that month's figures, so what did it can't be told apart.")
    }
    return (
      ScoreChange.Parts(
        performance: inPoints(score - middle), peers: inPoints(middle - byProgramme),
        programme: inPoints(byProgramme - before), scorers: scorers(from: amongPeers, to: sheet)), nil
    )
  }

  /// What each scorer brought, as its points go from those of one sheet to those of another: the mean of what they do one after the other
  /// in the programme's order and in reverse, in hundredths that add up to what they do together.
  private func scorers(from then: ScoreSheet, to now: ScoreSheet) -> [ScorerChange] {
    let places = now.rules.scorers.indices.filter { now.rules.scorers[$0].weight > 0 && now.ownPoints[$0] != nil }
    func combined(_ points: [Double?]) -> Double {
      programme.combine.combine(
        points.indices.compactMap { place in
          points[place].map { (points: $0, weight: now.rules.scorers[place].weight) }
        }) ?? 0
    }
    let (first, last) = (now.rules.scorers.indices.map(then.points), now.rules.scorers.indices.map(now.points))
    var changes = [Double](repeating: 0, count: places.count)
    for order in [Array(places.indices), places.indices.reversed()] {
      var (points, before) = (first, combined(first))
      for place in order {
        points[places[place]] = last[places[place]]
        let after = combined(points)
        changes[place] += (after - before) / 2
        before = after
      }
    }
    let whole = hundredths(combined(last)) - hundredths(combined(first))
    return zip(places, apportion(whole, exact: changes.map { $0 * 100 })).map {
      ScorerChange(id: now.rules.scorers[$0].plan.id, points: inPoints($1))
    }
  }

  /// What would be scored of a measure's figures of then, which say as much as they said, next to this month's peers.
  private func next(to now: Leaning, _ then: PublishedMeasure, _ measure: Measure) -> Double {
    let scored = scored(measure, then) ?? then.value
    var leaning = now
    guard let borrowed = then.borrowed, borrowed > 0, now.own < 1, then.value.isFinite, let estimate = then.estimate,
      now.scale.from(then.value).isFinite
    else { return scored }
    leaning.own = 1 - borrowed
    // From the estimate to what was scored is as far as it was.
    leaning.caution = scored == estimate ? 0 : now.scale.from(scored) - now.scale.from(estimate)
    return leaning.caution.isFinite ? leaning.scored(then.value) : scored
  }

  /// What was scored of a measure then, or would have been by this programme.
  private func scored(_ measure: Measure, _ then: PublishedMeasure?) -> Double? {
    guard let then else { return nil }
    let estimate = then.estimate ?? then.value
    guard programme.evidence.scoreOn == .lowerBound, let interval = then.interval else { return estimate }
    return measure.direction == .higher ? interval.low : interval.high ?? .infinity
  }

  private func verdict(
    _ now: Inference?, _ then: PublishedMeasure?, _ direction: Measure.Direction
  ) -> Verdict? {
    guard isSameEstimation, let now, let then, let estimate = then.estimate else { return nil }
    return Trends.difference(Bounded(now.estimate, now.interval), Bounded(estimate, then.interval))
      .flatMap { Trends.verdict($0, direction) }
  }

  private static func difference(_ now: Bounded?, _ then: Bounded?) -> Bounded? {
    guard let now, let then else { return nil }
    let difference = now - then
    return difference.low.isFinite && difference.high.isFinite ? difference : nil
  }

  private static func verdict(_ difference: Bounded, _ direction: Measure.Direction) -> Verdict? {
    if difference.low > 0 { return direction == .higher ? .improved : .declined }
    if difference.high < 0 { return direction == .higher ? .declined : .improved }
    return nil
  }
}

extension Bounded {
  fileprivate func less(_ points: Double) -> Bounded {
    Bounded(value - points, low: low - points, high: high - points)
  }

  /// `nil` where nothing tells how sure it is, or it may be never.
  fileprivate init?(_ value: Double, _ interval: Interval?) {
    guard value.isFinite, let interval, let high = interval.high else { return nil }
    self.init(value, low: interval.low, high: high)
  }
}
