import Foundation
import TestSupport
import Testing

/// A contested month from end to end, through the real binary: Docs/Operations.md tells the same story.
///
/// Alder was Gold in September and is Silver in October, where four of its twenty requests were not answered in time. It asks
/// for the rows, and appeals two of them. One is upheld: that reply had been given on the day, in the platform's old inbox.
struct ContestedMonthTests {
  private static let programme = """
    programme: Service
    evidence: { shrink_to: none, at_least: { broadcasters: 0, scorers: 1 } }
    scorers:
      responsiveness:
        measures:
          within_target_rate: { curve: identity, weight: 1 }
          median_first_response: { weight: 0 }
    tiers: [{ name: Gold, from: 84 }, { name: Silver, from: 70 }, { name: Bronze, from: 0 }]
    publication: { appeals: 30 days, decide_within: 14 days, appeals_to: Guild standards board }

    """

  /// By guild the requests a month, and how many of them were not answered in time in September and October.
  private static let requests = ["alder": (20, [2, 4]), "birch": (24, [3, 4]), "cedar": (20, [7, 7])]

  private static var tables: [String: String] {
    var rows = "request_id,guild_id,broadcaster_id,opened_at,first_response_at\n"
    for (guild, (count, breaches)) in requests.sorted(by: { $0.key < $1.key }) {
      for (month, missed) in zip(["09", "10"], breaches) {
        for number in 1...count {
          let day = "2026-\(month)-\(number < 10 ? "0" : "")\(number)"
          let answer = number > count - missed ? "" : "\(day)T10:00:00Z"
          rows += "\(guild)-\(month)-\(number),\(guild),viewer-\(number % 7),\(day)T09:00:00Z,\(answer)\n"
        }
      }
    }
    return ["guilds": "guild_id,name\nalder,Alder\nbirch,Birch\ncedar,Cedar\n", "requests": rows]
  }

  private let data: TemporaryData
  private var ledger: [String] { ["--ledger", "\(data.path)/l.sqlite"] }
  private var october: [String] {
    ["--programme", "\(data.path)/p.yaml", "--data", data.path, "--month", "2026-10", "--quiet"]
  }

  init() throws {
    data = try TemporaryData(Self.tables)
    try data.write(Array(Self.programme.utf8), to: "p.yaml")
    expectDone(try Guildmark.run("ledger", "create", "\(data.path)/l.sqlite"))
  }

  private func run(_ arguments: [String]) throws -> Guildmark.Outcome {
    let outcome = try Guildmark.run(arguments)
    expectDone(outcome)
    return outcome
  }

  /// What `ratings.json` says of a guild.
  private func rating(_ guild: String, in folder: String) throws -> [String: Any] {
    let bytes = try Data(contentsOf: URL(filePath: "\(data.path)/\(folder)/ratings.json"))
    let record = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let guilds = try #require(record["guilds"] as? [[String: Any]])
    return try #require(guilds.first { $0["guild_id"] as? String == guild })
  }

  private func row(_ number: Int) -> String { "alder-10-\(number)" }

  @Test("a demoted guild sees the rows, appeals two, and is revised for the one that is upheld")
  func story() throws {
    let september = october.map { $0 == "2026-10" ? "2026-09" : $0 }
    _ = try run(["publish", "--final", "--on", "2026-10-03"] + ledger + september)
    _ = try run(["publish", "--final", "--on", "2026-11-03", "--out", "\(data.path)/first"] + ledger + october)
    #expect(try rating("alder", in: "first")["tier"] as? String == "Silver")
    #expect(try rating("birch", in: "first")["rank"] as? Int == 1)

    // Why?
    let evidence = try run(["evidence", "alder", "responsiveness.within_target_rate"] + october)
    let breaches = evidence.lines.filter { $0.contains("breach") }
    #expect(evidence.lines.count { $0.contains(",success,") } == 16 && breaches.count == 4, "\(evidence)")
    #expect(breaches.first?.contains(row(17)) == true && !evidence.text.contains("viewer-"), "\(evidence)")
    let statement = try run(
      ["statement", "alder", "--out", "\(data.path)/statement"] + ledger + october)
    let pages = files(in: "\(data.path)/statement")
    let page = pages.first { $0.key.hasSuffix(".md") }.map { String(decoding: $0.value, as: UTF8.self) } ?? ""
    #expect(
      page.contains("Silver") && page.contains("16") && page.contains("Guild standards board"), "\(statement)\n\(page)")

