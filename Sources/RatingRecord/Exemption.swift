import ScorerKit

/// A disruption that the programme declares, and what it took out of the month.
public struct AppliedExemption: Sendable, Equatable {
  public var name: String
  /// The first and the last day: `2026-10-03`.
  public var from: String
  public var to: String
  /// Whom it covers; both are empty where that is everyone.
  public var regions: [String]
  public var guilds: [String]
  /// What of, of all scorers; empty where scorers are named.
  public var tables: [String]
  public var scorers: [String]
  public var reason: String
  /// Of the month's guilds, by table; empty where it took out none.
  public var rows: [Rows]

  public struct Rows: Sendable, Equatable {
    public var table: String
    public var rows: Int64

    public init(table: String, rows: Int64) { (self.table, self.rows) = (table, rows) }
  }

  public init(
    name: String, from: String, to: String, regions: [String], guilds: [String], tables: [String], scorers: [String],
    reason: String, rows: [Rows]
  ) {
    self.name = name
    self.from = from
    self.to = to
    self.regions = regions
    self.guilds = guilds
    self.tables = tables
    self.scorers = scorers
    self.reason = reason
    self.rows = rows
  }
}

/// What exemptions took out of a guild's rows.
public struct GuildExemptions: Sendable, Equatable {
  /// In the order of the exemptions, then of tables.
  public var rows: [Rows] = []
  /// The measures that would be others with those rows, in the order of the scorers.
  public var measures: [Effect] = []

  public init() {}

  public struct Rows: Sendable, Equatable {
    /// Its name.
    public var exemption: String
    public var table: String
    public var rows: Int64

    public init(exemption: String, table: String, rows: Int64) {
      (self.exemption, self.table, self.rows) = (exemption, table, rows)
    }
  }

  /// A measure as it counts, and as it would with the rows that were taken out; values are `nil` where there is no data, or a
  /// median is never reached.
  public struct Effect: Sendable, Equatable {
    public var scorer: String
    public var measure: String
    public var value: Double?
    public var denominator: Double?
    public var valueWithThem: Double?
    public var denominatorWithThem: Double?

    public init(
      scorer: String, measure: String, value: Double?, denominator: Double?, valueWithThem: Double?,
      denominatorWithThem: Double?
    ) {
      self.scorer = scorer
      self.measure = measure
      self.value = value
      self.denominator = denominator
      self.valueWithThem = valueWithThem
      self.denominatorWithThem = denominatorWithThem
    }
  }
}

extension AppliedExemption {
  var json: JSON {
    func list(_ words: [String]) -> JSON { .array(words.map(JSON.string)) }
    return .object([
      ("name", .string(name)), ("from", .string(from)), ("to", .string(to)), ("regions", list(regions)),
      ("guilds", list(guilds)), ("tables", list(tables)), ("scorers", list(scorers)), ("reason", .string(reason)),
      ("rows", .object(rows.map { ($0.table, .integer($0.rows)) })),
    ])
  }
}

extension GuildExemptions {
  var json: JSON {
    .object([
      (
        "rows",
        .array(
          rows.map {
            .object([("exemption", .string($0.exemption)), ("table", .string($0.table)), ("rows", .integer($0.rows))])
          })
      ),
      (
        "measures",
        .array(
          measures.map {
            .object([
              ("scorer", .string($0.scorer)), ("measure", .string($0.measure)), ("value", .optional($0.value)),
              ("denominator", .optional($0.denominator)), ("with_them", .optional($0.valueWithThem)),
              ("denominator_with_them", .optional($0.denominatorWithThem)),
            ])
          })
      ),
    ])
  }
}
