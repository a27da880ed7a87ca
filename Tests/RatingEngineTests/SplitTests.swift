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
  private static let month = RandomTables.october
  private static let guilds = Golden.path("platform/guilds.csv")

  private func json(_ month: TalliedMonth, _ programme: Programme) throws -> [UInt8] {
    try rate(month.measured(by: programme), by: programme, tool: testTool).jsonBytes
  }

  /// Cuts a table's rows, in their order or shuffled, at random places and tallies each piece.
  private func pieces(
    _ table: Table, _ cuts: Int, _ programme: Programme, in data: TemporaryData, using random: inout SeededGenerator
  ) throws -> [Partial] {
    let file = URL(filePath: Golden.path("platform/\(table.name).csv"))
    let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
    var rows = Array(lines.dropFirst())
    if random.tosses(0.5) { rows.shuffle(using: &random) }
    let places = [0, rows.count] + (0..<cuts).map { _ in Int.random(in: 0...rows.count, using: &random) }
    return try zip(places.sorted(), places.sorted().dropFirst()).enumerated().map { number, place in
      let name = "\(data.path)/\(table.name)-\(number)"
      let compression = Compression.allCases.randomElement(using: &random)!
      try data.write(compression(lines[0] + rows[place.0..<place.1].joined()), to: "\(table.name)-\(number)")
      return try Partial(
        files: [name], of: table.name, guilds: random.tosses(0.5) ? Self.guilds : nil, piece: name,
        programme: programme, month: Self.month, threads: Int.random(in: 1...3, using: &random))
    }
  }

  /// Merges any two at a time, and now and then sends one through a file.
  private func merged(_ parts: [Partial], using random: inout SeededGenerator) throws -> Partial {
    var parts = parts
    while parts.count > 1 {
      var one = parts.remove(at: Int.random(in: parts.indices, using: &random))
      try one.merge(parts.remove(at: Int.random(in: parts.indices, using: &random)), named: "other")
      parts.append(
        random.tosses(0.1)
          ? try PartialFile.partial(from: one.bytes(tool: "0"), named: "t", scorers: knownScorers) : one)
    }
    return parts[0]
  }

  @Test("any cut of the rows and any order of merging give the same ratings", arguments: seeds(1...1))
  func splits(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let data = try TemporaryData()
    let programme = GoldenMeasureTests.tuned
    let tables = try TalliedMonth(
      data: Golden.path("platform"), programme: programme, month: Self.month, threads: 2)
    let (whole, digest) = (try json(tables, programme), try tables.digest())
    var pieces = try RandomTables.tables.filter { $0.name != "measures" }.flatMap {
      try self.pieces($0, 5, programme, in: data, using: &random)
    }
    pieces.append(
      try Partial(files: [Self.guilds], of: "guilds", programme: programme, month: Self.month, threads: 1))
    // Each order joins other neighbours and strangers, and so is another split of the rows into larger pieces.
    for _ in 0..<8 {
      let tallied = try TalliedMonth(
        merged(pieces, using: &random), named: "t", programme: programme, month: Self.month)
      let isSame = try json(tallied, programme) == whole
      #expect(isSame, "seed \(seed)")
      #expect(try tallied.digest() == digest, "seed \(seed)")
    }
  }
}
