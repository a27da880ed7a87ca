import RatingRecord

/// The bytes of `ratings.csv`: a guild a line, in the order of the record, with each scorer's points.
public func ratingsCSV(_ record: RatingRecord) -> [UInt8] {
  let header =
    ["guild_id", "name", "peer_group", "rank", "tier", "score", "flags", "gates", "broadcasters"]
    + record.coverage.map { "\($0.id).points" } + record.coverage.map { "\($0.id).contribution" }
    + ["incentives_earned", "incentives_granted", "score_low", "score_high", "tier_probability"]
    + ["tier_before", "tier_scored", "movement_rule", "score_before", "score_change"]
  let first = Array(CSV.line(header.map { .text($0) }).utf8)
  return record.guilds.reduce(into: first) { bytes, guild in bytes += CSV.line(fields(of: guild, in: record)).utf8 }
}

private func fields(of guild: GuildRating, in record: RatingRecord) -> [CSV.Field] {
  let results = record.coverage.map { summary in guild.scorers.first { $0.id == summary.id } }
  let kinds = guild.flags.map(\.kind.rawValue).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
  var fields: [CSV.Field] = [
    .text(guild.guildID.description), .text(guild.name?.description),
    .text(guild.peerGroup.attributes.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")),
    .integer(guild.rank.map(Int64.init)), .text(guild.tier), .number(guild.score),
    .text(kinds.joined(separator: "; ")),
    .text(guild.gates.filter { $0.fired == true }.map(\.name).joined(separator: "; ")),
    .integer(guild.broadcasters),
  ]
  fields += results.map { .number($0?.points) }
  fields += results.map { .number($0?.contribution) }
  fields += [.number(guild.incentives?.earned), .number(guild.incentives?.granted)]
  let interval = guild.knownInterval
  let probability = guild.tierProbabilities?.first { $0.tier == guild.earnedTier }?.probability
  fields += [.number(interval?.low), .number(interval?.high), .number(interval == nil ? nil : probability)]
  let (movement, before) = (guild.movement, guild.lastRated)
  return fields + [
    .text(before.tier), .text(movement?.scored), .text(movement?.rule.rawValue), .number(before.score),
    .number(guild.trend?.change?.points),
  ]
}
