import ScorerKit

/// The record as `ratings.json` spells it: every key always present, in this order.
extension RatingRecord {
  public var json: JSON { json(guilds: .array(guilds.map(\.json))) }

  private func json(guilds: JSON) -> JSON {
    .object([
      ("schema", .string(RatingRecord.schema)),
      ("tool", .object([("name", .string(tool.name)), ("version", .string(tool.version))])),
      ("programme", programme.json),
      ("month", .string(month.description)),
      ("window", window.json),
      ("status", .string(status.rawValue)),
      ("publication", .optional(publication) { $0.json }),
      ("inputs", .array(inputs.map(\.json))),
      ("corrections", .array(corrections.map(\.json))),
      ("exemptions", .array(exemptions.map(\.json))),
      ("coverage", .array(coverage.map(\.json))),
      ("incentives", .optional(incentives) { $0.json }),
      ("guilds", guilds),
    ])
  }

  /// The bytes of `ratings.json`: a guild a line.
  public var jsonBytes: [UInt8] { bytes(guilds: .elements(guilds.count) { guilds[$0].json }) }

  /// The same, its lines written on several threads.
  public func jsonBytes(threads: Int) -> [UInt8] {
    guard threads > 1 else { return jsonBytes }
    let lines = concurrently(guilds.count, threads: threads) { guilds[$0].json.bytes() }
    return bytes(guilds: .elements(lines.count) { .written(lines[$0]) })
  }

  private func bytes(guilds: JSON) -> [UInt8] {
    var bytes = json(guilds: guilds).bytes(expanding: 2)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }
}

extension JSON {
  public static func optional<Value>(_ value: Value?, _ json: (Value) -> JSON) -> JSON { value.map(json) ?? .null }
  public static func optional(_ value: String?) -> JSON { optional(value, JSON.string) }
  public static func optional(_ value: Double?) -> JSON { optional(value, JSON.number) }
  public static func optional(_ value: Int64?) -> JSON { optional(value, JSON.integer) }
  public static func count(_ value: Int) -> JSON { .integer(Int64(value)) }
  public static func text(_ value: Identifier) -> JSON { .string(value.description) }
}

extension ProgrammeSummary {
  var json: JSON {
    .object([
      ("name", .string(name)), ("version", .integer(version)), ("digest", .string(digest)),
      ("currency", .string(currency)), ("combine", .string(combine)), ("missing", .string(missing)),
      ("peers", .object([("group_by", .array(groupBy.map(JSON.string))), ("at_least", .count(peersAtLeast))])),
      (
        "at_least",
        .object([("broadcasters", .integer(broadcastersAtLeast)), ("scorers", .count(scorersAtLeast))])
      ),
      ("tiers", .array(tiers.map { .object([("name", .string($0.name)), ("from", .number($0.from))]) })),
      ("contest", .object([("how", .optional(contestHow)), ("within_days", .optional(contestWithin))])),
      ("scale", .object([("from", .number(scale.from)), ("to", .number(scale.to))])), ("rounding", .number(rounding)),
      ("evidence", evidence.json), ("movement", .optional(movement) { $0.json }),
      ("corrections_days", .optional(corrections)), ("appeals", .optional(appeals) { $0.json }),
    ])
  }
}

extension MovementSummary {
  var json: JSON {
    .object([
      ("promote_after", .count(promoteAfter)), ("demote_after", .count(demoteAfter)),
      ("at_most", .optional(atMost.map(Int64.init))), ("cushion", .number(cushion)), ("grace", .count(grace)),
      ("threshold_step", .optional(thresholdStep)),
    ])
  }
}

extension Publication {
  var json: JSON {
    .object([
      ("version", .count(version)), ("on", .string(on)), ("corrections_until", .optional(correctionsUntil)),
      ("previous", .optional(previous)), ("inputs", .optional(inputs)), ("appeals_until", .optional(appealsUntil)),
      ("revises", .optional(revises.map(Int64.init))), ("appeals", .array(appeals.map(JSON.string))),
    ])
  }
}

