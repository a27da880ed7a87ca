import CZlib

/// What gzip data hold: one member, or several one after the other.
final class GzipBytes: ByteSource {
  private let stored: StoredBytes
  /// On the heap, as the library keeps its address.
  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private var isAtEnd = false

  /// - Throws: `EngineError.noInput` where there is no memory for it.
  init(_ stored: StoredBytes) throws(EngineError) {
    self.stored = stored
    stream.initialize(to: z_stream())
    // 16: gzip's head and checksum are expected, and checked.
    guard inflateInit2_(stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw noMemory
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(EngineError) -> Int {
    var count = 0
    while count < buffer.count, !isAtEnd {
      count += try inflate(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
    }
    return count
  }

  /// Inflates some of the bytes held; none may come of them.
  ///
  /// - Precondition: the target has room.
  private func inflate(into target: UnsafeMutableRawBufferPointer) throws(EngineError) -> Int {
    guard try stored.hold(1) else {
      throw stored.damaged("ends in the middle of its gzip data; was it copied whole?")
    }
    let input = stored.held.assumingMemoryBound(to: UInt8.self)
    // The library counts in 32 bits; its input is only read.
    let room = min(target.count, 1 << 30)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = UInt32(input.count)
    stream.pointee.next_out = target.assumingMemoryBound(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(room)
    let code = CZlib.inflate(stream, Z_NO_FLUSH)
    stored.drop(input.count - Int(stream.pointee.avail_in))
    switch code {
    case Z_OK: break
    case Z_STREAM_END: try beginMember()
    case Z_MEM_ERROR: throw noMemory
    default:
      let fault = stream.pointee.msg.map { String(cString: $0) } ?? "error \(code)"
      throw stored.damaged("its gzip data are damaged: \(fault)")
    }
    return room - Int(stream.pointee.avail_out)
  }

  /// Goes on to the next member, if bytes follow the one that has ended.
  private func beginMember() throws(EngineError) {
    try stored.hold(2)
    guard !stored.held.isEmpty else {
      isAtEnd = true
      return
    }
    // One byte alone may be a member cut short, and is reported as that.
    guard [0x1F, 0x8B].starts(with: stored.held.prefix(2)) else {
      throw stored.damaged("its gzip data are followed by bytes that are no gzip data")
    }
    inflateReset(stream)
  }

  private var noMemory: EngineError {
    .noInput(path: stored.name, reason: "there is too little memory to decompress it")
  }
}
