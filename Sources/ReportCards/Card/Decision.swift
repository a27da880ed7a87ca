import RatingRecord

/// What needs a person's decision, of all guilds it is the same for: `12 guilds lowered to Bronze by the gate “payout
/// arrears”`.
struct Decision {
  /// `lowered to Bronze by the gate “payout arrears”`, `provisional`, `not rated`.
  let matter: String
  /// Why, as a sentence.
  let reason: String?
  /// By rank.
  var guilds: [GuildRating]

  /// With how many: `12 guilds lowered to …`.
  var title: String { "\(counted(Int64(guilds.count), "guild")) \(matter)" }
}

extension RatingRecord {
  /// Gates that lowered a tier, then what is provisional and what is not rated, each by the rank of its first guild.
  /// Gates that fired without effect need none.
  var decisions: [Decision] {
    let ranked = ranked
    return [ranked.map(\.loweringGates), ranked.map { $0.flagged(.provisional) }, ranked.map { $0.flagged(.unrated) }]
      .flatMap { Decision.grouped(zip(ranked, $0)) }
  }
}

extension Decision {
  fileprivate static func grouped(_ matters: some Sequence<(GuildRating, [Matter])>) -> [Decision] {
    var decisions: [Decision] = []
    var places: [Matter: Int] = [:]
    for (guild, matters) in matters {
      for matter in matters {
        if let place = places[matter] {
          decisions[place].guilds.append(guild)
        } else {
          places[matter] = decisions.count
          decisions.append(Decision(matter: matter.what, reason: matter.reason, guilds: [guild]))
        }
      }
    }
    return decisions
  }
}

private struct Matter: Hashable {
  let what: String
  let reason: String?
}

extension GuildRating {
  fileprivate var loweringGates: [Matter] {
    gates.filter { $0.fired == true && $0.lowered }.map { gate in
      Matter(
        what: "lowered to \(visible(tier ?? gate.cap)) by the gate “\(visible(gate.name))”",
        reason: gate.reason.map(sentence))
    }
  }

  fileprivate func flagged(_ kind: Flag.Kind) -> [Matter] {
    flags.filter { $0.kind == kind }.map {
      Matter(what: kind == .unrated ? "not rated" : kind.rawValue, reason: sentence($0.reason))
    }
  }
}
