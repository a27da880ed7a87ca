import RatingProgramme
import RatingRecord
import Statistics

extension Programme {
  /// The programme with its tiers' thresholds: as written, or from the rated guilds' scores.
  ///
  /// The scores within Tukey's fences are divided into as many groups as there are tiers. A tier begins halfway between its group's
  /// lowest score and the highest of the group below, rounded up to 0.01. Fewer different scores than tiers fill the best tiers; those
  /// below begin at the scale's lower end too, so nobody is in them.
  func withThresholds(from scores: () -> [Hundredths]) -> Programme {
    guard thresholds == .clusters else { return self }
    let scores = scores().map(Double.init)
    let fences = tukeyFences(scores)
    let cuts = cluster(scores.filter { fences?.contains($0) == true }, into: tiers.count).cutPoints
    var programme = self
    for (tier, cut) in zip(tiers.indices, cuts.reversed()) {
      programme.tiers[tier].from = Hundredths(cut.rounded(.up))
    }
    return programme
  }
}
