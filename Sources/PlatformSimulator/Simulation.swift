import ScorerKit

/// A platform that does not exist: guilds with hidden qualities, and the tables such guilds would leave behind.
///
/// The same options give the same bytes. `Docs/Simulation.md` describes the model and the files.
public struct Simulation: Sendable {
  public let options: Options

  /// - Throws: `SimulationError.options` with everything that is wrong with them.
  public init(_ options: Options = Options()) throws(SimulationError) {
    let faults = options.faults
    if !faults.isEmpty { throw .options(faults) }
    self.options = options
  }

  /// Writes guilds.csv, memberships.csv, requests.csv, payouts.csv, complaints.csv and truth.csv; fx_rates.csv where there
  /// are several currencies, faults.csv where there are bad rows.
  ///
  /// The directory must be empty or not exist, and its parent must exist; on failure it is left as it was.
  /// - Complexity: time O(rows); memory O(memberships + requests of one day), about 50 bytes a membership.
  public func write(to directory: String) throws(SimulationError) -> SimulationSummary {
    var output = try OutputDirectory(directory)
    do throws(SimulationError) {
      return try write(to: &output)
    } catch {
      output.clear()
      throw error
    }
  }

  private func write(to output: inout OutputDirectory) throws(SimulationError) -> SimulationSummary {
    let platform = Platform(options)
    var summary = SimulationSummary(broadcasters: platform.roster.spells.count)

    let guilds = try output.file("guilds", columns: Platform.guildColumns)
    try platform.writeGuilds(to: guilds)
    try summary.finish("guilds", guilds)

    var memberships = try table("memberships", Platform.membershipColumns, &output)
    try platform.writeMemberships(to: &memberships)
    try summary.finish(memberships)

    var requests = try table("requests", RequestRows.columns, &output)
    var requestRows = RequestRows(platform)
    try requestRows.write(to: &requests)
    try summary.finish(requests)

    let rates = ExchangeRates(options, platform.timeline)
    var payouts = try table("payouts", PayoutRows.columns, &output)
    try PayoutRows(platform: platform, rates: rates).write(to: &payouts)
    try summary.finish(payouts)

    var complaints = try table("complaints", ComplaintRows.columns, &output)
    try ComplaintRows(platform: platform).write(to: &complaints)
    try summary.finish(complaints)

    if options.currencies.count > 1 {
      let file = try output.file("fx_rates", columns: ExchangeRates.columns)
      try rates.write(to: file, platform.timeline)
      try summary.finish("fx_rates", file)
    }
    let truth = try output.file("truth", columns: Truth.columns)
    try platform.writeTruth(to: truth)
    try summary.finish("truth", truth)
    if options.badRows > 0 { try writeFaults(of: [memberships, requests, payouts, complaints], &output) }
    return summary
  }

  private func table(
    _ name: String, _ columns: [String], _ output: inout OutputDirectory
  ) throws(SimulationError) -> EventTable {
    EventTable(
      file: try output.file(name, columns: columns),
      faults: FaultInjector(table: name, share: options.badRows, seed: options.seed))
  }

  private func writeFaults(of tables: [EventTable], _ output: inout OutputDirectory) throws(SimulationError) {
    let file = try output.file("faults", columns: ["table", "line", "kind"])
    for table in tables {
      for fault in table.faults.injected {
        try file.startRow()
        file.text(fault.table)
        file.text(String(fault.line))
        file.text(fault.kind.rawValue)
        file.endRow()
      }
    }
    try file.finish()
  }
}
