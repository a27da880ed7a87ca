extension CardPage {
  /// Gates, incentives and the next tier.
  var follows: HTML? {
    guard !card.gates.isEmpty || card.incentives != nil || card.next != nil else { return nil }
    let gates: HTML = "<h3>Gates</h3>\n\(card.gates.map(\.html))"
    return """
      <section>
      <h2>What follows</h2>
      \(card.gates.isEmpty ? nil : gates)\
      \(card.incentives?.html)\
      \(card.next?.html)\
      </section>

      """
  }
}

extension Card.GateLine {
  var html: HTML {
    let style: HTML = hasFired ? " class=\"notice\"" : ""
    return """
      <div\(style)>
      <p><b>\(name)</b>: \(outcome).\(reason.map { " \($0)" })</p>
      \(conditions.map { "<p class=\"small muted\">\($0)</p>\n" })\
      </div>

      """
  }
}

extension Card.IncentivePart {
  var html: HTML {
    """
    <h3>Incentives</h3>
    <table class="money">
    <thead><tr><th scope="col">Incentive</th><th scope="col" class="n">What it comes to</th></tr></thead>
    <tbody>
    \(lines.map(\.row))\
    </tbody>
    </table>
    <p class="n total">\(total)</p>
    \(budget.map { "<p class=\"small muted\">\($0)</p>\n" })
    """
  }
}

extension Card.IncentivePart.Line {
  fileprivate var row: HTML {
    let granted: HTML? = granted.map { "<small>granted \($0)</small>" }
    return "<tr><th scope=\"row\">\(title)</th><td class=\"n\">\(arithmetic)\(granted)</td></tr>\n"
  }
}

extension Card.NextStep {
  var html: HTML {
    """
    <h3>\(title)</h3>
    <p>\(summary)</p>
    <ul>
    \(acts.map(\.item))\
    \(remarks.map { "<li>\($0)</li>\n" })\
    </ul>

    """
  }
}
