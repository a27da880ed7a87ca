import RatingRecord

extension Card.Advice {
  init(_ improvement: Improvement, record: RatingRecord) {
    let summary = record.summary(of: improvement.scorer, improvement.measure)
    let unit = summary?.unit ?? .number
    act = capitalised(visible(improvement.act))
    let gained = hundredths(abs(improvement.gain))
    // A step on the way may cost some, where a bonus goes by how alike the measures are.
    let sign = improvement.gain < 0 ? "−" : "+"
    // What is less than a hundredth shows all the same, where scores are made of smaller parts.
    let places = gained == 0 ? 4 : gained < 10 || record.programme.scale.isShort ? 2 : 1
    // What lifts a gate may bring no points.
    let points =
      improvement.gain == 0
      ? nil
      : "\(sign)\(decimal(abs(improvement.gain), places: places)) points\(improvement.gain < 0 ? " by itself" : "")"
    let verb = record.programme.movement == nil ? "enough for" : "enough to count as"
    let reached = improvement.reaches.map { "\(verb) \(visible($0))" }
    let gains = [points, reached].compactMap { $0 }
    gain = gains.isEmpty ? "no points by itself" : gains.joined(separator: ", ")
    let title = summary.map { visible($0.title) } ?? words(improvement.measure)
    let now = improvement.now.map { valueText($0, unit) } ?? "never"
    let basis =
      switch improvement.basis {
      case .peers: "where the better quarter of its peers begins"
      case .curve: "the next step of the programme’s curve"
      case .threshold: "just enough"
      case .gate: "just enough to lift the gate"
      }
    detail = "\(title): \(now) → \(valueText(improvement.after, unit)), \(basis)."
    playbook = summary.flatMap { $0.playbook.isEmpty ? nil : visible($0.playbook) }
  }
}

extension Card.NextStep {
  init(_ next: NextTier, guild: GuildRating, record: RatingRecord) {
    let tier = visible(next.tier)
    let shown = next.acts.filter { Disclosure.shows($0, guild: guild) }
    let isWhole = shown.count == next.acts.count
    let acts = isWhole ? shown.map { Card.Advice($0, record: record) } : []
    let standing = record.gates(of: guild, below: next.tier).map { "“\(visible($0.name))”" }
    let isOne = standing.count == 1
    let gates = (isOne ? "the gate " : "the gates ") + listed(standing) + (isOne ? " stands" : " stand") + " in the way"
    let isShort = next.missing > 0
    let isRounded = hundredths(record.programme.rounding) > 1
    let more = "\(points(next.missing)) more" + (isRounded ? " before rounding" : "")
    title = "The next tier"
    var summary = isShort ? "\(tier) takes \(more)" : "The score is enough for \(tier)"
    if !standing.isEmpty { summary += isShort ? ", and \(gates)" : "; \(gates)" }
    summary += "."
    if !acts.isEmpty {
      summary += isShort || standing.isEmpty ? " At the least:" : isOne ? " To lift it:" : " To lift them:"
    } else if isWhole, !next.isReachable {
      summary += " No few changes to single measures were found that get there."
    }
    let stays = acts.isEmpty ? "caps" : "would still cap"
    // Without acts, the summary has named those that hold now.
    self.acts = acts
    self.summary = summary
    let left = next.gates.map { "“\(visible($0))”" }.filter { !acts.isEmpty || !standing.contains($0) }
    remarks = left.map { "The gate \($0) \(stays) the tier below \(tier)." }
  }
}

extension RatingRecord {
  /// The gates that fired and cap the guild below that tier.
  func gates(of guild: GuildRating, below tier: String) -> [GateResult] {
    guard let aim = programme.tiers.firstIndex(where: { $0.name == tier }) else { return [] }
    return guild.gates.filter { gate in
      gate.fired == true && (programme.tiers.firstIndex { $0.name == gate.cap }.map { $0 > aim } ?? false)
    }
  }
}
