import RatingRecord
import ScorerKit

extension Card.TrendPart {
  /// `nil` where no earlier month is known.
  init?(of guild: GuildRating, in record: RatingRecord, showsPoints: Bool) {
    guard let trend = guild.trend, !trend.months.isEmpty else { return nil }
    let now = Trend.Point(month: record.month, score: guild.score, interval: guild.knownInterval, tier: guild.tier)
    let points = trend.months + [now]
    months = points.map { point in
      Month(
        title: point.month.title, label: String(point.month.title.prefix(3)), score: point.score,
        scoreText: point.score.map { record.text(ofScore: $0) } ?? "–",
        interval: point.interval.flatMap { $0.high == $0.low ? nil : $0 },
        tier: point.tier.map { visible($0) })
    }
    tiers = Card.TrendPart.tierText(months)
    change =
      trend.change.map { ChangeWords(change: $0, guild: guild, record: record, showsPoints: showsPoints).sentences }
      ?? []
    let thresholds = record.programme.tiers.map { (visible($0.name), $0.from) }
    (low, high) = Card.TrendPart.reach(of: months, thresholds: thresholds.map(\.1), on: record.programme.scale)
    let (low, high) = (low, high)
    lines = thresholds.filter { $0.1 > low && $0.1 <= high }.map { Line(tier: $0.0, from: $0.1) }
  }

  /// `Silver from November 2025 to March 2026, not rated in April 2026, Gold since May 2026.`
  private static func tierText(_ months: [Month]) -> String {
    var runs: [(tier: String, first: Int, last: Int)] = []
    for (i, month) in months.enumerated() {
      let tier = month.tier ?? "not rated"
      if runs.last?.tier == tier { runs[runs.count - 1].last = i } else { runs.append((tier, i, i)) }
    }
    let texts = runs.map { run in
      let (first, last) = (months[run.first].title, months[run.last].title)
      if run.last == months.count - 1 {
        return run.first == run.last ? "\(run.tier) in \(first)" : "\(run.tier) since \(first)"
      }
      return run.first == run.last ? "\(run.tier) in \(first)" : "\(run.tier) from \(first) to \(last)"
    }
    return sentence(texts.joined(separator: ", "))
  }

  /// From and to what scores are drawn: all of them with their intervals, a threshold nearby, and no less than a tenth of the scale,
  /// so that small changes look small.
  private static func reach(
    of months: [Month], thresholds: [Double], on scale: ProgrammeSummary.Scale
  ) -> (Double, Double) {
    let known = months.flatMap { [$0.score, $0.interval?.low, $0.interval?.high].compactMap { $0 } }
      .filter { (scale.from...scale.to).contains($0) }
    let (least, most) = (known.min() ?? scale.from, known.max() ?? scale.to)
    let near = (scale.to - scale.from) / 10
    let nearby = thresholds.filter { $0 > least - near && $0 < most + near }
    let (low, high) = (min(least, nearby.min() ?? least), max(most, nearby.max() ?? most))
    let margin = max(near - (high - low), near / 4) / 2
    return (max(scale.from, low - margin), min(scale.to, high + margin))
  }

  /// Where a score lies between the lowest and the highest that are drawn, 0…1.
  func height(of score: Double) -> Double { high > low ? min(1, max(0, (score - low) / (high - low))) : 0.5 }

  /// The scores as a line of small bars.
  var blocks: String { ReportCards.blocks(months.map { $0.score.map(height) }) }

  var alternative: String {
    "Score by month: "
      + months.map { "\($0.title) \($0.score == nil ? "not rated" : $0.scoreText)" }.joined(separator: ", ") + "."
  }
}

/// What a score's change comes to, and what did it.
private struct ChangeWords {
  let change: ScoreChange
  let guild: GuildRating
  let record: RatingRecord
  let showsPoints: Bool

  var sentences: [String] { [whole] + (parts.map { [$0] } ?? []) }

