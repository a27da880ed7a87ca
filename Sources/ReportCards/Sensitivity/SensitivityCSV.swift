import RatingRecord

/// A guild a line, in the order of guild_id bytes: how it fares over the variants.
public func sensitivityCSV(_ result: Sensitivity) -> [UInt8] {
  var bytes: [UInt8] = []
  let header =
    [
      "guild_id", "name", "rank", "score", "tier", "score_low", "score_median", "score_high", "rank_best", "rank_low",
      "rank_median", "rank_high", "rank_worst", "other_tier", "better_tier", "worse_tier",
    ] + result.programme.tiers.map { "share.\($0)" } + ["share.not_rated"]
  CSV.append(header.map { .text($0) }, to: &bytes)
  for guild in result.guilds {
    let ranks = guild.ranks
    var fields: [CSV.Field] = [
      .text(guild.guildID.description), .text(guild.name?.description), .integer(guild.rank.map(Int64.init)),
      .number(guild.score), .text(guild.tier), .number(guild.scores?.low), .number(guild.scores?.median),
      .number(guild.scores?.high),
    ]
    fields += [ranks.best, ranks.low, ranks.median, ranks.high, ranks.worst].map { .integer(Int64($0)) }
    fields += ([guild.flips, guild.up, guild.down] + guild.tierShares + [guild.notRated]).map { .number($0) }
    CSV.append(fields, to: &bytes)
  }
  return bytes
}
