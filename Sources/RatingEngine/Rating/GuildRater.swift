import RatingProgramme
import RatingRecord
import ScorerKit

/// Makes one guild's part of the record.
struct GuildRater {
  let rules: Rulebook
  let guild: MeasuredGuild
  let sheet: ScoreSheet
  /// By scorer and measure.
  let inferences: [[Inference?]]
  let drawing: Drawing
  let group: PeerGroup
  let past: Past
  /// The values of the guild's peers, by scorer and measure.
  let peers: (_ scorer: Int, _ measure: Int) -> SortedValues

  private var programme: Programme { rules.programme }

  var rating: GuildRating {
    let rateability = Rateability(rules: rules, guild: guild, sheet: sheet)
    let unrated = rateability.unratedReasons
    let outcome = sheet.outcome
    let isRated = unrated.isEmpty && outcome.score != nil
    let advice = Advice(guild: guild, sheet: sheet, peers: peers)
    let drawn = isRated ? drawing.result(of: guild.guild.id, sheet, inferences) : nil
    let comparison =
      isRated
      ? outcome.reckoned.flatMap {
        PeerComparison(sheet, own: hundredths(Reckoned.points($0.combined)), medians: peerMedians)
      } : nil
    let move = isRated ? past.mover?.move(guild.guild, outcome, by: rules) : nil
    let tier = isRated ? move?.tier ?? outcome.tier : nil
    let findings = past.trends?.findings(
      of: guild.guild.id, score: isRated ? outcome.score : nil, interval: drawn?.interval, sheet: sheet,
      inferences: inferences)
    return GuildRating(
      guildID: guild.guild.id, name: guild.guild.name, peerGroup: group,
      score: isRated ? outcome.score.map(inPoints) : nil, interval: drawn?.interval,
      tier: tier.map { programme.tiers[$0].name },
      tierProbabilities: drawn.map { drawn in
        zip(programme.tiers, drawn.probabilities).map { TierProbability(tier: $0.name, probability: $1) }
      },
      flags: unrated.map { Flag(kind: .unrated, reason: $0) } + (isRated ? rateability.provisionalReasons : [])
        + thinMeasures
        + (drawn.flatMap { coinToss($0, outcome) }.map { [$0] } ?? [])
        + (findings?.trend.change?.flag.map { [$0] } ?? []),
      gates: gates(outcome, isRated: isRated),
      scorers: scorers(outcome, comparison, findings?.measures, isRated: isRated),
      improvements: isRated ? advice.improvements : [],
      nextTier: isRated ? advice.nextTier : nil, broadcasters: guild.broadcasters,
      adjustments: guild.adjustments.map { .init(points: Reckoned.points($0.points), reason: $0.reason) },
      consistency: isRated ? outcome.reckoned?.consistency.map(Consistency.init) : nil,
      unrounded: isRated && programme.hasReckoning ? outcome.reckoned.map { Reckoned.points($0.sum) } : nil,
      peersScore: comparison.map { inPoints($0.score) }, movement: move?.movement, trend: findings?.trend,
      exemptions: guild.exemptions)
  }

  /// The median of each measure over the peers, of enough of them.
  private var peerMedians: [[Double?]] {
    rules.scorers.indices.map { scorer in
      rules.scorers[scorer].measures.indices.map { measure in
        let values = peers(scorer, measure)
        return values.count >= Advice.fewestPeers ? values.quantile(0.5) : nil
      }
    }
  }

  /// That another tier than the guild's is nearly as likely, or likelier. Where the cautious end of every interval is scored
  /// the tier is meant to be lower than what is likeliest.
  private func coinToss(_ drawn: Drawing.Result, _ outcome: ScoreSheet.Outcome) -> Flag? {
    guard programme.evidence.scoreOn == .estimate, let tier = outcome.tier else { return nil }
    let others = drawn.probabilities.indices.filter { $0 != tier }
    guard let other = others.max(by: { drawn.probabilities[$0] < drawn.probabilities[$1] }),
      drawn.probabilities[other] >= GuildRater.coinToss
    else { return nil }
    func said(_ tier: Int) -> String {
      "\(programme.tiers[tier].name) \(decimal(drawn.probabilities[tier] * 100, places: 0))\u{A0}%"
    }
    let isLikelier = drawn.probabilities[other] > drawn.probabilities[tier] + 0.2
    let own = past.mover == nil ? "The tier" : "The tier that the score earns"
    return Flag(
      kind: .coinToss,
      reason: (isLikelier ? "Another tier is likelier" : "\(own) is close to a coin toss")
        + ": \(said(tier)), \(said(other)).")
  }

  /// How likely another tier is at least, for the guild's own to be called a coin toss.
  private static let coinToss = 0.4

  private var thinMeasures: [Flag] {
    zip(rules.scorers, guild.scorers).flatMap { scorer, measures in
      measures.filter { $0.estimate?.flags.contains(.thin) == true }.map { measured in
        let title = scorer.place(of: measured.measure).map { scorer.titles[$0] } ?? measured.measure.title
        return Flag(
          kind: .thin, reason: "\(title): at some stage of that time no broadcaster was there to be observed.")
      }
    }
  }

