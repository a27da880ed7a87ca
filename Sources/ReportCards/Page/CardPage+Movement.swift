extension Card.MovementPart {
  /// How the tier came about, what next month needs, and the rules.
  var section: HTML {
    let items = next.map { "<li>\($0)</li>\n" as HTML }
    let needs: HTML = "<div class=\"flow\"><p>Next month:</p>\n<ul>\n\(items)</ul></div>\n"
    return """
      <section>
      <h2>Movement</h2>
      <p><strong>\(outcome)</strong> \(account)</p>
      \(next.isEmpty ? nil : needs)\
      \(rules.map { "<p class=\"small muted\">\($0)</p>\n" })\
      </section>

      """
  }
}

extension Card.TrendPart {
  /// The scores month by month, and what has changed.
  var section: HTML {
    """
    <section>
    <h2>Month by month</h2>
    <div class="flow">\(change.map { "<p>\($0)</p>\n" })</div>
    \(Drawings.trend(self))
    <p class="small muted">\(tiers)\(key)</p>
    </section>

    """
  }

  /// What the drawing has.
  private var key: HTML {
    let band = months.contains { $0.interval != nil } ? "the band is where scores are likely to be" : nil
    let thresholds = lines.isEmpty ? nil : "the lines are this month’s thresholds"
    let marks = [band, thresholds].compactMap { $0 }
    return marks.isEmpty ? "" : " \(sentence(marks.joined(separator: "; ")))"
  }
}

extension Card.Trace {
  /// The drawing, and whether it has changed.
  var html: HTML { " <span class=\"trace\">\(Drawings.trace(self))\(verdict.map { "\($0)" as HTML })</span>" }
}
