import BuiltInScorers
import Foundation
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// A real month's tables cut into pieces at random, tallied each by itself and merged in any order: the same bytes of ratings.
@Suite(.enabled(if: Golden.isThere("platform"), Comment(rawValue: Golden.isAbsent)))
struct SplitTests {
  static let tables = ["complaints", "memberships", "payouts", "requests"]
  static let month = RandomTables.october

  /// A table's header, and its rows.
  static let lines = Result {
    try Dictionary(
      uniqueKeysWithValues: tables.map { table in
        let text = try Data(contentsOf: URL(filePath: Golden.path("platform/\(table).csv")))
        return (table, text.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] })
      })
  }

  static let programmes = Result { try SomeTallies.programmes.get() + [GoldenMeasureTests.tuned] }

  private static func json(_ month: TalliedMonth, _ programme: Programme) throws -> [UInt8] {
    rate(try month.measured(by: programme), by: programme, tool: testTool).jsonBytes
  }

  static let wholes = Result {
    try programmes.get().map { programme in
      try json(
        TalliedMonth(data: Golden.path("platform"), programme: programme, month: month, threads: 2), programme)
    }
  }

  @Test("any split of the rows and any order of merging give the same ratings", arguments: seeds(1...40))
  func splits(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let data = try TemporaryData()
    let place = Int.random(in: 0..<(try Self.programmes.get().count), using: &random)
    let programme = try Self.programmes.get()[place]
    let guilds = random.tosses(0.5) ? Golden.path("platform/guilds.csv") : nil
    var partials = [
      try Partial(
        files: [Golden.path("platform/guilds.csv")], of: "guilds", programme: programme, month: Self.month, threads: 1)
    ]
    for table in Self.tables {
      let lines = try #require(Self.lines.get()[table])
      let rows = random.tosses(0.5) ? lines.dropFirst() : lines.dropFirst().shuffled(using: &random)[...]
      var cuts = (0..<Int.random(in: 0...2, using: &random)).map { _ in
        Int.random(in: rows.startIndex...rows.endIndex, using: &random)
      }
      cuts = ([rows.startIndex, rows.endIndex] + cuts).sorted()
      for (start, end) in zip(cuts, cuts.dropFirst()) {
        let compression = Compression.allCases.randomElement(using: &random)!
        let name = "\(table)-\(start)-\(end)-\(partials.count)"
        try data.write(compression(lines[0] + rows[start..<end].joined()), to: name)
        partials.append(
          try Partial(
            files: ["\(data.path)/\(name)"], of: table, guilds: guilds, programme: programme, month: Self.month,
            threads: Int.random(in: 1...3, using: &random)))
      }
    }
    // Any two at a time, and at times by way of a file.
    while partials.count > 1 {
      var one = partials.remove(at: Int.random(in: partials.indices, using: &random))
      let other = partials.remove(at: Int.random(in: partials.indices, using: &random))
      try one.merge(other, named: "other")
      partials.append(
        random.tosses(0.3)
          ? try PartialFile.partial(from: one.bytes(tool: "0"), named: "t", scorers: builtInScorers) : one)
    }
    let month = try TalliedMonth(partials[0], named: "t", programme: programme, month: Self.month)
    let ratings = try Self.json(month, programme)
    #expect(try ratings == Self.wholes.get()[place], "seed \(seed), programme \(place)")
  }
}
