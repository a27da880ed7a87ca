import ScorerKit

/// The comparison as `compare --format json` spells it: every key always present, in this order.
extension ProgrammeComparison {
  public static let schema = "guildmark/comparison/1"

  public var json: JSON {
    .object([
      ("schema", .string(ProgrammeComparison.schema)), ("before", before.json), ("after", after.json),
      ("changes_nothing", .bool(changesNothing)), ("parts", .array(parts.map(\.json))),
      ("months", .array(months.map(json))),
    ])
  }

  /// UTF-8, a guild a line.
  public var jsonBytes: [UInt8] {
    var bytes = json.bytes(expanding: 4)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private func json(of month: Month) -> JSON {
    let scores = month.scoreChanges
    return .object([
      ("month", .string(month.month.description)),
      ("tiers_before", .array(month.tiersBefore.map(json))), ("tiers_after", .array(month.tiersAfter.map(json))),
      ("moves", month.moves.json),
      (
        "scores",
        .object([
          ("guilds", .count(scores.guilds)), ("changed", .count(scores.changed)), ("mean", .optional(scores.mean)),
          ("least", .optional(scores.least)), ("most", .optional(scores.most)),
        ])
      ),
      ("rank_correlation", .optional(month.rankCorrelation) { $0.json }),
      ("migration", month.migration.json),
      ("incentives", .optional(month.incentives) { $0.json }), ("notes", .array(month.notes.map(JSON.string))),
      ("effects", .array(effects(in: month).map(\.json))),
      ("groups", .array(month.groups.map(\.json))),
      ("guilds", .elements(month.guilds.count) { json(of: month.guilds[$0], in: month) }),
    ])
  }

  private func json(of tier: ProgrammeSummary.Tier) -> JSON {
    .object([("name", .string(tier.name)), ("from", .number(tier.from))])
  }

  private func json(of guild: Guild, in month: Month) -> JSON {
    .object([
      ("guild_id", .text(guild.guildID)), ("name", .optional(guild.name, JSON.text)),
      (
        "groups",
        .array(guild.groups.map { .object([("attribute", .string($0.attribute)), ("value", .text($0.value))]) })
      ),
      ("before", .optional(guild.before) { $0.json(tiers: month.tiersBefore) }),
      ("after", .optional(guild.after) { $0.json(tiers: month.tiersAfter) }),
      ("move", .string(guild.move.rawValue)), ("score_change", .optional(guild.scoreChange.map(inPoints))),
      ("effects", .array(guild.effects.map(\.json))), ("cause", .string(cause(of: guild))),
    ])
  }
}

extension ProgrammeComparison.Side {
  fileprivate var json: JSON {
    .object([
      ("source", .string(source)), ("name", .string(name)), ("version", .integer(version)), ("digest", .string(digest)),
    ])
  }
}

extension ProgrammeComparison.Part {
  fileprivate var json: JSON {
    .object([
      ("kind", .string(kind.rawValue)), ("path", .string(path)), ("before", .optional(before)),
      ("after", .optional(after)), ("note", .optional(note)), ("words", .string(words)),
      ("also", .array(also.map(\.json))),
    ])
  }
}

extension ProgrammeComparison.Moves {
  fileprivate var json: JSON {
    .object([
      ("up", .count(up)), ("down", .count(down)), ("same", .count(same)), ("become_rated", .count(becomeRated)),
      ("become_unrated", .count(becomeUnrated)), ("unrated", .count(unrated)),
    ])
  }
}

extension RankCorrelation {
  fileprivate var json: JSON {
    .object([("guilds", .count(guilds)), ("spearman", .number(spearman)), ("kendall", .number(kendall))])
  }
}

extension ProgrammeComparison.Migration {
  fileprivate var json: JSON {
    func names(_ tiers: [String?]) -> JSON { .array(tiers.map { .optional($0) }) }
    return .object([
      ("before", names(before)), ("after", names(after)),
      ("counts", .array(counts.map { .array($0.map(JSON.count)) })),
    ])
  }
}

extension ProgrammeComparison.Incentives {
  fileprivate var json: JSON {
    .object([
      ("currency", .string(currency)), ("before", .optional(before) { $0.json }),
      ("after", .optional(after) { $0.json }), ("change", .number(change)), ("attributed", .bool(isAttributed)),
    ])
  }
}

extension ProgrammeComparison.PartFigures {
  fileprivate var json: JSON {
    .object([
      ("part", .count(part)), ("guilds", .count(guilds)), ("sum", .number(ProgrammeComparison.points(sum))),
      ("mean", .optional(mean)), ("largest", .number(largestPoints)), ("up", .count(up)), ("down", .count(down)),
      ("cancelled", .count(cancelled)), ("become_rated", .count(becomeRated)),
      ("become_unrated", .count(becomeUnrated)), ("granted", .number(ProgrammeComparison.money(granted))),
    ])
  }
}

extension ProgrammeComparison.GroupFigures {
  fileprivate var json: JSON {
    .object([
      ("attribute", .string(group.attribute)), ("value", .text(group.value)), ("guilds", .count(guilds)),
      ("rated", .count(rated)), ("mean_change", .optional(meanChange)),
      ("others_mean_change", .optional(othersMeanChange)), ("up", .count(up)), ("down", .count(down)),
      ("others_up", .count(othersUp)), ("others_down", .count(othersDown)), ("others_rated", .count(othersRated)),
      ("grant_change", .number(grantChange)), ("others_grant_change", .optional(othersGrantChange)),
      ("small", .bool(isSmall)),
    ])
  }
}

extension ProgrammeComparison.Standing {
  fileprivate func json(tiers: [ProgrammeSummary.Tier]) -> JSON {
    .object([
      ("score", .number(inPoints(score))), ("rank", .count(rank)), ("tier", .optional(tierName(in: tiers))),
      ("gates", .array(gates.map(JSON.string))), ("provisional", .bool(isProvisional)),
      ("granted", .number(ProgrammeComparison.money(granted))),
    ])
  }

  /// - Parameter tiers: of its side.
  public func tierName(in tiers: [ProgrammeSummary.Tier]) -> String? {
    tiers.indices.contains(tier) ? tiers[tier].name : nil
  }
}

extension ProgrammeComparison.Effect {
  /// In points, tiers and units of the currency; less than a tier where a part does it only together with others.
  fileprivate var json: JSON {
    .object([
      ("part", .count(part)), ("score", .number(ProgrammeComparison.points(score))),
      ("tier", .number(ProgrammeComparison.points(tier))), ("rated", .number(ProgrammeComparison.points(rated))),
      ("granted", .number(ProgrammeComparison.money(granted))),
    ])
  }
}
