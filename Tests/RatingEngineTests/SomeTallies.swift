import Foundation
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// Valid tallies of different kinds: of each table, with and without guilds, with bad rows, and of nothing.
struct SomeTallies {
  let partials: [Partial]
  let files: [[UInt8]]
  /// What the files hold, unpacked.
  let bodies: [[UInt8]]

  init() throws {
    var random = SeededGenerator(seed: 7)
    var partials: [Partial] = []
    for (number, table) in RandomTables.tables.enumerated() {
      for withGuilds in [true, false] {
        var tables = RandomTables()
        let oddness = RandomTables.Oddness(field: 0.01, row: 0.01, fatal: 0)
        tables.files = [(table, RandomTables.text(of: table, rows: 60, oddness, using: &random))]
        if !withGuilds { tables.guilds = nil }
        partials.append(try tables.partial(piece: "\(number) \(withGuilds)"))
      }
    }
    var whole = partials[0]
    for partial in partials.dropFirst() { try whole.merge(partial, named: "t") }
    partials.append(whole)
    self.partials = partials
    files = try partials.map { try $0.bytes(tool: "0") }
    bodies = try files.map { try SomeTallies.body(of: $0) }
  }

  static func body(of file: [UInt8]) throws -> [UInt8] {
    let end = try #require(file.indices.dropFirst().first { file[$0] == 10 && file[$0 - 1] == 10 })
    return try zstdDecompressed(file[(end + 1)..<(file.count - 32)], limit: 1 << 30)
  }

  /// A file around a body, with its checksum.
  static func file(_ body: [UInt8]) -> [UInt8] {
    let bytes = Array((PartialFile.mark + "\n").utf8) + zstdCompressed(body)
    return bytes + SHA256.digest(of: bytes)
  }

  /// A body with these contents and tallies for which it says nothing.
  ///
  /// - Parameter complaints: those that every guild has.
  static func body(
    _ change: (inout PartialFile.Contents) -> Void, complaints: UpheldComplaints? = nil, of body: [UInt8]
  ) throws -> [UInt8] {
    var decoder = CompactDecoder(body)
    var contents = try decoder.next(PartialFile.Contents.self)
    change(&contents)
    var encoder = CompactEncoder()
    try encoder.append(contents)
    for scorer in contents.basis.scorers {
      for _ in contents.guilds { try encoder.append(scorer.id == "complaint_rate" ? complaints : nil) }
      // A scorer with measures has a sample of broadcasters; here of nobody.
      guard knownScorers.contains(where: { $0.id == scorer.id }) else { continue }
      try encoder.append([UInt8]())
      try encoder.append([Int64]())
    }
    return encoder.bytes
  }

  /// A tally of complaint_rate.
  struct UpheldComplaints: Encodable {
    var exposedDays = 30
    var filed = 0
    var undecided = 0
    var rejected = 0
    var upheld = Counts()

    init(critical: Int64) { upheld.add(critical, at: 2) }
  }

  static let programmes = Result {
    try ["monthly", "strict-gates"].map { name in
      let path = Golden.packageRoot.appending(path: "Configs/\(name).yaml").path
      return try Programme.load(path: path, scorers: knownScorers)
    } + [RandomTables.programme]
  }

  /// Reads a body, merges what it holds in both directions, writes it, measures it and rates it.
  ///
  /// - Throws: what is no `EngineError`.
  static func use(_ body: [UInt8], merging other: Partial) throws {
    for step in [merged, rated] {
      do {
        let partial = try PartialFile.partial(from: file(body), named: "t", scorers: knownScorers)
        try step(partial, other)
      } catch is EngineError { continue }
    }
  }

  private static func merged(_ partial: Partial, _ other: Partial) throws {
    var (one, two, twice, copy) = (partial, other, partial, partial)
    (one.pieces, copy.pieces) = ([], ["copy"])
    try one.merge(other, named: "t")
    _ = try one.bytes(tool: "0")
    try two.merge(copy, named: "t")
    try twice.merge(copy, named: "t")
    _ = try twice.bytes(tool: "0")
    try rated(two, other)
  }

  private static func rated(_ partial: Partial, _ other: Partial) throws {
    for programme in try programmes.get() {
      do {
        let month = try TalliedMonth(partial, named: "t", programme: programme, month: partial.month)
        let measured = try month.measured(by: programme)
        _ = measured.rows(of: programme)
        _ = try rate(measured, by: programme, tool: testTool, threads: 1).jsonBytes
      } catch is EngineError { continue }
    }
  }

  /// Bodies that once ended the process, or were read where they should not have been.
  static let found: [String: @Sendable (SomeTallies) throws -> [UInt8]] = [
    "a month millions of years away": { try body({ $0.basis.month = 1 << 55 }, of: $0.bodies[0]) },
    "a scorer that is there twice": { try body({ $0.basis.scorers.append($0.basis.scorers[0]) }, of: $0.bodies[0]) },
    "a scorer less": { try body({ $0.basis.scorers.removeLast() }, of: $0.bodies[0]) },
    "numbers of rows whose sum is too large": {
      try body(
        { contents in
          contents.guilds = (0..<300).map { Array("G\($0 + 100)".utf8) }
          let counts = [Int64](repeating: 1 << 55, count: 300)
          (contents.tables[0].rows, contents.tables[0].rowsInMonth) = (counts, counts)
        }, of: $0.bodies[0])
    },
  ]
}
