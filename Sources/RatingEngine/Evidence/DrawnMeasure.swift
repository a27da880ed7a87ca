import Glibc
import RatingProgramme
import ScorerKit
import Statistics

/// The points of a measure as a function of a standard normal number z: its posterior's quantile at Φ(z), put through its curve.
///
/// Tabulated, as it is asked for thousands of times. Beta and gamma quantiles are worked out at z = −4, −3 … 4 and
/// interpolated by cubics on the logit or log scale, where they are nearly straight; points lie `grain` to a unit of z, with
/// lines between them.
struct DrawnMeasure: Sendable {
  /// Points at all places; of a curve with steps those of each stretch between them.
  let points: [Double]
  /// Of a curve with steps the z at which they are taken, ascending; empty for others.
  let cuts: [Double]

  static let end = 4.0
  static let grain = 16.0
  static let places = Int(2 * end * grain) + 1

  init(_ posterior: Posterior, _ plan: ScoredMeasure) {
    let values = DrawnMeasure.values(of: posterior)
    guard case .steps(let anchors) = plan.curve else {
      points = values.map(plan.points)
      cuts = []
      return
    }
    // The points of each stretch between steps are those in its middle.
    let cuts = anchors.map { DrawnMeasure.crossing(of: $0.value, in: values) }.sorted()
    let ends = [-2 * DrawnMeasure.end] + cuts + [2 * DrawnMeasure.end]
    points = zip(ends, ends.dropFirst()).map { plan.points(at: DrawnMeasure.value(at: ($0 + $1) / 2, in: values)) }
    self.cuts = cuts
  }

  private static func z(_ place: Int) -> Double { Double(place) / grain - end }

  /// The posterior's quantiles at all places.
  private static func values(of posterior: Posterior) -> [Double] {
    switch posterior {
    case .exact(let value): return [Double](repeating: value, count: places)
    case .normal(let scale, let mean, let deviation):
      return (0..<places).map { scale.value(mean + (scale.rises ? z($0) : -z($0)) * deviation) }
    case .beta:
      return interpolated(posterior) {
        log($0) - log1p(-$0)
      } back: {
        1 / (1 + exp(-$0))
      }
    case .gamma(let gamma, let scale):
      let values = interpolated(.gamma(gamma, .plain), log, back: exp).map(scale.value)
      return scale.rises ? values : values.reversed()
    case .order:
      // Half a unit of z apart: each takes a walk through the values.
      let step = Int(grain) / 2
      return (0..<places).map { place in posterior.quantile(Normal.cumulative(z((place + step / 2) / step * step))) }
    }
  }

  private static func interpolated(
    _ posterior: Posterior, _ forward: (Double) -> Double, back: (Double) -> Double
  ) -> [Double] {
    let knots = (0...Int(2 * end)).map { knot in
      forward(min(max(posterior.quantile(Normal.cumulative(Double(knot) - end)), 1e-300), nearlyOne(posterior)))
    }
    return (0..<places).map { place in
      let at = Double(place) / grain
      let low = min(Int(at), knots.count - 2)
      return back(cubic(knots, low, at - Double(low)))
    }
  }

  /// The largest share of which the logit is finite.
  private static func nearlyOne(_ posterior: Posterior) -> Double {
    if case .beta = posterior { 1 - 0x1p-53 } else { .greatestFiniteMagnitude }
  }

  /// Catmull and Rom's cubic between two knots, which keeps between its neighbours' slopes.
  private static func cubic(_ knots: [Double], _ low: Int, _ t: Double) -> Double {
    let (a, b) = (knots[low], knots[low + 1])
    let before = low > 0 ? knots[low - 1] : 2 * a - b
    let after = low + 2 < knots.count ? knots[low + 2] : 2 * b - a
    let (slopeA, slopeB) = ((b - before) / 2, (after - a) / 2)
    let (t2, t3) = (t * t, t * t * t)
    return (2 * t3 - 3 * t2 + 1) * a + (t3 - 2 * t2 + t) * slopeA + (3 * t2 - 2 * t3) * b + (t3 - t2) * slopeB
  }

  /// Where a value lies among the quantiles, as z.
  private static func crossing(of value: Double, in values: [Double]) -> Double {
    guard let above = values.firstIndex(where: { $0 >= value }) else { return 2 * end }
    guard above > 0 else { return -2 * end }
    let (low, high) = (values[above - 1], values[above])
    return z(above - 1) + (high.isFinite ? (value - low) / (high - low) : 0) / grain
  }

  private static func value(at z: Double, in values: [Double]) -> Double {
    let place = min(max((z + end) * grain, 0), Double(places - 1))
    let low = min(Int(place), places - 2)
    let (a, b) = (values[low], values[low + 1])
    return a == b || !b.isFinite ? (place > Double(low) ? b : a) : a + (place - Double(low)) * (b - a)
  }
}
