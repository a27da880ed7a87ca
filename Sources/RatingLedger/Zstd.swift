import CZstd

/// A zstd frame with a checksum of its content. The same bytes give the same frame, as long as the library's version is the same;
/// digests are therefore of what is in it.
func compressed(_ bytes: [UInt8]) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { frame, count in
    guard let context = ZSTD_createCCtx() else { return }
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 3)
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    let written = ZSTD_compress2(context, frame.baseAddress, frame.count, bytes, bytes.count)
    count = ZSTD_isError(written) == 0 ? written : 0
  }
}

/// What a frame holds; `nil` where it is damaged, or holds another number of bytes.
func decompressed(_ frame: UnsafeRawBufferPointer, length: Int) -> [UInt8]? {
  // A frame may claim anything: what it could hold at the very most is not much more than the format's best ratio.
  guard length >= 0, length <= (frame.count + 64) << 16 else { return nil }
  var isWhole = false
  let bytes = [UInt8](unsafeUninitializedCapacity: length) { bytes, count in
    let written = ZSTD_decompress(bytes.baseAddress, length, frame.baseAddress, frame.count)
    isWhole = ZSTD_isError(written) == 0 && written == length
    count = isWhole ? length : 0
  }
  return isWhole ? bytes : nil
}
