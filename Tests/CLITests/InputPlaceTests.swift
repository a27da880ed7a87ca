import Foundation
import TestSupport
import Testing

@Suite struct InputPlaceTests {
  @Test("a data folder that is not there is no input")
  func noDirectory() throws {
    expectFailure(
      try Guildmark.run("measures", "--data", "/no/such/tables", "--month", "2026-10"), Code.noInput,
      says: "/no/such/tables: no such directory")
  }

  @Test("a file where the data folder belongs is no input")
  func fileForDirectory() throws {
    let data = try SmallPlatform.written()
    expectFailure(
      try Guildmark.run("rate", "--data", "\(data.path)/requests.csv", "--month", "2026-10"), Code.noInput,
      says: "requests.csv: is no directory; give the folder that holds the tables")
  }

  @Test("a folder without any table is no input, and the message says what was looked for")
  func noTables() throws {
    let data = try TemporaryData(["Requests": SmallPlatform().requests, "notes": "x\n"])
    for command in ["measures", "rate", "check"] {
      let outcome = try Guildmark.run(command, "--data", data.path, "--month", "2026-10")
      #expect(outcome.code == Code.noInput, "\(outcome)")
      for table in ["guilds", "memberships", "requests", "payouts", "complaints"] {
        #expect(outcome.words.contains("\(table).csv"), "\(outcome)")
      }
    }
    let out = "\(data.path)/cards"
    expectFailure(
      try Guildmark.run("report", "--data", data.path, "--month", "2026-10", "--out", out), Code.noInput,
      says: "holds none of the tables")
    #expect(!isThere(out))
  }

  @Test("a folder by a table's name is no input")
  func directoryForTable() throws {
    let data = try SmallPlatform.written()
    for table in ["requests", "guilds"] {
      let file = "\(data.path)/\(table).csv"
      try FileManager.default.removeItem(atPath: file)
      try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
      expectFailure(try measures(data), Code.noInput, says: "\(table).csv: is a directory, where a CSV file is needed")
      try FileManager.default.removeItem(atPath: file)
    }
  }

  @Test("a table that is a link to nowhere is no input, not an absent table")
  func danglingLink() throws {
    let data = try SmallPlatform.written()
    try FileManager.default.removeItem(atPath: "\(data.path)/payouts.csv")
    try FileManager.default.createSymbolicLink(atPath: "\(data.path)/payouts.csv", withDestinationPath: "/no/such")
    expectFailure(try measures(data), Code.noInput, says: "payouts.csv: no such file")
  }

  /// Root may read everything, so root hands the run to somebody else.
  static let asNobody = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""

  static let canBeNobody =
    (try? Guildmark.shell("\(asNobody) \"$GUILDMARK\" --version"))?.code == 0

  @Test(
    "a table that may not be read is no input",
    .enabled(if: canBeNobody, "tests run as root, who may read everything, and setpriv can't make them another"))
  func unreadable() throws {
    let data = try SmallPlatform.written()
    let file = "\(data.path)/requests.csv"
    #expect(chmod(file, 0) == 0)
    expectFailure(
      try Guildmark.shell("\(Self.asNobody) \"$GUILDMARK\" measures --data \(data.path) --month 2026-10"), Code.noInput,
      says: "requests.csv: permission denied")
    #expect(chmod(file, 0o644) == 0)
    #expect(chmod(data.path, 0) == 0)
    expectFailure(
      try Guildmark.shell("\(Self.asNobody) \"$GUILDMARK\" measures --data \(data.path) --month 2026-10"), Code.noInput)
    #expect(chmod(data.path, 0o755) == 0)
  }

  @Test("a month nothing happened in is no data for everyone, and no failure")
  func emptyMonth() throws {
    let data = try SmallPlatform.written()
    let out = "\(data.path)-cards"
    defer { try? FileManager.default.removeItem(atPath: out) }
    let table = try Guildmark.run("measures", "--data", data.path, "--month", "2019-02")
    expectDone(table)
    #expect(table.lines == ["guild_id,scorer,measure,value,numerator,denominator", ""])
    expectDone(try Guildmark.run("report", "--data", data.path, "--month", "2019-02", "--out", out))
    let written = files(in: out)
    #expect(written.keys.filter { $0.hasPrefix("guilds/") && $0.hasSuffix(".html") }.count == 2)
    let ratings = TextTable(String(decoding: written["ratings.csv"] ?? [], as: UTF8.self)).records
    #expect(ratings.count == 2)
    #expect(ratings.allSatisfy { $0["score"] == "" && $0["tier"] == "" && $0["rank"] == "" }, "\(ratings)")
    #expect(ratings.allSatisfy { $0["flags"]?.contains("unrated") == true }, "\(ratings)")
  }

  @Test("any table may be absent: its measures have no data, those of the others stay")
  func absentTables() throws {
    let whole = try measures(SmallPlatform.written()).lines
    for table in ["memberships", "requests", "payouts", "complaints"] {
      let data = try SmallPlatform.written()
      try FileManager.default.removeItem(atPath: "\(data.path)/\(table).csv")
      let outcome = try measures(data)
      expectDone(outcome)
      #expect(outcome.lines.count > 1)
      #expect(outcome.lines.count < whole.count)
      #expect(Set(outcome.lines).isSubset(of: whole), "without \(table): \(outcome)")
    }
  }
}
