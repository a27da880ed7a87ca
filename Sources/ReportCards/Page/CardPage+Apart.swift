extension Card.Apart {
  /// What helped and hurt most, a bar each to either side of the peers.
  var section: HTML {
    """
    <section>
    <h2>What set it apart from its peers</h2>
    \(rows.isEmpty ? nil : table)\
    \(note.map { "<p>\($0)</p>\n" })\
    <p class="small">\(sum)</p>
    </section>

    """
  }

  private var table: HTML {
    let rows = rows.map { row -> HTML in
      """
      <tr role="row"><th scope="row" role="rowheader">\(row.title)<small>\(row.scorer)</small></th>\
      <td role="cell" class="bar">\(Drawings.balance(row.length))</td>\
      <td role="cell" class="n">\(row.effect)</td></tr>

      """
    }
    return """
      <table class="made apart blocks" role="table">
      <caption>Points of the overall score that a measure brings or costs, next to the peers’ median</caption>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Measure</th><th scope="col" role="columnheader" class="bar"><span class="away">Bar</span></th><th scope="col" role="columnheader" class="n">Points</th></tr></thead>
      <tbody role="rowgroup">
      \(rows)\
      </tbody>
      </table>

      """
  }
}
