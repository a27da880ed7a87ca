import Foundation
import TestSupport
import Testing

@testable import RatingEngine

struct ByteSourceTests {
  private func bytes(_ stored: [UInt8], piece: Int = 1000) throws -> [UInt8] {
    try allBytes(DataSource(path: "t.csv", content: .bytes(stored)), piece: piece)
  }

  private func fault(_ stored: [UInt8]) -> EngineError? {
    do {
      _ = try bytes(stored)
      return nil
    } catch { return error as? EngineError }
  }

  @Test(
    "bytes come as they were, whatever the compression and however few are asked for", arguments: Compression.allCases)
  func pieces(_ compression: Compression) throws {
    for rows in [0, 1, 700] {
      let table = tableBytes(rows: rows)
      let stored = compression(table)
      for piece in [1, 2, 3, 7, 4096, 1 << 20] { #expect(try bytes(stored, piece: piece) == table) }
    }
  }

  @Test("more than a buffer comes through", arguments: Compression.allCases)
  func large(_ compression: Compression) throws {
    let table = tableBytes(rows: 60_000)
    let data = try TemporaryData()
    try data.write(compression(table), to: "t.csv")
    #expect(try allBytes(DataSource(path: "\(data.path)/t.csv"), piece: 1 << 18) == table)
  }

  @Test("the first bytes decide what a file is, not its name")
  func names() throws {
    let table = tableBytes(rows: 10)
    let data = try TemporaryData()
    for compression in Compression.allCases {
      for name in ["t.csv", "t.csv.gz", "t.csv.zst"] {
        try data.write(compression(table), to: name)
        #expect(try allBytes(DataSource(path: "\(data.path)/\(name)")) == table)
      }
    }
  }

  @Test("several members, or frames, are one table", arguments: Compression.compressed)
  func joined(_ compression: Compression) throws {
    let parts = [tableBytes(rows: 100), [], tableBytes(rows: 1), tableBytes(rows: 50, seed: 2)]
    for piece in [1, 1000] {
      #expect(try bytes(parts.flatMap { compression($0) }, piece: piece) == parts.flatMap { $0 })
    }
  }

  @Test("zstd frames that are to be skipped are, at the start, between others and at the end")
  func skippable() throws {
    let (a, b) = (tableBytes(rows: 20), tableBytes(rows: 30))
    let stored = skippableFrame(4) + zstdCompressed(a) + skippableFrame(0) + zstdCompressed(b) + skippableFrame(200)
    for piece in [1, 1000] { #expect(try bytes(stored, piece: piece) == a + b) }
    #expect(try bytes(skippableFrame(9)) == [])
  }

  @Test("nothing at all is a table without bytes") func nothing() throws { #expect(try bytes([]) == []) }

  @Test("compressed data that are cut anywhere are damaged", arguments: Compression.compressed)
  func truncated(_ compression: Compression) {
    let (first, second) = (compression(tableBytes(rows: 40)), compression(tableBytes(rows: 3)))
    let whole = first + second
    // Fewer bytes than make it known for what it is are plain.
    for end in 4..<whole.count where end != first.count {
      #expect(
        fault(Array(whole[..<end]))
          == .damaged(
            path: "t.csv", problem: "ends in the middle of its \(compression.rawValue) data; was it copied whole?"),
        "cut after \(end) of \(whole.count)")
    }
  }

  @Test("a bit that has flipped is noticed, and never crashes", arguments: Compression.compressed, seeds(1...10))
  func flipped(_ compression: Compression, _ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let table = tableBytes(rows: 40, seed: seed)
    let whole = compression(table)
    for _ in 0..<200 {
      var stored = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        stored[Int.random(in: 4..<stored.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      do {
        // Some bits mean nothing: gzip's time of day, for one.
        #expect(try bytes(stored) == table, "seed \(seed)")
      } catch EngineError.damaged { continue }
    }
  }

  @Test("a flipped bit of a zstd frame without a checksum never crashes", arguments: seeds(1...5))
  func unchecked(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var whole = zstdCompressed(tableBytes(rows: 40, seed: seed))
    // The flag that a checksum follows, and the checksum.
    whole[4] &= ~4
    whole.removeLast(4)
    #expect(try bytes(whole) == tableBytes(rows: 40, seed: seed))
    for _ in 0..<300 {
      var stored = whole
      stored[Int.random(in: 4..<stored.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      do { _ = try bytes(stored) } catch EngineError.damaged { continue }
    }
  }

  @Test("bytes after the compressed data that are none are damage", arguments: Compression.compressed)
  func followed(_ compression: Compression) {
    for tail in ["\n\n\n\n", "guild_id,name\n", "\0\0\0\0\0\0\0\0"] {
      #expect(
        fault(compression(tableBytes(rows: 4)) + tail.utf8)
          == .damaged(
            path: "t.csv",
            problem: "its \(compression.rawValue) data are followed by bytes that are no \(compression.rawValue) data"))
    }
  }

  @Test("a wrong checksum is said in the library's words")
  func checksums() {
    var (gzip, zstd) = (gzipCompressed(tableBytes(rows: 4)), zstdCompressed(tableBytes(rows: 4)))
    gzip[gzip.count - 8] ^= 1
    zstd[zstd.count - 1] ^= 1
    #expect(fault(gzip)?.description == "t.csv: its gzip data are damaged: incorrect data check")
    #expect(fault(zstd)?.description == "t.csv: its zstd data are damaged: Restored data doesn't match checksum")
  }

  @Test("a zstd window of more than 128 MiB is refused, not allocated")
  func window() {
    // A frame's head: no content size, a window of 2^31 bytes; then an empty last block.
    let stored: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0, UInt8(21 << 3), 1, 0, 0]
    #expect(fault(stored)?.description.contains("more than 128 MiB") == true)
  }

  @Test("a named pipe gives its bytes, plain or compressed, as they trickle in", arguments: Compression.allCases)
  func namedPipe(_ compression: Compression) throws {
    let table = tableBytes(rows: 3000)
    let stored = compression(table)
    let data = try TemporaryData()
    let path = "\(data.path)/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    Thread.detachNewThread {
      let pipe = open(path, O_WRONLY)
      defer { close(pipe) }
      var random = SeededGenerator(seed: 1)
      var position = 0
      while position < stored.count {
        let size = min(stored.count - position, position < 10 ? 1 : Int.random(in: 1...3000, using: &random))
        let written = stored[position..<position + size].withUnsafeBytes { write(pipe, $0.baseAddress, size) }
        if written < 0 { return }
        position += written
        if position % 5 == 0 { usleep(200) }
      }
    }
    #expect(try allBytes(DataSource(path: path), piece: 5000) == table)
  }

  @Test("what can't be opened is said as before")
  func noInput() throws {
    let data = try TemporaryData(["t": "x\n"])
    func reason(_ path: String) -> String? {
      do {
        _ = try DataSource(path: path).open()
        return nil
      } catch {
        guard case .noInput(path, let reason) = error else { return nil }
        return reason
      }
    }
    #expect(reason(data.path) == "is a directory, where a CSV file is needed")
    #expect(reason("\(data.path)/u.csv") == "no such file")
    #expect(reason("\(data.path)/t.csv/u.csv") == "no such file")
    #expect(reason("\(data.path)/t.csv\0") == "no such file")
    if getuid() != 0 {
      chmod("\(data.path)/t.csv", 0)
      #expect(reason("\(data.path)/t.csv") == "permission denied")
    }
  }
}

struct ZstdTests {
  @Test("bytes come back as they were, and equal bytes are equal frames")
  func roundTrip() throws {
    for bytes in [[], [7], tableBytes(rows: 20_000), [UInt8](repeating: 0, count: 1 << 20)] {
      let compressed = zstdCompressed(bytes)
      #expect(try zstdDecompressed(compressed, limit: bytes.count) == bytes)
      #expect(zstdCompressed(bytes) == compressed)
      #expect(try zstdDecompressed((compressed + compressed)[...], limit: 2 * bytes.count) == bytes + bytes)
    }
  }

  @Test("more than the limit is refused, however small it was when compressed")
  func limit() {
    let bomb = zstdCompressed([UInt8](repeating: 0, count: 50 << 20))
    for limit in [0, 1, 1 << 20, (50 << 20) - 1] {
      #expect(throws: ZstdFault(problem: "holds more than \(limit) bytes")) { try zstdDecompressed(bomb, limit: limit) }
    }
  }

  @Test("what is no whole frame is refused")
  func faults() {
    let whole = zstdCompressed(tableBytes(rows: 40))
    for end in 0..<whole.count {
      #expect(throws: ZstdFault.self, "cut after \(end)") { try zstdDecompressed(whole[..<end], limit: 1 << 20) }
    }
    #expect(throws: ZstdFault(problem: "its zstd data are followed by bytes that are no zstd data")) {
      try zstdDecompressed(whole + Array("more".utf8), limit: 1 << 20)
    }
    #expect(throws: ZstdFault.self) { try zstdDecompressed(Array("no zstd at all".utf8), limit: 1 << 20) }
  }
}
