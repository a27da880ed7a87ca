import Glibc
import RatingEngine
import RatingProgramme
import RatingRecord
import ScorerKit

/// What becomes of broadcasters' ids where rows are shown to a guild.
///
/// Why somebody left and which other guild a row is of is told with the ids or not at all.
enum Identities: Sendable {
  case leftOut
  /// Each is replaced by a keyed digest of it: the same for the same id and key, and nobody without the key can tell whose it is.
  case pseudonyms(key: [UInt8])
  case shown

  static let shortestKey = 16
  /// No key is longer; what is has been mistaken for one.
  private static let longestKey = 1 << 20

  /// - Parameter file: of the key; all its bytes are.
  /// - Throws: `Failure`.
  init(keyFile file: String) throws {
    let name = printable(file)
    guard let handle = fopen(file, "rb") else {
      throw Failure(.noInput, "\(name): \(String(cString: strerror(errno)))")
    }
    defer { fclose(handle) }
    var key = [UInt8](repeating: 0, count: Identities.longestKey + 1)
    let count = fread(&key, 1, key.count, handle)
    guard ferror(handle) == 0 else { throw Failure(.noInput, "\(name): can't be read; a key is a file of bytes") }
    let mend = "make one with head -c 32 /dev/urandom > KEYFILE"
    guard count >= Identities.shortestKey else {
      throw Failure(
        .data, "\(name): a key has at least \(Identities.shortestKey) bytes, and this one \(count); \(mend)")
    }
    guard count <= Identities.longestKey else { throw Failure(.data, "\(name): is too long for a key; \(mend)") }
    self = .pseudonyms(key: Array(key[..<count]))
  }

  /// The column of it.
  static let reason = Memberships.leaveReason.name
  private static let broadcaster = "broadcaster_id"
  private static let guild = "guild_id"

  /// Whether nothing is shown of a column.
  func leavesOut(_ column: String) -> Bool {
    switch (self, column) {
    case (.shown, _): false
    case (.leftOut, Identities.broadcaster), (_, Identities.reason): true
    default: false
    }
  }

  /// What is shown of a field, empty for another guild's id; `nil` where its column is left out.
  ///
  /// - Parameter asking: the guild whose rows they are.
  func text(of field: Identifier, in column: String, for asking: Identifier) -> String? {
    if leavesOut(column) { return nil }
    return switch (self, column) {
    case (.pseudonyms(let key), Identities.broadcaster): Identities.pseudonym(of: field, under: key)
    case (.leftOut, Identities.guild), (.pseudonyms, Identities.guild): field == asking ? field.description : ""
    default: field.description
    }
  }

  /// The first 16 hexadecimal digits of a keyed digest.
  private static func pseudonym(of id: Identifier, under key: [UInt8]) -> String {
    guard !id.bytes.isEmpty else { return "" }
    return SHA256.digest(of: id.bytes, under: key).prefix(8).reduce(into: "") { text, byte in
      text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
  }

  /// What was decided about a row, and why: `paid_on amended to 2026-09-05: late by the bank's fault (ratings desk, 2026-11-05)`.
  func words(of correction: Correction, for asking: Identifier) -> String {
    let action =
      switch correction.action {
      case .setAside: "set aside"
      case .amend(let column, let value): words(amending: column, to: value, for: asking)
      }
    return "\(action): \(correction.reason) (\(correction.decidedBy), \(correction.decidedOn))"
  }

  private func words(amending column: String, to value: Identifier, for asking: Identifier) -> String {
    switch (self, column) {
    case (.leftOut, Identities.guild), (.pseudonyms, Identities.guild):
      return value == asking ? "came from another guild" : "counts for another guild"
    default:
      guard let text = text(of: value, in: column, for: asking) else { return "\(column) amended" }
      return "\(column) amended to " + (text.isEmpty ? "nothing" : text)
    }
  }

  /// As the JSON says it.
  var word: String {
    switch self {
    case .leftOut: "left_out"
    case .pseudonyms: "pseudonyms"
    case .shown: "shown"
    }
  }
}
