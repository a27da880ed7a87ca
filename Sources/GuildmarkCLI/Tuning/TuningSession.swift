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
  private var remarks: [String]
  private var saved: SavedFile
  private var saves = 0
  private var goodSaves = 0

  init(
    bench: TuningBench, path: String, source: [UInt8], scorers: [any Scorer.Type], start: Decisions, color: Bool
  ) throws {
    (self.bench, self.path, self.scorers, self.start, self.color) = (bench, path, scorers, start, color)
    last = start
    remarks = try bench.remarks(on: start)
    saved = SavedFile(path: path, content: source)
  }

  /// Goes on until a signal ends the run.
  ///
  /// - Throws: `Failure` where nobody reads what it says.
  mutating func run() throws {
    while true {
      switch saved.next() {
      case .saved(let source): try take(source)
      case .gone: try say("\(printable(path)) is gone; waiting until it is there again.")
      case .back: try say("\(printable(path)) is there again, as it was.")
      case .unfit(let reason): try say("\(reason). Waiting until it can be read.")
      }
    }
  }

  private func say(_ text: String) throws { try StandardOutput.write("\n" + lines(text)) }

  /// By words, each line for itself.
  private func lines(_ text: String) -> String {
    text.split(separator: "\n").map { wrapped(String($0), StandardOutput.width, indent: 2) + "\n" }.joined()
  }

  private mutating func take(_ source: [UInt8]) throws {
    saves += 1
    do {
      try answer(source)
    } catch {
      guard let failure = Failure(error), [.data, .programme, .noInput].contains(failure.code) else { throw error }
      try StandardOutput.write("\nSave \(saves): not rated.\n" + lines(failure.message))
    }
  }

  private mutating func answer(_ source: [UInt8]) throws {
    let began = ContinuousClock.now
    let programme = try Programme.read(source, file: path, scorers: scorers)
    let obstacles = bench.obstacles(to: programme)
    if !obstacles.isEmpty {
      try say("The tables are needed again: in what was read, \(obstacles.joined(separator: "; ")) …")
      try bench.read(for: programme)
      if let kept = try bench.keep() { try StandardOutput.write(lines("\(printable(kept)) has the new tallies.")) }
    }
    let now = try bench.decisions(of: programme)
    let remarks = try bench.remarks(on: now)
    let width = StandardOutput.width
    let text = savedText(
      last: ProgrammeComparison.Month(from: last, to: now),
      start: goodSaves > 0 ? ProgrammeComparison.Month(from: start, to: now) : nil, width: width, color: color)
    // What was said before and still holds is not said again.
    let news = remarks.filter { !self.remarks.contains($0) }.map(lines).joined()
    (last, goodSaves, self.remarks) = (now, goodSaves + 1, remarks)
    try StandardOutput.write("\nSave \(saves), answered in \(seconds(since: began)).\n\(news)\(text)")
  }
}
