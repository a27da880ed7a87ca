import RatingRecord

extension ComparisonPage {
  /// What each part does to scores and tiers.
  func effects(in month: ProgrammeComparison.Month) -> HTML? {
    let figures = comparison.effects(in: month)
    guard !figures.isEmpty else { return nil }
    let longest = figures.compactMap(\.mean).map(abs).max() ?? 0
    let currency = month.attributedCurrency
    let notes = [figures.cancellation, month.moneyNote].compactMap(\.self).map { " \($0)" }.joined()
    let rows = figures.map { figures -> HTML in
      let money = currency.map { figure("Incentives", figures.grants ? figures.money(in: $0) : "–") }
      let length = longest > 0 ? (figures.mean ?? 0) / longest : 0
      return """
        <tr role="row"><th scope="row" role="rowheader">\(figures.part + 1). \(visible(comparison.parts[figures.part].words))</th>\
        <td role="cell" class="bar">\(Drawings.balance(length))</td>\
        \(figure("Mean, points", figures.isIdle ? "nothing" : figures.mean.map { changeText($0) } ?? "–"))\
        \(figure("Largest", figures.guilds == 0 ? "–" : signedPoints(figures.largest)))\
        \(figure("Scores", countText(figures.guilds)))\
        \(figure("Up", countText(figures.up)))\(figure("Down", countText(figures.down)))\(money)</tr>

        """
    }
    let money: HTML? = currency.map { _ in "<th scope=\"col\" role=\"columnheader\" class=\"n\">Incentives</th>" }
    return """
      <section>
      <h2>What each part does</h2>
      <p class="small muted">Points on average over the guilds rated by both: the parts add up to the mean change. Up and down are guilds that move, and that a part helps to.\(notes)</p>
      <table class="blocks" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Part</th><th scope="col" role="columnheader" class="bar"><span class="away">Bar</span></th><th scope="col" role="columnheader" class="n">Mean, points</th><th scope="col" role="columnheader" class="n">Largest</th><th scope="col" role="columnheader" class="n">Scores</th><th scope="col" role="columnheader" class="n">Up</th><th scope="col" role="columnheader" class="n">Down</th>\(money)</tr></thead>
      <tbody role="rowgroup">
      \(rows)\
      </tbody>
      </table>
      </section>

      """
  }

  /// Who gains and who loses, an attribute a table.
  func groups(of month: ProgrammeComparison.Month) -> HTML? {
    let groups = month.groups
    guard !groups.isEmpty else { return nil }
    let longest = groups.compactMap(\.meanChange).map(abs).max() ?? 0
    let tables = groups.byAttribute.map { figures -> HTML in
      """
      <h3>\(visible(figures[0].group.attribute))</h3>
      <p>\(figures.verdict(currency: month.incentives?.currency))</p>
      \(table(of: figures, longest: longest, currency: month.incentives?.currency))
      """
    }
    return """
      <section>
      <h2>Who gains and who loses</h2>
      \(tables)\
      </section>

      """
  }

  private func table(
    of groups: [ProgrammeComparison.GroupFigures], longest: Double, currency: String?
  ) -> HTML {
    let rows = groups.map { group -> HTML in
      let length = longest > 0 ? (group.meanChange ?? 0) / longest : 0
      let note: HTML? = group.isSmall ? "<small>few: a figure of single guilds</small>" : nil
      let money = currency.map { currency in
        figure("Incentives a guild", signedMoney(group.grantChange, currency))
      }
      return """
        <tr role="row"><th scope="row" role="rowheader"><bdi>\(visibleName(group.group.value.description))</bdi>\(note)</th>\
        <td role="cell" class="bar">\(Drawings.balance(length))</td>\
        \(figure("Mean change", group.meanChange.map { changeText($0) } ?? "–"))\
        \(figure("All others", group.othersMeanChange.map { changeText($0) } ?? "–"))\
        \(figure("Rated", group.ratedText))\
        \(figure("Up", group.upShare.map(percentText) ?? "–"))\
        \(figure("Down", group.downShare.map(percentText) ?? "–"))\(money)</tr>

        """
    }
    let money: HTML? = currency.map { _ in
      "<th scope=\"col\" role=\"columnheader\" class=\"n\">Incentives a guild</th>"
    }
    return """
      <table class="blocks" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Group</th><th scope="col" role="columnheader" class="bar"><span class="away">Bar</span></th><th scope="col" role="columnheader" class="n">Mean change</th><th scope="col" role="columnheader" class="n">All others</th><th scope="col" role="columnheader" class="n">Rated</th><th scope="col" role="columnheader" class="n">Up</th><th scope="col" role="columnheader" class="n">Down</th>\(money)</tr></thead>
      <tbody role="rowgroup">
      \(rows)\
      </tbody>
      </table>

      """
  }

  /// The guilds that move, and what moves them.
  func movers(of month: ProgrammeComparison.Month) -> HTML? {
    let movers = month.movers([.down]) + month.movers([.up]) + month.movers([.becomesRated, .becomesUnrated])
    guard !movers.isEmpty else { return nil }
    let rows = movers.prefix(ComparisonPage.most).map { guild -> HTML in
      let change = guild.scoreChange.map { changeText(inPoints($0)) } ?? "–"
      let money = month.incentives.map { incentives in
        figure("Incentive", signedMoney(ProgrammeComparison.money(guild.grantChange), incentives.currency))
      }
      let id = visibleName(guild.guildID.description)
      let title = guild.name.map { visibleName($0.description) } ?? id
      return """
        <tr role="row"><th scope="row" role="rowheader"><bdi>\(title)</bdi><small><bdi>\(id)</bdi></small></th>\
        <td role="cell" class="f" data-l="Tier">\(guild.move.mark) \(guild.passage(in: month))</td>\
        <td role="cell" class="n" data-l="Score"><span>\(guild.scores)<small>\(change)</small></span></td>\(money)\
        <td role="cell" class="f" data-l="Cause"><bdi>\(visible(comparison.cause(of: guild)))</bdi></td></tr>

        """
    }
    let rest = movers.count - rows.count
    let more: HTML? =
      rest > 0 ? "<p>… and \(countText(rest)) more; compare --format csv has all.</p>\n" : nil
    let money: HTML? = month.incentives.map { _ in
      "<th scope=\"col\" role=\"columnheader\" class=\"n\">Incentive</th>"
    }
    return """
      <section>
      <h2>Guilds that move</h2>
      <table class="movers blocks" role="table">
      <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Guild</th><th scope="col" role="columnheader">Tier</th><th scope="col" role="columnheader" class="n">Score</th>\(money)<th scope="col" role="columnheader">Cause</th></tr></thead>
      <tbody role="rowgroup">
      \(rows)\
      </tbody>
      </table>
      \(more)\
      </section>

      """
  }
}
