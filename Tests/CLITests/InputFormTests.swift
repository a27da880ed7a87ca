import Foundation
import TestSupport
import Testing

/// The same tables in any form are the same ratings.
@Suite struct InputFormTests {
  static let plain = Result {
    let data = try SmallPlatform.written()
    return try withExtendedLifetime(data) { try ratings(data.path) }
  }

  /// What makes compressed files; a test goes without those that are not installed.
  static let compressors = [("gzip", "gz"), ("zstd", "zst")].filter {
    (try? Guildmark.shell("command -v \($0.0)"))?.code == 0
  }

  private static func ratings(_ folder: String, _ options: String...) throws -> [UInt8] {
    let outcome = try Guildmark.run(["rate", "--format", "json", "--data", folder, "--month", "2026-10"] + options)
    expectDone(outcome)
    return outcome.output
  }

  @Test("compressed tables", arguments: compressors)
  func compressed(_ program: String, _ ending: String) throws {
    let data = try SmallPlatform.written()
    expectDone(
      try Guildmark.shell("\(program) -q *.csv && rm -f *.csv && test -e requests.csv.\(ending)", in: data.path))
    #expect(try Self.ratings(data.path) == Self.plain.get())
  }

  @Test("a folder of files for each table, some of them compressed, with marks of who wrote them")
  func folders() throws {
    let data = try SmallPlatform.written()
    let compress = Self.compressors.map { "\($0.0) -q \"$t/1.csv\" && rm -f \"$t/1.csv\"" }.randomElement() ?? "true"
    expectDone(
      try Guildmark.shell(
        """
        set -e
        for t in requests payouts memberships complaints guilds; do
          mkdir $t; touch $t/_SUCCESS $t/.part.crc
          (head -1 $t.csv; sed -n 2p $t.csv) > $t/1.csv
          (head -1 $t.csv; tail -n +3 $t.csv) > $t/2.csv
          \(compress)
          rm $t.csv
        done
        """, in: data.path))
    #expect(try Self.ratings(data.path) == Self.plain.get())
  }

  @Test("a named pipe in place of a table")
  func namedPipe() throws {
    let data = try SmallPlatform.written()
    let outcome = try Guildmark.shell(
      """
      mv requests.csv rows && mkfifo requests.csv && (cat rows > requests.csv &)
      guildmark rate --format json --data . --month 2026-10
      """, in: data.path)
    expectDone(outcome)
    #expect(try outcome.output == Self.plain.get())
  }

  @Test("standard input in place of a table, plain or compressed")
  func standardInput() throws {
    for filter in ["cat"] + Self.compressors.map({ "\($0.0) -c" }) {
      let data = try SmallPlatform.written()
      let outcome = try Guildmark.shell(
        """
        mv requests.csv rows
        \(filter) < rows | guildmark rate --format json --data . --month 2026-10 --input requests=-
        """, in: data.path)
      expectDone(outcome)
      #expect(try outcome.output == Self.plain.get(), "\(filter)")
    }
  }

  @Test("tallies of each table, some from standard input, merged and rated from standard input")
  func tallies() throws {
    let data = try SmallPlatform.written()
    let outcome = try Guildmark.shell(
      """
      set -e -o pipefail
      for t in guilds payouts memberships complaints; do guildmark tally --month 2026-10 --table $t $t.csv > $t.tallies; done
      cat requests.csv | guildmark tally --month 2026-10 --table requests --guilds guilds.csv - > requests.tallies
      guildmark merge requests.tallies complaints.tallies > some.tallies
      guildmark merge payouts.tallies memberships.tallies | guildmark merge guilds.tallies - some.tallies > all.tallies
      guildmark rate --format json --tallies - < all.tallies
      """, in: data.path)
    expectDone(outcome)
    #expect(try outcome.output == Self.plain.get())
    for command in [["measures"], ["explain", "A"], ["rate"], ["rate", "--format", "csv"]] {
      let from = try Guildmark.run(command + ["--tallies", "\(data.path)/all.tallies"])
      let direct = try Guildmark.run(command + ["--data", data.path, "--month", "2026-10"])
      expectDone(from)
      #expect(from.output == direct.output, "\(command)")
    }
  }
}

/// A larger month, through the binary; the engine's tests cut it in many more ways.
@Suite(.enabled(if: Golden.isThere("platform"), Comment(rawValue: Golden.isAbsent)))
struct BinarySplitTests {
  @Test(
    "tables cut at random, tallied by separate processes and merged in a random tree", arguments: [1, 2] as [UInt64])
  func splits(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (platform, data) = (Golden.path("platform"), try TemporaryData())
    let programme = seed == 1 ? [] : ["--programme", PromiseTests.monthly]
    var pieces: [String] = []
    func keep(_ outcome: Guildmark.Outcome) throws -> String {
      expectDone(outcome)
      let name = "\(data.path)/\(UUID().uuidString).tallies"
      try Data(outcome.output).write(to: URL(filePath: name))
      return name
    }
    for table in ["guilds", "complaints", "memberships", "payouts", "requests"] {
      let bytes = try Data(contentsOf: URL(filePath: "\(platform)/\(table).csv"))
      let lines = bytes.split(separator: UInt8(ascii: "\n")).map { $0 + [UInt8(ascii: "\n")] }
      let cut = table == "guilds" ? lines.count : Int.random(in: 1...lines.count, using: &random)
      for (number, rows) in [lines[1..<cut], lines[cut...]].enumerated() where table != "guilds" || number == 0 {
        var file = "\(table)-\(number).csv"
        try data.write(Array(lines[0]) + rows.joined(), to: file)
        if let (program, ending) = InputFormTests.compressors.randomElement(using: &random), Bool.random(using: &random)
        {
          expectDone(try Guildmark.shell("\(program) -q \(file) && rm -f \(file)", in: data.path))
          file += ".\(ending)"
        }
        let guilds = Bool.random(using: &random) ? ["--guilds", "\(platform)/guilds.csv"] : []
        pieces.append(
          try keep(
            Guildmark.run(
              ["tally", "--month", "2026-10", "--table", table, "\(data.path)/\(file)"]
                + ["--threads", "\(Int.random(in: 1...4, using: &random))"] + guilds + programme)))
      }
    }
    while pieces.count > 1 {
      pieces.shuffle(using: &random)
      let some = pieces.suffix(Int.random(in: 2...5, using: &random))
      pieces.removeLast(some.count)
      pieces.append(try keep(Guildmark.run(["merge"] + some)))
    }
    for command in [["rate", "--format", "json"], ["measures"]] {
      let direct = try Guildmark.run(command + ["--data", platform, "--month", "2026-10"] + programme)
      let merged = try Guildmark.run(command + ["--tallies", pieces[0]] + programme)
      expectDone(merged)
      #expect(merged.output == direct.output && !direct.output.isEmpty, "seed \(seed), \(command)")
    }
  }
}
