import Foundation
import Statistics
import TestSupport
import Testing

private func expectNear(
  _ value: Double, _ answer: Double, within tolerance: Double, at location: SourceLocation = #_sourceLocation
) {
  #expect(abs(value - answer) <= tolerance, "\(value) is not \(answer)", sourceLocation: location)
}

@Suite struct SobolTests {
  private static func ishigami(_ point: [Double]) -> Double {
    let x = point.map { (2 * $0 - 1) * Double.pi }
    return sin(x[0]) + 7 * pow(sin(x[1]), 2) + 0.1 * pow(x[2], 4) * sin(x[0])
  }

  private func outputs(
    rows: Int, columns: Int, seed: UInt32, model: ([Double]) -> Double
  ) -> SaltelliOutputs {
    let design = SaltelliDesign(rows: rows, columns: columns, random: CounterRandom(key: (seed, 0)))
    return design.outputs((0..<design.count).map { model(design.point($0)) })
  }

  @Test("the first points are known")
  func firstPoints() {
    let points = SobolSequence(dimensions: 3).points(5)
    #expect(points == [[0, 0, 0], [0.5, 0.5, 0.5], [0.75, 0.25, 0.25], [0.25, 0.75, 0.75], [0.375, 0.375, 0.625]])
    #expect(SobolSequence(dimensions: 2).points(0).isEmpty)
    #expect(SobolSequence.mostDimensions > 1000)
  }

  @Test("scrambled points are as even: one in each of as many equal parts, in every dimension", arguments: [1, 2, 77])
  func evenness(seed: UInt32) {
    let points = SobolSequence(dimensions: 40, scrambledBy: CounterRandom(key: (seed, 9))).points(256)
    for dimension in 0..<40 {
      let parts = Set(points.map { Int($0[dimension] * 256) })
      #expect(parts.count == 256, "dimension \(dimension)")
      #expect(points.allSatisfy { $0[dimension] > 0 && $0[dimension] < 1 })
    }
  }

