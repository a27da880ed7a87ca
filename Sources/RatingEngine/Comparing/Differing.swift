import RatingProgramme
import RatingRecord
import ScorerKit

/// Everything in which two programmes decide differently, in an order that is the same whichever comes first. What says
/// nothing of guilds' ratings is left out: the programmes' names, versions, reasons, deadlines.
struct Differing {
  typealias Part = ProgrammeComparison.Part

  private let before: Programme
  private let after: Programme
  private let weighing: Weighing
  private(set) var found: [ProgrammePair.Difference] = []

  /// - Parameters:
  ///   - weighing: of the scorers' weights.
  ///   - tiersMatch: whether the tiers at the same places are the same ones.
  init(_ before: Programme, _ after: Programme, _ weighing: Weighing, _ gates: [GatePair], tiersMatch: Bool) {
    (self.before, self.after, self.weighing) = (before, after, weighing)
    compare(.scale, .scale, "scale", \.scale) { "\(spelledPoints($0.scale.from)) to \(spelledPoints($0.scale.to))" }
    findExemptions()
    compare(.window, .window, "window", \.window) { spelledMonths($0.window) }
    findPeers()
    for id in Set((before.scorers + after.scorers).map(\.id)).sorted() { findScorer(id) }
    func shared(_ programme: Programme) -> [String] { order(programme, before, after) }
    compare(.order, .other, "scorers", shared) { shared($0).joined(separator: ", ") }
    findScore()
    findEvidence()
    findTiers(tiersMatch: tiersMatch)
    for place in gates.indices { findGate(place, gates[place], tiersMatch: tiersMatch) }
    findMovement()
    findIncentives(tiersMatch: tiersMatch)
  }

  private mutating func note(
    _ aspect: ProgrammePair.Aspect, _ kind: Part.Kind, _ path: String, _ one: String?, _ two: String?,
    note: String? = nil
  ) {
    found.append(.init(aspect: aspect, part: .init(kind: kind, path: path, before: one, after: two, note: note)))
  }

  private mutating func compare<Value: Equatable>(
    _ aspect: ProgrammePair.Aspect, _ kind: Part.Kind, _ path: String, _ value: (Programme) -> Value,
    _ words: (Programme) -> String?
  ) {
    if value(before) != value(after) { note(aspect, kind, path, words(before), words(after)) }
  }

  // MARK: What is looked at

  private mutating func findExemptions() {
    // Those that do the same are the same, whatever they are called and for whatever reason.
    let ones = before.exemptions.filter { one in !after.exemptions.contains { $0.isLike(one) } }
    let twos = after.exemptions.filter { two in !before.exemptions.contains { $0.isLike(two) } }
    for name in Set((ones + twos).map(\.name)).sorted() {
      let (one, two) = (ones.first { $0.name == name }, twos.first { $0.name == name })
      note(
        .exemptions, .exemption, "exemptions.\(name)", one?.inWords(besides: two), two?.inWords(besides: one))
    }
  }

  private mutating func findPeers() {
    func list(_ words: [String]) -> String { words.isEmpty ? "none" : words.joined(separator: ", ") }
    compare(.peers, .peers, "peers.group_by", \.peers.groupBy) { list($0.peers.groupBy) }
    compare(.peers, .peers, "peers.size_bands", \.peers.sizeBands) { list($0.peers.sizeBands.map { "\($0)" }) }
    compare(.peers, .peers, "peers.at_least", \.peers.atLeast) { "\($0.peers.atLeast)" }
  }

  private mutating func findScore() {
    compare(.combine, .combine, "combine", \.combine) { $0.combine.rawValue }
    compare(.missing, .missing, "missing", \.missing) { $0.missing.rawValue }
    compare(.rounding, .rounding, "rounding", \.rounding) { "half up to \(spelledPoints($0.rounding ?? 1))" }
    compare(.adjustments, .adjustments, "adjustments", \.adjustments) { programme in
      programme.adjustments.map { "at most \(trimmed(Reckoned.points($0.atMost), places: 9))" }
    }
    compare(.bonus, .bonus, "consistency_bonus", \.consistencyBonus) { programme in
      programme.consistencyBonus.isEmpty ? nil : programme.consistencyBonus.map(\.inWords).joined(separator: "; ")
    }
  }

