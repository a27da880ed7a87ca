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
