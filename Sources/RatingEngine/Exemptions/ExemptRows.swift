import ScorerKit

/// What exemptions took out: the rows' tallies, and how many they are.
struct ExemptRows: Sendable {
  /// As many as there are tallies of rows that count; empty where there are no exemptions.
  var folds: [any Fold] = []
  /// By exemption and table, by guild.
  private(set) var counts: [Key: ContiguousArray<Int64>] = [:]

  struct Key: Hashable, Comparable, Sendable {
    /// Its name.
    let exemption: String
    let table: String

    static func < (a: Key, b: Key) -> Bool {
      (Identifier(a.exemption), Identifier(a.table)) < (Identifier(b.exemption), Identifier(b.table))
    }
  }

  init(folds: [any Fold]) { self.folds = folds }

  /// Counts rows, so many of each guild.
  mutating func count(_ rows: some Sequence<(guild: Int32, count: Int64)>, by key: Key) {
    var counts = counts.removeValue(forKey: key) ?? []
    for (guild, count) in rows where count > 0 {
      if Int(guild) >= counts.count {
        counts += ContiguousArray(repeating: 0, count: Int(guild) + 1 - counts.count)
      }
      counts[Int(guild)] += count
    }
    if !counts.isEmpty { self.counts[key] = counts }
  }

  /// The same with tallies that are made of these.
  func arranged(_ arrange: ([any Fold]) -> [any Fold]) -> ExemptRows {
    var rows = self
    rows.folds = arrange(folds)
    return rows
  }

  /// Adds another's, guild `i` of which is guild `map[i]` here.
  mutating func merge(_ other: ExemptRows, map: [Int32]) {
    for (i, fold) in other.folds.enumerated() where i < folds.count { folds[i].merge(fold, map: map) }
    for (key, counts) in other.counts {
      count(counts.enumerated().map { (map[$0.offset], $0.element) }, by: key)
    }
  }
}
