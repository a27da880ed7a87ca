import RatingProgramme
import RatingRecord

/// What sets a guild's score apart from that of a guild with the peers' median in every measure, measure by measure.
///
/// A measure's effect is what the score changes by as its value goes from the peers' median to the guild's own. With a weighted
/// mean that is weight × (points − the median's points), whatever the others are. With the other means it depends on where
/// they are: it is the mean of two, measures changing one after the other in the programme's order and in reverse. Either way
/// the effects add up to the whole difference.
struct PeerComparison {
  /// Of the guild with the medians.
  let score: Hundredths
  /// By scorer and measure, in hundredths of a point that add up to the guild's score less `score`; `nil` for what is not
  /// scored, has no value, or has too few peers to be compared with.
  let effects: [[Hundredths?]]

  /// - Parameters:
  ///   - own: the guild's score, before anything is added to what its scorers come to.
  ///   - medians: the peers' median, by scorer and measure; `nil` where too few have a value.
  /// - Returns: `nil` without anything to compare.
  init?(_ sheet: ScoreSheet, own: Hundredths, medians: [[Double?]]) {
    let rules = sheet.rules
    var places: [(scorer: Int, measure: Int)] = []
    var peers = sheet.points
    for scorer in rules.scorers.indices where rules.scorers[scorer].weight > 0 {
      for measure in rules.scorers[scorer].plans.indices {
        guard let plan = rules.scorers[scorer].plans[measure], sheet.points[scorer][measure] != nil,
          let median = medians[scorer][measure]
        else { continue }
        peers[scorer][measure] = plan.points(at: median)
        places.append((scorer, measure))
      }
    }
    guard !places.isEmpty, let base = sheet.score(ofPoints: peers) else { return nil }
    var changes = [Double](repeating: 0, count: places.count)
    for order in [Array(places.indices), places.indices.reversed()] {
      var (points, before) = (peers, base)
      for place in order {
        let (scorer, measure) = places[place]
        points[scorer][measure] = sheet.points[scorer][measure]
        let after = sheet.score(ofPoints: points) ?? before
        changes[place] += (after - before) / 2
        before = after
      }
    }
    score = hundredths(base)
    let shares = apportion(own - score, exact: changes.map { $0 * 100 })
    var effects: [[Hundredths?]] = sheet.points.map { $0.map { _ in nil } }
    for (place, share) in zip(places, shares) { effects[place.scorer][place.measure] = share }
    self.effects = effects
  }
}
