import RatingRecord
import ScorerKit

// What a comparison says in sentences, the same in a terminal and on a page. Every text of the data is `visible`.

extension ProgrammeComparison {
  /// `monthly.yaml → draft.yaml`.
  var sources: String { "\(visible(before.source)) → \(visible(after.source))" }

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
  /// The month's main figures, a sentence each.
  var overview: [String] { [movesText, scoresText] + [orderText, incentivesText].compactMap { $0 } }

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
    hasSameTiers
      ? nil : "The programmes have other tiers: a move is counted by the tier’s place from the best, not by its name."
  }
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

/// `−USD 6,500`, `+USD 12.50`, `no change`.
func signedMoney(_ amount: Double, _ currency: String) -> String {
  hundredths(amount) == 0 ? "no change" : (amount > 0 ? "+" : "−") + moneyText(abs(amount), currency)
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
  /// Whether any group of an attribute is hit harder than the others, plainly.
  ///
  /// - Precondition: all of one attribute.
  var verdict: String {
    guard let attribute = first?.group.attribute, let (worst, best) = extremes, let low = worst.gap, let high = best.gap
    else { return "Too few guilds in other groups to compare with." }
    // To two decimals, as they are shown.
    guard hundredths(low) <= -10 || hundredths(high) >= 10 else {
      return "No \(visible(attribute)) fares otherwise: every group’s mean is within 0.1 points of all others’."
    }
    var sentences: [String] = []
    if hundredths(low) <= -10 { sentences.append("Hit hardest: \(worst.against).") }
    if hundredths(high) >= 10 { sentences.append("Fares best: \(best.against).") }
    return sentences.joined(separator: " ")
  }
}

extension ProgrammeComparison.GroupFigures {
  /// `SEA, −1.32 points on average, all others −0.21; 8.4 % fall a tier, 2.1 % of the others`.
  fileprivate var against: String {
    func mean(_ value: Double?) -> String { value.map { changeText($0) } ?? "–" }
    let fall = zip(downShare, othersDownShare).map {
      "; \(percentText($0)) move down, \(percentText($1)) of the others"
    }
    return
      "\(visibleName(group.value.description)), \(mean(meanChange)) points on average, all others \(mean(othersMeanChange))\(fall ?? "")"
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
