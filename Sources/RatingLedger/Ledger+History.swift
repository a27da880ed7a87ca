import GRDB
import RatingRecord
import ScorerKit

extension Ledger {
  /// The final months among the `History.reach` before one: what rating it goes by.
  ///
  /// What is read is checked against the digests it was published with, and the chain of all entries.
  ///
  /// - Throws: `LedgerError.damaged` where any of it is not as it was published.
  /// - Complexity: O(guilds × measures) for each of them, a few microseconds a measure, most of them for the digest.
  public func history(before month: Month, threads: Int = 1) throws -> History {
    try history(before: month, try entries(), threads: threads)
  }

  /// What was published does not change, so every month may be read at a moment of its own.
  func history(before month: Month, _ entries: [LedgerEntry], threads: Int, revising: Bool = false) throws -> History {
    let reach = month.adding(-History.reach)..<month
    try checkChain(entries)
    let known = Standing(entries: entries).known(for: month, revising: revising)
    let finals = known.finals(in: reach)
    // Moves are counted from the month before, however long ago that is.
    let before = known.latest(before: month)
    let checked = finals + (before == finals.last ? [] : [before].compactMap(\.self))
    let months = try concurrently(checked.count, threads: threads) { place in
      try (threads > 1 ? another() : self).reading { database in
        try checkRows(of: checked[place], in: database)
        return place < finals.count
          ? try publishedMonth(finals[place], withEstimates: place == finals.count - 1, in: database) : nil
      }
    }
    return History(months: months.compactMap(\.self))
  }

  /// That every entry says what its digest is of, and follows on the one before it.
  func checkChain(_ entries: [LedgerEntry]) throws {
    var previous: LedgerEntry?
    for entry in entries {
      guard entry.reckonedDigest == entry.digest, entry.follows(previous) else { throw damaged(entry) }
      previous = entry
    }
  }

  private func checkRows(of entry: LedgerEntry, in database: Database) throws {
    guard try MonthRows.digest(of: entry.number, in: database) == entry.rowsDigest else { throw damaged(entry) }
  }

  private func damaged(_ entry: LedgerEntry) -> LedgerError {
    .damaged(path: path, problem: "what it says of \(entry.month), version \(entry.version), is not what was published")
  }

  private func publishedMonth(
    _ entry: LedgerEntry, withEstimates: Bool, in database: Database
  ) throws -> PublishedMonth {
    let publication = Cell.integer(entry.number)
    let names = try Prepared(
      database,
      """
      SELECT measure, scorers.id, measures.id FROM month_measures JOIN measures USING (measure) JOIN scorers USING (scorer)
      WHERE publication = ? AND kind <> 'breakdown' ORDER BY position
      """)
    var (measures, places): ([MeasureName], [Int64: Int]) = ([], [:])
    try names.eachRow([publication]) {
      places[names.integer(0)] = measures.count
      measures.append(MeasureName(scorer: names.text(1), measure: names.text(2)))
    }
    let values = try PublishedValues(
      publication, places: places, count: measures.count, withEstimates: withEstimates, in: database)
    let ratings = try Prepared(
      database,
      """
      SELECT guild, guild_id, score, low, high, tier, rising, falling, adjustment
      FROM ratings JOIN guilds USING (guild) WHERE publication = ? ORDER BY guild
      """)
    var guilds: [Identifier: PublishedGuild] = [:]
    guilds.reserveCapacity(entry.guilds)
    try ratings.eachRow([publication]) {
      let tier = ratings.optionalText(5)
      guilds[Identifier(ratings.bytes(1))] = PublishedGuild(
        score: ratings.real(2), interval: ratings.real(3).map { Interval(low: $0, high: ratings.real(4)) }, tier: tier,
        rising: ratings.optionalText(6) ?? tier, falling: ratings.optionalText(7) ?? tier,
        adjustment: ratings.real(8) ?? 0, measures: try values.next(of: ratings.integer(0)))
    }
    return PublishedMonth(
      month: entry.month, programme: try brief(of: entry, in: database), measures: measures, guilds: guilds)
  }

  private func brief(of entry: LedgerEntry, in database: Database) throws -> ProgrammeBrief {
    let bases = try Prepared(
      database,
      "SELECT scorer, basis FROM bases JOIN publications USING (programme) WHERE publication = ?")
    var basis: [String: String] = [:]
    try bases.eachRow([.integer(entry.number)]) { basis[bases.text(0)] = bases.text(1) }
    let rows = try Prepared(database, "SELECT name, threshold FROM tiers WHERE publication = ? ORDER BY position")
    var tiers: [ProgrammeSummary.Tier] = []
    try rows.eachRow([.integer(entry.number)]) {
      tiers.append(ProgrammeSummary.Tier(name: rows.text(0), from: rows.real(1) ?? 0))
    }
    return ProgrammeBrief(
      digest: entry.programme.digest, bases: basis, scale: entry.programme.scale, tiers: tiers)
  }
}

/// A publication's measures, read along with its guilds, which are in the same order.
private final class PublishedValues {
  private let rows: Prepared
  private let places: [Int]
  private let count: Int
  private let withEstimates: Bool
  private var hasRow: Bool

  /// - Parameter places: of the measures that matter, by their number.
  init(
    _ publication: Cell, places: [Int64: Int], count: Int, withEstimates: Bool, in database: Database
  ) throws {
    rows = try Prepared(
      database,
      withEstimates
        ? "SELECT guild, measure, never, value, estimate, low, high, borrowed FROM measured WHERE publication = ? ORDER BY guild"
        : "SELECT guild, measure, never, value FROM measured WHERE publication = ? ORDER BY guild")
    self.places = (0...(places.keys.max() ?? 0)).map { places[$0] ?? -1 }
    self.count = count
    self.withEstimates = withEstimates
    try rows.bind([publication])
    hasRow = try rows.step()
  }

  /// - Parameter guild: its number, greater than that of the call before.
  func next(of guild: Int64) throws -> [PublishedMeasure?] {
    var measures = [PublishedMeasure?](repeating: nil, count: count)
    while hasRow, case let owner = rows.integer(0), owner <= guild {
      let measure = Int(rows.integer(1))
      if owner == guild, places.indices.contains(measure), places[measure] >= 0 { measures[places[measure]] = current }
      hasRow = try rows.step()
    }
    return measures
  }

  private var current: PublishedMeasure? {
    let never = rows.integer(2) != 0
    guard let value = never ? .infinity : rows.real(3) else { return nil }
    guard withEstimates else { return PublishedMeasure(value: value) }
    return PublishedMeasure(
      value: value, estimate: rows.real(4) ?? (never ? .infinity : nil),
      interval: rows.real(5).map { Interval(low: $0, high: rows.real(6)) }, borrowed: rows.real(7))
  }
}