    // The appeal, and what is decided.
    _ = try run(
      [
        "appeal", "open", "alder", "--month", "2026-10", "--measure", "responsiveness.within_target_rate", "--row",
        "requests:\(row(17))", "--row", "requests:\(row(18))", "--reason", "Both were answered in the old inbox.",
        "--on",
        "2026-11-09",
      ] + ledger)
    let corrections = """
      table,row_key,action,column,value,reason,decided_by,decided_on
      requests,\(row(17)),amend,first_response_at,2026-10-17T11:30:00Z,Answered in the old inbox,Guild standards board,2026-11-16

      """
    try data.write(Array(corrections.utf8), to: "decided.csv")
    _ = try run(
      [
        "appeal", "decide", "A1", "--outcome", "partly", "--reason", "The old inbox has a reply to one of them.",
        "--decided-by", "Guild standards board", "--on", "2026-11-16", "--corrections", "\(data.path)/decided.csv",
      ] + ledger)
    expectFailure(
      try Guildmark.run(["publish", "--revision", "--appeal", "A1", "--on", "2026-11-17"] + ledger + october),
      Code.data,
      says: row(17))

    // What it changes, before it does: a peer moves too.
    let decided = try run(["appeal", "corrections"] + ledger).output
    try data.write(decided, to: "appeals.csv")
    let preview = try run(["correct", "preview", "--proposed", "\(data.path)/appeals.csv"] + ledger + october)
    #expect(
      preview.text.contains("alder") && preview.text.contains("birch") && !preview.text.contains("cedar"), "\(preview)")

    try data.write(decided, to: "corrections.csv")

    // Nothing else may change with it.
    let source = try String(contentsOfFile: "\(data.path)/requests.csv", encoding: .utf8)
    try data.write(Array((source + "late-1,cedar,viewer-1,2026-10-05T09:00:00Z,\n").utf8), to: "requests.csv")
    expectFailure(
      try Guildmark.run(["publish", "--revision", "--appeal", "A1", "--on", "2026-11-17"] + ledger + october),
      Code.data,
      says: "differ by more than the corrections decided with A1")
    try data.write(Array(source.utf8), to: "requests.csv")

    // The revision.
    _ = try run(
      ["publish", "--revision", "--appeal", "A1", "--on", "2026-11-17", "--out", "\(data.path)/revised"] + ledger
        + october)
    let alder = try rating("alder", in: "revised")
    #expect(alder["tier"] as? String == "Gold" && alder["rank"] as? Int == 1 && alder["score"] as? Double == 85)
    #expect(try rating("birch", in: "revised")["rank"] as? Int == 2)
    let cards = files(in: "\(data.path)/revised").mapValues { String(decoding: $0, as: UTF8.self) }
    #expect(
      cards["guilds/alder.md"]?.contains("Answered in the old inbox") == true, "\(cards["guilds/alder.md"] ?? "")")
    #expect(cards["guilds/birch.md"]?.contains("rank 1, now 2") == true, "\(cards["guilds/birch.md"] ?? "")")
    for peer in ["birch", "cedar"] {
      #expect(cards["guilds/\(peer).md"]?.contains("lder") == false)
      #expect(cards["guilds/\(peer).md"]?.contains("old inbox") == false)
    }
    let again = try run(["evidence", "alder", "responsiveness.within_target_rate"] + ledger + october)
    #expect(again.lines.count { $0.contains(",success,") } == 17, "\(again)")

    // The trail shows it all.
    let history = try run(["history", "alder"] + ledger)
    #expect(history.text.contains("2026-10 before its revision: 80.00, Silver, rank 2"), "\(history)")
    let shown = try run(["appeal", "show", "A1"] + ledger)
    for words in [row(17), row(18), "partly upheld", "old inbox", "score: 85", "tier: Gold, before Silver"] {
      #expect(shown.text.contains(words), "\(words): \(shown)")
    }
    #expect(cards["index.html"]?.contains("Appeals") == true)
    let verified = try run(["ledger", "verify", "\(data.path)/l.sqlite"])
    #expect(verified.text.contains("All is as it was published"), "\(verified)")
    #expect(
      try run(["publish", "--final", "--on", "2026-12-03"] + ledger + october).text.contains("Nothing was changed"))
  }
}