  private mutating func findEvidence() {
    compare(.evidence, .evidence, "evidence.shrink_to", \.evidence.shrinkTo) { $0.evidence.shrinkTo.rawValue }
    compare(.evidence, .evidence, "evidence.confidence", \.evidence.confidence) {
      spelledPercent($0.evidence.confidence)
    }
    compare(.evidence, .evidence, "evidence.score_on", \.evidence.scoreOn) { $0.evidence.scoreOn.rawValue }
    compare(.evidence, .evidence, "evidence.at_least.broadcasters", \.evidence.broadcasters) {
      "\($0.evidence.broadcasters)"
    }
    compare(.evidence, .evidence, "evidence.at_least.scorers", \.evidence.scorers) { "\($0.evidence.scorers)" }
  }

  private mutating func findMovement() {
    guard before.movement != nil, after.movement != nil else {
      return compare(.movement, .movement, "movement", \.movement) { $0.movement?.inWords }
    }
    compare(.movement, .movement, "movement.promote_after", \.movement?.promoteAfter) { rule in
      rule.movement.map { spelledMonths($0.promoteAfter) }
    }
    compare(.movement, .movement, "movement.demote_after", \.movement?.demoteAfter) { rule in
      rule.movement.map { spelledMonths($0.demoteAfter) }
    }
    compare(.movement, .movement, "movement.at_most", \.movement?.atMost) {
      $0.movement?.atMost.map(spelledTiers) ?? "any"
    }
    compare(.movement, .movement, "movement.cushion", \.movement?.cushion) { rule in
      rule.movement.map { spelledPoints($0.cushion) }
    }
    compare(.movement, .movement, "movement.grace", \.movement?.grace) { rule in
      rule.movement.map { spelledMonths($0.grace) }
    }
    compare(.movement, .movement, "movement.threshold_step", \.movement?.thresholdStep) {
      $0.movement?.thresholdStep.map(spelledPoints) ?? "any"
    }
  }

  private mutating func findTiers(tiersMatch: Bool) {
    func froms(_ programme: Programme) -> [Int64]? {
      programme.thresholds == .clusters ? nil : programme.tiers.map(\.from)
    }
    guard tiersMatch else {
      return note(.tiers, .tiers, "tiers", before.tiersInWords, after.tiersInWords)
    }
    let tiers = zip(before.tiers, after.tiers)
    let renamed = tiers.filter { $0.name != $1.name }
    if !renamed.isEmpty {
      note(
        .tierNames, .names, "tiers", renamed.map(\.0.name).joined(separator: ", "),
        renamed.map(\.1.name).joined(separator: ", "))
    }
    let moved = tiers.filter { $0.from != $1.from }
    if let only = moved.first, moved.count == 1, only.0.name == only.1.name, froms(before) != nil, froms(after) != nil {
      note(.tiers, .tiers, "tiers.\(only.0.name)", spelledPoints(only.0.from), spelledPoints(only.1.from))
    } else {
      compare(.tiers, .tiers, "tiers", froms) { programme in
        froms(programme)?.map(spelledPoints).joined(separator: ", ") ?? "by clusters"
      }
    }
  }

  private mutating func findGate(_ place: Int, _ gate: GatePair, tiersMatch: Bool) {
    let path = "gates.\(gate.name)"
    guard let one = gate.before, let two = gate.after else {
      return note(.gate(place), .gate, path, gate.before?.inWords(of: before), gate.after?.inWords(of: after))
    }
    if one.name != two.name { note(.gateName(place), .names, path, one.name, two.name) }
    let rules = (
      GateRule(one, of: before, isByPlace: tiersMatch), GateRule(two, of: after, isByPlace: tiersMatch)
    )
    guard rules.0 != rules.1 else { return }
    let texts = gateTexts((one, rules.0, before), (two, rules.1, after))
    note(.gate(place), .gate, path, texts.before, texts.after)
  }