  private func gates(_ outcome: ScoreSheet.Outcome, isRated: Bool) -> [GateResult] {
    zip(rules.gates, outcome.gates).enumerated().map { gate, result in
      let (rule, fired) = result
      return GateResult(
        name: rule.gate.name, fired: fired,
        lowered: isRated && fired == true && outcome.earnedTier.map { $0 < rule.gate.cap } ?? false,
        cap: programme.tiers[rule.gate.cap].name, reason: rule.gate.reason,
        conditions: rule.conditions.enumerated().map { place, condition in
          let (scorer, measure, condition) = condition
          let value = sheet.values[scorer][measure]
          return .init(
            scorer: condition.scorer, measure: condition.measure, comparison: condition.comparison.rawValue,
            limit: condition.limit, value: value.flatMap { $0.isFinite ? $0 : nil },
            sure: condition.sure.map { Double($0) / 1_000_000 },
            compared: condition.sure == nil
              ? nil
              : value.flatMap { sheet.leanings.compared($0, gate: gate, condition: place) }.flatMap {
                $0.isFinite ? $0 : nil
              }
          )
        })
    }
  }

  private func scorers(
    _ outcome: ScoreSheet.Outcome, _ comparison: PeerComparison?, _ trends: [[MeasureTrend]]?, isRated: Bool
  ) -> [ScorerResult] {
    let weights = sheet.weights(of: outcome)
    let contributions = outcome.reckoned.map { reckoned in
      // Of a weighted mean these are its terms. The other means have none, so the score is divided in the same proportion.
      let terms = weights.indices.map { weights[$0] * (outcome.scorers[$0] ?? 0) }
      return programme.hasReckoning
        ? apportion(reckoned.combined, inProportionTo: terms).map(Reckoned.points)
        : apportion(reckoned.score, inProportionTo: terms).map(inPoints)
    }
    return rules.scorers.indices.map { scorer in
      let hasPart = isRated && outcome.scorers[scorer] != nil
      return ScorerResult(
        id: rules.scorers[scorer].plan.id, points: outcome.scorers[scorer].map(shown),
        weight: hasPart ? weights[scorer] : 0,
        contribution: hasPart ? contributions?[scorer] : nil,
        isNeutral: outcome.scorers[scorer] != nil && sheet.ownPoints[scorer] == nil,
        measures: measures(ofScorer: scorer, comparison, trends?[scorer]))
    }
  }

  /// A scorer's points to as many decimals as the record has: those it enters the score with, or six.
  private func shown(_ points: Double) -> Double {
    programme.rounding == nil ? points : Double((billionths(points) + 500) / 1000) / 1_000_000
  }

  private func measures(
    ofScorer scorer: Int, _ comparison: PeerComparison?, _ trends: [MeasureTrend]?
  ) -> [MeasureResult] {
    let weights = sheet.weights(inScorer: scorer)
    return guild.scorers[scorer].compactMap { measured in
      guard let place = rules.scorers[scorer].place(of: measured.measure) else { return nil }
      let value = measured.estimate?.value
      let inference = measured.estimate?.part == nil ? inferences[scorer][place] : nil
      return MeasureResult(
        id: measured.measure.id, part: measured.estimate?.part, value: value.flatMap { $0.isFinite ? $0 : nil },
        isNever: value == .infinity, numerator: measured.estimate?.numerator,
        denominator: measured.estimate?.denominator,
        estimate: inference.map(\.estimate).flatMap { $0.isFinite ? $0 : nil },
        interval: inference?.interval, points: sheet.points[scorer][place],
        weight: weights[place], peers: figures(measured, scorer: scorer, measure: place), noData: measured.noData,
        borrowed: inference.flatMap { $0.posterior.isKnown ? $0.borrowed : nil },
        effect: comparison?.effects[scorer][place].map(inPoints),
        trend: measured.measure.kind == .breakdown ? nil : trends?[place])
    }
  }

  private func figures(_ measured: Measured, scorer: Int, measure: Int) -> PeerFigures? {
    let values = peers(scorer, measure)
    guard measured.measure.kind != .breakdown, values.count > 0 else { return nil }
    func finite(_ share: Double) -> Double? {
      let value = values.quantile(share)
      return value.isFinite ? value : nil
    }
    return PeerFigures(
      guilds: values.count, lowerQuartile: finite(0.25), median: finite(0.5), upperQuartile: finite(0.75),
      percentile: measured.estimate?.value.map { values.standing(of: $0, measured.measure.direction) })
  }
}

extension Consistency {
  fileprivate init(_ reckoned: ReckonedConsistency) {
    func number(_ millionths: Int64) -> Double { Double(millionths) / 1_000_000 }
    self.init(
      mean: number(reckoned.mean), variance: reckoned.variance.map(number), bonus: number(reckoned.bonus))
  }
}
