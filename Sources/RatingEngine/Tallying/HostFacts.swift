import ScorerKit

/// What the host itself counts, by the same way as the scorers: how many broadcasters a guild has. Not a registered scorer.
struct Broadcasters: Scorer {
  static let id = "broadcasters"
  static let title = "Broadcasters"
  static let summary = "Spells alive in the programme's window."
  static let version = 1
  static let measures: [Measure] = []
  static let examples: [Example] = []
  static let reads = [Memberships.table.reading(Memberships.joinedOn, Memberships.leftOn)]

  struct Tally: Mergeable {
    var alive: Int64 = 0
    mutating func merge(_ other: Tally) { alive += other.alive }
  }

  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
    let (joinedOn, leftOn) = (rows[Memberships.joinedOn], rows[Memberships.leftOn])
    for row in rows.indices
    where Memberships.exposedDays(joined: joinedOn[row], left: leftOn[row], in: window) > 0 {
      tallies[rows.guilds[row]].alive += 1
    }
  }

  func estimates(of tally: Tally, in window: Window) -> [Estimate] {
    []
  }
}

/// The gross of the payouts due in the rated month, which commissions are counted on. Not a registered scorer.
struct GrossDue: Scorer {
  static let id = "gross_due"
  static let title = "Gross due"
  static let summary = "The gross of the payouts due in the month."
  static let version = 1
  static let measures: [Measure] = []
  static let examples: [Example] = []
  static let reads = [Payouts.table.reading(Payouts.gross, Payouts.dueOn)]

  /// In 1/10,000 of the currency unit.
  struct Tally: Mergeable {
    var gross = ExactSum()
    var hasOverflowed: Bool { gross.hasOverflowed }
    mutating func merge(_ other: Tally) { gross.merge(other.gross) }
  }

  func fold(_ rows: Rows, in window: Window, into tallies: inout Tallies<Tally>) {
    let month = Window(months: 1, endingWith: window.month)
    let (gross, dueOn) = (rows[Payouts.gross], rows[Payouts.dueOn])
    for row in rows.indices where month.contains(day: dueOn[row]) {
      tallies[rows.guilds[row]].gross.add(Int128(gross[row]))
    }
  }

  func estimates(of tally: Tally, in window: Window) -> [Estimate] {
    []
  }
}
