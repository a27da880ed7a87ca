import RatingRecord
import ScorerKit

/// Why a month can't be published so, or not yet.
public enum Refusal: Error, Equatable, CustomStringConvertible {
  /// The day lies before the month's end.
  case monthNotOver(Month)
  case laterMonth(Month, later: Month)
  case earlierProvisional(Month)
  /// Published for good, and the same inputs and programme no longer give it.
  case finalDiffers(Month, Differences)
  case alreadyFinal(Month)
  /// The programme gives days for corrections, which begin with a provisional publication.
  case notProvisional(Month)
  case correctionsOpen(Month, until: Day)
  /// Before the day of what was last published for good.
  case backdated(latest: Day)
  /// A year off, most likely.
  case tooLate(Month, on: Day)
  /// Months between the last one and this one were never published.
  case gap(Month, from: Month, to: Month)
  /// Another programme made what guilds were shown.
  case otherProgramme(Month)
  /// The result is that of a version which another one has replaced.
  case replaced(Month, version: Int, by: Int)
  /// The result is that of a final version which a revision has replaced.
  case revisedSince(Month, version: Int, by: Int)
  /// Only what is final is revised.
  case notFinal(Month)
  case otherProgrammeOfFinal(Month)
  case appealOfOther(String, of: Month)
  case appealNotUpheld(String, Appeal.State)
  case appealApplied(String, Month, version: Int)
  case beforeDecision(String, decided: Day)
  case longAfterDecision(String, on: Day)
  /// - Parameter first: `requests:r17`.
  case correctionsMissing(String, count: Int, first: String)
  /// Every guild's figures are those of the version before.
  case nothingRevised(Month)

  public var description: String {
    switch self {
    case .monthNotOver(let month):
      "\(month) is not over on that day; give --on \(Day(ordinal: month.adding(1).firstDay)) or later"
    case .laterMonth(let month, let later):
      "\(month) can't be published any more: \(later) is, and rests on what was published before it"
    case .earlierProvisional(let month): "\(month) is only provisional; publish it --final first"
    case .finalDiffers(let month, let differences):
      "\(month) is published for good, and this is not it: \(differences); nothing was changed"
    case .alreadyFinal(let month): "\(month) is published for good; it can't be provisional any more"
    case .notProvisional(let month):
      "\(month) can't be final yet: the programme gives days for corrections, which begin when it is published --provisional"
    case .correctionsOpen(let month, let until):
      "\(month) can't be final yet: corrections may be asked for until \(until); publish it --final from \(until.adding(1))"
    case .backdated(let latest):
      "what was last published for good is of \(latest); give --on that day or a later one"
    case .tooLate(let month, let day):
      "\(day) is more than a year after the end of \(month); is the year right?"
    case .gap(let month, let first, let last):
      "\(missing(first, last)) published, and can't be any more once \(month) is final; "
        + "give --skip-months if \(first == last ? "it is" : "they are") to be left out"
    case .otherProgramme(let month):
      "\(month.title) was shown to guilds by another programme; publish it --provisional again, or use the programme of then, "
        + "which `ledger export` has"
    case .replaced(let month, let version, let later):
      "this is \(month) as in version \(version), which version \(later) replaced; give --again to publish it once more"
    case .revisedSince(let month, let version, let later):
      "this is \(month) as in version \(version), which version \(later) revised; nothing was changed"
    case .notFinal(let month):
      "\(month) is not final, so there is nothing to revise; publish it --provisional or --final with the corrections"
    case .otherProgrammeOfFinal(let month):
      "\(month.title) was published by another programme; revise it by that one, which `ledger export` has"
    case .appealOfOther(let id, let month): "\(id) is about \(month)"
    case .appealNotUpheld(let id, let state):
      state == .open
        ? "\(id) is not decided yet; decide it first, with `guildmark appeal decide`"
        : "\(id) is \(state.inWords); only an appeal that is upheld, or partly, leads to a revision"
    case .appealApplied(let id, let month, let version):
      "\(id) led to version \(version) of \(month) already; name those that have led to none"
    case .beforeDecision(let id, let day): "\(id) was decided on \(day); give --on that day or a later one"
    case .longAfterDecision(let id, let day): "\(day) is more than a year after \(id) was decided; is the year right?"
    case .correctionsMissing(let id, let count, let first):
      "\(count == 1 ? "a correction" : "\(count) corrections") decided with \(id) "
        + "\(count == 1 ? "is" : "are") not among the table corrections of the data, the first of \(visible(first)); "
        + "`guildmark appeal corrections` writes them"
    case .nothingRevised(let month):
      "every guild's figures are those of \(month) as it is published, so there is nothing to revise; nothing was changed"
    }
  }
}

/// `2026-11 is not`, `2026-11 to 2027-01 are not`.
func missing(_ first: Month, _ last: Month) -> String {
  first == last ? "\(first) is not" : "\(first) to \(last) are not"
}

/// What two results of a month do not have in common.
public struct Differences: Sendable, Equatable, CustomStringConvertible {
  /// How many guilds are not the same in both.
  public var guilds: Int
  /// How many of them have another tier.
  public var tiers: Int
  /// The first, by id.
  public var first: Identifier?

  public var description: String {
    guard let first else { return "every guild is the same, and what is said of the whole month is not" }
    let figures = guilds == 1 ? "1 guild's figures differ" : "\(guilds) guilds' figures differ"
    let others = tiers == 0 ? "none has another tier" : tiers == 1 ? "1 has another tier" : "\(tiers) have another tier"
    return "\(figures), \(others); the first is \(visible(first.description))"
  }
}
