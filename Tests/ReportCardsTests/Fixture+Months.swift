import ScorerKit

@testable import RatingRecord

extension Fixture {
  static let rules = MovementSummary(promoteAfter: 2, demoteAfter: 2, atMost: 1, cushion: 2, grace: 3)

  /// A guild whose tier movement has made, with what this month's score and gates alone come to.
  static func move(
    _ guild: GuildRating, to tier: String, scored: String, earned: String? = nil, from: String?,
    _ rule: Movement.Rule, _ reason: String, next: [String] = ["To keep it: a score of at least 68 next month."]
  ) -> GuildRating {
    var guild = guild
    guild.tier = tier
    guild.movement = Movement(
      scored: scored, earned: earned ?? scored, rising: earned ?? scored, falling: earned ?? scored, from: from,
      fromMonth: from.map { _ in record.month.adding(-1) }, rule: rule, reason: reason, next: next)
    return guild
  }

  /// Scores of the months before, the last of them last; `nil` for a month without.
  static func trend(
    _ scores: [Double?], change: Double? = nil, interval: Interval? = nil, verdict: Verdict? = nil,
    parts: ScoreChange.Parts? = nil, note: String? = nil
  ) -> Trend {
    Trend(
      months: scores.enumerated().map { i, score in
        Trend.Point(
          month: record.month.adding(Int64(i - scores.count)), score: score,
          interval: score.map { Interval(low: $0 - 5, high: $0 + 4.5) },
          tier: score.flatMap { score in record.programme.tiers.first { score >= $0.from }?.name })
      },
      change: change.map {
        ScoreChange(
          since: record.month.adding(-1), points: $0, interval: interval, verdict: verdict, parts: parts, note: note)
      })
  }

  static let year: [Double?] = [61.2, 63, 62.1, 66.4, nil, 68.9, 71.5, 73.2, 72.8, 74.1, 75]

  /// Harbour Lights with a year behind it, risen by 3.4 points.
  static func grown(_ change: (inout GuildRating) -> Void = { _ in }) -> GuildRating {
    sure { guild in
      guild = move(
        guild, to: "Gold", scored: "Gold", from: "Gold", .unchanged, "The month earns the tier it had.",
        next: [
          "Platinum: a score of at least 87 in each of the next 2 months.",
          "It keeps Gold next month whatever its score; gates apart.",
        ])
      guild.trend = trend(
        year, change: 3.4, interval: Interval(low: 0.9, high: 5.9), verdict: .improved,
        parts: .init(performance: 2.9, peers: 0.5, programme: 0))
      guild.flags = [
        Flag(
          kind: .improved,
          reason: "The score has risen since September 2026 by more than chance explains: +3.4 points.")
      ]
      for scorer in guild.scorers.indices {
        for measure in guild.scorers[scorer].measures.indices {
          guard let value = guild.scorers[scorer].measures[measure].value else { continue }
          let values = year.map { $0.map { value * (1 + (75 - $0) / 90) } }
          guild.scorers[scorer].measures[measure].trend = MeasureTrend(values: values)
        }
      }
      guild.scorers[1].measures[1].trend?.verdict = .improved
      change(&guild)
    }
  }

  /// The fixture's month published, with movement and the months before.
  static func published(_ guild: GuildRating = grown(), _ change: (inout RatingRecord) -> Void = { _ in })
    -> RatingRecord
  {
    var record = month(guild)
    record.programme.movement = rules
    record.status = .provisional
    record.publication = Publication(
      version: 2, on: "2026-11-03", correctionsUntil: "2026-11-10",
      previous: "sha256:" + String(repeating: "9c41d07b", count: 8))
    let falling = trend(
      [78, 77.2, 70.1], change: -12.1, interval: Interval(low: -15.9, high: -8.3), verdict: .declined,
      note: "The programme has changed, so what did it can't be told apart.")
    let others = [
      move(platinum, to: "Platinum", scored: "Platinum", from: "Gold", .promoted, "2 months in a row earn better."),
      move(
        gated, to: "Bronze", scored: "Gold", earned: "Bronze", from: "Gold", .gate,
        "The gate “payout arrears” takes it to Bronze at once."),
      move(
        provisional, to: "Silver", scored: "Silver", from: nil, .first, "No earlier month is published."),
      move(edge, to: "Gold", scored: "Gold", from: "Gold", .unchanged, "The month earns the tier it had."),
      move(script, to: "Silver", scored: "Silver", from: "Gold", .demoted, "2 months in a row earn worse than Gold."),
      held(falling),
      move(traversal, to: "Gold", scored: "Silver", from: "Gold", .grace, "A new guild is not demoted."),
    ]
    record.guilds = record.guilds.map { guild in others.first { $0.guildID == guild.guildID } ?? guild }
    change(&record)
    return record
  }

  /// Gold, though its score alone earns Silver.
  static func held(_ trend: Trend? = nil) -> GuildRating {
    var guild = move(
      formula, to: "Gold", scored: "Silver", from: "Gold", .waitsToFall,
      "1 month earns worse than Gold, of 2 that it takes, so the tier stays.",
      next: ["To keep Gold: a score of at least 68 next month."])
    guild.trend = trend
    return guild
  }
}
