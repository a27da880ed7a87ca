/// What tells how surely a value is known, besides numerator and denominator.
///
/// A proportion needs nothing more, nor does a rate of events that count one each. Sums over *events* run over whatever the
/// measure is made of: requests, payouts.
public enum Evidence: Sendable, Equatable {
  /// Of a rate whose events have weights: Σw².
  case weights(squares: Double)
  /// Of a ratio Σx ÷ Σy, or of a mean, where every y is 1.
  case pairs(Pairs)
  /// Of a coefficient of variation.
  case powers(PowerSums)
  /// Of a quantile: all values, of which the value is the one at `share`; one of the measure's units is `unit` of theirs.
  case values(QuantileSketch, share: Double, unit: Double)
  /// Of a survival: the cumulative hazard that it stands for, as events over an exposure.
  case hazard(Hazard)

  /// Sums over events, in the units of the estimate's numerator x and denominator y.
  public struct Pairs: Sendable, Equatable {
    public var xx: Double
    public var yy: Double
    public var xy: Double

    public init(xx: Double, yy: Double, xy: Double) {
      self.xx = xx
      self.yy = yy
      self.xy = xy
    }
  }

  /// Σ1, Σx, Σx², Σx³ and Σx⁴, in any unit.
  public struct PowerSums: Sendable, Equatable {
    public var count: Double
    public var x: Double
    public var xx: Double
    public var xxx: Double
    public var xxxx: Double

    public init(count: Double, x: Double, xx: Double, xxx: Double, xxxx: Double) {
      self.count = count
      self.x = x
      self.xx = xx
      self.xxx = xxx
      self.xxxx = xxxx
    }
  }

  /// As many events over as much exposure as would be known as surely: exp(−events ÷ exposure) is the survival, and
  /// events ÷ exposure² the variance of the cumulative hazard.
  public struct Hazard: Sendable, Equatable {
    public var events: Double
    /// In lives at risk over the whole time.
    public var exposure: Double

    public init(events: Double, exposure: Double) {
      self.events = events
      self.exposure = exposure
    }
  }
}
