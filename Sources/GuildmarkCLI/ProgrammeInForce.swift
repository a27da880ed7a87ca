import RatingEngine
import RatingProgramme
import RatingRecord
import ScorerKit

/// What a programme comes to with all its defaults, for people: a part of what `check` says.
func programmeInForce(_ programme: Programme) -> String {
  let total = programme.scorers.reduce(0) { $0 + $1.weight }
  let groups =
    programme.peers.groupBy.map(printable) + (programme.peers.sizeBands.isEmpty ? [] : [sizeBandsText(programme.peers)])
  var lines = [
    "Programme  \(printable(programme.name)), version \(programme.version)", "Digest     \(programme.digest)",
    "Score      \(words(programme.combine.rawValue)) of the scorers; one without data: \(programme.missing.rawValue)",
  ]
  lines += scoreLines(programme)
  lines += [
    "Peers      "
      + (groups.isEmpty
        ? "everyone"
        : "alike in \(groups.joined(separator: ", ")); everyone where fewer than \(programme.peers.atLeast)"),
    "Evidence   provisional under \(counted(Int(programme.evidence.broadcasters), "broadcaster")) or "
      + counted(programme.evidence.scorers, "scorer"),
    "",
  ]
  for plan in programme.scorers {
    let share = valueText(plan.weight / total, .share)
    lines.append("\(plan.id): \(share) of the score, over \(counted(plan.window, "month"))")
    let settings = plan.scorer.settings.map { "\(words($0.id)) \($0.spelled)" }
    if !settings.isEmpty { lines.append("  with \(settings.joined(separator: "; "))") }
    let own = plan.measures.reduce(0) { $0 + $1.weight }
    lines += plan.measures.map { "  \($0.measure.id): " + role(of: $0, among: own) }
  }
  lines += ["", tiersLine(programme)]
  lines += programme.gates.map { gateLine($0, programme) }
  lines += programme.exemptions.map(exemptionLine)
  lines += incentiveLines(programme) + movementLines(programme)
  return lines.joined(separator: "\n") + "\n"
}

private func exemptionLine(_ exemption: Programme.Exemption) -> String {
  func list(_ words: [String]) -> String { words.map(printable).joined(separator: ", ") }
  let whom = [
    exemption.regions.isEmpty ? nil : "in \(list(exemption.regions))",
    exemption.guilds.isEmpty ? nil : "for \(list(exemption.guilds))",
  ].compactMap(\.self)
  let days = exemption.days
  return
    "Exempt \(printable(exemption.name)): \(list(exemption.tables + exemption.scorers)), "
    + "\(Calendar.text(ofDay: days.lowerBound)) to \(Calendar.text(ofDay: days.upperBound)), "
    + (whom.isEmpty ? "for everyone" : whom.joined(separator: " and "))
}

private func tiersLine(_ programme: Programme) -> String {
  switch programme.thresholds {
  case .written:
    let tiers = programme.tiers.map { "\(printable($0.name)) from \(trimmed(Double($0.from) / 100, places: 2))" }
    return "Tiers: \(tiers.joined(separator: ", "))."
  case .clusters:
    let names = programme.tiers.map { printable($0.name) }.joined(separator: ", ")
    return "Tiers: \(names), with thresholds by clusters of the guilds' scores."
  }
}

private func sizeBandsText(_ peers: Programme.Peers) -> String {
  "broadcasters (\(peers.sizeBandNames.joined(separator: ", ")))"
}

/// What becomes of the combined points, where that is anything out of the ordinary.
private func scoreLines(_ programme: Programme) -> [String] {
  guard programme.hasReckoning || programme.scale != .standard else { return [] }
  let scale = programme.scale
  let rounding = inPoints(programme.rounding ?? 1)
  var lines = [
    "Scale      \(trimmed(scale.lowest, places: 2)) to \(trimmed(scale.highest, places: 2)), "
      + "rounded half up to \(trimmed(rounding, places: 2))"
  ]
  func number(_ millionths: Int64) -> String { trimmed(Double(millionths) / 1_000_000, places: 6) }
  lines += programme.consistencyBonus.map { rule in
    let conditions = [
      rule.varianceBelow.map { "the variance is below \(number($0))" },
      rule.meanFrom.map { "the mean is at least \(number($0))" },
    ]
    return "Bonus      \(number(rule.bonus)) where " + conditions.compactMap { $0 }.joined(separator: " and ")
  }
  if let adjustments = programme.adjustments {
    let most = trimmed(Double(adjustments.atMost) / 1_000_000_000, places: 9)
    lines.append("Adjusted   by the table adjustments, by \(most) points at most")
  }
  return lines
}

