import Foundation
import TestSupport
import Testing

/// Files whose structure can't be read: 65, and the place to the byte.
@Suite struct StructureTests {
  static let requests = SmallPlatform().requests
  static let guilds = SmallPlatform().guilds

  struct Broken: Sendable, CustomTestStringConvertible {
    var what: String
    var table = "requests"
    var bytes: [UInt8]
    var place: String
    var words: String
    var testDescription: String { what }

    init(_ what: String, in table: String = "requests", _ text: String, at place: String, _ words: String) {
      (self.what, self.table, bytes, self.place, self.words) = (what, table, Array(text.utf8), place, words)
    }

    init(_ what: String, in table: String = "requests", bytes: [UInt8], at place: String, _ words: String) {
      (self.what, self.table, self.bytes, self.place, self.words) = (what, table, bytes, place, words)
    }
  }

  static let row = "r9,A,b1,2026-10-02T10:00:00Z,,"

  static let broken: [Broken] = {
    // One statement each, as the compiler gives up on all of them in one list.
    var broken: [Broken] = []
    broken.append(Broken("an empty file", "", at: "1:1", "the file is empty; its first line must name the columns"))
    broken.append(Broken("an empty file of guilds", in: "guilds", "", at: "1:1", "the file is empty"))
    broken.append(Broken("a byte order mark alone", "\u{FEFF}", at: "1:1", "the file is empty"))
    broken.append(Broken("a blank first line", "\n" + requests, at: "1:1", "the first line is blank"))
    broken.append(
      Broken("a missing column", "request_id,guild_id,broadcaster_id\nr,A,b\n", at: "1:1", "the column opened_at"))
    broken.append(
      Broken("two missing columns", in: "guilds", "name\nAlpha\n", at: "1:1", "the column guild_id of the table guilds")
    )
    broken.append(
      Broken(
        "a column named twice", "request_id,guild_id,broadcaster_id,opened_at,guild_id\n", at: "1:46",
        "the column guild_id is named twice"))
    broken.append(
      Broken(
        "a column named twice, after a byte order mark", in: "guilds", "\u{FEFF}guild_id,name,name\n", at: "1:18",
        "the column name is named twice"))
    broken.append(Broken("semicolons for commas", requests.replacing(",", with: ";"), at: "1:1", "comma"))
    broken.append(Broken("line ends of CR alone", requests.replacing("\n", with: "\r"), at: "1:", "CR"))
    broken.append(
      Broken(
        "an unclosed quote", SmallPlatform.requestColumns + row + "\n" + "r10,A,\"b1,2026-10-02T10:00:00Z,,\nr11\n",
        at: "3:7", "a quote opens here and is never closed"))
    broken.append(
      Broken(
        "an unclosed quote below a field with line feeds",
        SmallPlatform.requestColumns + "\"r\n9\",A,\"b\n1\",2026-10-02T10:00:00Z,,\nr10,\"A\n\n,\n", at: "5:5",
        "a quote opens here and is never closed"))
    broken.append(
      Broken(
        "an unclosed quote among guilds", in: "guilds", guilds + "C,\"Gam\nma,EU\n", at: "4:3", "a quote opens here"))
    broken.append(
      Broken("an unclosed quote in the header", "request_id,\"guild_id\n", at: "1:12", "a quote opens here"))
    broken.append(
      Broken(
        "a NUL byte", requests + "r9,A,b1,2026-10-02T10:00:00Z,\0,,\n", at: "5:30", "a NUL byte; this is no text file"))
    broken.append(
      Broken(
        "a NUL byte in an unread column", requests + "r9,A,b1,2026-10-02T10:00:00Z,,,,\"\nx\0\"\n", at: "6:2",
        "a NUL byte"))
    broken.append(Broken("a NUL byte among guilds", in: "guilds", guilds + "C,\0,EU\n", at: "4:3", "a NUL byte"))
    broken.append(
      Broken("a NUL byte in the header", "request_id\0,guild_id,broadcaster_id,opened_at\n", at: "1:1", "NUL"))
    return broken
  }()

  /// Text around a byte that no UTF-8 has there.
  static func latin1(_ before: String, _ after: String) -> [UInt8] { Array(before.utf8) + [0xE9] + Array(after.utf8) }

