import GRDB
import RatingRecord
import ScorerKit

/// What was published of one measure of a guild, or of one part of a breakdown.
public struct PublishedFigure: Sendable, Equatable {
  /// Empty but for a breakdown.
  public var part: String
  public var numerator: Double?
  public var denominator: Double?

  public init(part: String, numerator: Double?, denominator: Double?) {
    self.part = part
    self.numerator = numerator
    self.denominator = denominator
  }
}

extension Ledger {
  /// The month's last version, and what it says of a measure of a guild, in the order of parts' bytes: nothing where there was no
  /// data, or no such guild or measure. `nil` for a month that is not in the ledger.
  public func figures(
    of measure: MeasureName, of guild: Identifier, in month: Month
  ) throws -> (entry: LedgerEntry, figures: [PublishedFigure])? {
    try reading { database in
      guard let entry = try entries(in: database).last(where: { $0.month == month }) else { return nil }
      let rows = try Prepared(
        database,
        """
        SELECT part, numerator, denominator FROM measured JOIN guilds USING (guild) JOIN measures USING (measure)
          JOIN scorers USING (scorer)
        WHERE publication = ? AND guild_id = ? AND scorers.id = ? AND measures.id = ? ORDER BY part
        """)
      var figures: [PublishedFigure] = []
      try rows.eachRow([
        .integer(entry.number), .text(guild), .text(Identifier(measure.scorer)), .text(Identifier(measure.measure)),
      ]) {
        figures.append(PublishedFigure(part: rows.text(0), numerator: rows.real(1), denominator: rows.real(2)))
      }
      return (entry, figures)
    }
  }
}
