extension Card.Standing {
  /// The score on its scale, how likely each tier is, and how far the next ones are.
  var section: HTML {
    """
    <section>
    <h2>Tier and score</h2>
    <p><strong>\(tier)</strong> · \(scoreText) of \(scale.toText)</p>
    \(Drawings.scale(self))
    \(odds.isEmpty ? nil : oddsTable)\
    \(chances.map { "<p class=\"small muted\">\($0)</p>\n" })\
    <p>\(distances.map { "\($0) " })</p>
    </section>

    """
  }

  private var oddsTable: HTML {
    let rows = odds.map { entry -> HTML in
      let name: HTML = entry.isOwn ? "<b>\(entry.tier)</b>" : "\(entry.tier)"
      return """
        <tr><th scope="row">\(name)</th><td class="bar">\(Drawings.share(entry.probability, thin: true))</td>\
        <td>\(entry.chance)</td></tr>

        """
    }
    return """
      <table class="odds">
      <caption>\(oddsTitle)</caption>
      <tbody>
      \(rows)\
      </tbody>
      </table>

      """
  }
}
