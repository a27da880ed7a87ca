import RatingRecord
import ScorerKit

// What a comparison says in sentences, the same in a terminal and on a page. Every text of the data is `visible`.

extension ProgrammeComparison {
  /// `monthly.yaml → draft.yaml`.
  var sources: String { "\(visible(before.source)) → \(visible(after.source))" }

  /// The files' names without their folders, where that tells them apart.
  var shortSources: (before: String, after: String) {
    func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
    let names = (last(before.source), last(after.source))
    return names.0 == names.1 ? (visible(before.source), visible(after.source)) : (visible(names.0), visible(names.1))
  }

  /// `October 2026`, `3 months, August 2026 to October 2026`.
  var period: String {
    guard let first = months.first, let last = months.last, months.count > 1 else {
      return months.first?.month.title ?? "no month"
    }
    return "\(months.count) months, \(first.month.title) to \(last.month.title)"
  }

  /// What they are called, where that differs; else what both are called.
  var names: String {
    let (was, becomes) = ("version \(before.version)", "version \(after.version)")
    guard before.name == after.name else {
      return "\(visible(before.name)), \(was) → \(visible(after.name)), \(becomes)"
    }
    return visible(before.name) + ", " + (was == becomes ? was : "\(was) → \(becomes)")
  }

  /// In how much they differ.
  var difference: String {
    switch (parts.isEmpty, changesNothing) {
    case (true, true): "Nothing differs: \(likeness) for \(period)."
    case (true, false): "Nothing that is written differs, yet guilds are decided on otherwise."
    case (false, true): "They differ in \(counted(Int64(parts.count), "part")), and no guild is decided on otherwise."
    case (false, false): "They differ in \(counted(Int64(parts.count), "part"))."
    }
  }

  private var likeness: String {
    if before.digest == after.digest { return "both files hold the same programme, which decides alike" }
    let differing = [before.name == after.name ? nil : "name", before.version == after.version ? nil : "version"]
      .compactMap(\.self)
    return differing.isEmpty
      ? "both programmes decide alike"
      : "the programmes have another \(listed(differing)), and decide alike"
  }
}

extension ProgrammeComparison.Month {
  /// The month's main figures and notes, a sentence each.
  ///
  /// - Parameter isSaid: whether it has been said that nothing changes.
  func overview(isSaid: Bool = false) -> [String] {
    let figures = isSaid ? [] : [movesText, scoresText] + [orderText, incentivesText].compactMap { $0 }
    return figures + notes.map { "Note: \(visible($0))\($0.hasSuffix("?") ? "" : ".")" }
  }

  private var movesText: String {
    let moves = moves
    guard moves.count > 0 else {
      return "No guild changes tier: \(counted(Int64(moves.same), "guild")) rated, \(countText(moves.unrated)) not."
    }
    var parts = [
      "\(counted(Int64(moves.up), "guild")) \(moves.up == 1 ? "moves" : "move") up, \(countText(moves.down)) down"
    ]
    if moves.becomeRated > 0 {
      parts.append("\(countText(moves.becomeRated)) \(moves.becomeRated == 1 ? "becomes" : "become") rated")
    }
    if moves.becomeUnrated > 0 {
      parts.append("\(countText(moves.becomeUnrated)) \(moves.becomeUnrated == 1 ? "is" : "are") rated no longer")
    }
    return (parts + ["\(countText(moves.same)) \(moves.same == 1 ? "stays" : "stay")"]).joined(separator: "; ") + "."
  }

  private var scoresText: String {
    let scores = scoreChanges
    guard scores.changed > 0, let mean = scores.mean, let least = scores.least, let most = scores.most else {
      return "No score changes."
    }
    let range = "from \(changeText(least)) to \(changeText(most))"
    return
      "\(countText(scores.changed)) of \(counted(Int64(scores.guilds), "score")) \(scores.changed == 1 ? "changes" : "change"), by \(changeText(mean)) points on average over all (\(range))."
  }

