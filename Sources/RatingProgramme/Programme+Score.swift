/// What a programme says of the way from scorers' points to the score.
extension Programme {
  /// Points lie between 0 and the upper end; the score is kept between both ends.
  public struct Scale: Sendable, Equatable {
    /// Hundredths of a point; 0 ≤ `from` < `to`.
    public var from: Int64
    public var to: Int64

    public init(from: Int64, to: Int64) {
      self.from = from
      self.to = to
    }

    public static let standard = Scale(from: 0, to: 10_000)

    /// Both ends in points.
    public var lowest: Double { Double(from) / 100 }
    public var highest: Double { Double(to) / 100 }
  }

  /// Documented changes to scores, from the table `adjustments`.
  public struct Adjustments: Sendable, Equatable {
    /// The most that a guild's adjustments may come to, either way; billionths of a point.
    public var atMost: Int64
  }

  /// A bonus for measures whose points lie close together at a high level, as Medicare's star ratings give it (CMS, Star
  /// Ratings Technical Notes, "Applying the Reward Factor"). Numbers are millionths of a point.
  public struct BonusRule: Sendable, Equatable {
    /// The variance must be less; `nil`: it may be anything.
    public var varianceBelow: Int64?
    /// The mean must be at least this; `nil`: it may be anything.
    public var meanFrom: Int64?
    public var bonus: Int64

    public init(varianceBelow: Int64?, meanFrom: Int64?, bonus: Int64) {
      self.varianceBelow = varianceBelow
      self.meanFrom = meanFrom
      self.bonus = bonus
    }
  }

  /// Whether a score may be something else than the combined points in hundredths, so that there is a sum to tell from which
  /// it was made.
  public var hasReckoning: Bool {
    rounding != nil || adjustments != nil || !consistencyBonus.isEmpty || scale.from > 0
  }
}
