import ScorerKit

/// Finds those plain rows of a file that corrections may be about, and marks them as doubtful: so `RowReader` reads them, and
/// the corrections apply.
///
/// The keys are looked at once more after a batch is read, instead of in the scanner's loop, which knows nothing of corrections.
///
/// Reads bytes without bounds checks. Precondition: the batch was read from the block by the scanner, so that its rows have no
/// quotes and as many fields as the file has columns.
struct KeyMarker: Sendable {
  private let hashes: KeyHashes
  /// In the order of the file.
  private let parts: ContiguousArray<Part>

  private struct Part: Sendable {
    let field: Int
    let factor: UInt64
    let isLast: Bool
  }

  /// - Returns: `nil` where the file does not have the columns that tell rows apart.
  init?(_ corrections: TableCorrections, of table: Table, header: Header) {
    let fields = table.key.compactMap(header.index)
    guard fields.count == table.key.count else { return nil }
    hashes = corrections.hashes
    parts = ContiguousArray(
      fields.enumerated().map { place, field in
        Part(field: field, factor: RowKey.factor(at: place), isLast: field == header.names.count - 1)
      }.sorted { $0.field < $1.field })
  }

  /// - Complexity: O(bytes up to the last column of the key) a row.
  func mark(_ batch: inout Batch, of block: Block) {
    guard let base = block.bytes.baseAddress else { return }
    let count = batch.count
    batch.withBuffers { buffers in
      parts.withUnsafeBufferPointer { parts in
        for row in 0..<count where buffers.origins[row].start >= 0 {
          let hash = KeyMarker.hash(base + Int(buffers.origins[row].start), parts)
          if hashes.contains(hash) { buffers.fates[row] = .doubtful }
        }
      }
    }
  }

  @inline(__always) private static func hash(_ row: UnsafeRawPointer, _ parts: UnsafeBufferPointer<Part>) -> UInt64 {
    var (p, field, hash) = (row, 0, UInt64(0))
    for part in parts {
      while field < part.field {
        p = PlainFields.end(of: p) + 1
        field &+= 1
      }
      let end = PlainFields.end(of: p)
      var length = end - p
      if part.isLast, length > 0, p.load(fromByteOffset: length &- 1, as: UInt8.self) == UInt8(ascii: "\r") {
        length &-= 1
      }
      hash &+= StableHash.hash(UnsafeRawBufferPointer(start: p, count: length)) &* part.factor
      p = end + 1
      field &+= 1
    }
    return hash
  }
}
