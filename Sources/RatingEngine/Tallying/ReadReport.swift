import RatingProgramme
import RatingRecord
import ScorerKit

/// What all workers together report of the rows, put in the order of files and lines.
struct ReadReport {
  private let reports: [Worker.BlockReport]

  init(_ workers: [Worker]) {
    reports = workers.flatMap(\.reports).sorted { ($0.file, $0.block) < ($1.file, $1.block) }
  }

  /// How many lines a file has before one of its blocks.
  func lines(before block: Int, ofFile file: Int) -> Int {
    reports.reduce(0) { $1.file == file && $1.block < block ? $0 + $1.lines : $0 }
  }

  /// A name for what was read, by the bytes of the rows: the same for the same files in any order, compressed or not; `nil`
  /// where there were none, or no digests were taken.
  var contentName: String? {
    var files: [Int: [UInt8]] = [:]
    for report in reports {
      if let digest = report.digest { files[report.file, default: []] += digest.bytes }
    }
    let digests = files.values.map { SHA256.hexadecimal(of: $0) }.sorted()
    return digests.isEmpty ? nil : "sha256:" + SHA256.hexadecimal(of: Array(digests.joined().utf8))
  }

  /// All bad rows, by their files' tables.
  func badRows(of files: [EventFile]) -> [String: [BadRow]] {
    var badRows: [String: [BadRow]] = [:]
    var (file, line) = (-1, 0)
    for report in reports {
      if report.file != file { (file, line) = (report.file, 0) }
      let (table, path) = (files[file].table, files[file].source.name)
      badRows[table.name, default: []] += report.bad.map { $0.inFile(path, of: table, after: line) }
      line += report.lines
    }
    return badRows
  }
}

/// Bad rows by cause, in the order of the causes' bytes.
func countByCause(_ badRows: [BadRow]) -> [Input.BadRows] {
  var counts: [String: Int64] = [:]
  for row in badRows { counts[row.cause, default: 0] += row.rows }
  return counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    .map { Input.BadRows(cause: $0.key, count: $0.value) }
}
