import RatingRecord

struct MarkdownCard {
  let card: Card

  var text: String {
    let sections = [
      heading, standing, scorers, measures, improvements, gates, incentives, next, reasons, provenance,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let sentences = card.verdict.map { phrases in
      phrases.map { $0.isStrong ? "**\(markdown($0.text))**" : inner($0.text) }.joined()
    }
    let lines =
      ["# Report card · \(markdown(card.month))", "\(markdown(card.programme)) · \(markdown(card.guildID))"] + sentences
      + card.remarks.map(markdown)
    return lines.joined(separator: "\n\n")
  }

  /// Stretches of a sentence keep the spaces at their ends.
  private func inner(_ text: String) -> String {
    text.hasPrefix(" ") ? " " + inner(String(text.dropFirst())) : markdown(text)
  }

  private var standing: String {
    guard let standing = card.standing else { return "" }
    return "## Tier and score\n\n**\(markdown(standing.tier))**. \(markdown(standing.alternative))"
  }

  private var scorers: String {
    guard card.standing != nil else { return "" }
    let rows = card.parts.map { part in
      [
        markdown(part.title), part.earnedText, part.possibleText, part.peers.map { decimal($0, places: 1) } ?? "–",
        part.note.map(markdown) ?? "",
      ]
    }
    let table = self.table(["Scorer", "Earned", "Possible", "Peers’ median", ""], rows, numbers: 1...3)
    let sum = (card.sum ?? card.withheldSum).map { "\n\nSum: \(markdown($0))" } ?? ""
    return "## What made it\n\n" + table + sum
  }

  private var measures: String {
    let sections = card.parts.map { part -> String in
      let rows = part.measures.map { line in
        [
          markdown(line.title), markdown(line.role),
          markdown(line.value), line.sample.map(markdown) ?? "–", line.target.map(markdown) ?? "–",
          line.peerMedian.map(markdown) ?? "–", line.points ?? "–", line.note.map(markdown) ?? "",
        ]
      }
      let table = self.table(
        ["Measure", "", "Value", "Rests on", "Target", "Peers’ median", "Points", ""], rows, numbers: 2...6)
      let about = [part.summary, part.window + "."].filter { !$0.isEmpty }.map(markdown).joined(separator: " ")
      return "### \(markdown(part.title))\n\n\(about)\n\n"
        + (part.measures.contains(where: \.isKnown) ? table : markdown(part.note ?? "No measure has data."))
    }
    return (["## The measures"] + sections).joined(separator: "\n\n")
  }

  private var improvements: String {
    guard !card.improvements.isEmpty else { return "" }
    return "## What would help most\n\n" + advice(card.improvements, numbered: true)
  }

  private func advice(_ list: [Card.Advice], numbered: Bool) -> String {
    list.enumerated().map { i, advice in
      let mark = numbered ? "\(i + 1). " : "- "
      let indent = String(repeating: " ", count: mark.count)
      var lines = [
        "\(mark)\(markdown(advice.act)): **\(markdown(advice.gain))**", "\(indent)\(markdown(advice.detail))",
      ]
      if numbered, let playbook = advice.playbook { lines.append("\(indent)\(markdown(playbook))") }
      return lines.joined(separator: "\\\n")
    }.joined(separator: "\n")
  }

  private var gates: String {
    guard !card.gates.isEmpty else { return "" }
    let lines = card.gates.map { gate in
      let reason = gate.reason.map { " " + markdown($0) } ?? ""
      return
        "- **\(markdown(gate.name))**: \(markdown(gate.outcome)).\(reason)"
        + (gate.conditions.isEmpty ? "" : " (\(gate.conditions.map(markdown).joined(separator: "; ")))")
    }
    return "## Gates\n\n" + lines.joined(separator: "\n")
  }

  private var incentives: String {
    guard let part = card.incentives else { return "" }
    let rows = part.lines.map { [markdown($0.title), markdown($0.arithmetic), $0.granted.map(markdown) ?? ""] }
    let budget = part.budget.map { " " + markdown($0) } ?? ""
    return "## Incentives\n\n" + table(["Incentive", "What it comes to", "Granted"], rows, numbers: 1...2)
      + "\n\n\(markdown(part.total))\(budget)"
  }

  private var next: String {
    guard let next = card.next else { return "" }
    let parts = [markdown(next.summary), advice(next.acts, numbered: false)] + next.remarks.map(markdown)
    return "## The next tier\n\n" + parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var reasons: String {
    card.reasons.map { part in
      let rows = part.rows.map { [markdown($0.reason), $0.count, markdown($0.share)] }
      let table = rows.isEmpty ? "" : self.table(["Reason", "Left", markdown(part.shareTitle)], rows, numbers: 1...2)
      return ["## \(markdown(part.title))", table, part.note.map(markdown) ?? ""].filter { !$0.isEmpty }.joined(
        separator: "\n\n")
    }.joined(separator: "\n\n")
  }

  private var provenance: String {
    let facts = card.provenance
    let lines = facts.map { "- \(markdown($0.label)): \($0.lines.map(markdown).joined(separator: "; "))" }
    return "## How it was made\n\n" + lines.joined(separator: "\n")
  }

  /// - Parameter numbers: the columns that stand to the right.
  private func table(_ header: [String], _ rows: [[String]], numbers: ClosedRange<Int>) -> String {
    let rule = header.indices.map { numbers.contains($0) ? "---:" : ":---" }
    return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}