  /// `Since September 2026: +3.4 points (between +0.9 and +5.9, 9 in 10 sure): improved.`
  private var whole: String {
    let places = self.places([change.points])
    let lead = "Since \(change.since.title): \(signed(change.points, places: places)) points"
    guard let interval = change.interval else { return lead + "; nothing tells whether chance did it." }
    let low = signed(interval.low, places: places)
    let range = interval.high.map { "between \(low) and \(signed($0, places: places))" } ?? "\(low) or more"
    let sureness = confidenceText(record.programme.evidence.confidence) + " sure"
    return "\(lead) (\(range), \(sureness)): \(change.verdict?.rawValue ?? "no change beyond chance")."
  }

  /// `That is its own figures +2.9 (payout fairness +3.1, responsiveness −0.2), its peers’ +0.5 (how the guilds it is compared with have
  /// changed) and the programme 0.0.`
  private var parts: String? {
    guard let parts = change.parts else { return change.note.map(sentence) }
    guard hundredths(parts.peers) == 0 || Disclosure.tellsOfPeers(guild) else {
      return "What its own figures did of that is not shown: its peers are fewer than \(Disclosure.fewest) guilds."
    }
    let amounts = [parts.performance, parts.peers, parts.programme]
    // Equal ones stay in the programme's order.
    let scorers = showsPoints ? parts.scorers.filter { hundredths($0.points) != 0 } : []
    let ranked = scorers.enumerated().sorted { (abs($0.1.points), $1.0) > (abs($1.1.points), $0.0) }.map(\.1)
    let own = ranked.map(\.points)
    let isExact = adds(amounts, to: change.points) && (own.isEmpty || adds(own, to: parts.performance))
    let places = isExact ? self.places(amounts + own) : 2
    let texts = amounts.map { signed($0, places: places) }
    let titles = ranked.map { "\(uncapitalised(record.title(of: $0.id))) \(signed($0.points, places: places))" }
    let byScorer = titles.isEmpty ? "" : " (\(titles.joined(separator: ", ")))"
    return "That is its own figures \(texts[0])\(byScorer), its peers’ \(texts[1]) "
      + "(how the guilds it is compared with have changed) and the programme \(texts[2])."
  }

  /// Whether they are seen to, with one decimal, of which halves go away from nothing.
  private func adds(_ amounts: [Double], to total: Double) -> Bool {
    func tenths(_ value: Double) -> Hundredths { (abs(hundredths(value)) + 5) / 10 * hundredths(value).signum() }
    return amounts.reduce(0) { $0 + tenths($1) } == tenths(total)
  }

  /// One decimal, or two where that would make nothing of something.
  private func places(_ amounts: [Double]) -> Int {
    let vanishes = amounts.contains { hundredths($0) != 0 && abs(hundredths($0)) < 5 }
    return record.programme.scale.isShort || vanishes ? 2 : 1
  }
}

extension Card.Trace {
  /// `nil` where it is not scored, may not be told, or has no two values.
  init?(_ result: MeasureResult, _ summary: MeasureSummary, of guild: GuildRating, in record: RatingRecord) {
    guard summary.weight > 0, let months = guild.trend?.months, let trend = Disclosure.trend(of: result),
      trend.values.count == months.count
    else { return nil }
    let values = (trend.values + [result.value]).map { $0.flatMap { $0.isFinite ? $0 : nil } }
    let known = values.compactMap { $0 }
    guard known.count > 1, let low = known.min(), let high = known.max() else { return nil }
    heights = values.map { value in
      value.map { value in
        guard high > low else { return 0.5 }
        let height = (value - low) / (high - low)
        return summary.direction == .higher ? height : 1 - height
      }
    }
    verdict = zip(trend.verdict, guild.trend?.change).map { "\($0.rawValue) since \($1.since.title)" }
    let texts = values.map { $0.map { valueText($0, summary.unit) } ?? "–" }
    alternative = "By month since \(months.first?.month.title ?? ""), up is better: \(texts.joined(separator: ", "))"
  }

  /// The values as a line of small bars, higher ones the better.
  var blocks: String { ReportCards.blocks(heights) }

  /// For where nothing is drawn: `▂▃·▅▆█ improved since September 2026`.
  var text: String { blocks + (verdict.map { " \($0)" } ?? "") }
}
