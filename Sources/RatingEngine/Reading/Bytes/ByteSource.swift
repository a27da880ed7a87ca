/// Bytes from front to back, once.
protocol ByteSource: AnyObject {
  /// Fills the buffer; fewer bytes than asked for come only at the end.
  ///
  /// - Returns: how many bytes came. After an error, no more are to be asked for.
  /// - Throws: `noInput` where reading fails, `damaged` where compressed bytes are cut short or corrupted.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(EngineError) -> Int
}
