import RatingRecord

extension Card.Apart {
  /// At most so many on either side, of at least so many hundredths of a point.
  private static let (most, least): (Int, Hundredths) = (3, 5)

  /// `nil` where nothing was compared, or what would be said could tell what may not be disclosed.
  init?(of guild: GuildRating, in record: RatingRecord, showsPoints: Bool) {
    guard showsPoints, let score = guild.score, let peersScore = guild.peersScore else { return nil }
    let counted = guild.scorers.filter { $0.weight > 0 }
    let effects = counted.flatMap { scorer in
      scorer.measures.compactMap { result in result.effect.map { (scorer.id, result, hundredths($0)) } }
    }
    let mayBeTold = effects.allSatisfy { Disclosure.peers(of: $0.1) != nil && !Disclosure.withholds($0.1, of: guild) }
    guard !effects.isEmpty, mayBeTold else { return nil }
    // Equal ones stay in the programme's order.
    let ranked = effects.enumerated().filter { abs($0.1.2) >= Self.least }
      .sorted { (abs($0.1.2), $1.0) > (abs($1.1.2), $0.0) }.map(\.1)
    let (helped, hurt) = (ranked.filter { $0.2 > 0 }.prefix(Self.most), ranked.filter { $0.2 < 0 }.prefix(Self.most))
    let longest = ranked.first.map { Double(abs($0.2)) } ?? 1
    let places = record.programme.scale.isShort ? 2 : 1
    rows = (helped + hurt).map { scorer, result, effect in
      Row(
        title: record.summary(of: scorer, result.id).map { visible($0.title) } ?? words(result.id),
        scorer: record.title(of: scorer), effect: signed(inPoints(effect), places: places),
        length: Double(effect) / longest)
    }

    let sum = effects.reduce(0) { $0 + $1.2 }
    let whole = hundredths(peersScore) + sum
    let isEverywhere = counted.allSatisfy { scorer in
      scorer.measures.allSatisfy { $0.points == nil || $0.weight == 0 || $0.effect != nil }
    }
    let others = effects.count { $0.2 != 0 } > rows.count
    let together = rows.isEmpty ? "all of them together come" : others ? "these and the others come" : "these come"
    let start =
      "A guild at its peers’ median \(isEverywhere ? "in every measure" : "wherever there is one") would score"
    let later = whole == hundredths(score) ? nil : guild.laterSteps(in: record)
    self.sum =
      "\(start) \(decimal(peersScore, places: 2)); \(together) to \(signed(inPoints(sum), places: 2)), "
      + "which makes \(decimal(inPoints(whole), places: 2))" + (later.map { " before \($0)" } ?? "") + "."
      + (record.programme.evidence.isCautious ? " What caution costs is part of it." : "")
    if rows.isEmpty {
      note = "No measure makes \(trimmed(inPoints(Self.least), places: 2)) points of difference."
    }
  }
}

extension GuildRating {
  /// What is done to the score after its scorers are combined; `nil` for nothing.
  fileprivate func laterSteps(in record: RatingRecord) -> String? {
    var steps: [String] = []
    if consistency.map({ $0.bonus != 0 }) ?? false { steps.append("the bonus") }
    if !adjustments.isEmpty { steps.append(adjustments.count == 1 ? "the adjustment" : "the adjustments") }
    if hundredths(record.programme.rounding) > 1 { steps.append("rounding") }
    return steps.isEmpty ? nil : listed(steps)
  }
}
