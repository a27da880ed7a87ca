import RatingProgramme
import RatingRecord
import ScorerKit
import Statistics

/// Rates a month by variants of a programme, and says what becomes of ranks and tiers.
struct Experiment: Sendable {
  let choices: Choices
  let variation: Variation
  let month: Month
  let hasNoEvents: Bool
  /// In the order of guild_id bytes.
  let guilds: [Guild]
  let tool: Tool
  let threads: Int
  /// What a programme decides; asked from several threads.
  let decide: @Sendable (Programme) throws -> Standings

  /// Of guilds times variants: nine bytes each come to 3.6 GB.
  static let mostStandings = 400_000_000
  private static let resamples = 1000
  private static let confidence = 0.9

  /// What random numbers are drawn for.
  private enum Purpose: UInt32 {
    case scrambling = 1
    case resampling
  }

  private func random(for purpose: Purpose) -> CounterRandom {
    // The two halves of the seed stay apart for either purpose.
    let low = UInt32(truncatingIfNeeded: variation.seed)
    let high = UInt32(truncatingIfNeeded: variation.seed >> 32)
    let words = CounterRandom(key: (low, high)).block(purpose.rawValue)
    return CounterRandom(key: (words.0, words.1))
  }

  /// - Throws: `VaryingError`, and what deciding throws.
  /// - Complexity: as many decisions as there are variants; memory of nine bytes a guild and variant.
  func sensitivity() throws -> Sensitivity {
    let programme = choices.programme
    let (design, names) = try design()
    let most = Experiment.mostStandings / max(1, guilds.count)
    guard design.count <= most else {
      let row = design.count / design.rows
      throw VaryingError.tooManyVariants(design.count, guilds: guilds.count, most: most / row * row)
    }
    let written = try decide(programme)
    let variants = try standings(of: (0..<design.count).map { choices.programme(at: design.point($0)) })
    let trials = Trials(written: written, variants: variants, tierCount: programme.tiers.count)
    let removals = Removals(programme)
    let removed = try concurrently(removals.programmes.count, threads: threads) { place in
      let (name, without) = removals.programmes[place]
      return Sensitivity.Removal(
        name, try decide(without), next: written, rated: trials.rated, guilds: guilds)
    }
    let tiers = programme.tiers.map(\.name)
    return Sensitivity(
      tool: tool,
      programme: .init(
        name: programme.name, version: programme.version, digest: programme.digest, tiers: tiers),
      month: month, hasNoEvents: hasNoEvents,
      design: .init(
        variants: design.count, rows: design.rows, seed: variation.seed, by: variation.factor,
        confidence: Experiment.confidence, resamples: Experiment.resamples, tail: Trials.tail),
      varied: choices.varied.map(\.choice), notVaried: choices.omissions, overall: trials.overall,
      effects: effects(design, names, trials), removals: removed, notRemoved: removals.omissions,
      guilds: concurrently(guilds.count, threads: threads) { trials.guild($0, guilds[$0], tiers: tiers) })
  }

  /// How many programmes with the same windows one thread takes at a time.
  private static let piece = 16

  /// What each of the programmes decides. A thread takes programmes with the same windows, as they share much that need not be kept
  /// for long.
  private func standings(of programmes: [Programme]) throws -> [Standings] {
    let alike = Dictionary(grouping: programmes.indices) { programmes[$0].scorers.map(\.window) }
    let pieces = alike.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { _, places in
      stride(from: 0, to: places.count, by: Experiment.piece).map {
        Array(places[$0..<min(places.count, $0 + Experiment.piece)])
      }
    }
    let decided = try concurrently(pieces.count, threads: threads) { piece in
      try pieces[piece].map { ($0, try decide(programmes[$0])) }
    }
    return decided.joined().sorted { $0.0 < $1.0 }.map(\.1)
  }

  /// The design, and its factors' names.
  private func design() throws -> (SaltelliDesign, names: [String]) {
    let varied = choices.varied
    guard !varied.isEmpty else { throw VaryingError.nothingToVary(choices.omissions) }
    guard varied.count <= SaltelliDesign.mostColumns else {
      throw VaryingError.tooManyChoices(varied.count, most: SaltelliDesign.mostColumns)
    }
    let factors: [(name: String, columns: [Int])] =
      switch variation.factor {
      case .choice: varied.enumerated().map { ($1.choice.name, [$0]) }
      case .kind:
        Sensitivity.Kind.allCases.map { kind in
          (kind.rawValue, varied.indices.filter { varied[$0].choice.kind == kind })
        }.filter { !$0.1.isEmpty }
      }
    let points = factors.count + 2
    let rows = max(1, (variation.variants + points - 1) / points)
    let design = SaltelliDesign(
      rows: rows, factors: factors.map(\.columns), random: random(for: .scrambling))
    return (design, factors.map(\.name))
  }

  private func effects(_ design: SaltelliDesign, _ names: [String], _ trials: Trials) -> [Sensitivity.Effect] {
    let (ranks, tiers) = (indices(design, trials.rankChanges), indices(design, trials.tierChanges))
    return names.enumerated().map { .init(name: $1, ranks: ranks?[$0], tiers: tiers?[$0]) }
  }

  /// By factor; `nil` where the output does not vary.
  private func indices(_ design: SaltelliDesign, _ values: [Double]) -> [Sensitivity.Indices]? {
    let outputs = design.outputs(values)
    guard let indices = outputs.indices else { return nil }
    let intervals =
      design.rows < Sensitivity.Design.fewestRows
      ? nil
      : outputs.intervals(
        samples: Experiment.resamples, confidence: Experiment.confidence, drawnBy: random(for: .resampling))
    return indices.first.indices.map { factor in
      .init(
        first: .init(value: indices.first[factor], interval: intervals?.first[factor]),
        total: .init(value: indices.total[factor], interval: intervals?.total[factor]))
    }
  }
}