  private var orderText: String? {
    guard let order = rankCorrelation else { return nil }
    guard order.spearman < 1 || order.kendall < 1 else { return "The order of the guilds stays the same." }
    return
      "Order of the guilds: Spearman’s correlation \(correlation(order.spearman)), Kendall’s tau-b \(correlation(order.kendall))."
  }

  private var incentivesText: String? { incentives.map(\.text) }

  /// Where the tiers of the two have other names: what a move is then.
  var tierNote: String? {
    guard !hasSameTiers else { return nil }
    guard tierOrder.isByName else {
      return "The programmes have other tiers: a move is counted by the tier’s place from the best, not by its name."
    }
    let renamed = zip(tierOrder.before, tiersBefore).compactMap { level, tier in
      tierOrder.after.firstIndex(of: level).map { (was: tier.name, becomes: tiersAfter[$0].name) }
    }.filter { $0.was != $0.becomes }.map { "\(visible($0.was)) and \(visible($0.becomes))" }
    return "The programmes have other tiers: those of the same name are the same"
      + (renamed.isEmpty ? "." : ", and so by their place are \(renamed.joined(separator: ", ")).")
  }

  /// What the parts' effects on incentives are in; `nil` where there are none to show.
  var attributedCurrency: String? { incentives.flatMap { $0.isAttributed ? $0.currency : nil } }

  /// Where there is money that is not told apart.
  var moneyNote: String? {
    incentives?.isAttributed == false
      ? "What each part does to incentives is not told apart: growth bonuses go by intervals." : nil
  }
}

extension [ProgrammeComparison.PartFigures] {
  /// Where parts push guilds that do not move that way in the end.
  var cancellation: String? {
    contains { $0.cancelled > 0 } ? "Guilds that others push back are not counted." : nil
  }
}

extension ProgrammeComparison.PartFigures {
  func money(in currency: String) -> String { signedMoney(ProgrammeComparison.money(granted), currency) }
}

extension ProgrammeComparison.Incentives {
  var text: String {
    func granted(_ totals: IncentiveTotals?) -> String { totals.map { moneyText($0.granted, currency) } ?? "none" }
    func budget(_ totals: IncentiveTotals?) -> String? { totals?.budget.map { moneyText($0, currency) } }
    let (was, becomes) = (budget(before), budget(after))
    let budgets = was == becomes ? was : "\(was ?? "none") → \(becomes ?? "none")"
    let earned = [before, after].compactMap { $0 }.contains { hundredths($0.earned) != hundredths($0.granted) }
    let earnings =
      earned
      ? " (earned before the budget: \([before, after].map { $0.map { moneyText($0.earned, currency) } ?? "none" }.joined(separator: " → ")))"
      : ""
    return "Incentives granted: \(granted(before)) → \(granted(after)), \(signedMoney(change, currency))\(earnings)"
      + (budgets.map { "; budget \($0)" } ?? "") + "."
  }
}

/// A change or a mean of changes, in points: `+1.85`, `−0.40`, `0.00`.
func changeText(_ points: Double) -> String {
  let text = decimal(points, places: 2)
  return points > 0 && text != decimal(0, places: 2) ? "+" + text : text
}

/// Three decimals, or as many as it takes not to be taken for 1.
func correlation(_ value: Double) -> String {
  for places in 3...6 {
    let text = decimal(value, places: places)
    if value == 1 || text != decimal(1, places: places) { return text }
  }
  return "over 0.999999"
}

