import RatingRecord

extension RatingRecord {
  /// Best first, equals by guild_id, the unrated last.
  var ranked: [GuildRating] {
    guilds.sorted { a, b in
      (a.rank ?? .max, a.score == nil ? 1 : 0) == (b.rank ?? .max, b.score == nil ? 1 : 0)
        ? a.guildID < b.guildID : (a.rank ?? .max, a.score == nil ? 1 : 0) < (b.rank ?? .max, b.score == nil ? 1 : 0)
    }
  }

  /// How many guilds each tier has, best first, and how many have none.
  var distribution: [(tier: String, guilds: Int)] {
    let tiers = programme.tiers.map { tier in (visible(tier.name), guilds.filter { $0.tier == tier.name }.count) }
    let rest = guilds.filter { guild in !programme.tiers.contains { $0.name == guild.tier } }.count
    return rest > 0 ? tiers + [("Not rated", rest)] : tiers
  }
}

extension Flag.Kind {
  /// `coin toss`
  var words: String { rawValue.replacing("_", with: " ") }
}

extension GuildRating {
  /// `gate: payout arrears`, `provisional`: what a reader of a table has to know, in few words; where words must be
  /// fewer still, `gate` alone.
  func notes(namingGates: Bool) -> [String] {
    let fired = gates.filter { $0.fired == true }.map { gate in
      guard namingGates else { return "gate" }
      return (gate.lowered ? "gate: " : "gate without effect: ") + visible(gate.name)
    }
    // What needs a decision first.
    let others = flags.filter { $0.kind == .coinToss } + flags.filter { $0.kind != .coinToss }
    return (fired + others.map(\.kind.words)).reduce(into: []) { notes, note in
      if !notes.contains(note) { notes.append(note) }
    }
  }
}
