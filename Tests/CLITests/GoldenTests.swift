import Foundation
import TestSupport
import Testing

/// A sample of the answers worked out elsewhere, through the binary; the engine's tests hold all of them.
@Suite(.enabled(if: Golden.isThere("platform"), Comment(rawValue: Golden.isAbsent)))
struct GoldenTests {
  @Test(
    "measures prints what was worked out",
    arguments: [
      ("platform", "2026-10", "platform/expected_2026-10_w1.csv"),
      ("../real/service_desk", "2016-04", "../real/service_desk/expected_2016-04_w1.csv"),
    ])
  func measures(data: String, month: String, expected: String) throws {
    let outcome = try Guildmark.run("measures", "--quiet", "--data", Golden.path(data), "--month", month)
    expectDone(outcome)
    #expect(outcome.lines[0] == "guild_id,scorer,measure,value,numerator,denominator")
    let answers = try Golden.rows(expected)
    // More scorers may be registered than there were answers worked out for.
    let scorers = Set(answers.map { $0["scorer"] })
    let rows = TextTable(outcome.text).records
      .filter { scorers.contains($0["scorer"]) && !$0["measure"]!.hasPrefix("exit_reasons.") }
    #expect(rows.count == answers.count)
    for (row, answer) in zip(rows, answers) {
      for column in ["guild_id", "scorer", "measure"] { #expect(row[column] == answer[column]) }
      let tolerance = row["measure"] == "median_first_response" ? 0.01 : 1e-9
      for column in ["value", "numerator", "denominator"] {
        let (found, wanted) = (Double(row[column]!), Double(answer[column]!))
        #expect((found == nil) == (wanted == nil), "\(row) \(answer)")
        if let found, let wanted, found != wanted {
          #expect(abs(found - wanted) <= tolerance * abs(wanted), "\(row) \(answer)")
        }
      }
    }
  }

  @Test("the service desk has cards for all 70 groups, and says that a rating rests on one scorer of four")
  func serviceDesk() throws {
    let place = try TemporaryData()
    let out = "\(place.path)/cards"
    let desk = Golden.path("../real/service_desk")
    let outcome = try Guildmark.run("report", "--data", desk, "--month", "2016-04", "--out", out)
    expectDone(outcome)
    #expect(outcome.words.contains("requests: 2 bad rows set aside"), "\(outcome)")
    #expect(outcome.words.contains("70 report cards for April 2016"), "\(outcome)")
    let written = files(in: out)
    #expect(written.keys.filter { $0.hasPrefix("guilds/") && $0.hasSuffix(".html") }.count == 70)
    let record = try #require(JSONSerialization.jsonObject(with: Data(written["ratings.json"] ?? [])) as? [String: Any])
    let guilds = try #require(record["guilds"] as? [[String: Any]])
    #expect(guilds.count == 70)
    for guild in guilds {
      let scorers = try #require(guild["scorers"] as? [[String: Any]])
      let silent = scorers.filter { $0["points"] is NSNull }.compactMap { $0["id"] as? String }
      #expect(
        silent.count >= 3 && !silent.contains("responsiveness") || silent.count == 4, "\(guild["guild_id"] ?? "")")
    }
    let rated = guilds.first { !($0["score"] is NSNull) }
    let id = try #require(rated?["guild_id"] as? String)
    let words = try Guildmark.run("explain", id, "--quiet", "--data", desk, "--month", "2016-04")
    expectDone(words)
    let text = words.text.replacing(#/\s+/#, with: " ").lowercased()
    #expect(text.contains("no table payouts") || text.contains("no data"), "\(words)")
    #expect(text.contains("1 of 4") || text.contains("one scorer of four") || text.contains("one of four"), "\(words)")
  }

  @Test("the star ratings of 475 Medicare contracts come out as they were published")
  func medicare() throws {
    let programme = Golden.packageRoot.appending(path: "Configs/medicare-part-c-2026.yaml").path
    let folder = "medicare_part_c_2026"
    let outcome = try Guildmark.run(
      "rate", "--programme", programme, "--data", Golden.path(folder), "--month", "2025-10", "--format", "json")
    expectDone(outcome)
    let record = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    let guilds = try #require(record["guilds"] as? [[String: Any]])
    var stars: [String: Double] = [:]
    for row in try Golden.rows("\(folder)/expected_measure_stars.csv") {
      stars["\(row["guild_id"]!) \(row["measure"]!)"] = Double(row["star"]!)
    }
    let answers = Dictionary(
      uniqueKeysWithValues: try Golden.rows("\(folder)/expected_ratings.csv").map { ($0["guild_id"]!, $0) })
    #expect(guilds.count == 475 && answers.count == 475)
    var (ratings, found) = (0, 0)
    for guild in guilds {
      let id = try #require(guild["guild_id"] as? String)
      let answer = try #require(answers[id])
      let consistency = try #require(guild["consistency"] as? [String: Any])
      // Numbers of six decimals, to the last of them.
      for (key, column) in [
        ("mean", "weighted_mean"), ("variance", "weighted_variance"), ("bonus", "consistency_bonus"),
      ] {
        let (own, expected) = (consistency[key] as? Double, Double(answer[column]!))
        #expect(own.map { ($0 * 1e6).rounded() } == expected.map { ($0 * 1e6).rounded() }, "\(id) \(key)")
      }
      let unrounded = try #require(guild["unrounded"] as? Double)
      #expect(abs(unrounded - Double(answer["final_unrounded"]!)!) < 1e-6, "\(id)")
      let points = (guild["adjustments"] as? [[String: Any]])?.compactMap { $0["points"] as? Double }
      #expect(points == [Double(answer["adjustment"]!)!] || points == [] && Double(answer["adjustment"]!) == 0, "\(id)")
      if guild["score"] as? Double == Double(answer["rating_published"]!) { ratings += 1 }
      let scorers = try #require(guild["scorers"] as? [[String: Any]])
      for measure in scorers.flatMap({ $0["measures"] as? [[String: Any]] ?? [] }) {
        guard let own = measure["points"] as? Double, let name = measure["id"] as? String else { continue }
        #expect(own == stars["\(id) \(name.replacing("_star", with: ""))"], "\(id) \(name)")
        found += 1
      }
    }
    #expect(ratings == 475 && found == stars.count)
  }
}
