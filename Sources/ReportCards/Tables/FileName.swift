import ScorerKit

/// The name, without extension, of the files about a guild: `guilds/<name>.html`.
///
/// Every byte outside A–Z a–z 0–9 _ - is percent-encoded, so no id reaches outside the folder. A name of more than 120
/// bytes is cut and ends in a dot, its length and two hashes of the id: only cut names hold a dot, so no short
/// id takes another's file, and no long one that the hashes (128 bits, not cryptographic) tell apart. The empty id is
/// `%`. A file system that ignores case still confuses `a` with `A`.
public func fileName(for guildID: Identifier) -> String {
  guard !guildID.bytes.isEmpty else { return "%" }
  let name = guildID.bytes.map(encoded).joined()
  guard name.utf8.count > 120 else { return name }
  let hashes = hexadecimal(fnv1a(guildID.bytes)) + hexadecimal(fnv1a(guildID.bytes.reversed()))
  return "\(name.prefix(72)).\(guildID.bytes.count)-\(hashes)"
}

/// The file's address in a link, where `%` is itself encoded.
func linkAddress(_ fileName: String) -> String { fileName.replacing("%", with: "%25") }

private func encoded(_ byte: UInt8) -> String {
  switch byte {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
    String(UnicodeScalar(byte))
  default:
    "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}

/// Fowler–Noll–Vo 1a, 64 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>.
private func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}

private func hexadecimal(_ hash: UInt64) -> String {
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
