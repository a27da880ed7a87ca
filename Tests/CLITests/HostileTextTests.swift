import Foundation
import TestSupport
import Testing

/// Ids and names that are legal and mean mischief: they come out as text in every format.
@Suite struct HostileTextTests {
  static let ids = [
    "../../etc/passwd", "<script>alert(1)</script>", "=cmd()", "@SUM(A1)", "-2+3", "+1", "😀👩‍👩‍👧", "case", "CASE",
    "caf\u{E9}", "cafe\u{301}", "a b", "a%20b", "a,b", "a\"b", "a\nb", ".", "..", "%", "con", "\u{1B}[31mred\u{7}",
    "\u{202E}evil", "x", "&amp;", "'q'", "|pipe|", "[link](http://evil)", "`code`",
    String(repeating: "é", count: 500), String(repeating: "é", count: 499) + "e\u{301}",
  ]
  static let name = "<img src=x onerror=alert(1)>\u{1B}]0;owned\u{7}\u{202E}gnp|**b**\r\n\t\"'&=1+1{{guild}}"

  static let hostile = Result {
    let guilds = TextTable(columns: ["guild_id", "name", "region"], rows: ids.map { [$0, name, "=EU\u{1B}<b>"] })
    let requests = TextTable(
      columns: ["request_id", "guild_id", "broadcaster_id", "opened_at", "first_response_at", "resolved_at"],
      rows: ids.enumerated().flatMap { i, id in
        (0...i).map { ["r\(i)-\($0)", id, "secret-broadcaster", "2026-10-02T10:00:00Z", "2026-10-02T12:00:00Z", ""] }
      })
    let data = try TemporaryData(["guilds": guilds.text, "requests": requests.text])
    let programme =
      "programme: \"<b>Mine</b> \\u{}\"\npeers: { group_by: [region], at_least: 2 }\nscorers: { responsiveness: }\n"
    try data.write(Array(programme.replacing("\\u{}", with: "=x").utf8), to: "p.yaml")
    return data
  }

  static let report = Result {
    let data = try hostile.get()
    let outcome = try Guildmark.run(
      "report", "--data", data.path, "--month", "2026-10", "--out", "\(data.path)/cards", "--programme",
      "\(data.path)/p.yaml")
    expectDone(outcome)
    return files(in: "\(data.path)/cards")
  }

  private func command(_ words: String...) throws -> Guildmark.Outcome {
    let data = try Self.hostile.get()
    return try Guildmark.run(words + ["--data", data.path, "--month", "2026-10", "--programme", "\(data.path)/p.yaml"])
  }

