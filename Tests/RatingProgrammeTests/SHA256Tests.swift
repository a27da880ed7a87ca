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
}
