import RatingRecord

/// A comparison of programmes for a terminal: what differs, who moves and why, who gains and loses.
///
/// - Parameters:
///   - width: columns of the terminal; at least 72 are used.
///   - color: whether escape sequences may colour it. Those of the data never get through.
public func comparisonText(_ comparison: ProgrammeComparison, width: Int = 80, color: Bool) -> String {
  ComparisonText(comparison: comparison, width: max(72, width), ink: Ink(color: color)).text
}

private struct ComparisonText {
  let comparison: ProgrammeComparison
  let width: Int
  let ink: Ink

  /// Of guilds that move one way; the rest are counted.
  private static let most = 10

  var text: String {
    var sections = [heading]
    if !comparison.parts.isEmpty { sections.append(parts) }
    if comparison.months.count > 1 { sections.append(months) }
    if !comparison.changesNothing || comparison.months.count > 1 {
      sections += comparison.months.flatMap(sections(of:))
    }
    return sections.joined(separator: "\n")
  }

  private func section(_ title: String, _ body: String) -> String { ink.bold(wrapped(title, width)) + "\n" + body }
  private func lines(_ texts: [String]) -> String { texts.map { wrapped($0, width, indent: 2) + "\n" }.joined() }
  private func text(of table: TerminalTable) -> String { table.text(width: width, color: ink.color) }

  private var heading: String {
    let guilds = comparison.months.map(\.guilds.count).max() ?? 0
    let title = "\(comparison.sources) · \(comparison.period) · \(counted(Int64(guilds), "guild"))"
    let overview = comparison.months.count == 1 ? comparison.months[0].overview(isSaid: comparison.changesNothing) : []
    return ink.bold(wrapped(title, width)) + "\n" + ink.faint(wrapped(comparison.names, width)) + "\n"
      + lines([comparison.difference] + overview)
  }

  private var parts: String {
    let items = comparison.parts.enumerated().map { i, part in
      let number = "\(i + 1). "
      var text = wrapped(number + visible(part.words), width, indent: number.count) + "\n"
      for one in part.all where !one.isWhole {
        if !part.also.isEmpty { text += "   " + wrapped(visible(one.title), width - 3, indent: 3) + "\n" }
        for (side, value) in [("before", one.before), ("after", one.after)] {
          guard let value else { continue }
          let label = fitted("\(side):", 8)
          text += ink.faint("   " + wrapped(label + visible(value), width - 3, indent: 11)) + "\n"
        }
      }
      return text
    }
    return section("What differs", items.joined())
  }

  /// Each month in a line.
  private var months: String {
    var table = TerminalTable(["Month", ">Guilds", ">▲", ">▼", ">Mean", ">Spearman", ">Granted", ">Change"])
    for month in comparison.months {
      let moves = month.moves
      table.append([
        month.month.title, countText(moves.guilds), countText(moves.up), countText(moves.down),
        month.scoreChanges.mean.map { changeText($0) } ?? "–",
        month.rankCorrelation.map { correlation($0.spearman) } ?? "–",
        month.incentives?.after.map { moneyText($0.granted, month.incentives?.currency ?? "") } ?? "–",
        month.incentives.map { signedMoney($0.change, $0.currency) } ?? "–",
      ])
    }
    return section("Months", text(of: table))
  }

  private func sections(of month: ProgrammeComparison.Month) -> [String] {
    let title = comparison.months.count > 1 ? [section(month.month.title, lines(month.overview()))] : []
    guard month.guilds.contains(where: \.isChanged) else { return title }
    return title + [effects(in: month), tiers(of: month), groups(of: month)].compactMap { $0 } + movers(of: month)
  }

  private func effects(in month: ProgrammeComparison.Month) -> String? {
    guard !comparison.parts.isEmpty else { return nil }
    let currency = month.attributedCurrency
    var table = TerminalTable(
      ["Part", ">Scores", ">Mean", ">Largest", ">▲", ">▼"] + (currency == nil ? [] : [">Incentives"]))
    let effects = comparison.effects(in: month)
    for figures in effects {
      let part = comparison.parts[figures.part]
      table.append(
        [
          "\(figures.part + 1). \(part.words)", countText(figures.guilds),
          figures.isIdle ? "–" : figures.mean.map { changeText($0) } ?? "–",
          figures.guilds == 0 ? "–" : signedPoints(figures.largest), countText(figures.up), countText(figures.down),
        ] + (currency.map { [figures.grants ? figures.money(in: $0) : "–"] } ?? []))
    }
    let note =
      "Scores it changes; points on average over all guilds rated by both; guilds that move, and that it helps to."
      + (effects.cancellation.map { " " + $0 } ?? "") + (month.moneyNote.map { " " + $0 } ?? "")
    return section("What each part does", text(of: table) + ink.faint(wrapped(note, width)) + "\n")
  }

