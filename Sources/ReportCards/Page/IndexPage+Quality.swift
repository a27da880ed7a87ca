import RatingRecord

extension IndexPage {
  /// How many guilds each scorer had data for.
  var coverage: HTML {
    """
    <section>
    <h2>Coverage</h2>
    <table class="made blocks" role="table">
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Scorer</th><th scope="col" role="columnheader" class="bar"><span class="away">Bar</span></th><th scope="col" role="columnheader" class="n">Guilds with data</th></tr></thead>
    <tbody role="rowgroup">
    \(record.coverage.map(row))\
    </tbody>
    </table>
    </section>

    """
  }

  private func row(_ scorer: ScorerCoverage) -> HTML {
    let guilds = record.guilds.count
    let why = scorer.noData.map { " · no data: \(visible($0))" } ?? ""
    let about = "weight \(trimmed(scorer.weight * 100, places: 1))\u{A0}% · \(periodText(scorer.window))\(why)"
    return """
      <tr role="row"><th scope="row" role="rowheader">\(visible(scorer.title))<small>\(about)</small></th>\
      <td role="cell" class="bar">\
      \(Drawings.share(guilds > 0 ? Double(scorer.guildsWithData) / Double(guilds) : 0))</td>\
      <td role="cell" class="n"><span>\(countText(scorer.guildsWithData)) of \(countText(guilds))</span></td></tr>

      """
  }

  /// What was read of each table, and what was bad of it.
  var dataQuality: HTML {
    """
    <section>
    <h2>Data quality</h2>
    <table class="quality blocks" role="table">
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Table</th><th scope="col" role="columnheader" class="n">Rows</th><th scope="col" role="columnheader" class="n">Bad rows</th><th scope="col" role="columnheader" class="n">Share</th><th scope="col" role="columnheader">Causes</th></tr></thead>
    <tbody role="rowgroup">
    \(record.inputs.map(row))\
    </tbody>
    </table>
    \(corrections)\
    \(exemptions)\
    </section>

    """
  }

  /// How many rows count otherwise than the tables have them, and whose.
  private var corrections: HTML? {
    let tables = record.correctionsByTable
    guard !tables.isEmpty else { return nil }
    return """
      <h3>Corrections</h3>
      <table class="quality blocks" role="table">
      <caption>Rows that were decided on; guilds’ cards and ratings.json say why</caption>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Table</th><th scope="col" role="columnheader" class="n">Set aside</th><th scope="col" role="columnheader" class="n">Amended</th><th scope="col" role="columnheader" class="n">Guilds</th><th scope="col" role="columnheader">Whose</th></tr></thead>
      <tbody role="rowgroup">
      \(tables.map(row))\
      </tbody>
      </table>

      """
  }

  /// What declared disruptions took out.
  private var exemptions: HTML? {
    guard !record.exemptions.isEmpty else { return nil }
    return """
      <h3>Exemptions</h3>
      <table class="quality blocks" role="table">
      <caption>Declared disruptions, and the rows that they took out</caption>
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Exemption</th><th scope="col" role="columnheader" class="n">Days</th><th scope="col" role="columnheader" class="n">Guilds</th><th scope="col" role="columnheader">Rows</th></tr></thead>
      <tbody role="rowgroup">
      \(record.exemptions.map(row))\
      </tbody>
      </table>

      """
  }

  private func row(_ exemption: AppliedExemption) -> HTML {
    let guilds = record.guilds.count { $0.exemptions?.rows.contains { $0.exemption == exemption.name } ?? false }
    let rows = exemption.rows.map { "\(visible($0.table)) \(countText(Int($0.rows)))" }.joined(separator: ", ")
    return """
      <tr role="row"><th scope="row" role="rowheader"><bdi>\(visible(exemption.name))</bdi><small><bdi>\(sentence(exemption.reason))</bdi></small></th>\
      <td role="cell" class="n" data-l="Days">\(visible(exemption.from)) to \(visible(exemption.to))</td>\
      <td role="cell" class="n" data-l="Guilds">\(countText(guilds))</td>\
      <td role="cell" class="f" data-l="Rows">\(rows.isEmpty ? "none" : rows)</td></tr>

      """
  }

  private func row(_ corrections: TableCorrections) -> HTML {
    let most = 12
    let rest = corrections.guilds.count - most
    let links = Finding.links(corrections.guilds.prefix(most).map { Finding.Entry(guild: $0, detail: nil) }[...])
    let more = rest > 0 ? " and \(countText(rest)) more" : ""
    return """
      <tr role="row"><th scope="row" role="rowheader">\(visible(corrections.table))</th>\
      <td role="cell" class="n" data-l="Set aside">\(countText(corrections.setAside))</td>\
      <td role="cell" class="n" data-l="Amended">\(countText(corrections.amended))</td>\
      <td role="cell" class="n" data-l="Guilds">\(countText(corrections.guilds.count))</td>\
      <td role="cell" class="f\(corrections.guilds.isEmpty ? " none" : "")" data-l="Whose"><span>\(links)\(more)</span></td></tr>

      """
  }

  private func row(_ input: Input) -> HTML {
    let bad = input.badRows.reduce(0) { $0 + $1.count }
    let hasCauses = input.rows != nil && bad > 0
    let causes = input.badRows.map { "\(visible($0.cause)) (\($0.count))" }.joined(separator: ", ")
    let share = input.rows.map { $0 > 0 ? percentText(Double(bad) / Double($0)) : "–" }
    return """
      <tr role="row"><th scope="row" role="rowheader">\(visible(input.table))</th>\
      <td role="cell" class="n" data-l="Rows">\(input.rows.map { countText(Int($0)) } ?? "absent")</td>\
      <td role="cell" class="n" data-l="Bad rows">\(input.rows.map { _ in countText(Int(bad)) } ?? "–")</td>\
      <td role="cell" class="n" data-l="Share">\(share ?? "–")</td>\
      <td role="cell" class="f\(hasCauses ? "" : " none")" data-l="Causes">\(hasCauses ? causes : "")</td></tr>

      """
  }
}
