import CZlib
import CZstd
import TestSupport

@testable import RatingEngine

/// The bytes as one gzip member.
func gzipCompressed(_ bytes: [UInt8]) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var input = bytes
  return [UInt8](unsafeUninitializedCapacity: Int(deflateBound(&stream, UInt(bytes.count)))) { buffer, count in
    input.withUnsafeMutableBufferPointer {
      stream.next_in = $0.baseAddress
      stream.avail_in = UInt32($0.count)
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(buffer.count)
      deflate(&stream, Z_FINISH)
    }
    count = Int(stream.total_out)
  }
}

/// A zstd frame that says nothing, with so many bytes in it.
func skippableFrame(_ size: UInt8) -> [UInt8] {
  [0x53, 0x2A, 0x4D, 0x18, size, 0, 0, 0] + [UInt8](repeating: 0xFD, count: Int(size))
}

enum Compression: String, CaseIterable, Sendable {
  case plain, gzip, zstd

  static let compressed = [Compression.gzip, .zstd]

  func callAsFunction(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .plain: bytes
    case .gzip: gzipCompressed(bytes)
    case .zstd: zstdCompressed(bytes)
    }
  }
}

/// Rows that look like a table's, and are not all alike.
func tableBytes(rows: Int, seed: UInt64 = 1) -> [UInt8] {
  var random = SeededGenerator(seed: seed)
  return (0..<rows).flatMap { row in
    Array(
      "R\(row),G\(Int.random(in: 0..<50, using: &random)),\(UInt32.random(in: .min ... .max, using: &random))\n".utf8)
  }
}

/// All bytes, asked for in pieces of that size.
func allBytes(_ source: DataSource, piece: Int = 1000) throws -> [UInt8] {
  let source = try source.open()
  var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: piece))
  while true {
    let count = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
    all += buffer[..<count]
    if count < piece { return all }
  }
}
