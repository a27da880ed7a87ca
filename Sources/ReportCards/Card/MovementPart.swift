import RatingRecord

extension Card.MovementPart {
  init(_ movement: Movement, guild: GuildRating, record: RatingRecord) {
    let tier = guild.tier ?? movement.earned
    let isUnchanged = movement.rule == .unchanged && movement.from == tier
    let since = isUnchanged ? movement.fromMonth.map { " since \($0.title)" } : nil
    outcome = "\(visible(tier)): \(movement.rule.words)\(since ?? "")."
    let gated = movement.earned == movement.scored ? "" : ", and after gates \(visible(movement.earned))"
    let before =
      since != nil ? nil : zip(movement.from, movement.fromMonth).map { "In \($1.title) it was \(visible($0))." }
    account = ["The score alone earns \(visible(movement.scored))\(gated).", before, sentence(movement.reason)]
      .compactMap { $0 }.joined(separator: " ")
    next = movement.next.map(sentence)
    rules = record.programme.movement?.text
  }
}

extension Movement.Rule {
  /// What became of the tier.
  fileprivate var words: String {
    switch self {
    case .first: "what this month earns"
    case .unchanged: "unchanged"
    case .promoted: "promoted"
    case .demoted: "demoted"
    case .waitsToRise: "not promoted yet"
    case .waitsToFall: "held"
    case .grace: "held, being new"
    case .gate: "capped by a gate"
    }
  }
}

extension MovementSummary {
  /// The rules in force: `A promotion takes 2 months in a row and a demotion 3, each by 1 tier at most. …`
  var text: String {
    var sentences = [pace]
    if cushion > 0 { sentences.append("A month counts only where its score is \(points(cushion)) past the threshold.") }
    if grace > 0 { sentences.append("A new guild is not demoted in its first \(counted(Int64(grace), "month")).") }
    if let thresholdStep { sentences.append("Thresholds move by \(points(thresholdStep)) a month at most.") }
    return sentences.joined(separator: " ")
  }

  private var pace: String {
    let most = atMost.map { ", each by \(counted(Int64($0), "tier")) at most" } ?? ""
    func inARow(_ months: Int) -> String { counted(Int64(months), "month") + (months > 1 ? " in a row" : "") }
    let pace =
      promoteAfter == demoteAfter
      ? "A promotion and a demotion each take \(inARow(promoteAfter))"
      : "A promotion takes \(inARow(promoteAfter)) and a demotion \(inARow(demoteAfter))"
    return pace + most + "."
  }
}
