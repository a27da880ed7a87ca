import GRDB
import RatingProgramme

/// All that the tables hold of one publication, a question a table, with ids in place of numbers wherever they are first told.
///
/// The digest of a month's rows is of the answers, and an export writes them out: neither is changed once shipped.
enum MonthRows {
  static let questions: [(table: String, sql: String)] = [
    (
      "programmes",
      """
      SELECT digest, name, version, currency, scale_from, scale_to, source, source_digest FROM programmes
      WHERE programme = (SELECT programme FROM publications WHERE publication = ?)
      """
    ),
    (
      "bases",
      """
      SELECT scorer, basis FROM bases
      WHERE programme = (SELECT programme FROM publications WHERE publication = ?) ORDER BY scorer
      """
    ),
    ("inputs", "SELECT position, name, rows FROM inputs WHERE publication = ? ORDER BY position"),
    ("bad_rows", "SELECT input, cause, rows FROM bad_rows WHERE publication = ? ORDER BY input, cause"),
    ("tiers", "SELECT position, name, threshold, guilds FROM tiers WHERE publication = ? ORDER BY position"),
    (
      "month_measures",
      """
      SELECT position, measure, scorers.id AS scorer, measures.id, scorer AS scorer_number, kind
      FROM month_measures JOIN measures USING (measure) JOIN scorers USING (scorer) WHERE publication = ?
      ORDER BY position
      """
    ),
    ("month_gates", "SELECT position, name, cap FROM month_gates WHERE publication = ? ORDER BY position"),
    (
      "ratings",
      """
      SELECT guild, guild_id, name, score, low, high, tier, rank, rising, falling, adjustment, scored, earned, from_tier,
        from_month, rule, reason, tier_probabilities, flags, broadcasters, incentives_earned, incentives_granted
      FROM ratings JOIN guilds USING (guild) WHERE publication = ? ORDER BY guild
      """
    ),
    (
      "scores",
      """
      SELECT guild, scorer, points, weight, contribution, neutral FROM scores WHERE publication = ?
      ORDER BY guild, scorer
      """
    ),
    (
      "measured",
      """
      SELECT guild, measure, part, never, value, estimate, borrowed, low, high, numerator, denominator, points,
        weight
      FROM measured WHERE publication = ? ORDER BY guild, measure, part
      """
    ),
    ("gates", "SELECT guild, gate, fired, lowered FROM gates WHERE publication = ? ORDER BY guild, gate"),
    (
      "grants",
      "SELECT guild, position, kind, rate, base, earned, granted FROM grants WHERE publication = ? ORDER BY guild, position"
    ),
  ]

  /// `sha256:` and 64 hexadecimal digits, over all rows as they are read: each table's name, then of each row the number of
  /// columns and, a column, its type and its exact bits.
  static func digest(of publication: Int64, in database: Database) throws -> String {
    var bytes = DigestedBytes()
    for (table, sql) in questions {
      bytes.add(text: table)
      let rows = try Prepared(database, sql)
      let columns = rows.columnCount
      try rows.eachRow([.integer(publication)]) {
        bytes.add(columns: columns)
        for column in 0..<columns { bytes.add(rows.value(column)) }
      }
    }
    return "sha256:" + bytes.hexadecimal()
  }
}

/// Bytes on their way into a digest, a good number at a time.
private struct DigestedBytes: ~Copyable {
  private let sha = SHA256()
  private var bytes = [UInt8](repeating: 0, count: 1 << 16)
  private var count = 0

  mutating func add(text: String) { Array(text.utf8).withUnsafeBytes { add(type: "t", $0) } }

  mutating func add(columns: Int32) { add(type: "c", UInt64(columns)) }

  mutating func add(_ value: Prepared.Held) {
    switch value {
    case .null: add(type: "n")
    case .integer(let number): add(type: "i", UInt64(bitPattern: number))
    case .real(let number): add(type: "r", number.bitPattern)
    case .text(let text): add(type: "t", text)
    case .blob(let blob): add(type: "b", blob)
    }
  }

  private mutating func add(type: Unicode.Scalar, _ content: UnsafeRawBufferPointer) {
    add(type: type, UInt64(content.count))
    if content.count > bytes.count - count { flush() }
    guard content.count <= bytes.count else { return sha.update(content) }
    let place = count
    bytes.withUnsafeMutableBytes { UnsafeMutableRawBufferPointer(rebasing: $0[place...]).copyMemory(from: content) }
    count += content.count
  }

  private mutating func add(type: Unicode.Scalar, _ word: UInt64) {
    add(type: type)
    if count + 8 > bytes.count { flush() }
    let place = count
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: word.littleEndian, toByteOffset: place, as: UInt64.self) }
    count += 8
  }

  private mutating func add(type: Unicode.Scalar) {
    if count == bytes.count { flush() }
    bytes[count] = UInt8(ascii: type)
    count += 1
  }

  private mutating func flush() {
    bytes.withUnsafeBytes { sha.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    count = 0
  }

  consuming func hexadecimal() -> String {
    flush()
    return sha.hexadecimal()
  }
}