extension [ProgrammeComparison.GroupFigures] {
  /// Whether any group of an attribute is hit harder than the others, plainly: by scores, moves and money.
  ///
  /// - Precondition: all of one attribute.
  func verdict(currency: String?) -> String {
    guard let attribute = first?.group.attribute, let scores = extremes(by: \.gap) else {
      return "Too few guilds in other groups to compare with."
    }
    var sentences: [String] = []
    // To two decimals, as they are shown.
    if hundredths(scores.worst.gap ?? 0) <= -10 { sentences.append("Scores fare worst: \(scores.worst.scores).") }
    if hundredths(scores.best.gap ?? 0) >= 10 { sentences.append("Scores fare best: \(scores.best.scores).") }
    if let (worst, best) = extremes(by: \.moveGap) {
      if worst.moveGap ?? 0 <= -0.05, worst.down > 0 { sentences.append("Most moves down: \(worst.moves).") }
      if best.moveGap ?? 0 >= 0.05, best.up > 0 { sentences.append("Most moves up: \(best.moves).") }
    }
    if let currency, let (worst, best) = extremes(by: \.grantGap) {
      if worst.grantGap ?? 0 <= -1, worst.grantChange < 0 {
        sentences.append("Loses most incentives: \(worst.money(in: currency)).")
      }
      if best.grantGap ?? 0 >= 1, best.grantChange > 0 {
        sentences.append("Gains most incentives: \(best.money(in: currency)).")
      }
    }
    guard sentences.isEmpty else { return sentences.joined(separator: " ") }
    let kind = visible(attribute == ProgrammeComparison.Group.sizes ? "band of size" : attribute)
    let money = currency.map { ", incentives within \(moneyText(1, $0)) a guild" } ?? ""
    return
      "No \(kind) fares otherwise: mean scores lie within 0.1 points of all others’, moves within 5 percentage points\(money)."
  }
}

extension ProgrammeComparison.GroupFigures {
  private var name: String { visibleName(group.value.description) }

  /// `SEA, −1.32 points on average, all others −0.21`.
  fileprivate var scores: String {
    func mean(_ value: Double?) -> String { value.map { changeText($0) } ?? "–" }
    return "\(name), \(mean(meanChange)) points on average, all others \(mean(othersMeanChange))"
  }

  /// `MENA, 23.5 % down and 0 % up, all others 3.2 % and 1.1 %`.
  fileprivate var moves: String {
    func text(_ share: Double?) -> String { share.map(percentText) ?? "–" }
    return
      "\(name), \(text(downShare)) down and \(text(upShare)) up, all others \(text(othersDownShare)) and \(text(othersUpShare))"
  }

  /// `MENA, −USD 547.46 a guild, all others −USD 12.10`.
  fileprivate func money(in currency: String) -> String {
    "\(name), \(signedMoney(grantChange, currency)) a guild, all others \(othersGrantChange.map { signedMoney($0, currency) } ?? "–")"
  }

  /// How many are rated by both, which scores and moves are of: `22`, `21 of 22`.
  var ratedText: String {
    rated == guilds ? countText(guilds) : "\(countText(rated)) of \(countText(guilds))"
  }

  /// The value, and whether it is of few guilds.
  var title: String { visibleName(group.value.description) + (isSmall ? " (few)" : "") }
}

extension ProgrammeComparison.Guild {
  var title: String {
    let id = visibleName(guildID.description)
    return name.map { "\(id) \(visibleName($0.description))" } ?? id
  }

  /// `Gold → Silver`, `unrated → Gold`, or the tier that stays.
  func passage(in month: ProgrammeComparison.Month) -> String {
    func text(_ standing: ProgrammeComparison.Standing?, _ tiers: [ProgrammeSummary.Tier]) -> String {
      guard let standing else { return "unrated" }
      return standing.tierName(in: tiers).map { visible($0) } ?? "–"
    }
    let (was, becomes) = (text(before, month.tiersBefore), text(after, month.tiersAfter))
    return was == becomes && move == .same ? was : "\(was) → \(becomes)"
  }

  /// `71.20 → 69.35`.
  var scores: String {
    let texts = [before, after].map { $0.map { decimal(inPoints($0.score), places: 2) } ?? "–" }
    return texts[0] == texts[1] ? texts[0] : texts.joined(separator: " → ")
  }
}

extension ProgrammeComparison.Move {
  var mark: String {
    switch self {
    case .up: "▲"
    case .down: "▼"
    case .same, .unrated: "="
    case .becomesRated: "+"
    case .becomesUnrated: "−"
    }
  }
}
