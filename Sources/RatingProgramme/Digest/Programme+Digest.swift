import ScorerKit

extension Programme {
  /// `sha256:` and 64 hexadecimal digits, of all that the programme says and leaves to defaults.
  ///
  /// Two files that mean the same have the same digest, whatever their comments, spellings (`0.9`, `90%`) and order of keys.
  /// The order of scorers, tiers, gates and peer attributes is meant: it is that of the report card, and of the sums.
  public var digest: String { "sha256:" + SHA256.hexadecimal(of: Array(canonicalText.utf8)) }

  /// What values and estimates rest on: by the scorer's id, its version, window and settings; under the empty id, peer groups and
  /// evidence. Where a text is the same, the figures of two months mean the same.
  public var bases: [String: String] {
    var bases: [String: String] = [:]
    for plan in scorers {
      var text = CanonicalText()
      text.add(plan, isBasis: true)
      for exemption in exemptions { text.add(exemption, of: plan) }
      bases[plan.id] = text.lines
    }
    var text = CanonicalText()
    text.add(peers)
    text.addEstimation(evidence)
    bases[""] = text.lines
    return bases
  }

  /// One line a fact. Texts are quoted, so that none can pass for two facts.
  var canonicalText: String {
    var text = CanonicalText()
    text.add("guildmark/programme", 1)
    text.add("programme", quote: name)
    text.add("version", version)
    text.add("currency", quote: currency)
    text.add("window", window)
    text.add(peers)
    text.add("data.tolerate", data.tolerate)
    for scorer in scorers { text.add(scorer) }
    text.add("combine", combine.rawValue)
    text.add("missing", missing.rawValue)
    text.add("evidence.at_least.broadcasters", evidence.broadcasters)
    text.add("evidence.at_least.scorers", evidence.scorers)
    if scale != .standard { text.add("scale", "\(scale.from) \(scale.to)") }
    if let rounding { text.add("rounding", rounding) }
    if let adjustments { text.add("adjustments.at_most", adjustments.atMost) }
    for rule in consistencyBonus {
      func number(_ number: Int64?) -> String { number.map(String.init) ?? "any" }
      text.add("consistency_bonus", "\(number(rule.varianceBelow)) \(number(rule.meanFrom)) \(rule.bonus)")
    }
    text.addEstimation(evidence)
    for tier in tiers {
      text.add(thresholds == .clusters ? "tier by clusters" : "tier \(tier.from)", quote: tier.name)
    }
    for gate in gates { text.add(gate) }
    if let movement { text.add(movement) }
    if let corrections = publication.corrections { text.add("publication.corrections", corrections) }
    if let appeals = publication.appeals {
      text.add("publication.appeals", appeals.within)
      text.add("publication.decide_within", appeals.decideWithin.map(String.init) ?? "none")
      text.add("publication.appeals_to", appeals.to.map(\.debugDescription) ?? "none")
    }
    if let incentives { text.add(incentives) }
    if let contest {
      text.add("contest.how", quote: contest.how)
      text.add("contest.within", contest.within.map(String.init) ?? "none")
    }
    for exemption in exemptions { text.add(exemption) }
    return text.lines
  }
}

private struct CanonicalText {
  private(set) var lines = ""

  mutating func add(_ key: String, _ value: some CustomStringConvertible) { lines += "\(key) \(value)\n" }

  mutating func add(_ key: String, quote value: String) { add(key, value.debugDescription) }

  mutating func add(_ peers: Programme.Peers) {
    for attribute in peers.groupBy { add("peers.group_by", quote: attribute) }
    add("peers.at_least", peers.atLeast)
    if !peers.sizeBands.isEmpty { add("peers.size_bands", peers.sizeBands.map(String.init).joined(separator: " ")) }
  }

  mutating func addEstimation(_ evidence: Programme.Evidence) {
    add("evidence.shrink_to", evidence.shrinkTo.rawValue)
    add("evidence.confidence", evidence.confidence)
    add("evidence.score_on", evidence.scoreOn.rawValue)
  }

