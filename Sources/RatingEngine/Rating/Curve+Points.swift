import Glibc
import RatingProgramme
import ScorerKit

extension Curve {
  /// The points of a value, from 0 to the scale's upper end; the lower end for one that is never reached, and where no step
  /// is.
  ///
  /// Log-normal, from 0 to 100: 100·½·erfc(z) with z = ln(value ÷ median) · erfc⁻¹(⅕) ÷ ln(p10 ÷ median) · −1, that is the complementary
  /// log-normal distribution that passes 90 at `p10` and 50 at `median`, as Lighthouse scores its audits
  /// (GoogleChrome/lighthouse, shared/statistics.js). The anchors are met exactly.
  ///
  /// - Parameter value: in the measure's unit; not NaN.
  public func points(at value: Double, of measure: Measure, on scale: Programme.Scale = .standard) -> Double {
    guard value.isFinite else { return scale.lowest }
    switch self {
    case .points(let anchors): return Curve.interpolate(anchors, at: value)
    case .steps(let anchors):
      let reached = anchors.filter { measure.direction == .higher ? value >= $0.value : value <= $0.value }
      return (measure.direction == .higher ? reached.last : reached.first)?.points ?? scale.lowest
    case .lognormal(let p10, let median):
      return Curve.logNormal(value, p10: p10, median: median) * (scale.highest / 100)
    case .identity:
      let shown = measure.unit == .share || measure.unit == .perMonth ? value * scale.highest : value
      return min(scale.highest, max(0, measure.direction == .higher ? shown : scale.highest - shown))
    }
  }

  private static func interpolate(_ anchors: [Anchor], at value: Double) -> Double {
    guard let first = anchors.first, let last = anchors.last else { return 0 }
    if value <= first.value { return first.points }
    if value >= last.value { return last.points }
    // By halves: a curve through peers has an anchor for each.
    var (before, after) = (0, anchors.count - 1)
    while after - before > 1 {
      let middle = (before + after) / 2
      if anchors[middle].value <= value { before = middle } else { after = middle }
    }
    let (low, high) = (anchors[before], anchors[after])
    if value == low.value { return low.points }
    return low.points + (value - low.value) / (high.value - low.value) * (high.points - low.points)
  }

  /// erfc⁻¹(⅕): where ½·erfc is 0.1.
  private static let inverseErfcOfOneFifth = 0.9061938024368232

  private static func logNormal(_ value: Double, p10: Double, median: Double) -> Double {
    // With higher better, p10 lies above the median and the logarithm of their ratio turns the curve round.
    let isLowerBetter = p10 < median
    if value <= 0 { return isLowerBetter ? 100 : 0 }
    let z = log(value / median) * inverseErfcOfOneFifth / -log(p10 / median)
    let points = 50 * erfc(z)
    let reachesP10 = isLowerBetter ? value <= p10 : value >= p10
    let reachesMedian = isLowerBetter ? value <= median : value >= median
    if reachesP10 { return max(90, points) }
    return reachesMedian ? min(90, max(50, points)) : min(50, points)
  }

  /// Values at which the curve's points change course, in the order in which they get better.
  func milestones(of measure: Measure, on scale: Programme.Scale = .standard) -> [Double] {
    let ascending: [Double] =
      switch self {
      case .points(let anchors), .steps(let anchors): anchors.map(\.value)
      case .lognormal(let p10, let median): [min(p10, median), max(p10, median)]
      case .identity:
        (0...10).map {
          Double($0) / 10 * (measure.unit == .share || measure.unit == .perMonth ? 1 : scale.highest)
        }
      }
    return measure.direction == .higher ? ascending : ascending.reversed()
  }

  /// The value that earns all the points there are (90 on a log-normal curve), the least good of such values.
  public func target(of measure: Measure, on scale: Programme.Scale = .standard) -> Double? {
    let milestones = milestones(of: measure, on: scale)
    guard let best = milestones.last.map({ points(at: $0, of: measure, on: scale) }) else { return nil }
    return milestones.first { points(at: $0, of: measure, on: scale) >= best }
  }
}
