import Foundation
import TestSupport
import Testing

/// What the rows behind a measure tell the guild of others, through the real binary.
struct EvidenceIdentityTests {
  private static let answered = "responsiveness.within_target_rate"

  /// With corrections and a key.
  private func platform(_ corrections: String...) throws -> TemporaryData {
    let data = try SmallPlatform.written {
      $0.further["corrections"] =
        "table,row_key,action,column,value,reason,decided_by,decided_on\n"
        + corrections.map { "\($0),It was wrong,desk,2026-11-05\n" }.joined()
    }
    try data.write(Array(repeating: 7, count: 32), to: "key")
    return data
  }

  private func evidence(
    _ guild: String, _ measure: String, _ data: TemporaryData, _ options: [String]
  ) throws -> Guildmark.Outcome {
    try Guildmark.run(["evidence", guild, measure, "--data", data.path, "--month", "2026-10"] + options)
  }

  private func records(
    _ guild: String, _ measure: String, _ data: TemporaryData, _ options: [String]
  ) throws -> [[String: String]] {
    let outcome = try evidence(guild, measure, data, options)
    expectDone(outcome)
    return TextTable(outcome.text).records
  }

  /// What JSON has of the first row: a column's field, and the correction.
  private func first(
    _ column: String, _ guild: String, _ measure: String, _ data: TemporaryData, _ options: [String]
  ) throws -> (field: Any?, correction: String?) {
    let outcome = try evidence(guild, measure, data, options + ["--format", "json"])
    let document = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    let row = try #require((document["rows"] as? [[String: Any]])?.first)
    return ((row["columns"] as? [String: Any])?[column], row["correction"] as? String)
  }

  private static let why = ": It was wrong (desk, 2026-11-05)"

  @Test("an amended broadcaster's id is left out, a pseudonym, or shown, as the others are")
  func broadcasters() throws {
    let data = try platform("requests,r1,amend,broadcaster_id,B00001234", "requests,r2,amend,broadcaster_id,b1")
    let keyed = ["--pseudonyms", "\(data.path)/key"]
    for format in [[], ["--format", "json"]] {
      for options in [[], keyed] {
        let outcome = try evidence("A", Self.answered, data, options + format)
        expectDone(outcome)
        #expect(!outcome.text.contains("B00001234") && !outcome.words.contains("B00001234"), "\(outcome)")
      }
    }
    let plain = try records("A", Self.answered, data, [])
    #expect(plain.map { $0["correction"] } == Array(repeating: "broadcaster_id amended" + Self.why, count: 2))
    #expect(plain.map { $0["broadcaster_id"] } == [nil, nil])
    let rows = try records("A", Self.answered, data, keyed)
    // The pseudonym of b1.
    #expect(rows[1]["broadcaster_id"] == "35c586e97cc68eb5" && rows[0]["broadcaster_id"]?.count == 16)
    for row in rows {
      #expect(row["correction"] == "broadcaster_id amended to \(try #require(row["broadcaster_id"]))" + Self.why)
    }
    let shown = try first("broadcaster_id", "A", Self.answered, data, ["--identities"])
    #expect(shown.field as? String == "B00001234")
    #expect(shown.correction == "broadcaster_id amended to B00001234" + Self.why)
  }

  @Test("a row that went to another guild or came from one does not say which")
  func guilds() throws {
    let data = try platform("requests,r1,amend,guild_id,B", "requests,r3,amend,guild_id,A")
    for options in [[], ["--pseudonyms", "\(data.path)/key"]] {
      let own = try records("A", Self.answered, data, ["--all"] + options)
      #expect(own.map { $0["request_id"] } == ["r1", "r2", "r3"] && own.map { $0["guild_id"] } == ["", "A", "A"])
      #expect(own.map { $0["counted_as"] } == ["set aside", "breach", "success"])
      #expect(own[0]["correction"] == "counts for another guild" + Self.why)
      #expect(own[2]["correction"] == "came from another guild" + Self.why)
      let others = try records("B", Self.answered, data, ["--all"] + options)
      #expect(others.map { $0["request_id"] } == ["r1", "r3"] && others.map { $0["guild_id"] } == ["B", ""])
      #expect(others[0]["correction"] == "came from another guild" + Self.why)
      #expect(others[1]["correction"] == "counts for another guild" + Self.why)
      let json = try first("guild_id", "A", Self.answered, data, ["--all"] + options)
      #expect(json.field is NSNull && json.correction == "counts for another guild" + Self.why)
    }
    let shown = try records("A", Self.answered, data, ["--all", "--identities"])
    #expect(shown.map { $0["guild_id"] } == ["B", "A", "A"])
    #expect(shown[0]["correction"] == "guild_id amended to B" + Self.why)
    #expect(shown[2]["correction"] == "guild_id amended to A" + Self.why)
  }

  @Test("why a broadcaster left is shown with --identities only")
  func reasons() throws {
    let data = try platform("memberships,A|b2|2026-01-01,amend,leave_reason,better_offer")
    let name = "retention.attrition_rate"
    for options in [[], ["--pseudonyms", "\(data.path)/key"]] {
      for format in ["csv", "json"] {
        let outcome = try evidence("A", name, data, options + ["--format", format, "--all"])
        expectDone(outcome)
        #expect(outcome.text.contains("leave_reason amended" + Self.why), "\(outcome)")
        #expect(!outcome.text.contains("better_offer") && !outcome.text.contains("\"leave_reason\""), "\(outcome)")
        #expect(outcome.words.contains("why broadcasters left and other guilds’ ids are left out"), "\(outcome)")
      }
      #expect(try records("A", name, data, options).map { $0["leave_reason"] } == [nil, nil])
    }
    let shown = try records("A", name, data, ["--identities"])
    #expect(shown.map { $0["leave_reason"] } == ["", "better_offer"])
    #expect(shown[1]["correction"] == "leave_reason amended to better_offer" + Self.why)
  }

  @Test("the rows behind leave reasons tell who gave which, and are refused without --identities")
  func breakdown() throws {
    let data = try platform()
    for name in ["retention.exit_reasons", "retention.exit_reasons.pay"] {
      for options in [[], ["--all"], ["--pseudonyms", "\(data.path)/key"]] {
        expectFailure(
          try evidence("A", name, data, options), Code.usage, says: "which broadcaster gave which reason",
          "give --identities", "keep them on the platform")
      }
      let shown = try evidence("A", name, data, ["--identities"])
      expectDone(shown)
      #expect(TextTable(shown.text).records.map { $0["counted_as"] }.contains("pay"), "\(shown)")
      #expect(shown.words.contains("keep these rows on the platform"), "\(shown)")
    }
    let help = try Guildmark.run("evidence", "--help").text.replacing(#/\s+/#, with: " ")
    #expect(help.contains("such as retention.exit_reasons.pay, tell who gave which and need --identities"), "\(help)")
  }
}
