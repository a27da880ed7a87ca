/// An estimate and where the truth lies.
public struct Bounded: Sendable, Equatable {
  public var value: Double
  public var low: Double
  public var high: Double

  public init(_ value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// What it lies above another, which is independent of it, with the confidence that both have.
  ///
  /// Source: Zou and Donner, "Construction of confidence limits about effect measures: a general approach", Statistics in
  /// Medicine 27 (2008): each limit is as far from the difference as the two distances that lead to it are together, at right angles.
  /// Where the two go along with each other it is too wide.
  public static func - (a: Bounded, b: Bounded) -> Bounded {
    func together(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
    let difference = a.value - b.value
    return Bounded(
      difference, low: difference - together(a.value - a.low, b.high - b.value),
      high: difference + together(a.high - a.value, b.value - b.low))
  }
}
