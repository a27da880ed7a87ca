import RatingProgramme
import RatingRecord
import ScorerKit

// What differs in words. What one side says never depends on which side it is, so that programmes can be turned round.

func spelledPoints(_ hundredths: Hundredths) -> String { trimmed(inPoints(hundredths), places: 2) }
func spelledMonths(_ count: Int) -> String { "\(count)\u{A0}month\(count == 1 ? "" : "s")" }
func spelledTiers(_ count: Int) -> String { "\(count)\u{A0}tier\(count == 1 ? "" : "s")" }
func spelledPercent(_ partsPerMillion: Int64) -> String {
  trimmed(Double(partsPerMillion) / 10_000, places: 4) + "\u{A0}%"
}
func spelledMoney(_ amount: Int64, _ currency: String) -> String {
  let units = Double(amount) / 10_000
  return amount.isMultiple(of: 100) ? moneyText(units, currency) : "\(currency)\u{A0}\(decimal(units, places: 4))"
}

extension Programme {
  var tiersInWords: String {
    thresholds == .clusters
      ? tiers.map(\.name).joined(separator: ", ") + " by clusters"
      : tiers.map { "\($0.name) \(spelledPoints($0.from))" }.joined(separator: ", ")
  }
}

// MARK: Scorers

/// Two curves that are not the same, with as many digits as it takes to tell them apart.
func curveTexts(_ one: MeasurePlan, _ two: MeasurePlan) -> (before: String, after: String) {
  let texts = (one.curve.spelled(one.measure.unit), two.curve.spelled(two.measure.unit))
  return texts.0 != texts.1 ? texts : (one.curve.exactly, two.curve.exactly)
}

extension CurveRule {
  /// With every digit, in the measure's own unit.
  fileprivate var exactly: String {
    func list(_ anchors: [Curve.Anchor]) -> String {
      anchors.map { "\($0.value): \($0.points)" }.joined(separator: ", ")
    }
    return switch self {
    case .fixed(.points(let anchors)): "points { \(list(anchors)) }"
    case .fixed(.steps(let anchors)): "steps { \(list(anchors)) }"
    case .fixed(.lognormal(let p10, let median)): "lognormal { p10: \(p10), median: \(median) }"
    case .fixed(.identity): "identity"
    case .percentile: "percentile"
    case .zscore(let mean, let deviation, let share): "zscore { \(mean), \(deviation), \(spelledPercent(share)) }"
    case .minmax(let share): "minmax { \(spelledPercent(share)) }"
    case .clusters(let points): "clusters \(points)"
    }
  }
}

extension ScorerPlan {
  /// What a declared measure is; `nil` where it is not declared.
  func declaration(of name: String, weight: String?) -> String? {
    guard let measure = scorer.measures.first(where: { $0.id == name }) else { return nil }
    let plan = measures.first { $0.measure.id == name }
    let unit = measure.unit.rawValue.replacing("_", with: " ")
    var words = ["\(measure.kind.rawValue)", "in \(unit)", "\(measure.direction.rawValue) is better"]
    if let plan, let weight {
      words += ["weight \(weight)", plan.curve.spelled(measure.unit)]
    } else {
      words.append("shown")
    }
    return words.joined(separator: ", ")
  }
}

// MARK: Exemptions

extension Programme.Exemption {
  /// What differs from another of the same name; all of it where there is none.
  func inWords(besides other: Self?) -> String {
    var words: [String] = []
    if other?.days != days {
      words.append("\(Calendar.text(ofDay: days.lowerBound)) to \(Calendar.text(ofDay: days.upperBound))")
    }
    func list(_ key: String, _ own: [String], _ others: [String]?) {
      guard own != others, !own.isEmpty || others != nil else { return }
      words.append("\(key) \(own.isEmpty ? "none" : own.joined(separator: " "))")
    }
    list("regions", regions, other?.regions)
    list("guilds", guilds, other?.guilds)
    list("tables", tables, other?.tables)
    list("scorers", scorers, other?.scorers)
    return words.joined(separator: ", ")
  }
}

// MARK: Gates

/// A gate as it stands on one side.
typealias SidedGate = (gate: Programme.Gate, rule: GateRule, programme: Programme)

/// What differs between two rules of one gate.
func gateTexts(_ one: SidedGate, _ two: SidedGate) -> (before: String, after: String) {
  var (words, others): ([String], [String]) = ([], [])
  if one.rule.cap != two.rule.cap {
    words.append("cap \(one.programme.tiers[one.gate.cap].name)")
    others.append("cap \(two.programme.tiers[two.gate.cap].name)")
  }
  if one.rule.when != two.rule.when {
    let texts = conditionTexts(one, two)
    words.append(texts.before)
    others.append(texts.after)
  }
  if one.rule.isImmediate != two.rule.isImmediate {
    words.append(one.gate.isImmediate ? "at once" : "not at once")
    others.append(two.gate.isImmediate ? "at once" : "not at once")
  }
  return (words.joined(separator: ", "), others.joined(separator: ", "))
}

