import RatingProgramme
import RatingRecord
import ScorerKit

/// The step *move*: guilds' tiers, given those of earlier months.
struct Mover {
  let movement: Programme.Movement
  let month: Month
  let history: History
  /// The tier that a guild was last rated in, by the programme's names now.
  private let tierNames: [String: Int]

  /// `nil` where the programme has no movement.
  ///
  /// - Parameter history: the months on the programme's scale.
  init?(_ history: History, _ programme: Programme, month: Month) {
    guard let movement = programme.movement else { return nil }
    self.movement = movement
    self.month = month
    self.history = history
    tierNames = Dictionary(uniqueKeysWithValues: programme.tiers.enumerated().map { ($1.name, $0) })
  }

  /// - Parameter outcome: of a guild that is rated.
  /// - Returns: the place of its tier, and how that came about; `nil` without a score.
  func move(_ guild: Guild, _ outcome: ScoreSheet.Outcome, by rules: Rulebook) -> (tier: Int, movement: Movement)? {
    guard let scored = outcome.earnedTier, let earned = outcome.tier, let move = tierMove(guild, outcome, by: rules)
    else { return nil }
    let last = lastRated(guild.id)
    let words = MoveWords(
      move: move, rules: rules, gates: fired(outcome, rules), lastTier: last?.tier,
      hasHistory: !history.months.isEmpty, isNewNextMonth: isNew(guild, in: month.adding(1)))
    let tiers = rules.programme.tiers
    let now = move.months[0]
    return (
      move.tier,
      Movement(
        scored: tiers[scored].name, earned: tiers[earned].name, rising: tiers[now.rising].name,
        falling: tiers[now.falling].name, from: last?.tier, fromMonth: last?.month, rule: move.rule,
        reason: words.reason, next: words.next)
    )
  }

  /// How a guild's tier follows; `nil` without a score.
  func tierMove(_ guild: Guild, _ outcome: ScoreSheet.Outcome, by rules: Rulebook) -> TierMove? {
    guard let score = outcome.score, let earned = outcome.tier else { return nil }
    let gates = fired(outcome, rules)
    let cap = gates.map(\.cap).max() ?? 0
    let now = TierMove.Counting(
      rising: max(rules.tier(of: score - movement.cushion), cap),
      falling: max(rules.tier(of: score + movement.cushion), cap))
    return TierMove(
      movement: movement, held: lastRated(guild.id).flatMap { tierNames[$0.tier] }, earned: earned,
      months: [now] + counting(guild.id), cap: gates.filter(\.isImmediate).map(\.cap).max() ?? 0,
      isNew: isNew(guild, in: month))
  }

  private func fired(_ outcome: ScoreSheet.Outcome, _ rules: Rulebook) -> [Programme.Gate] {
    zip(outcome.gates, rules.gates).filter { $0.0 == true }.map(\.1.gate)
  }

  /// The published month it was last rated in, and the tier it had.
  private func lastRated(_ guild: Identifier) -> (month: Month, tier: String)? {
    history.months.reversed().lazy.compactMap { month in
      month.guilds[guild]?.tier.map { (month.month, $0) }
    }.first
  }

  /// What the months right before this one count towards, newest first.
  private func counting(_ guild: Identifier) -> [TierMove.Counting] {
    var before = month
    var counting: [TierMove.Counting] = []
    for published in history.months.reversed() {
      before = before.adding(-1)
      guard published.month == before, let rating = published.guilds[guild],
        let rising = (rating.rising ?? rating.tier).flatMap({ tierNames[$0] }),
        let falling = (rating.falling ?? rating.tier).flatMap({ tierNames[$0] })
      else { break }
      counting.append(.init(rising: rising, falling: falling))
    }
    return counting
  }

  /// Whether a month is one of a guild's first, in which it is not demoted.
  private func isNew(_ guild: Guild, in month: Month) -> Bool {
    guild.onboardedOn.map { month.ordinal - Month(ofDay: $0).ordinal < Int64(movement.grace) } ?? false
  }
}
