import RatingRecord

/// The bytes of a page that shows a comparison of programmes. For the platform only: it names guilds.
public func comparisonHTML(_ comparison: ProgrammeComparison) -> [UInt8] {
  ComparisonPage(comparison: comparison).html.utf8
}

struct ComparisonPage {
  let comparison: ProgrammeComparison

  /// Guilds a list names; the rest are in what `compare --format csv` writes.
  static let most = 200

  var html: HTML {
    document(
      title: "\(comparison.shortSources.before) → \(comparison.shortSources.after) · \(comparison.period)",
      style: ComparisonPage.style,
      body: """
        <body class="wide">
        <header>
        <p class="kicker">\(comparison.names) · \(comparison.period)</p>
        <h1>\(headline)</h1>
        \(paragraphs([comparison.difference] + (comparison.months.count == 1 ? comparison.months[0].overview(isSaid: comparison.changesNothing) : [])))\
        </header>
        <main>
        \(comparison.parts.isEmpty ? nil : parts)\
        \(comparison.months.count > 1 ? months : nil)\
        \(comparison.changesNothing && comparison.months.count == 1 ? [] : comparison.months.map(section))\
        <footer>
        <p>Before: \(visible(comparison.before.source)), digest \(visible(comparison.before.digest))</p>
        <p>After: \(visible(comparison.after.source)), digest \(visible(comparison.after.digest))</p>
        </footer>
        </main>
        </body>
        """)
  }

  private var headline: HTML {
    let sources: HTML =
      "<bdi>\(comparison.shortSources.before)</bdi> → <bdi>\(comparison.shortSources.after)</bdi>"
    guard !comparison.changesNothing else { return "\(sources): <strong>no guild</strong> is decided on otherwise" }
    let moved = comparison.months.map(\.moves.count).reduce(0, +)
    let of = comparison.months.map(\.guilds.count).reduce(0, +)
    let what = comparison.months.count > 1 ? "ratings" : "guilds"
    return "\(sources): <strong>\(countText(moved))</strong> of \(countText(of)) \(what) change tier"
  }

  private func paragraphs(_ texts: [String]) -> [HTML] { texts.map { "<p>\($0)</p>\n" } }

  // MARK: What differs

  private var parts: HTML {
    let lines = comparison.parts.enumerated().flatMap { i, part in
      part.all.enumerated().map { ($0 == 0 ? "\(i + 1). \($1.heading)" : "with it: \($1.heading)", $1) }
    }
    let rows = lines.map { title, part -> HTML in
      """
      <tr role="row"><th scope="row" role="rowheader">\(visible(title))</th>\
      <td role="cell" class="f" data-l="Before"><bdi>\(part.before.map { visible($0) } ?? "–")</bdi></td>\
      <td role="cell" class="f" data-l="After"><bdi>\(part.after.map { visible($0) } ?? "–")</bdi></td></tr>

      """
    }
    return """
      <section>
      <h2>What differs</h2>
      <table class="blocks differing" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Part</th><th scope="col" role="columnheader">Before</th><th scope="col" role="columnheader">After</th></tr></thead>
      <tbody role="rowgroup">
      \(rows)\
      </tbody>
      </table>
      </section>

      """
  }

  private var months: HTML {
    let rows = comparison.months.map { month -> HTML in
      let moves = month.moves
      return """
        <tr role="row"><th scope="row" role="rowheader">\(month.month.title)</th>\
        \(figure("Guilds", countText(moves.guilds)))\(figure("Up", countText(moves.up)))\
        \(figure("Down", countText(moves.down)))\
        \(figure("Mean change", month.scoreChanges.mean.map { changeText($0) } ?? "–"))\
        \(figure("Spearman", month.rankCorrelation.map { correlation($0.spearman) } ?? "–"))\
        \(figure("Incentives", month.incentives.map { signedMoney($0.change, $0.currency) } ?? "–"))</tr>

        """
    }
    return """
      <section>
      <h2>Months</h2>
      <table class="blocks" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Month</th><th scope="col" role="columnheader" class="n">Guilds</th><th scope="col" role="columnheader" class="n">Up</th><th scope="col" role="columnheader" class="n">Down</th><th scope="col" role="columnheader" class="n">Mean change</th><th scope="col" role="columnheader" class="n">Spearman</th><th scope="col" role="columnheader" class="n">Incentives</th></tr></thead>
      <tbody role="rowgroup">
      \(rows)\
      </tbody>
      </table>
      </section>

      """
  }

  private func section(of month: ProgrammeComparison.Month) -> HTML {
    let heading: HTML? =
      comparison.months.count > 1
      ? "<h2 class=\"month\">\(month.month.title)</h2>\n\(paragraphs(month.overview()))" : nil
    guard month.guilds.contains(where: \.isChanged) else { return heading ?? "" }
    return
      "\(heading)\(tiers(of: month))\(changes(in: month))\(effects(in: month))\(groups(of: month))\(movers(of: month))"
  }

  func figure(_ title: HTML, _ text: String) -> HTML {
    "<td role=\"cell\" class=\"n\" data-l=\"\(title)\"><span>\(text)</span></td>"
  }

  private static let style: HTML = """
    svg .flow{fill:var(--ink);fill-opacity:.12}
    svg .flow.moves{fill:var(--accent);fill-opacity:.55}
    h2.month{font-size:26px;font-weight:400;margin-top:3rem}
    .bar{width:30%}
    .differing tbody th{width:30%}
    .migration{width:auto;margin-top:1rem}
    .migration td.n,.migration th.n{min-width:5.5rem;padding-right:.9rem}
    .migration td b{font-weight:700}
    .movers td:last-child{width:44%;font-size:14px}
    @media screen and (max-width:700px){
    .migration{width:100%}
    .migration td.n,.migration th.n{min-width:0;padding-right:.4rem;white-space:normal}
    .migration th{overflow-wrap:anywhere}
    .migration tbody th{font-size:12px}
    .blocks td.bar{padding:.2rem 0}
    .movers td:last-child{width:auto}
    .blocks td.f{display:block;text-align:left}
    .blocks td.f[data-l]::before{padding-right:.8em}
    }
    @media print{.flow,.migration td,svg rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}}

    """
}