/// The one condition that differs, without its measure where there is no other; else all.
private func conditionTexts(_ one: SidedGate, _ two: SidedGate) -> (before: String, after: String) {
  let ones = one.gate.when.filter { !two.gate.when.contains($0) }
  let twos = two.gate.when.filter { !one.gate.when.contains($0) }
  guard let a = ones.first, let b = twos.first, ones.count == 1, twos.count == 1, a.scorer == b.scorer,
    a.measure == b.measure
  else { return (one.gate.conditions(of: one.programme), two.gate.conditions(of: two.programme)) }
  let subject = one.gate.when.count > 1 || two.gate.when.count > 1 ? "\(a.scorer).\(a.measure) " : ""
  let texts = (a.inWords(of: one.programme), b.inWords(of: two.programme))
  guard texts.0 == texts.1 else { return (subject + texts.0, subject + texts.1) }
  return ("\(subject)\(a.comparison.rawValue) \(a.limit)", "\(subject)\(b.comparison.rawValue) \(b.limit)")
}

extension Programme.Gate {
  func inWords(of programme: Programme) -> String {
    "\(programme.tiers[cap].name) where \(conditions(of: programme))" + (isImmediate ? "" : ", not at once")
  }

  fileprivate func conditions(of programme: Programme) -> String {
    when.map { "\($0.scorer).\($0.measure) \($0.inWords(of: programme))" }.sorted().joined(separator: " and ")
  }
}

extension Programme.Gate.Condition {
  /// Without its measure.
  fileprivate func inWords(of programme: Programme) -> String {
    let unit = programme.plan(scorer)?.scorer.measures.first { $0.id == measure }?.unit
    return "\(comparison.rawValue) \(limitText(limit, unit ?? .number))"
      + (sure.map { ", sure \(spelledPercent($0))" } ?? "")
  }
}

// MARK: The rest

extension Programme.BonusRule {
  var inWords: String {
    func number(_ millionths: Int64) -> String { trimmed(Double(millionths) / 1_000_000, places: 6) }
    let conditions = [
      varianceBelow.map { "variance below \(number($0))" }, meanFrom.map { "mean from \(number($0))" },
    ].compactMap(\.self)
    return "\(number(bonus)) where \(conditions.joined(separator: " and "))"
  }
}

extension Programme.Movement {
  var inWords: String {
    var words = ["up after \(spelledMonths(promoteAfter))", "down after \(spelledMonths(demoteAfter))"]
    if let atMost { words.append("\(spelledTiers(atMost)) at most") }
    if cushion > 0 { words.append("cushion \(spelledPoints(cushion))") }
    if grace > 0 { words.append("grace \(spelledMonths(grace))") }
    if let thresholdStep { words.append("thresholds by \(spelledPoints(thresholdStep)) at most") }
    return words.joined(separator: ", ")
  }
}

extension Programme.Incentives {
  func inWords(of programme: Programme) -> String {
    var words = tiers.sorted { $0.key < $1.key }.map { tier, grant in
      "\(programme.tiers[tier].name) \(grant.inWords(programme.currency))"
    }
    if let growth { words.append("growth \(growth.inWords)") }
    words.append(budget.map { "budget \(spelledMoney($0, programme.currency))" } ?? "no budget")
    return words.joined(separator: ", ")
  }
}

extension Programme.Grant {
  /// What differs from another; all of it where there is none.
  func inWords(_ currency: String, besides other: Self? = nil) -> String {
    var words: [String] = []
    func add(_ isSame: Bool?, _ text: String?, _ none: String) {
      guard isSame != true, text != nil || isSame != nil else { return }
      words.append(text ?? none)
    }
    add(
      other.map { $0.commissionBonus == commissionBonus }, commissionBonus > 0 ? spelledPercent(commissionBonus) : nil,
      "no bonus")
    add(
      other.map { $0.trafficCoupons == trafficCoupons },
      trafficCoupons > 0 ? "coupons of \(spelledMoney(trafficCoupons, currency))" : nil, "no coupons")
    add(other.map { $0.badge == badge }, badge ? "a badge" : nil, "no badge")
    return words.isEmpty ? "nothing" : words.joined(separator: " and ")
  }
}

extension Programme.Growth {
  var inWords: String { "\(spelledPercent(commissionBonus)) from \(spelledPoints(whenScoreRises)) points" }
}
