import RatingRecord

/// A report card as a page: what the card says, and its drawings.
struct CardPage {
  let card: Card

  var html: HTML {
    document(
      title: "\(card.guild) · \(card.month) · report card",
      style: card.trend == nil && card.movement == nil ? nil : Stylesheet.months,
      body: """
        <body>
        <header>
        <p class="kicker">Report card · \(card.month) · \(card.programme) · <bdi>\(card.guildID)</bdi></p>
        \(card.publication.map { "<p class=\"kicker\">\($0)</p>\n" })\
        <h1>\((card.verdict.first ?? []).map(\.html))</h1>
        <p>\(card.verdict.dropFirst().map { "\($0.map(\.html)) " })</p>
        \(card.remarks.map { "<p class=\"muted\">\($0)</p>\n" })\
        </header>
        <main>
        \(card.standing?.section)\
        \(card.movement?.section)\
        \(card.trend?.section)\
        \(card.standing.map { _ in whatMadeIt })\
        \(card.apart?.section)\
        \(measures)\
        \(improvements)\
        \(follows)\
        \(card.reasons.map(\.section))\
        \(card.exemptions?.section)\
        \(card.corrections?.section)\
        \(provenance)\
        </main>
        </body>
        """)
  }

  private var whatMadeIt: HTML {
    let longest = card.parts.map(\.possible).max() ?? 0
    let hasPeers = card.parts.contains { $0.peers != nil }
    return """
      <section>
      <h2>What made it</h2>
      <table class="made blocks" role="table">
      <caption>Points of the overall score, earned of possible\(hasPeers ? "; the mark is the peers’ median" : "")</caption>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Scorer</th><th scope="col" role="columnheader" class="bar"><span class="away">Bar</span></th><th scope="col" role="columnheader" class="n">Earned</th><th scope="col" role="columnheader" class="n">Possible</th></tr></thead>
      <tbody role="rowgroup">
      \(card.parts.map { $0.row(longest: longest) })\
      </tbody>
      </table>
      \(card.reckoning.map { "<p class=\"small\">\($0)</p>\n" })\
      \(card.sum.map { "<p class=\"n total\">\($0)</p>\n" })\
      \(card.withheldSum.map { "<p class=\"muted\">\($0)</p>\n" })\
      </section>

      """
  }

  private var improvements: HTML? {
    guard !card.improvements.isEmpty else { return nil }
    return """
      <section>
      <h2>What would help most</h2>
      <ol>
      \(card.improvements.map(\.itemWithPlaybook))\
      </ol>
      </section>

      """
  }

  private var provenance: HTML {
    let facts = card.provenance.map { fact -> HTML in
      "<dt>\(fact.label)</dt><dd>\(fact.lines.map { "<p>\($0)</p>" })</dd>\n"
    }
    return """
      <section>
      <h2>How it was made</h2>
      <dl>
      \(facts)\
      </dl>
      </section>

      """
  }
}

extension Card.Phrase {
  fileprivate var html: HTML {
    if isStrong { return "<strong>\(text)</strong>" }
    if isAside { return "<span class=\"aside\">\(text)</span>" }
    return isName ? "<bdi>\(text)</bdi>" : "\(text)"
  }
}

extension Card.ScorerPart {
  /// What it brought, of what it could have.
  fileprivate func row(longest: Double) -> HTML {
    let bar = Drawings.bar(self, longest: longest)
    let none = bar == nil ? " none" : ""
    return """
      <tr role="row"><th scope="row" role="rowheader">\(title)\(note.map { "<small>\($0)</small>" })</th>\
      <td role="cell" class="bar\(none)">\(bar)</td>\
      <td role="cell" class="n\(none)">\(earnedText)</td>\
      <td role="cell" class="n\(none)">\(possibleText)</td></tr>

      """
  }
}

extension Card.Advice {
  var item: HTML { "<li>\(start)</li>\n" }

  fileprivate var itemWithPlaybook: HTML {
    let playbook = playbook.map { playbook -> HTML in
      "<details><summary>How to do it</summary><p>\(playbook)</p></details><p class=\"paper\">\(playbook)</p>"
    }
    return "<li>\(start)\(playbook)</li>\n"
  }

  private var start: HTML { "\(act): <b class=\"gain\">\(gain)</b><small>\(detail)</small>" }
}

extension Card.ReasonPart {
  fileprivate var section: HTML {
    """
    <section>
    <h2>\(title)</h2>
    \(rows.isEmpty ? nil : table)\
    \(note.map { "<p class=\"small muted\">\($0)</p>\n" })\
    </section>

    """
  }

  private var table: HTML {
    let rows = rows.map { row -> HTML in
      """
      <tr><th scope="row">\(row.reason)</th><td class="bar">\(Drawings.share(row.length))</td>\
      <td class="n">\(row.count)</td><td class="n">\(row.share)</td></tr>

      """
    }
    return """
      <table class="reasons">
      <thead><tr><th scope="col">Reason</th><th scope="col" class="bar"><span class="away">Bar</span></th><th scope="col" class="n">Left</th><th scope="col" class="n">\(shareTitle)</th></tr></thead>
      <tbody>
      \(rows)\
      </tbody>
      </table>

      """
  }
}
