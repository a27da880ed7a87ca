import RatingProgramme
import RatingRecord
import ScorerKit

/// How a measure's curve may be drawn otherwise.
///
/// - `points` and `steps` are stretched: the distance of each value from the best one is multiplied by a factor, so that the curve is
///   stricter or more lenient, and all values keep their order and their points.
/// - `lognormal`: both of its values are multiplied by a factor.
/// - `percentile`, `zscore` and `minmax` stand in for one another; one that the programme does not have is as its bare name would be.
struct CurveWays {
  enum Ways {
    case varied(range: String, @Sendable (Double) -> CurveRule)
    case fixed(because: String)
  }

  let ways: Ways

  /// - Parameter share: how far a factor may be from 1.
  init(_ plan: MeasurePlan, by share: Double) {
    let measure = plan.measure
    switch plan.curve {
    case .fixed(.points(let anchors)):
      ways = CurveWays.stretching(anchors, of: measure, by: share) { .points($0) }
    case .fixed(.steps(let anchors)):
      ways = CurveWays.stretching(anchors, of: measure, by: share) { .steps($0) }
    case .fixed(.lognormal(let p10, let median)):
      let factors = CurveWays.factors(by: share, from: 0, to: max(p10, median), within: measure.possible)
      ways = .varied(range: "both values × \(CurveWays.text(factors))") { number in
        let factor = between(factors, by: number)
        return .lognormal(p10: p10 * factor, median: median * factor)
      }
    case .fixed(.identity): ways = .fixed(because: "its curve is the value itself, in which there is nothing to vary")
    case .clusters:
      ways = .fixed(because: "its points are the levels of groups that are found in the guilds' values")
    case .percentile, .zscore, .minmax: ways = CurveWays.againstPeers(plan)
    }
  }

  private static func stretching(
    _ anchors: [Curve.Anchor], of measure: Measure, by share: Double,
    into rule: @escaping @Sendable ([Curve.Anchor]) -> CurveRule
  ) -> Ways {
    let ends = measure.direction == .higher ? (anchors.last, anchors.first) : (anchors.first, anchors.last)
    guard let best = ends.0?.value, let worst = ends.1?.value, best != worst else {
      return .fixed(because: "its curve has one value, and no distances to stretch")
    }
    let factors = factors(by: share, from: best, to: worst, within: measure.possible)
    let range = "distances from \(limitText(best, measure.unit)) × \(text(factors))"
    return .varied(range: range) { number in
      let factor = between(factors, by: number)
      return rule(
        anchors.map { anchor in
          let value = best + (anchor.value - best) * factor
          return .init(min(measure.possible.upperBound, max(measure.possible.lowerBound, value)), anchor.points)
        })
    }
  }

  /// Factors about 1 that leave what lies between two values where the measure can be.
  private static func factors(
    by share: Double, from best: Double, to worst: Double, within possible: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    let limit = worst > best ? possible.upperBound : possible.lowerBound
    return 1 - share...max(1, min(1 + share, (limit - best) / (worst - best)))
  }

  private static func text(_ factors: ClosedRange<Double>) -> String {
    "\(trimmed(factors.lowerBound, places: 4)) to \(trimmed(factors.upperBound, places: 4))"
  }

  private static func againstPeers(_ plan: MeasurePlan) -> Ways {
    let highest = plan.scale.highest
    let rules: [CurveRule] =
      switch plan.curve {
      case .zscore: [.percentile, plan.curve, .minmax(winsorise: 0)]
      case .minmax: [.percentile, .zscore(mean: highest / 2, deviation: highest * 0.15, winsorise: 0), plan.curve]
      default:
        [.percentile, .zscore(mean: highest / 2, deviation: highest * 0.15, winsorise: 0), .minmax(winsorise: 0)]
      }
    return .varied(range: "any of percentile, zscore, minmax") { pick(rules, by: $0) }
  }
}
