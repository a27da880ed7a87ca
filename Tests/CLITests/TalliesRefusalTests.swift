import Foundation
import TestSupport
import Testing

/// Tallies, and places to read from, that can't be what was meant: one clear message, nothing on standard output.
@Suite struct TalliesRefusalTests {
  let data: TemporaryData
  let tallies: [UInt8]

  init() throws {
    data = try SmallPlatform.written()
    tallies = try Self.tally(data).output
    try data.write(tallies, to: "r.tallies")
  }

  private static func tally(_ data: TemporaryData, _ options: String..., table: String = "requests") throws
    -> Guildmark.Outcome
  {
    try Guildmark.run(["tally", "--table", table, "\(data.path)/\(table).csv", "--month", "2026-10"] + options)
  }

  private func rated(_ bytes: [UInt8]) throws -> Guildmark.Outcome {
    try data.write(bytes, to: "t.tallies")
    return try Guildmark.run("rate", "--tallies", "\(data.path)/t.tallies")
  }

  private func merged(_ other: Guildmark.Outcome) throws -> Guildmark.Outcome {
    expectDone(other)
    try data.write(other.output, to: "t.tallies")
    return try Guildmark.run("merge", "\(data.path)/r.tallies", "\(data.path)/t.tallies")
  }

  // MARK: Damage

  @Test("the tallies of this suite are good")
  func good() throws { expectDone(try rated(tallies)) }

  @Test("an empty file")
  func empty() throws {
    expectFailure(
      try rated([]), Code.data, says: "t.tallies: is empty; did the command that should have written it fail?")
    expectFailure(try Guildmark.run("merge", "/dev/null"), Code.data, says: "/dev/null: is empty")
  }

