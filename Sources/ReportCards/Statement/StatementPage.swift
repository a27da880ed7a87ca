import RatingRecord

/// A statement of reasons as a page.
struct StatementPage {
  let statement: Statement
  private var card: Card { statement.card }

  var html: HTML {
    document(
      title: "\(card.guild) · \(card.month) · statement of reasons", style: style,
      body: """
        <body>
        <header>
        <p class="kicker">Statement of reasons · \(card.month) · \(card.programme) · <bdi>\(card.guildID)</bdi></p>
        <h1>\((card.verdict.first ?? []).map(html))</h1>
        <p>\(card.verdict.dropFirst().map { "\($0.map(html)) " })</p>
        \(card.remarks.map { "<p class=\"muted\">\($0)</p>\n" })\
        </header>
        <main>
        \(section("What this is", facts(statement.facts)))\
        \(gates)\
        \(card.movement?.section)\
        \(measures)\
        \(adjustments)\
        \(card.incentivesSection)\
        \(section("Appeals", facts(statement.appeals)))\
        \(section("How to check it", facts(statement.checks)))\
        \(programme)\
        </main>
        </body>
        """)
  }

  private var style: HTML {
    """
    pre{font:12px/1.45 ui-monospace,"DejaVu Sans Mono",monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:.4rem 0}
    .reasons-why tbody th{width:26%}

    """ + Stylesheet.months
  }

  private func html(_ phrase: Card.Phrase) -> HTML {
    if phrase.isStrong { return "<strong>\(phrase.text)</strong>" }
    if phrase.isAside { return "<span class=\"aside\">\(phrase.text)</span>" }
    return phrase.isName ? "<bdi>\(phrase.text)</bdi>" : "\(phrase.text)"
  }

  private func section(_ title: HTML, _ body: HTML) -> HTML {
    "<section>\n<h2>\(title)</h2>\n\(body)</section>\n\n"
  }

  private func facts(_ facts: [Card.Fact]) -> HTML {
    let lines = facts.map { fact -> HTML in
      "<dt>\(fact.label)</dt><dd>\(fact.lines.map { "<p>\($0)</p>" })</dd>\n"
    }
    return "<dl>\n\(lines)</dl>\n"
  }

  private var gates: HTML? {
    card.gates.isEmpty ? nil : section("Gates", "\(card.gates.map(\.html))")
  }

  private var measures: HTML? {
    guard !statement.measures.isEmpty else { return nil }
    let note: HTML? = statement.measuresNote.map { "<p class=\"small muted\">\($0)</p>\n" }
    let table: HTML = """
      <table class="blocks reasons-why" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Measure</th><th scope="col" role="columnheader" class="n">Value</th><th scope="col" role="columnheader" class="n">Peers’ median</th><th scope="col" role="columnheader" class="n">Points</th><th scope="col" role="columnheader" class="n">Weight</th><th scope="col" role="columnheader" class="n">Brings</th><th scope="col" role="columnheader" class="n">Lost</th></tr></thead>
      <tbody role="rowgroup">
      \(statement.measures.map(row))\
      </tbody>
      </table>

      """
    return section("The measures that decided it", "\(note)\(table)\(sum)\(nextTier)")
  }

  private var nextTier: HTML? { card.next?.html }
  private var sum: HTML? { (card.sum ?? card.withheldSum).map { "<p class=\"n total\">\($0)</p>\n" } }

  private func row(_ line: Statement.Line) -> HTML {
    func small(_ text: String?) -> HTML? { text.map { "<small>\($0)</small>" } }
    func cell(_ label: HTML, _ text: String?) -> HTML {
      "<td role=\"cell\" class=\"n\(text == nil ? " none" : "" as HTML)\" data-l=\"\(label)\">\(text ?? "–")</td>"
    }
    let peers = line.peers?.split(separator: ", ", maxSplits: 1).map(String.init) ?? []
    return """
      <tr role="row"><th scope="row" role="rowheader">\(line.title)<small>\(line.scorer)</small>\(small(line.leaning))\(small(line.rule))</th>\
      <td role="cell" class="n" data-l="Value"><span>\(line.value)\(small(line.sample))\(small(line.likely.map { "likely \($0)" }))</span></td>\
      <td role="cell" class="n\(peers.isEmpty ? " none" : "" as HTML)" data-l="Peers"><span>\(peers.first ?? "–")\(small(peers.dropFirst().first))</span></td>\
      \(cell("Points", line.points))\(cell("Weight", line.weight))\(cell("Brings", line.contribution))\(cell("Lost", line.lost))</tr>

      """
  }

  private var adjustments: HTML? {
    let lines = card.reckoning + statement.corrections
    return lines.isEmpty
      ? nil : section("Adjustments and corrections", "<ul>\n\(lines.map { "<li>\($0)</li>\n" as HTML })</ul>\n")
  }

  private var programme: HTML {
    guard let lines = statement.programme else {
      return section("The programme’s text", "<p>None: every scorer runs with its defaults.</p>\n")
    }
    let text = lines.map { "\($0)\n" as HTML }
    return section("The programme’s text", "<pre>\n\(text)</pre>\n")
  }
}

extension Card {
  /// The incentives by themselves.
  fileprivate var incentivesSection: HTML? {
    incentives.map { "<section>\n<h2>What it earns</h2>\n\($0.html)</section>\n\n" }
  }
}
