import RatingProgramme
import RatingRecord

/// What movement did with a tier, and what it asks of next month, in sentences.
struct MoveWords {
  let move: TierMove
  let rules: Rulebook
  /// Those that fire.
  let gates: [Programme.Gate]
  /// The tier it was last rated in, by the name it had.
  let lastTier: String?
  /// Whether any month has been published before.
  let hasHistory: Bool
  let isNewNextMonth: Bool

  private var movement: Programme.Movement { move.movement }
  private var tiers: [Programme.Tier] { rules.programme.tiers }
  private func name(_ tier: Int) -> String { tiers[tier].name }

  var reason: String {
    guard let held = move.held else { return first }
    return switch move.rule {
    case .first: first
    case .unchanged: "The month earns the tier it had."
    case .promoted: "\(better(than: held, of: movement.promoteAfter)): promoted.\(limit(wanted: wantedRise))"
    case .demoted: "\(worse(than: held, of: movement.demoteAfter)): demoted.\(limit(wanted: wantedFall))"
    case .waitsToRise:
      move.monthsBetter(than: held) > 0
        ? "\(better(than: held, of: movement.promoteAfter)), so the tier stays."
        : "The score earns \(name(move.earned)), but not by the \(cushion) that count towards a promotion."
    case .waitsToFall:
      move.monthsWorse(than: held) > 0
        ? "\(worse(than: held, of: movement.demoteAfter)), so the tier stays."
        : "The score is less than the \(cushion) below \(name(held)) that count towards a demotion."
    case .grace:
      """
      \(worse(than: held, of: movement.demoteAfter)), but a new guild is not demoted in its first \
      \(counted(movement.grace, "month")).
      """
    case .gate: "\(standing) \(name(move.tier)) at once."
    }
  }

  private var first: String {
    let cause =
      if let lastTier, move.held == nil {
        "The programme has no tier \(lastTier) any more"
      } else if hasHistory {
        "It was not rated in any month that is looked back on"
      } else {
        "No earlier month is published"
      }
    return "\(cause), so the tier is what this month earns."
  }

  private func better(than tier: Int, of needed: Int) -> String {
    "\(inARow(move.monthsBetter(than: tier))) better than \(name(tier)), of \(needed) that it takes"
  }

  private func worse(than tier: Int, of needed: Int) -> String {
    "\(inARow(move.monthsWorse(than: tier))) worse than \(name(tier)), of \(needed) that it takes"
  }

  private func inARow(_ months: Int) -> String {
    months == 1 ? "1 month earns" : "\(months) months in a row earn"
  }

  private var wantedRise: Int { move.months.prefix(movement.promoteAfter).map(\.rising).max() ?? move.tier }
  private var wantedFall: Int { move.months.prefix(movement.demoteAfter).map(\.falling).min() ?? move.tier }

  private func limit(wanted: Int) -> String {
    guard let most = movement.atMost, wanted != move.tier else { return "" }
    return " A month moves a guild by \(counted(most, "tier")) at most."
  }

  /// The gates that hold it where it is.
  private var standing: String {
    let names = gates.filter { $0.isImmediate && $0.cap == move.cap }.map { "“\($0.name)”" }
    return names.count == 1
      ? "The gate \(names[0]) takes it to" : "The gates \(names.joined(separator: ", ")) take it to"
  }

  var next: [String] { [rise, stay].compactMap(\.self) }

  /// What the tier above takes.
  private var rise: String? {
    guard move.tier > 0 else { return nil }
    let wanted = move.tier - 1
    let months = max(1, movement.promoteAfter - move.monthsBetter(than: move.tier))
    let score = tiers[wanted].from + movement.cushion
    guard score <= rules.programme.scale.to else { return "\(name(wanted)): out of reach\(moving)." }
    return "\(name(wanted)): a score of at least \(points(score)) \(during(months))\(lifting(above: wanted))\(moving)."
  }

  /// What the tier it has takes.
  private var stay: String? {
    guard move.tier < tiers.count - 1 else { return nil }
    let own = name(move.tier)
    if isNewNextMonth { return "It keeps \(own) next month whatever its score, being new; gates apart." }
    let months = movement.demoteAfter - move.monthsWorse(than: move.tier)
    guard months <= 1 else { return "It keeps \(own) next month whatever its score; gates apart." }
    let score = max(tiers[move.tier].from - movement.cushion, rules.programme.scale.from)
    return "To keep \(own): a score of at least \(points(score)) next month\(lifting(above: move.tier))\(moving)."
  }

  /// That the gates which cap below a tier must fire no more.
  private func lifting(above tier: Int) -> String {
    let names = gates.filter { $0.cap > tier }.map { "“\($0.name)”" }
    guard !names.isEmpty else { return "" }
    return ", and the \(names.count == 1 ? "gate" : "gates") \(names.joined(separator: ", ")) lifted"
  }

  private func during(_ months: Int) -> String {
    months == 1 ? "next month" : "in each of the next \(months) months"
  }

  /// Thresholds found by clustering are new each month.
  private var moving: String { rules.programme.thresholds == .clusters ? ", by this month's thresholds" : "" }

  private var cushion: String { "\(points(movement.cushion)) point\(movement.cushion == 100 ? "" : "s")" }
  private func points(_ hundredths: Hundredths) -> String { trimmed(inPoints(hundredths), places: 2) }
  private func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
