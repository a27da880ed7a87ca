import CZstd

/// What zstd data hold: one frame, or several one after the other; those to be skipped are.
final class ZstdBytes: ByteSource {
  private let stored: StoredBytes
  private let frames: ZstdFrames

  /// - Throws: `EngineError.noInput` where there is no memory for it.
  init(_ stored: StoredBytes) throws(EngineError) {
    self.stored = stored
    do { frames = try ZstdFrames() } catch { throw .noInput(path: stored.name, reason: error.problem) }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(EngineError) -> Int {
    var count = 0
    while count < buffer.count {
      let hasInput = try stored.hold(1)
      if !hasInput, frames.areWhole { break }
      let target = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      do {
        let (used, made) = try frames.decompress(stored.held, into: target)
        stored.drop(used)
        count += made
      } catch { throw stored.damaged(error.problem) }
    }
    return count
  }
}

/// What is wrong with zstd data, as half a sentence that begins with the name of what holds them.
struct ZstdFault: Error, Equatable, CustomStringConvertible {
  let problem: String

  var description: String { problem }
}

/// The library's state between one piece of zstd data and the next.
final class ZstdFrames {
  private let context: OpaquePointer
  private var hasBegun = false
  /// All that came so far were whole frames, and all they hold has been given.
  private(set) var areWhole = false

  /// - Throws: `ZstdFault` where there is no memory for it.
  init() throws(ZstdFault) {
    guard let context = ZSTD_createDCtx() else {
      throw ZstdFault(problem: "there is too little memory to decompress it")
    }
    self.context = context
  }

  deinit { ZSTD_freeDCtx(context) }

  /// Decompresses as much of the input as the target has room for. Input without bytes says that no more will come.
  ///
  /// The library takes memory of one frame's window, as long as that is no more than 128 MiB, which is as far as the
  /// compressor goes unless told to (`--long`).
  ///
  /// - Precondition: the target has room; where the input has no bytes, `areWhole` is false.
  /// - Returns: how many bytes of the input are used up, and how many were written. Some were, or there is a fault.
  func decompress(
    _ input: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer
  ) throws(ZstdFault) -> (used: Int, made: Int) {
    var from = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var into = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
    let isAtBoundary = areWhole
    let left = ZSTD_decompressStream(context, &into, &from)
    guard ZSTD_isError(left) == 0 else { throw fault(left, isAtBoundary: isAtBoundary) }
    areWhole = left == 0
    guard from.pos > 0 || into.pos > 0 || input.isEmpty && areWhole else {
      throw ZstdFault(problem: "ends in the middle of its zstd data; was it copied whole?")
    }
    hasBegun = true
    return (from.pos, into.pos)
  }

  private func fault(_ code: Int, isAtBoundary: Bool) -> ZstdFault {
    switch ZSTD_getErrorCode(code) {
    case ZSTD_error_prefix_unknown where hasBegun:
      ZstdFault(problem: "its zstd data are followed by bytes that are no zstd data")
    case ZSTD_error_frameParameter_windowTooLarge:
      ZstdFault(problem: "needs more than 128 MiB of memory to be decompressed; compress it without --long")
    default: ZstdFault(problem: "its zstd data are damaged: \(String(cString: ZSTD_getErrorName(code)))")
    }
  }
}
