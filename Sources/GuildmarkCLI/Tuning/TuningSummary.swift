import RatingEngine
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

/// What a programme makes of a month, in a few lines.
struct TuningSummary {
  let decisions: Decisions
  /// What must be known of them, in sentences.
  let remarks: [String]
  let rated: Int
  /// Guilds by tier, after gates and movement.
  let counts: [Int]
  /// The same after gates, before movement.
  let gated: [Int]
  let totals: IncentiveTotals?

  init(_ decisions: Decisions, remarks: [String] = []) {
    (self.decisions, self.remarks) = (decisions, remarks)
    rated = decisions.tiers.count { $0 != nil }
    counts = TuningSummary.counts(decisions.tiers, of: decisions.programme)
    gated = TuningSummary.counts(decisions.gatedTiers, of: decisions.programme)
    totals = decisions.grants?.totals
  }

  private static func counts(_ tiers: [Int?], of programme: Programme) -> [Int] {
    tiers.compactMap { $0 }.reduce(into: programme.tiers.map { _ in 0 }) { $0[$1] += 1 }
  }

  /// Guilds that movement keeps in a better tier than the month earns them, and in a worse one.
  var held: (better: Int, worse: Int) { decisions.heldByMovement }

  func share(of count: Int) -> String { rated > 0 ? percentText(Double(count) / Double(rated)) : "–" }

  func text(width: Int, color: Bool) -> String {
    let programme = decisions.programme
    let heading =
      "\(printable(programme.name)), version \(programme.version) · \(decisions.month.title) · "
      + "\(counted(rated, "guild")) rated, \(decisions.tiers.count - rated) not, "
      + "\(decisions.isProvisional.count { $0 }) provisional"
    func lines(_ texts: [String?]) -> String {
      texts.compactMap { $0 }.map { wrapped($0, width, indent: 2) + "\n" }.joined()
    }
    return lines([heading] + remarks) + table(width: width, color: color) + lines([movement, quantiles, incentives])
  }

  /// The tiers with their shares, where the score alone would put guilds, what gates leave of that where movement has other tiers,
  /// and how many fall just short.
  func table(width: Int, color: Bool) -> String {
    let programme = decisions.programme
    let earned = TuningSummary.counts(decisions.earnedTiers, of: programme)
    let moves = decisions.tiers != decisions.gatedTiers
    var table = TerminalTable(
      ["Tier", ">From", ">Guilds", ">Share", ">By score"] + (moves ? [">After gates"] : []) + [">Within 1 point below"])
    for (place, tier) in programme.tiers.enumerated() {
      let below = decisions.scores.compactMap { $0 }.count { $0 < tier.from && $0 >= tier.from - 100 }
      table.append(
        [
          tier.name, trimmed(inPoints(tier.from), places: 2), "\(counts[place])", share(of: counts[place]),
          "\(earned[place])",
        ] + (moves ? ["\(gated[place])"] : []) + [place == programme.tiers.count - 1 ? "" : "\(below)"])
    }
    return table.text(width: width, color: color)
  }

  private var movement: String? {
    guard held.better + held.worse > 0 else { return nil }
    return
      "Movement holds \(counted(held.better, "guild")) in a better tier than this month earns, and \(held.worse) in a worse one."
  }

  private var quantiles: String? {
    let scores = decisions.scores.compactMap { $0 }.sorted()
    guard let lowest = scores.first, let highest = scores.last else { return nil }
    func points(_ score: Hundredths) -> String { decimal(inPoints(score), places: 2) }
    // The smallest score that so many per cent do not exceed.
    let parts = [10, 25, 50, 75, 90, 95].map { percent in
      "\(percent) % \(points(scores[max(0, (scores.count * percent + 99) / 100 - 1)]))"
    }
    return "Scores: lowest \(points(lowest)), \(parts.joined(separator: ", ")), highest \(points(highest))."
  }

  private var incentives: String? {
    guard let totals else { return nil }
    func money(_ amount: Double) -> String { moneyText(amount, decisions.programme.currency) }
    let budget = totals.budget.map { "budget \(money($0))" } ?? "no budget"
    let growth =
      decisions.programme.incentives?.growth == nil ? "" : " What growth earns is not in it: that takes intervals."
    return "Incentives: earned \(money(totals.earned)), granted \(money(totals.granted)), \(budget).\(growth)"
  }
}

extension Decisions {
  /// Guilds that movement keeps in a better tier than the month earns them, and in a worse one.
  var heldByMovement: (better: Int, worse: Int) {
    let pairs = zip(tiers, gatedTiers).compactMap { tier, gated in tier.flatMap { tier in gated.map { (tier, $0) } } }
    return (pairs.count { $0 < $1 }, pairs.count { $0 > $1 })
  }

  /// Guilds that gates keep in a worse tier than their scores earn them.
  var heldByGates: Int {
    zip(gatedTiers, earnedTiers).count { gated, earned in
      gated.map { gated in earned.map { gated > $0 } ?? false } ?? false
    }
  }
}

extension ProgrammeComparison.Month {
  /// Two decisions on one month, without causes.
  init(from before: Decisions, to after: Decisions) {
    let earlier = Standings(before)
    let later = Standings(after)
    let ids =
      earlier.places.keys == later.places.keys ? nil : Set(earlier.places.keys).union(later.places.keys).sorted()
    let order = TierOrder(before.programme.tiers.map(\.name), after.programme.tiers.map(\.name))
    let guilds = (ids ?? before.guilds.map(\.id)).map { id in
      let (was, becomes) = (earlier.places[id], later.places[id])
      return ProgrammeComparison.Guild(
        guildID: id, name: becomes.map { after.guilds[$0].name } ?? was.flatMap { before.guilds[$0].name }, groups: [],
        before: was.flatMap { earlier[$0, levels: order.before] },
        after: becomes.flatMap { later[$0, levels: order.after] }, effects: [])
    }
    let (was, becomes) = (earlier.grants?.totals, later.grants?.totals)
    let currency = after.programme.currency
    let isComparable = before.programme.currency == currency && (was != nil || becomes != nil)
    self.init(
      month: after.month, tiersBefore: before.programme.tiers.map(\.summary),
      tiersAfter: after.programme.tiers.map(\.summary), guilds: guilds,
      incentives: isComparable ? .init(currency: currency, before: was, after: becomes) : nil)
  }
}

/// What each guild is given, by its place.
private struct Standings {
  let decisions: Decisions
  let grants: Grants?
  let places: [Identifier: Int]

  init(_ decisions: Decisions) {
    self.decisions = decisions
    grants = decisions.grants
    places = Dictionary(decisions.guilds.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// - Parameter levels: the places of its tiers in the order of both programmes'.
  subscript(place: Int, levels levels: [Int]) -> ProgrammeComparison.Standing? {
    guard let score = decisions.scores[place], let tier = decisions.tiers[place], let rank = decisions.ranks[place]
    else { return nil }
    return .init(
      score: score, rank: rank, tier: tier, level: levels[tier], gates: decisions.gates(of: place),
      isProvisional: decisions.isProvisional[place],
      granted: grants?.granted(to: place) ?? 0)
  }
}

extension Programme.Tier {
  fileprivate var summary: ProgrammeSummary.Tier { .init(name: name, from: inPoints(from)) }
}
