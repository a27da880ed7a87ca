import RatingProgramme
import RatingRecord
import ScorerKit

/// Everything in which two programmes decide differently, in the order of a programme's file and, where that may differ, by
/// name. What says nothing of guilds' ratings is left out: names, versions, reasons, deadlines.
func differing(_ before: Programme, _ after: Programme, _ weighing: Weighing) -> [ProgrammePair.Difference] {
  var found: [ProgrammePair.Difference] = []
  func note(
    _ aspect: ProgrammePair.Aspect, _ kind: ProgrammeComparison.Part.Kind, _ path: String, _ one: String?,
    _ two: String?
  ) {
    found.append(.init(aspect: aspect, part: .init(kind: kind, path: path, before: one, after: two)))
  }
  func compare<Value: Equatable>(
    _ aspect: ProgrammePair.Aspect, _ kind: ProgrammeComparison.Part.Kind, _ path: String,
    _ value: (Programme) -> Value, _ words: (Programme) -> String?
  ) {
    if value(before) != value(after) { note(aspect, kind, path, words(before), words(after)) }
  }
  compare(.scale, .scale, "scale", \.scale) { "\(points($0.scale.from)) to \(points($0.scale.to))" }
  compare(.window, .window, "window", \.window) { months($0.window) }
  compare(.peers, .peers, "peers", \.peers) { $0.peers.inWords }
  compare(.exemptions, .other, "exemptions", \.exemptions) { programme in
    programme.exemptions.isEmpty ? nil : programme.exemptions.map(\.name).joined(separator: ", ")
  }
  for id in Set((before.scorers + after.scorers).map(\.id)).sorted() {
    let path = "scorers.\(id)"
    guard let one = before.plan(id), let two = after.plan(id) else {
      func weight(_ programme: Programme) -> String? {
        programme.plan(id).map { "weight \(programme.weightText(of: $0, weighing))" }
      }
      note(.scorer(id), .scorer, path, weight(before), weight(after))
      continue
    }
    if weighing.changed.contains(id) {
      note(
        .weight(id), .weight, "\(path).weight", before.weightText(of: one, weighing),
        after.weightText(of: two, weighing))
    }
    let tallies = talliesText(one, two)
    if let tallies {
      let kind: ProgrammeComparison.Part.Kind = one.window != two.window && tallies.settings == 0 ? .window : .settings
      note(.tallies(id), kind, path + (kind == .window ? ".window" : ""), tallies.before, tallies.after)
    }
    let weights = Weighing(one.measureWeights, two.measureWeights)
    for (place, measure) in two.measures.enumerated() {
      let name = measure.measure.id
      guard let old = one.measures.first(where: { $0.measure.id == name }) else { continue }
      if weights.changed.contains(name) {
        func text(_ plan: ScorerPlan, _ weight: Double) -> String {
          weights.isAlike ? trimmed(weight, places: 4) : share(weight, of: plan.measures.map(\.weight))
        }
        note(
          .measureWeight(id, name), .measureWeight, "\(path).measures.\(name).weight", text(one, old.weight),
          text(two, two.measures[place].weight))
      }
      if old.curve != measure.curve || old.scale != measure.scale {
        note(
          .curve(id, name), .curve, "\(path).measures.\(name).curve", old.curve.spelled(measure.measure.unit),
          measure.curve.spelled(measure.measure.unit))
      }
    }
  }
  func shared(_ programme: Programme) -> [String] { order(programme, before, after) }
  compare(.order, .other, "scorers", shared) { shared($0).joined(separator: ", ") }
  compare(.combine, .combine, "combine", \.combine) { $0.combine.rawValue }
  compare(.missing, .missing, "missing", \.missing) { $0.missing.rawValue }
  compare(.rounding, .rounding, "rounding", \.rounding) { "half up to \(points($0.rounding ?? 1))" }
  compare(.adjustments, .adjustments, "adjustments", \.adjustments) { programme in
    programme.adjustments.map { "at most \(trimmed(Reckoned.points($0.atMost), places: 9))" }
  }
  compare(.bonus, .bonus, "consistency_bonus", \.consistencyBonus) { programme in
    programme.consistencyBonus.isEmpty ? nil : programme.consistencyBonus.map(\.inWords).joined(separator: "; ")
  }
  compare(.evidence, .evidence, "evidence", \.evidence) {
    $0.evidence.inWords(besides: before.evidence, after.evidence)
  }
  compare(.tiers, .tiers, "tiers", Tiers.init) { $0.tiersInWords }
  for name in Set((before.gates + after.gates).map(\.name)).sorted() {
    func gate(_ programme: Programme) -> GateRule? { programme.gates.first { $0.name == name }.map(GateRule.init) }
    compare(.gate(name), .gate, "gates.\(name)", gate) { programme in
      programme.gates.first { $0.name == name }.map { $0.inWords(of: programme) }
    }
  }
  compare(.movement, .movement, "movement", \.movement) { $0.movement?.inWords }
  compare(.incentives, .incentives, "incentives", \.incentives) { programme in
    programme.incentives.map { $0.inWords(of: programme) }
  }
  return found
}

/// The scorers that both have, in one's order.
private func order(_ programme: Programme, _ one: Programme, _ other: Programme) -> [String] {
  programme.scorers.map(\.id).filter { one.plan($0) != nil && other.plan($0) != nil }
}

private struct Tiers: Equatable {
  let tiers: [Programme.Tier]
  let isFound: Bool

  init(_ programme: Programme) {
    isFound = programme.thresholds == .clusters
    tiers = programme.tiers
  }
}

/// A gate without its reason.
private struct GateRule: Equatable {
  let when: [String]
  let cap: Int
  let isImmediate: Bool

