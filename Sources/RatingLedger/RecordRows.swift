import GRDB
import RatingRecord
import ScorerKit

/// Writes what a record says as rows of the ledger's tables.
///
/// - Complexity: O(guilds × measures): about a microsecond a row.
func write(_ record: RatingRecord, as publication: Int64, to database: Database) throws {
  var rows = try RecordRows(database, publication: .integer(publication))
  try rows.write(record)
}

private struct RecordRows {
  let database: Database
  let publication: Cell
  var interning: Interning
  private let ratings: Prepared
  private let scores: Prepared
  private let measured: Prepared
  private let gates: Prepared
  private let grants: Prepared

  init(_ database: Database, publication: Cell) throws {
    self.database = database
    self.publication = publication
    interning = try Interning(database)
    ratings = try RecordRows.insertion(
      database, "ratings",
      "publication, guild, name, score, low, high, tier, rank, rising, falling, adjustment, scored, earned, from_tier, "
        + "from_month, rule, reason, tier_probabilities, flags, broadcasters, incentives_earned, incentives_granted"
    )
    scores = try RecordRows.insertion(
      database, "scores", "publication, guild, scorer, points, weight, contribution, neutral")
    measured = try RecordRows.insertion(
      database, "measured",
      "publication, guild, measure, part, never, value, estimate, borrowed, low, high, numerator, denominator, points, weight"
    )
    gates = try RecordRows.insertion(database, "gates", "publication, guild, gate, fired, lowered")
    grants = try RecordRows.insertion(
      database, "grants", "publication, guild, position, kind, rate, base, earned, granted")
  }

  /// - Parameter columns: parted by commas.
  private static func insertion(_ database: Database, _ table: String, _ columns: String) throws -> Prepared {
    let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
    return try Prepared(database, "INSERT INTO \(table) (\(columns)) VALUES (\(marks))")
  }

  mutating func write(_ record: RatingRecord) throws {
    try writeInputs(record.inputs)
    try writeTiers(of: record)
    try writeMeasures(record.coverage)
    try writeGates(record.guilds.first?.gates ?? [])
    for guild in record.guilds { try write(guild) }
  }

  private func writeInputs(_ inputs: [Input]) throws {
    let inputRows = try RecordRows.insertion(database, "inputs", "publication, position, name, rows")
    let badRows = try RecordRows.insertion(database, "bad_rows", "publication, input, cause, rows")
    for (place, input) in inputs.enumerated() {
      try inputRows.run([publication, .integer(place), .text(input.table), .integer(input.rows)])
      for bad in input.badRows {
        try badRows.run([publication, .integer(place), .text(bad.cause), .integer(bad.count)])
      }
    }
  }

  private func writeTiers(of record: RatingRecord) throws {
    let tiers = try RecordRows.insertion(database, "tiers", "publication, position, name, threshold, guilds")
    for (place, tier) in record.programme.tiers.enumerated() {
      let guilds = record.guilds.count { $0.tier == tier.name }
      try tiers.run([publication, .integer(place), .text(tier.name), .real(tier.from), .integer(guilds)])
    }
  }

  private mutating func writeMeasures(_ scorers: [ScorerCoverage]) throws {
    let measures = try RecordRows.insertion(database, "month_measures", "publication, position, measure, kind")
    var place = 0
    for scorer in scorers {
      for measure in scorer.measures {
        let number = try interning.number(of: MeasureName(scorer: scorer.id, measure: measure.id))
        try measures.run([publication, .integer(place), .integer(number), .text(measure.kind.rawValue)])
        place += 1
      }
    }
  }

  /// All guilds have the same, in the programme's order.
  private func writeGates(_ results: [GateResult]) throws {
    let gates = try RecordRows.insertion(database, "month_gates", "publication, position, name, cap")
    for (place, gate) in results.enumerated() {
      try gates.run([publication, .integer(place), .text(gate.name), .text(gate.cap)])
    }
  }

  private mutating func write(_ rating: GuildRating) throws {
    let guild = Cell.integer(try interning.number(of: rating.guildID))
    try writeRating(rating, guild)
    for scorer in rating.scorers {
      try scores.run([
        publication, guild, .integer(try interning.number(ofScorer: scorer.id)), .real(scorer.points),
        .real(scorer.weight), .real(scorer.contribution), .flag(scorer.isNeutral),
      ])
      for measure in scorer.measures where measure.value != nil || measure.isNever {
        let number = try interning.number(of: MeasureName(scorer: scorer.id, measure: measure.id))
        try measured.run([
          publication, guild, .integer(number), .text(measure.part ?? ""), .flag(measure.isNever),
          .real(measure.value), .real(measure.estimate), .real(measure.borrowed), .real(measure.interval?.low),
          .real(measure.interval?.high),
          .real(measure.numerator), .real(measure.denominator), .real(measure.points), .real(measure.weight),
        ])
      }
    }
    for (place, gate) in rating.gates.enumerated() {
      let fired = gate.fired.map { Cell.flag($0) } ?? .null
      try gates.run([publication, guild, .integer(place), fired, .flag(gate.lowered)])
    }
    for (place, grant) in (rating.incentives?.grants ?? []).enumerated() {
      try grants.run([
        publication, guild, .integer(place), .text(grant.kind.rawValue), .real(grant.rate), .real(grant.base),
        .real(grant.earned), .real(grant.granted),
      ])
    }
  }

  private func writeRating(_ rating: GuildRating, _ guild: Cell) throws {
    let movement = rating.movement
    try ratings.run([
      publication, guild, .text(rating.name), .real(rating.score), .real(rating.interval?.low),
      .real(rating.interval?.high), .text(rating.tier), .integer(rating.rank), .text(movement?.rising),
      .text(movement?.falling), .real(rating.adjustments.reduce(0) { $0 + $1.points }), .text(movement?.scored),
      .text(movement?.earned), .text(movement?.from), .text(movement?.fromMonth?.description),
      .text(movement?.rule.rawValue), .text(movement?.reason),
      .text(rating.tierProbabilities.map(text)), .text(kinds(of: rating.flags)), .integer(rating.broadcasters),
      .real(rating.incentives?.earned), .real(rating.incentives?.granted),
    ])
  }

  private func text(_ probabilities: [TierProbability]) -> String {
    let json = JSON.object(probabilities.map { ($0.tier, .number($0.probability)) })
    return String(decoding: json.bytes(), as: UTF8.self)
  }

  /// Each once, in their order.
  private func kinds(of flags: [Flag]) -> String {
    flags.map(\.kind.rawValue).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .joined(separator: " ")
  }
}
