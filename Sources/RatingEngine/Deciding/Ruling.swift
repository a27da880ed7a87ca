import RatingProgramme
import RatingRecord

/// A programme applied to a month's grounds: how each guild is scored, once curves against peers are drawn and thresholds
/// found.
struct Ruling: Sendable {
  let grounds: Grounds
  let rules: Rulebooks
  private let neutral: [[Double?]]

  /// - Parameter earlier: the tiers of the last published month, which thresholds may have to stay near to.
  init(_ programme: Programme, on grounds: Grounds, earlier: [ProgrammeSummary.Tier]?) {
    let written = Rulebooks(programme, grounds.groups, grounds.scored)
    let neutral = neutralPoints(written, on: grounds)
    (self.grounds, self.neutral) = (grounds, neutral)
    let first = Ruling(written, on: grounds, neutral)
    rules = written.withThresholds(
      from: { grounds.month.guilds.indices.compactMap { first.ratedScore($0) } }, earlier: earlier)
  }

  private init(_ rules: Rulebooks, on grounds: Grounds, _ neutral: [[Double?]]) {
    (self.rules, self.grounds, self.neutral) = (rules, grounds, neutral)
  }

  /// That of a guild, by its place.
  func sheet(_ guild: Int) -> ScoreSheet {
    ScoreSheet(
      rules[guild], values: grounds.values[guild], leanings: grounds.leanings[guild], neutral: neutral[guild],
      adjustment: grounds.month.guilds[guild].adjustment)
  }

  /// `nil` where the guild is unrated.
  private func ratedScore(_ guild: Int) -> Hundredths? {
    let sheet = sheet(guild)
    let rateability = Rateability(rules: rules[guild], guild: grounds.month.guilds[guild], sheet: sheet)
    return rateability.canBeRated ? sheet.outcome.score : nil
  }
}

/// What scorers without data get where `missing` is `neutral`: the median of their peers' points, of at least five, since
/// fewer guilds' figures could be told from the score. With fewer the weight goes to the other scorers.
private func neutralPoints(
  _ rules: Rulebooks, on grounds: Grounds
) -> [[Double?]] {
  let scorers = rules.programme.scorers
  let none = scorers.map { _ in Double?.none }
  guard rules.programme.missing == .neutral else { return grounds.values.map { _ in none } }
  let own = grounds.values.indices.map {
    ScoreSheet(rules[$0], values: grounds.values[$0], leanings: grounds.leanings[$0], neutral: none).ownPoints
  }
  let points = PeerTable(grounds.groups, counts: scorers.map { _ in 1 }) { guild, scorer, _ in
    own[guild][scorer]
  }
  return grounds.values.indices.map { guild in
    scorers.indices.map { scorer in
      let peers = points.values(for: guild, scorer: scorer, 0)
      return peers.count >= Advice.fewestPeers ? peers.quantile(0.5) : nil
    }
  }
}
