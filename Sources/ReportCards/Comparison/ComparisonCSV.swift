import RatingRecord
import ScorerKit

/// The bytes of `compare --format csv`: a line a month and guild, of all guilds, changed or not, so that anything can be counted
/// anew. `move` is `up`, `down`, `same`, `becomes_rated`, `becomes_unrated` or `unrated`; groups have a column an attribute.
public func comparisonCSV(_ comparison: ProgrammeComparison) -> [UInt8] {
  let attributes = comparison.attributes
  let header =
    ["month", "guild_id", "name"] + attributes.map { "group.\($0)" }
    + ["move", "score_before", "score_after", "score_change", "rank_before", "rank_after", "tier_before", "tier_after"]
    + ["gates_before", "gates_after", "provisional_before", "provisional_after"]
    + ["granted_before", "granted_after", "cause"]
  var bytes: [UInt8] = []
  CSV.append(header.map { .text($0) }, to: &bytes)
  for month in comparison.months {
    for guild in month.guilds {
      CSV.append(fields(of: guild, in: month, attributes: attributes, comparison), to: &bytes)
    }
  }
  return bytes
}

/// The bytes of `compare --format effects`: a line a month, guild and part that does something to it. Effects on scores are in points and
/// add up to the change of the score; those on tiers in places, down is positive; those on what is granted in units of the currency.
public func comparisonEffectsCSV(_ comparison: ProgrammeComparison) -> [UInt8] {
  var bytes = Array("month,guild_id,kind,path,score,tier,rated,granted\n".utf8)
  for month in comparison.months {
    for guild in month.guilds {
      for effect in guild.effects where comparison.parts.indices.contains(effect.part) {
        let part = comparison.parts[effect.part]
        CSV.append(
          [
            .text(month.month.description), .text(guild.guildID.description), .text(part.kind.rawValue),
            .text(part.path), .number(ProgrammeComparison.points(effect.score)),
            .number(ProgrammeComparison.points(effect.tier)), .number(ProgrammeComparison.points(effect.rated)),
            .number(ProgrammeComparison.money(effect.granted)),
          ], to: &bytes)
      }
    }
  }
  return bytes
}

private func fields(
  of guild: ProgrammeComparison.Guild, in month: ProgrammeComparison.Month, attributes: [String],
  _ comparison: ProgrammeComparison
) -> [CSV.Field] {
  let (was, becomes) = (guild.before, guild.after)
  func gates(_ standing: ProgrammeComparison.Standing?) -> CSV.Field {
    .text(standing.map { $0.gates.joined(separator: "; ") })
  }
  func provisional(_ standing: ProgrammeComparison.Standing?) -> CSV.Field {
    .text(standing.map { $0.isProvisional ? "true" : "false" })
  }
  // Money where either programme grants any: an unrated guild is granted nothing.
  func granted(_ standing: ProgrammeComparison.Standing?, _ totals: IncentiveTotals?) -> CSV.Field {
    totals == nil ? .empty : .number(ProgrammeComparison.money(standing?.granted ?? 0))
  }
  let groups = attributes.map { name in
    CSV.Field.text(guild.groups.first { $0.attribute == name }?.value.description)
  }
  let decided: [CSV.Field] = [
    .text(guild.move.rawValue), .number(was.map { inPoints($0.score) }), .number(becomes.map { inPoints($0.score) }),
    .number(guild.scoreChange.map(inPoints)), .integer(was.map { Int64($0.rank) }),
    .integer(becomes.map { Int64($0.rank) }), .text(was?.tierName(in: month.tiersBefore)),
    .text(becomes?.tierName(in: month.tiersAfter)), gates(was), gates(becomes), provisional(was), provisional(becomes),
    granted(was, month.incentives?.before), granted(becomes, month.incentives?.after),
    .text(comparison.cause(of: guild)),
  ]
  return [.text(month.month.description), .text(guild.guildID.description), .text(guild.name?.description)] + groups
    + decided
}

extension ProgrammeComparison {
  /// What any guild is grouped by, in the order in which they come.
  fileprivate var attributes: [String] {
    var known: Set<String> = []
    return months.lazy.flatMap(\.guilds).flatMap(\.groups).map(\.attribute).filter { known.insert($0).inserted }
  }
}
