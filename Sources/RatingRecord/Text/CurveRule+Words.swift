import ScorerKit

extension CurveRule {
  /// How points are had from the peers' values: `0 at the worst of the peers, 100 at the best`. A given curve has words of its own.
  public var inWords: String {
    func winsorised(_ partsPerMillion: Int64) -> String {
      partsPerMillion == 0 ? "" : ", \(limitText(Double(partsPerMillion) / 1_000_000, .share)) at each end winsorised"
    }
    return switch self {
    case .fixed: ""
    case .percentile: "by the share of the peers that are worse"
    case .zscore(let mean, let deviation, let winsorise):
      "\(trimmed(mean, places: 2)) points at the peers' mean, \(trimmed(deviation, places: 2)) for each standard deviation"
        + winsorised(winsorise)
    case .minmax(let winsorise): "0 points at the worst of the peers, 100 at the best" + winsorised(winsorise)
    case .clusters(let points):
      "\(points.map { trimmed($0, places: 2) }.joined(separator: ", ")) points by clusters of the peers' values"
    }
  }
}

extension CurveRule {
  /// In words, with values of a unit: `points { 70 %: 0, 97 %: 100 }`.
  public func spelled(_ unit: Measure.Unit) -> String { fixed?.spelled(unit) ?? inWords }
}

extension Curve {
  fileprivate func spelled(_ unit: Measure.Unit) -> String {
    func anchors(_ anchors: [Anchor]) -> String {
      anchors.map { "\(limitText($0.value, unit)): \(trimmed($0.points, places: 2))" }.joined(separator: ", ")
    }
    return switch self {
    case .points(let list): "points { \(anchors(list)) }"
    case .steps(let list): "steps { \(anchors(list)) }"
    case .lognormal(let p10, let median):
      "lognormal { p10: \(limitText(p10, unit)), median: \(limitText(median, unit)) }"
    case .identity: "identity"
    }
  }
}
