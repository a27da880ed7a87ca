import ScorerKit
import Testing

struct StableHashTests {
  @Test(
    "the hash of a text is fixed for ever: files hold it",
    arguments: [
      ("", 0xE220_A839_7B1D_CDAF),
      ("a", 0x389B_EB7D_0B2C_4387),
      ("C01", 0x58CC_19B7_9A1D_85D6),
      ("C01_star", 0xE2DF_A210_EAFA_D766),
      ("broadcaster-000123", 0x392B_DBF9_70AB_1305),
      ("12345678", 0xC9DB_59F3_B2C6_B649),
      ("123456789", 0xE37B_1051_F4F2_C274),
      ("\u{E9}", 0x4C34_E146_5596_44FD),
    ] as [(String, UInt64)])
  func known(_ text: String, _ hash: UInt64) {
    #expect(StableHash.hash(text) == hash)
  }

  @Test("a zero at the end counts, though the last word is filled up with zeros")
  func zeros() {
    #expect(StableHash.hash("a\0") != StableHash.hash("a"))
    #expect(StableHash.hash("\0") != StableHash.hash(""))
  }

  @Test("it goes by the bytes alone, wherever they lie")
  func unaligned() {
    let bytes = Array("..broadcaster-000123".utf8)
    bytes.withUnsafeBytes { whole in
      #expect(StableHash.hash(UnsafeRawBufferPointer(rebasing: whole[2...])) == StableHash.hash("broadcaster-000123"))
    }
  }

  @Test("a hundred thousand ids that follow one another have as many hashes, in their upper and lower halves too")
  func spread() {
    let hashes = (0..<100_000).map { StableHash.hash("b\($0)") }
    #expect(Set(hashes).count == hashes.count)
    // Of n draws out of 2³², about n² ÷ 2³³ are drawn twice: 1.2 here.
    #expect(Set(hashes.map { $0 >> 32 }).count > hashes.count - 12)
    #expect(Set(hashes.map { $0 & 0xFFFF_FFFF }).count > hashes.count - 12)
  }
}
