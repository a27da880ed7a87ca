import GRDB
import RatingRecord
import ScorerKit

/// What a version of a month says of a guild.
public struct GuildFigures: Sendable, Equatable {
  public var version: Int
  public var rating: FormerFigures
  /// Those asked for that have a value.
  public var measures: [Measured]

  public struct Measured: Sendable, Equatable {
    public var name: MeasureName
    /// Infinite for never.
    public var value: Double
    public var numerator: Double?
    public var denominator: Double?
  }
}

extension Ledger {
  /// What a version says of the guild of an appeal, and of the measures that it is about.
  ///
  /// - Returns: `nil` where the guild is not in it.
  public func figures(_ appeal: Appeal, in version: Appeal.Version) throws -> GuildFigures? {
    try reading { database in
      guard let entry = try entries(in: database).first(where: { $0.digest == version.digest }),
        let guild = try guildNumber(of: appeal.guild, in: database)
      else { return nil }
      let key: [Cell] = [.integer(entry.number), .integer(guild)]
      var figures: GuildFigures?
      let rating = try Prepared(
        database, "SELECT score, rank, tier, incentives_granted FROM ratings WHERE publication = ? AND guild = ?")
      try rating.eachRow(key) {
        figures = GuildFigures(
          version: entry.version,
          rating: FormerFigures(
            score: rating.real(0), rank: rating.optionalInteger(1).map { Int($0) }, tier: rating.optionalText(2),
            granted: rating.real(3)), measures: [])
      }
      let measured = try Prepared(
        database,
        """
        SELECT scorers.id, measures.id, never, value, numerator, denominator
        FROM measured JOIN measures USING (measure) JOIN scorers USING (scorer)
        WHERE publication = ? AND guild = ? AND part = ''
        """)
      try measured.eachRow(key) {
        let name = MeasureName(scorer: measured.text(0), measure: measured.text(1))
        guard appeal.measures.contains(name) else { return }
        figures?.measures.append(
          GuildFigures.Measured(
            name: name, value: measured.integer(2) != 0 ? .infinity : measured.real(3) ?? 0,
            numerator: measured.real(4), denominator: measured.real(5)))
      }
      return figures
    }
  }

  /// What became of the appeals about a month, and about the twelve months that end with it; `nil` where none was opened.
  public func appealsSummary(of month: Month) throws -> AppealsSummary? {
    var summary = AppealsSummary()
    for appeal in try appeals() {
      if appeal.against.month == month { summary.month.count(appeal) }
      if (month.adding(-11)...month).contains(appeal.against.month) { summary.year.count(appeal) }
    }
    return summary.year.opened > 0 ? summary : nil
  }
}

extension AppealsSummary.Counts {
  fileprivate mutating func count(_ appeal: Appeal) {
    switch appeal.state {
    case .open: open += 1
    case .upheld: upheld += 1
    case .partly: partly += 1
    case .rejected: rejected += 1
    case .withdrawn: withdrawn += 1
    }
    if let decision = appeal.decision { days.append(decision.event.on.ordinal - appeal.opened.on.ordinal) }
    if appeal.daysLate() != nil { late += 1 }
  }
}
