extension CardPage {
  /// Every scorer's measures, a row each.
  var measures: HTML {
    """
    <section>
    <h2>The measures</h2>
    \(card.evidenceNote.map { "<p class=\"small muted\">\($0)</p>\n" })\
    \(card.parts.map(\.measureTable))\
    </section>

    """
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
    let leaning: HTML? = leaning.map { "<small>\($0)</small>" }
    let note: HTML? = note.map { "<small class=\"why\">\($0)</small>" }
    return """
      <tr role="row"><th scope="row" role="rowheader">\(title)<small>\(role)</small></th>\
      <td role="cell" class="n" data-l="Value"><span>\(value)\(sample)\(likely)\(note)</span></td>\
      <td role="cell" class="n\(none(target))" data-l="Target">\(target ?? "–")</td>\
      <td role="cell" class="n\(none(peerMedian))" data-l="Peers">\(peerMedian ?? "–")</td>\
      <td role="cell" class="strip\(none(strip))">\(strip.map(Drawings.strip))\(leaning)</td>\
      <td role="cell" class="n\(none(points))" data-l="Points">\(points ?? "–")</td></tr>

      """
  }

  /// The class of a cell that says nothing.
  private func none<Figure>(_ figure: Figure?) -> HTML { figure == nil ? " none" : "" }
}
