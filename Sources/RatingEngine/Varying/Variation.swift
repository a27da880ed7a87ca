import RatingRecord

/// How far the choices of a programme are varied, and how often.
public struct Variation: Sendable {
  /// What is varied at all.
  public var kinds: Set<Sensitivity.Kind>
  /// A weight is multiplied by 1 less this to 1 and this; above 0, below 1.
  public var weights: Double
  /// So are the distances between a curve's values; above 0, below 1.
  public var curves: Double
  /// Months that a scorer may look at, besides those it does; each 1 to 240.
  public var windows: [Int]
  /// About how many programmes are rated; at least 1.
  public var variants: Int
  /// What indices are told of.
  public var factor: Sensitivity.Factor
  public var seed: UInt64

  public init(
    kinds: Set<Sensitivity.Kind> = Set(Sensitivity.Kind.allCases), weights: Double = 0.25, curves: Double = 0.25,
    windows: [Int] = [1, 2, 3], variants: Int = 1000, factor: Sensitivity.Factor = .choice, seed: UInt64 = 1
  ) {
    (self.kinds, self.weights, self.curves, self.windows) = (kinds, weights, curves, windows)
    (self.variants, self.factor, self.seed) = (variants, factor, seed)
  }
}

/// Why a programme's choices can't be varied.
public enum VaryingError: Error, Sendable, Equatable, CustomStringConvertible {
  case nothingToVary([Sensitivity.Omission])
  case tooManyChoices(Int, most: Int)
  case tooManyVariants(Int, guilds: Int, most: Int)

  public var description: String {
    switch self {
    case .nothingToVary(let omissions):
      let reasons = omissions.map { "\n  \(printable($0.name)): \($0.reason)" }
      return "the programme leaves nothing to vary" + reasons.joined()
    case .tooManyChoices(let count, let most):
      return "the programme has \(count) choices, and \(most) at most can be varied at once; leave some kinds out"
    case .tooManyVariants(let count, let guilds, let most):
      return
        "\(guilds) guilds rated by \(count) variants are more than are held in memory, which is "
        + "\(Experiment.mostStandings) ratings of a guild; "
        + (most > 0 ? "ask for \(most) variants at most" : "leave some kinds out, or tell choices apart by kind")
    }
  }
}