extension EvidenceSummary {
  var json: JSON {
    .object([
      ("confidence", .number(confidence)), ("shrink_to", .string(shrinkTo)), ("score_on", .string(scoreOn)),
      ("draws", .count(draws)),
    ])
  }
}

extension WindowSummary {
  var json: JSON { .object([("months", .count(months)), ("from", .string(from)), ("to", .string(to))]) }
}

extension Input {
  var json: JSON {
    .object([
      ("table", .string(table)), ("rows", .optional(rows)),
      ("bad_rows", .object(badRows.map { ($0.cause, .integer($0.count)) })),
    ])
  }
}

extension AppliedCorrection {
  public var json: JSON {
    let (action, column, value): (String, JSON, JSON) =
      switch correction.action {
      case .setAside: ("set_aside", .null, .null)
      case .amend(let column, let value): ("amend", .string(column), .text(value))
      }
    return .object([
      ("table", .string(correction.table)), ("key", .array(key.map(JSON.string))),
      ("row_key", .text(correction.rowKey)), ("action", .string(action)),
      ("column", column), ("value", value), ("reason", .string(correction.reason)),
      ("decided_by", .string(correction.decidedBy)), ("decided_on", .string(correction.decidedOn)),
      ("guilds", .array(guilds.map(JSON.text))),
    ])
  }
}

extension ScorerCoverage {
  var json: JSON {
    .object([
      ("id", .string(id)), ("title", .string(title)), ("summary", .string(summary)), ("version", .count(version)),
      ("weight", .number(weight)), ("window", window.json), ("guilds_with_data", .count(guildsWithData)),
      ("no_data", .optional(noData)), ("measures", .array(measures.map(\.json))),
    ])
  }
}

extension MeasureSummary {
  var json: JSON {
    .object([
      ("id", .string(id)), ("title", .string(title)), ("unit", .string(unit.rawValue)),
      ("direction", .string(direction.rawValue)), ("kind", .string(kind.rawValue)), ("weight", .number(weight)),
      ("curve", .optional(curve) { $0.json }), ("target", .optional(target)), ("playbook", .string(playbook)),
      ("design_effect", .optional(designEffect)),
    ])
  }
}

extension CurveRule {
  var json: JSON {
    func share(_ partsPerMillion: Int64) -> JSON { .number(Double(partsPerMillion) / 1_000_000) }
    return switch self {
    case .fixed(let curve): curve.json
    case .percentile: .string("percentile")
    case .zscore(let mean, let deviation, let winsorise):
      .object([
        (
          "zscore",
          .object([("mean", .number(mean)), ("deviation", .number(deviation)), ("winsorise", share(winsorise))])
        )
      ])
    case .minmax(let winsorise): .object([("minmax", .object([("winsorise", share(winsorise))]))])
    case .clusters(let points): .object([("clusters", .array(points.map(JSON.number)))])
    }
  }
}

extension Curve {
  var json: JSON {
    func anchors(_ anchors: [Anchor]) -> JSON {
      .array(anchors.map { .array([.number($0.value), .number($0.points)]) })
    }
    return switch self {
    case .points(let list): .object([("points", anchors(list))])
    case .steps(let list): .object([("steps", anchors(list))])
    case .lognormal(let p10, let median):
      .object([("lognormal", .object([("p10", .number(p10)), ("median", .number(median))]))])
    case .identity: .string("identity")
    }
  }
}

extension IncentiveTotals {
  var json: JSON {
    .object([
      ("budget", .optional(budget)), ("earned", .number(earned)), ("granted", .number(granted)),
      ("rule", .string(rule)),
    ])
  }
}

extension Interval {
  var json: JSON { .object([("low", .number(low)), ("high", .optional(high))]) }
}
