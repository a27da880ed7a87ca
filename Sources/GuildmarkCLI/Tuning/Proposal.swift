import RatingEngine
import RatingProgramme
import RatingRecord
import ReportCards
import ScorerKit

/// What a search proposes, tried as it will be once it is pasted: the lines are put into the programme's file, that is read again,
/// and what is said of it is what the programme so read decides.
struct Proposal {
  let sections: [ProgrammeLines]
  let summary: TuningSummary

  /// - Throws: `Failure` where the file is laid out so that the lines can't be pasted.
  init(
    _ sections: [ProgrammeLines], into source: [UInt8], of file: String, scorers: [any Scorer.Type],
    decide: (Programme) throws -> Decisions
  ) throws {
    self.sections = sections
    do {
      let programme = try Programme.read(pasted(sections, into: source), file: file, scorers: scorers)
      summary = TuningSummary(try decide(programme))
    } catch let error as ProgrammeError {
      let keys = sections.map(\.key).joined(separator: " and ")
      throw Failure(
        .programme,
        "\(printable(file)): lines of \(keys) can't be put in place of those that are there; write each key at the beginning of a line, with its section below it\n\(error)"
      )
    }
  }

  func text(width: Int, color: Bool) -> String {
    let paste = "In place of the \(sections.map { "`\($0.key)`" }.joined(separator: " and ")) of the programme:\n\n"
    return summary.table(width: width, color: color) + "\n" + paste + sections.map(\.text).joined()
  }
}
