import RatingRecord

extension Card.NextStep {
  /// Where movement makes the tier: what a month's score counts as, which is all that a score can do.
  init(_ next: NextTier, _ movement: Movement, guild: GuildRating, record: RatingRecord) {
    let words = CountingWords(next: next, movement: movement, guild: guild, record: record)
    title = "What a better month takes"
    acts = words.acts.map { Card.Advice($0, record: record) }
    summary = [words.now, words.rules, words.need].compactMap { $0 }.joined(separator: " ")
    remarks = [words.standing, words.cushion].compactMap { $0 }
  }
}

private struct CountingWords {
  let next: NextTier
  let movement: Movement
  let guild: GuildRating
  let record: RatingRecord

  /// None where one of them may not be told.
  var acts: [Improvement] { isWhole ? next.acts : [] }

  private var isWhole: Bool { next.acts.allSatisfy { Disclosure.shows($0, guild: guild) } }
  private var isGated: Bool { movement.scored != movement.earned }
  private var wanted: String { visible(next.tier) }
  private var gates: [GateResult] { record.gates(of: guild, below: next.tier) }
  private var gateNames: String {
    (gates.count == 1 ? "the gate " : "the gates ") + listed(gates.map { "“\(visible($0.name))”" })
  }

  /// What it counts as now, and the tier where that is another: `The month’s score counts as Silver; the tier is Gold.`
  var now: String {
    let earned = visible(movement.earned)
    let counts =
      isGated
      ? "The month’s score is enough for \(visible(movement.scored)), but counts as \(earned)"
      : "The month’s score counts as \(earned)"
    return guild.isHeld ? "\(counts); the tier is \(visible(guild.tier ?? ""))." : counts + "."
  }

  /// What that does to the tier.
  var rules: String {
    let rules = "The tier follows from what the months count as, by the rules under “Movement”"
    guard let most = record.programme.movement?.atMost, let tier = record.place(ofTier: guild.tier),
      let wanted = record.place(ofTier: next.tier), tier - wanted > most
    else { return rules + "." }
    return "\(rules): from \(visible(guild.tier ?? "")) by \(counted(Int64(most), "tier")) a month at most."
  }

  /// `For the month’s score to count as Gold: 7.91 points more.`
  var need: String {
    let isRounded = hundredths(record.programme.rounding) > 1
    let more = next.missing > 0 ? "\(points(next.missing)) more\(isRounded ? " before rounding" : "")" : nil
    let lifted = gates.isEmpty ? nil : "\(gateNames) lifted"
    let needs = [more, lifted].compactMap { $0 }
    let need = "For the month’s score to count as \(aim): \(listed(needs))."
    guard acts.isEmpty else { return need + " At the least:" }
    return need
      + (isWhole && !next.isReachable ? " No few changes to single measures were found that get there." : "")
  }

  /// What the acts that lift the gates make of it, where that is more than the next tier.
  private var aim: String {
    let reached = acts.compactMap(\.reaches).compactMap { record.place(ofTier: $0) }.min()
    guard next.missing == 0, let reached, let wanted = record.place(ofTier: next.tier), reached < wanted else {
      return self.wanted
    }
    return visible(record.programme.tiers[reached].name)
  }

  /// The gates that hold it all the same, unless the need has named them.
  var standing: String? {
    let left = next.gates.filter { name in !acts.isEmpty || !gates.contains { $0.name == name } }
      .map { "“\(visible($0))”" }
    guard !left.isEmpty else { return nil }
    let isOne = left.count == 1
    return "\(isOne ? "The gate" : "The gates") \(listed(left)) would still keep it from counting as \(wanted)."
  }

  /// What the tier's cushion adds to that, or takes off.
  var cushion: String? {
    guard let cushion = record.programme.movement?.cushion, cushion > 0, next.missing > 0,
      let tier = record.place(ofTier: guild.tier), let place = record.place(ofTier: next.tier), place <= tier
    else { return nil }
    return place == tier
      ? "Up to \(points(cushion)) below \(wanted) do not count towards a demotion."
      : "Towards a promotion it counts from \(points(cushion)) above the start of \(wanted)."
  }
}
