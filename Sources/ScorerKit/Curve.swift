/// Maps a measure's value to points, 0…100.
///
/// Values are in the measure's own unit: a share as 0…1, hours as hours.
public enum Curve: Sendable, Equatable {
  /// Piecewise linear between the anchors, flat beyond the first and the last. Anchors are in ascending order of value.
  case points([Anchor])
  /// 90 points at `p10` and 50 at `median`, falling off as the complementary log-normal distribution does.
  case lognormal(p10: Double, median: Double)
  /// The points of the best anchor that the value reaches, 0 if it reaches none. Anchors are in ascending order of value.
  case steps([Anchor])
  /// The value itself (a share in per cent); 100 less the value where lower is better.
  case identity

  public struct Anchor: Sendable, Equatable {
    public let value: Double
    public let points: Double
    public init(_ value: Double, _ points: Double) {
      self.value = value
      self.points = points
    }
  }
}
