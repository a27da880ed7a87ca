extension CardPage {
  /// Every scorer's measures, a row each.
  var measures: HTML {
    """
    <section>
    <h2>The measures</h2>
    \(reading.map { "<p class=\"small muted\">\($0)</p>\n" })\
    \(card.parts.map(\.measureTable))\
    </section>

    """
  }
}

extension CardPage {
  /// How to read the tables; `nil` where they say it all.
  private var reading: HTML? {
    let evidence = card.evidenceNote.map { "\($0)\(key)" as HTML }
    let notes = [evidence, card.traceNote.map { "\($0)" }].compactMap { $0 }
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }

  /// What the strips' marks are, where they bear those of chance.
  private var key: HTML? {
    let strips = card.parts.flatMap(\.measures).compactMap(\.strip)
    guard strips.contains(where: { $0.likely != nil }) else { return nil }
    let ring: HTML? = strips.contains { $0.scored != nil } ? ", the ring what is scored" : nil
    return " On the strips the dot is what was measured\(ring), the thick line what is likely."
  }
}

extension Card.ScorerPart {
  fileprivate var measureTable: HTML {
    """
    <div class="scorer">
    <h3>\(title)</h3>
    <p class="small muted">\(summary) \(window).</p>
    \(measures.contains(where: \.isKnown) ? table : "<p>\(note ?? "No measure has data.")</p>\n")\
    </div>

    """
  }

  private var table: HTML {
    """
    <table class="measures blocks" role="table" aria-label="\(title): measures">
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Measure</th><th scope="col" role="columnheader" class="n">Value</th><th scope="col" role="columnheader" class="n">Target</th><th scope="col" role="columnheader" class="n">Peers’ median</th><th scope="col" role="columnheader" class="strip">worse → better</th><th scope="col" role="columnheader" class="n">Points</th></tr></thead>
    <tbody role="rowgroup">
    \(measures.map(\.row))\
    </tbody>
    </table>

    """
  }
}

extension Card.MeasureLine {
  fileprivate var row: HTML {
    let sample: HTML? = sample.map { "<small>\($0)</small>" }
    let likely: HTML? = likely.map { "<small>likely \($0)</small>" }
    let note: HTML? = note.map { "<small class=\"why\">\($0)</small>" }
    return """
      <tr role="row"><th scope="row" role="rowheader">\(title)<small>\(role)\(trace?.html)</small></th>\
      <td role="cell" class="n" data-l="Value"><span>\(value)\(sample)\(likely)\(note)</span></td>\
      <td role="cell" class="n\(none(target))" data-l="Target">\(target ?? "–")</td>\
      <td role="cell" class="n\(none(peerMedian))" data-l="Peers">\(peerMedian ?? "–")</td>\
      <td role="cell" class="strip\(none(strip))">\(strip.map(Drawings.strip))</td>\
      <td role="cell" class="n\(none(points))" data-l="Points">\(points ?? "–")</td></tr>
      \(leaning.map(more))
      """
  }

  /// What is to say of the measure over the whole width.
  private func more(_ words: String) -> HTML {
    "<tr role=\"row\" class=\"more\"><td role=\"cell\" colspan=\"6\">\(words)</td></tr>\n"
  }

  /// The class of a cell that says nothing.
  private func none<Figure>(_ figure: Figure?) -> HTML { figure == nil ? " none" : "" }
}
