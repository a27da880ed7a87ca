import Statistics

extension Normal {
  /// The probability left to one broadcaster of an event that has probability `p` over all of them.
  ///
  /// Behind the event stands a standard normal variable, of whose variance the share `own` is the broadcaster's own
  /// `effect` (standard normal too). So the average over broadcasters is `p` exactly, whatever `own` is.
  static func probability(_ p: Double, given effect: Double, own: Double) -> Double {
    guard own > 0, p > 0, p < 1 else { return p }
    return cumulative((quantile(p) - own.squareRoot() * effect) / (1 - own).squareRoot())
  }
}
