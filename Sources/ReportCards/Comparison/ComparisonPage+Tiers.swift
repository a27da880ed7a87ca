import RatingRecord

extension ComparisonPage {
  /// Where guilds come from and go to, drawn and counted.
  func tiers(of month: ProgrammeComparison.Month) -> HTML {
    let migration = month.migration
    let moves = month.moves
    let alternative =
      "Tiers before and after: \(countText(moves.same)) guilds stay, \(countText(moves.up)) move up, \(countText(moves.down)) down; the table has the figures"
    return """
      <section>
      <h2>Tiers</h2>
      \(Drawings.flow(migration, alternative: alternative))
      \(table(of: migration))\
      \(month.tierNote.map { "<p class=\"small muted\">\($0)</p>\n" })\
      </section>

      """
  }

  private func table(of migration: ProgrammeComparison.Migration) -> HTML {
    func name(_ tier: String?) -> String { tier.map { visible($0) } ?? "unrated" }
    // None that is unrated, and no row or column for them.
    let rows = migration.before.indices.filter { migration.before[$0] != nil || migration.beforeTotals[$0] > 0 }
    let columns = migration.after.indices.filter { migration.after[$0] != nil || migration.afterTotals[$0] > 0 }
    let heads = columns.map { "<th scope=\"col\" class=\"n\">\(name(migration.after[$0]))</th>" as HTML }
    let body = rows.map { row -> HTML in
      let total = migration.beforeTotals[row]
      let cells = columns.map { column -> HTML in
        let stays = migration.before[row] == nil ? migration.after[column] == nil : row == column
        return cell(migration.counts[row][column], of: total, stays: stays)
      }
      return """
        <tr><th scope="row">\(name(migration.before[row]))</th>\(cells)<td class="n">\(countText(total))</td></tr>

        """
    }
    let totals = columns.map { "<td class=\"n\">\(countText(migration.afterTotals[$0]))</td>" as HTML }
    return """
      <table class="migration">
      <caption>Guilds by their tier before (down) and after (across); the stronger the colour, the more of the row</caption>
      <thead><tr><th scope="col">Before</th>\(heads)<th scope="col" class="n">all</th></tr></thead>
      <tbody>
      \(body)\
      <tr><th scope="row">all</th>\(totals)<td class="n">\(countText(migration.beforeTotals.reduce(0, +)))</td></tr>
      </tbody>
      </table>

      """
  }

  /// Shaded by its part of the row, never so much that its figure could not be read.
  private func cell(_ count: Int, of total: Int, stays: Bool) -> HTML {
    guard count > 0, total > 0 else { return "<td class=\"n\">–</td>" }
    let shade = Int((6 + 26 * Double(count) / Double(total)).rounded())
    let text: HTML = stays ? "\(countText(count))" : "<b>\(countText(count))</b>"
    return """
      <td class="n" style="background:color-mix(in srgb,var(\(stays ? "--ink" : "--accent")) \(shade)%,transparent)">\(text)</td>
      """
  }

  /// How scores change.
  func changes(in month: ProgrammeComparison.Month) -> HTML? {
    guard let histogram = ChangeHistogram(month.guilds.compactMap(\.scoreChange)) else { return nil }
    let unchanged =
      histogram.unchanged > 0 ? " \(countText(histogram.unchanged)) that stay are not drawn." : ""
    return """
      <section>
      <h2>Scores</h2>
      <p class="small muted">Guilds rated by both, by the change of their score.\(unchanged)</p>
      \(Drawings.histogram(histogram))
      </section>

      """
  }
}
