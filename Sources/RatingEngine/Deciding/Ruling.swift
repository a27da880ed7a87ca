import RatingProgramme
import RatingRecord

/// A programme applied to a month's grounds: how each guild is scored, once curves against peers are drawn and thresholds
/// found.
struct Ruling: Sendable {
  let grounds: Grounds
  let rules: Rulebooks
  /// By comparison and scorer.
  private let neutral: [[Double?]]

  /// - Parameter earlier: the tiers of the last published month, which thresholds may have to stay near to.
  init(_ programme: Programme, on grounds: Grounds, earlier: [ProgrammeSummary.Tier]?) {
    let written = Rulebooks(programme, grounds.groups, grounds.scorers.map(\.scored))
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
      rules[guild], values: grounds.values(of: guild), leanings: grounds.leanings(of: guild),
      neutral: neutral[grounds.groups.comparison[guild]], adjustment: grounds.month.guilds[guild].adjustment)
  }

  /// `nil` where the guild is unrated.
  private func ratedScore(_ guild: Int) -> Hundredths? {
    let sheet = sheet(guild)
    let rateability = Rateability(rules: rules[guild], guild: grounds.month.guilds[guild], sheet: sheet)
    return rateability.canBeRated ? sheet.outcome.score : nil
  }
}

/// What scorers without data get where `missing` is `neutral`, by comparison and scorer: the median of the peers' points, of at
/// least five, since fewer guilds' figures could be told from the score. With fewer the weight goes to the other scorers.
private func neutralPoints(_ rules: Rulebooks, on grounds: Grounds) -> [[Double?]] {
  let none = rules.programme.scorers.map { _ in Double?.none }
  let comparisons = grounds.groups.comparisons
  guard rules.programme.missing == .neutral else { return comparisons.map { _ in none } }
  let own = grounds.month.guilds.indices.map { guild in
    ScoreSheet(
      rules[guild], values: grounds.values(of: guild), leanings: grounds.leanings(of: guild), neutral: none
    ).ownPoints
  }
  let points = PeerTable(grounds.groups, lists: none.count) { own[$0][$1] }
  return comparisons.indices.map { comparison in
    none.indices.map { scorer in
      let peers = points.values(ofComparison: comparison, scorer)
      return peers.count >= Advice.fewestPeers ? peers.quantile(0.5) : nil
    }
  }
}
