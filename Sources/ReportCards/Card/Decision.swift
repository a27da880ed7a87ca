import RatingRecord

// What needs a person's decision.

extension RatingRecord {
  /// Gates that lowered a tier, then coin tosses between two tiers, what is provisional and what is not rated, each by the rank
  /// of its first guild. Gates that fired without effect need none.
  var decisions: [Finding] {
    let ranked = ranked
    return [
      ranked.map(\.loweringGates), ranked.map { $0.tossed(programme.tiers) }, ranked.map { $0.flagged(.provisional) },
      ranked.map { $0.flagged(.unrated) },
    ]
    .flatMap { Finding.grouped(zip(ranked, $0)) }
  }
}

extension Finding {
  fileprivate static func grouped(_ matters: some Sequence<(GuildRating, [Matter])>) -> [Finding] {
    var decisions: [Finding] = []
    var places: [Matter: Int] = [:]
    for (guild, matters) in matters {
      for matter in matters {
        if let place = places[matter] {
          decisions[place].guilds.append(Entry(guild: guild, detail: guild.detail(of: matter)))
        } else {
          places[matter] = decisions.count
          decisions.append(
            Finding(
              matter: matter.what, reason: matter.reason,
              guilds: [Entry(guild: guild, detail: guild.detail(of: matter))]))
        }
      }
    }
    return decisions
  }
}

private struct Matter: Hashable {
  let what: String
  let reason: String?
  var isToss = false
}

extension GuildRating {
  fileprivate var loweringGates: [Matter] {
    gates.filter { $0.fired == true && $0.lowered }.map { gate in
      let name = "the gate “\(visible(gate.name))”"
      return Matter(
        what: isHeld
          ? "earning no more than \(visible(earnedTier ?? gate.cap)) because of \(name)"
          : "lowered to \(visible(tier ?? gate.cap)) by \(name)",
        reason: gate.reason.map(sentence))
    }
  }

  /// Both tiers in the programme's order, so that it is one matter whichever of them a guild has.
  fileprivate func tossed(_ tiers: [ProgrammeSummary.Tier]) -> [Matter] {
    guard let (own, other) = toss else { return flagged(.coinToss) }
    let names = tiers.map(\.name).filter { $0 == own.tier || $0 == other.tier }.map { visible($0) }
    return [Matter(what: "close to a coin toss between \(listed(names))", reason: nil, isToss: true)]
  }

  /// How likely its own tier is and how likely the other.
  fileprivate func detail(of matter: Matter) -> String? {
    guard matter.isToss, let (own, other) = toss else { return nil }
    return "\(visible(own.tier)) \(partText(own.probability)), \(visible(other.tier)) \(partText(other.probability))"
  }

  fileprivate func flagged(_ kind: Flag.Kind) -> [Matter] {
    flags.filter { $0.kind == kind }.map {
      Matter(what: kind == .unrated ? "not rated" : kind.words, reason: sentence($0.reason))
    }
  }
}
