import RatingProgramme
import RatingRecord
import ScorerKit

/// The step *recommend* for one guild: which changes are worth most, and what the next tier takes.
///
/// A change is priced by rating the guild again with the value it makes: for a weighted mean that is
/// weight × (curve(after) − curve(now)), up to the rounding of scores (Lighthouse prices its advice so).
struct Advice {
  let guild: MeasuredGuild
  let sheet: ScoreSheet
  /// The values of the guild's peers, by scorer and measure.
  let peers: (_ scorer: Int, _ measure: Int) -> SortedValues

  let levers: [Lever]

  /// Peers' figures are withheld below this many guilds, so that no guild's own can be told from them.
  static let fewestPeers = 5
  static let mostImprovements = 3

  let outcome: ScoreSheet.Outcome
  var rules: Rulebook { sheet.rules }

  init(
    guild: MeasuredGuild, sheet: ScoreSheet, peers: @escaping (_ scorer: Int, _ measure: Int) -> SortedValues
  ) {
    self.guild = guild
    self.sheet = sheet
    self.peers = peers
    outcome = sheet.outcome
    levers = Advice.levers(of: guild, sheet)
  }

  /// A measure that could do better.
  struct Lever {
    let scorer: Int
    let measure: Int
    let estimate: Estimate
    /// The value that earns all the points there are; `nil` where it is only shown, and matters for a gate.
    let target: Double?
    /// Infinite where it is never reached.
    let now: Double
    /// Where the way to the target begins: now, or what another act has already brought it to.
    var start: Double
  }

  private static func levers(of guild: MeasuredGuild, _ sheet: ScoreSheet) -> [Lever] {
    let rules = sheet.rules
    return rules.scorers.indices.flatMap { scorer in
      rules.scorers[scorer].measures.indices.compactMap { measure -> Lever? in
        guard rules.scorers[scorer].weight > 0, let now = sheet.values[scorer][measure],
          let target = rules.scorers[scorer].targets[measure],
          rules.scorers[scorer].measures[measure].isBetter(target, than: now),
          let estimate = guild.estimate(scorer: scorer, rules.scorers[scorer].measures[measure].id)
        else { return nil }
        return Lever(scorer: scorer, measure: measure, estimate: estimate, target: target, now: now, start: now)
      }
    }
  }

  func kind(of lever: Lever) -> Measure { rules.scorers[lever.scorer].measures[lever.measure] }

  /// The changes worth most, each to what the better quarter of the peers reach, or else to the next point of its curve.
  var improvements: [Improvement] {
    let priced = levers.compactMap { lever -> Offer? in
      let (wanted, basis) = reachable(lever)
      return wanted.flatMap { offer(lever, to: $0, basis: basis) }
    }
    // Sorting is stable, so equal gains stay in the programme's order.
    return priced.filter { $0.gain > 0 }.sorted { $0.gain > $1.gain }.prefix(Advice.mostImprovements).map(said)
  }

  private func reachable(_ lever: Lever) -> (Double?, Improvement.Basis) {
    let (measure, now) = (kind(of: lever), points(of: lever, at: lever.now))
    let values = peers(lever.scorer, lever.measure)
    if values.count >= Advice.fewestPeers {
      let quartile = values.quantile(measure.direction == .higher ? 0.75 : 0.25)
      if quartile.isFinite, points(of: lever, at: quartile) > now, measure.isBetter(quartile, than: lever.now) {
        return (quartile, .peers)
      }
    }
    let next = plan(of: lever)?.curve.milestones(of: measure, on: rules.programme.scale).first {
      measure.isBetter($0, than: lever.now) && points(of: lever, at: $0) > now
    }
    return (next, .curve)
  }

  /// A change with its price.
  struct Offer {
    let lever: Lever
    let change: Change
    let basis: Improvement.Basis
    /// Billionths of a point, before the score is rounded.
    let gain: Int64
    /// The place of the tier it would earn, where that is a better one.
    let reaches: Int?
  }

  /// `nil` where nothing need change.
  func offer(_ lever: Lever, to wanted: Double, basis: Improvement.Basis) -> Offer? {
    guard let change = Change(to: wanted, from: lever.estimate, of: kind(of: lever)) else { return nil }
    let after = sheet.replacing(scorer: lever.scorer, measure: lever.measure, by: change.after).outcome
    guard let reckoned = outcome.reckoned, let newlyReckoned = after.reckoned, let tier = outcome.tier,
      let newTier = after.tier
    else {
      return nil
    }
    return Offer(
      lever: lever, change: change, basis: basis, gain: newlyReckoned.kept - reckoned.kept,
      reaches: newTier < tier ? newTier : nil)
  }

  /// An offer in words.
  func said(_ offer: Offer) -> Improvement {
    let (lever, scorer) = (offer.lever, rules.scorers[offer.lever.scorer])
    let measure = kind(of: lever)
    return Improvement(
      scorer: scorer.plan.id, measure: measure.id,
      act: offer.change.act(
        of: measure, settings: scorer.settings, estimate: lever.estimate, currency: rules.programme.currency),
      now: lever.now.isFinite ? lever.now : nil, after: offer.change.after, basis: offer.basis,
      gain: Reckoned.points(offer.gain), reaches: offer.reaches.map { rules.programme.tiers[$0].name })
  }

  private func plan(of lever: Lever) -> ScoredMeasure? { rules.scorers[lever.scorer].plans[lever.measure] }

  private func points(of lever: Lever, at value: Double) -> Double {
    plan(of: lever).map { $0.points(at: sheet.leanings.scored(value, lever.scorer, lever.measure)) } ?? 0
  }
}

extension MeasuredGuild {
  /// A measure's first estimate.
  func estimate(scorer: Int, _ measure: String) -> Estimate? {
    scorers[scorer].first { $0.measure.id == measure }?.estimate
  }
}

extension Measure {
  fileprivate func isBetter(_ value: Double, than other: Double) -> Bool {
    direction == .higher ? value > other : value < other
  }
}
