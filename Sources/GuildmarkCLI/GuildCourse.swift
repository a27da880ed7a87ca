import RatingLedger
import RatingRecord
import ReportCards
import ScorerKit

/// A guild's published months, a line each.
struct GuildCourse {
  let guild: Identifier
  let months: [GuildMonth]

  /// Of all months, in the order in which they are first met.
  private var scorers: [String] {
    months.flatMap { $0.scorers.map(\.id) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// Since the month before that has a score, where that is on the same scale.
  private var changes: [Double?] {
    var before: (score: Double, scale: ProgrammeSummary.Scale)?
    return months.map { month in
      guard let score = month.score else { return nil }
      let scale = month.entry.programme.scale
      defer { before = (score, scale) }
      guard let before, before.scale == scale else { return nil }
      return inPoints(hundredths(score) - hundredths(before.score))
    }
  }

  /// From the first month to the last, with gaps; as shares of their scales, which need not all be the same.
  private var scores: [Double?] {
    guard let first = months.first?.entry.month, let last = months.last?.entry.month else { return [] }
    let scores = Dictionary(
      months.map { month in
        let scale = month.entry.programme.scale
        return (month.entry.month, month.score.map { ($0 - scale.from) / max(scale.to - scale.from, 0.01) })
      }
    ) { $1 }
    return (first.ordinal...last.ordinal).map { scores[Month(ordinal: $0)] ?? nil }
  }

  func table(width: Int, color: Bool) -> String {
    let points = TerminalTable(["Month"] + scorers.map { ">" + $0.replacing("_", with: " ") })
    var ratings = TerminalTable(["Month", "Status", ">Score", "Likely", ">Change", "Tier", ">Rank"])
    for (month, change) in zip(months, changes) {
      ratings.append([
        "\(month.entry.month)", month.entry.revises == nil ? month.entry.status.rawValue : "revised",
        month.score.map { decimal($0, places: 2) } ?? "–",
        month.interval.map { "\(decimal($0.low, places: 1))–\($0.high.map { decimal($0, places: 1) } ?? "")" } ?? "–",
        change.map(signed) ?? "", tier(of: month), month.rank.map(String.init) ?? "–",
      ])
    }
    let filled = months.reduce(into: points) { table, month in
      let known = Dictionary(month.scorers.map { ($0.id, $0.points) }) { $1 }
      table.append(["\(month.entry.month)"] + scorers.map { (known[$0] ?? nil).map { decimal($0, places: 1) } ?? "–" })
    }
    return "\(visibleName(guild.description))  \(sparkline(scores))\n\n" + ratings.text(width: width, color: color)
      + revisions
      + "\nPoints by scorer\n" + filled.text(width: width, color: color)
  }

  /// What was published at first, of months that were revised: a line each.
  private var revisions: String {
    let lines = months.compactMap { month in
      month.beforeRevision.map { former in
        let score = former.score.map { decimal($0, places: 2) } ?? "–"
        return "\(month.entry.month) before its revision: \(score), \(former.tier ?? "unrated")"
          + (former.rank.map { ", rank \($0)" } ?? "")
      }
    }
    return lines.isEmpty ? "" : "\n" + lines.map { $0 + "\n" }.joined()
  }

  private func tier(of month: GuildMonth) -> String {
    guard let tier = month.tier else { return "unrated" }
    let notes =
      (month.earned.map { $0 == tier ? [] : ["earned \($0)"] } ?? []) + month.gates.map { "gate: \(visibleName($0))" }
    return notes.isEmpty ? tier : "\(tier) (\(notes.joined(separator: "; ")))"
  }

  private func signed(_ change: Double) -> String { (change > 0 ? "+" : "") + decimal(change, places: 2) }

  var csv: [UInt8] {
    let header =
      [
        "month", "version", "status", "guild_id", "score", "score_low", "score_high", "change", "tier", "earned",
        "rank", "revises",
      ]
      + scorers.map { "\($0).points" }
    var bytes = Array(CSV.line(header.map { .text($0) }).utf8)
    for (month, change) in zip(months, changes) {
      let known = Dictionary(month.scorers.map { ($0.id, $0.points) }) { $1 }
      CSV.append(
        [
          .text(month.entry.month.description), .integer(Int64(month.entry.version)),
          .text(month.entry.status.rawValue), .text(guild.description), .number(month.score),
          .number(month.interval?.low), .number(month.interval?.high), .number(change), .text(month.tier),
          .text(month.earned), .integer(month.rank.map(Int64.init)),
          .integer(month.entry.revises.map(Int64.init)),
        ] + scorers.map { .number(known[$0] ?? nil) }, to: &bytes)
    }
    return bytes
  }

  var json: JSON {
    .object([
      ("schema", .string("guildmark/history/1")), ("guild_id", .text(guild)),
      (
        "months",
        .array(
          zip(months, changes).map { month, change in
            .object([
              ("month", .string(month.entry.month.description)), ("version", .count(month.entry.version)),
              ("status", .string(month.entry.status.rawValue)), ("score", .optional(month.score)),
              (
                "interval",
                .optional(month.interval) { .object([("low", .number($0.low)), ("high", .optional($0.high))]) }
              ),
              ("change", .optional(change)), ("tier", .optional(month.tier)), ("earned", .optional(month.earned)),
              ("rank", .optional(month.rank.map(Int64.init))),
              ("revises", .optional(month.entry.revises.map(Int64.init))),
              ("gates", .array(month.gates.map(JSON.string))),
              ("before_revision", .optional(month.beforeRevision) { $0.json }),
              ("scorers", .object(month.scorers.map { ($0.id, .optional($0.points)) })),
            ])
          })
      ),
    ])
  }
}