  private func tiers(of month: ProgrammeComparison.Month) -> String {
    let migration = month.migration
    let rows = migration.before.indices.filter { migration.before[$0] != nil || migration.beforeTotals[$0] > 0 }
    let columns = migration.after.indices.filter { migration.after[$0] != nil || migration.afterTotals[$0] > 0 }
    func name(_ tier: String?) -> String { tier.map { visible($0) } ?? "unrated" }
    var table = TerminalTable(["Before"] + columns.map { ">" + name(migration.after[$0]) } + [">all"])
    for row in rows {
      let counts = columns.map { migration.counts[row][$0] }.map { $0 == 0 ? "–" : countText($0) }
      table.append([name(migration.before[row])] + counts + [countText(migration.beforeTotals[row])])
    }
    table.append(
      ["all"] + columns.map { countText(migration.afterTotals[$0]) } + [countText(month.guilds.count)])
    let note = month.tierNote.map { ink.faint(wrapped($0, width)) + "\n" } ?? ""
    return section("Tiers: before (down) and after (across)", text(of: table) + note)
  }

  private func groups(of month: ProgrammeComparison.Month) -> String? {
    let groups = month.groups.byAttribute
    guard !groups.isEmpty else { return nil }
    let currency = month.incentives?.currency
    let tables = groups.map { figures -> String in
      let attribute = visibleName(figures[0].group.attribute)
      var table = TerminalTable(
        [attribute, ">Rated", ">Mean change", ">Others", ">Up", ">Down"] + (currency == nil ? [] : [">Incentive"]))
      for group in figures.prefix(24) { table.append(cells(of: group, currency: currency)) }
      let rest = figures.count - 24
      let more = rest > 0 ? ["… and \(countText(rest)) more; --format json has all"] : []
      return text(of: table) + lines(more + [figures.verdict(currency: currency)])
    }
    return section("Who gains and who loses", tables.joined(separator: "\n"))
  }

  private func cells(of group: ProgrammeComparison.GroupFigures, currency: String?) -> [String] {
    [
      group.title, group.ratedText, group.meanChange.map { changeText($0) } ?? "–",
      group.othersMeanChange.map { changeText($0) } ?? "–", group.upShare.map(percentText) ?? "–",
      group.downShare.map(percentText) ?? "–",
    ] + (currency.map { [hundredths(group.grantChange) == 0 ? "=" : signedMoney(group.grantChange, $0)] } ?? [])
  }

  private func movers(of month: ProgrammeComparison.Month) -> [String] {
    let lists: [(String, Set<ProgrammeComparison.Move>)] = [
      ("Guilds that move down", [.down]), ("Guilds that move up", [.up]),
      ("Guilds that become rated, or are no longer", [.becomesRated, .becomesUnrated]),
    ]
    return lists.compactMap { title, moves in
      let movers = month.movers(moves)
      guard !movers.isEmpty else { return nil }
      let named = movers.count <= ComparisonText.most + 2 ? movers.count : ComparisonText.most
      let shown = movers.prefix(named)
      let passages = min(28, shown.map { displayWidth($0.passage(in: month)) }.max() ?? 0)
      let scores = shown.map { displayWidth($0.scores) }.max() ?? 0
      let rest = movers.count - named
      let more = rest > 0 ? "… and \(countText(rest)) more; --format csv has all\n" : ""
      return section(
        "\(title) (\(countText(movers.count)))",
        shown.map { line($0, in: month, columns: (passages, scores)) }.joined() + more)
    }
  }

  private func line(
    _ guild: ProgrammeComparison.Guild, in month: ProgrammeComparison.Month, columns: (passages: Int, scores: Int)
  ) -> String {
    let first = moverLine(guild, in: month, columns: columns, width: width, ink)
    let cause = comparison.cause(of: guild)
    return first + "\n"
      + (cause.isEmpty ? "" : ink.faint("    " + wrapped(visible(cause), width - 4, indent: 4)) + "\n")
  }
}
