import Foundation
import RatingProgramme
import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// Tallies of parts, put together in any way, say what those of the whole say.
struct PartialTests {
  private func bytes(_ partial: Partial) throws -> [UInt8] { try partial.bytes(tool: "0") }

  private func merged(_ one: Partial, _ other: Partial) throws -> Partial {
    var whole = one
    try whole.merge(other, named: "other")
    return whole
  }

  /// What comes of it on its way through a file.
  private func reread(_ partial: Partial) throws -> Partial {
    try PartialFile.partial(from: bytes(partial), named: "t", scorers: knownScorers)
  }

  private func somePartial(_ piece: String, guilds: Bool, using random: inout SeededGenerator) throws -> Partial {
    var tables = RandomTables()
    let oddness = RandomTables.Oddness(field: 0.1, row: 0.1, fatal: 0)
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      let table = RandomTables.tables.randomElement(using: &random)!
      tables.files.append((table, RandomTables.text(of: table, rows: 10, oddness, using: &random)))
    }
    if !guilds { tables.guilds = nil }
    return try tables.partial(piece: piece)
  }

  @Test("merging is commutative and associative by bytes, and no rows are its identity", arguments: seeds(1...8))
  func laws(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2 {
      let (a, b, c) = (
        try somePartial("a", guilds: random.tosses(0.5), using: &random),
        try somePartial("b", guilds: random.tosses(0.5), using: &random),
        try somePartial("c", guilds: random.tosses(0.5), using: &random)
      )
      #expect(try bytes(merged(a, b)) == bytes(merged(b, a)), "seed \(seed)")
      #expect(try bytes(merged(merged(a, b), c)) == bytes(merged(a, merged(b, c))), "seed \(seed)")
      #expect(try bytes(merged(reread(a), reread(merged(b, c)))) == bytes(merged(merged(a, b), c)), "seed \(seed)")
      let nothing = Partial(basis: a.basis, folds: a.folds.map(\.emptied))
      #expect(try bytes(merged(a, nothing)) == bytes(a), "seed \(seed)")
      #expect(try bytes(merged(nothing, a)) == bytes(a), "seed \(seed)")
      #expect(try bytes(reread(a)) == bytes(a), "seed \(seed)")
    }
  }

  @Test("a bit that flips anywhere in a file is noticed")
  func flippedBits() throws {
    let small = try programme("scorers: { responsiveness: }\n", scorers: knownScorers)
    let row = "r,A,b,2026-10-05T10:00:00Z,,\n"
    let whole = try bytes(tally(["requests": Self.requests + row], small, in: TemporaryData()))
    for place in whole.indices {
      var bytes = whole
      bytes[place] ^= 1 << UInt8(place % 8)
      #expect(throws: EngineError.self, "byte \(place)") {
        try PartialFile.partial(from: bytes, named: "t", scorers: knownScorers)
      }
    }
    for end in stride(from: 0, to: whole.count, by: 5) {
      #expect(throws: EngineError.self, "cut after \(end)") {
        try PartialFile.partial(from: Array(whole[..<end]), named: "t", scorers: knownScorers)
      }
    }
  }

  // MARK: What differs only in how it is written

  private func tally(_ files: [String: String], _ programme: Programme, guilds: String? = nil, in data: TemporaryData)
    throws -> Partial
  {
    let file = try #require(files.first)
    try data.write(Array(file.value.utf8), to: "part.csv")
    return try Partial(
      files: ["\(data.path)/part.csv"], of: file.key, guilds: guilds, programme: programme, month: RandomTables.october,
      threads: 1)
  }

  private static let requests = "request_id,guild_id,broadcaster_id,opened_at,first_response_at,resolved_at\n"
  private static let memberships = "guild_id,broadcaster_id,joined_on,left_on,leave_reason\n"

  @Test("bad rows in the same place of files of the same name are written in one order")
  func sameNames() throws {
    let data = try TemporaryData()
    let parts = try ["A", "B"].map { guild in
      try tally(["requests": Self.requests + "r1,\(guild),b,nonsense,,\n"], RandomTables.programme, in: data)
    }
    #expect(try bytes(merged(parts[0], parts[1])) == bytes(merged(parts[1], parts[0])))
  }

  @Test("a table of guilds that goes by two names is written under one")
  func namesOfGuilds() throws {
    let data = try TemporaryData()
    for name in ["one", "two"] { try data.write(Array("guild_id\nA\n".utf8), to: name) }
    let parts = try ["one", "two"].map { name in
      try tally(
        ["requests": Self.requests + "\(name),A,b,2026-10-05T10:00:00Z,,\n"], RandomTables.programme,
        guilds: "\(data.path)/\(name)", in: data)
    }
    #expect(try bytes(merged(parts[0], parts[1])) == bytes(merged(parts[1], parts[0])))
  }

  @Test("unknown columns, whose names may be equal to Unicode and not be the same, are no part of it")
  func unknownColumns() throws {
    let data = try TemporaryData()
    let parts = try ["\u{E9}", "e\u{301}"].map { name in
      try tally(
        ["requests": "\(name),\(Self.requests)" + "\(name),r,A,b,2026-10-05T10:00:00Z,,\n"], RandomTables.programme,
        in: data)
    }
    #expect(try bytes(merged(parts[0], parts[1])) == bytes(merged(parts[1], parts[0])))
  }

  @Test("programmes that name their scorers in different orders have tallies that fit together")
  func orderOfScorers() throws {
    let data = try TemporaryData()
    let orders = ["{ responsiveness: , retention: }", "{ retention: , responsiveness: }"]
    let programmes = try orders.map { try programme("scorers: \($0)\n", scorers: knownScorers) }
    let (r, m) = (
      ["requests": Self.requests + "r,A,b,2026-10-05T10:00:00Z,,\n"],
      ["memberships": Self.memberships + "A,b,2026-01-01,,\n"]
    )
    let whole = try merged(tally(r, programmes[0], in: data), tally(m, programmes[0], in: data))
    let mixed = try merged(tally(r, programmes[0], in: data), tally(m, programmes[1], in: data))
    #expect(try bytes(mixed) == bytes(whole))
    for programme in programmes {
      let rows = try TalliedMonth(mixed, named: "t", programme: programme, month: RandomTables.october)
        .measured(by: programme).rows(of: programme)
      #expect(Set(rows.map(\.scorer)) == ["responsiveness", "retention"])
    }
  }

  @Test("an error of the order of scorers, or a part of them, is noticed, not merged")
  func otherScorers() throws {
    let data = try TemporaryData()
    let r = ["requests": Self.requests + "r,A,b,2026-10-05T10:00:00Z,,\n"]
    let (one, two) = (
      try programme("scorers: { responsiveness: }\n", scorers: knownScorers),
      try programme("scorers: { retention: , responsiveness: }\n", scorers: knownScorers)
    )
    let parts = [try tally(r, one, in: data), try tally(r, two, in: data)]
    for (a, b) in [(parts[0], parts[1]), (parts[1], parts[0])] {
      #expect { try merged(a, b) } throws: { if case EngineError.mismatch = $0 { true } else { false } }
    }
    // More than is asked for is fine.
    _ = try TalliedMonth(parts[1], named: "t", programme: one, month: RandomTables.october)
    #expect { try TalliedMonth(parts[0], named: "t", programme: two, month: RandomTables.october) } throws: {
      if case EngineError.mismatch = $0 { true } else { false }
    }
  }

  @Test("a scorer of another version, or one that is not known, is refused by name")
  func versions() throws {
    let body = try SomeTallies.body({ $0.basis.scorers[2].version = 9 }, of: FuzzTests.tallies.get().bodies[0])
    #expect {
      try PartialFile.partial(from: SomeTallies.file(body), named: "t", scorers: knownScorers)
    } throws: {
      "\($0)" == "t: this guildmark has no scorer complaint_rate of version 9"
    }
    let other = try SomeTallies.body({ $0.basis.scorers[2].id = "cat" }, of: FuzzTests.tallies.get().bodies[0])
    #expect {
      try PartialFile.partial(from: SomeTallies.file(other), named: "t", scorers: knownScorers)
    } throws: {
      "\($0)" == "t: this guildmark has no scorer cat of version 1"
    }
    var partial = try FuzzTests.tallies.get().partials[0]
    let newer = Partial(basis: partial.basis.with(version: 2), folds: partial.folds)
    #expect { try partial.merge(newer, named: "t") } throws: {
      "\($0)" == "t: complaint_rate is of version 2 and not 1"
    }
  }

  // MARK: Judged after the merge

  /// A month's tables with rows of unknown guilds and guilds left out, good and bad.
  private func dirtyTables(_ seed: UInt64) -> RandomTables {
    var random = SeededGenerator(seed: seed)
    var tables = RandomTables()
    let oddness = RandomTables.Oddness(field: 0.03, row: 0.03, fatal: 0)
    tables.files = RandomTables.tables.filter { $0.name != "measures" }.map {
      ($0, RandomTables.text(of: $0, rows: 40, oddness, using: &random))
    }
    return tables
  }

  @Test("guilds that are unknown or left out are judged after the merge as they are before", arguments: seeds(1...6))
  func guilds(_ seed: UInt64) throws {
    let tables = dirtyTables(seed)
    let data = try TemporaryData()
    for (table, bytes) in tables.files { try data.write(bytes, to: "\(table.name).csv") }
    try data.write(tables.guilds ?? [], to: "guilds.csv")
    try data.write(tables.rates ?? [], to: "fx_rates.csv")
    let programme = try programme(
      """
      window: 2 months
      data: { tolerate: 100% }
      scorers:
        retention: { settings: { horizon: 30d, involuntary: [expiry] } }
        complaint_rate: { settings: { severity_weights: { minor: 2, major: 5, critical: 100 } } }
        payout_fairness:
        responsiveness: { settings: { first_response_target: 4h } }
      """, scorers: knownScorers)
    let month = RandomTables.october
    let whole = try TalliedMonth(data: data.path, programme: programme, month: month, threads: 2)
    var partial = try Partial(
      files: ["\(data.path)/guilds.csv"], of: "guilds", programme: programme, month: month, threads: 1)
    for (table, _) in tables.files {
      let part = try Partial(
        files: ["\(data.path)/\(table.name).csv"], of: table.name, rates: "\(data.path)/fx_rates.csv",
        programme: programme, month: month, threads: 2)
      partial = try merged(reread(part), partial)
    }
    let tallied = try TalliedMonth(reread(partial), named: "t", programme: programme, month: month)
    #expect(tallied.inputs == whole.inputs, "seed \(seed)")
    #expect(tallied.guilds == whole.guilds, "seed \(seed)")
    let (one, two) = (try whole.measured(by: programme), try tallied.measured(by: programme))
    #expect(one.rows(of: programme) == two.rows(of: programme), "seed \(seed)")
    #expect(
      try rate(one, by: programme, tool: testTool).jsonBytes == rate(two, by: programme, tool: testTool).jsonBytes,
      "seed \(seed)")
  }

  @Test("settings are those of the programme, not the defaults of a scorer")
  func settings() throws {
    let data = try TemporaryData()
    let spells = "A,a,2026-06-01,2026-10-20,pay\nA,b,2026-06-01,2026-10-21,pay\nA,c,2026-06-01,,\n"
    let programme = try programme("scorers: { retention: { settings: { horizon: 200d } } }\n", scorers: knownScorers)
    let partial = try reread(tally(["memberships": Self.memberships + spells], programme, in: data))
    try data.write(Array((Self.memberships + spells).utf8), to: "memberships.csv")
    let months = [
      try TalliedMonth(partial, named: "t", programme: programme, month: RandomTables.october),
      try TalliedMonth(data: data.path, programme: programme, month: RandomTables.october, threads: 1),
    ]
    let rows = try months.map { try $0.measured(by: programme).rows(of: programme) }
    #expect(rows[0] == rows[1])
  }

  @Test("as many complaints as a tally can hold are weighted without overflow")
  func weights() throws {
    let weights = "{ minor: 1, major: 3, critical: 1000 }"
    let programme = try programme(
      "scorers: { complaint_rate: { settings: { severity_weights: \(weights) } } }\n", scorers: knownScorers)
    let data = try TemporaryData()
    let partial = try tally(["memberships": Self.memberships + "A,a,2026-06-01,,\n"], programme, in: data)
    let body = try SomeTallies.body(
      { _ in }, complaints: .init(critical: 1 << 55), of: SomeTallies.body(of: bytes(partial)))
    let read = try PartialFile.partial(from: SomeTallies.file(body), named: "t", scorers: knownScorers)
    _ = try TalliedMonth(read, named: "t", programme: programme, month: read.month).measured(by: programme)
  }

  @Test("data.tolerate is judged once all is merged")
  func tolerance() throws {
    let data = try TemporaryData()
    let good = (0..<1000).map { "r\($0),A,b,2026-10-05T10:00:00Z,,\n" }.joined()
    let bad = (0..<10).map { "b\($0),A,b,nonsense,,\n" }.joined()
    func parts(_ yaml: String) throws -> (Programme, Partial, Partial) {
      let programme = try programme("\(yaml)scorers: { responsiveness: }\n", scorers: knownScorers)
      return (
        programme, try tally(["requests": Self.requests + bad], programme, in: data),
        try tally(["requests": Self.requests + good], programme, in: data)
      )
    }
    let (lenient, onlyBad, onlyGood) = try parts("data: { tolerate: 1% }\n")
    #expect { try TalliedMonth(onlyBad, named: "t", programme: lenient, month: RandomTables.october) } throws: {
      if case EngineError.tooManyBadRows(_, 10, 10, _, _) = $0 { true } else { false }
    }
    let whole = try merged(onlyBad, onlyGood)
    #expect(try TalliedMonth(whole, named: "t", programme: lenient, month: RandomTables.october).badRows.count == 10)
    let (strict, _, _) = try parts("data: { tolerate: 0.5% }\n")
    #expect { try TalliedMonth(whole, named: "t", programme: strict, month: RandomTables.october) } throws: {
      if case EngineError.tooManyBadRows(_, 10, 1010, _, _) = $0 { true } else { false }
    }
  }
}

extension TallyBasis {
  fileprivate func with(version: Int) -> TallyBasis {
    var basis = self
    if let place = scorers.firstIndex(where: { $0.id == "complaint_rate" }) { basis.scorers[place].version = version }
    return basis
  }
}
