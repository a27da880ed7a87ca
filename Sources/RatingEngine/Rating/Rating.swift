import RatingProgramme
import RatingRecord
import ScorerKit

/// The second half of the way: from every guild's estimates to the record. Small, pure, and all guilds at once.
///
/// - Parameters:
///   - history: what earlier published months say: what movement, trends and bonuses for growth go by.
///   - tool: the version that is written into the record.
///   - threads: how many take turns at the guilds; the record is the same for any number.
/// - Throws: `EngineError.unusableEvidence` where the figures behind an estimate are absurd.
/// - Complexity: O(guilds × measures × (log guilds + draws)).
public func rate(
  _ month: MeasuredMonth, by programme: Programme, after history: History = .none, tool: Tool, threads: Int = 1
) throws(EngineError) -> RatingRecord {
  let places = Rulebook(programme)
  let groups = PeerGroups(of: month, by: programme.peers)
  let inferred = try month.inferred(Array(places.scorers.indices), places, groups, threads: threads)
  let grounds = Grounds(
    month, places, groups,
    scorers: inferred.enumerated().map { ScorerGrounds(month, scorer: $0, places, groups, inferences: $1) })
  let past = Past(history, places, month: month.month)
  let ruling = Ruling(programme, on: grounds, earlier: past.history.months.last?.programme.tiers)
  let peers = grounds.scorers.map { scorer in
    PeerTable(groups, lists: scorer.inferences.count) { scorer.values[$0][$1] }
  }
  let drawing = Drawing(correlations: grounds.correlations(places, threads: threads))
  let ratings = concurrently(month.guilds.count, threads: threads) { place in
    GuildRater(
      rules: ruling.rules[place], guild: month.guilds[place], sheet: ruling.sheet(place),
      inferences: grounds.inferences(of: place), drawing: drawing, group: groups.groups[place], past: past
    ) { scorer, measure in peers[scorer].values(for: place, measure) }.rating
  }
  var record = RatingRecord(
    tool: tool, programme: summary(of: programme, tiers: ruling.rules.programme.tiers), month: month.month,
    window: WindowSummary(Window(months: programme.window, endingWith: month.month)), status: .draft,
    inputs: month.inputs, corrections: month.corrections,
    exemptions: month.exemptions, coverage: coverage(places, grounds),
    guilds: ranked(ratings))
  grantIncentives(to: &record, grossDue: month.guilds.map(\.grossDue), by: programme)
  return record
}

/// Ranks by score: equal scores share one (1, 1, 3), and unrated guilds have none.
private func ranked(_ ratings: [GuildRating]) -> [GuildRating] {
  zip(ratings, ranks(of: ratings.map { $0.score.map(hundredths) })).map { rating, rank in
    var rating = rating
    rating.rank = rank
    return rating
  }
}

/// By guild: 1 is the best score; `nil` without one.
func ranks(of scores: [Hundredths?]) -> [Int?] {
  var rank: [Hundredths: Int] = [:]
  for (place, score) in scores.compactMap(\.self).sorted(by: >).enumerated() where rank[score] == nil {
    rank[score] = place + 1
  }
  return scores.map { score in score.flatMap { rank[$0] } }
}

private func summary(of programme: Programme, tiers: [Programme.Tier]) -> ProgrammeSummary {
  ProgrammeSummary(
    name: programme.name, version: programme.version, digest: programme.digest, currency: programme.currency,
    combine: programme.combine.rawValue, missing: programme.missing.rawValue, groupBy: programme.peers.groupBy,
    peersAtLeast: programme.peers.atLeast, broadcastersAtLeast: programme.evidence.broadcasters,
    scorersAtLeast: programme.evidence.scorers,
    evidence: EvidenceSummary(
      confidence: Double(programme.evidence.confidence) / 1_000_000, shrinkTo: programme.evidence.shrinkTo.rawValue,
      scoreOn: programme.evidence.scoreOn.rawValue, draws: Drawing.draws),
    tiers: tiers.map { .init(name: $0.name, from: inPoints($0.from)) },
    contestHow: programme.contest?.how, contestWithin: programme.contest?.within,
    scale: .init(from: programme.scale.lowest, to: programme.scale.highest),
    rounding: inPoints(programme.rounding ?? 1), movement: programme.movement.map(MovementSummary.init),
    corrections: programme.publication.corrections,
    appeals: programme.publication.appeals.map {
      AppealRules(within: $0.within, decideWithin: $0.decideWithin, to: $0.to)
    })
}

private func coverage(_ rules: Rulebook, _ grounds: Grounds) -> [ScorerCoverage] {
  let month = grounds.month
  return rules.scorers.enumerated().map { number, scorer in
    let kind = type(of: scorer.plan.scorer)
    let measureWeight = scorer.plans.reduce(0) { $0 + ($1?.weight ?? 0) }
    return ScorerCoverage(
      id: kind.id, title: kind.title, summary: kind.summary, version: kind.version, weight: scorer.weight,
      window: WindowSummary(Window(months: scorer.plan.window, endingWith: month.month)),
      guildsWithData: grounds.scorers[number].values.count { values in
        scorer.plans.indices.contains { scorer.plans[$0] != nil && values[$0] != nil }
      },
      noData: month.absent[number],
      measures: scorer.measures.indices.map { place in
        let (measure, plan) = (scorer.measures[place], scorer.plans[place])
        return MeasureSummary(
          id: measure.id, title: scorer.titles[place], unit: measure.unit,
          direction: measure.direction, kind: measure.kind,
          weight: (plan?.weight ?? 0) / measureWeight, curve: plan?.rule,
          target: plan?.rule.fixed == nil ? nil : scorer.targets[place], playbook: measure.playbook,
          designEffect: month.designEffects[scorer.plan.id]?[measure.id])
      })
  }
}

extension MovementSummary {
  init(_ movement: Programme.Movement) {
    self.init(
      promoteAfter: movement.promoteAfter, demoteAfter: movement.demoteAfter, atMost: movement.atMost,
      cushion: inPoints(movement.cushion), grace: movement.grace, thresholdStep: movement.thresholdStep.map(inPoints))
  }
}

extension WindowSummary {
  init(_ window: Window) {
    self.init(
      months: window.months, from: Calendar.text(ofDay: window.start), to: Calendar.text(ofDay: window.end))
  }
}