  static let utf16: [UInt8] = requests.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }

  static let brokenBytes: [Broken] = [
    Broken("UTF-16", bytes: [0xFF, 0xFE] + utf16, at: "1:1", "save it as UTF-8"),
    Broken("UTF-16 without a mark", bytes: utf16, at: "1:1", "save it as UTF-8"),
    Broken(
      "a guild_id that is no UTF-8", bytes: latin1(requests + "r9,A", ",b1,2026-10-02T10:00:00Z,,,,\n"), at: "5:4",
      "guild_id is not UTF-8"),
    Broken(
      "a time that is no UTF-8", bytes: latin1(requests + "r9,A,b1,2026-10-02T10:00:00", ",,,,\n"), at: "5:9",
      "opened_at is not UTF-8"),
    Broken(
      "a name that is no UTF-8", in: "guilds", bytes: latin1(guilds + "C,Caf", ",EU\n"), at: "4:3", "name is not UTF-8"),
    Broken("a header that is no UTF-8", bytes: latin1("", requests), at: "1:1", "the header is not UTF-8"),
  ]

  @Test("is bad data, at its place", arguments: broken + brokenBytes)
  func structure(_ broken: Broken) throws {
    let data = try SmallPlatform.written()
    try data.write(broken.bytes, to: "\(broken.table).csv")
    let out = "\(data.path)/cards"
    expectFailure(
      try Guildmark.run("report", "--data", data.path, "--month", "2026-10", "--out", out), Code.data,
      says: "\(data.path)/\(broken.table).csv:\(broken.place)", broken.words)
    #expect(!isThere(out))
    #expect(files(in: data.path).keys.allSatisfy { $0.hasSuffix(".csv") })
  }

  @Test("an unclosed quote in a later block is found where it stands", arguments: ["1", "3"])
  func laterBlock(threads: String) throws {
    var text = SmallPlatform.requestColumns
    for i in 0..<30_000 { text += "r\(i),A,b1,2026-10-02T10:00:00Z,\"2026-10-02T12:00:00Z\",\n" }
    #expect(text.utf8.count > 3 << 19)
    let broken = text + "x1,A,b1,2026-10-02T10:00:00Z,,\nx2,A,\"b1,2026-10-02T10:00:00Z,,\n"
    let data = try SmallPlatform.written {
      $0.requests = broken + String(repeating: "y,A,b,2026-10-02T10:00:00Z,,\n", count: 9)
    }
    expectFailure(
      try measures(data, "--threads", threads), Code.data,
      says: "requests.csv:30003:6: a quote opens here and is never closed")
    // More than a row may hold follows.
    try data.write(Array(broken.utf8) + [UInt8](repeating: UInt8(ascii: "\n"), count: 34 << 20), to: "requests.csv")
    expectFailure(
      try measures(data, "--threads", threads), Code.data, says: "requests.csv:30003:6: a quote opens here", "16 MiB")
    try data.write(Array((text + "x1,A,b1,2026-10-02T10:00:00Z,,\nx2,A,\0,").utf8), to: "requests.csv")
    expectFailure(try measures(data, "--threads", threads), Code.data, says: "requests.csv:30003:6: a NUL byte")
  }

  @Test("a table with a header and no rows has no data, and is no failure")
  func headerOnly() throws {
    let data = try SmallPlatform.written { platform in
      platform.requests = SmallPlatform.requestColumns
      platform.payouts = String(platform.payouts.prefix { $0 != "\n" })
      platform.complaints = String(platform.complaints.prefix { $0 != "\n" }) + "\r\n\r\n"
    }
    let outcome = try measures(data)
    expectDone(outcome)
    #expect(measure("within_target_rate", of: "A", in: outcome) == nil)
    #expect(measure("attrition_rate", of: "A", in: outcome) != nil)
  }

  static let sameTables: [(String, @Sendable (String) -> String)] = [
    ("a byte order mark", { "\u{FEFF}" + $0 }),
    ("CRLF", { $0.replacing("\n", with: "\r\n") }),
    ("a byte order mark and CRLF", { "\u{FEFF}" + $0.replacing("\n", with: "\r\n") }),
    ("blank lines", { "\($0)".replacing("\n", with: "\n\n") + "\n\r\n\n" }),
    ("no line feed at the end", { String($0.dropLast()) }),
    (
      "every field in quotes",
      { text in
        text.split(separator: "\n").map { line in
          line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",") + "\n"
        }.joined()
      }
    ),
    (
      "an unknown column in front that holds line feeds, commas and quotes",
      { text in
        var lines = text.split(separator: "\n").map(String.init)
        lines = ["note," + lines[0]] + lines.dropFirst().map { "\"first, \"\"second\"\"\r\n\nlast\",\($0)" }
        return lines.joined(separator: "\n") + "\n"
      }
    ),
    (
      "columns in another order",
      { text in
        text.split(separator: "\n").map { line in
          line.split(separator: ",", omittingEmptySubsequences: false).reversed().joined(separator: ",") + "\n"
        }.joined()
      }
    ),
    (
      "a quote within an unquoted field",
      { text in
        var lines = text.split(separator: "\n").map(String.init)
        lines = [lines[0] + ",height"] + lines.dropFirst().map { "\($0),6'2\"" }
        return lines.joined(separator: "\n") + "\n"
      }
    ),
  ]

  @Test("the same rows in another dress give the same bytes", arguments: sameTables.map(\.0))
  func sameRows(dress: String) throws {
    let change = try #require(Self.sameTables.first { $0.0 == dress }?.1)
    let platform = SmallPlatform()
    let plain = try measures(platform.written())
    let dressed = try measures(TemporaryData(platform.tables.mapValues(change)))
    expectDone(dressed)
    #expect(dressed.words.isEmpty, "\(dressed)")
    #expect(dressed.output == plain.output, "\(dressed)")
  }

  @Test("invalid UTF-8 where nobody reads it does no harm")
  func unreadBytes() throws {
    let platform = SmallPlatform()
    let plain = try measures(platform.written())
    let data = try platform.written()
    var bytes: [UInt8] = []
    for (i, line) in platform.requests.split(separator: "\n").enumerated() {
      bytes += Array(line.utf8) + (i == 0 ? Array(",note\n".utf8) : [0x2C, 0xE9, 0xFF, 0xC0, 0x0A])
    }
    try data.write(bytes, to: "requests.csv")
    let outcome = try measures(data)
    expectDone(outcome)
    #expect(outcome.output == plain.output)
    #expect(outcome.words.isEmpty)
  }

  @Test("a field of 10 MB that nobody reads does no harm; as an id it makes a bad row")
  func hugeField() throws {
    let platform = SmallPlatform()
    let plain = try measures(platform.written())
    let huge = String(repeating: "lorem ipsum,\n", count: 800_000)
    var lines = platform.requests.split(separator: "\n").map(String.init)
    lines = [lines[0] + ",note", lines[1] + ",\"\(huge)\"", lines[2] + ",", lines[3] + ",\"\""]
    var data = try SmallPlatform.written { $0.requests = lines.joined(separator: "\n") + "\n" }
    var outcome = try measures(data, "--threads", "2")
    expectDone(outcome)
    #expect(outcome.output == plain.output)

    let word = String(repeating: "x", count: 10 << 20)
    for (row, cause) in [
      ("\(word),A,b1,2026-10-02T10:00:00Z,,,,", "request_id is too long"),
      ("r9,\(word),b1,2026-10-02T10:00:00Z,,,,", "guild_id is too long"),
    ] {
      data = try SmallPlatform.written { $0.requests += row + "\n" }
      outcome = try measures(data)
      expectDone(outcome)
      #expect(outcome.output == plain.output)
      #expect(outcome.words.contains(cause) && outcome.words.utf8.count < 1000, "\(outcome)")
    }
    data = try SmallPlatform.written { $0.guilds += "\"\(word)\",Gamma,EU\n" }
    outcome = try measures(data)
    expectDone(outcome)
    #expect(outcome.output == plain.output)
    #expect(outcome.words.contains("guild_id is too long") && outcome.words.utf8.count < 1000, "\(outcome)")
  }
}
