import RatingRecord

/// A statement of reasons in CommonMark with tables.
struct StatementMarkdown {
  let statement: Statement
  private var card: Card { statement.card }

  var markdown: Markdown {
    let sections = [
      heading, facts("What this is", statement.facts), gates, movement, measures, adjustments, incentives,
      facts("Appeals", statement.appeals), facts("How to check it", statement.checks), programme,
    ]
    return paragraphs(sections) + "\n"
  }

  private var heading: Markdown {
    let sentences = card.verdict.map { phrases -> Markdown in "\(phrases.map(\.markdown))" }
    return paragraphs(
      ["# Statement of reasons · \(card.month)", "\(card.programme) · \(card.guildID)"] + sentences
        + card.remarks.map { "\($0)" })
  }

  private func facts(_ title: Markdown, _ facts: [Card.Fact]) -> Markdown {
    let lines = facts.map { fact -> Markdown in
      "- \(fact.label): \(fact.lines.map { "\($0)" as Markdown }.joined(separator: "\\\n  "))"
    }
    return "## \(title)\n\n\(lines.joined(separator: "\n"))"
  }

  private var gates: Markdown {
    guard !card.gates.isEmpty else { return "" }
    let lines = card.gates.map { gate -> Markdown in
      let conditions: Markdown = " (\(gate.conditions.map { "\($0)" as Markdown }.joined(separator: "; ")))"
      return
        "- **\(gate.name)**: \(gate.outcome).\(gate.reason.map { " \($0)" })\(gate.conditions.isEmpty ? nil : conditions)"
    }
    return "## Gates\n\n\(lines.joined(separator: "\n"))"
  }

  private var movement: Markdown {
    guard let part = card.movement else { return "" }
    let next = part.next.map { "- \($0)" as Markdown }.joined(separator: "\n")
    return paragraphs([
      "## Movement", "**\(part.outcome)** \(part.account)", part.next.isEmpty ? "" : "Next month:\n\n\(next)",
      "\(part.rules ?? "")",
    ])
  }

  private var measures: Markdown {
    guard !statement.measures.isEmpty else { return "" }
    let rows = statement.measures.map { line -> Markdown in
      let cells = [
        line.title, line.scorer, line.value, line.sample ?? "–", line.likely ?? "–", line.peers ?? "–",
        line.points ?? "–", line.weight, line.contribution ?? "–", line.lost ?? "–",
        [line.leaning, line.rule].compactMap { $0 }.joined(separator: " "),
      ]
      return "| \(cells.map { "\($0)" as Markdown }.joined(separator: " | ")) |"
    }
    let header: Markdown = """
      | Measure | Scorer | Value | Rests on | Likely | Peers’ median | Points | Weight | Brings | Lost | |
      | :--- | :--- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | :--- |

      """
    return paragraphs([
      "## The measures that decided it", "\(statement.measuresNote ?? "")", "\(header)\(rows.joined(separator: "\n"))",
      (card.sum ?? card.withheldSum).map { "Sum: \($0)" } ?? "",
      card.next.map { "\($0.title): \($0.summary)" } ?? "",
      (card.next?.acts ?? []).map { "- \($0.act): **\($0.gain)**" as Markdown }.joined(separator: "\n"),
    ])
  }

  private var adjustments: Markdown {
    let lines = (card.reckoning + statement.corrections).map { "- \($0)" as Markdown }
    return lines.isEmpty ? "" : "## Adjustments and corrections\n\n\(lines.joined(separator: "\n"))"
  }

  private var incentives: Markdown {
    guard let part = card.incentives else { return "" }
    let lines = part.lines.map { line -> Markdown in
      "- \(line.title): \(line.arithmetic)\(line.granted.map { ", granted \($0)" })"
    }
    return paragraphs([
      "## What it earns", lines.joined(separator: "\n"), "\(part.total)\(part.budget.map { " \($0)" })",
    ])
  }

  private var programme: Markdown {
    guard let lines = statement.programme else {
      return "## The programme’s text\n\nNone: every scorer runs with its defaults."
    }
    return "## The programme’s text\n\n\(Markdown.code(lines))"
  }

  /// Those that say something, with an empty line between them.
  private func paragraphs(_ parts: [Markdown]) -> Markdown { parts.filter { !$0.isEmpty }.joined(separator: "\n\n") }
}
