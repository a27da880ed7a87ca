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

  /// A name for what was read of each file that has rows, by their bytes: the same whether the file is compressed or not.
  /// Empty where no digests were taken.
  var contentNames: [(file: Int, name: String)] {
    var files: [Int: [UInt8]] = [:]
    for report in reports {
      if let digest = report.digest { files[report.file, default: []] += digest.bytes }
    }
    return files.sorted { $0.key < $1.key }.map { ($0.key, "sha256:" + SHA256.hexadecimal(of: $0.value)) }
  }

  /// The rows that corrections are about.
  func correctedRows(of files: [EventFile]) -> CorrectedRows {
    var rows = CorrectedRows()
    var (file, line) = (-1, 0)
    for report in reports {
      if report.file != file { (file, line) = (report.file, 0) }
      rows.add(report.corrected, of: files[file].table, in: files[file].source.name, after: line)
      line += report.lines
    }
    return rows
  }

  /// All bad rows, by their files' tables.
  func badRows(of files: [EventFile]) -> [String: [BadRow]] {
    var badRows: [String: [BadRow]] = [:]
    forEachBlock { report, line in
      let (table, path) = (files[report.file].table, files[report.file].source.name)
      badRows[table.name, default: []] += report.bad.map { $0.inFile(path, of: table, after: line) }
    }
    return badRows
  }

  /// The rows that were kept, each with its file and its line there, from 1; in the order of both.
  var keptRows: [(file: Int, line: Int, row: KeptRow)] {
    var rows: [(file: Int, line: Int, row: KeptRow)] = []
    forEachBlock { report, line in
      for row in report.kept.sorted(by: { $0.line < $1.line }) { rows.append((report.file, line + row.line + 1, row)) }
    }
    return rows
  }

  /// - Parameter body: gets how many lines the file has before the block, too.
  private func forEachBlock(_ body: (Worker.BlockReport, _ line: Int) -> Void) {
    var (file, line) = (-1, 0)
    for report in reports {
      if report.file != file { (file, line) = (report.file, 0) }
      body(report, line)
      line += report.lines
    }
  }
}

/// Bad rows by cause, in the order of the causes' bytes.
func countByCause(_ badRows: [BadRow]) -> [Input.BadRows] {
  var counts: [String: Int64] = [:]
  for row in badRows { counts[row.cause, default: 0] += row.rows }
  return counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    .map { Input.BadRows(cause: $0.key, count: $0.value) }
}
