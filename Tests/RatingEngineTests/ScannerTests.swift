import ScorerKit
import TestSupport
import Testing

@testable import RatingEngine

/// Plain rows read fast, and all rows read exactly: the same partial, bad rows and errors, whatever the tables hold.
struct ScannerTests {
  @Test(
    "random tables are the same to both ways of reading, in any blocks and by any threads", arguments: seeds(1...8))
  func randomTables(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<10 {
      let tables = RandomTables(files: 1...4, rows: 0...30, using: &random)
      let way = RandomTables.Way.some(using: &random)
      try expectSameReading(tables, way, way.exact, seed: seed)
      try expectSameReading(tables, way, RandomTables.Way(), seed: seed)
    }
  }

  @Test("more rows than a batch holds are, too", arguments: seeds(1...1))
  func manyRows(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for table in RandomTables.tables {
      var tables = RandomTables()
      let oddness = RandomTables.Oddness(field: 0.0005, row: 0.0005, fatal: 0)
      tables.files = [(table, RandomTables.text(of: table, rows: Batch.capacity + 700, oddness, using: &random))]
      let threads = Int.random(in: 1...3, using: &random)
      try expectSameReading(tables, .init(threads: threads), .init(scansPlainRows: false), seed: seed)
    }
  }

  @Test("small blocks of every size are the same", arguments: RandomTables.tables.indices)
  func blocks(_ table: Int) throws {
    var random = SeededGenerator(seed: UInt64(table))
    var tables = RandomTables()
    let oddness = RandomTables.Oddness(field: 0.05, row: 0.05, fatal: 0)
    let definition = RandomTables.tables[table]
    tables.files = [(definition, RandomTables.text(of: definition, rows: 12, oddness, using: &random))]
    let exact = try tables.reading(.init(scansPlainRows: false))
    for size in 1...300 {
      let isSame = try tables.reading(.init(blockSize: size)) == exact
      #expect(isSame, "blocks of \(size)")
    }
  }

  @Test("a column that a file does not have is missing in its rows, whatever file was read before", arguments: [1, 2])
  func absentColumn(_ threads: Int) throws {
    let columns = "complaint_id,guild_id,broadcaster_id,filed_at,category,severity,outcome"
    let row = "c1,A,b,2026-10-05T10:00:00Z,x,minor,upheld"
    var tables = RandomTables()
    tables.files = [
      (Complaints.table, Array("\(columns),decided_at\n\(row),2026-10-06T10:00:00Z\n".utf8)),
      (Complaints.table, Array("\(columns)\n\(row)\n".utf8)),
    ]
    let partial = try tables.partial(.init(threads: threads))
    #expect(partial.tables["complaints"]?.badRows.map(\.place?.file) == ["complaints-1.csv"])
    try expectSameReading(tables, .init(threads: threads), .init(scansPlainRows: false), seed: 0)
  }

  private static let header = "request_id,guild_id,broadcaster_id,opened_at,first_response_at,resolved_at\n"

  private func requests(_ rows: String) -> RandomTables {
    var tables = RandomTables()
    tables.files = [(Requests.table, Array((Self.header + rows).utf8))]
    return tables
  }

  @Test("plain rows are scanned, not all of them left to the exact reader")
  func scans() throws {
    let row = "r1,A,b1,2026-10-05T10:00:00Z,,2026-10-06T10:00:00Z"
    for (text, stop) in [
      (row, RowScanner.Stop.end), ("\(row)\r", .end), ("\(row)\r\n\(row)", .end), ("\"r1\"\(row)", .odd),
    ] {
      let source = DataSource(path: "t", content: .bytes(Array((Self.header + text).utf8)))
      let reader = BlockReader(try source.open())
      let block = Block()
      #expect(try reader.next(block))
      let plan = try TablePlan(Requests.table, path: "t", header: Header(of: block, file: "t"), uses: [])
      var batch = Batch()
      batch.prepare(for: plan)
      var place = RowCursor(block, after: plan.header).place
      #expect(RowScanner(plan).scan(&place, of: block, currencies: IdentifierTable(), into: &batch) == stop)
      #expect(batch.count == (stop == .odd ? 0 : text.utf8.split(separator: UInt8(ascii: "\n")).count))
      #expect(stop == .odd || place.position == block.count)
    }
  }

  @Test("an error in one file does not carry its rows over into another", arguments: [1, 2, 3])
  func faultBetweenFiles(_ threads: Int) throws {
    // The larger file is begun first, and comes later; what is wrong with it is found when its rows are judged.
    let data = try TemporaryData()
    // Were they read where the other file's bytes are, they would seem to open quotes.
    let good = (0..<50).map { "r\($0),A,b,2026-10-05T10:00:00Z,,\n" }.joined()
    let bad = Array("r,".utf8) + [0xC3, 0x28] + Array(",b,2026-10-05T10:00:00Z,,\n".utf8)
    try data.write(Array((Self.header + good).utf8) + bad + Array(good.utf8), to: "requests.csv")
    let quotes = String(repeating: "\"", count: 500)
    let complaints = (0..<5).map { "c\($0),A,b,2026-10-05T10:00:00Z,x\(quotes),minor,pending\n" }.joined()
    try data.write(
      Array(("complaint_id,guild_id,broadcaster_id,filed_at,category,severity,outcome\n" + complaints).utf8),
      to: "complaints.csv")
    try data.write(Array("guild_id\nA\n".utf8), to: "guilds.csv")
    for _ in 0..<10 {
      #expect {
        try TalliedMonth(
          data: data.path, programme: RandomTables.programme, month: RandomTables.october, threads: threads)
      } throws: {
        "\($0)" == "\(data.path)/requests.csv:52:3: guild_id is not UTF-8"
      }
    }
  }

  @Test("rows at the edges of what is plain")
  func edges() throws {
    let good = "r1,A,b1,2026-10-05T10:00:00Z,2026-10-05T11:00:00Z,\n"
    let cases = [
      "", "\n", "\r\n", "\r", ",", ",,,,,", ",,,,,\n", good, String(good.dropLast()), good.dropLast() + "\r",
      good.dropLast() + "\r\r\n", good + "\"", good + "\"\"", good + "\"a",
      "r1,A,b1,2026-10-05T10:00:00Z,2026-10-05T11:00:00Z",
      "r1,A,b1,2026-10-05T10:00:00Z", "r1,A,b1,2026-10-05T10:00:00Z,,2026-10-05T10:00:00Z",
      "r1,A,b1,2026-10-05T10:00:00Z,,2026-10-05T09:59:59Z\n", "r1,A,b1,2026-10-31T23:59:59Z,2026-11-01T00:00:00Z,\n",
      "r1,A,b1,2026-11-01T00:00:00Z,x,y\n", "r1,late,b1,x,y,z\n", "r1,late,b1\n", "r1,?,b1,2026-11-01T00:00:00Z,,\n",
      "r1,?,b1,2026-10-01T00:00:00Z,x,\n", "r1,,b1,2026-10-01T00:00:00Z,,\n", ",A,b1,2026-10-01T00:00:00Z,,\n",
      "r1,A,\"b\n1\",2026-10-01T00:00:00Z,,\n" + good,
      "r1,A,b1,2026-10-05T10:00:00Z,2026-10-05T11:00:00Z,2026-10-05T11:00:00ZZ\n",
      "\u{FEFF}r1,A,b1,2026-10-05T10:00:00Z,,\n",
    ]
    for text in cases {
      for size in [1, 7, 64, BlockReader.blockSize] {
        try expectSameReading(requests(text), .init(blockSize: size), .init(scansPlainRows: false), seed: 0)
      }
    }
  }
}
