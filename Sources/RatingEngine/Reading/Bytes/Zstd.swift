import CZstd

/// The bytes as one zstd frame with a checksum. Equal bytes give equal frames, as long as the library's version is the same.
func zstdCompressed(_ bytes: [UInt8]) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { buffer, count in
    guard let context = ZSTD_createCCtx() else { preconditionFailure("out of memory") }
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    count = ZSTD_compress2(context, buffer.baseAddress, buffer.count, bytes, bytes.count)
    // With room for the worst case only memory can be wanting.
    precondition(ZSTD_isError(count) == 0, "out of memory")
  }
}

/// What one or several zstd frames hold.
///
/// - Parameter limit: how many bytes that may be. What the frames themselves say of their size is not trusted.
/// - Throws: `ZstdFault` where the bytes are not whole frames, or hold more than the limit.
/// - Complexity: memory of what the frames hold, at most the limit, and of one frame's window.
func zstdDecompressed(_ bytes: some Collection<UInt8>, limit: Int) throws(ZstdFault) -> [UInt8] {
  let compressed = [UInt8](bytes)
  let frames = try ZstdFrames()
  var (result, used): ([UInt8], Int) = ([], 0)
  var chunk = [UInt8](repeating: 0, count: 128 << 10)
  while used < compressed.count || !frames.areWhole {
    let step: (used: Int, made: Int)
    do {
      step = try compressed[used...].withUnsafeBytes { input in
        try chunk.withUnsafeMutableBytes { try frames.decompress(input, into: $0) }
      }
    } catch { throw error as? ZstdFault ?? ZstdFault(problem: "\(error)") }
    used += step.used
    guard step.made <= limit - result.count else { throw ZstdFault(problem: "holds more than \(limit) bytes") }
    result += chunk[..<step.made]
  }
  return result
}
