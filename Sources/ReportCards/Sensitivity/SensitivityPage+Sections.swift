import RatingRecord

extension SensitivityPage {
  private static let mostGuilds = 100

  /// The choices by how much they matter, with what they were varied between.
  var effects: HTML? {
    let effects = story.effects.filter { $0.ranks != nil || $0.tiers != nil }
    guard !effects.isEmpty else { return nil }
    let ends = effects.compactMap {
      $0.ranks.map { max($0.total.value, $0.first.value, $0.total.interval?.upperBound ?? 0) }
    }
    let reach = min(1, max(0.05, ends.max() ?? 1))
    let rows = effects.map { effect -> HTML in
      let range = result.varied.first { $0.name == effect.name }?.range
      return """
        <tr role="row">\(head("\(visible(effect.name))", note: range.map { visible($0) }))\
        \(drawing(effect.ranks.map { Drawings.indices($0, reach: reach) }))\
        \(figure("Alone", effect.ranks.map { indexText($0.first.value) } ?? "–"))\
        \(figure("Alone, likely", effect.ranks?.first.interval.map(intervalText) ?? "–"))\
        \(figure("In all", effect.ranks.map { indexText($0.total.value) } ?? "–"))\
        \(figure("In all, likely", effect.ranks?.total.interval.map(intervalText) ?? "–"))\
        \(figure("Tiers", effect.tiers.map { indexText($0.total.value) } ?? "–"))</tr>

        """
    }
    let key: HTML = """
      <p class="key small muted"><span><svg width="28" height="12" aria-hidden="true"><rect class="own" x="0" y="3" width="28" height="6"/></svg>alone</span>\
      <span><svg width="28" height="12" aria-hidden="true"><rect class="all" x="0" y="0" width="28" height="12"/></svg>in all, with what it does together with others</span>\
      <span><svg width="28" height="12" aria-hidden="true"><line class="mark" x1="0" y1="6" x2="28" y2="6"/></svg>where \(confidenceText(result.design.confidence)) of resamples lie in all, as the last column “Likely” says</span></p>

      """
    return section(
      "What matters",
      """
      <p>Of how much a variant changes ranks, the share that goes with each \(result.design.by == .choice ? "choice" : "kind of choice"). Bars reach to \(indexText(reach)). The last column says the same, in all, of how many tiers change.</p>
      \(story.caution.map { "<p class=\"notice\">\($0)</p>\n" })\
      \(key)\
      \(table(
        "effects",
        [("Choice", ""), Self.bar, ("Alone", "n"), ("Likely", "n"), ("In all", "n"), ("Likely", "n"), ("Tiers", "n")], rows))
      """)
  }

  /// All guilds at a glance.
  var standings: HTML? {
    guard let chart = StandingsChart(result) else { return nil }
    let each =
      chart.guildsEach > 1
      ? " Each column stands for \(countText(chart.guildsEach)) guilds that follow one another, with the means of their figures."
      : ""
    return section(
      "Every guild",
      """
      <p>From left to right the guilds by their rank as written. The band holds the middle \(confidenceText(1 - 2 * result.design.tail)) of a guild’s ranks over the variants, the line its rank as written.\(each)</p>
      \(Drawings.standings(chart))

      """)
  }

  /// Whose tier hangs on the choices.
  var guilds: HTML? {
    guard result.overall.guilds > 0 else { return nil }
    let unsettled = story.unsettled
    guard !unsettled.isEmpty else {
      return section("Whose tier hangs on the choices", "<p>Nobody’s: no variant gives any guild another tier.</p>\n")
    }
    let rows = unsettled.prefix(Self.mostGuilds).map { guild -> HTML in
      """
      <tr role="row">\(head("<bdi>\(guild.title)</bdi>", note: guild.name == nil ? nil : visibleName(guild.guildID.description)))\
      \(words("Tier", "\(guild.tier.map { visible($0) } ?? "not rated")"))\
      \(figure("Rank", guild.rank.map(countText) ?? "–"))\(drawing(Drawings.ranks(guild, of: result.guilds.count)))\
      \(figure("Ranks", guild.ranks.text))\(figure("Another tier", percents(guild.flips)))\
      \(words("Tiers", "\(story.tiers(of: guild))"))</tr>

      """
    }
    let rest = unsettled.count - Self.mostGuilds
    return section(
      "Whose tier hangs on the choices",
      """
      <p>\(counted(Int64(unsettled.count), "guild")) \(unsettled.count == 1 ? "has" : "have") another tier in some variant; those with the most such variants come first.</p>
      \(table(
        "settle",
        [
          ("Guild", ""), ("Tier", ""), ("Rank", "n"), ("<span class=\"away\">Ranks, best left</span>", "bar"), ("Ranks", "n"),
          ("Another tier", "n"), ("Tiers over the variants", ""),
        ], rows))\
      \(rest > 0 ? "<p class=\"small muted\">\(countText(rest)) more are in the JSON and CSV of this analysis.</p>\n" : nil)
      """)
  }

  /// What becomes of the month without each scorer and measure.
  var removals: HTML? {
    guard !result.removals.isEmpty || !result.notRemoved.isEmpty else { return nil }
    let most = result.removals.map(\.rankChange).max() ?? 0
    let rows = result.removals.map { removal -> HTML in
      let furthest: HTML =
        removal.largest.map { "<bdi>\($0.guild)</bdi>: \(countText($0.from)) → \(countText($0.to))" } ?? "–"
      return """
        <tr role="row">\(head("\(visible(removal.name))"))\
        \(drawing(Drawings.share(most > 0 ? removal.rankChange / most : 0)))\
        \(figure("Places", decimal(removal.rankChange, places: 1)))\(figure("Tiers up", countText(removal.up)))\
        \(figure("Tiers down", countText(removal.down)))\
        \(figure("Alike", removal.correlation.map { decimal($0, places: 3) } ?? "–"))\
        \(words("Furthest", furthest))</tr>

        """
    }
    return section(
      "Without each",
      """
      <p>Each scorer and measure taken out, its weight given to the others: by how many places ranks change on average, how many tiers rise and fall, how alike both orders are (Spearman’s correlation), and who moves furthest.</p>
      \(rows.isEmpty ? nil : table(
        "removals",
        [
          ("Without", ""), Self.bar, ("Places", "n"), ("Tiers up", "n"), ("Tiers down", "n"), ("Alike", "n"), ("Furthest", "f"),
        ], rows))\
      \(omissions(result.notRemoved))
      """)
  }

  /// What was varied, where the first table does not say it.
  var ranges: HTML? {
    let named = Set(result.effects.filter { $0.ranks != nil || $0.tiers != nil }.map(\.name))
    let others = result.varied.filter { !named.contains($0.name) }
    guard !others.isEmpty else { return nil }
    let rows = others.map { choice -> HTML in
      "<tr role=\"row\">\(head("\(visible(choice.name))"))\(words("Range", "\(visible(choice.range))"))</tr>\n"
    }
    return section("What was varied", table("ranges", [("Choice", ""), ("Range", "")], rows))
  }

  var notVaried: HTML? {
    guard !result.notVaried.isEmpty else { return nil }
    return section("What was not varied", omissions(result.notVaried))
  }

  private func omissions(_ omissions: [Sensitivity.Omission]) -> HTML {
    let items = SensitivityStory.grouped(omissions).map { reason, names -> HTML in
      "<li>\(names.map { visible($0) }.joined(separator: ", "))<small>\(visible(reason))</small></li>\n"
    }
    return items.isEmpty ? "" : "<ul>\n\(items)</ul>\n"
  }
}
