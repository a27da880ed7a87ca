extension SHA256 {
  /// HMAC-SHA-256 as RFC 2104 defines it: a digest of the message that only who has the key can make. 32 bytes.
  package static func digest(of message: [UInt8], under key: [UInt8]) -> [UInt8] {
    let whole = (key.count > 64 ? digest(of: key) : key)
    let padded = whole + [UInt8](repeating: 0, count: 64 - whole.count)
    return digest(of: padded.map { $0 ^ 0x5c } + digest(of: padded.map { $0 ^ 0x36 } + message))
  }
}
