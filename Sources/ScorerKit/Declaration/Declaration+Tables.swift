extension Declaration {
  /// That it reads columns that there are, and needs none that it does not read.
  public static func tables(of scorer: any Scorer.Type) -> [String] {
    var faults: [String] = []
    if scorer.reads.isEmpty { faults.append("it reads nothing") }
    faults += repeated(scorer.reads.map(\.table.name)).map { "it reads \($0) twice over" }
    for use in scorer.reads {
      let table = use.table
      let named =
        use.columns + table.key + table.rules.flatMap(\.columns) + table.columns.compactMap(\.knownFrom)
        + [table.datedBy].compactMap { $0 }
      faults += Set(named).filter { table.column($0) == nil }.sorted().map { "\(table.name) has no column \($0)" }
      if table.column("guild_id") != .id("guild_id") {
        faults.append("\(table.name) does not say by a guild_id whose its rows are")
      }
    }
    for measure in scorer.measures {
      if measure.needs.isEmpty { faults.append("\(measure.id) needs nothing: it would be measured without data") }
      for need in measure.needs {
        switch need {
        case .table(let name):
          if !scorer.reads.contains(where: { $0.table.name == name }) {
            faults.append("\(measure.id) needs \(name), which is not read")
          }
        case .column(let table, let name):
          if !scorer.reads.contains(where: { $0.table.name == table && $0.columns.contains(name) }) {
            faults.append("\(measure.id) needs \(table).\(name), which is not read")
          }
        }
      }
    }
    return faults
  }
}
