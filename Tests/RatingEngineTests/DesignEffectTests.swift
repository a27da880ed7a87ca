import BuiltInScorers
import RatingProgramme
import RatingRecord
import ScorerKit
import Statistics
import TestSupport
import Testing

@testable import RatingEngine

/// How intervals allow for events of one broadcaster being alike.
struct DesignEffectTests {
  private static let header = "request_id,guild_id,broadcaster_id,opened_at,first_response_at,resolved_at,reopened_at\n"

  /// October's requests of four guilds, each of `broadcasters` broadcasters with ten requests.
  private func record(broadcasters: Int, _ isAnswered: (_ broadcaster: Int, _ request: Int) -> Bool) throws
    -> RatingRecord
  {
    let data = try TemporaryData()
    var rows = Self.header
    for guild in 0..<4 {
      for broadcaster in 0..<broadcasters {
        for request in 0..<10 {
          let day = String(10 + request)
          let answer = isAnswered(broadcaster, request) ? "2026-10-\(day)T11:00:00Z" : ""
          rows += "r\(guild)-\(broadcaster)-\(request),G\(guild),b\(broadcaster),2026-10-\(day)T10:00:00Z,\(answer),,\n"
        }
      }
    }
    try data.write(Array(rows.utf8), to: "requests.csv")
    let programme = try programme("scorers: { responsiveness: }\n", scorers: knownScorers)
    let month = try TalliedMonth(data: data.path, programme: programme, month: RandomTables.october, threads: 2)
    return try rate(month.measured(by: programme), by: programme, tool: testTool)
  }

  @Test("broadcasters who are all or none answered are as good as one request each")
  func alike() throws {
    let record = try record(broadcasters: 40) { broadcaster, _ in broadcaster % 4 != 0 }
    let effect = try #require(record.coverage[0].measures[0].designEffect)
    #expect(abs(effect - 10) < 0.5)
    let measure = record.guilds[0].scorers[0].measures[0]
    let expected = BetaInterval(successes: 300 / effect, trials: 400 / effect)
    #expect(abs(measure.interval!.low - expected.low) < 1e-9 && abs(measure.interval!.high! - expected.high) < 1e-9)
  }

  @Test("requests that are answered whoever asks count as what they are")
  func apart() throws {
    var random = SeededGenerator(seed: 1)
    let record = try record(broadcasters: 40) { _, _ in Double.random(in: 0..<1, using: &random) < 0.75 }
    #expect(try #require(record.coverage[0].measures[0].designEffect) < 1.4)
    let steady = try self.record(broadcasters: 40) { _, request in request % 4 != 0 }
    #expect(steady.coverage[0].measures[0].designEffect == 1)
  }

  @Test("from a few broadcasters nothing is concluded")
  func few() throws {
    let record = try record(broadcasters: 7) { broadcaster, _ in broadcaster % 4 != 0 }
    #expect(record.coverage[0].measures[0].designEffect == 1)
  }

  @Test("the sample is the same however rows are split, ordered and merged", arguments: seeds(1...6))
  func sample(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    typealias Sample = BroadcasterSample<Responsiveness.Tally>
    let window = Window(months: 1, endingWith: RandomTables.october)
    let opened = window.start * Calendar.secondsPerDay + 10 * Calendar.secondsPerDay
    let owners = (0..<20_000).map { _ in Int.random(in: 0..<12_000, using: &random) }
    func fold(_ owners: [Int], into sample: inout Sample) {
      for start in stride(from: 0, to: owners.count, by: 2048) {
        let part = owners[start..<min(start + 2048, owners.count)]
        let hashes = part.map { owner in Int64(bitPattern: StableHash.hash("b\(owner)")) }
        var values = ContiguousArray(hashes)
        var starts: [String: Int?] = [:]
        for column in ["opened_at", "first_response_at", "resolved_at", "reopened_at"] {
          starts[column] = .some(values.count)
          values += ContiguousArray(repeating: column == "opened_at" ? opened : missingValue, count: part.count)
        }
        let rows = Rows(
          table: "requests", count: part.count, guilds: ContiguousArray(part.map { Int32($0 % 7) }), values: values,
          starts: starts, broadcasters: 0)
        sample.fold(rows, by: Responsiveness(), in: window)
      }
    }
    func content(_ sample: Sample) -> [String] {
      sample.lowest(2048, guilds: 7).map { "\($0.guild) \($0.tally)" }
    }
    var whole = Sample()
    fold(owners, into: &whole)
    var parts = [Sample](repeating: Sample(), count: 4)
    var dealt = [[Int]](repeating: [], count: 4)
    for owner in owners.shuffled(using: &random) { dealt[Int.random(in: 0..<4, using: &random)].append(owner) }
    for part in parts.indices { fold(dealt[part], into: &parts[part]) }
    var merged = Sample()
    let map = Array(Int32(0)..<7)
    for part in parts.shuffled(using: &random) { merged.merge(part, map: map) }
    #expect(content(whole) == content(merged), "seed \(seed)")
    #expect(content(whole).count == 2048)
  }
}

/// Jeffreys' interval of 90 %.
struct BetaInterval {
  let low: Double
  let high: Double

  init(successes: Double, trials: Double) {
    let beta = BetaDistribution(a: successes + 0.5, b: trials - successes + 0.5)
    (low, high) = (beta.quantile(0.05), beta.quantile(0.95))
  }
}