/// `1 month`, `3 months`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

private func words(_ id: String) -> String { id.replacing("_", with: " ") }

private func role(of plan: MeasurePlan, among weights: Double) -> String {
  guard plan.weight > 0 else { return "shown only" }
  let share = "\(valueText(plan.weight / weights, .share)) of it"
  guard let curve = plan.curve.fixed else { return "\(share), \(plan.curve.inWords)" }
  guard let target = curve.target(of: plan.measure, on: plan.scale) else { return share }
  let points = trimmed(curve.points(at: target, of: plan.measure, on: plan.scale), places: 2)
  return "\(share), \(points) points at \(limitText(target, plan.measure.unit))"
}

private func gateLine(_ gate: Programme.Gate, _ programme: Programme) -> String {
  let conditions = gate.when.map { condition in
    let unit = programme.scorers.first { $0.id == condition.scorer }
      .flatMap { plan in plan.scorer.measures.first { $0.id == condition.measure }?.unit }
    return "\(condition.scorer).\(condition.measure) is \(condition.comparison.rawValue) "
      + limitText(condition.limit, unit ?? .number)
  }
  return "Gate: \(printable(gate.name)) caps at \(printable(programme.tiers[gate.cap].name)) where "
    + conditions.joined(separator: " and ") + "."
}

/// What becomes of a month's tiers and scores next to earlier months, and until when it may be contested.
private func movementLines(_ programme: Programme) -> [String] {
  var lines: [String] = []
  if let movement = programme.movement {
    var parts = [
      "up after \(counted(movement.promoteAfter, "month"))", "down after \(counted(movement.demoteAfter, "month"))",
    ]
    if let most = movement.atMost { parts.append("by \(counted(most, "tier")) at most") }
    if movement.cushion > 0 { parts.append("past a threshold by \(trimmed(inPoints(movement.cushion), places: 2))") }
    if movement.grace > 0 { parts.append("not down in a guild's first \(counted(movement.grace, "month"))") }
    if let step = movement.thresholdStep {
      parts.append("thresholds by \(trimmed(inPoints(step), places: 2)) a month at most")
    }
    let waiting = programme.gates.filter { !$0.isImmediate }.map { printable($0.name) }
    if !waiting.isEmpty { parts.append("for \(waiting.joined(separator: ", ")) as for a score") }
    lines.append("Movement: \(parts.joined(separator: ", ")).")
  }
  if let growth = programme.incentives?.growth {
    lines.append(
      "Growth: \(limitText(Double(growth.commissionBonus) / 1_000_000, .share)) of the gross due for a score that rises by "
        + "\(trimmed(inPoints(growth.whenScoreRises), places: 2)) or more, and by more than chance explains.")
  }
  if let days = programme.publication.corrections {
    lines.append("Corrections: for \(counted(Int(days), "day")) after a provisional publication; then final.")
  }
  if let appeals = programme.publication.appeals {
    let days = "for \(counted(Int(appeals.within), "day")) after a final publication"
    let decided = appeals.decideWithin.map { ", decided within \(counted(Int($0), "day"))" } ?? ""
    lines.append("Appeals: \(days)\(decided)" + (appeals.to.map { "; to \(printable($0))" } ?? "") + ".")
  }
  if let contest = programme.contest {
    let within = contest.within.map { ", within \(counted(Int($0), "day"))" } ?? ""
    let how = printable(contest.how)
    lines.append("Contest: \(how.hasSuffix(".") ? String(how.dropLast()) : how)\(within)")
  }
  return lines
}

private func incentiveLines(_ programme: Programme) -> [String] {
  guard let incentives = programme.incentives else { return [] }
  func money(_ amount: Int64) -> String { moneyText(Double(amount) / 10_000, programme.currency) }
  let grants = incentives.tiers.sorted { $0.key < $1.key }.map { tier, grant in
    let parts = [
      grant.commissionBonus > 0
        ? "\(limitText(Double(grant.commissionBonus) / 1_000_000, .share)) of the gross due" : nil,
      grant.trafficCoupons > 0 ? "coupons of \(money(grant.trafficCoupons))" : nil, grant.badge ? "a badge" : nil,
    ]
    return
      "Incentives: \(printable(programme.tiers[tier].name)) earns \(parts.compactMap { $0 }.joined(separator: ", "))."
  }
  return grants + [incentives.budget.map { "Budget: \(money($0))." } ?? "Budget: none."]
}
