extension Card.CorrectionPart {
  var section: HTML {
    """
    <section>
    <h2>Corrections</h2>
    <p>\(Self.introduction)</p>
    <ul>
    \(lines.map(\.item))\
    </ul>
    \(more.map { "<p class=\"small muted\">\($0)</p>\n" })\
    </section>

    """
  }
}

extension Card.CorrectionPart.Line {
  fileprivate var item: HTML {
    "<li><b><bdi>\(row)</bdi></b>: <bdi>\(act)</bdi><small><bdi>\(reason)</bdi> \(decided)</small></li>\n"
  }
}
