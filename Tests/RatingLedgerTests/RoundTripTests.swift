import RatingRecord
import ScorerKit
import TestSupport
import Testing

@testable import RatingLedger

struct RoundTripTests {
  @Test("the document comes out byte for byte, and the programme's file")
  func bytes() throws {
    let ledger = try TemporaryLedger()
    let outcome = try ledger.publish(SampleRecord.record(), source: "programme: \u{E9}\r\n")
    let reading = try Ledger(reading: ledger.path)
    let entry = try #require(try reading.entries().first)
    #expect(entry == outcome.entry)
    #expect(try reading.document(of: entry) == outcome.record.jsonBytes)
    #expect(outcome.record.status == .final && outcome.record.publication == entry.publication)
    #expect(try reading.programmeSource(of: entry) == Array("programme: \u{E9}\r\n".utf8))
  }

  @Test("a month without a programme's file has none")
  func noSource() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(SampleRecord.record(), source: nil)
    let reading = try Ledger(reading: ledger.path)
    let entry = try #require(try reading.entries().first)
    #expect(try reading.programmeSource(of: entry) == nil && entry.programme.sourceDigest == nil)
    #expect(try reading.verify().faults.isEmpty)
  }

  @Test("later months see a guild as it was published, to the last bit")
  func history() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(months: 2)
    let history = try Ledger(reading: ledger.path).history(before: SampleRecord.october.adding(1))
    #expect(history.months.map(\.month) == [SampleRecord.october.adding(-1), SampleRecord.october])
    for (place, month) in history.months.enumerated() {
      let record = SampleRecord.record(month.month, seed: UInt64(2 - place))
      #expect(
        month.programme
          == ProgrammeBrief(
            digest: record.programme.digest, bases: SampleRecord.bases, scale: record.programme.scale,
            tiers: record.programme.tiers))
      #expect(month.measures.map(\.measure) == ["rate", "median", "rate"])
      #expect(month.measures.map(\.scorer) == ["speed", "speed", "conduct"])
      #expect(month.guilds.count == record.guilds.count)
      for guild in record.guilds {
        let published = try #require(month.guilds[guild.guildID])
        #expect(published.score == guild.score && published.interval == guild.interval)
        #expect(published.tier == guild.tier && published.rising == guild.movement?.rising)
        #expect(published.falling == guild.movement?.falling)
        #expect(published.adjustment == (guild.score == nil ? 0 : -0.05 + 0.3))
        let isLast = place == 1
        let measures = guild.scorers.flatMap(\.measures).filter { $0.id != "reasons" }
        #expect(
          published.measures
            == measures.map { measure in
              guard measure.value != nil || measure.isNever else { return nil }
              return PublishedMeasure(
                value: measure.value ?? .infinity,
                estimate: isLast ? measure.estimate ?? (measure.isNever ? .infinity : nil) : nil,
                interval: isLast ? measure.interval : nil, borrowed: isLast ? measure.borrowed : nil)
            })
      }
    }
  }

  @Test("history reaches eleven months back, and knows final months only, in their last version")
  func reach() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(months: 14)
    let next = SampleRecord.october.adding(1)
    try ledger.publish(SampleRecord.record(next), .provisional)
    let reading = try Ledger(reading: ledger.path)
    #expect(try reading.history(before: next).months.map(\.month) == (1...11).map { next.adding($0 - 12) })
    #expect(try reading.history(before: next.adding(1)).months.map(\.month) == (2...11).map { next.adding($0 - 12) })
    #expect(try reading.history(before: next.adding(40)).months.isEmpty)
  }

  @Test("a guild's months are those that have it, each in its last version")
  func guild() throws {
    let ledger = try TemporaryLedger()
    try ledger.publish(SampleRecord.record(seed: 5), .provisional)
    try ledger.publish(SampleRecord.record(seed: 6))
    try ledger.publish(SampleRecord.record(SampleRecord.october.adding(1), ids: ["A", "B"]))
    let reading = try Ledger(reading: ledger.path)
    let record = SampleRecord.record(seed: 6)
    for guild in record.guilds {
      let months = try reading.months(of: guild.guildID)
      #expect(months.count == (["A", "B"].contains(guild.guildID.description) ? 2 : 1))
      let first = try #require(months.first)
      #expect(first.entry.version == 2 && first.score == guild.score && first.tier == guild.tier)
      #expect(first.rank == guild.rank && first.earned == guild.movement?.earned)
      #expect(first.scorers.map(\.id) == ["speed", "conduct"])
      #expect(first.scorers.map(\.points) == guild.scorers.map(\.points))
    }
    #expect(throws: LedgerError.noGuild(id: "a", near: "A", path: ledger.path)) {
      try reading.months(of: Identifier("a"))
    }
  }

  @Test("the same publications give the same digests, whatever the file")
  func digests() throws {
    let digests = try (0..<2).map { _ in
      let ledger = try TemporaryLedger()
      try ledger.publish(months: 3)
      return try Ledger(reading: ledger.path).entries().map(\.digest)
    }
    #expect(digests[0] == digests[1] && Set(digests[0]).count == 3)
  }

  @Test("two formats that are for ever: the digest of a month's rows, and of its entry")
  func pinned() throws {
    let ledger = try TemporaryLedger()
    var entry = try ledger.publish(SampleRecord.record()).entry
    #expect(entry.rowsDigest == "sha256:fbd52921e364c60123a27ddeaa7804d86f63657b8f3d3b231119f95ece6471ca")
    // What a record says may become more.
    entry.documentDigest = "sha256:0"
    #expect(entry.reckonedDigest == "sha256:ed5ac5d434694d0c2b8585f79bc1548b63e37f613745590c78938cfc1a8a7268")
  }

  @Test("moves are counted by place among the tiers, of guilds whose former tier is known")
  func moves() throws {
    let ledger = try TemporaryLedger()
    let first = SampleRecord.record(SampleRecord.october, seed: 3)
    // Nothing went before, and movement goes by what was.
    let entry = try ledger.publish(first).entry
    #expect(entry.movedUp == first.guilds.count { $0.tier == "High" } && entry.movedUp > 0 && entry.movedDown == 0)
    var second = SampleRecord.record(SampleRecord.october.adding(1), seed: 4)
    for place in second.guilds.indices { second.guilds[place].movement = nil }
    let next = try ledger.publish(second).entry
    let pairs = zip(first.guilds, second.guilds)
    #expect(next.movedUp == pairs.count { $0.tier == "Low" && $1.tier == "High" })
    #expect(next.movedDown == pairs.count { $0.tier == "High" && $1.tier == "Low" })
    #expect(next.movedUp + next.movedDown > 0)
    var third = SampleRecord.record(SampleRecord.october.adding(2), seed: 5)
    for place in third.guilds.indices { third.guilds[place].movement?.from = place < 4 ? nil : "Gone" }
    let last = try ledger.publish(third).entry
    #expect(last.movedUp == 0 && last.movedDown == 0)
  }
}
