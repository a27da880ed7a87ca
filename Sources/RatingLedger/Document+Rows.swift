import GRDB
import RatingRecord
import ScorerKit

extension Document {
  /// What the document says otherwise than the rows do of the same publication, in a sentence; `nil` where they agree.
  ///
  /// What each says of a guild's score, interval, tier, chances and rank is compared, byte by byte in the document's own
  /// spelling; the rest is covered by the digests alone.
  func fault(against entry: LedgerEntry, in database: Database) throws -> String? {
    let head = String(decoding: bytes.prefix(bytes.count - guildBytes), as: UTF8.self)
    let publication = JSON.string(entry.on.description)
    for said in [
      "  \"month\": \(text(.string(entry.month.description))),\n",
      "  \"status\": \(text(.string(entry.status.rawValue))),\n",
      "    \"version\": \(entry.version),\n    \"on\": \(text(publication)),\n",
    ] where !head.contains(said) {
      return "it is of another month, status or version than its line in the ledger"
    }
    let lines = guildLines()
    guard lines.count == entry.guilds else {
      return "it has \(lines.count) guilds, and its line in the ledger \(entry.guilds)"
    }
    let rows = try Prepared(
      database,
      """
      SELECT guild_id, score, low, high, tier, tier_probabilities, rank FROM ratings JOIN guilds USING (guild)
      WHERE publication = ? ORDER BY guild_id
      """)
    var (place, other): (Int, String?) = (0, nil)
    try rows.eachRow([.integer(entry.number)]) {
      defer { place += 1 }
      guard other == nil else { return }
      let line = lines.indices.contains(place) ? bytes[lines[place]] : []
      if !says(line, rows) { other = rows.text(0) }
    }
    guard place == lines.count else { return "it has \(lines.count) guilds, and the ledger’s rows have \(place)" }
    return other.map { "it says otherwise than the ledger’s rows of guild \(visible($0))" }
  }

  private var guildBytes: Int { guildLines().first.map { bytes.count - $0.lowerBound } ?? 0 }

  private func says(_ line: ArraySlice<UInt8>, _ rows: Prepared) -> Bool {
    let beginning = "    {\"guild_id\": \(text(.string(rows.text(0)))), \"name\": "
    let interval = rows.real(2).map { low in
      JSON.object([("low", .number(low)), ("high", rows.real(3).map { JSON.number($0) } ?? .null)])
    }
    let rating =
      "\"score\": \(text(rows.real(1).map { .number($0) } ?? .null)), \"interval\": \(text(interval ?? .null)), "
      + "\"tier\": \(text(rows.optionalText(4).map { .string($0) } ?? .null)), "
      + "\"tier_probabilities\": \(rows.optionalText(5) ?? "null"), "
      + "\"rank\": \(rows.optionalInteger(6).map(String.init) ?? "null"), \"flags\": "
    guard line.starts(with: beginning.utf8), let score = place(of: "\"score\": ", in: line) else { return false }
    return line[score...].starts(with: rating.utf8)
  }

  /// Quotes within a text are escaped, so that a key is found and nothing that only reads like one.
  private func place(of key: String, in line: ArraySlice<UInt8>) -> Int? {
    let key = Array(key.utf8)
    return line.withUnsafeBufferPointer { buffer in
      var place = 0
      while place + key.count <= buffer.count {
        if buffer[place] == key[0], buffer[place..<place + key.count].elementsEqual(key) {
          return line.startIndex + place
        }
        place += 1
      }
      return nil
    }
  }

  private func text(_ json: JSON) -> String { String(decoding: json.bytes(), as: UTF8.self) }
}
