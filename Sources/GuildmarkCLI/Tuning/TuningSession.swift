import RatingEngine
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

/// A programme rated anew at each save. It is for people: it says how long answers take.
struct TuningSession {
  private var bench: TuningBench
  private let path: String
  private let scorers: [any Scorer.Type]
  private let color: Bool
  private let start: Decisions
  /// Of the last good save.
  private var last: Decisions
  private var saved: SavedFile
  private var saves = 0
  private var goodSaves = 0

  init(
    bench: TuningBench, path: String, source: [UInt8], scorers: [any Scorer.Type], start: Decisions, color: Bool
  ) {
    (self.bench, self.path, self.scorers, self.start, self.color) = (bench, path, scorers, start, color)
    last = start
    saved = SavedFile(path: path, content: source)
  }

  /// Goes on until it is interrupted.
  ///
  /// - Throws: `Interrupted`; `Failure` where nobody reads what it says.
  mutating func run() throws {
    Interruption.watch()
    while true {
      do {
        let source = try saved.next()
        saves += 1
        try answer(source)
      } catch {
        guard let failure = Failure(error), [.data, .programme, .noInput].contains(failure.code) else { throw error }
        try StandardOutput.write("\nSave \(saves): not rated.\n\(failure.message)\n")
      }
    }
  }

  private mutating func answer(_ source: [UInt8]) throws {
    let began = ContinuousClock.now
    let programme = try Programme.read(source, file: path, scorers: scorers)
    let obstacles = bench.obstacles(to: programme)
    if !obstacles.isEmpty {
      try StandardOutput.write("\nThe tables are needed again: \(obstacles.joined(separator: "; ")) …\n")
      try bench.read(for: programme)
    }
    let now = try bench.decisions(of: programme)
    let width = StandardOutput.width
    let text = savedText(
      last: ProgrammeComparison.Month(from: last, to: now),
      start: goodSaves > 0 ? ProgrammeComparison.Month(from: start, to: now) : nil, width: width, color: color)
    (last, goodSaves) = (now, goodSaves + 1)
    try StandardOutput.write("\nSave \(saves), answered in \(seconds(since: began)).\n\(text)")
  }
}
