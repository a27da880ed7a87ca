import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// Corrections applied while reading: the same as tables that say what the corrections say.
struct CorrectionTests {
  /// What reading came to, but for places and for the corrections themselves.
  private struct Outcome: Equatable {
    var tallies: [UInt8]
    var guilds: [Identifier]
    var rows: [String: [Int64]]
    var rowsInMonth: [String: [Int64]]
    var badRows: [String: [String]]

    init(_ partial: Partial) throws {
      let order = partial.guilds.ids.enumerated().filter { place, _ in
        partial.tables.values.contains { $0.counts.rows.indices.contains(place) && $0.counts.rows[place] > 0 }
      }.sorted { $0.element < $1.element }
      var encoder = CompactEncoder()
      for fold in partial.folds { try fold.encode(order.map(\.offset), into: &encoder) }
      tallies = encoder.bytes
      guilds = order.map(\.element)
      func byGuild(_ counts: ContiguousArray<Int64>) -> [Int64] {
        order.map { counts.indices.contains($0.offset) ? counts[$0.offset] : 0 }
      }
      rows = partial.tables.mapValues { byGuild($0.counts.rows) }
      rowsInMonth = partial.tables.mapValues { byGuild($0.counts.rowsInMonth) }
      badRows = partial.tables.mapValues { table in
        table.badRows.map { bad in
          "\(bad.cause)|\(bad.value ?? "-")|\(bad.guild?.bytes ?? [])|\(bad.isBadForAnyGuild)"
        }.sorted()
      }
    }
  }

  /// `nil`: refused.
  private func outcome(_ tables: RandomTables, _ way: RandomTables.Way) throws -> Outcome? {
    do {
      return try Outcome(tables.partial(way))
    } catch is EngineError {
      return nil
    }
  }

  private func tables(using random: inout SeededGenerator) -> RandomTables {
    RandomTables(files: 1...4, rows: 0...30, using: &random)
  }

  @Test("setting aside is deleting and amending is editing, whatever way rows are read", arguments: seeds(1...12))
  func equality(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var rows = 0
    defer { #expect(rows > 10, "seed \(seed)") }
    for round in 0..<10 {
      let example = RandomCorrections(tables(using: &random), atMost: 40, using: &random)
      let way = RandomTables.Way.some(using: &random)
      let wanted = try outcome(example.edited, way)
      if wanted != nil { rows += example.count }
      for way in [way, way.exact, RandomTables.Way()] {
        let isSame = try outcome(example.corrected, way) == wanted
        #expect(isSame, "seed \(seed), round \(round), \(way), \(example.count) rows corrected")
      }
    }
  }

  @Test("rows by the thousand are, too, and each correction meets its row", arguments: seeds(1...1))
  func manyRows(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for table in RandomTables.tables {
      var tables = RandomTables()
      let oddness = RandomTables.Oddness(field: 0.0005, row: 0.0005, fatal: 0)
      tables.files = [(table, RandomTables.text(of: table, rows: Batch.capacity + 700, oddness, using: &random))]
      let example = RandomCorrections(tables, atMost: 200, using: &random)
      let (corrected, edited) = (
        try outcome(example.corrected, .init(threads: 2)), try outcome(example.edited, .init())
      )
      #expect(corrected == edited, "seed \(seed), \(table.name)")
      let met = try example.corrected.partial().correctedRows.rows
      let named = Set(example.corrected.corrections.entries.map(\.correction).filter { $0.table == table.name })
      #expect(Set(met.keys.map(\.key)) == Set(named.map(\.rowKey)), "seed \(seed), \(table.name)")
      #expect(met.values.allSatisfy { $0.count == 1 }, "seed \(seed), \(table.name)")
    }
  }

  @Test("each file tallied by itself, merged and sent through a file is the same bytes", arguments: seeds(1...6))
  func pieces(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<5 {
      let tables = RandomCorrections(tables(using: &random), atMost: 40, using: &random).corrected
      guard var whole = try? tables.partial() else { continue }
      var pieces = try tables.files.indices.map { number -> Partial in
        var part = tables
        for other in part.files.indices where other != number {
          let end = part.files[other].bytes.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
          part.files[other].bytes = Array(part.files[other].bytes[..<(end ?? part.files[other].bytes.count)])
        }
        return try part.partial(.some(using: &random), piece: "piece \(number)")
      }
      var merged = pieces.remove(at: Int.random(in: pieces.indices, using: &random))
      for piece in pieces.shuffled(using: &random) { try merged.merge(piece, named: "piece") }
      whole.pieces = merged.pieces
      let bytes = try whole.bytes(tool: "0")
      #expect(try merged.bytes(tool: "0") == bytes, "seed \(seed)")
      let read = try PartialFile.partial(
        from: bytes, named: "t", scorers: RandomTables.programme.scorers.map { type(of: $0.scorer) })
      #expect(try read.bytes(tool: "0") == bytes, "seed \(seed)")
    }
  }

  @Test("corrections are one list, whatever order they come in and however often")
  func order() {
    var random = SeededGenerator(seed: 7)
    let entries = (0..<50).map { number in
      CorrectionList.Entry(
        correction: Correction(
          table: ["requests", "payouts"][number % 2], rowKey: Identifier("r\(number / 4)"),
          action: number % 3 == 0 ? .setAside : .amend(column: "paid", value: Identifier("\(number % 5)")),
          reason: ["\u{E9}", "e\u{301}"][number % 2], decidedBy: "who", decidedOn: "2026-11-05"),
        place: Place(file: "corrections.csv", line: number + 2, column: 1))
    }
    let list = CorrectionList(entries)
    for _ in 0..<10 {
      let other = CorrectionList((entries + entries.prefix(20)).shuffled(using: &random))
      #expect(other.entries == list.entries && other.digest == list.digest)
    }
  }

  @Test(
    "a row's key joins its columns, and comes apart again",
    arguments: [[""], ["a"], ["a|b"], ["\\"], ["a\\|b", "", "|"], ["", ""], ["\\|", "\\\\", "é"]])
  func keys(_ parts: [String]) {
    let key = RowKey.joined(parts.map { Array($0.utf8) })
    #expect(RowKey.count(of: key) == parts.count)
    #expect(RowKey.parts(of: key) == parts.map { Array($0.utf8) })
  }

  @Test("a `\\` that stands before neither a `|` nor another belongs to no key", arguments: ["\\", "a\\b", "a\\|b\\"])
  func strayEscapes(_ key: String) {
    #expect(RowKey.count(of: Identifier(key)) == nil)
  }
}
