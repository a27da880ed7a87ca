import RatingProgramme
import RatingRecord
import ScorerKit

/// All tables that these scorers and the host read.
public func knownTables(_ scorers: [any Scorer.Type]) -> [Table] {
  let tables = TallyPlan.hostTables + scorers.flatMap { $0.reads.map(\.table) }
  var names: Set<String> = []
  return tables.filter { names.insert($0.name).inserted }
}

/// How many columns' values a row's key joins; `nil` where a `\` stands before anything but a `|` or `\`.
public func keyParts(of key: Identifier) -> Int? { RowKey.count(of: key) }

/// The corrections in a file of the form of the table `corrections`, in the order of their tables, keys and columns.
///
/// - Throws: `EngineError` with all that is wrong with them, as far as it can be seen without the rows they are about.
public func readCorrections(path: String, of tables: [Table]) throws -> [Correction] {
  try CorrectionList([DataSource(path: path)], tables: tables).entries.map(\.correction)
}
