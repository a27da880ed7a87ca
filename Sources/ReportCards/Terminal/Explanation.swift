import RatingRecord

/// A guild's rating explained on a terminal: the report card's words, under the same rules of disclosure.
public func explanation(
  of guild: GuildRating, in record: RatingRecord, peers: PeerPoints? = nil, width: Int = 80, color: Bool
) -> String {
  let card = Card(of: guild, in: record, peers: peers ?? PeerPoints(record))
  return Explanation(card: card, width: max(72, width), ink: Ink(color: color)).text
}

private struct Explanation {
  let card: Card
  let width: Int
  let ink: Ink

  var text: String {
    let sections =
      [verdict, standing, movement, trend, scorers, apart] + measureSections
      + [improvements, gates, incentives, next] + card.reasons.map(reasons) + [exemptions, corrections, provenance]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var verdict: String {
    let sentences = card.verdict.map { wrapped($0.map(\.text).joined(), width) }
    let kicker = ink.faint(wrapped("\(card.programme) · \(card.guildID)", width))
    let publication = card.publication.map { [ink.faint(wrapped($0, width))] } ?? []
    return
      ([kicker] + publication + [ink.bold(sentences.first ?? "")] + sentences.dropFirst()
      + card.remarks.map { wrapped($0, width) })
      .joined(separator: "\n")
  }

  private func heading(_ text: String) -> String { ink.bold(fitted(text, min(width, displayWidth(text)))) + "\n" }

  private var standing: String {
    guard let standing = card.standing else { return "" }
    let columns = width - 10
    var lines = [ink.bar(standing.place(of: standing.score), of: columns) + "  " + standing.scoreText]
    var marks = ""
    for step in standing.steps {
      let place = Int(standing.place(of: step.from) * Double(columns))
      let label = "│\(trimmed(step.from, places: 2)) \(step.name)"
      if place >= displayWidth(marks) {
        marks += String(repeating: " ", count: place - displayWidth(marks)) + label
      }
    }
    lines.append(ink.faint(fitted(marks, width)))
    if let interval = standing.interval {
      let ends = [interval.low, interval.high ?? standing.scale.to].map {
        min(columns - 1, max(0, Int((standing.place(of: $0) * Double(columns)).rounded(.down))))
      }
      let band = "├" + String(repeating: "─", count: max(0, ends[1] - ends[0] - 1)) + (ends[1] > ends[0] ? "┤" : "")
      lines.insert(String(repeating: " ", count: ends[0]) + band, at: 1)
    }
    lines += standing.likely.map { [wrapped($0, width)] } ?? []
    lines += standing.distances.map { wrapped($0, width) }
    lines += odds(standing) + (standing.chances.map { [wrapped($0, width)] } ?? [])
    return heading("Tier and score: \(standing.tier), \(standing.scoreText) of \(standing.scale.toText)")
      + lines.joined(separator: "\n")
  }

  private func odds(_ standing: Card.Standing) -> [String] {
    guard !standing.odds.isEmpty else { return [] }
    let names = min(24, standing.odds.map { displayWidth($0.tier) }.max() ?? 0)
    return [ink.faint(standing.oddsTitle)]
      + standing.odds.map { "\(fitted($0.tier, names))  \(ink.bar($0.probability, of: 20))  \($0.chance)" }
  }

  private var movement: String {
    guard let part = card.movement else { return "" }
    let lines =
      [ink.bold(part.outcome), wrapped(part.account, width)] + (part.next.isEmpty ? [] : ["Next month:"])
      + part.next.map { "- " + hanging($0, by: 2) }
    return heading("Movement")
      + (lines + (part.rules.map { [ink.faint(wrapped($0, width))] } ?? [])).joined(separator: "\n")
  }

  /// A bar a month with its name and score below.
  private var trend: String {
    guard let trend = card.trend else { return "" }
    let columns = max(3, trend.months.map { displayWidth($0.scoreText) }.max() ?? 0)
    func row(_ cells: [String]) -> String {
      String(cells.map { fitted($0, columns) }.joined(separator: " ").reversed().drop { $0 == " " }.reversed())
    }
    let bars = trend.months.map { month in
      month.score.map { String(repeating: blocks([trend.height(of: $0)]), count: columns) } ?? ""
    }
    let lines =
      trend.change.map { wrapped($0, width) } + [
        ink.accent(row(bars)), ink.faint(row(trend.months.map(\.label))), row(trend.months.map(\.scoreText)),
        wrapped(trend.tiers, width),
      ]
    return heading("Month by month") + lines.joined(separator: "\n")
  }

  private var apart: String {
    guard let apart = card.apart else { return "" }
    let figures = apart.rows.map { displayWidth($0.effect) }.max() ?? 0
    let lines = apart.rows.map { row in
      fitted(row.effect, figures, right: true) + "  " + hanging("\(row.title) (\(row.scorer))", by: figures + 2)
    }
    let words = [apart.note, apart.sum].compactMap { $0 }.map { wrapped($0, width) }
    return heading("What set it apart from its peers (points)") + (lines + words).joined(separator: "\n")
  }

  private var measureSections: [String] {
    let sections = card.parts.map(measures)
    let notes = [card.evidenceNote, card.traceNote].compactMap { $0 }
    guard !notes.isEmpty, let first = sections.first else { return sections }
    return [ink.faint(wrapped(notes.joined(separator: " "), width)) + "\n\n" + first] + sections.dropFirst()
  }

  private var scorers: String {
    guard card.standing != nil else { return "" }
    let longest = card.parts.map(\.possible).max() ?? 0
    let titles = min(24, card.parts.map { displayWidth($0.title) }.max() ?? 0)
    let bars = width - titles - 22
    let lines = card.parts.map { part in
      let title = fitted(part.title, titles)
      let note = part.note.map { hanging($0, by: titles + 2) }
      guard part.earned != nil else { return title + "  " + (note ?? "–") }
      let share = longest > 0 ? (part.earned ?? 0) / longest : 0
      let track = longest > 0 ? Int(part.possible / longest * Double(bars)) : 0
      return title + "  " + ink.bar(share, of: bars, track: track) + "  "
        + fitted(part.earnedText, 6, right: true) + " of " + fitted(part.possibleText, 5, right: true)
        + (note.map { "\n" + String(repeating: " ", count: titles + 2) + $0 } ?? "")
    }
    let sum = (card.sum ?? card.withheldSum).map { [wrapped($0, width)] } ?? []
    let reckoning = card.reckoning.map { wrapped($0, width) }
    return heading("What made it (points)") + (lines + reckoning + sum).joined(separator: "\n")
  }

  /// Wrapped in what is left of the width after a margin, and kept clear of it.
  private func hanging(_ text: String, by margin: Int) -> String {
    wrapped(text, width - margin).replacing("\n", with: "\n" + String(repeating: " ", count: margin))
  }

  private func measures(_ part: Card.ScorerPart) -> String {
    guard part.measures.contains(where: \.isKnown) else {
      return heading(part.title) + wrapped(part.note ?? "No measure has data.", width)
    }
    let columns = MeasureColumns(card: card, width: width)
    let lines = part.measures.map { line in
      let details = [
        line.role, line.sample, line.likely.map { "likely \($0)" }, line.trace?.text, line.leaning, line.note,
      ].compactMap { $0 }
      return columns.row(line) + "\n"
        + ink.faint("  " + wrapped(details.joined(separator: " · "), width - 2, indent: 2))
    }
    let header = columns.header.map { [ink.faint($0)] } ?? []
    return heading("\(part.title), \(part.window)") + (header + lines).joined(separator: "\n")
  }

  private func advice(_ list: [Card.Advice]) -> [String] {
    list.enumerated().flatMap { i, advice in
      [
        wrapped("\(i + 1). \(advice.act): \(advice.gain)", width, indent: 3),
        ink.faint("   " + wrapped(advice.detail, width - 3, indent: 3)),
      ]
    }
  }

  private var improvements: String {
    card.improvements.isEmpty ? "" : heading("What would help most") + advice(card.improvements).joined(separator: "\n")
  }

  private var gates: String {
    guard !card.gates.isEmpty else { return "" }
    let lines = card.gates.map { gate in
      let text =
        "\(gate.name): \(gate.outcome).\(gate.reason.map { " " + $0 } ?? "") "
        + (gate.conditions.isEmpty ? "" : " (\(gate.conditions.joined(separator: "; ")))")
      return gate.hasFired ? ink.notice(wrapped(text, width, indent: 2)) : wrapped(text, width, indent: 2)
    }
    return heading("Gates") + lines.joined(separator: "\n")
  }

  private var incentives: String {
    guard let part = card.incentives else { return "" }
    let lines = part.lines.map { line in
      wrapped("\(line.title): \(line.arithmetic)" + (line.granted.map { ", granted \($0)" } ?? ""), width, indent: 2)
    }
    return heading("Incentives")
      + (lines + [part.total, part.budget ?? ""]).filter { !$0.isEmpty }
      .map { wrapped($0, width) }.joined(separator: "\n")
  }

  private var next: String {
    guard let next = card.next else { return "" }
    return heading(next.title)
      + ([wrapped(next.summary, width)] + advice(next.acts) + next.remarks.map { wrapped($0, width) }).joined(
        separator: "\n")
  }

  private func reasons(_ part: Card.ReasonPart) -> String {
    let (names, bars) = (min(24, max(6, part.rows.map { displayWidth($0.reason) }.max() ?? 0)), 12)
    let margin = names + bars + 12
    // The last column's title may take several lines; the others' stand by its last.
    let titles = wrapped(part.shareTitle, width - margin).split(separator: "\n")
    let header = titles.enumerated().map { i, title in
      let others = fitted("Reason", names) + String(repeating: " ", count: bars + 4) + fitted("Left", 6, right: true)
      return ink.faint((i == titles.count - 1 ? others + "  " : String(repeating: " ", count: margin)) + title)
    }
    let lines = part.rows.map { row in
      fitted(row.reason, names) + "  " + ink.bar(row.length, of: bars) + "  " + fitted(row.count, 6, right: true) + "  "
        + row.share.replacing("\u{A0}", with: " ")
    }
    return heading(part.title)
      + ((lines.isEmpty ? [] : header) + lines + [part.note.map { wrapped($0, width) } ?? ""]).filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private var exemptions: String {
    guard let part = card.exemptions else { return "" }
    let lines = part.lines.map { line in
      wrapped("- \(line.what)", width, indent: 2) + "\n" + ink.faint("  " + hanging(line.why, by: 2))
    }
    return heading("What does not count")
      + (lines + part.effects.map { wrapped($0, width) }).joined(separator: "\n")
  }

  private var corrections: String {
    guard let part = card.corrections else { return "" }
    let lines = part.lines.map { line in
      wrapped("- \(line.row): \(line.act)", width, indent: 2) + "\n"
        + ink.faint("  " + hanging("\(line.reason) \(line.decided)", by: 2))
    }
    let more = part.more.map { [wrapped($0, width)] } ?? []
    return heading("Corrections")
      + ([wrapped(Card.CorrectionPart.introduction, width)] + lines + more).joined(separator: "\n")
  }

  private var provenance: String {
    let margin = 20
    let lines = card.provenance.map { fact in
      fitted(fact.label, margin)
        + fact.lines.map { hanging($0, by: margin) }.joined(separator: "\n" + String(repeating: " ", count: margin))
    }
    return heading("How it was made") + lines.joined(separator: "\n")
  }
}