  /// - Parameter isBasis: only what its values are of, not what is made of them.
  mutating func add(_ plan: ScorerPlan, isBasis: Bool = false) {
    let id = "scorer \(plan.id)"
    add("\(id) version", type(of: plan.scorer).version)
    if !isBasis { add("\(id) weight", plan.weight) }
    add("\(id) window", plan.window)
    for setting in plan.scorer.settings.sorted(by: { $0.id < $1.id }) {
      add("\(id) setting \(setting.id)", setting.value.canonicalText)
    }
    if plan.scorer is any DeclaringScorer {
      for measure in plan.scorer.measures {
        let kinds = "\(measure.unit.rawValue) \(measure.direction.rawValue) \(measure.kind.rawValue)"
        add("\(id) declares \(measure.id.debugDescription) \(kinds)", quote: measure.title)
        if !measure.playbook.isEmpty { add("\(id) declared playbook", quote: measure.playbook) }
      }
    }
    guard !isBasis else { return }
    for measure in plan.measures {
      add("\(id) measure \(measure.measure.id) weight", measure.weight)
      add("\(id) measure \(measure.measure.id) curve", CanonicalText.text(measure.curve))
    }
  }

  mutating func add(_ exemption: Programme.Exemption, of plan: ScorerPlan) {
    if let basis = exemption.basis(of: type(of: plan.scorer)) { add("scorer \(plan.id) exempt", basis) }
  }

  /// The order is meant: the first that covers a row takes it out.
  mutating func add(_ exemption: Programme.Exemption) {
    func list(_ key: String, _ words: [String]) {
      for word in words.sorted() { self.add("exemption.\(key)", quote: word) }
    }
    add("exemption", quote: exemption.name)
    add("exemption.days", "\(exemption.days.lowerBound) \(exemption.days.upperBound)")
    list("regions", exemption.regions)
    list("guilds", exemption.guilds)
    list("tables", exemption.tables)
    list("scorers", exemption.scorers)
    add("exemption.reason", quote: exemption.reason)
  }

  mutating func add(_ gate: Programme.Gate) {
    add("gate", quote: gate.name)
    // All of them must hold, so their order is nothing.
    for condition in gate.when.map(CanonicalText.text).sorted() { add("gate.when", condition) }
    add("gate.cap", gate.cap)
    add("gate.reason", gate.reason.map(\.debugDescription) ?? "none")
    if !gate.isImmediate { add("gate.immediate", false) }
  }

  mutating func add(_ movement: Programme.Movement) {
    func limit(_ number: Int64?) -> String { number.map { String($0) } ?? "any" }
    add("movement.promote_after", movement.promoteAfter)
    add("movement.demote_after", movement.demoteAfter)
    add("movement.at_most", limit(movement.atMost.map(Int64.init)))
    add("movement.cushion", movement.cushion)
    add("movement.grace", movement.grace)
    add("movement.threshold_step", limit(movement.thresholdStep))
  }

  mutating func add(_ incentives: Programme.Incentives) {
    add("incentives.budget", incentives.budget.map(String.init) ?? "none")
    for (tier, grant) in incentives.tiers.sorted(by: { $0.key < $1.key }) {
      add("incentives.tier \(tier)", "\(grant.commissionBonus) \(grant.trafficCoupons) \(grant.badge)")
    }
    if let growth = incentives.growth {
      add("incentives.growth", "\(growth.commissionBonus) \(growth.whenScoreRises)")
    }
  }

  private static func text(_ condition: Programme.Gate.Condition) -> String {
    "\(condition.scorer).\(condition.measure) \(condition.comparison.rawValue) \(condition.limit)"
      + (condition.sure.map { " sure \($0)" } ?? "")
  }

  private static func text(_ rule: CurveRule) -> String {
    switch rule {
    case .fixed(let curve): text(curve)
    case .percentile: "percentile"
    case .zscore(let mean, let deviation, let winsorise): "zscore \(mean) \(deviation) \(winsorise)"
    case .minmax(let winsorise): "minmax \(winsorise)"
    case .clusters(let points): "clusters \(points.map(\.description).joined(separator: " "))"
    }
  }

  private static func text(_ curve: Curve) -> String {
    switch curve {
    case .points(let anchors): "points \(text(anchors))"
    case .steps(let anchors): "steps \(text(anchors))"
    case .lognormal(let p10, let median): "lognormal \(p10) \(median)"
    case .identity: "identity"
    }
  }

  private static func text(_ anchors: [Curve.Anchor]) -> String {
    anchors.map { "\($0.value):\($0.points)" }.joined(separator: " ")
  }
}

extension SettingValue {
  /// The same text for the same value, and no other value's.
  package var canonicalText: String {
    switch self {
    case .integer(let number): String(number)
    case .words(let words): words.map(\.debugDescription).joined(separator: " ")
    case .counts(let counts):
      counts.sorted { $0.key < $1.key }.map { "\($0.key.debugDescription) \($0.value)" }.joined(separator: " ")
    }
  }
}
