import Foundation
import TestSupport
import Testing

/// `report --out`: all or nothing, and nothing of anybody else's.
@Suite struct ReportFolderTests {
  let data: TemporaryData
  /// The tests' own folder, beside which drafts would lie.
  let place: TemporaryData

  init() throws {
    data = try SmallPlatform.written()
    place = try TemporaryData()
  }

  private func report(to out: String, _ options: String..., tables: String? = nil) throws -> Guildmark.Outcome {
    try Guildmark.run(["report", "--data", tables ?? data.path, "--month", "2026-10", "--out", out] + options)
  }

  static let contents: Set = [
    "guilds", "guilds/A.html", "guilds/A.md", "guilds/B.html", "guilds/B.md", "index.html", "ratings.json",
    "ratings.csv",
    "measures.csv", "bad_rows.csv",
  ]

  private func entries(_ folder: String) -> Set<String> {
    Set(FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? [])
  }

  private func top(_ folder: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder))
  }

  @Test("a report is a folder of just these files, whose tables are those that commands print")
  func contents() throws {
    let out = "\(place.path)/new/folders/cards"
    expectDone(try report(to: out + "/"))
    #expect(entries(out) == Self.contents)
    #expect(entries("\(place.path)/new/folders").count == Self.contents.count + 1)
    let written = files(in: out)
    #expect(try written["measures.csv"] == measures(data).output)
    let rate = ["rate", "--data", data.path, "--month", "2026-10", "--format"]
    #expect(try written["ratings.csv"] == Guildmark.run(rate + ["csv"]).output)
    #expect(try written["ratings.json"] == Guildmark.run(rate + ["json"]).output)
    #expect(written["bad_rows.csv"] == Array("table,file,line,column,cause,value,expected,rows\n".utf8))
    let mode = try FileManager.default.attributesOfItem(atPath: out)[.posixPermissions] as? Int
    let mask = umask(0)
    umask(mask)
    #expect(mode == 0o777 & ~Int(mask))
  }

  @Test("an old report is replaced whole, an empty folder filled")
  func replaced() throws {
    let out = "\(place.path)/cards"
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    expectDone(try report(to: out))
    let first = files(in: out)
    let other = try SmallPlatform.written { $0.guilds = "guild_id,name\nA,Alpha\nZ,Zeta\n" }
    expectFailure(try report(to: out, tables: "/no/such"), Code.noInput)
    #expect(files(in: out) == first)
    try other.write(Array("data: { tolerate: 100% }\nscorers: { responsiveness: }\n".utf8), to: "p.yaml")
    expectDone(try report(to: out, "--programme", "\(other.path)/p.yaml", tables: other.path))
    #expect(
      Set(files(in: out).keys.filter { $0.hasPrefix("guilds/") }) == [
        "guilds/A.html", "guilds/A.md", "guilds/Z.html", "guilds/Z.md",
      ])
    #expect(try top(place.path) == ["cards"])
  }

  @Test(
    "a folder that holds anything else is left alone",
    arguments: [
      "notes.txt", ".hidden", "guilds/notes.txt", "index.html", "measures.csv", "ratings.csv",
    ])
  func foreign(file: String) throws {
    let out = "\(place.path)/mine"
    try FileManager.default.createDirectory(atPath: "\(out)/guilds", withIntermediateDirectories: true)
    try place.write(Array("mine".utf8), to: "mine/\(file)")
    expectFailure(try report(to: out), Code.cannotWrite, says: "holds \(file), which is no part of a report")
    #expect(files(in: out) == [file: Array("mine".utf8)])
    #expect(try top(place.path) == ["mine"])
  }

  @Test("a file is left alone, and so is what cannot be a folder's place")
  func noFolder() throws {
    try place.write(Array("mine".utf8), to: "mine")
    expectFailure(try report(to: "\(place.path)/mine"), Code.cannotWrite, says: "is there and is no folder")
    for path in ["\(place.path)/mine/cards", "/proc/no/cards", "/dev/null/cards"] {
      expectFailure(try report(to: path), Code.cannotWrite, says: "cannot make the folder")
      expectFailure(try report(to: path, "--guild", "A"), Code.cannotWrite, says: "cannot make the folder")
    }
    #expect(files(in: place.path) == ["mine": Array("mine".utf8)])
  }

  @Test("the place is looked at before the tables are read")
  func placeFirst() throws {
    try place.write(Array("mine".utf8), to: "mine")
    expectFailure(try report(to: "\(place.path)/mine", tables: "/no/such"), Code.cannotWrite, says: "is no folder")
  }

  @Test("a link to a report stays one, and what it leads to is replaced")
  func link() throws {
    let out = "\(place.path)/2026-10"
    expectDone(try report(to: out))
    try FileManager.default.createSymbolicLink(atPath: "\(place.path)/latest", withDestinationPath: "2026-10")
    expectDone(try report(to: "\(place.path)/latest"))
    #expect(entries(out) == Self.contents)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(place.path)/latest") == "2026-10")
  }

  @Test("--guild writes that card only, and leaves the others")
  func oneGuild() throws {
    let out = "\(place.path)/cards"
    expectDone(try report(to: out, "--guild", "A"))
    #expect(entries(out) == ["guilds", "guilds/A.html", "guilds/A.md"])
    let card = files(in: out)
    // A folder of single cards gives way to a whole report.
    expectDone(try report(to: out))
    let whole = files(in: out)
    #expect(whole["guilds/A.html"] == card["guilds/A.html"] && whole["guilds/A.md"] == card["guilds/A.md"])
    let changed = try SmallPlatform.written { $0.guilds = $0.guilds.replacing("Alpha", with: "Omega") }
    expectDone(try report(to: out, "--guild", "A", tables: changed.path))
    let after = files(in: out)
    #expect(Set(after.keys) == Set(whole.keys))
    for (name, bytes) in after { #expect((bytes == whole[name]) == !name.hasPrefix("guilds/A."), "\(name)") }
    expectFailure(try report(to: out, "--guild", "C"), Code.noInput, says: "no guild C in 2026-10")
    expectFailure(try report(to: out, "--guild", "beta"), Code.noInput, says: "did you mean B?")
    expectFailure(try report(to: out, "--guild", "a"), Code.noInput, says: "did you mean A?")
    #expect(files(in: out) == after)
  }

  /// Starts a report of many cards and waits until some are written; the run, and what lay there before.
  private func halfWritten() throws -> (run: Run, old: [String: [UInt8]]) {
    expectDone(try report(to: "\(place.path)/cards"))
    let old = files(in: "\(place.path)/cards")
    let many = (0..<400).map { "guild-\($0),A guild of some name,EU\n" }.joined()
    try place.write(Array(("guild_id,name,region\n" + many).utf8), to: "guilds.csv")
    let run = try Guildmark.start(
      ["report", "--data", place.path, "--month", "2026-10", "--out", "\(place.path)/cards"])
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      let draft = try FileManager.default.contentsOfDirectory(atPath: place.path).first {
        $0.hasPrefix("cards.writing-")
      }
      let guilds = draft.flatMap { try? FileManager.default.contentsOfDirectory(atPath: "\(place.path)/\($0)/guilds") }
      if (guilds ?? []).count > 4 { break }
      usleep(2000)
    }
    return (run, old)
  }

  @Test("killed in the middle, it leaves the old report as it was, and the next run goes through")
  func killed() throws {
    let (run, old) = try halfWritten()
    run.send(SIGKILL)
    #expect(run.outcome().code == 128 + SIGKILL)
    #expect(files(in: "\(place.path)/cards") == old)
    expectDone(try report(to: "\(place.path)/cards"))
    #expect(files(in: "\(place.path)/cards") == old)
  }

  static let hasNamespaces = (try? Guildmark.shell("unshare --pid --fork true"))?.code == 0

  @Test(
    "a killed run's draft does not stop the next run of the same process id, as in a container",
    .enabled(if: hasNamespaces, "needs the right to make a process namespace"))
  func sameProcess() throws {
    for name in ["cards.writing-1", "cards.replaced-1"] {
      try FileManager.default.createDirectory(atPath: "\(place.path)/\(name)", withIntermediateDirectories: false)
      try place.write(Array("left".utf8), to: "\(name)/index.html")
    }
    for _ in 1...2 {
      expectDone(
        try Guildmark.shell(
          "unshare --pid --fork \"$GUILDMARK\" report --data '\(data.path)' --month 2026-10 --out '\(place.path)/cards'"
        ))
      #expect(entries("\(place.path)/cards") == Self.contents)
    }
    #expect(try top(place.path) == ["cards", "cards.writing-1", "cards.replaced-1"])
  }

  @Test("interrupted, it takes its draft away and ends as interrupted", arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    let (run, old) = try halfWritten()
    run.send(signal)
    let outcome = run.outcome()
    #expect(outcome.code == 128 + signal, "\(outcome)")
    #expect(files(in: "\(place.path)/cards") == old)
    #expect(try top(place.path) == ["cards", "guilds.csv"])
  }

  static let canMount =
    (try? Guildmark.shell("d=$(mktemp -d); mount -t tmpfs -o size=64k none $d && umount $d; rmdir $d"))?.words == ""

  @Test(
    "a full disk leaves the old report, and no draft", .enabled(if: canMount, "needs the right to mount a small tmpfs"))
  func fullDisk() throws {
    let disk = "\(place.path)/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: false)
    // A mounted folder can't be replaced, but be written into.
    let mounted = try Guildmark.shell("mount -t tmpfs -o size=400k none '\(disk)'")
    #expect(mounted.code == 0)
    defer { _ = try? Guildmark.shell("umount '\(disk)'") }
    expectFailure(
      try report(to: disk), Code.cannotWrite, says: "something is mounted there; give --out a folder within it")
    expectDone(try report(to: "\(disk)/cards"))
    let old = files(in: disk)
    let many = (0..<200).map { "guild-\($0),A guild of some name,EU\n" }.joined()
    try place.write(Array(("guild_id,name,region\n" + many).utf8), to: "guilds.csv")
    expectFailure(
      try report(to: "\(disk)/cards", tables: place.path), Code.cannotWrite, says: "No space left on device",
      "\(disk)/cards/guilds/")
    #expect(files(in: disk) == old)
    #expect(try top(disk) == ["cards"])
  }
}
