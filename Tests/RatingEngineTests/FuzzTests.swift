import BuiltInScorers
import Foundation
import RatingProgramme
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// Bytes that nobody meant, for the readers of everything that comes from outside: they read it or refuse it.
///
/// A moment by default, with the same cases each time. `GUILDMARK_FUZZ_SECONDS` makes it so many seconds a target, with other
/// cases each time; `GUILDMARK_FUZZ_SEED` says which. `make fuzz` runs it with the address sanitizer.
@Suite(.serialized) struct FuzzTests {
  static let seconds = ProcessInfo.processInfo.environment["GUILDMARK_FUZZ_SECONDS"].flatMap(Double.init)
  static let seed = ProcessInfo.processInfo.environment["GUILDMARK_FUZZ_SEED"].flatMap(UInt64.init)

  /// Runs cases until there were enough. Each has a seed of its own, kept in a file while it runs: one that ends the process
  /// is found there, and comes first with `GUILDMARK_FUZZ_SEED`.
  private func fuzz(_ target: String, cases: Int, _ body: (UInt64, inout SeededGenerator) throws -> Void) rethrows {
    let first = Self.seed ?? (Self.seconds == nil ? 1 : UInt64.random(in: 1...1 << 40))
    let note = FileManager.default.temporaryDirectory.appending(path: "guildmark-fuzz-\(target).seed").path
    let isLong = Self.seconds != nil || Self.seed != nil
    if isLong { print("fuzzing \(target) from seed \(first); the case at hand is noted in \(note)") }
    let end = ContinuousClock.now + .seconds(Self.seconds ?? 0)
    var done = 0
    while isLong ? ContinuousClock.now < end || done == 0 : done < cases {
      let seed = first &+ UInt64(done)
      if isLong { try? "\(seed)\n".write(toFile: note, atomically: false, encoding: .utf8) }
      var random = SeededGenerator(seed: seed)
      try body(seed, &random)
      done += 1
    }
    if isLong { print("fuzzed \(target): \(done) cases from seed \(first)") }
  }

  @Test("tables with mutated bytes are the same to both ways of reading")
  func tables() throws {
    try fuzz("tables", cases: 250) { seed, random in
      var tables = RandomTables(files: 1...2, rows: 1...12, using: &random)
      for i in tables.files.indices { Mutation.table.mutate(&tables.files[i].bytes, using: &random) }
      let way = RandomTables.Way.some(using: &random)
      try expectSameReading(tables, way, way.exact, seed: seed)
    }
  }

  @Test("tables of guilds and rates with mutated bytes are read or refused")
  func groundwork() throws {
    try fuzz("groundwork", cases: 100) { seed, random in
      var tables = RandomTables(files: 1...1, rows: 1...3, using: &random)
      if var guilds = tables.guilds {
        Mutation.table.mutate(&guilds, using: &random)
        tables.guilds = guilds
      }
      if var rates = tables.rates {
        Mutation.table.mutate(&rates, using: &random)
        tables.rates = rates
      }
      let way = RandomTables.Way.some(using: &random)
      try expectSameReading(tables, way, way.exact, seed: seed)
    }
  }

  @Test("compressed tables with mutated bytes are the same to both ways of reading")
  func compressedTables() throws {
    try fuzz("compressed", cases: 150) { seed, random in
      var tables = RandomTables(files: 1...2, rows: 1...40, using: &random)
      for i in tables.files.indices {
        var bytes = Compression.compressed.randomElement(using: &random)!(tables.files[i].bytes)
        Mutation.compressed.mutate(&bytes, using: &random)
        tables.files[i].bytes = bytes
      }
      let way = RandomTables.Way.some(using: &random)
      try expectSameReading(tables, way, way.exact, seed: seed)
    }
  }

  // MARK: Tallies

  static let tallies = Result { try SomeTallies() }

  @Test("tallies with mutated bytes are refused, or say what they said before")
  func partialFiles() throws {
    let tallies = try Self.tallies.get()
    try fuzz("partials", cases: 150) { seed, random in
      let whole = tallies.files.randomElement(using: &random)!
      var bytes = whole
      Mutation.compressed.mutate(&bytes, using: &random)
      do {
        let partial = try PartialFile.partial(from: bytes, named: "t", scorers: builtInScorers)
        #expect(try partial.bytes(tool: "0") == whole, "seed \(seed)")
      } catch let error as EngineError {
        guard case .damaged = error else {
          Issue.record("seed \(seed): \(error)")
          return
        }
      }
    }
  }

  @Test("tallies of which anything was changed, with a checksum that is right, are refused or merged and rated")
  func partialBodies() throws {
    let tallies = try Self.tallies.get()
    try fuzz("bodies", cases: 250) { _, random in
      var body = tallies.bodies.randomElement(using: &random)!
      Mutation.compact.mutate(&body, using: &random)
      try SomeTallies.use(body, merging: tallies.partials.randomElement(using: &random)!)
    }
  }

  @Test("tallies that a fuzzer found a fault with", arguments: SomeTallies.found.keys.sorted())
  func found(_ name: String) throws {
    let tallies = try Self.tallies.get()
    let body = try #require(SomeTallies.found[name])
    try SomeTallies.use(body(tallies), merging: tallies.partials[0])
  }
}
