/// What a simulation wrote.
public struct SimulationSummary: Sendable, Equatable {
  public struct Table: Sendable, Equatable {
    public let name: String
    /// Good rows and bad, without the header.
    public let rows: Int
    /// The bad ones among them, by kind; kinds that do not occur are absent.
    public let faults: [Fault: Int]

    public var badRows: Int { faults.values.reduce(0, +) }
  }

  /// How many broadcasters ever belonged to a guild.
  public let broadcasters: Int
  /// In the order they were written; `truth` is one of them.
  public private(set) var tables: [Table] = []

  public var badRows: Int { tables.reduce(0) { $0 + $1.badRows } }
  public func table(_ name: String) -> Table? { tables.first { $0.name == name } }

  init(broadcasters: Int) { self.broadcasters = broadcasters }

  mutating func finish(_ name: String, _ file: CSVFile, _ injected: [FaultInjector.Injected] = [])
    throws(SimulationError)
  {
    try file.finish()
    let faults = injected.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 }
    tables.append(Table(name: name, rows: file.lines - 1, faults: faults))
  }

  mutating func finish(_ table: EventTable) throws(SimulationError) {
    try finish(table.faults.table, table.file, table.faults.injected)
  }
}
