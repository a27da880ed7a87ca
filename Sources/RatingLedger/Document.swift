import GRDB
import RatingRecord
import ScorerKit

/// The bytes of a `ratings.json`, in which each guild has a line of its own.
struct Document {
  let bytes: [UInt8]

  /// Where each guild's line lies, in the order of guild_id bytes.
  func guildLines() -> [Range<Int>] {
    var lines: [Range<Int>] = []
    let opening = Array("    {\"guild_id\": ".utf8)
    bytes.withUnsafeBytes { buffer in
      var start = 0
      while start < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[start...])
        let end = start + (rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.count)
        if rest.starts(with: opening) {
          // A comma parts a line from the next.
          let hasComma = end > start && buffer[end - 1] == UInt8(ascii: ",")
          lines.append(start..<(hasComma ? end - 1 : end))
        }
        start = end + 1
      }
    }
    return lines
  }
}

extension Ledger {
  /// A publication's `ratings.json`, as it was published.
  ///
  /// - Throws: `LedgerError.damaged` where it can't be unpacked.
  func document(of entry: LedgerEntry, in database: Database) throws -> [UInt8] {
    let row = try Prepared(database, "SELECT length, zstd_digest, zstd FROM documents WHERE publication = ?")
    var document: [UInt8]?
    try row.eachRow([.integer(entry.number)]) {
      let (length, digest, frame) = (Int(row.integer(0)), row.text(1), row.bytes(2))
      if digestText(of: frame) == digest { document = decompressed(frame, length: length) }
    }
    guard let document else {
      throw LedgerError.damaged(
        path: path, problem: "the document of \(entry.month), version \(entry.version), can’t be unpacked")
    }
    return document
  }

  /// What a new result of a month does not have in common with a published one.
  func differences(
    of record: RatingRecord, _ bytes: [UInt8], from entry: LedgerEntry, in database: Database
  ) throws -> Differences {
    let (former, now) = (Document(bytes: try document(of: entry, in: database)), Document(bytes: bytes))
    guard digestText(of: former.bytes) == entry.documentDigest else {
      throw LedgerError.damaged(
        path: path, problem: "the document of \(entry.month), version \(entry.version), is not the one published")
    }
    let (formerLines, lines) = (former.guildLines(), now.guildLines())
    var tiers: [Identifier: (line: Int, tier: String?)] = [:]
    let rows = try Prepared(
      database,
      "SELECT guild_id, tier FROM ratings JOIN guilds USING (guild) WHERE publication = ? ORDER BY guild_id")
    try rows.eachRow([.integer(entry.number)]) {
      tiers[Identifier(rows.bytes(0))] = (tiers.count, rows.optionalText(1))
    }
    var differences = Differences(guilds: 0, tiers: 0, first: nil)
    func count(_ guild: Identifier, otherTier: Bool) {
      differences.guilds += 1
      if otherTier { differences.tiers += 1 }
      differences.first = min(differences.first ?? guild, guild)
    }
    for (place, guild) in record.guilds.enumerated() {
      guard let before = tiers.removeValue(forKey: guild.guildID) else {
        count(guild.guildID, otherTier: guild.tier != nil)
        continue
      }
      guard formerLines.indices.contains(before.line),
        former.bytes[formerLines[before.line]] == now.bytes[lines[place]]
      else {
        count(guild.guildID, otherTier: before.tier != guild.tier)
        continue
      }
    }
    for (guild, before) in tiers { count(guild, otherTier: before.tier != nil) }
    return differences
  }
}
