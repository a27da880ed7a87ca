import ScorerKit

/// What some of a month's rows add up to, guild by guild, before anything is judged.
///
/// Merging partials is associative and commutative, and the partial of no rows is its identity; so the rows may be read in
/// any pieces, by any number of threads or machines. Which guilds there are, and whether too many rows are bad, is judged
/// once all is merged (`TalliedMonth`).
public struct Partial: Sendable {
  let basis: TallyBasis
  /// The names of what it was made from, so that nothing is counted twice.
  var pieces: Set<String> = []
  /// The guilds that tallies and counts go by.
  var guilds = IdentifierTable()
  /// By the scorers of the basis.
  var folds: [any Fold]
  /// By name; tables of which nothing was read are not there.
  var tables: [String: TableTally] = [:]
  /// The files of tables that are kept as they are, guilds and exchange rates, by table.
  var kept: [String: [DataSource]] = [:]
  /// What exemptions took out.
  var exempt = ExemptRows(folds: [])
  /// What was applied to the rows, and is to be applied to the tables that are kept.
  var corrections = CorrectionList.none
  /// The tallied rows that corrections are about.
  var correctedRows = CorrectedRows()

  /// Of no rows.
  init(basis: TallyBasis, folds: [any Fold]) {
    self.basis = basis
    self.folds = folds
  }

  /// Adds what was read of a table, guild `i` of which is guild `map[i]` here.
  mutating func add(_ tally: TableTally, of table: String, map: [Int32] = []) {
    if tables[table] == nil {
      tables[table] = TableTally(everywhere: tally.columnsEverywhere, somewhere: tally.columnsSomewhere)
    }
    tables[table]?.merge(tally, map: map)
  }
}

/// What was read of one table's rows.
struct TableTally: Sendable {
  /// Columns that every file has, and those that some file has.
  var columnsEverywhere: Set<String>
  var columnsSomewhere: Set<String>
  var counts = RowCounts()
  var badRows: [BadRow] = []

  init(columns: Set<String>) { self.init(everywhere: columns, somewhere: columns) }

  init(everywhere: Set<String>, somewhere: Set<String>) {
    (columnsEverywhere, columnsSomewhere) = (everywhere, somewhere)
  }

  /// Adds another's, guild `i` of which is guild `map[i]` here.
  mutating func merge(_ other: TableTally, map: [Int32]) {
    columnsEverywhere.formIntersection(other.columnsEverywhere)
    columnsSomewhere.formUnion(other.columnsSomewhere)
    counts.merge(other.counts, map: map)
    badRows += other.badRows
  }
}
