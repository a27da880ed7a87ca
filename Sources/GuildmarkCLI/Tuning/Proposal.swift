import RatingEngine
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

/// What proposals are tried on: the month's tallies, and the programme's file.
struct TuningDesk {
  let bench: TuningBench
  let file: String
  /// The file's bytes, with what has been proposed so far.
  var source: [UInt8]
  let scorers: [any Scorer.Type]
  let width: Int
  let color: Bool

  func decisions(of programme: Programme) throws -> Decisions { try bench.decisions(of: programme) }

  /// Wrapped by words; nothing for nothing.
  func paragraph(_ text: String) -> String { text.isEmpty ? "" : wrapped(text, width, indent: 2) + "\n" }
}

/// What a search proposes, tried as it will be once it is pasted: the lines are put into the programme's file, that is read again,
/// and what is said of it is what the programme so read decides.
struct Proposal {
  let summary: TuningSummary
  /// The file with the lines in it; `nil` where they could not be tried there.
  let source: [UInt8]?
  private let sections: [ProgrammeLines]
  private let margin: Int
  /// Why they could not be.
  private let obstacle: String?
  private let desk: TuningDesk

  /// - Parameter programme: what the lines are to make of the one in the file.
  init(_ programme: Programme, _ sections: [ProgrammeLines], on desk: TuningDesk) throws {
    (self.sections, self.desk) = (sections, desk)
    let pasted = Programme.pasting(sections.map { ($0.key, $0.all) }, into: desk.source)
    margin = pasted?.margin ?? 0
    var obstacle = "its keys do not stand on lines of their own"
    if let pasted {
      do {
        let read = try Programme.read(pasted.bytes, file: desk.file, scorers: desk.scorers)
        let decisions = try desk.decisions(of: read)
        if decisions.programme.tiers == programme.tiers, read.incentives == programme.incentives {
          (summary, source, self.obstacle) = (TuningSummary(decisions), pasted.bytes, nil)
          return
        }
        obstacle = "there they would come to something else"
      } catch let error as ProgrammeError {
        obstacle = "with them it would have mistakes:\n\(error)"
      }
    }
    (source, self.obstacle) = (nil, obstacle)
    summary = TuningSummary(try desk.decisions(of: programme))
  }

  var text: String {
    let keys = sections.map { "`\($0.key)`" }.joined(separator: " and ")
    let untried = obstacle.map {
      "These lines were not tried in \(printable(desk.file)) itself: \($0)".split(separator: "\n").map {
        desk.paragraph(String($0))
      }.joined() + "\n"
    }
    return summary.table(width: desk.width, color: desk.color)
      + "\nIn place of the \(keys) of the programme:\n\n" + (untried ?? "")
      + sections.map { $0.text(margin: margin) }.joined()
  }
}
