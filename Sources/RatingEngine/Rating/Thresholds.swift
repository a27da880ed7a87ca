import RatingProgramme
import RatingRecord
import Statistics

extension Programme {
  /// The programme with its tiers' thresholds: as written, or from the rated guilds' scores.
  ///
  /// The scores within Tukey's fences are divided into as many groups as there are tiers. A tier begins halfway between its group's
  /// lowest score and the highest of the group below, rounded up to 0.01. Fewer different scores than tiers fill the best tiers; those
  /// below begin at the scale's lower end too, so nobody is in them.
  ///
  /// - Parameter earlier: the tiers of the last published month, which thresholds stay near to where the programme says so.
  func withThresholds(from scores: () -> [Hundredths], earlier: [ProgrammeSummary.Tier]? = nil) -> Programme {
    guard thresholds == .clusters else { return self }
    let scores = scores().map(Double.init)
    let fences = tukeyFences(scores)
    let cuts = cluster(scores.filter { fences?.contains($0) == true }, into: tiers.count).cutPoints
    var programme = self
    for (tier, cut) in zip(tiers.indices, cuts.reversed()) {
      programme.tiers[tier].from = Hundredths(cut.rounded(.up))
    }
    // Other tiers than last month's have nothing to stay near to.
    if let step = movement?.thresholdStep, let earlier, earlier.map(\.name) == tiers.map(\.name) {
      for (tier, before) in zip(tiers.indices, earlier.map { hundredths($0.from) }) {
        programme.tiers[tier].from = min(before + step, max(before - step, programme.tiers[tier].from))
      }
    }
    return programme
  }
}
