/// A table being written, with its bad rows.
struct EventTable {
  let file: CSVFile
  var faults: FaultInjector

  /// Ends a good row. A guild that closes gets no bad rows: its rows are not read in the months after, neither the good nor
  /// the bad, and the count of bad rows would be off.
  mutating func endRow(of guild: SimulatedGuild) throws(SimulationError) {
    file.endRow()
    if guild.closedOn == nil { try faults.follow(file) }
  }

  /// The good rows.
  var rows: Int { file.lines - 1 - faults.injected.count }
}
