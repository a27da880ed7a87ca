extension Card.ExemptionPart {
  var section: HTML {
    """
    <section>
    <h2>What does not count</h2>
    <ul>
    \(lines.map(\.item))\
    </ul>
    \(effects.map { "<p class=\"small\">\($0)</p>\n" })\
    </section>

    """
  }
}

extension Card.ExemptionPart.Line {
  fileprivate var item: HTML { "<li>\(what)<small><bdi>\(why)</bdi></small></li>\n" }
}
