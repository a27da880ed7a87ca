import RatingProgramme
import RatingRecord
import ScorerKit

/// What a programme makes of every guild of a month: what `rate` says of scores, tiers and ranks, without intervals, advice
/// and cards, and so in a fraction of the time.
///
/// Lists go by guild, in the order of guild_id bytes.
public struct Decisions: Sendable {
  /// With its tiers' thresholds as they were found.
  public let programme: Programme
  public let month: Month
  public let guilds: [Guild]
  /// `nil`: unrated.
  public let scores: [Hundredths?]
  /// The place of the tier that the score earns; `nil`: unrated.
  public let earnedTiers: [Int?]
  /// The place of the tier that is left after gates, before movement; `nil`: unrated.
  public let gatedTiers: [Int?]
  /// The place of its tier, after gates and movement; `nil`: unrated.
  public let tiers: [Int?]
  /// 1 is best; equal scores share a rank.
  public let ranks: [Int?]
  /// Whether the rating rests on little; `false` where there is none.
  public let isProvisional: [Bool]
  /// The places of the programme's gates that fire.
  let firedGates: [[Int]]
  /// What the score would be where the guild is unrated, too.
  let rawScores: [Hundredths?]
  /// The place of the tier where the guild is unrated, too.
  let rawTiers: [Int?]
  /// Spells alive in the programme's window; `nil` without `memberships`.
  public let broadcasters: [Int64?]
  /// Payouts due in the month, in 1/10,000 of the currency unit.
  let grossDue: [Int128?]

  /// One guild's.
  private struct Decision {
    let score: Hundredths?
    let earned: Int?
    let gated: Int?
    let tier: Int?
    let fired: [Int]
    let isRated: Bool
    let isProvisional: Bool
  }

  /// - Parameters:
  ///   - history: what earlier published months say.
  ///   - threads: how many take turns at the guilds; the result is the same for any number.
  init(_ programme: Programme, on grounds: Grounds, after history: History, threads: Int) {
    let history = history.since(scale: programme.scale)
    let ruling = Ruling(programme, on: grounds, earlier: history.months.last?.programme.tiers)
    let mover = Mover(history, programme, month: grounds.month.month)
    let members = grounds.month.guilds
    let piece = 64
    let decided = concurrently((members.count + piece - 1) / piece, threads: threads) { number in
      (number * piece..<min(members.count, (number + 1) * piece)).map { place in
        Decisions.decide(members[place], ruling.sheet(place), mover)
      }
    }.flatMap(\.self)
    func rated<Value>(_ value: (Decision) -> Value?) -> [Value?] { decided.map { $0.isRated ? value($0) : nil } }
    self.programme = ruling.rules.programme
    month = grounds.month.month
    guilds = members.map(\.guild)
    scores = rated(\.score)
    earnedTiers = rated(\.earned)
    gatedTiers = rated(\.gated)
    tiers = rated(\.tier)
    ranks = RatingEngine.ranks(of: scores)
    isProvisional = decided.map { $0.isRated && $0.isProvisional }
    firedGates = decided.map(\.fired)
    rawScores = decided.map(\.score)
    rawTiers = decided.map(\.tier)
    broadcasters = members.map(\.broadcasters)
    grossDue = members.map(\.grossDue)
  }

  private static func decide(_ guild: MeasuredGuild, _ sheet: ScoreSheet, _ mover: Mover?) -> Decision {
    let outcome = sheet.outcome
    let rateability = Rateability(rules: sheet.rules, guild: guild, sheet: sheet)
    let tier = mover.map { $0.tierMove(guild.guild, outcome, by: sheet.rules)?.tier } ?? outcome.tier
    return Decision(
      score: outcome.score, earned: outcome.earnedTier, gated: outcome.tier, tier: tier,
      fired: outcome.gates.indices.filter { outcome.gates[$0] == true },
      isRated: rateability.canBeRated && outcome.score != nil, isProvisional: rateability.isProvisional)
  }

  /// The names of the gates that fire for a guild, by its place.
  public func gates(of guild: Int) -> [String] { firedGates[guild].map { programme.gates[$0].name } }

  /// What is granted; `nil` where the programme has no incentives. What a risen score earns is not in it: whether a score
  /// has risen by more than chance takes intervals, which are not drawn here.
  public var grants: Grants? { grants(of: tiers) }

  /// What would be granted if each guild had the tier that this month earns it, without movement.
  public var grantsBeforeMovement: Grants? { grants(of: gatedTiers) }

  private func grants(of tiers: [Int?]) -> Grants? {
    Grants(
      guilds.indices.map { Grants.Standing(tier: tiers[$0], isProvisional: isProvisional[$0], change: nil) },
      grossDue: grossDue, by: programme)
  }
}