  init(_ gate: Programme.Gate) {
    when = gate.when.map { "\($0)" }.sorted()
    (cap, isImmediate) = (gate.cap, gate.isImmediate)
  }
}

// MARK: Words

private func points(_ hundredths: Hundredths) -> String { trimmed(inPoints(hundredths), places: 2) }
private func months(_ count: Int) -> String { "\(count)\u{A0}month\(count == 1 ? "" : "s")" }
private func percent(_ partsPerMillion: Int64) -> String {
  trimmed(Double(partsPerMillion) / 10_000, places: 4) + "\u{A0}%"
}
private func share(_ weight: Double, of weights: [Double]) -> String {
  trimmed(weight / weights.reduce(0, +) * 100, places: 2) + "\u{A0}%"
}

extension Programme {
  fileprivate func weightText(of plan: ScorerPlan, _ weighing: Weighing) -> String {
    weighing.isAlike ? trimmed(plan.weight, places: 4) : share(plan.weight, of: scorers.map(\.weight))
  }

  fileprivate var tiersInWords: String {
    thresholds == .clusters
      ? tiers.map(\.name).joined(separator: ", ") + " by clusters"
      : tiers.map { "\($0.name) \(points($0.from))" }.joined(separator: ", ")
  }
}

/// What of a scorer's window, settings and declared measures differs; `nil`: nothing.
private func talliesText(_ one: ScorerPlan, _ two: ScorerPlan) -> (before: String, after: String, settings: Int)? {
  var texts: (before: [String], after: [String]) = ([], [])
  if one.window != two.window {
    texts.before.append("window \(months(one.window))")
    texts.after.append("window \(months(two.window))")
  }
  var settings = 0
  for (old, new) in zip(one.scorer.settings, two.scorer.settings) where old.value != new.value {
    settings += 1
    texts.before.append("\(old.id) \(old.spelled)")
    texts.after.append("\(new.id) \(new.spelled)")
  }
  if one.scorer is any DeclaringScorer, one.scorer.measures != two.scorer.measures {
    settings += 1
    texts.before.append("\(one.scorer.measures.count) measures declared")
    texts.after.append("\(two.scorer.measures.count) measures declared")
  }
  guard !texts.before.isEmpty else { return nil }
  return (texts.before.joined(separator: ", "), texts.after.joined(separator: ", "), settings)
}

extension Programme.Peers {
  fileprivate var inWords: String {
    let names = groupBy + (sizeBands.isEmpty ? [] : ["broadcasters (\(sizeBandNames.joined(separator: ", ")))"])
    return names.isEmpty ? "everyone" : "by \(names.joined(separator: " and ")), at least \(atLeast)"
  }
}

extension Programme.BonusRule {
  fileprivate var inWords: String {
    func number(_ millionths: Int64) -> String { trimmed(Double(millionths) / 1_000_000, places: 6) }
    let conditions = [
      varianceBelow.map { "variance below \(number($0))" }, meanFrom.map { "mean from \(number($0))" },
    ].compactMap(\.self)
    return "\(number(bonus)) where \(conditions.joined(separator: " and "))"
  }
}

extension Programme.Evidence {
  /// What differs.
  fileprivate func inWords(besides one: Self, _ other: Self) -> String {
    var words: [String] = []
    if one.shrinkTo != other.shrinkTo { words.append("shrink_to \(shrinkTo.rawValue)") }
    if one.confidence != other.confidence { words.append("confidence \(percent(confidence))") }
    if one.scoreOn != other.scoreOn { words.append("score_on \(scoreOn.rawValue)") }
    if one.broadcasters != other.broadcasters { words.append("at least \(broadcasters) broadcasters") }
    if one.scorers != other.scorers { words.append("at least \(scorers) scorers") }
    return words.joined(separator: ", ")
  }
}

extension Programme.Gate {
  fileprivate func inWords(of programme: Programme) -> String {
    let conditions = when.map { condition in
      let unit = programme.plan(condition.scorer)?.scorer.measures.first { $0.id == condition.measure }?.unit
      return "\(condition.scorer).\(condition.measure) \(condition.comparison.rawValue) "
        + limitText(condition.limit, unit ?? .number) + (condition.sure.map { ", sure \(percent($0))" } ?? "")
    }
    return "\(programme.tiers[cap].name) where \(conditions.joined(separator: " and "))"
      + (isImmediate ? "" : ", not at once")
  }
}

extension Programme.Movement {
  fileprivate var inWords: String {
    var words = ["up after \(months(promoteAfter))", "down after \(months(demoteAfter))"]
    if let atMost { words.append("\(atMost) \(atMost == 1 ? "tier" : "tiers") at most") }
    if cushion > 0 { words.append("cushion \(points(cushion))") }
    if grace > 0 { words.append("grace \(months(grace))") }
    if let thresholdStep { words.append("thresholds by \(points(thresholdStep)) at most") }
    return words.joined(separator: ", ")
  }
}

extension Programme.Incentives {
  fileprivate func inWords(of programme: Programme) -> String {
    func money(_ amount: Int64) -> String { moneyText(Double(amount) / 10_000, programme.currency) }
    var words = tiers.sorted { $0.key < $1.key }.map { tier, grant in
      let parts = [
        grant.commissionBonus > 0 ? percent(grant.commissionBonus) : nil,
        grant.trafficCoupons > 0 ? "coupons of \(money(grant.trafficCoupons))" : nil, grant.badge ? "a badge" : nil,
      ]
      return "\(programme.tiers[tier].name) \(parts.compactMap(\.self).joined(separator: " and "))"
    }
    if let growth {
      words.append("growth \(percent(growth.commissionBonus)) from \(points(growth.whenScoreRises)) points")
    }
    words.append(budget.map { "budget \(money($0))" } ?? "no budget")
    return words.joined(separator: ", ")
  }
}
