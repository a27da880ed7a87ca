import ScorerKit

/// Every key always present, in this order; `null` where there is nothing to say.
extension Sensitivity {
  /// A guild a line.
  public var jsonBytes: [UInt8] {
    var bytes = json.bytes(expanding: 2)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  public var json: JSON {
    .object([
      ("schema", .string(Sensitivity.schema)),
      ("tool", .object([("name", .string(tool.name)), ("version", .string(tool.version))])),
      ("programme", programme.json),
      ("month", .string(month.description)),
      ("no_events", .bool(hasNoEvents)),
      ("design", design.json),
      ("varied", .array(varied.map(\.json))),
      ("not_varied", .array(notVaried.map(\.json))),
      ("overall", overall.json),
      ("effects", .array(effects.map(\.json))),
      ("removals", .array(removals.map(\.json))),
      ("not_removed", .array(notRemoved.map(\.json))),
      ("guilds", .elements(guilds.count) { [guilds, tiers = programme.tiers] in guilds[$0].json(tiers) }),
    ])
  }
}

extension Sensitivity.Subject {
  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("version", .integer(version)), ("digest", .string(digest)),
      ("tiers", .array(tiers.map(JSON.string))),
    ])
  }
}

extension Sensitivity.Design {
  fileprivate var json: JSON {
    .object([
      ("variants", .count(variants)), ("rows", .count(rows)), ("fewest_rows", .count(Sensitivity.Design.fewestRows)),
      ("seed", .string(String(seed))),
      ("by", .string(by.rawValue)), ("confidence", .number(confidence)), ("resamples", .count(resamples)),
      ("tail", .number(tail)),
    ])
  }
}

extension Sensitivity.Choice {
  fileprivate var json: JSON {
    .object([("kind", .string(kind.rawValue)), ("name", .string(name)), ("range", .string(range))])
  }
}

extension Sensitivity.Omission {
  fileprivate var json: JSON { .object([("name", .string(name)), ("reason", .string(reason))]) }
}

extension Sensitivity.Spread {
  fileprivate var json: JSON {
    .object([("low", .number(low)), ("median", .number(median)), ("high", .number(high))])
  }
}

extension Sensitivity.Overall {
  fileprivate var json: JSON {
    .object([
      ("guilds", .count(guilds)), ("never_rated", .count(neverRated)), ("steady", .count(steady)),
      ("steady_share", .number(Sensitivity.Overall.steadyShare)), ("rank_change", rankChange.json),
      ("tier_change", tierChange.json), ("guild_share", .optional(guildShare)),
    ])
  }
}

extension Sensitivity.Effect {
  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("ranks", .optional(ranks) { $0.json }), ("tiers", .optional(tiers) { $0.json }),
    ])
  }
}

extension Sensitivity.Indices {
  fileprivate var json: JSON { .object([("first", first.json), ("total", total.json)]) }
}

extension Sensitivity.Index {
  fileprivate var json: JSON {
    .object([
      ("value", .number(value)), ("low", .optional(interval?.lowerBound)), ("high", .optional(interval?.upperBound)),
    ])
  }
}

extension Sensitivity.Removal {
  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("rank_change", .number(rankChange)),
      (
        "largest",
        .optional(largest) { shift in
          .object([
            ("guild_id", .text(shift.guildID)), ("name", .optional(shift.name, JSON.text)),
            ("from", .count(shift.from)), ("to", .count(shift.to)),
          ])
        }
      ),
      ("up", .count(up)), ("down", .count(down)), ("correlation", .optional(correlation)),
    ])
  }
}

extension Sensitivity.Guild {
  fileprivate func json(_ tiers: [String]) -> JSON {
    .object([
      ("guild_id", .text(guildID)), ("name", .optional(name, JSON.text)), ("score", .optional(score)),
      ("rank", .optional(rank.map(Int64.init))), ("tier", .optional(tier)),
      ("scores", .optional(scores) { $0.json }),
      (
        "ranks",
        .object([
          ("best", .count(ranks.best)), ("low", .count(ranks.low)), ("median", .count(ranks.median)),
          ("high", .count(ranks.high)), ("worst", .count(ranks.worst)),
        ])
      ),
      (
        "tier_shares",
        .array(zip(tiers, tierShares).map { .object([("tier", .string($0)), ("share", .number($1))]) })
      ),
      ("not_rated", .number(notRated)), ("up", .number(up)), ("down", .number(down)),
    ])
  }
}
