/// Points at which a model is asked, so that its Sobol indices can be told: two samples A and B of as many rows, and for each factor A
/// with that factor from B.
///
/// A row's points follow one another: A, A with the first factor from B and so on, B.
///
/// Source: Saltelli et al., "Variance based sensitivity analysis of model output", Comput. Phys. Commun. 181 (2010), with A and B the
/// halves of one scrambled Sobol sequence.
public struct SaltelliDesign: Sendable {
  public let rows: Int
  /// The columns of each; a column is a coordinate of the model's.
  public let factors: [[Int]]
  private let a: [[Double]]
  private let b: [[Double]]

  /// The most columns that there are points for.
  public static let mostColumns = SobolSequence.mostDimensions / 2

  /// - Parameters:
  ///   - rows: a power of two fills the space most evenly.
  ///   - factors: each with its columns, which are numbered from 0 and are each in one of them.
  public init(rows: Int, factors: [[Int]], random: CounterRandom) {
    let columns = factors.reduce(0) { $0 + $1.count }
    precondition(factors.joined().sorted() == Array(0..<columns), "each column is of one factor")
    self.rows = rows
    self.factors = factors
    let points = columns == 0 ? [] : SobolSequence(dimensions: 2 * columns, scrambledBy: random).points(rows)
    a = points.map { Array($0[..<columns]) }
    b = points.map { Array($0[columns...]) }
  }

  /// Each column a factor of its own.
  public init(rows: Int, columns: Int, random: CounterRandom) {
    self.init(rows: rows, factors: (0..<columns).map { [$0] }, random: random)
  }

  /// Points a row.
  private var blocks: Int { factors.count + 2 }

  /// How many points there are.
  public var count: Int { a.count * blocks }

  /// A point's coordinates, each between 0 and 1 and never either.
  public func point(_ place: Int) -> [Double] {
    let (row, block) = place.quotientAndRemainder(dividingBy: blocks)
    if block == 0 { return a[row] }
    if block > factors.count { return b[row] }
    var point = a[row]
    for column in factors[block - 1] { point[column] = b[row][column] }
    return point
  }

  /// What a model makes of each point, in their order, as what its indices are told from.
  public func outputs(_ outputs: [Double]) -> SaltelliOutputs {
    precondition(outputs.count == count && count > 0, "there is an output for each point")
    func block(_ block: Int) -> [Double] { (0..<rows).map { outputs[$0 * blocks + block] } }
    return SaltelliOutputs(a: block(0), b: block(blocks - 1), mixed: factors.indices.map { block($0 + 1) })
  }
}
