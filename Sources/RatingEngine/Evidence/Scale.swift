import Glibc

/// On which scale a measure's evidence adds up, or its error is even.
enum Scale: Sendable {
  case plain
  /// x²: of a coefficient of variation, whose square is a mean over events.
  case square
  case log
  /// −ln S of a survival S: the cumulative hazard, in which events add up. It falls as S rises.
  case hazard
  /// ln(−ln S). It falls, too.
  case complementaryLogLog

  func from(_ value: Double) -> Double {
    switch self {
    case .plain: value
    case .square: value * value
    case .log: Glibc.log(value)
    case .hazard: -Glibc.log(value)
    case .complementaryLogLog: Glibc.log(-Glibc.log(value))
    }
  }

  func value(_ scaled: Double) -> Double {
    switch self {
    case .plain: scaled
    case .square: max(0, scaled).squareRoot()
    case .log: exp(scaled)
    case .hazard: exp(-scaled)
    case .complementaryLogLog: exp(-exp(scaled))
    }
  }

  var rises: Bool { self != .hazard && self != .complementaryLogLog }
}
