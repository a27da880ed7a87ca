import CCrypto

/// SHA-256 as FIPS 180-4 defines it, over a message that may come in pieces.
///
/// OpenSSL's, which uses what the processor has for it: a month's document may have a hundred megabytes, and what a rating goes
/// by is digested anew each time.
package struct SHA256: ~Copyable {
  private let context: OpaquePointer

  package init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-256, or no memory for it")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// As 64 hexadecimal digits.
  package static func hexadecimal(of message: [UInt8]) -> String {
    let sha = SHA256()
    message.withUnsafeBytes { sha.update($0) }
    return sha.hexadecimal()
  }

  /// 32 bytes.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    let sha = SHA256()
    message.withUnsafeBytes { sha.update($0) }
    return sha.digest()
  }

  /// Takes the next piece of the message.
  package func update(_ piece: UnsafeRawBufferPointer) {
    guard let start = piece.baseAddress else { return }
    EVP_DigestUpdate(context, start, piece.count)
  }

  /// Of all that has come, as 64 hexadecimal digits.
  package consuming func hexadecimal() -> String {
    digest().reduce(into: "") { text, byte in text += (byte < 16 ? "0" : "") + String(byte, radix: 16) }
  }

  /// Of all that has come, 32 bytes.
  package consuming func digest() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { bytes, count in
      var length: UInt32 = 0
      EVP_DigestFinal_ex(context, bytes.baseAddress, &length)
      count = Int(length)
    }
  }
}
