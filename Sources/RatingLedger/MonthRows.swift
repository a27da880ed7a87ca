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
private struct DigestedBytes {
  private var sha = SHA256()
  private var bytes: [UInt8] = []
  private static let enough = 1 << 16

  init() { bytes.reserveCapacity(2 * DigestedBytes.enough) }

  mutating func add(text: String) {
    add(type: "t", UInt64(text.utf8.count))
    bytes += text.utf8
  }

  mutating func add(columns: Int32) { add(type: "c", UInt64(columns)) }

  mutating func add(_ value: Prepared.Held) {
    switch value {
    case .null: bytes.append(UInt8(ascii: "n"))
    case .integer(let number): add(type: "i", UInt64(bitPattern: number))
    case .real(let number): add(type: "r", number.bitPattern)
    case .text(let text):
      add(type: "t", UInt64(text.count))
      bytes += text
    case .blob(let blob):
      add(type: "b", UInt64(blob.count))
      bytes += blob
    }
    if bytes.count >= DigestedBytes.enough { flush() }
  }

  private mutating func add(type: Unicode.Scalar, _ word: UInt64) {
    bytes.append(UInt8(ascii: type))
    withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
  }

  private mutating func flush() {
    bytes.withUnsafeBytes { sha.update($0) }
    bytes.removeAll(keepingCapacity: true)
  }

  consuming func hexadecimal() -> String {
    flush()
    return sha.hexadecimal()
  }
}