  @Test("a file that was cut short", arguments: [1, 5, 18, 19, 20, 40, 100, -100, -33, -32, -31, -2, -1])
  func truncated(_ count: Int) throws {
    let bytes = Array(count < 0 ? tallies.dropLast(-count) : tallies.prefix(count))
    let outcome = try rated(bytes)
    expectFailure(outcome, Code.data, says: "t.tallies: ")
    if bytes.count > 30 { #expect(outcome.words.contains("is cut short or damaged"), "\(outcome)") }
  }

  @Test("a bit that has flipped")
  func flipped() throws {
    for place in stride(from: 0, to: tallies.count, by: tallies.count / 12) {
      var bytes = tallies
      bytes[place] ^= 1 << UInt8(place % 8)
      expectFailure(try rated(bytes), Code.data, says: "t.tallies: ")
    }
    var bytes = tallies
    bytes.append(0)
    expectFailure(try rated(bytes), Code.data, says: "is cut short or damaged")
  }

  @Test("another file")
  func foreign() throws {
    for other in [SmallPlatform().requests, "x", "\0\0\0\0"] {
      expectFailure(try rated(Array(other.utf8)), Code.data, says: "holds no tallies; `guildmark tally` writes them")
    }
    expectFailure(
      try Guildmark.run("merge", "\(data.path)/r.tallies", "\(data.path)/guilds.csv"), Code.data,
      says: "guilds.csv: holds no tallies")
    expectFailure(try Guildmark.run("merge", "\(data.path)/no.tallies"), Code.noInput, says: "no.tallies: no such file")
  }

  @Test("another format")
  func format() throws {
    let other = Array("guildmark tallies 99".utf8) + tallies.dropFirst("guildmark tallies 3".utf8.count)
    expectFailure(try rated(other), Code.data, says: "is in a format of tallies that this guildmark", "tallies 3")
  }

  // MARK: What does not fit

  @Test("another month")
  func month() throws {
    expectFailure(
      try Guildmark.run("rate", "--tallies", "\(data.path)/r.tallies", "--month", "2026-09"), Code.data,
      says: "r.tallies: the month is 2026-10 and not 2026-09")
    let other = try Guildmark.run(
      "tally", "--month", "2026-09", "--table", "complaints", "\(data.path)/complaints.csv")
    expectFailure(try merged(other), Code.data, says: "t.tallies: the month is 2026-09 and not 2026-10")
  }

  @Test(
    "other settings, another window, another currency, other scorers",
    arguments: [
      (
        "scorers: { responsiveness: { settings: { resolution_target: 5h } } }", "responsiveness.resolution_target is 72"
      ),
      ("window: 2 months\nscorers: { responsiveness: }", "the window of responsiveness is 1 month and not 2"),
      ("currency: EUR\nscorers: { responsiveness: }", "amounts are in USD and not in EUR"),
    ])
  func programme(_ yaml: String, _ words: String) throws {
    let file = "\(data.path)/p.yaml"
    try data.write(Array("\(yaml)\n".utf8), to: "p.yaml")
    let outcome = try Guildmark.run("rate", "--tallies", "\(data.path)/r.tallies", "--programme", file)
    expectFailure(outcome, Code.data, says: "r.tallies", words)
    expectFailure(try merged(Self.tally(data, "--programme", file)), Code.data, says: "t.tallies")
  }

  @Test("what is there already: the same piece, or the same rows without a name for them")
  func twice() throws {
    let again = try Self.tally(data)
    #expect(again.output == tallies)
    expectFailure(try merged(again), Code.data, says: "is merged already, and nothing may count twice")
    expectFailure(
      try Guildmark.run("merge", "\(data.path)/r.tallies", "\(data.path)/r.tallies"), Code.data,
      says: "is merged already")
    let pieces = try ["complaints", "payouts"].map { try Self.tally(data, "--piece", "7 of 9", table: $0) }
    for (name, piece) in zip(["a.tallies", "b.tallies"], pieces) { try data.write(piece.output, to: name) }
    expectFailure(
      try Guildmark.run("merge", "\(data.path)/a.tallies", "\(data.path)/b.tallies"), Code.data,
      says: "b.tallies: the piece 7 of 9 is merged already")
    // Rows that only look the same have names to tell them apart.
    expectDone(try merged(Self.tally(data, "--piece", "the others")))
  }

  @Test("one file twice in one go, whether the rows have a name or not", arguments: [[], ["--piece", "mine"]])
  func twiceAtOnce(_ options: [String]) throws {
    let file = "\(data.path)/payouts.csv"
    let outcome = try Guildmark.run(["tally", "--month", "2026-10", "--table", "payouts", file, file] + options)
    expectFailure(outcome, Code.data, says: "payouts.csv: another of the files holds the same rows")
  }

  @Test("a table that nothing reads is no input") func unreadTable() throws {
    let outcome = try Guildmark.run("rate", "--data", data.path, "--month", "2026-10", "--input", "requets=x.csv")
    expectFailure(outcome, Code.usage, says: "nothing reads a table requets", "requests")
  }

  @Test("other tables of guilds")
  func guilds() throws {
    try data.write(Array("guild_id\nA\n".utf8), to: "other.csv")
    try data.write(
      Self.tally(data, "--guilds", "\(data.path)/guilds.csv", table: "payouts").output, to: "p.tallies")
    let other = try Self.tally(data, "--guilds", "\(data.path)/other.csv", table: "complaints")
    try data.write(other.output, to: "c.tallies")
    expectFailure(
      try Guildmark.run("merge", "\(data.path)/p.tallies", "\(data.path)/c.tallies"), Code.data,
      says: "c.tallies: its table guilds is not the same as that of the others")
  }

  // MARK: Usage

  @Test(
    "usage",
    arguments: [
      (["rate", "--tallies", "x", "--data", "y", "--month", "2026-10"], "one of the two"),
      (["rate", "--tallies", "x", "--input", "requests=-"], "--input goes with --data"),
      (["rate", "--data", "x", "--month", "2026-10", "--input", "requests"], "--input"),
      (["rate", "--data", "x", "--month", "2026-10", "--input", "requests=-", "--input", "payouts=-"], "once only"),
      (["rate"], "--data"), (["merge"], "<parts>"), (["merge", "-", "-"], "once only"),
      (["tally", "--month", "2026-10", "--table", "requests"], "<files>"),
      (["tally", "--month", "2026-10", "--table", "requests", "-", "-"], "once only"),
      (["tally", "--month", "2026-10", "--table", "requests", "-", "--guilds", "-"], "once only"),
      (["tally", "--month", "2026-10", "--table", "requests", "x", "--guilds", "-", "--fx-rates", "-"], "once only"),
      (["tally", "--month", "2026-10", "--table", "requests", "x", "--piece", ""], "--piece takes a name"),
      (["tally", "--table", "requests", "x"], "--month"),
    ])
  func usage(_ arguments: [String], _ word: String) throws {
    expectFailure(try Guildmark.run(arguments), Code.usage, says: word)
  }

  @Test("a table that nothing reads")
  func unknownTable() throws {
    let outcome = try Guildmark.run("tally", "--month", "2026-10", "--table", "cats", "\(data.path)/requests.csv")
    expectFailure(outcome, Code.usage, says: "nothing reads a table cats; there are adjustments, complaints, fx_rates")
  }

  // MARK: Places

  @Test("a table in two places")
  func twoPlaces() throws {
    let folder = "\(data.path)/requests"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    expectFailure(try measures(data), Code.data, says: "requests.csv and ", "/requests both hold the table requests")
    try FileManager.default.removeItem(atPath: folder)
    try data.write([], to: "requests.csv.gz")
    expectFailure(
      try measures(data), Code.data, says: "requests.csv and ", "requests.csv.gz both hold the table requests")
  }

  @Test("a table's folder with something else in it, with the same rows twice, or with nothing")
  func folders() throws {
    let folder = "\(data.path)/requests"
    try FileManager.default.removeItem(atPath: "\(data.path)/requests.csv")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    expectFailure(try measures(data), Code.noInput, says: "/requests: holds no .csv, .csv.gz or .csv.zst")
    try data.write(Array(SmallPlatform().requests.utf8), to: "requests/2026-08.csv")
    expectDone(try measures(data))
    try data.write([], to: "requests/notes.txt")
    expectFailure(try measures(data), Code.noInput, says: "notes.txt: is no .csv, .csv.gz or .csv.zst")
    try FileManager.default.removeItem(atPath: "\(folder)/notes.txt")
    try data.write([], to: "requests/2026-08.csv.gz")
    expectFailure(try measures(data), Code.data, says: "2026-08.csv and 2026-08.csv.gz look like the same rows")
  }

  @Test("compressed data that were cut short", arguments: InputFormTests.compressors)
  func cut(_ program: String, _ ending: String) throws {
    let name = "requests.csv.\(ending)"
    expectDone(
      try Guildmark.shell(
        "\(program) -q requests.csv && rm -f requests.csv && head -c 100 \(name) > x && mv x \(name)", in: data.path))
    let words = "\(name): ends in the middle of its \(program) data; was it copied whole?"
    expectFailure(try measures(data), Code.data, says: words)
    expectFailure(
      try Guildmark.run("tally", "--month", "2026-10", "--table", "requests", "\(data.path)/\(name)"), Code.data,
      says: words)
  }
}