  @Test("the same seed gives the same points, another one others")
  func seeds() {
    func points(_ seed: UInt32) -> [[Double]] {
      SobolSequence(dimensions: 4, scrambledBy: CounterRandom(key: (seed, 0))).points(16)
    }
    #expect(points(3) == points(3))
    #expect(points(3) != points(4))
    #expect(
      Array(points(3).prefix(5)) == SobolSequence(dimensions: 4, scrambledBy: CounterRandom(key: (3, 0))).points(5))
  }

  @Test("the indices of Ishigami's function come out", arguments: [1, 2, 3])
  func ishigamiIndices(seed: UInt32) throws {
    let indices = try #require(outputs(rows: 4096, columns: 3, seed: seed, model: Self.ishigami).indices)
    for (index, expected) in zip(indices.first, [0.3139, 0.4424, 0]) { expectNear(index, expected, within: 0.01) }
    for (index, expected) in zip(indices.total, [0.5576, 0.4424, 0.2437]) { expectNear(index, expected, within: 0.01) }
  }

  @Test("those of Sobol's g come out", arguments: [[0, 1, 4.5, 9, 99, 99, 99, 99], [78, 12, 0.5, 2, 97, 33]])
  func sobolG(a: [Double]) throws {
    let outputs = outputs(rows: 4096, columns: a.count, seed: 5) { point in
      zip(point, a).reduce(1) { $0 * (abs(4 * $1.0 - 2) + $1.1) / (1 + $1.1) }
    }
    let indices = try #require(outputs.indices)
    let parts = a.map { 1 / (3 * (1 + $0) * (1 + $0)) }
    let all = parts.reduce(1) { $0 * (1 + $1) }
    for i in a.indices {
      expectNear(indices.first[i], parts[i] / (all - 1), within: 0.01)
      expectNear(indices.total[i], parts[i] * all / (1 + parts[i]) / (all - 1), within: 0.01)
    }
  }

  @Test("factors of several columns are varied together")
  func groups() throws {
    let design = SaltelliDesign(rows: 4096, factors: [[0, 2], [1]], random: CounterRandom(key: (8, 0)))
    #expect(design.count == 4096 * 4)
    let outputs = design.outputs((0..<design.count).map { Self.ishigami(design.point($0)) })
    let indices = try #require(outputs.indices)
    // x₁ and x₃ do nothing together with x₂.
    expectNear(indices.first[0], 0.5576, within: 0.01)
    expectNear(indices.total[0], 0.5576, within: 0.01)
    expectNear(indices.first[1], 0.4424, within: 0.01)
  }

  @Test("a row's points differ in the factor that is from B")
  func design() {
    let design = SaltelliDesign(rows: 3, columns: 2, random: CounterRandom(key: (1, 0)))
    for row in 0..<3 {
      let points = (0..<4).map { design.point(row * 4 + $0) }
      #expect(points[1] == [points[3][0], points[0][1]] && points[2] == [points[0][0], points[3][1]])
    }
  }

  @Test("where nothing varies there are no indices and no intervals")
  func constant() {
    let same = outputs(rows: 16, columns: 2, seed: 1) { _ in 0.1 }
    #expect(same.indices == nil)
    #expect(same.intervals(drawnBy: CounterRandom(key: (1, 1))) == nil)
    let one = outputs(rows: 1, columns: 2, seed: 1) { $0[0] }
    #expect(one.intervals(drawnBy: CounterRandom(key: (1, 1))) == nil)
  }

  @Test("intervals are the same for a seed, hold the index and narrow with the rows")
  func intervals() throws {
    func intervals(rows: Int, seed: UInt32 = 1) throws -> SaltelliOutputs.Intervals {
      let outputs = outputs(rows: rows, columns: 3, seed: 1, model: Self.ishigami)
      return try #require(outputs.intervals(samples: 200, drawnBy: CounterRandom(key: (seed, 1))))
    }
    let (few, many) = (try intervals(rows: 64), try intervals(rows: 1024))
    #expect(try intervals(rows: 64) == few)
    #expect(try intervals(rows: 64, seed: 2) != few)
    for (wide, narrow) in zip(few.total, many.total) {
      #expect(narrow.upperBound - narrow.lowerBound < wide.upperBound - wide.lowerBound)
    }
    #expect(many.first[1].contains(0.4424) && many.total[0].contains(0.5576))
  }

  @Test("the nearest rank")
  func ranks() {
    let values = Array(1...20)
    #expect(nearestRank(0.05, of: values) == 1 && nearestRank(0.95, of: values) == 19)
    #expect(nearestRank(0, of: values) == 1 && nearestRank(1, of: values) == 20)
    #expect(nearestRank(0.5, of: [7]) == 7)
  }
}

@Suite(.enabled(if: Golden.isThere("impact/sobol"), Comment(rawValue: Golden.isAbsent)))
struct SALibTests {
  @Test("the first points of the sequence")
  func points() throws {
    let expected = try Golden.rows("impact/sobol/sobol_first10.csv").map { row in
      try ["x1", "x2", "x3"].map { try #require(row[$0].flatMap(Double.init)) }
    }
    #expect(SobolSequence(dimensions: 3).points(expected.count) == expected)
  }

  @Test("the indices that SALib tells from the same outputs")
  func estimators() throws {
    let rows = try Golden.rows("impact/sobol/data.csv").map { row in
      (block: try #require(row["block"]), y: try #require(row["y"].flatMap(Double.init)))
    }
    func block(_ name: String) -> [Double] { rows.filter { $0.block == name }.map(\.y) }
    let mixed = (1...3).map { block("AB\($0)") }
    let outputs = SaltelliOutputs(a: block("A"), b: block("B"), mixed: mixed, centre: mean(rows.map(\.y)))
    let indices = try #require(outputs.indices)
    var checked = 0
    for row in try Golden.rows("impact/sobol/expected.csv") where row["case"] == "estimator_data_csv" {
      let term = try #require(row["term"])
      guard let factor = term.last?.wholeNumberValue, term.count == "S1_x1".count else { continue }
      let found = term.hasPrefix("S1") ? indices.first : indices.total
      expectNear(found[factor - 1], try #require(row["value"].flatMap(Double.init)), within: 1e-10)
      checked += 1
    }
    #expect(checked == 6)
  }
}
