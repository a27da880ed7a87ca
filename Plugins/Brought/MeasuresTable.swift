import ScorerKit

/// Measures worked out elsewhere, a row for each guild, month and measure.
public enum MeasuresTable {
  public static let month = Column<Int64>("measures", "month", .month)
  /// The measure's id, as a programme declares it.
  public static let measure = Column<UInt64>("measures", "measure", .hashed)
  public static let value = Column<Double?>("measures", "value", .number)
  public static let numerator = Column<Double?>("measures", "numerator", .number)
  public static let denominator = Column<Double?>("measures", "denominator", .number)

  public static let table = Table(
    "measures", key: ["guild_id", "month", "measure"], datedBy: "month",
    columns: [
      .id("guild_id"), month.definition, measure.definition, value.definition, numerator.definition,
      denominator.definition,
    ])
}
