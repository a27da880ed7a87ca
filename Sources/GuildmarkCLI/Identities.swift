import Glibc
import RatingEngine
import RatingProgramme
import ScorerKit

/// What becomes of broadcasters' ids where rows are shown.
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

  /// What stands for an id; `nil`: nothing does.
  func text(of id: Identifier) -> String? {
    switch self {
    case .leftOut: nil
    case .shown: id.description
    case .pseudonyms(let key):
      // The first 16 hexadecimal digits.
      id.bytes.isEmpty
        ? ""
        : SHA256.digest(of: id.bytes, under: key).prefix(8).reduce(into: "") { text, byte in
          text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
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
