import RatingProgramme
import RatingRecord
import ScorerKit

extension Partial {
  /// Tallies some files of one table.
  ///
  /// Guilds and exchange rates are small, and kept as they are. Without `guilds` every guild that a row names is tallied, and
  /// which of them are known is judged when it is rated.
  ///
  /// - Parameters:
  ///   - files: `-` is standard input.
  ///   - guilds: a file with the table guilds.
  ///   - rates: a file with the table fx_rates, for amounts in other currencies than the programme's.
  ///   - corrections: a file with the table corrections.
  ///   - tables: all there are besides those of the programme.
  ///   - piece: a name that tells these rows from all others; `nil`: a digest of each file's rows.
  /// - Throws: `EngineError`.
  public init(
    files: [String], of table: String, guilds: String? = nil, rates: String? = nil, corrections: String? = nil,
    knowing tables: [Table] = [], piece: String? = nil, programme: Programme, month: Month, threads: Int
  ) throws {
    let plan = TallyPlan.forPartials(of: programme, month: month)
    let sources = files.map { DataSource(path: $0) }
    var kept: [String: [DataSource]] = [:]
    if let guilds { kept[Guilds.table.name] = [DataSource(path: guilds)] }
    if let rates { kept[FxRates.table.name] = [DataSource(path: rates)] }
    let keepable = [Guilds.table.name, FxRates.table.name, Adjustments.table.name]
    if keepable.contains(table) { kept[table] = sources }
    kept = try kept.mapValues { try $0.map { try $0.atHand() } }
    let corrections = try CorrectionList(
      corrections.map { [DataSource(path: $0)] } ?? [], tables: plan.tables + TallyPlan.hostTables + tables)
    let groundwork = try Groundwork(
      guilds: kept[Guilds.table.name] ?? [], rates: kept[FxRates.table.name] ?? [],
      adjustments: kept[Adjustments.table.name] ?? [], corrections: corrections, programme: programme, month: month)

    if plan.exemptions.goesByRegion, groundwork.roster == nil, plan.exemptions[table: table] != nil {
      throw EngineError.contradiction(
        "exemptions name regions, and without the table guilds nobody knows who is where; give it with --guilds")
    }
    if let read = plan.tables.first(where: { $0.name == table }) {
      let tallying = Tallying(
        plan: plan, guilds: groundwork.guildIndex, rates: groundwork.rates, corrections: corrections,
        roster: groundwork.roster)
      self = try tallying.partial(of: plan.files(sources, of: read), threads: threads, takesDigests: true)
    } else if keepable.contains(table) {
      self.init(basis: plan.basis(correctedBy: corrections), folds: plan.folds)
      self.corrections = corrections
      exempt = ExemptRows(folds: plan.exemptFolds)
    } else {
      throw EngineError.noSuchTable(table, known: (plan.tables.map(\.name) + keepable).sorted())
    }
    self.kept = kept
    if let piece { pieces = [piece] }
  }

  /// Tallies a data directory's tables for several programmes in one pass.
  ///
  /// - Parameters:
  ///   - inputs: by table the files to read in place of those of the directory; `-` is standard input.
  ///   - tables: all there are besides those of the programmes.
  ///   - programmes: at least one; all have one currency and the same exemptions.
  ///   - takesDigests: names the files, by their content, as the partial's pieces, without which it can't be written to a file.
  /// - Throws: `EngineError`.
  /// - Complexity: O(bytes) time; memory of the tallies, and of a block a thread.
  public init(
    data: String, inputs: [String: [String]] = [:], knowing tables: [Table] = [], programmes: [Programme], month: Month,
    threads: Int, takesDigests: Bool = false
  ) throws {
    guard let first = programmes.first, let plan = TallyPlan.forPartials(of: programmes, month: month) else {
      throw EngineError.contradiction("there is no programme to tally for")
    }
    let directory = try DataDirectory(path: data, inputs: inputs)
    try plan.check(inputs, directory)
    let corrections = try CorrectionList(
      directory.sources(of: Corrections.table), tables: TallyPlan.hostTables + plan.tables + tables)
    var kept: [String: [DataSource]] = [:]
    for table in [Guilds.table, FxRates.table, Adjustments.table] {
      let sources = try directory.sources(of: table)
      if !sources.isEmpty { kept[table.name] = try sources.map { try $0.atHand() } }
    }
    let groundwork = try Groundwork(
      guilds: kept[Guilds.table.name] ?? [], rates: kept[FxRates.table.name] ?? [],
      adjustments: [], corrections: corrections, programme: first, month: month)
    let tallying = Tallying(
      plan: plan, guilds: groundwork.guildIndex, rates: groundwork.rates, corrections: corrections,
      roster: groundwork.roster)
    let files = try plan.tables.flatMap { plan.files(try directory.sources(of: $0), of: $0) }
    self = try tallying.partial(of: files, threads: threads, takesDigests: takesDigests)
    self.kept = kept
  }

