import RatingRecord

/// How sure a guild's score and tier are, in words. Made only where something tells.
struct Certainty {
  let guild: GuildRating
  let record: RatingRecord
  private let interval: Interval
  private let probabilities: [TierProbability]

  init?(of guild: GuildRating, in record: RatingRecord) {
    guard let interval = guild.knownInterval else { return nil }
    (self.guild, self.record, self.interval) = (guild, record, interval)
    probabilities = guild.tierProbabilities ?? []
  }

  /// The cautious end of every measure is scored, so that the score is meant to lie below what is likely.
  private var isCautious: Bool { record.programme.evidence.isCautious }
  private var sureness: String { confidenceText(record.programme.evidence.confidence) + " sure" }

  /// Chances are of what the month earns, of which movement makes the tier.
  private var isMoved: Bool { guild.movement != nil }

  /// `between 71.6 and 83.0`
  private var range: String {
    let low = record.text(ofScore: interval.low)
    let isRounded = hundredths(record.programme.rounding) > 1
    let ends = interval.high.map { "between \(low) and \(record.text(ofScore: $0))" } ?? "\(low) or more"
    return ends + (isRounded ? " before rounding" : "")
  }

  /// What follows the score in the verdict: `(between 71.6 and 83.0, 9 in 10 sure); about 9 in 10 sure it is Gold or better`.
  var aside: String {
    let score = guild.unrounded ?? guild.score ?? 0
    let holds = (interval.low...(interval.high ?? .infinity)).contains(score)
    let likely =
      if isCautious {
        "(the cautious end of each measure is scored; without that caution \(range), \(sureness))"
      } else if holds {
        "(\(range), \(sureness))"
      } else {
        "(allowing for chance \(range), \(sureness))"
      }
    // Where movement has a say, chances are not of the tier that the verdict names.
    return likely + (isMoved ? "" : (tossed ?? sure).map { "; \($0)" } ?? "")
  }

  /// What `aside` leaves to be said of chances, and why the likeliest tier may be another than the score's.
  var chances: String? {
    let toss = tossed.map { "By this month alone \($0)." }
    let moved = isMoved ? toss ?? sure.map { capitalised($0) + "." } : nil
    let all = [moved, unevenness].compactMap { $0 }.joined(separator: " ")
    return all.isEmpty ? nil : all
  }

  /// Said where the tier beyond a threshold that the score is close to is likelier than its own.
  private var unevenness: String? {
    guard !isCautious, let (own, other) = guild.toss, own.probability < other.probability,
      let score = guild.score, record.tier(of: score)?.name == own.tier,
      let places = zip(record.place(ofTier: own.tier), record.place(ofTier: other.tier)), abs(places.0 - places.1) == 1
    else { return nil }
    let (tiers, scale) = (record.programme.tiers, record.programme.scale)
    guard abs(score - tiers[min(places.0, places.1)].from) <= (scale.to - scale.from) / 40 else { return nil }
    let sides = places.1 < places.0 ? ("below", "above") : ("above", "below")
    return
      "A score just \(sides.0) a threshold can be likelier \(sides.1) it, as the truth is not spread evenly about it."
  }

  /// `Between 71.6 and 83.0, 9 in 10 sure.`
  var sentence: String {
    isCautious
      ? "The cautious end of each measure is scored; without that caution the score is \(range), \(sureness)."
      : "The score is \(range), \(sureness)."
  }

  /// How likely each tier is, best first; empty where the verdict has said it all.
  var odds: [Card.Odds] {
    let odds = probabilities.compactMap { entry in
      chanceText(entry.probability).map {
        Card.Odds(
          tier: visible(entry.tier), chance: $0, probability: entry.probability, isOwn: entry.tier == guild.earnedTier)
      }
    }
    return odds.count > 1 ? odds : []
  }

  var oddsTitle: String {
    let conditions = [isMoved ? "by this month alone" : nil, isCautious ? "without that caution" : nil]
      .compactMap { $0 }
    return (["How likely each tier is"] + (conditions.isEmpty ? [] : [listed(conditions)])).joined(separator: " ")
  }

  /// The tier and what may as well be, where the record says that it is a toss.
  private var tossed: String? {
    guard let (own, other) = guild.toss else { return nil }
    let names = (visible(own.tier), visible(other.tier))
    if abs(own.probability - other.probability) < 0.1 { return "\(names.0) and \(names.1) are about equally likely" }
    let chances = (chanceText(own.probability), chanceText(other.probability) ?? "")
    guard own.probability < other.probability else {
      return "a close call: \(names.0) \(chances.0 ?? ""), \(names.1) \(chances.1)"
    }
    return "\(names.1) is likelier than \(names.0): \(chances.1)" + (chances.0.map { ", \(names.0) \($0)" } ?? "")
  }

  /// How sure the guild's tier is: that or better, where better could be.
  private var sure: String? {
    guard let place = probabilities.firstIndex(where: { $0.tier == guild.earnedTier }) else { return nil }
    let isLast = place == probabilities.indices.last
    // A gate that caps at the last tier leaves no other.
    if isLast, guild.gates.contains(where: \.lowered) { return nil }
    let better = probabilities[..<place].reduce(0) { $0 + $1.probability }
    let own = probabilities[place].probability
    let tier = visible(probabilities[place].tier)
    let verb = isMoved ? "the month alone \(isCautious ? "deserves" : "earns")" : isCautious ? "it deserves" : "it is"
    if isLast { return isCautious ? nil : sureText(own, "\(verb) \(tier)") }
    return sureText(own + better, "\(verb) \(tier)" + (chanceText(better) == nil ? "" : " or better"))
  }
}

extension GuildRating {
  /// The score's interval; `nil` too where no measure that counts has one, so that nothing tells.
  var knownInterval: Interval? {
    guard score != nil, let interval, interval.high.map({ $0 > interval.low }) ?? true else { return nil }
    let tells = scorers.contains { scorer in
      scorer.weight > 0 && scorer.measures.contains { $0.points != nil && $0.interval != nil }
    }
    return tells ? interval : nil
  }

  /// The tier the month earns and the likeliest other, where the record calls the two a coin toss.
  var toss: (own: TierProbability, other: TierProbability)? {
    guard has(.coinToss), knownInterval != nil, let probabilities = tierProbabilities,
      let own = probabilities.first(where: { $0.tier == earnedTier }),
      let other = probabilities.filter({ $0.tier != earnedTier }).max(by: { $0.probability < $1.probability })
    else { return nil }
    return (own, other)
  }
}

extension EvidenceSummary {
  var isCautious: Bool { scoreOn == "lower_bound" }
}

extension RatingRecord {
  /// The ends of a guild's interval for a list: `72–83`.
  func rangeText(of guild: GuildRating) -> String? {
    guard let interval = guild.knownInterval else { return nil }
    let places = programme.scale.isShort ? 1 : 0
    let low = decimal(interval.low, places: places)
    return interval.high.map { "\(low)–\(decimal($0, places: places))" } ?? "\(low)–"
  }

  /// Whether any guild's score has an interval.
  var hasIntervals: Bool { guilds.contains { $0.knownInterval != nil } }
}
