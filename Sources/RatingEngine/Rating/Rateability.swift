import RatingProgramme
import RatingRecord

/// Whether a guild can be rated, and whether its rating rests on enough.
struct Rateability {
  let rules: Rulebook
  let guild: MeasuredGuild
  let sheet: ScoreSheet

  private var programme: Programme { rules.programme }

  /// Whether there are no `unratedReasons`, which takes fewer words to find out.
  var canBeRated: Bool {
    var (weighted, missing) = (0, 0)
    for scorer in rules.scorers.indices where rules.scorers[scorer].weight > 0 {
      weighted += 1
      if sheet.ownPoints[scorer] == nil { missing += 1 }
      if guild.scorers[scorer].contains(where: { $0.unratedBecause != nil }), !refusals.isEmpty { return false }
    }
    return missing < weighted && (programme.missing != .unrated || missing == 0)
  }

  /// Only what counts may refuse: a scorer or measure of weight 0 is shown, no more.
  private var refusals: [String] {
    rules.scorers.indices.flatMap { scorer in
      guild.scorers[scorer].filter { measured in
        rules.scorers[scorer].weight > 0
          && rules.scorers[scorer].plans.contains { $0?.measure.id == measured.measure.id }
      }
    }.compactMap(\.unratedBecause)
  }

  /// Why the guild can't be rated; empty where it can.
  var unratedReasons: [String] {
    let refusals = refusals.reduce(into: [String]()) { reasons, reason in
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    if !refusals.isEmpty { return refusals.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." } }
    let missing = rules.scorers.indices.filter { rules.scorers[$0].weight > 0 && sheet.ownPoints[$0] == nil }
    let weighted = rules.scorers.indices.filter { rules.scorers[$0].weight > 0 }
    if missing.count == weighted.count { return ["No scorer has data."] }
    if programme.missing == .unrated, !missing.isEmpty {
      let names = missing.map { type(of: rules.scorers[$0].plan.scorer).title.lowercased() }
      return ["No data for \(names.joined(separator: ", "))."]
    }
    return []
  }

  /// Whether there are any `provisionalReasons`.
  var isProvisional: Bool {
    let needed = programme.evidence
    return needed.broadcasters > 0 && (guild.broadcasters ?? -1) < needed.broadcasters
      || scorersWithData < needed.scorers
  }

  var provisionalReasons: [Flag] {
    var reasons: [String] = []
    let needed = programme.evidence
    if needed.broadcasters == 0 {
      // The programme asks for none, so how many there are is no matter.
    } else if let broadcasters = guild.broadcasters {
      if broadcasters < needed.broadcasters {
        reasons.append("Broadcasters in the window: \(broadcasters), of at least \(needed.broadcasters).")
      }
    } else {
      reasons.append("How many broadcasters there are is not known: there is no table of memberships.")
    }
    if scorersWithData < needed.scorers {
      let weighted = rules.scorers.count { $0.weight > 0 }
      reasons.append("Rests on \(scorersWithData) of \(weighted) scorers, of at least \(needed.scorers).")
    }
    return reasons.map { Flag(kind: .provisional, reason: $0) }
  }

  private var scorersWithData: Int {
    rules.scorers.indices.count { rules.scorers[$0].weight > 0 && sheet.ownPoints[$0] != nil }
  }
}
