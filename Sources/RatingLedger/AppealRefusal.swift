import RatingProgramme
import RatingRecord
import ScorerKit

/// Why an appeal can't be opened, decided or withdrawn so.
public enum AppealRefusal: Error, Equatable, CustomStringConvertible {
  /// - Parameter last: the last month that is.
  case notPublished(Month, last: Month?)
  case noGuild(String, near: String?)
  case guildNotIn(Month, guild: String)
  case noMeasure(String, Month, near: String?)
  /// The programme by which the month is published has none.
  case noAppeals(Month)
  /// `isFinal`: else corrections may no longer be asked for.
  case late(Month, until: Day, isFinal: Bool)
  case beforePublication(Month, published: Day)
  case beforeOpening(id: String, opened: Day)
  /// An open appeal says the same.
  case doubled(id: String)
  /// Long after the month was published, or the appeal was opened.
  case farAhead(Day)
  /// Another appeal's corrections say something else of the row.
  case decidedOtherwise(id: String, row: String)
  /// Not UTF-8.
  case noText(String)
  case noMeasures
  case emptyText(String)
  case longText(String, atMost: Int)
  case twice(String)
  case tooManyRows(atMost: Int)
  /// - Parameter known: those there are.
  case unknown(id: String, known: [String])
  case closed(id: String, state: Appeal.State, on: Day)
  case correctionsOfRejected

  public var description: String {
    switch self {
    case .notPublished(let month, let last):
      "\(month) is not published, so there is nothing to appeal against"
        + (last.map { "; the last month that is, is \($0)" } ?? "")
    case .noGuild(let id, let near):
      "no guild \(visible(id)) in the ledger" + (near.map { "; did you mean \(visible($0))?" } ?? "")
    case .guildNotIn(let month, let guild): "guild \(visible(guild)) has no rating in \(month)"
    case .noMeasure(let name, let month, let near):
      "\(month) has no measure \(visible(name))"
        + (near.map { "; did you mean \(visible($0))?" } ?? "; write it as scorer.measure")
    case .noAppeals(let month):
      "the programme by which \(month) is published has no appeals (publication: appeals)"
    case .late(let month, let until, let isFinal):
      isFinal
        ? "appeals against \(month) could be opened until \(until)"
        : "corrections of \(month) could be asked for until \(until); "
          + "once it is final it can be appealed against again"
    case .beforePublication(let month, let published):
      "\(month) was published on \(published); give --on that day or a later one"
    case .beforeOpening(let id, let opened): "\(id) was opened on \(opened); give --on that day or a later one"
    case .doubled(let id):
      "\(id) is open, by the same guild on the same grounds; withdraw it first, or name other grounds"
    case .farAhead(let day):
      "\(day) is long after what it is about; is the year right?"
    case .decidedOtherwise(let id, let row):
      "with \(id) something else was decided about the row \(visible(row)), and both can't be in the data"
    case .noText(let option): "\(option) is not UTF-8, or holds U+FFFD, which stands for what is not"
    case .noMeasures: "an appeal names at least one measure; give --measure scorer.measure"
    case .emptyText(let option): "\(option) says nothing; write a sentence"
    case .longText(let option, let most): "\(option) is longer than \(most) characters; say it shorter"
    case .twice(let what): "\(visible(what)) is named twice; name it once"
    case .tooManyRows(let most): "more than \(most) rows are named; name those that matter"
    case .unknown(let id, let known):
      if known.isEmpty {
        "there is no appeal \(visible(id)); none has been opened in this ledger"
      } else {
        "there is no appeal \(visible(id))"
          + (nearestName(to: id, among: known).map { "; did you mean \($0)?" } ?? "")
          + "; there \(known.count == 1 ? "is A1" : "are A1 to A\(known.count)")"
      }
    case .closed(let id, let state, let day):
      switch state {
      case .withdrawn: "\(id) was withdrawn on \(day); it is not open any more"
      default: "\(id) was decided on \(day): \(state.inWords); a decision is not changed"
      }
    case .correctionsOfRejected:
      "an appeal that is rejected leads to no corrections; leave --corrections out, or decide it partly"
    }
  }
}

extension Appeal.State {
  /// `partly upheld`.
  public var inWords: String { self == .partly ? "partly upheld" : rawValue }
}
