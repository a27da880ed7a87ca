import RatingRecord
import ScorerKit

/// Makes the parts about scorers and their measures.
struct ScorerParting {
  let guild: GuildRating
  let record: RatingRecord
  let peers: PeerPoints
  /// Decimals of contributions, so that their sum is seen to agree.
  let places: Int
  let showsPoints: Bool

  func part(_ scorer: ScorerResult) -> Card.ScorerPart {
    let coverage = record.coverage.first { $0.id == scorer.id }
    let possible = scorer.weight * record.programme.scale.to
    let earned = showsPoints ? scorer.contribution : nil
    let isMean = record.programme.combine == "weighted_mean"
    let median = isMean && showsPoints && !scorer.isNeutral ? peers.median(scorer.id, for: guild) : nil
    return Card.ScorerPart(
      id: visible(scorer.id), title: record.title(of: scorer.id), summary: coverage.map { visible($0.summary) } ?? "",
      window: coverage.map { periodText($0.window) } ?? "", earned: earned, possible: possible,
      earnedText: earned.map { decimal($0, places: places) } ?? "–",
      possibleText: possible > 0 ? trimmed(possible, places: 1) : "–",
      peers: scorer.contribution == nil ? nil : median.map { $0 * scorer.weight },
      note: note(scorer, coverage), measures: rows(of: scorer))
  }

  /// What `likely` means on the card, and why an estimate leans.
  func evidenceNote(of parts: [Card.ScorerPart]) -> String? {
    let lines = parts.flatMap(\.measures)
    guard lines.contains(where: { $0.likely != nil }) else { return nil }
    let sureness = confidenceText(record.programme.evidence.confidence)
    let leans = record.programme.evidence.shrinkTo == "peers" && lines.contains { $0.leaning != nil }
    return "“Likely” is where the truth lies, \(sureness) sure."
      + (leans ? " The less a guild’s own figure tells, the more of what is scored comes from its peers." : "")
  }

  /// What the measures' trends show.
  func traceNote(of parts: [Card.ScorerPart]) -> String? {
    guard parts.contains(where: { $0.measures.contains { $0.trace != nil } }), let first = guild.trend?.months.first
    else {
      return nil
    }
    return "A measure’s small chart has the months since \(first.month.title); up is better."
  }

  /// More rows than this, and those without data are left out, since “How it was made” names them all.
  private static let mostRows = 12

  private func rows(of scorer: ScorerResult) -> [Card.MeasureLine] {
    let lines = scorer.measures.compactMap { line($0, of: scorer) }
    return lines.count > Self.mostRows ? lines.filter { $0.isKnown || $0.value != "no data" } : lines
  }

  private func note(_ scorer: ScorerResult, _ coverage: ScorerCoverage?) -> String? {
    if scorer.isNeutral { return "No data: it is given its peers’ median, as the programme says." }
    guard scorer.contribution == nil else { return nil }
    let scored = scorer.measures.filter { (record.summary(of: scorer.id, $0.id)?.weight ?? 0) > 0 }
    let reasons = coverage?.noData.map { [$0] } ?? scored.compactMap(\.noData)
    var distinct: [String] = []
    for reason in reasons where !distinct.contains(reason) { distinct.append(reason) }
    let why = distinct.isEmpty ? "" : ": " + visible(distinct.joined(separator: "; "))
    if scorer.points == nil { return "No data\(why). It has no part in the score." }
    return guild.score == nil ? nil : "It has no part in the score."
  }

  /// A measure's row; `nil` for a breakdown's part, which stands elsewhere.
  private func line(_ result: MeasureResult, of scorer: ScorerResult) -> Card.MeasureLine? {
    guard let summary = record.summary(of: scorer.id, result.id) else { return nil }
    guard summary.kind != .breakdown, result.part == nil else { return nil }
    let unit = summary.unit
    let better = summary.direction == .higher ? "Higher is better" : "Lower is better"
    let isScored = summary.weight > 0
    let role = isScored ? weightText(result, summary, of: scorer) : "not scored"
    var line = Card.MeasureLine(
      title: visible(summary.title),
      role: "\(better) · \(role)",
      value: "–", sample: nil, likely: nil, leaning: nil, target: summary.target.map { limitText($0, unit) },
      peerMedian: nil, points: nil, strip: nil, trace: nil, note: nil, isKnown: result.value != nil || result.isNever)
    let figures = Disclosure.peers(of: result)
    line.peerMedian = figures.map { $0.median.map { valueText($0, unit) } ?? "never" }
    if Disclosure.withholds(result, of: guild) {
      line.value = "fewer than 5"
      line.note = "Too few to show a value."
      return line
    }
    line.sample = sampleText(result, summary)
    if result.isNever {
      line.value = "never"
    } else if let value = result.value {
      line.value = valueText(value, unit)
    } else {
      line.value = "no data"
      line.note = result.noData.map(sentence)
    }
    let known = MeasureEvidence(result, summary, peers: figures, cautious: record.programme.evidence.isCautious)
    line.likely = known.interval.map { rangeText($0.low, $0.high, unit) }
    line.leaning = known.leaning
    line.points = showsPoints ? result.points.map { decimal($0, places: 1) } : nil
    line.trace = Card.Trace(result, summary, of: guild, in: record)
    line.strip = Strip(result, summary, figures, known)
    return line
  }

  /// `weight 40 %`, or where that went for want of data.
  private func weightText(_ result: MeasureResult, _ summary: MeasureSummary, of scorer: ScorerResult) -> String {
    let isMissing = result.points == nil && result.value == nil && !result.isNever
    let others = scorer.measures.count { $0.points != nil && (record.summary(of: scorer.id, $0.id)?.weight ?? 0) > 0 }
    if isMissing, others > 0 { return "its weight went to the other\(others == 1 ? " measure" : "s")" }
    let share = result.weight > 0 ? result.weight : summary.weight
    return "weight\u{A0}\(trimmed(share * 100, places: 1))\u{A0}%"
  }
}
