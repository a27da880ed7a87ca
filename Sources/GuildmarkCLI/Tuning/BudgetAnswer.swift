import RatingEngine
import RatingProgramme
import RatingRecord

/// What meets a budget, with its lines, or why nothing does.
struct BudgetAnswer {
  let desk: TuningDesk
  /// With thresholds that are written.
  let programme: Programme
  /// In 1/10,000 of the currency unit.
  let budget: Int64
  /// Whether other thresholds are looked for; if not, others have been proposed before.
  let movesThresholds: Bool
  /// What is to be known where thresholds are proposed.
  let note: String

  private func money(_ amount: Int128) -> String { smallMoneyText(amount, programme.currency) }
  private func earned(_ decisions: Decisions) -> Int128 { decisions.grants?.total ?? 0 }

  func text() throws -> String {
    let search = BudgetSearch(programme, within: budget) { try desk.decisions(of: $0) }
    if movesThresholds, let reason = try search.nobodyEarns() {
      return desk.paragraph("Nothing is offered for the budget: nobody earns anything in this month, \(reason).")
    }
    let now = earned(try desk.decisions(of: programme))
    let rest = now > budget ? "\(money(now - Int128(budget))) too much" : "\(money(Int128(budget) - now)) are left"
    var text = desk.paragraph("Tiers earn \(money(now)); the budget is \(money(Int128(budget))): \(rest).")
    var hasShift = false
    if movesThresholds {
      switch try search.shifted() {
      case .none(let reason): text += "\n" + desk.paragraph("No shift of the thresholds is offered: \(reason).")
      case .found(let shift):
        hasShift = true
        text += note + (try shown(shift))
      }
    }
    switch try search.scaled() {
    case .none(let reason): text += "\n" + desk.paragraph("No other rates are offered: \(reason).")
    case .found(let rates): text += try shown(rates, isSecond: hasShift)
    }
    return text
  }

  private func shown(_ shift: BudgetSearch.Shift) throws -> String {
    let points = decimal(abs(inPoints(shift.by)), places: 2)
    return try shown(
      "All thresholds \(points) points \(shift.by > 0 ? "higher" : "lower")",
      Proposal(shift.programme, [.tiers(of: shift.programme), .incentives(of: shift.programme)], on: desk))
  }

  private func shown(_ rates: BudgetSearch.Rates, isSecond: Bool) throws -> String {
    let words =
      "\(isSecond ? "Or commission" : "Commission") bonuses and coupons × \(spelled(rates.factor, decimals: 4))"
      + (movesThresholds ? "" : ", together with the tiers above")
    let limit = rates.limit.map { " That is as high as \($0)." } ?? ""
    let vanished =
      rates.vanished.isEmpty ? "" : " Rounded down, \(rates.vanished.joined(separator: ", ")) come to nothing."
    return try shown(
      words, more: limit + vanished, Proposal(rates.programme, [.incentives(of: rates.programme)], on: desk))
  }

  private func shown(_ words: String, more: String = "", _ proposal: Proposal) throws -> String {
    let decisions = proposal.summary.decisions
    let earns = earned(decisions)
    guard earns <= budget else {
      throw Failure(.software, "what was found earns \(money(earns)), more than the budget; please report it")
    }
    let left = earns == budget ? "all of the budget" : "\(money(Int128(budget) - earns)) less than the budget"
    var text = "\(words): they earn \(money(earns)), \(left).\(more)"
    if let later = decisions.grantsBeforeMovement?.total, later != earns {
      text += " That is after movement; by what scores earn this month it would be \(money(later))."
    }
    return "\n" + desk.paragraph(text) + proposal.text
  }
}
