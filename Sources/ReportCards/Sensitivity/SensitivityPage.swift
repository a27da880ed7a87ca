import RatingRecord

/// A sensitivity analysis as a page. For the platform only: it names guilds.
public func sensitivityHTML(_ result: Sensitivity) -> [UInt8] { SensitivityPage(result: result).html.utf8 }

struct SensitivityPage {
  let result: Sensitivity
  var story: SensitivityStory { SensitivityStory(result: result) }

  static let style: HTML = """
    svg .all{fill:var(--accent);fill-opacity:.32}
    svg .ink{fill:var(--ink)}
    svg .rule{stroke:var(--rule)}
    .effects .bar{width:34%}
    .settle .bar{width:24%}
    .removals .bar{width:22%}
    .removals .f{max-width:16rem}
    .lead{max-width:46rem}
    .lead p{margin:.5rem 0}
    .key{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;margin:.3rem 0}
    .key span{display:inline-flex;align-items:center;gap:.4rem}
    .key svg{display:inline-block}
    @media screen and (max-width:700px){
    .effects .bar,.settle .bar,.removals .bar{width:auto}
    .removals .f{max-width:none}
    .effects tr,.settle tr,.removals tr{display:grid;grid-template-columns:1fr 1fr;gap:0 1.2rem}
    .effects tbody th,.settle tbody th,.removals tbody th,.effects .bar,.settle .bar,.removals .bar,.settle .f,.removals .f{grid-column:1/-1}
    }

    """

  var html: HTML {
    let programme = visible(result.programme.name)
    return document(
      title: "\(result.month.title) · what the choices do · \(programme)", style: Self.style,
      body: """
        <body class="wide">
        <header>
        <p class="kicker">\(programme), version \(String(result.programme.version)) · \(result.month.title) · what the choices do</p>
        \(heading)
        <div class="lead">
        \(story.noEvents.map { "<p class=\"notice\">\($0)</p>\n" })\
        \(story.summary.map { "<p>\($0)</p>\n" as HTML })\
        \(story.unratedNote.map { "<p class=\"small muted\">\($0)</p>\n" })\
        </div>
        </header>
        <main>
        \(effects)\
        \(standings)\
        \(guilds)\
        \(removals)\
        \(ranges)\
        \(notVaried)\
        <footer>
        <p>\(visible(result.tool.name)) \(visible(result.tool.version)) · programme digest \(visible(result.programme.digest)) · \(countText(result.design.variants)) variants of \(counted(Int64(result.design.rows), "pair")) of drawn programmes, seed \(String(result.design.seed))</p>
        </footer>
        </main>
        </body>
        """)
  }

  private var heading: HTML {
    let overall = result.overall
    guard story.isTelling else { return "<h1>\(story.heading)</h1>" }
    let rest = story.heading.drop { $0 != " " }
    return "<h1><strong>\(countText(overall.steady))</strong>\(String(rest))</h1>"
  }

  func section(_ title: String, _ body: HTML) -> HTML {
    "<section>\n<h2>\(title)</h2>\n\(body)</section>\n\n"
  }

  /// A table whose rows become blocks on a phone.
  ///
  /// - Parameter heads: of the columns, and their classes.
  func table(_ style: String, _ heads: [(text: HTML, style: String)], _ rows: [HTML]) -> HTML {
    let cells = heads.map { head -> HTML in
      let style: HTML? = head.style.isEmpty ? nil : " class=\"\(head.style)\""
      return "<th scope=\"col\" role=\"columnheader\"\(style)>\(head.text)</th>"
    }
    return """
      <table class="\(style) blocks" role="table">
      <thead role="rowgroup"><tr role="row">\(cells)</tr></thead>
      <tbody role="rowgroup">
      \(rows)\
      </tbody>
      </table>

      """
  }

  func head(_ text: HTML, note: String? = nil) -> HTML {
    "<th scope=\"row\" role=\"rowheader\">\(text)\(note.map { "<small>\($0)</small>" })</th>"
  }

  func figure(_ label: String, _ text: String) -> HTML {
    "<td role=\"cell\" class=\"n\" data-l=\"\(label)\"><span>\(text)</span></td>"
  }

  func words(_ label: String, _ text: HTML) -> HTML {
    "<td role=\"cell\" class=\"f\" data-l=\"\(label)\"><span>\(text)</span></td>"
  }

  func drawing(_ drawing: HTML?) -> HTML { "<td role=\"cell\" class=\"bar\">\(drawing)</td>" }

  static let bar: (text: HTML, style: String) = (#"<span class="away">Bar</span>"#, "bar")
}
