import CBoost

/// Points that fill the unit cube more evenly than random ones do, as many as are wanted, in the order of the Gray code.
///
/// Source: Sobol', "On the distribution of points in a cube and the approximate evaluation of integrals", USSR Comput. Math. Math.
/// Phys. 7 (1967), with the direction numbers of Joe and Kuo, "Constructing Sobol sequences with better two-dimensional
/// projections", SIAM J. Sci. Comput. 30 (2008).
public struct SobolSequence: Sendable {
  public static let mostDimensions = Int(boostrandom_sobol_most_dimensions())

  public let dimensions: Int
  private let random: CounterRandom?

  /// - Parameters:
  ///   - dimensions: 1 to `mostDimensions`.
  ///   - random: scrambles the points, so that each is uniform by itself and all of them still fill the cube evenly; `nil`: the
  ///     first point is the origin.
  public init(dimensions: Int, scrambledBy random: CounterRandom? = nil) {
    precondition(
      (1...SobolSequence.mostDimensions).contains(dimensions), "there are direction numbers for each dimension")
    self.dimensions = dimensions
    self.random = random
  }

  /// The first points, each with its coordinates: from 0, below 1; scrambled, between both and never either.
  ///
  /// - Complexity: O(count · dimensions).
  public func points(_ count: Int) -> [[Double]] {
    guard count > 0 else { return [] }
    var bits = [UInt32](repeating: 0, count: dimensions * count)
    let isDone = bits.withUnsafeMutableBufferPointer { bits in
      // The origin is there already.
      boostrandom_sobol(dimensions, count - 1, bits.baseAddress! + dimensions)
    }
    precondition(isDone, "there is memory for the points")
    return (0..<count).map { point in
      (0..<dimensions).map { dimension in
        let bits = bits[point * dimensions + dimension]
        return random.map { CounterRandom.uniform(scrambled(bits, dimension, by: $0)) } ?? Double(bits) * 0x1p-32
      }
    }
  }

  /// Nested uniform scrambling: each binary digit is turned over or not, as chance has it for this dimension and all the digits
  /// before it.
  ///
  /// Source: Owen, "Randomly permuted (t,m,s)-nets and (t,s)-sequences", Monte Carlo and Quasi-Monte Carlo Methods in Scientific
  /// Computing (1995).
  private func scrambled(_ bits: UInt32, _ dimension: Int, by random: CounterRandom) -> UInt32 {
    (0..<32).reduce(bits) { scrambled, digit in
      let before = digit == 0 ? 0 : bits >> UInt32(32 - digit)
      let isTurned = random.block(UInt32(dimension), UInt32(digit), before).0 >> 31
      return scrambled ^ (isTurned << UInt32(31 - digit))
    }
  }
}
