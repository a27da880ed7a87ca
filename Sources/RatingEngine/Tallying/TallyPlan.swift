import RatingProgramme
import ScorerKit

/// Which scorers tally a month, over which windows, and what they read.
struct TallyPlan: Sendable {
  let month: Month
  let currency: String
  let scorers: [(scorer: any Scorer, window: Window)]
  let exemptions: ExemptionPlan
  /// Tables that some scorer reads, by name.
  private let readers: [String: (table: Table, uses: [(fold: Int, columns: [String])])]

  private init(_ scorers: [(scorer: any Scorer, window: Window)], of programme: Programme, month: Month) {
    self.month = month
    exemptions = ExemptionPlan(
      programme.exemptions,
      scorers: scorers.map { scorer in
        let kind = type(of: scorer.scorer)
        return TallyPlan.hostScorers.contains { type(of: $0).id == kind.id } ? nil : kind
      })
    currency = programme.currency
    self.scorers = scorers
    var readers: [String: (table: Table, uses: [(fold: Int, columns: [String])])] = [:]
    for (fold, scorer) in scorers.enumerated() {
      for use in type(of: scorer.scorer).reads {
        readers[use.table.name, default: (use.table, [])].uses.append((fold, use.columns))
      }
    }
    self.readers = readers
  }

  /// What a programme needs to rate a month: its scorers, in its order, then what the host counts for itself.
  init(_ programme: Programme, month: Month) {
    let paysCommissions = programme.incentives?.tiers.values.contains { $0.commissionBonus > 0 } ?? false
    self.init(
      TallyPlan.scorers(of: programme, month, paysCommissions ? [Broadcasters(), GrossDue()] : [Broadcasters()]),
      of: programme, month: month)
  }

  /// What one scorer's measures need.
  init(tracing plan: ScorerPlan, of programme: Programme, month: Month) {
    self.init(
      [(plan.scorer, Window(months: plan.window, endingWith: month))], of: programme, month: month)
  }

  /// Checks that there are tables to read, and that all files named are of some.
  ///
  /// - Throws: `EngineError`.
  func check(_ inputs: [String: [String]], _ directory: DataDirectory) throws {
    let tables = TallyPlan.hostTables + [Corrections.table] + tables
    if let unread = inputs.keys.sorted().first(where: { name in !tables.contains { $0.name == name } }) {
      throw EngineError.noSuchTable(unread, known: tables.map(\.name).sorted())
    }
    try directory.requireAny(of: [Guilds.table] + self.tables)
  }

  /// The same and all that the host may count: what a partial holds, so that incentives may change afterwards. In the order
  /// of their ids, so that programmes that name them in different orders have partials that fit together.
  static func forPartials(of programme: Programme, month: Month) -> TallyPlan {
    forPartials(of: [programme], month: month) ?? TallyPlan(programme, month: month)
  }

  /// What all of several programmes need: a scorer that they use with different settings or windows has tallies for each.
  ///
  /// - Precondition: all have the currency and the exemptions of the first.
  /// - Returns: `nil` without any programme.
  static func forPartials(of programmes: [Programme], month: Month) -> TallyPlan? {
    guard let first = programmes.first else { return nil }
    var scorers: [(scorer: any Scorer, window: Window)] = []
    var known: [TallyBasis.ScorerBasis] = []
    for scorer in programmes.flatMap({ Self.scorers(of: $0, month, hostScorers) }) {
      let basis = TallyBasis.ScorerBasis(scorer.scorer, scorer.window)
      guard !known.contains(basis) else { continue }
      known.append(basis)
      scorers.append(scorer)
    }
    let order = scorers.indices.sorted { (known[$0].id, $0) < (known[$1].id, $1) }
    return TallyPlan(order.map { scorers[$0] }, of: first, month: month)
  }

  private static func scorers(
    of programme: Programme, _ month: Month, _ hostScorers: [any Scorer]
  ) -> [(scorer: any Scorer, window: Window)] {
    programme.scorers.map { ($0.scorer, Window(months: $0.window, endingWith: month)) }
      + hostScorers.map { ($0, Window(months: programme.window, endingWith: month)) }
  }

  /// All that the host may count for itself.
  static let hostScorers: [any Scorer] = [Broadcasters(), GrossDue()]

  /// Tables that the host reads for itself.
  static var hostTables: [Table] { [Guilds.table, FxRates.table, Adjustments.table] }

  /// In the order of their names.
  var tables: [Table] { readers.keys.sorted().compactMap { readers[$0]?.table } }

  func files(_ sources: [DataSource], of table: Table) -> [EventFile] {
    sources.map { EventFile(table: table, source: $0, uses: readers[table.name]?.uses ?? []) }
  }

  /// Empty tallies.
  var folds: [any Fold] { scorers.map { $0.scorer.makeFold(window: $0.window) } }

  /// Empty tallies of exempt rows; none where nothing is exempt.
  var exemptFolds: [any Fold] { exemptions.exemptions.isEmpty ? [] : folds }

  var basis: TallyBasis { basis(correctedBy: .none) }

  func basis(correctedBy corrections: CorrectionList) -> TallyBasis {
    TallyBasis(
      month: month.ordinal, currency: currency,
      scorers: scorers.map { TallyBasis.ScorerBasis($0.scorer, $0.window).exempting(exemptions) },
      corrections: corrections.digest)
  }
}
