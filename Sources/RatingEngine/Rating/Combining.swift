import Glibc
import RatingProgramme

extension Programme.Mean {
  /// The mean of points, weighted; `nil` without any weight. The geometric and harmonic means are 0 as soon as one part is.
  ///
  /// - Parameter parts: in an order of their own, in which the sum runs.
  func combine(_ parts: some Collection<(points: Double, weight: Double)>) -> Double? {
    let weight = parts.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return nil }
    switch self {
    case .weighted: return parts.reduce(0) { $0 + $1.weight * $1.points } / weight
    case .geometric:
      guard parts.allSatisfy({ $0.points > 0 || $0.weight == 0 }) else { return 0 }
      return exp(parts.reduce(0) { $1.weight == 0 ? $0 : $0 + $1.weight * log($1.points) } / weight)
    case .harmonic:
      guard parts.allSatisfy({ $0.points > 0 || $0.weight == 0 }) else { return 0 }
      return weight / parts.reduce(0) { $1.weight == 0 ? $0 : $0 + $1.weight / $1.points }
    }
  }
}
