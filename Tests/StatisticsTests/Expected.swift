import Foundation
import TestSupport
import Testing

/// What SciPy and mpmath answer: `expected.json`, written by `expected.py`, with its origin in its head.
struct Expected: Decodable, Sendable {
  struct Beta: Decodable, Sendable { let a, b, p, quantile, cumulative: Double }
  struct Gamma: Decodable, Sendable { let shape, rate, p, quantile, cumulative: Double }
  struct BetaBinomial: Decodable, Sendable {
    let successes, trials: [Double]
    let a, b: Double
  }
  struct GammaPoisson: Decodable, Sendable {
    let events, exposures: [Double]
    let shape, rate: Double
  }
  struct PauleMandel: Decodable, Sendable {
    let values, variances: [Double]
    let betweenVariance, mean: Double
  }
  struct Survival: Decodable, Sendable {
    let events, atRisk: [Double]
    let confidence, survival, low, high: Double
  }

  let origin: String
  let beta: [Beta]
  let gamma: [Gamma]
  let betaBinomial: [BetaBinomial]
  let gammaPoisson: [GammaPoisson]
  let pauleMandel: [PauleMandel]
  let survival: [Survival]

  static func read() throws -> Expected {
    let file = Golden.packageRoot.appending(path: "Tests/StatisticsTests/expected.json")
    return try JSONDecoder().decode(Expected.self, from: Data(contentsOf: file))
  }
}

func expectClose(
  _ value: Double, _ answer: Double, within tolerance: Double = 1e-6, _ comment: String = "",
  at location: SourceLocation = #_sourceLocation
) {
  #expect(
    value == answer || abs(value - answer) <= tolerance * abs(answer), "\(value) is not \(answer) \(comment)",
    sourceLocation: location)
}
