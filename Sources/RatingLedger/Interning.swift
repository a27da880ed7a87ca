import GRDB
import RatingRecord
import ScorerKit

/// Numbers for texts that would stand in every row: each is written once, and numbered in the order in which it is first met.
struct Interning {
  private let database: Database
  private var guilds: [Identifier: Int64] = [:]
  private var scorers: [String: Int64] = [:]
  private var measures: [MeasureName: Int64] = [:]
  private let newGuild: Prepared

  init(_ database: Database) throws {
    self.database = database
    newGuild = try Prepared(database, "INSERT INTO guilds (guild, guild_id) VALUES (?, ?)")
    let known = try Prepared(database, "SELECT guild, guild_id FROM guilds")
    try known.eachRow { guilds[Identifier(known.bytes(1))] = known.integer(0) }
    let knownScorers = try Prepared(database, "SELECT scorer, id FROM scorers")
    try knownScorers.eachRow { scorers[knownScorers.text(1)] = knownScorers.integer(0) }
    let knownMeasures = try Prepared(
      database, "SELECT measure, scorers.id, measures.id FROM measures JOIN scorers USING (scorer)")
    try knownMeasures.eachRow {
      measures[MeasureName(scorer: knownMeasures.text(1), measure: knownMeasures.text(2))] = knownMeasures.integer(0)
    }
  }

  mutating func number(of guild: Identifier) throws -> Int64 {
    if let number = guilds[guild] { return number }
    let number = Int64(guilds.count + 1)
    try newGuild.run([.integer(number), .text(guild)])
    guilds[guild] = number
    return number
  }

  mutating func number(ofScorer id: String) throws -> Int64 {
    if let number = scorers[id] { return number }
    let number = Int64(scorers.count + 1)
    try Prepared(database, "INSERT INTO scorers (scorer, id) VALUES (?, ?)").run([.integer(number), .text(id)])
    scorers[id] = number
    return number
  }

  mutating func number(of name: MeasureName) throws -> Int64 {
    if let number = measures[name] { return number }
    let scorer = try number(ofScorer: name.scorer)
    let number = Int64(measures.count + 1)
    try Prepared(database, "INSERT INTO measures (measure, scorer, id) VALUES (?, ?, ?)")
      .run([.integer(number), .integer(scorer), .text(name.measure)])
    measures[name] = number
    return number
  }
}
