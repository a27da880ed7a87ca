import Foundation
import RatingProgramme
import TestSupport
import Testing

@testable import RatingEngine

/// COINr's example combined level by level: 49 indicators of 51 countries into eight groups, those into two, and those into one.
@Suite(.enabled(if: Golden.isThere("asem"), Comment(rawValue: Golden.isAbsent)))
struct COINrMeansTests {
  struct Part {
    let level: Int
    let code: String
    let weight: Double
    let parent: String?
  }

  private func parts() throws -> [Part] {
    try String(contentsOfFile: Golden.path("asem/asem_iMeta.csv"), encoding: .utf8).split(separator: "\n").compactMap {
      row in
      row.firstMatch(of: /^(\d),"([^"]*)","[^"]*",-?1,([0-9.]+),.*,(?:"([^"]*)")?,"[A-Z][a-z]*"$/).map {
        Part(level: Int($0.1) ?? 0, code: String($0.2), weight: Double($0.3) ?? 0, parent: $0.4.map(String.init))
      }
    }
  }

  @Test(
    "each level is the mean of the one below",
    arguments: [
      ("expected_minmax1to100_a_amean", Programme.Mean.weighted), ("expected_minmax1to100_a_gmean", .geometric),
      ("expected_minmax1to100_a_hmean", .harmonic), ("expected_example_Aggregated", .weighted),
      ("expected_prank_Aggregated", .weighted),
    ])
  func means(file: String, mean: Programme.Mean) throws {
    let rows = try Golden.rows("asem/\(file).csv").map { row in
      Dictionary(uniqueKeysWithValues: row.map { ($0.key.replacing("\"", with: ""), Double($0.value) ?? .nan) })
    }
    let parts = try parts()
    let wholes = parts.filter { $0.level > 1 }
    #expect(rows.count == 51 && wholes.count == 11)
    for row in rows {
      for whole in wholes {
        let own = try parts.filter { $0.parent == whole.code && $0.level == whole.level - 1 }
          .map { (points: try #require(row[$0.code]), weight: $0.weight) }
        let combined = try #require(mean.combine(own))
        let answer = try #require(row[whole.code])
        #expect(abs(combined - answer) <= 1e-9 * answer, "\(whole.code): \(combined) is not \(answer)")
      }
    }
  }
}
