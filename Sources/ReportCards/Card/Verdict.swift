import RatingRecord

/// The verdict in sentences, each made from the record and left out where the record does not bear it.
struct Verdict {
  let guild: GuildRating
  let record: RatingRecord
  let peers: PeerPoints

  typealias Phrase = Card.Phrase

  var sentences: [[Phrase]] {
    ([opening] + flagged + gated + moved + changed).filter { !$0.isEmpty } + (guild.score == nil ? [] : attribution)
  }

  private var opening: [Phrase] {
    let month = record.month.title
    guard let score = guild.score else {
      return [
        Phrase(text: guild.title, isName: true), Phrase(text: " is "), Phrase(text: "not rated", isStrong: true),
        Phrase(text: " for \(month)."),
      ]
    }
    let text = record.text(ofScore: score)
    let whole = record.programme.scale.toText
    guard let tier = guild.tier else {
      return [
        Phrase(text: guild.title, isName: true), Phrase(text: " has "), Phrase(text: text, isStrong: true),
        Phrase(text: " of \(whole) for \(month)"),
      ] + ending
    }
    let provisionally = guild.has(.provisional) ? ", provisionally," : ""
    return [
      Phrase(text: guild.title, isName: true), Phrase(text: " is "), Phrase(text: visible(tier), isStrong: true),
      Phrase(text: "\(provisionally) for \(month)\(passage): \(text) of \(whole)"),
    ] + ending
  }

  /// `, demoted from Gold`
  private var passage: String {
    guard let movement = guild.movement, let from = movement.from else { return "" }
    return switch movement.rule {
    case .promoted: ", promoted from \(visible(from))"
    case .demoted: ", demoted from \(visible(from))"
    default: ""
    }
  }

  /// How sure that is, where something tells.
  private var ending: [Phrase] {
    let aside = Certainty(of: guild, in: record).map { " \($0.aside)." }
    return [aside.map { Phrase(text: $0, isAside: true) } ?? Phrase(text: ".")]
  }

  /// Why it is unrated or provisional.
  private var flagged: [[Phrase]] {
    guild.flags.filter { $0.kind == (guild.score == nil ? .unrated : .provisional) }
      .map { [Phrase(text: sentence($0.reason))] }
  }

  /// The gates that took the tier below what the score had earned.
  private var gated: [[Phrase]] {
    guard let score = guild.score, let tier = guild.earnedTier else { return [] }
    let lowering = guild.gates.filter(\.lowered)
    guard !lowering.isEmpty else { return [] }
    let earned = record.tier(of: score).map {
      $0.name == tier ? "" : "Its score is enough for \(visible($0.name)), but "
    }
    let names = listed(lowering.map { "“\(visible($0.name))”" })
    let what = guild.isHeld ? "that" : "it"
    let caps = lowering.count == 1 ? "the gate \(names) caps \(what) at " : "the gates \(names) cap \(what) at "
    let lead = (earned ?? "") + caps
    return [
      [
        Phrase(text: capitalised(lead)), Phrase(text: visible(tier), isStrong: true),
        Phrase(text: "."),
      ]
    ]
      + lowering.compactMap { $0.reason.map { [Phrase(text: sentence($0))] } }
  }

  /// What movement did, where the tier is another than the month earns.
  private var moved: [[Phrase]] {
    guard let movement = guild.movement, let tier = guild.tier, guild.isHeld else { return [] }
    let earns = "Its score alone earns \(visible(movement.earned))"
    // Where a gate has its say, its own sentence tells what the score is enough for.
    let isGated = movement.scored != movement.earned
    let text =
      if isGated {
        "Movement keeps it at \(visible(tier))."
      } else if passage.isEmpty {
        "\(earns); movement keeps it at \(visible(tier))."
      } else {
        "\(earns)."
      }
    return [[Phrase(text: text)]]
  }

  /// How the score has changed, and whether chance may have done it.
  private var changed: [[Phrase]] {
    guard let change = guild.trend?.change, guild.score != nil else { return [] }
    guard hundredths(change.points) != 0 else {
      return [[Phrase(text: "Its score is the same as in \(change.since.title).")]]
    }
    let amount = "\(points(abs(change.points))) \(change.points > 0 ? "more" : "less") than in \(change.since.title)"
    let chance =
      switch change.verdict {
      case .improved?: "It has improved: "
      case .declined?: "It has declined: "
      case nil: ""
      }
    let doubt = change.verdict == nil && change.interval != nil ? ", which chance alone may explain" : ""
    return [[Phrase(text: "\(chance)\(amount)\(doubt).")]]
  }

  /// What lifted and what cost most: against the peers' median where the score is a weighted mean and every scorer that
  /// counted has one; else what cost most of the points there were.
  private var attribution: [[Phrase]] {
    let counted = guild.scorers.filter { $0.contribution != nil && $0.weight > 0 && !$0.isNeutral }
    guard counted.count > 1, Disclosure.showsPoints(of: guild, peers: peers) else { return [] }
    let againstPeers = counted.compactMap { scorer -> (id: String, amount: Int64)? in
      guard let points = scorer.points, let median = peers.median(scorer.id, for: guild) else { return nil }
      return (scorer.id, hundredths(scorer.weight * (points - median)))
    }
    let lost = leaders(
      counted.map { ($0.id, hundredths($0.weight * record.programme.scale.to - ($0.contribution ?? 0))) }.filter {
        $0.1 > 0
      })
    let toBeHad = lost.isEmpty ? nil : "the largest part of the missing points lies in \(listed(lost))"
    guard record.programme.combine == "weighted_mean", againstPeers.count == counted.count else {
      return toBeHad.map { [[Phrase(text: sentence($0))]] } ?? []
    }
    // A thousandth of the scale is nothing to speak of.
    let least = max(1, hundredths(record.programme.scale.to / 1000))
    let best = leaders(againstPeers.filter { $0.amount >= least })
    let worst = leaders(againstPeers.filter { $0.amount <= -least }.map { ($0.id, -$0.amount) })
    let lifted = best.isEmpty ? nil : "\(listed(best)) lifted it most"
    let cost = worst.isEmpty ? nil : "\(listed(worst)) cost it most"
    let compared = [lifted, cost].compactMap { $0 }.joined(separator: "; ")
    let first =
      compared.isEmpty ? "Every scorer is close to its peers’ median" : "Against its peers’ medians, \(compared)"
    return [
      [
        Phrase(
          text: first + (worst.isEmpty && best.allSatisfy { !lost.contains($0) } ? toBeHad.map { "; \($0)" } ?? "" : "")
            + ".")
      ]
    ]
  }

  /// The titles of those with the largest amount: several where they are equal.
  private func leaders(_ amounts: [(id: String, amount: Int64)]) -> [String] {
    guard let most = amounts.map(\.amount).max() else { return [] }
    return amounts.filter { $0.amount == most }.map { record.title(of: $0.id) }
  }
}

extension GuildRating {
  func has(_ kind: Flag.Kind) -> Bool { flags.contains { $0.kind == kind } }
}

extension RatingRecord {
  /// The tier a score earns, before gates.
  func tier(of score: Double) -> ProgrammeSummary.Tier? {
    programme.tiers.first { hundredths(score) >= hundredths($0.from) }
  }

  func title(of scorer: String) -> String {
    visible(coverage.first { $0.id == scorer }?.title ?? scorer)
  }
}
