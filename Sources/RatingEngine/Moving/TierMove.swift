import RatingProgramme
import RatingRecord

/// How a guild's tier follows from the one it had and from what its months earn. Tiers are places in the programme's list, the
/// best being 0.
///
/// It rises when each of so many months in a row counts towards a better tier than it has, to the worst of those; it falls when
/// each counts towards a worse one, to the best of those; and in one month by so many tiers at most. A month counts towards what its
/// score earns after it has been moved by the cushion to the guild's side of things: down where it is to rise, up where it is to
/// fall. So no score can do both, and one that stays within the cushion does neither.
struct TierMove {
  let movement: Programme.Movement
  /// The tier it had; `nil`: none.
  let held: Int?
  /// What this month earns.
  let earned: Int
  /// What this month and those right before it count towards, newest first, up to one in which it was not rated.
  let months: [Counting]
  /// The best tier that gates allow which wait for nothing.
  let cap: Int
  /// Whether it is too new to be demoted.
  let isNew: Bool

  struct Counting: Equatable {
    /// Towards a promotion, and towards a demotion.
    var rising: Int
    var falling: Int
  }

  var tier: Int { outcome.tier }
  var rule: Movement.Rule { outcome.rule }

  private var outcome: (tier: Int, rule: Movement.Rule) {
    let (moved, rule) = moved
    return cap > moved ? (cap, held == nil ? .first : .gate) : (moved, rule)
  }

  /// What all but immediate gates make of it.
  private var moved: (tier: Int, rule: Movement.Rule) {
    guard let held else { return (earned, .first) }
    let most = movement.atMost ?? Int.max / 2
    if monthsBetter(than: held) >= movement.promoteAfter,
      let reached = months.prefix(movement.promoteAfter).map(\.rising).max()
    {
      return (max(reached, held - most), .promoted)
    }
    if monthsWorse(than: held) >= movement.demoteAfter,
      let left = months.prefix(movement.demoteAfter).map(\.falling).min()
    {
      return isNew ? (held, .grace) : (min(left, held + most), .demoted)
    }
    return (held, earned == held ? .unchanged : earned < held ? .waitsToRise : .waitsToFall)
  }

  /// How many months in a row, up to this one, count towards a better tier than this.
  func monthsBetter(than tier: Int) -> Int { months.prefix { $0.rising < tier }.count }
  /// … towards a worse one.
  func monthsWorse(than tier: Int) -> Int { months.prefix { $0.falling > tier }.count }
}
