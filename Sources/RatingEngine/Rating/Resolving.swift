import RatingProgramme
import RatingRecord
import ScorerKit
import Statistics

/// A scored measure with the curve that one comparison's guilds are scored by. An object, as every guild's sheet asks for each.
final class ScoredMeasure: Sendable {
  let measure: Measure
  let weight: Double
  let scale: Programme.Scale
  /// How the curve was found.
  let rule: CurveRule
  let curve: Curve
  /// The value that earns all the points there are; `nil` where it would give away what fewer than five peers have.
  let target: Double?

  /// - Parameter peers: the values of the guilds that are compared.
  init(_ measure: Measure, weight: Double, _ rule: CurveRule, scale: Programme.Scale = .standard, peers: SortedValues) {
    self.measure = measure
    self.weight = weight
    self.rule = rule
    self.scale = scale
    curve = rule.resolved(against: peers, for: measure, on: scale)
    let isTelling = rule.fixed == nil && peers.count < Advice.fewestPeers
    target = isTelling ? nil : curve.target(of: measure, on: scale)
  }
}

/// The programme as each comparison's guilds are rated by it: curves against peers drawn, thresholds found.
struct Rulebooks: Sendable {
  /// With the tiers' thresholds.
  let programme: Programme
  private let groups: PeerGroups
  private let peers: [PeerTable]
  private let books: [Rulebook]

  /// - Parameter peers: by scorer, the values as they are scored.
  init(_ programme: Programme, _ groups: PeerGroups, _ peers: [PeerTable]) {
    self.programme = programme
    self.groups = groups
    self.peers = peers
    let isAlike = programme.scorers.allSatisfy { $0.measures.allSatisfy { $0.curve.fixed != nil } }
    let whole = Rulebook(programme)
    books = groups.comparisons.indices.map { comparison in
      isAlike ? whole : Rulebook(programme) { peers[$0].values(ofComparison: comparison, $1) }
    }
  }

  /// The same with the tiers' thresholds, for which guilds are scored a first time.
  ///
  /// - Parameter earlier: the tiers of the last published month.
  func withThresholds(from scores: () -> [Hundredths], earlier: [ProgrammeSummary.Tier]?) -> Rulebooks {
    let found = programme.withThresholds(from: scores, earlier: earlier)
    return found.tiers == programme.tiers ? self : Rulebooks(found, groups, peers)
  }

  /// That of a guild, by its place.
  subscript(guild: Int) -> Rulebook { books[groups.comparison[guild]] }
}

extension CurveRule {
  /// The curve through what the peers have. It meets every peer's points; between two peers it goes in a straight line, or in steps
  /// for clusters, so that what another value would earn can be said.
  ///
  /// - Complexity: O(peers), of clusters O(k · peers · log peers).
  func resolved(
    against peers: SortedValues, for measure: Measure, on scale: Programme.Scale = .standard
  ) -> Curve {
    let drawing = PeerCurve(peers, measure, most: scale.highest)
    return switch self {
    case .fixed(let curve): curve
    case .percentile: drawing.percentile
    case .zscore(let mean, let deviation, let share): drawing.zscore(mean, deviation, winsorise: share)
    case .minmax(let share): drawing.minmax(winsorise: share)
    case .clusters(let points): drawing.clusters(points)
    }
  }
}

/// Draws curves through peers' values.
private struct PeerCurve {
  let measure: Measure
  /// Ascending.
  let finite: [Double]
  /// How many values are never reached; they are the worst.
  let never: Int
  /// The scale's upper end.
  let most: Double

  init(_ peers: SortedValues, _ measure: Measure, most: Double) {
    self.measure = measure
    self.most = most
    finite = peers.ascending.filter(\.isFinite)
    never = peers.count - finite.count
  }

  private var isHigherBetter: Bool { measure.direction == .higher }

  /// The same points for all that have any value; for nobody, no curve at all.
  private func level(_ points: Double) -> Curve { .points(finite.first.map { [.init($0, points)] } ?? []) }

  var percentile: Curve {
    var anchors: [Curve.Anchor] = []
    var first = 0
    while first < finite.count {
      let value = finite[first]
      var end = first + 1
      while end < finite.count, finite[end] == value { end += 1 }
      let worse = Double(isHigherBetter ? first : finite.count - end) + Double(end - first) / 2
      anchors.append(.init(value, most * (worse + Double(never)) / Double(finite.count + never)))
      first = end
    }
    return .points(anchors)
  }

  /// The finite values with the extremes set to the next.
  private func treated(_ partsPerMillion: Int64) -> (values: [Double], isTreated: Bool) {
    let each = Int(Int64(finite.count + never) * partsPerMillion / 1_000_000)
    let worst = max(0, each - never)
    let values = winsorised(finite, lowest: isHigherBetter ? worst : each, highest: isHigherBetter ? each : worst)
    return (values, each > 0)
  }

  func minmax(winsorise: Int64) -> Curve {
    let values = treated(winsorise).values
    guard let low = values.first, let high = values.last, low < high else { return level(most / 2) }
    return .points(isHigherBetter ? [.init(low, 0), .init(high, most)] : [.init(low, most), .init(high, 0)])
  }

  func zscore(_ mean: Double, _ deviation: Double, winsorise: Int64) -> Curve {
    let (values, isTreated) = treated(winsorise)
    let (middle, spread) = (Statistics.mean(values), standardDeviation(values))
    let slope = (isHigherBetter ? deviation : -deviation) / spread
    guard spread > 0, slope.isFinite, slope != 0 else { return level(mean) }
    // Where the line leaves the scale, or what the measure can be, or what winsorised values are.
    let ends = [middle - mean / slope, middle + (most - mean) / slope].sorted()
    var (low, high) = (max(ends[0], measure.possible.lowerBound), min(ends[1], measure.possible.upperBound))
    if isTreated, let lowest = values.first, let highest = values.last {
      (low, high) = (max(low, lowest), min(high, highest))
    }
    guard low < high else { return level(mean) }
    func anchor(_ value: Double) -> Curve.Anchor {
      .init(value, min(most, max(0, mean + slope * (value - middle))))
    }
    return .points([anchor(low), anchor(high)])
  }

  func clusters(_ points: [Double]) -> Curve {
    let fences = tukeyFences(finite)
    let groups = cluster(finite.filter { fences?.contains($0) == true }, into: points.count)
    // Fewer different values than groups: the best points are given.
    let given = Array(points.suffix(groups.count))
    guard groups.count > 1, let worst = given.first else { return level(given.last ?? 0) }
    let cuts = groups.cutPoints
    return .steps(
      isHigherBetter
        ? [.init(measure.possible.lowerBound, worst)] + zip(cuts, given.dropFirst()).map { .init($0, $1) }
        : zip(cuts, given.dropFirst().reversed()).map { .init($0, $1) } + [.init(measure.possible.upperBound, worst)])
  }
}

extension Measure {
  /// The values it could have.
  var possible: ClosedRange<Double> {
    switch unit {
    case .share where kind != .dispersion: 0...1
    case .number: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    default: 0...Double.greatestFiniteMagnitude
    }
  }
}
