import ScorerKit

extension GuildRating {
  var json: JSON {
    .object([
      ("guild_id", .text(guildID)), ("name", .optional(name) { .text($0) }), ("peer_group", peerGroup.json),
      ("score", .optional(score)), ("interval", .optional(interval) { $0.json }), ("tier", .optional(tier)),
      (
        "tier_probabilities",
        .optional(tierProbabilities) { .object($0.map { ($0.tier, .number($0.probability)) }) }
      ),
      ("rank", .optional(rank.map(Int64.init))),
      (
        "flags",
        .array(flags.map { .object([("kind", .string($0.kind.rawValue)), ("reason", .string($0.reason))]) })
      ),
      ("gates", .array(gates.map(\.json))), ("scorers", .array(scorers.map(\.json))),
      ("improvements", .array(improvements.map(\.json))), ("incentives", .optional(incentives) { $0.json }),
      ("next_tier", .optional(nextTier) { $0.json }), ("broadcasters", .optional(broadcasters)),
      (
        "adjustments",
        .array(adjustments.map { .object([("points", .number($0.points)), ("reason", .text($0.reason))]) })
      ),
      ("consistency", .optional(consistency) { $0.json }), ("unrounded", .optional(unrounded)),
      ("peers_score", .optional(peersScore)), ("movement", .optional(movement) { $0.json }),
      ("trend", .optional(trend) { $0.json }), ("before_revision", .optional(beforeRevision) { $0.json }),
      ("exemptions", .optional(exemptions) { $0.json }),
    ])
  }
}

extension Consistency {
  var json: JSON {
    .object([("mean", .number(mean)), ("variance", .optional(variance)), ("bonus", .number(bonus))])
  }
}

extension PeerGroup {
  var json: JSON {
    .object([
      ("attributes", .object(attributes.map { ($0.name, .text($0.value)) })), ("guilds", .count(guilds)),
      ("fallback", .bool(isFallback)),
    ])
  }
}

extension GateResult {
  var json: JSON {
    .object([
      ("name", .string(name)), ("fired", .optional(fired, JSON.bool)), ("lowered", .bool(lowered)),
      ("cap", .string(cap)), ("reason", .optional(reason)),
      (
        "conditions",
        .array(
          conditions.map {
            .object([
              ("scorer", .string($0.scorer)), ("measure", .string($0.measure)), ("comparison", .string($0.comparison)),
              ("limit", .number($0.limit)), ("value", .optional($0.value)),
              ("sure", .optional($0.sure)), ("compared", .optional($0.compared)),
            ])
          })
      ),
    ])
  }
}

extension ScorerResult {
  var json: JSON {
    .object([
      ("id", .string(id)), ("points", .optional(points)), ("weight", .number(weight)),
      ("contribution", .optional(contribution)), ("neutral", .bool(isNeutral)),
      ("measures", .array(measures.map(\.json))),
    ])
  }
}

extension MeasureResult {
  var json: JSON {
    .object([
      ("id", .string(id)), ("part", .optional(part)), ("value", .optional(value)), ("never", .bool(isNever)),
      ("numerator", .optional(numerator)), ("denominator", .optional(denominator)),
      ("estimate", .optional(estimate)), ("interval", .optional(interval) { $0.json }), ("points", .optional(points)),
      ("weight", .number(weight)), ("peer_median", .optional(peers?.median)),
      ("peer_percentile", .optional(peers?.percentile)),
      (
        "peer_quartiles",
        .optional(peers) { .array([.optional($0.lowerQuartile), .optional($0.upperQuartile)]) }
      ),
      ("peer_guilds", .optional(peers.map { Int64($0.guilds) })), ("no_data", .optional(noData)),
      ("borrowed", .optional(borrowed)), ("effect", .optional(effect)),
      ("trend", .optional(trend) { $0.json }),
    ])
  }
}

extension Improvement {
  var json: JSON {
    .object([
      ("scorer", .string(scorer)), ("measure", .string(measure)), ("act", .string(act)), ("now", .optional(now)),
      ("after", .number(after)), ("basis", .string(basis.rawValue)), ("gain", .number(gain)),
      ("reaches", .optional(reaches)),
    ])
  }
}

extension NextTier {
  var json: JSON {
    .object([
      ("tier", .string(tier)), ("missing", .number(missing)), ("acts", .array(acts.map(\.json))),
      ("reachable", .bool(isReachable)), ("gates", .array(gates.map(JSON.string))),
    ])
  }
}

extension GuildIncentives {
  var json: JSON {
    .object([
      ("grants", .array(grants.map(\.json))), ("earned", .number(earned)), ("granted", .number(granted)),
    ])
  }
}

extension GuildIncentives.Grant {
  var json: JSON {
    .object([
      ("kind", .string(kind.rawValue)), ("rate", .optional(rate)), ("base", .optional(base)),
      ("earned", .optional(earned)), ("granted", .optional(granted)), ("note", .optional(note)),
    ])
  }
}