  /// Reads a file of tallies; `-` is standard input.
  ///
  /// - Parameter scorers: all there are.
  /// - Throws: `EngineError`.
  public init(path: String, scorers: [any Scorer.Type]) throws {
    let source = DataSource(path: path)
    self = try PartialFile.partial(from: source.allBytes(), named: source.name, scorers: scorers)
  }

  /// The bytes of a file of tallies.
  ///
  /// - Parameter tool: the version of what writes it.
  /// - Throws: `EngineError.unusableTally`.
  public func bytes(tool: String) throws -> [UInt8] { try PartialFile.bytes(of: self, tool: tool) }

  public var month: Month { Month(ordinal: basis.month) }
}

extension TalliedMonth {
  /// Takes tallies that have been made before.
  ///
  /// - Parameter name: their file, for messages.
  /// - Throws: `EngineError`; `.mismatch` where they are not what the programme needs.
  public init(_ partial: Partial, named name: String, programme: Programme, month: Month) throws {
    try self.init(partial, named: name, TallyPlan(programme, month: month), programme: programme)
  }

  /// - Parameter plan: what is asked for: the programme's scorers, and perhaps others'.
  init(_ partial: Partial, named name: String, _ plan: TallyPlan, programme: Programme) throws {
    let differences = partial.basis.differences(from: plan.basis, isWhole: false)
    guard differences.isEmpty else { throw EngineError.mismatch(file: name, differences: differences) }
    let groundwork = try Groundwork(
      guilds: partial.kept[Guilds.table.name] ?? [], rates: partial.kept[FxRates.table.name] ?? [],
      adjustments: partial.kept[Adjustments.table.name] ?? [], corrections: partial.corrections, programme: programme,
      month: plan.month)
    try self.init(partial.arranged(for: plan), groundwork, plan, tolerating: programme.data.tolerate)
  }
}

extension Partial {
  /// With the tallies of the plan's scorers, in its order: one that was read knows no scorer's settings, which estimates may
  /// need.
  fileprivate func arranged(for plan: TallyPlan) -> Partial {
    var partial = Partial(basis: plan.basis, folds: plan.folds)
    let map = Array(0..<Int32(guilds.count))
    for (place, scorer) in partial.basis.scorers.enumerated() {
      guard let own = basis.scorers.firstIndex(of: scorer) else { continue }
      partial.folds[place].merge(folds[own], map: map)
    }
    (partial.guilds, partial.tables, partial.kept) = (guilds, tables, kept)
    partial.exempt = exempt.arranged { own in
      plan.exemptFolds.enumerated().map { place, fold in
        var fold = fold
        if let number = basis.scorers.firstIndex(of: partial.basis.scorers[place]), number < own.count {
          fold.merge(own[number], map: map)
        }
        return fold
      }
    }
    (partial.corrections, partial.correctedRows) = (corrections, correctedRows)
    return partial
  }
}

extension DataSource {
  /// - Throws: `EngineError`.
  fileprivate func allBytes() throws -> [UInt8] {
    let source = try open()
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = try chunk.withUnsafeMutableBytes { try source.read(into: $0) }
      bytes += chunk[..<count]
      if count < chunk.count { return bytes }
    }
  }

  /// The same with its bytes read.
  fileprivate func atHand() throws -> DataSource { DataSource(path: name, content: .bytes(try allBytes())) }
}
