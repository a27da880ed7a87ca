import Foundation
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

struct RecordTests {
  private static let yaml = """
    scorers: { care: {}, pay: {}, stay: {} }
    peers: { group_by: [region], at_least: 3 }
    gates: [{ name: exodus, when: { stay.leaving: { above: 10% } }, cap: Silver }]
    incentives: { budget: 1000, tiers: { Gold: { commission_bonus: 1% }, Bronze: { traffic_coupons: 5 } } }
    """

  private func record(_ seed: UInt64) throws -> RatingRecord {
    var random = SeededGenerator(seed: seed)
    let programme = try programme(Self.yaml)
    return rate(
      (0..<9).map { number in
        guild(
          "g\(number)\"<\u{1}é", randomEstimates(missing: 0.3, using: &random),
          attributes: ["region": number < 5 ? "EU" : "\(number)"], broadcasters: number == 1 ? nil : 7,
          grossDue: 50_000_000,
          by: programme)
      }, by: programme)
  }

  @Test("the record is JSON that others read, with all keys always there", arguments: seeds(1...10))
  func parses(_ seed: UInt64) throws {
    let record = try record(seed)
    #expect(record.jsonBytes == record.json.bytes(expanding: 2) + "\n".utf8)
    let parsed = try JSONSerialization.jsonObject(with: Data(record.jsonBytes)) as? [String: Any]
    let guilds = try #require(parsed?["guilds"] as? [[String: Any]])
    #expect(parsed?["schema"] as? String == "guildmark/ratings/1")
    #expect(guilds.map { $0["guild_id"] as? String } == record.guilds.map(\.guildID.description))
    for (guild, rating) in zip(guilds, record.guilds) {
      #expect(guild["score"] as? Double == rating.score)
      for key in ["interval", "tier_probabilities"] { #expect(!(guild[key] is NSNull) || rating.interval == nil) }
      let measures = (guild["scorers"] as! [[String: Any]]).flatMap { $0["measures"] as! [[String: Any]] }
      #expect(measures.allSatisfy { Set($0.keys) == Set(measures[0].keys) })
      for (measure, result) in zip(measures, rating.scorers.flatMap(\.measures)) {
        #expect(measure["never"] as? Bool == result.isNever)
        // Foundation reads some numbers an ulp or two off.
        let value = measure["value"] as? Double
        #expect(value == nil ? result.value == nil : abs(value! - result.value!) <= 1e-12 * abs(value!))
        if result.isNever { #expect(measure["value"] is NSNull && measure["points"] as? Double == 0) }
        #expect((measure["estimate"] is NSNull) == (result.estimate == nil))
        #expect((measure["interval"] is NSNull) == (result.interval == nil))
      }
    }
  }

  @Test("keys come in the order that the design gives them")
  func order() throws {
    let record = try record(1)
    #expect(
      keys(record.json).filter { $0 != "tool" && $0 != "incentives" } == [
        "schema", "programme", "month", "window", "status", "publication", "inputs", "corrections", "exemptions",
        "coverage", "guilds",
      ])
    guard case .object(let pairs) = record.json,
      case .array(let guilds)? = pairs.first(where: { $0.key == "guilds" })?.value
    else {
      Issue.record("there are no guilds")
      return
    }
    #expect(
      keys(guilds[0]).prefix(13) == [
        "guild_id", "name", "peer_group", "score", "interval", "tier", "tier_probabilities", "rank", "flags", "gates",
        "scorers", "improvements", "incentives",
      ])
    #expect(
      keys(guilds[0]).dropFirst(13) == [
        "next_tier", "broadcasters", "adjustments", "consistency", "unrounded", "peers_score", "movement",
        "trend", "before_revision", "exemptions",
      ])
    let programme = pairs.first { $0.key == "programme" }
    #expect(programme.map { keys($0.value).suffix(4) } == ["evidence", "movement", "corrections_days", "appeals"])
    guard case .object(let guild) = guilds[0],
      case .array(let scorers)? = guild.first(where: { $0.key == "scorers" })?.value,
      case .object(let scorer) = scorers[0],
      case .array(let measures)? = scorer.first(where: { $0.key == "measures" })?.value
    else {
      Issue.record("there are no scorers")
      return
    }
    #expect(keys(scorers[0]).filter { $0 != "neutral" } == ["id", "points", "weight", "contribution", "measures"])
    let known = [
      "value", "numerator", "denominator", "estimate", "interval", "points", "weight", "peer_median", "peer_percentile",
    ]
    #expect(keys(measures[0]).filter(known.contains) == known)
  }

  private func keys(_ json: JSON) -> [String] {
    guard case .object(let pairs) = json else { return [] }
    return pairs.map(\.key)
  }

  @Test(
    "numbers are written in their shortest form",
    arguments: [
      (0.1, "0.1"), (-0.0, "0.0"), (100, "100.0"), (1e21, "1e+21"), (1.0 / 3, "0.3333333333333333"), (5e-300, "5e-300"),
    ])
  func numbers(_ value: Double, _ text: String) throws {
    #expect(JSON.number(value).bytes() == Array(text.utf8))
    #expect(Double(text) == value)
  }

  @Test("text is escaped so that it is safe in JSON and in a script")
  func escapes() throws {
    let text = "\"\\/\u{0}\n\t\r\u{1F}\u{7F}</script>\u{2028}\u{2029}é🏠"
    let written = String(decoding: JSON.string(text).bytes(), as: UTF8.self)
    #expect(!written.contains("<") && !written.contains("\u{2028}"))
    let parsed = try JSONSerialization.jsonObject(with: Data(written.utf8), options: .fragmentsAllowed) as? String
    #expect(parsed == text)
  }

  @Test("the record is the same for any number of threads, and for rows in any order")
  func sameBytes() throws {
    var random = SeededGenerator(seed: 7)
    var (requests, members) = ([String](), [String]())
    for number in 0..<30_000 {
      let (guild, day) = (Int.random(in: 0..<9, using: &random), Int.random(in: 10...30, using: &random))
      let hour = Int.random(in: 10...23, using: &random)
      let answered = Bool.random(using: &random) ? "2026-10-\(day)T\(hour):30:00Z" : ""
      requests.append("r\(number),\"G,\(guild)\",b\(number),2026-10-\(day)T\(hour):00:00Z,\(answered)")
      if number % 50 == 0 { members.append("\"G,\(guild)\",b\(number),2026-09-\(day),2026-10-\(day)") }
    }
    let programme = Programme.standard(scorers: knownScorers)
    var records: Set<[UInt8]> = []
    for threads in [1, 2, 5] {
      requests.shuffle(using: &random)
      members.shuffle(using: &random)
      let data = try TemporaryData([
        "requests": "request_id,guild_id,broadcaster_id,opened_at,first_response_at\n"
          + requests.joined(separator: "\n"),
        "memberships": "guild_id,broadcaster_id,joined_on,left_on\n" + members.joined(separator: "\r\n") + "\r\n",
      ])
      for threads in [threads, 1] {
        let month = Month(year: 2026, month: 10)
        let tallied = try TalliedMonth(data: data.path, programme: programme, month: month, threads: threads)
        #expect(tallied.badRows.isEmpty && tallied.guilds.count == 9)
        let measured = try tallied.measured(by: programme)
        records.insert(try rate(measured, by: programme, tool: testTool, threads: threads).jsonBytes)
      }
    }
    #expect(records.count == 1)
  }
}
