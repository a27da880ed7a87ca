import ScorerKit

extension Partial {
  /// Adds what another was made from.
  ///
  /// - Parameter name: the other's file, for messages.
  /// - Throws: `EngineError.mismatch` where the two rest on different things, or share a piece.
  public mutating func merge(_ other: Partial, named name: String) throws {
    let differences = other.basis.differences(from: basis, isWhole: true)
    guard differences.isEmpty else { throw EngineError.mismatch(file: name, differences: differences) }
    if let piece = pieces.intersection(other.pieces).min() {
      throw EngineError.mismatch(
        file: name, differences: ["the piece \(printable(piece)) is merged already, and nothing may count twice"])
    }
    for (table, files) in other.kept {
      if let own = kept[table], own.map(\.content) != files.map(\.content) {
        throw EngineError.mismatch(
          file: name, differences: ["its table \(printable(table)) is not the same as that of the others"])
      }
      // Of names for the same, those that come first, whatever is merged into what.
      kept[table] = [kept[table] ?? files, files].min { $0.names.lexicographicallyPrecedes($1.names) }
    }
    pieces.formUnion(other.pieces)
    // The same, whose places may be others.
    corrections.merge(other.corrections)
    correctedRows.merge(other.correctedRows)
    add(other.folds, other.exempt, other.guilds.ids, other.tables)
  }

  /// Adds tallies and counts by the guilds `ids`.
  private mutating func add(
    _ folds: [any Fold], _ exempt: ExemptRows, _ ids: [Identifier], _ tables: [String: TableTally]
  ) {
    let map = ids.map { guilds.insert($0) }
    for i in self.folds.indices { self.folds[i].merge(folds[i], map: map) }
    self.exempt.merge(exempt, map: map)
    for (name, table) in tables { add(table, of: name, map: map) }
  }
}

extension [DataSource] {
  fileprivate var names: [Identifier] { map { Identifier($0.path) } }
}
