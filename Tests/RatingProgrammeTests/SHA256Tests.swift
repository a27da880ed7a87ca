import Testing

@testable import RatingProgramme

struct SHA256Tests {
  @Test(
    "the vectors of FIPS 180 come out",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(message: String, digest: String) {
    #expect(SHA256.hexadecimal(of: Array(message.utf8)) == digest)
  }

  @Test(
    "messages that just fill a block, just do not, or take many, come out",
    arguments: [
      (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
      (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
      (100_000, "6d1cf22d7cc09b085dfc25ee1a1f3ae0265804c607bc2074ad253bcc82fd81ee"),
    ])
  func lengths(count: Int, digest: String) {
    #expect(SHA256.hexadecimal(of: Array(repeating: UInt8(ascii: "a"), count: count)) == digest)
  }

  @Test("a message in pieces has the digest of the whole", arguments: [1, 3, 55, 63, 64, 65, 127, 1000])
  func pieces(length: Int) {
    let message = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 5) }
    let sha = SHA256()
    for start in stride(from: 0, to: message.count, by: length) {
      message[start..<min(message.count, start + length)].withUnsafeBytes { sha.update($0) }
    }
    #expect(sha.digest() == SHA256.digest(of: message))
  }

  @Test(
    "keyed digests are those of RFC 4231",
    arguments: [
      (
        [UInt8](repeating: 0x0b, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xaa, count: 20), [UInt8](repeating: 0xdd, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        Array(1...25), [UInt8](repeating: 0xcd, count: 50),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
      ),
      (
        [UInt8](repeating: 0xaa, count: 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
      (
        [UInt8](repeating: 0xaa, count: 131),
        Array(
          "This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm."
            .utf8), "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
      ),
    ])
  func keyed(key: [UInt8], message: [UInt8], digest: String) {
    let own = SHA256.digest(of: message, under: key).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(own == digest)
  }
}