  @Test("every id has a card of its own, and none lies elsewhere")
  func cards() throws {
    let data = try Self.hostile.get()
    let report = try Self.report.get()
    #expect(report.keys.filter { $0.hasPrefix("guilds/") && $0.hasSuffix(".html") }.count == Self.ids.count)
    #expect(report.keys.filter { $0.hasPrefix("guilds/") && $0.hasSuffix(".md") }.count == Self.ids.count)
    #expect(report.count == 2 * Self.ids.count + 5, "\(report.keys.sorted())")
    for name in report.keys {
      #expect(name.wholeMatch(of: #/(guilds/)?[A-Za-z0-9_%.-]{1,140}/#) != nil, "\(name)")
    }
    #expect(
      try Set(FileManager.default.contentsOfDirectory(atPath: data.path)) == [
        "cards", "guilds.csv", "requests.csv", "p.yaml",
      ])
  }

  /// The nth guild has n requests.
  @Test("ids that differ by case or normalisation alone are different guilds")
  func distinct() throws {
    let outcome = try command("measures")
    expectDone(outcome)
    let rows = TextTable(outcome.text).records.filter { $0["measure"] == "within_target_rate" }
    #expect(rows.count == Self.ids.count)
    for (i, id) in Self.ids.enumerated() {
      let shown = "=+-@\n".contains(id.first!) ? "'" + id : id
      let own = rows.filter { $0["guild_id"]!.utf8.elementsEqual(shown.utf8) }
      #expect(own.count == 1 && own[0]["denominator"] == "\(Double(i + 1))", "\(id): \(own)")
    }
  }

  @Test("explain takes every id as it is", arguments: ids.filter { !$0.hasPrefix("-") && !$0.isEmpty })
  func explain(id: String) throws {
    let outcome = try command("explain", id)
    expectDone(outcome)
    let i = try #require(Self.ids.firstIndex { $0.utf8.elementsEqual(id.utf8) })
    #expect(outcome.text.contains("\(i + 1)"), "\(outcome)")
    expectTame(outcome.output, "explain \(id)")
  }

  @Test("an id that starts with a dash is taken after --")
  func dash() throws {
    let data = try Self.hostile.get()
    expectDone(
      try Guildmark.run(
        "explain", "--data", data.path, "--month", "2026-10", "--programme", "\(data.path)/p.yaml", "--", "-2+3"))
  }

  /// No byte drives a terminal, no character turns the text around.
  private func expectTame(_ bytes: [UInt8], _ what: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = String(decoding: bytes, as: UTF8.self)
    let wild = text.unicodeScalars.filter {
      $0.value < 0x20 && $0 != "\n" || (0x7F...0x9F).contains($0.value) || (0x202A...0x202E).contains($0.value)
        || (0x2066...0x2069).contains($0.value)
    }
    #expect(wild.isEmpty, "\(what): \(wild.map { String($0.value, radix: 16) })", sourceLocation: sourceLocation)
  }

  @Test("terminals are not driven", arguments: [["rate"], ["check"], ["rate", "--no-color"]])
  func terminal(words: [String]) throws {
    let data = try Self.hostile.get()
    let outcome = try Guildmark.run(
      words + ["--data", data.path, "--month", "2026-10", "--programme", "\(data.path)/p.yaml"])
    expectDone(outcome)
    expectTame(outcome.output, "\(words)")
    expectTame(Array(outcome.words.utf8), "\(words)")
  }

  @Test("pages hold no markup but their own")
  func pages() throws {
    for (name, bytes) in try Self.report.get() where name.hasSuffix(".html") {
      let text = String(decoding: bytes, as: UTF8.self)
      expectTame(bytes, name)
      for tag in ["<img", "<script>alert", "<b>Mine", "onerror=alert(1)>"] {
        #expect(!text.contains(tag), "\(name): \(tag)")
      }
      #expect(text.contains("&lt;img src"), "\(name)")
      #expect(!text.contains("secret-broadcaster"), "\(name)")
    }
  }

  @Test("Markdown holds no markup but its own")
  func markdown() throws {
    for (name, bytes) in try Self.report.get() where name.hasSuffix(".md") {
      let text = String(decoding: bytes, as: UTF8.self)
      expectTame(bytes, name)
      #expect(text.firstMatch(of: #/[^\\]\]\(http/#) == nil, "\(name)")
      for mark in ["<img", "<script", "<b>", "**b**", "http://evil"] {
        #expect(!text.contains(mark), "\(name): \(mark)")
      }
    }
  }

  @Test("a spreadsheet runs nothing of a CSV")
  func spreadsheets() throws {
    for (name, bytes) in try Self.report.get() where name.hasSuffix(".csv") {
      let table = TextTable(String(decoding: bytes, as: UTF8.self))
      for row in table.rows {
        #expect(row.count == table.columns.count, "\(name): \(row)")
        for (column, field) in zip(table.columns, row) where Double(field) == nil {
          #expect(
            !["=", "+", "-", "@", "\t", "\r"].contains(field.unicodeScalars.first), "\(name), \(column): \(field)")
        }
      }
    }
  }

  @Test("JSON gives every id and name back as it was")
  func json() throws {
    let outcome = try command("rate", "--format", "json")
    let record = try #require(JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    let guilds = try #require(record["guilds"] as? [[String: Any]])
    let ids = guilds.compactMap { ($0["guild_id"] as? String).map { Array($0.utf8) } }
    #expect(Set(ids) == Set(Self.ids.map { Array($0.utf8) }) && ids.count == Self.ids.count)
    #expect(guilds.allSatisfy { ($0["name"] as? String)?.utf8.elementsEqual(Self.name.utf8) == true })
    #expect(!outcome.output.contains(0x1B))
  }

  @Test("bad rows are told without driving the terminal either")
  func badRows() throws {
    let data = try SmallPlatform.written { $0.requests += "r9,\u{1B}[2J\u{202E}x,b1,2026-10-02T10:00:00Z,,,,\n" }
    let outcome = try measures(data)
    expectDone(outcome)
    #expect(outcome.words.contains("\\u{1b}[2J\\u{202e}x"), "\(outcome)")
    expectTame(Array(outcome.words.utf8), "words")
    expectTame(Array(try Guildmark.run("measures", "--data", "/no/\u{1B}[2J", "--month", "2026-10").words.utf8), "path")
    expectTame(Array(try Guildmark.run("\u{1B}[2J").words.utf8), "command")
  }
}
