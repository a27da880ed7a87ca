import ScorerKit

extension Scorer {
  /// What random rows add up to, by guild: a tally of each kind that the scorer can come to.
  public static func randomTallies(
    rows: Int, guilds: Int32 = 3, using random: inout SeededGenerator
  ) throws -> [Tally] {
    let (scorer, window) = try (randomScorer(Self.self, using: &random), randomWindow(using: &random))
    let rows = RandomRow.some(rows, for: Self.self, guilds: guilds, in: window, using: &random)
    var tallies = Tallies<Tally>()
    for batch in RandomRow.batches(of: rows) { scorer.fold(batch, in: window, into: &tallies) }
    return (0..<guilds).map { tallies[$0] }
  }
}
