import ScorerKit

/// Curves that are drawn from the values of a guild's peers.
extension ProgrammeReading {
  /// A curve against peers that a word alone names.
  mutating func curveAgainstPeers(named kind: CurveKind, _ field: Field) -> CurveRule? {
    switch kind {
    case .percentile: return .percentile
    case .zscore: return .zscore(mean: scale.highest / 2, deviation: scale.highest * 0.15, winsorise: 0)
    case .minmax: return .minmax(winsorise: 0)
    default:
      report(
        field.place, "`clusters` needs the points of its groups, worst first; write `{ clusters: [0, 40, 70, 100] }`")
      return nil
    }
  }

  /// A curve against peers with what is said of it.
  mutating func curveAgainstPeers(_ kind: CurveKind, _ field: Field) -> CurveRule? {
    switch kind {
    case .percentile:
      report(field.keyPlace, "`percentile` has nothing below it; write `curve: percentile`")
      return nil
    case .zscore: return zscore(field)
    case .minmax:
      let before = mistakes.count
      let section = section(field, named: "minmax", keys: CurveKeys.minmax)
      let winsorise = read(CurveKeys.winsorise, in: section) ?? 0
      return mistakes.count == before ? .minmax(winsorise: winsorise) : nil
    default: return clusters(field)
    }
  }

  private mutating func zscore(_ field: Field) -> CurveRule? {
    let before = mistakes.count
    let section = section(field, named: "zscore", keys: CurveKeys.zscore)
    let mean = read(CurveKeys.mean, in: section) ?? scale.highest / 2
    let deviation = read(CurveKeys.deviation, in: section) ?? scale.highest * 0.15
    let winsorise = read(CurveKeys.winsorise, in: section) ?? 0
    guard mistakes.count == before else { return nil }
    guard deviation > 0 else {
      report(
        section?[CurveKeys.deviation]?.place ?? field.place,
        "`deviation` must be above 0; otherwise all guilds are alike")
      return nil
    }
    return .zscore(mean: mean, deviation: deviation, winsorise: winsorise)
  }

  private mutating func clusters(_ field: Field) -> CurveRule? {
    let expectation = "write the points of its groups, worst first, such as `[0, 40, 70, 100]`"
    if field.node.isNull {
      report(field.keyPlace, "`clusters` is empty; \(expectation)")
      return nil
    }
    guard let items = items(field, each: "clusters", expectation: expectation) else { return nil }
    guard (2...CurveKeys.mostClusters).contains(items.count) else {
      report(field.place, "`clusters` has \(items.count) points; write 2 to \(CurveKeys.mostClusters), worst first")
      return nil
    }
    let before = mistakes.count
    var all: [Double] = []
    for item in items {
      if item.node.isNull { report(item.place, "\(quoted(item.name)) is empty; write points") }
      guard let points = read(item, as: .points(on: scale, fromLowest: true)) else { continue }
      if let last = all.last, points <= last, mistakes.count == before {
        report(item.place, "the points of `clusters` must rise from the worst group to the best")
      }
      all.append(points)
    }
    return mistakes.count == before ? .clusters(all) : nil
  }
}

extension Spelling<Int64> {
  /// Under half at each end, so that something is left in between.
  static let winsorised = percentage(0...490_000)
}
