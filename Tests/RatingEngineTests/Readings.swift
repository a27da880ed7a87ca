import BuiltInScorers
import RatingProgramme
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// What reading tables came to: everything that can be seen of it.
enum Reading: Equatable {
  case partial(bytes: [UInt8], badRows: [String: [BadRow]])
  case refused(String)
}

extension RandomTables {
  static let october = Month(year: 2026, month: 10)
  static let programme: Programme = {
    var programme = Programme.standard(scorers: knownScorers)
    let declared = measures.filter { $0 != "undeclared" }.map {
      Measure($0, $0, unit: .number, .higher, .mean, .scored(weight: 1, .identity), needs: Brought.needs)
    }
    programme.scorers.append(
      ScorerPlan(scorer: Brought().declaring(declared), weight: 1, window: 2, measures: []))
    return programme
  }()

  /// How the tables are read, which is to make no difference.
  struct Way: CustomStringConvertible {
    var scansPlainRows = true
    var blockSize = BlockReader.blockSize
    var threads = 1

    static func some(using random: inout SeededGenerator) -> Way {
      Way(
        blockSize: random.tosses(0.2) ? BlockReader.blockSize : Int.random(in: 1...300, using: &random),
        threads: [1, 2, 3, 7].randomElement(using: &random)!)
    }

    var exact: Way { Way(scansPlainRows: false, blockSize: blockSize, threads: threads) }
    var description: String {
      "\(scansPlainRows ? "scanned" : "exact"), blocks of \(blockSize), \(threads) threads"
    }
  }

  func partial(_ way: Way = Way(), piece: String? = nil) throws -> Partial {
    func sources(_ bytes: [UInt8]?, _ name: String) -> [DataSource] {
      bytes.map { [DataSource(path: name, content: .bytes($0))] } ?? []
    }
    let plan = TallyPlan.forPartials(of: Self.programme, month: Self.october)
    let groundwork = try Groundwork(
      guilds: sources(guilds, "guilds.csv"), rates: sources(rates, "fx_rates.csv"), adjustments: [],
      corrections: corrections, programme: Self.programme, month: Self.october)
    var tallying = Tallying(
      plan: plan, guilds: groundwork.guildIndex, rates: groundwork.rates, corrections: corrections)
    (tallying.blockSize, tallying.scansPlainRows) = (way.blockSize, way.scansPlainRows)
    let events = files.enumerated().flatMap { number, file in
      plan.files([DataSource(path: "\(file.table.name)-\(number).csv", content: .bytes(file.bytes))], of: file.table)
    }
    var partial = try tallying.partial(of: events, threads: way.threads)
    if let guilds { partial.kept["guilds"] = sources(guilds, "guilds.csv") }
    if let rates { partial.kept["fx_rates"] = sources(rates, "fx_rates.csv") }
    if let piece { partial.pieces = [piece] }
    return partial
  }

  /// - Throws: what is no `EngineError`.
  func reading(_ way: Way) throws -> Reading {
    do {
      let partial = try partial(way)
      return .partial(bytes: try partial.bytes(tool: "0"), badRows: partial.tables.mapValues(\.badRows))
    } catch let error as EngineError {
      return .refused(error.description)
    }
  }
}

/// That both ways of reading come to the same.
func expectSameReading(
  _ tables: RandomTables, _ way: RandomTables.Way, _ other: RandomTables.Way, seed: UInt64,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let (one, two) = (try tables.reading(way), try tables.reading(other))
  guard one != two else { return }
  Issue.record(
    "seed \(seed): \(way): \(difference(one, two)); \(other): \(difference(two, one)); \(tables.described)",
    sourceLocation: sourceLocation)
}

private func difference(_ one: Reading, _ other: Reading) -> String {
  switch (one, other) {
  case (.refused(let message), _): return message
  case (.partial(_, let badRows), .partial(_, let others)):
    let extra = badRows.values.joined().filter { row in !others.values.joined().contains(row) }
    return extra.isEmpty ? "other tallies" : extra.prefix(3).map(\.description).joined(separator: "; ")
  case (.partial, .refused): return "read"
  }
}

extension RandomTables {
  fileprivate var described: String {
    files.map { "\($0.table.name): \(String(decoding: $0.bytes, as: UTF8.self).prefix(2000).debugDescription)" }
      .joined(separator: "\n")
  }
}
