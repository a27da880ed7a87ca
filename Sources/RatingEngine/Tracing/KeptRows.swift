import RatingRecord
import ScorerKit

/// A guild's rows as they were read, and what a scorer makes of each.
struct KeptRows: Sendable {
  /// Of one file each, in the order of tables, files and lines; few enough to be judged by a thread in one go.
  private let pieces: [Piece]

  fileprivate struct Piece: Sendable {
    let file: EventFile
    let plan: TablePlan?
    let rows: [(line: Int, row: KeptRow)]
  }

  private let corrections: CorrectionList

  /// So many single tallies at a time are held in memory.
  private static let pieceSize = 512

  /// - Parameter exemptions: those of the one scorer that is tallied; they take out some of the guild's rows.
  init(
    _ reading: Tallying.Reading, _ files: [EventFile], _ corrections: CorrectionList, exemptions: ExemptionPlan,
    of guild: Identifier
  ) {
    self.corrections = corrections
    var byFile: [[(line: Int, row: KeptRow)]] = files.map { _ in [] }
    for (file, line, row) in reading.report.keptRows {
      var row = row
      if row.fault == nil, let plan = reading.plans[file] {
        row.exemption = exemptions.words(on: row.values, plan, of: guild)
      }
      byFile[file].append((line, row))
    }
    pieces = byFile.enumerated().flatMap { number, rows in
      stride(from: 0, to: rows.count, by: KeptRows.pieceSize).map { start in
        Piece(
          file: files[number], plan: reading.plans[number],
          rows: Array(rows[start..<min(rows.count, start + KeptRows.pieceSize)]))
      }
    }
  }

  var hasGoodRows: Bool { pieces.contains { $0.rows.contains { $0.row.fault == nil } } }

  /// A fold whose guild 0 has every good row, each by way of a tally of its own.
  func addedSingly(to empty: any Fold, threads: Int) -> any Fold {
    let folds = concurrently(pieces.count, threads: threads) { number in
      var fold = empty
      if let rows = pieces[number].typed { fold.addSingly(rows) }
      return FoldBox(fold: fold)
    }
    return folds.reduce(into: empty) { $0.merge($1.fold, map: [0]) }
  }

  private struct FoldBox: Sendable { let fold: any Fold }

  /// - Parameters:
  ///   - missing: what is absent of what the measure needs, so that no row counts.
  ///   - all: what `addedSingly` gave.
  func judged(by judge: RowJudge, missing: String?, with all: any Fold, threads: Int) -> [TracedRow] {
    concurrently(pieces.count, threads: threads) { number in
      let piece = pieces[number]
      var verdicts: [RowJudge.Verdict] = []
      if let missing {
        verdicts = piece.rows.filter { $0.row.counts }.map { _ in RowJudge.Verdict(rule: missing) }
      } else if let rows = piece.typed {
        verdicts = all.judgeSingly(rows, judge.verdict)
      }
      var next = verdicts.makeIterator()
      return piece.rows.map { line, row in
        let verdict =
          row.fault.map { RowJudge.Verdict(countedAs: .setAside, rule: $0) }
          ?? row.exemption.map { RowJudge.Verdict(rule: $0) } ?? next.next()
          ?? RowJudge.Verdict(rule: judge.rule.wordsNotCounted)
        return TracedRow(
          table: piece.file.table.name, file: piece.file.source.name, line: line, fields: row.fields,
          countedAs: verdict.countedAs, numerator: verdict.numerator, denominator: verdict.denominator,
          value: verdict.value, rule: verdict.rule,
          corrections: row.correctedKey.map { corrections.decisions(on: $0, of: piece.file.table.name) } ?? [])
      }
    }.flatMap { $0 }
  }
}

extension KeptRows.Piece {
  /// The good rows as a scorer gets them; `nil` where there are none.
  fileprivate var typed: Rows? {
    let good = rows.map(\.row).filter(\.counts)
    guard let plan, let use = plan.uses.first, !good.isEmpty else { return nil }
    let columns = use.starts.mapValues { start in
      start.map { start in ContiguousArray(good.map { $0.values[start / Batch.capacity] }) }
    }
    return Rows(table: plan.table.name, guilds: ContiguousArray(repeating: 0, count: good.count), columns: columns)
  }
}

extension KeptRow {
  /// Whether it is handed to the scorer.
  fileprivate var counts: Bool { fault == nil && exemption == nil }
}

extension CorrectionList {
  /// What was decided about a row.
  fileprivate func decisions(on key: Identifier, of table: String) -> [Correction] {
    entries.map(\.correction).filter { $0.table == table && $0.rowKey == key }
  }
}
