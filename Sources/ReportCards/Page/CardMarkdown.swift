import RatingRecord

/// A report card in CommonMark with tables.
struct MarkdownCard {
  let card: Card

  var markdown: Markdown {
    let sections = [
      heading, standing, movement, trend, scorers, apart, measures, improvements, gates, incentives, next, reasons,
      exemptions, corrections, provenance,
    ]
    return paragraphs(sections) + "\n"
  }

  private var heading: Markdown {
    let sentences = card.verdict.map { phrases -> Markdown in "\(phrases.map(\.markdown))" }
    let title: [Markdown] = ["# Report card · \(card.month)", "\(card.programme) · \(card.guildID)"]
    let publication = escaped([card.publication].compactMap { $0 })
    return (title + publication + sentences + escaped(card.remarks)).joined(separator: "\n\n")
  }

  private var standing: Markdown {
    guard let standing = card.standing else { return "" }
    let odds: Markdown? =
      standing.odds.isEmpty ? nil : "\n\n\(standing.oddsTitle): \(standing.odds.map(\.text).joined(separator: " · "))."
    return
      "## Tier and score\n\n**\(standing.tier)**. \(standing.alternative)\(odds)\(standing.chances.map { "\n\n\($0)" })"
  }

  private var movement: Markdown {
    guard let part = card.movement else { return "" }
    let next: Markdown = "Next month:\n\n\(part.next.map { "- \($0)" as Markdown }.joined(separator: "\n"))"
    return paragraphs([
      "## Movement", "**\(part.outcome)** \(part.account)", part.next.isEmpty ? "" : next, "\(part.rules ?? "")",
    ])
  }

  private var trend: Markdown {
    guard let trend = card.trend else { return "" }
    let figures = trend.months.map(\.scoreText).joined(separator: " · ")
    let line: Markdown = "\(trend.months.first?.title ?? "") to \(card.month): \(trend.blocks) (\(figures))"
    return paragraphs(["## Month by month"] + escaped(trend.change) + [line, "\(trend.tiers)"])
  }

  private var apart: Markdown {
    guard let apart = card.apart else { return "" }
    let rows = apart.rows.map { escaped([$0.title, $0.scorer, $0.effect]) }
    return paragraphs([
      "## What set it apart from its peers",
      rows.isEmpty ? "" : table(["Measure", "Scorer", "Points"], rows, numbers: 2...2),
      "\(apart.note ?? "")", "\(apart.sum)",
    ])
  }

  private var scorers: Markdown {
    guard card.standing != nil else { return "" }
    let rows = card.parts.map { part in
      escaped([
        part.title, part.earnedText, part.possibleText, part.peers.map { decimal($0, places: 1) } ?? "–",
        part.note ?? "",
      ])
    }
    let table = self.table(["Scorer", "Earned", "Possible", "Peers’ median", ""], rows, numbers: 1...3)
    let reckoning = escaped(card.reckoning).map { "\n\n\($0)" as Markdown }
    return "## What made it\n\n\(table)\(reckoning)\((card.sum ?? card.withheldSum).map { "\n\nSum: \($0)" })"
  }

  private var measures: Markdown {
    let sections = card.parts.map { part -> Markdown in
      let about = escaped([part.summary, part.window + "."].filter { !$0.isEmpty }).joined(separator: " ")
      let isKnown = part.measures.contains(where: \.isKnown)
      return """
        ### \(part.title)

        \(about)

        \(isKnown ? table(part.measures) : "\(part.note ?? "No measure has data.")")
        """
    }
    return paragraphs(["## The measures", "\(card.evidenceNote ?? "")", "\(card.traceNote ?? "")"] + sections)
  }

  private func table(_ lines: [Card.MeasureLine]) -> Markdown {
    // A column of intervals where the card has any.
    let hasLikely = card.parts.flatMap(\.measures).contains { $0.likely != nil }
    let rows = lines.map { line in
      escaped(
        [line.title, line.role, line.value, line.sample ?? "–"] + (hasLikely ? [line.likely ?? "–"] : [])
          + [
            line.target ?? "–", line.peerMedian ?? "–", line.points ?? "–",
            [line.trace?.text, line.leaning, line.note].compactMap { $0 }.joined(separator: " "),
          ])
    }
    let header: [Markdown] =
      ["Measure", "", "Value", "Rests on"] + (hasLikely ? ["Likely"] : []) + ["Target", "Peers’ median", "Points", ""]
    return table(header, rows, numbers: 2...header.count - 2)
  }