  private mutating func findIncentives(tiersMatch: Bool) {
    guard tiersMatch, let one = before.incentives, let two = after.incentives else {
      // By their words: the places of tiers may differ where the tiers do not.
      func words(_ programme: Programme) -> String? { programme.incentives.map { $0.inWords(of: programme) } }
      return compare(.incentives, .incentives, "incentives", words, words)
    }
    let currency = before.currency
    for (place, tiers) in zip(before.tiers, after.tiers).enumerated() {
      let (own, other) = (one.tiers[place], two.tiers[place])
      func words(_ grant: Programme.Grant?, besides other: Programme.Grant? = nil) -> String {
        grant?.inWords(currency, besides: other) ?? "nothing"
      }
      // By their words: a tier that is named and granted nothing is one that is not named.
      guard words(own) != words(other) else { continue }
      let name = tiers.0.name == tiers.1.name ? tiers.0.name : "tier \(place + 1)"
      note(.incentives, .incentives, "incentives.\(name)", words(own, besides: other), words(other, besides: own))
    }
    compare(.incentives, .incentives, "incentives.growth", \.incentives?.growth) { $0.incentives?.growth?.inWords }
    compare(.incentives, .incentives, "incentives.budget", \.incentives?.budget) {
      $0.incentives?.budget.map { spelledMoney($0, currency) } ?? "none"
    }
  }
}

// MARK: Scorers

extension Differing {
  private mutating func findScorer(_ id: String) {
    let path = "scorers.\(id)"
    let weights = weighing.texts(id)
    guard let one = before.plan(id), let two = after.plan(id) else {
      return note(
        .scorer(id), .scorer, path, weights.before.map { "weight \($0)" }, weights.after.map { "weight \($0)" },
        note: weighing.note)
    }
    if weighing.changed.contains(id) {
      note(.weight(id), .weight, "\(path).weight", weights.before, weights.after, note: weighing.note)
    }
    if one.window != two.window {
      note(.tallies(id), .window, "\(path).window", spelledMonths(one.window), spelledMonths(two.window))
    }
    for (old, new) in zip(one.scorer.settings, two.scorer.settings) where old.value != new.value {
      note(.tallies(id), .settings, "\(path).settings.\(old.id)", old.spelled, new.spelled)
    }
    findMeasures(one, two, path: "\(path).measures")
  }

  private mutating func findMeasures(_ one: ScorerPlan, _ two: ScorerPlan, path: String) {
    let id = one.id
    let isDeclared = one.scorer is any DeclaringScorer
    let weights = Weighing(one.measureWeights, two.measureWeights)
    for name in Set((one.scorer.measures + two.scorer.measures).map(\.id)).sorted() {
      let path = "\(path).\(name)"
      if isDeclared, !isSameMeasure(name, one, two) {
        let texts = weights.texts(name)
        note(
          .tallies(id), .measure, path, one.declaration(of: name, weight: texts.before),
          two.declaration(of: name, weight: texts.after), note: weights.note)
      }
      guard let old = one.measures.first(where: { $0.measure.id == name }),
        let new = two.measures.first(where: { $0.measure.id == name })
      else { continue }
      if weights.changed.contains(name) {
        let texts = weights.texts(name)
        note(
          .measureWeight(id, name), .measureWeight, "\(path).weight", texts.before, texts.after, note: weights.note)
      }
      // A curve that grows with the scale says nothing that the scale does not.
      if old.curve != new.curve, !old.curve.isStretched(to: new.curve, by: new.scale.highest / old.scale.highest) {
        let texts = curveTexts(old, new)
        note(.curve(id, name), .curve, "\(path).curve", texts.before, texts.after)
      }
    }
  }
}

/// The scorers that both have, in one's order.
private func order(_ programme: Programme, _ one: Programme, _ other: Programme) -> [String] {
  programme.scorers.map(\.id).filter { one.plan($0) != nil && other.plan($0) != nil }
}

extension CurveRule {
  /// Whether all points of the other are those of this one times a factor other than 1.
  fileprivate func isStretched(to other: CurveRule, by factor: Double) -> Bool {
    func agree(_ one: [Double], _ two: [Double]) -> Bool {
      one.count == two.count && zip(one, two).allSatisfy { abs($0 * factor - $1) <= 1e-9 * max(1, abs($1)) }
    }
    guard factor != 1 else { return false }
    switch (self, other) {
    case (.fixed(.points(let one)), .fixed(.points(let two))), (.fixed(.steps(let one)), .fixed(.steps(let two))):
      return one.map(\.value) == two.map(\.value) && agree(one.map(\.points), two.map(\.points))
    case (.zscore(let mean, let deviation, let share), .zscore(let otherMean, let otherDeviation, let otherShare)):
      return share == otherShare && agree([mean, deviation], [otherMean, otherDeviation])
    case (.clusters(let one), .clusters(let two)): return agree(one, two)
    default: return false
    }
  }
}
