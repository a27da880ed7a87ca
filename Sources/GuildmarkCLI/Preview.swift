import RatingRecord
import ReportCards
import ScorerKit

/// What corrections change of a month's ratings, for people and programs.
struct Preview {
  let comparison: RatingComparison
  /// What `before` does without; empty: the corrections that are proposed.
  let without: [CorrectPreview.Part]

  private var before: RatingRecord { comparison.before }
  private var after: RatingRecord { comparison.after }
  private var currency: String { after.programme.currency }
  private var areProposed: Bool { without.isEmpty }
  /// The corrections that `after` has and `before` has not.
  private var added: [AppliedCorrection] {
    let known = Set(before.corrections.map(\.correction))
    return after.corrections.filter { !known.contains($0.correction) }
  }

  // MARK: For people

  func table(width: Int, color: Bool) -> String {
    var text = [heading, ""].joined(separator: "\n")
    if !comparison.changes.isEmpty {
      var table = TerminalTable(["Guild", ">Before", ">After", ">Change", "Rank", "Tier", ">Incentive"])
      for change in comparison.changes { table.append(cells(of: change)) }
      text += "\n" + table.text(width: width, color: color)
    }
    return text + "\n" + ([summary] + incentives).map { $0 + "\n" }.joined()
  }

  private var heading: String {
    let parts = without.map { part in
      switch part {
      case .corrections: counted(after.corrections.count, "correction")
      case .exemptions: counted(after.exemptions.count, "exemption")
      }
    }
    let exempt = after.exemptions.flatMap(\.rows).reduce(0) { $0 + $1.rows }
    if areProposed {
      return "\(after.month.title) without and with \(counted(added.count, "proposed correction")):\n\(rows)"
    }
    let outcomes = without.map { $0 == .corrections ? rows : "\(counted(Int(exempt), "row")) taken out" }
    return
      "\(after.month.title) without and with \(parts.joined(separator: " and ")):\n\(outcomes.joined(separator: ", "))"
  }

  private var rows: String {
    func rows(_ isMeant: (Correction.Action) -> Bool) -> Int {
      Set(added.map(\.correction).filter { isMeant($0.action) }.map { [Identifier($0.table), $0.rowKey] })
        .count
    }
    return "\(counted(rows { $0 == .setAside }, "row")) set aside, \(rows { $0 != .setAside }) amended"
  }

  private func cells(of change: RatingComparison.Change) -> [String] {
    let (was, becomes) = (change.before, change.after)
    let id = change.guildID.description
    let name = change.name.map { "\(id) \($0.description)" } ?? id
    return [
      visible(name, limit: 96), score(was), score(becomes), change.score.map { signed($0, places: 2) } ?? "",
      passage(was?.rank.map { String($0) }, becomes?.rank.map { String($0) }, was, becomes),
      passage(was?.tier, becomes?.tier, was, becomes), money(was?.incentives, becomes?.incentives),
    ]
  }

  private func score(_ standing: RatingComparison.Standing?) -> String {
    guard let standing else { return "–" }
    return standing.score.map { decimal($0, places: 2) } ?? "unrated"
  }

  /// `30 → 24`, or what both are.
  private func passage(
    _ was: String?, _ becomes: String?, _ before: RatingComparison.Standing?, _ after: RatingComparison.Standing?
  ) -> String {
    was == becomes ? was ?? "–" : "\(was ?? "–") → \(becomes ?? "–")"
  }

  private func money(_ was: Double?, _ becomes: Double?) -> String {
    let difference = hundredths(becomes ?? 0) - hundredths(was ?? 0)
    guard difference != 0 else { return "=" }
    return signed(Double(difference) / 100, places: difference.isMultiple(of: 100) ? 0 : 2)
  }

  private var summary: String {
    let changed = comparison.changes.count
    guard changed > 0 else { return "No guild’s score, rank, tier or incentive changes." }
    return
      "\(counted(changed, "guild")) \(changed == 1 ? "changes" : "change"), \(comparison.unchanged) \(comparison.unchanged == 1 ? "does" : "do") not."
  }

  private var incentives: [String] {
    guard let was = before.incentives, let becomes = after.incentives else { return [] }
    return [
      "Incentives granted: \(moneyText(was.granted, currency)) before, \(moneyText(becomes.granted, currency)) after."
    ]
  }

  // MARK: For programs

  var csv: [UInt8] {
    let header =
      "guild_id,name,score_before,score_after,score_change,rank_before,rank_after,tier_before,tier_after,incentives_before,incentives_after\n"
    return comparison.changes.reduce(into: Array(header.utf8)) { bytes, change in
      let (was, becomes) = (change.before, change.after)
      CSV.append(
        [
          .text(change.guildID.description), .text(change.name?.description), .number(was?.score),
          .number(becomes?.score), .number(change.score), .integer(was?.rank.map(Int64.init)),
          .integer(becomes?.rank.map(Int64.init)), .text(was?.tier), .text(becomes?.tier), .number(was?.incentives),
          .number(becomes?.incentives),
        ], to: &bytes)
    }
  }

  var json: JSON {
    var keys: [(key: String, value: JSON)] = [
      ("schema", .string("guildmark/preview/1")), ("month", .string(after.month.description)),
      ("without", .array(areProposed ? [.string("proposed")] : without.map { .string($0.rawValue) })),
      ("corrections", .array(after.corrections.map(\.json))),
    ]
    if areProposed { keys.append(("proposed", .array(added.map(\.json)))) }
    keys += [
      ("changed", .array(comparison.changes.map(json))), ("unchanged", .count(comparison.unchanged)),
      (
        "incentives",
        .object([
          ("currency", .string(currency)), ("before", .optional(before.incentives?.granted)),
          ("after", .optional(after.incentives?.granted)),
        ])
      ),
    ]
    return .object(keys)
  }

  private func json(of change: RatingComparison.Change) -> JSON {
    .object([
      ("guild_id", .text(change.guildID)), ("name", .optional(change.name, JSON.text)),
      ("before", .optional(change.before, json)), ("after", .optional(change.after, json)),
      ("score_change", .optional(change.score)),
    ])
  }

  private func json(of standing: RatingComparison.Standing) -> JSON {
    .object([
      ("score", .optional(standing.score)), ("rank", .optional(standing.rank.map(Int64.init))),
      ("tier", .optional(standing.tier)), ("incentives", .optional(standing.incentives)),
    ])
  }
}

/// `+2.28`, `−0.50`, `0.00`.
private func signed(_ value: Double, places: Int) -> String {
  (value > 0 ? "+" : "") + decimal(value, places: places)
}
