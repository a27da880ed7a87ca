import RatingEngine
import RatingProgramme
import RatingRecord

/// Thresholds for wanted shares, and what they come to.
struct ShareAnswer {
  let shares: TargetShares
  let search: ShareSearch
  let proposal: Proposal

  init(_ shares: TargetShares, from decisions: Decisions, on desk: TuningDesk) throws {
    self.shares = shares
    search = try ShareSearch(shares, from: decisions) { try desk.decisions(of: $0) }
    proposal = try Proposal(search.programme, [.tiers(of: search.programme)], on: desk)
  }

  func text(on desk: TuningDesk) -> String {
    let tiers = shares.shares.indices.compactMap(reached).map(desk.paragraph)
    return tiers.joined() + desk.paragraph(movement) + proposal.text
  }

  /// What was reached for a tier that a share was wanted for, exactly.
  private func reached(_ tier: Int) -> String? {
    guard let share = shares.shares[tier] else { return nil }
    let summary = proposal.summary
    let count = summary.gated[tier]
    let text =
      "\(printable(search.programme.tiers[tier].name)): wanted \(spelled(share, decimals: 4)) %, "
      + "reached \(summary.share(of: count)) (\(count) of \(summary.rated) rated guilds)"
    guard let found = search.found.first(where: { $0.tier == tier }), Double(found.reached) != found.wanted else {
      return text + "."
    }
    if let gated = found.gated, gated > 0 {
      // A better tier that has too few leaves this one no less.
      guard Int64(count) * 1_000_000 < share * Int64(summary.rated) else { return text + "." }
      return "\(text); no threshold gives more: gates keep \(counted(gated, "guild")) from it."
    }
    guard let other = found.other, other != found.reached else { return text + "." }
    let difference = other - found.reached
    return "\(text); the next step would have \(abs(difference)) \(difference > 0 ? "more" : "fewer")."
  }

  private var movement: String {
    let held = proposal.summary.held
    guard held.better + held.worse > 0 else { return "" }
    return
      "These shares go by what scores earn, after gates. Movement then holds \(counted(held.worse, "guild")) back this month, "
      + "and \(held.better) in a better tier; the table has both."
  }
}
