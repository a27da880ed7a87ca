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
  /// Of a survival: the cumulative hazard behind it.
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

  public struct Hazard: Sendable, Equatable {
    /// Nelson and Aalen's Σ d/y: the cumulative hazard without the bias that −ln S has where few are at risk.
    public var cumulative: Double
    /// Greenwood's Σ d/(y(y − d)), the variance of ln S; finite, also where all leave at once.
    public var greenwood: Double
    /// How many lives, at risk all the time, would tell as much: h ÷ Σ 1/y, the harmonic mean of those at risk.
    public var exposure: Double

    public init(cumulative: Double, greenwood: Double, exposure: Double) {
      self.cumulative = cumulative
      self.greenwood = greenwood
      self.exposure = exposure
    }
  }
}

extension Evidence {
  /// Whether all figures are numbers that such sums can be.
  package var isUsable: Bool {
    switch self {
    case .weights(let squares): Evidence.areSums([squares])
    case .pairs(let pairs): Evidence.areSums([pairs.xx, pairs.yy]) && pairs.xy.isFinite
    case .powers(let powers): Evidence.areSums([powers.count, powers.xx, powers.xxxx]) && (powers.x + powers.xxx).isFinite
    case .values(_, let share, let unit): (0...1).contains(share) && unit > 0 && unit.isFinite
    case .hazard(let hazard): Evidence.areSums([hazard.cumulative, hazard.greenwood, hazard.exposure])
    }
  }

  private static func areSums(_ numbers: [Double]) -> Bool { numbers.allSatisfy { $0 >= 0 && $0.isFinite } }
}