  private var improvements: Markdown {
    guard !card.improvements.isEmpty else { return "" }
    return "## What would help most\n\n\(advice(card.improvements, numbered: true))"
  }

  private func advice(_ list: [Card.Advice], numbered: Bool) -> Markdown {
    list.enumerated().map { i, advice -> Markdown in
      let mark: Markdown = numbered ? "\(i + 1). " : "- "
      let indent: Markdown = numbered ? "   " : "  "
      let playbook: Markdown? = numbered ? advice.playbook.map { "\\\n\(indent)\($0)" } : nil
      return """
        \(mark)\(advice.act): **\(advice.gain)**\\
        \(indent)\(advice.detail)\(playbook)
        """
    }.joined(separator: "\n")
  }

  private var gates: Markdown {
    guard !card.gates.isEmpty else { return "" }
    let lines = card.gates.map { gate -> Markdown in
      let conditions: Markdown = " (\(escaped(gate.conditions).joined(separator: "; ")))"
      return """
        - **\(gate.name)**: \(gate.outcome).\(gate.reason.map { " \($0)" })\(gate.conditions.isEmpty ? nil : conditions)
        """
    }
    return "## Gates\n\n\(lines.joined(separator: "\n"))"
  }

  private var incentives: Markdown {
    guard let part = card.incentives else { return "" }
    let rows = part.lines.map { escaped([$0.title, $0.arithmetic, $0.granted ?? ($0.isGranted ? "" : "–")]) }
    return """
      ## Incentives

      \(table(["Incentive", "What it comes to", "Granted"], rows, numbers: 1...2))

      \(part.total)\(part.budget.map { " \($0)" })
      """
  }

  private var next: Markdown {
    guard let next = card.next else { return "" }
    let parts = ["\(next.summary)", advice(next.acts, numbered: false)] + escaped(next.remarks)
    return "## \(next.title)\n\n\(paragraphs(parts))"
  }

  private var reasons: Markdown {
    card.reasons.map { part in
      let rows = part.rows.map { escaped([$0.reason, $0.count, $0.share]) }
      let table = rows.isEmpty ? "" : self.table(["Reason", "Left", "\(part.shareTitle)"], rows, numbers: 1...2)
      return paragraphs(["## \(part.title)", table, "\(part.note ?? "")"])
    }.joined(separator: "\n\n")
  }

  private var exemptions: Markdown {
    guard let part = card.exemptions else { return "" }
    let lines = part.lines.map { line -> Markdown in "- \(line.what)\\\n  \(line.why)" }
    return paragraphs(["## What does not count", lines.joined(separator: "\n")] + escaped(part.effects))
  }

  private var corrections: Markdown {
    guard let part = card.corrections else { return "" }
    let lines = part.lines.map { line -> Markdown in
      "- **\(line.row)**: \(line.act)\\\n  \(line.reason) \(line.decided)"
    }
    return paragraphs([
      "## Corrections", "\(Card.CorrectionPart.introduction)", lines.joined(separator: "\n"), "\(part.more ?? "")",
    ])
  }

  private var provenance: Markdown {
    let lines = card.provenance.map { fact -> Markdown in
      "- \(fact.label): \(escaped(fact.lines).joined(separator: "; "))"
    }
    return "## How it was made\n\n\(lines.joined(separator: "\n"))"
  }

  /// Those that say something, with an empty line between them.
  private func paragraphs(_ parts: [Markdown]) -> Markdown { parts.filter { !$0.isEmpty }.joined(separator: "\n\n") }

  private func escaped(_ texts: [String]) -> [Markdown] { texts.map { "\($0)" } }

  /// - Parameter numbers: the columns that stand to the right.
  private func table(_ header: [Markdown], _ rows: [[Markdown]], numbers: ClosedRange<Int>) -> Markdown {
    let rule = header.indices.map { numbers.contains($0) ? "---:" : ":---" as Markdown }
    return ([header, rule] + rows).map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }
}

extension Card.Phrase {
  var markdown: Markdown { isStrong ? "**\(text)**" : Card.Phrase.inner(text) }

  /// Stretches of a sentence keep the spaces at their ends.
  private static func inner(_ text: String) -> Markdown {
    text.hasPrefix(" ") ? " \(inner(String(text.dropFirst())))" : "\(text)"
  }
}
